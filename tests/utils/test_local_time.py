"""The cinema's clock: across zones, clock changes and locales."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.utils.errors import InvalidInput
from app.utils.local_time import (
    day_bounds_utc,
    format_countdown,
    format_day,
    format_full_day,
    format_moment,
    format_other_day,
    format_time,
    local_days,
    to_local,
)

SHOW = datetime(2026, 11, 20, 14, 20, tzinfo=UTC)
ZONES = ["Asia/Kolkata", "Europe/Berlin", "America/New_York", "America/Santiago", "Africa/Cairo", "Australia/Lord_Howe"]


def test_a_show_is_shown_on_the_cinemas_clock() -> None:
    assert to_local(SHOW, "Asia/Kolkata").isoformat() == "2026-11-20T19:50:00+05:30"


def test_a_time_of_another_zone_is_still_the_same_moment() -> None:
    assert to_local(SHOW.astimezone(ZoneInfo("Asia/Tokyo")), "Asia/Kolkata") == SHOW


def test_a_naive_time_is_a_defect() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        to_local(SHOW.replace(tzinfo=None), "Asia/Kolkata")


@pytest.mark.parametrize("zone", ["", "Asia", "Asia/Calcuta", "../etc/passwd", "a\0b"])
def test_an_unknown_zone_is_refused_with_an_example(zone: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        to_local(SHOW, zone)
    assert refused.value.code == "INVALID_INPUT"
    assert "Asia/Kolkata" in refused.value.sentence


def test_a_day_is_from_local_midnight_to_local_midnight() -> None:
    assert day_bounds_utc(date(2026, 11, 20), "Asia/Kolkata") == (
        datetime(2026, 11, 19, 18, 30, tzinfo=UTC),
        datetime(2026, 11, 20, 18, 30, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("day", "zone", "hours"),
    [
        (date(2026, 3, 29), "Europe/Berlin", 23),
        (date(2026, 10, 25), "Europe/Berlin", 25),
        (date(2026, 9, 6), "America/Santiago", 23),  # the clocks skip midnight itself
        (date(2026, 4, 4), "America/Santiago", 25),  # and repeat the hour before it
        (date(2026, 11, 20), "Asia/Kolkata", 24),
    ],
)
def test_a_day_of_a_clock_change_has_its_own_length(day: date, zone: str, hours: int) -> None:
    start, end = day_bounds_utc(day, zone)
    assert end - start == timedelta(hours=hours)


@given(st.dates(date(2000, 1, 1), date(2035, 1, 1)), st.sampled_from(ZONES))
def test_days_follow_one_another_without_gap_and_begin_on_their_own_date(day: date, zone: str) -> None:
    start, end = day_bounds_utc(day, zone)
    assert end == day_bounds_utc(day + timedelta(days=1), zone)[0]
    assert to_local(start, zone).date() == day
    assert to_local(start - timedelta(microseconds=1), zone).date() == day - timedelta(days=1)


def test_a_day_is_written_as_the_locale_does() -> None:
    assert format_day(date(2026, 11, 20), "en_IN") == "Fri, 20 Nov"
    assert format_day(date(2026, 11, 20), "de_DE") == "Fr., 20. Nov."


def test_of_a_moment_the_day_is_the_one_on_its_own_clock() -> None:
    late = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)
    assert format_day(to_local(late, "Asia/Kolkata"), "en_IN") == "Sat, 21 Nov"


def test_a_time_is_written_as_the_locale_does() -> None:
    local = to_local(SHOW, "Asia/Kolkata")
    assert format_time(local, "en_GB") == "19:50"
    assert format_time(local, "en_IN").split() == ["7:50", "pm"]  # which kind of space is between is CLDR's matter


def test_a_naive_time_is_not_written() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        format_time(datetime(2026, 11, 20, 19, 50), "en_GB")  # noqa: DTZ001 - the defect itself
    with pytest.raises(ValueError, match="without a time zone"):
        format_day(datetime(2026, 11, 20, 19, 50), "en_GB")  # noqa: DTZ001 - the defect itself


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (581, "9:41"),
        (600, "10:00"),
        (1800, "30:00"),
        (3599, "59:59"),
        (3600, "1:00:00"),
        (172_799.5, "48:00:00"),
        (60, "1:00"),
        (59.2, "1:00"),
        (5, "0:05"),
        (0.01, "0:01"),
        (0, "0:00"),
        (-3, "0:00"),
    ],
)
def test_a_countdown_shows_minutes_and_seconds_and_zero_only_at_the_end(seconds: float, shown: str) -> None:
    assert format_countdown(seconds) == shown


@pytest.mark.parametrize(
    ("day", "locale", "told"),
    [
        (date(2026, 11, 22), "en_IN", "Sun 22"),
        (date(2026, 11, 27), "en_US", "27 Fri"),
        (date(2026, 11, 28), "en_IN", "28 Nov"),
        (date(2026, 11, 20), "en_IN", "20 Nov"),
        (date(2026, 12, 22), "de_DE", "22. Dez."),
    ],
)
def test_another_day_is_told_by_its_weekday_within_a_week_and_by_its_month_beyond(
    day: date, locale: str, told: str
) -> None:
    assert format_other_day(day, date(2026, 11, 21), locale) == told


def test_a_day_of_any_year_is_told_with_it() -> None:
    assert format_full_day(date(2026, 11, 20), "en_IN") == "Fri, 20 Nov, 2026"


@pytest.mark.parametrize(
    ("zone", "change", "before_hours", "after_hours"),
    [
        ("Asia/Kolkata", datetime(2026, 10, 17, 18, 30, tzinfo=UTC), 5.5, 5.5),
        ("Europe/Berlin", datetime(2026, 10, 25, 1, 0, tzinfo=UTC), 2, 1),
        ("America/New_York", datetime(2026, 10, 18, 4, 0, tzinfo=UTC), -4, -4),
        ("Asia/Beirut", datetime(2026, 10, 24, 21, 0, tzinfo=UTC), 3, 2),
    ],
)
def test_days_are_told_with_the_change_of_their_clocks(
    zone: str, change: datetime, before_hours: float, after_hours: float
) -> None:
    days = local_days(date(2026, 10, 18), date(2026, 10, 31), zone)
    assert (days.start, days.end) == (
        day_bounds_utc(date(2026, 10, 18), zone)[0],
        day_bounds_utc(date(2026, 10, 31), zone)[1],
    )
    assert (days.change, days.before_seconds, days.after_seconds) == (change, before_hours * 3600, after_hours * 3600)


@given(
    zone=st.sampled_from([*ZONES, "America/Havana", "Asia/Beirut", "Pacific/Apia"]),
    first=st.dates(date(2013, 1, 1), date(2030, 1, 1)),
    days=st.integers(0, 13),
    share=st.floats(0, 1, exclude_max=True),
)
def test_within_them_seconds_added_to_utc_are_the_time_on_the_wall(
    zone: str, first: date, days: int, share: float
) -> None:
    told = local_days(first, first + timedelta(days=days), zone)
    moment = told.start + (told.end - told.start) * share
    ahead_seconds = told.before_seconds if moment < told.change else told.after_seconds
    wall = moment.replace(tzinfo=None) + timedelta(seconds=ahead_seconds)
    assert wall == to_local(moment, zone).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("day", "told"),
    [(20, "7:50\u202fpm"), (21, "Sat 21 7:50\u202fpm"), (19, "19 Nov 7:50\u202fpm"), (30, "30 Nov 7:50\u202fpm")],
)
def test_a_moment_is_told_with_its_day_where_that_is_not_today(day: int, told: str) -> None:
    local = datetime(2026, 11, day, 19, 50, tzinfo=ZoneInfo("Asia/Kolkata"))
    assert format_moment(local, date(2026, 11, 20), "en_IN") == told
