"""Days as they are typed, in words and in figures."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.utils.typed_days import day_fits, typed_words

SATURDAY = date(2026, 11, 21)


def fits(
    typed: str, day: date = SATURDAY, today: date = SATURDAY - timedelta(days=9), locale: str = "en_IN"
) -> list[int]:
    return [day_fits(day, word, today, locale) for word in typed_words(typed)]


@pytest.mark.parametrize(
    "typed",
    ["s", "sat", "SATURDAY", "n", "nov", "21", "2", "21 nov", "sat 21", "2026-11-21", "2026-11-2", "2026-1", "2026", "202",
     "21/11", "21/1", "21/", "21.11.", "21/11/2026", "21/11/26", "21-11-2026", "21, nov", "(sat)"],
)  # fmt: skip
def test_the_beginning_of_a_days_name_or_figures_fits(typed: str) -> None:
    assert set(fits(typed)) == {2}


@pytest.mark.parametrize("typed", ["rday", "urda", "vembe"])
def test_the_middle_of_a_name_fits_from_four_letters_on(typed: str) -> None:
    assert fits(typed) == [1]


@pytest.mark.parametrize(
    "typed",
    ["day", "an", "sun", "dec", "1", "11", "22", "2026-12", "2025", "11/21", "21/12", "21/11/25", "today", "2112"],
)
def test_another_day_does_not_fit(typed: str) -> None:
    assert fits(typed) == [0]


def test_where_the_month_is_written_first_it_is_typed_first() -> None:
    assert fits("11/21", locale="en_US") == [2]
    assert fits("21/11", locale="en_US") == [0]
    assert fits("2026-11-21", locale="en_US") == [2]


def test_days_are_understood_in_english_and_in_the_cinemas_language() -> None:
    assert fits("samedi", locale="fr_FR") == [2]
    assert fits("saturday", locale="fr_FR") == [2]
    assert fits("शनिवार", locale="hi_IN") == [2]
    assert fits("samedi", locale="en_IN") == [0]


def test_today_and_tomorrow_are_counted_from_today() -> None:
    assert fits("tod", today=SATURDAY) == [2]
    assert fits("tom", today=SATURDAY - timedelta(days=1)) == [2]
    assert fits("today tomorrow", today=SATURDAY - timedelta(days=2)) == [0, 0]


@given(st.dates(date(2024, 1, 1), date(2040, 1, 1)), st.sampled_from(("en_IN", "en_US", "de_DE", "fr_FR", "ja_JP")))
def test_every_day_fits_its_own_iso_date_and_no_other(day: date, locale: str) -> None:
    assert fits(day.isoformat(), day, locale=locale) == [2]
    assert fits(day.isoformat(), day + timedelta(days=1), locale=locale) == [0]


@given(st.text())
def test_whatever_is_typed_is_taken_apart_into_words(typed: str) -> None:
    for word, figures in typed_words(typed):
        assert word
        assert not figures or figures[0].isdigit()


def test_a_date_in_figures_is_one_word_and_a_name_with_a_hyphen_two() -> None:
    assert [word for word, _ in typed_words("21/11 spider-man 100% …")] == ["2111", "spider", "man", "100"]
