"""What is typed to find a show, word by word, and days as they are typed: "sat", "21 nov", "2026-11-21", "21/11"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from babel import Locale

from app.utils.folded_text import folded, parts_of, searchable_words

MID_LETTERS_MIN = 4
"""From so many letters on a part of a day's name counts: "rday" is Saturday, but "day" and "an" are in too many."""
_FIGURES = re.compile(r"\d{1,4}(?:[-/.]\d{1,4}){0,2}[-/.]?", re.ASCII)
_MIDDLE, _BEGINNING = 1, 2


class TypedWord(NamedTuple):
    """`word` is looked for among words; `figures` is what may be a date in figures, or the beginning of one, or ""."""

    word: str
    figures: str


def typed_words(typed: str) -> tuple[TypedWord, ...]:
    """The words of what was typed; "spider-man" is two, "21/11" is one. Pure punctuation is none."""
    words: list[TypedWord] = []
    for chunk in folded(typed).split():
        figures, parts = chunk.strip(",;:()"), parts_of(chunk)
        if _FIGURES.fullmatch(figures):
            words.append(TypedWord("".join(parts), figures))
        else:
            words += [TypedWord(part, part if part.isdecimal() else "") for part in parts]
    return tuple(words)


def day_fits(day: date, typed: TypedWord, today: date, locale: str) -> int:
    """How a typed word fits a day: 2 a name or figure of it begins so, 1 a name contains it, 0 it does not fit.

    `locale` is Babel's: it tells the names of days and months, which are understood in English too, and whether the month is
    written first. Figures are day, day and month, or a whole date; year first always means year, month, day.
    """
    if typed.figures:
        return _BEGINNING if _figures_fit(day, typed.figures, month_first=_month_first(locale)) else 0
    names = _names(day.weekday(), day.month, locale)
    if day == today:
        names |= {"today"}
    elif day == today + timedelta(days=1):
        names |= {"tomorrow"}
    if any(name.startswith(typed.word) for name in names):
        return _BEGINNING
    return _MIDDLE if len(typed.word) >= MID_LETTERS_MIN and any(typed.word in name for name in names) else 0


def _figures_fit(day: date, token: str, *, month_first: bool) -> bool:
    typed = re.split(r"[-/.]", token)
    day_and_month = [day.month, day.day] if month_first else [day.day, day.month]
    if len(typed[0]) > 2:
        parts = [day.year, day.month, day.day]
    elif len(typed) == 1:
        parts = [day.day]
    else:
        parts = [*day_and_month, day.year]
    *complete, last = typed
    if len(typed) > len(parts):
        return last == "" and len(complete) == len(parts) and all(map(_is_part, complete, parts))
    return all(map(_is_part, complete, parts)) and _begins_part(last, parts[len(complete)])


def _is_part(typed: str, number: int) -> bool:
    # A year may be short.
    return int(typed) in ({number, number % 100} if number > 99 else {number})


def _begins_part(typed: str, number: int) -> bool:
    return (
        f"{number:02d}".startswith(typed) or str(number).startswith(typed) or (typed != "" and _is_part(typed, number))
    )


@lru_cache(maxsize=256)
def _names(weekday: int, month: int, locale: str) -> frozenset[str]:
    """The words of a weekday's and a month's name, in English and in the locale's language."""
    told = []
    for language in dict.fromkeys(("en", locale)):
        names = Locale.parse(language)
        told += [names.days["format"]["wide"][weekday], names.months["format"]["wide"][month]]
    return frozenset(word for name in told for word in searchable_words(name))


@lru_cache(maxsize=32)
def _month_first(locale: str) -> bool:
    pattern = str(Locale.parse(locale).date_formats["short"].pattern)
    return pattern.lower().find("m") < pattern.find("d")
