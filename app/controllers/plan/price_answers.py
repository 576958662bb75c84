"""What is typed about prices: percents, dates, days of the week, names. Each is refused at its own field.

A tick is "yes" or ""; dates are like 2026-11-21; days of the week like "Mon-Thu, Sat", nothing for every day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time

from app.controllers.form_reading import FormRefused, checked, day_or_none, whole_number
from app.models.sell.price_rules import EVERY_DAY
from app.utils.errors import InvalidInput
from app.utils.folded_text import folded
from app.utils.typed_text import clean_name
from app.utils.typed_times import typed_time

PERCENT_MAX = 1000
NAME_MAX = 30
"""A line tells up to four names of how its price was made, in 300 characters."""
YES = "yes"
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEARS = range(2000, 2100)


def percent(answers: Mapping[str, str], key: str, least: int, most: int = PERCENT_MAX) -> int:
    """A percent, with its sign or without. Raises FormRefused."""
    return checked(answers, key, lambda typed: whole_number(typed.strip().removesuffix("%"), least, most))


def count(answers: Mapping[str, str], key: str, least: int, most: int) -> int:
    """Raises FormRefused."""
    return checked(answers, key, lambda typed: whole_number(typed, least, most))


def name(answers: Mapping[str, str], key: str, what: str, most: int = NAME_MAX) -> str:
    """A name that can stand in the line that explains a price. Raises FormRefused."""
    found = checked(answers, key, lambda typed: clean_name(typed, what, most))
    if ";" in found:
        raise FormRefused("Leave out the semicolon: on a ticket it stands before what was taken off.", key)
    return found


def require_unique(typed: str, others: Iterable[str], key: str, what: str) -> None:
    """Two of one name cannot be told apart on a ticket. Raises FormRefused."""
    if folded(typed) in {folded(other) for other in others}:
        raise FormRefused(f"There is a {what} “{typed}” already. Choose it from the list, or give another name.", key)


def dates(answers: Mapping[str, str]) -> tuple[date | None, date | None]:
    """(valid_from, valid_until), both included, None where nothing was typed. Raises FormRefused."""
    first = checked(answers, "valid_from", _near_day)
    last = checked(answers, "valid_until", _near_day)
    if first is not None and last is not None and last < first:
        raise FormRefused("The last day is before the first one. Give a later day, or leave it empty.", "valid_until")
    return first, last


def a_day(answers: Mapping[str, str], key: str) -> date:
    """A day that must be given. Raises FormRefused."""
    day = checked(answers, key, _near_day)
    if day is None:
        raise FormRefused("Write the date like 2026-11-21: year, month, day.", key)
    return day


def clock(answers: Mapping[str, str], key: str) -> time:
    """Raises FormRefused."""
    return checked(answers, key, typed_time)


def weekdays(answers: Mapping[str, str], key: str = "weekdays") -> int:
    """A bit for each day, Monday 1. Raises FormRefused."""
    return checked(answers, key, _weekdays)


def told_day(day: date | None) -> str:
    """As it is typed."""
    return "" if day is None else day.isoformat()


def told_clock(at: time | None) -> str:
    """As it is typed."""
    return "" if at is None else at.strftime("%H:%M")


def told_weekdays(bits: int) -> str:
    """As they are typed: "Mon-Thu, Sat", nothing for every day."""
    if bits == EVERY_DAY:
        return ""
    runs: list[list[int]] = []
    for place in (place for place in range(7) if bits >> place & 1):
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    names = [day[:3].title() for day in _DAYS]
    return ", ".join(names[run[0]] if len(run) == 1 else f"{names[run[0]]}-{names[run[-1]]}" for run in runs)


def told_tick(is_set: bool) -> str:
    return YES if is_set else ""


def _near_day(typed: str) -> date | None:
    day = day_or_none(typed)
    if day is not None and day.year not in _YEARS:
        raise InvalidInput("Look at the year once more: write the date like 2026-11-21.")
    return day


def _weekdays(typed: str) -> int:
    words = folded(typed).replace("–", "-").replace(",", " ").replace(" - ", "-").split()
    if not words:
        return EVERY_DAY
    bits = 0
    for word in words:
        ends = [_place(part) for part in word.split("-")]
        if len(ends) > 2:
            raise InvalidInput(_EXAMPLE)
        place = ends[0]
        bits |= 1 << place
        while place != ends[-1]:
            place = (place + 1) % 7  # Fri-Mon goes over the weekend
            bits |= 1 << place
    return bits


_EXAMPLE = "Write the days like Mon-Thu, Sat; nothing means every day."


def _place(word: str) -> int:
    """Monday is 0. Two letters are enough, and no day begins with another's. Raises InvalidInput."""
    found = [place for place, day in enumerate(_DAYS) if len(word) >= 2 and day.startswith(word)]
    if not found:
        raise InvalidInput(_EXAMPLE)
    return found[0]
