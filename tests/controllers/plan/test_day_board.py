"""What fits into a hall's day, against a brute force that looks at every minute; and local times on every night of the year."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.controllers.plan.day_board import (
    STEP,
    Fit,
    Slot,
    day_of,
    frame_of,
    judge,
    local_start,
    next_fit,
    snapped,
)
from app.utils.errors import InvalidInput
from app.utils.local_time import day_bounds_utc, to_local

MORNING = datetime(2026, 11, 20, 4, 30, tzinfo=UTC)
HALF_AN_HOUR = timedelta(minutes=30)
ZONES = ["Asia/Kolkata", "Europe/Berlin", "America/New_York", "America/Santiago", "Australia/Lord_Howe"]


def slot(begins: int, lasts: int, hall_id: int = 1, show_id: int = 0) -> Slot:
    """A slot so many minutes after the morning."""
    starts_at = MORNING + timedelta(minutes=begins)
    return Slot(hall_id, starts_at, starts_at + timedelta(minutes=lasts), show_id)


SLOTS = st.builds(slot, st.integers(0, 300), st.integers(1, 90), st.integers(1, 2), st.integers(0, 3))


def minutes_of(each: Slot, turnaround_minutes: int = 0) -> set[int]:
    """Every minute in which a slot keeps its hall from others."""
    first = (each.starts_at - MORNING) // timedelta(minutes=1)
    last = (each.ends_at - MORNING) // timedelta(minutes=1) + turnaround_minutes
    return set(range(first, last))


def in_the_way_by_force(wanted: Slot, others: list[Slot], turnaround_minutes: int) -> list[Slot]:
    return [
        other
        for other in others
        if other.hall_id == wanted.hall_id
        and not (other.show_id and other.show_id == wanted.show_id)
        and minutes_of(wanted, turnaround_minutes) & minutes_of(other, turnaround_minutes)
    ]


@given(wanted=SLOTS, others=st.lists(SLOTS, max_size=6), turnaround_minutes=st.integers(0, 45))
def test_a_slot_fits_exactly_when_no_minute_of_it_or_its_turnaround_is_taken(
    wanted: Slot, others: list[Slot], turnaround_minutes: int
) -> None:
    found = judge(wanted, others, timedelta(minutes=turnaround_minutes))
    by_force = in_the_way_by_force(wanted, others, turnaround_minutes)
    assert (found.fit is Fit.FITS) == (not by_force)
    assert found.other is None or found.other in by_force
    overlapping = [other for other in by_force if minutes_of(wanted) & minutes_of(other)]
    assert (found.fit is Fit.OVERLAPS) == bool(overlapping)


@given(wanted=SLOTS, others=st.lists(SLOTS, max_size=6), turnaround_minutes=st.integers(0, 45))
def test_the_next_fit_is_the_first_step_that_fits(wanted: Slot, others: list[Slot], turnaround_minutes: int) -> None:
    turnaround, end = timedelta(minutes=turnaround_minutes), wanted.starts_at + timedelta(hours=12)
    found = next_fit(wanted, others, turnaround, end)
    steps = [wanted.moved(wanted.starts_at + number * STEP) for number in range(12 * 12)]
    assert found == next((each for each in steps if judge(each, others, turnaround).other is None), None)


def test_a_show_fits_when_the_one_before_ends_just_a_turnaround_earlier() -> None:
    assert judge(slot(150, 100), [slot(0, 120, show_id=1)], HALF_AN_HOUR).fit is Fit.FITS


def test_a_minute_less_is_a_turnaround_too_short_and_tells_how_much_there_is() -> None:
    found = judge(slot(149, 100), [slot(0, 120, show_id=1)], HALF_AN_HOUR)
    assert (found.fit, found.between) == (Fit.TURNAROUND, timedelta(minutes=29))


def test_a_show_that_begins_before_the_other_ends_overlaps() -> None:
    assert judge(slot(119, 100), [slot(0, 120, show_id=1)], HALF_AN_HOUR).fit is Fit.OVERLAPS


def test_a_show_is_not_in_its_own_way_and_other_halls_are_in_nobodys() -> None:
    assert judge(slot(10, 100, 1, 7), [slot(0, 120, 1, 7), slot(0, 120, 2, 8)], HALF_AN_HOUR).fit is Fit.FITS


def test_two_shows_that_are_both_new_are_in_each_others_way() -> None:
    assert judge(slot(10, 100), [slot(0, 120)], HALF_AN_HOUR).fit is Fit.OVERLAPS


def test_no_slot_is_found_on_a_full_day() -> None:
    assert next_fit(slot(0, 30), [slot(0, 600, show_id=1)], HALF_AN_HOUR, MORNING + timedelta(hours=5)) is None


@pytest.mark.parametrize(("minutes", "snaps_to"), [(2, 0), (3, 5), (7, 5), (-3, -5), (1437, 1435)])
def test_a_drag_snaps_to_five_minutes(minutes: int, snaps_to: int) -> None:
    assert snapped(MORNING + timedelta(minutes=minutes), MORNING) == MORNING + timedelta(minutes=snaps_to)


def test_a_time_that_the_clocks_skip_is_refused_and_told_what_they_do() -> None:
    with pytest.raises(InvalidInput, match="from 02:00 to 03:00: there is no 02:30"):
        local_start(date(2026, 3, 29), time(2, 30), "Europe/Berlin", "en_GB")


def test_a_time_that_comes_twice_is_the_first_one_and_says_so() -> None:
    found = local_start(date(2026, 10, 25), time(2, 30), "Europe/Berlin", "en_GB")
    assert found.starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert "comes twice: this is the first" in found.note


def test_other_times_have_nothing_to_be_said_about() -> None:
    assert local_start(date(2026, 10, 25), time(3, 30), "Europe/Berlin", "en_GB").note == ""


@given(
    zone=st.sampled_from(ZONES),
    day=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    minute=st.integers(0, 24 * 60 - 1),
)
def test_a_local_time_is_found_exactly_when_a_clock_shows_it_that_day(zone: str, day: date, minute: int) -> None:
    at = time(minute // 60, minute % 60)
    first, last = day_bounds_utc(day, zone)
    moments = [first + number * timedelta(minutes=1) for number in range((last - first) // timedelta(minutes=1))]
    shown = [moment for moment in moments if moment.astimezone(ZoneInfo(zone)).time().replace(fold=0) == at]
    if not shown:
        with pytest.raises(InvalidInput):
            local_start(day, at, zone, "en_GB")
        return
    found = local_start(day, at, zone, "en_GB")
    assert found.starts_at == shown[0]
    assert bool(found.note) == (len(shown) > 1)


def test_a_show_that_ends_after_midnight_belongs_to_the_day_it_starts() -> None:
    late = local_start(date(2026, 11, 20), time(23, 50), "Asia/Kolkata", "en_IN").starts_at
    assert day_of(late, "Asia/Kolkata") == date(2026, 11, 20)
    assert day_of(late + timedelta(minutes=10), "Asia/Kolkata") == date(2026, 11, 21)


def test_a_day_is_laid_out_as_far_as_its_last_show_runs_past_midnight() -> None:
    midnight, _ = day_bounds_utc(date(2026, 11, 20), "Asia/Kolkata")
    late = Slot(1, midnight + timedelta(hours=23), midnight + timedelta(hours=26, minutes=10), 1)
    early = Slot(1, midnight + timedelta(hours=7, minutes=40), midnight + timedelta(hours=9), 2)
    frame = frame_of(date(2026, 11, 20), "Asia/Kolkata", [late, early])
    assert (frame.opens - midnight, frame.closes - midnight) == (timedelta(hours=7), timedelta(hours=27))


def test_the_show_of_the_day_before_does_not_widen_a_day() -> None:
    midnight, _ = day_bounds_utc(date(2026, 11, 20), "Asia/Kolkata")
    before = Slot(1, midnight - timedelta(hours=1), midnight + timedelta(hours=1), 1)
    assert frame_of(date(2026, 11, 20), "Asia/Kolkata", [before]) == frame_of(date(2026, 11, 20), "Asia/Kolkata", [])


def test_on_the_night_the_clocks_go_back_an_hour_comes_twice_on_the_board() -> None:
    midnight, _ = day_bounds_utc(date(2026, 10, 25), "Europe/Berlin")
    frame = frame_of(date(2026, 10, 25), "Europe/Berlin", [Slot(1, midnight, midnight + timedelta(hours=2), 1)])
    shown = [to_local(hour, "Europe/Berlin").hour for hour in frame.hours()]
    assert shown[:5] == [0, 1, 2, 2, 3]
