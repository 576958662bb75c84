"""What was typed into a form is refused at its own field."""

from __future__ import annotations

from datetime import date

import pytest

from app.controllers.form_reading import FormRefused, checked, day_or_none, whole_number
from app.utils.errors import InvalidInput


def test_a_refusal_names_its_field() -> None:
    with pytest.raises(FormRefused) as told:
        checked({"minutes": "soon"}, "minutes", lambda typed: whole_number(typed, 1, 600))
    assert told.value.field == "minutes"
    assert "1 to 600" in told.value.sentence


def test_an_answer_that_is_not_there_is_empty() -> None:
    assert checked({}, "day", day_or_none) is None


@pytest.mark.parametrize("typed", ["", "0", "601", "-1", "1.5", "１２", "9999999999", "ten"])
def test_what_is_no_whole_number_within_bounds_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        whole_number(typed, 1, 600)


def test_a_number_may_stand_between_blanks() -> None:
    assert whole_number(" 148 ", 1, 600) == 148


@pytest.mark.parametrize("typed", ["21.11.2026", "2026-02-30", "tomorrow", "2026-13-01"])
def test_what_is_no_date_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InvalidInput, match="2026-11-21"):
        day_or_none(typed)


def test_a_date_is_read() -> None:
    assert day_or_none(" 2026-11-21 ") == date(2026, 11, 21)
