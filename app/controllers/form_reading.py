"""Reading what was typed into a form: every answer is checked before anything is written, and refused at its own field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from app.utils.errors import BoxOfficeError, InvalidInput

T = TypeVar("T")


class FormRefused(BoxOfficeError):
    """An answer of a form cannot be used; `field` is its key."""

    code = "FORM_REFUSED"

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


def checked(answers: Mapping[str, str], key: str, check: Callable[[str], T]) -> T:
    """What `check` makes of an answer ("" where there is none). Raises FormRefused at that field for its InvalidInput."""
    try:
        return check(answers.get(key, ""))
    except InvalidInput as error:
        raise FormRefused(error.sentence, key) from error


def whole_number(typed: str, least: int, most: int) -> int:
    """A whole number within bounds. Raises InvalidInput."""
    text = typed.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 9) or not least <= int(text) <= most:
        raise InvalidInput(f"Give a whole number from {least} to {most}.")
    return int(text)


def day_or_none(typed: str) -> date | None:
    """A date as 2026-11-21, None where nothing is typed. Raises InvalidInput."""
    text = typed.strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput("Write the date like 2026-11-21: year, month, day.") from error
