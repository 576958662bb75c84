"""For which days a report is asked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.controllers.form_reading import FormRefused
from app.controllers.reports.periods import Period, Preset, period_of, period_words

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("preset", "first", "last"),
    [
        (Preset.TODAY, "2026-11-21", "2026-11-21"),
        (Preset.YESTERDAY, "2026-11-20", "2026-11-20"),
        (Preset.THIS_WEEK, "2026-11-16", "2026-11-22"),
        (Preset.LAST_WEEK, "2026-11-09", "2026-11-15"),
        (Preset.THIS_MONTH, "2026-11-01", "2026-11-30"),
        (Preset.LAST_MONTH, "2026-10-01", "2026-10-31"),
        (Preset.THIS_YEAR, "2026-01-01", "2026-12-31"),
    ],
)
def test_the_usual_days(preset: Preset, first: str, last: str) -> None:
    assert period_of(preset, SATURDAY, "en_GB") == Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(("locale", "first"), [("en_IN", 15), ("en_US", 15), ("de_DE", 16), ("ar_EG", 21)])
def test_a_week_begins_on_the_countrys_own_day(locale: str, first: int) -> None:
    assert period_of(Preset.THIS_WEEK, SATURDAY, locale).first == date(2026, 11, first)


def test_a_year_begins_in_january_also_for_last_month() -> None:
    assert period_of(Preset.LAST_MONTH, date(2027, 1, 5), "en_GB") == Period(date(2026, 12, 1), date(2026, 12, 31))


@given(today=st.dates(date(2000, 1, 1), date(2100, 1, 1)), locale=st.sampled_from(["en_IN", "en_GB", "ar_EG"]))
def test_the_days_before_end_where_these_begin(today: date, locale: str) -> None:
    for now, before in ((Preset.THIS_WEEK, Preset.LAST_WEEK), (Preset.THIS_MONTH, Preset.LAST_MONTH)):
        ours, earlier = period_of(now, today, locale), period_of(before, today, locale)
        assert ours.first <= today <= ours.last
        assert earlier.last + timedelta(days=1) == ours.first
    assert period_of(Preset.THIS_WEEK, today, locale).days == 7


def test_other_days_are_typed() -> None:
    typed = period_of(Preset.OTHER, SATURDAY, "en_GB", " 2026-11-01 ", "2026-11-03")
    assert typed == Period(date(2026, 11, 1), date(2026, 11, 3))
    assert period_of(Preset.OTHER, SATURDAY, "en_GB", "2026-11-01") == Period(date(2026, 11, 1), date(2026, 11, 1))


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        ("", "", "first"),
        ("", "2026-11-01", "first"),
        ("yesterday", "", "first"),
        ("2026-11-01", "2026-02-30", "last"),
        ("2026-11-02", "2026-11-01", "last"),
        ("1026-11-02", "2026-11-01", "last"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(first: str, last: str, field: str) -> None:
    with pytest.raises(FormRefused) as refused:
        period_of(Preset.OTHER, SATURDAY, "en_GB", first, last)
    assert (refused.value.code, refused.value.field) == ("FORM_REFUSED", field)


def test_a_period_is_told_in_the_cinemas_words() -> None:
    assert period_words(Period(SATURDAY, SATURDAY), "en_GB") == "Sat, 21 Nov 2026"
    assert period_words(Period(date(2026, 11, 1), SATURDAY), "en_GB") == "Sun, 1 Nov 2026 – Sat, 21 Nov 2026"
