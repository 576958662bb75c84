"""For which days a report is asked: a choice of the usual ones, or any first and last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from babel import Locale

from app.controllers.form_reading import FormRefused, checked, day_or_none
from app.utils.local_time import format_full_day

DAYS_MAX = 3_660
"""Ten years: more rows than that nobody reads, and a mistyped year is the likelier reason."""


class Preset(StrEnum):
    TODAY = "TODAY"
    YESTERDAY = "YESTERDAY"
    THIS_WEEK = "THIS_WEEK"
    LAST_WEEK = "LAST_WEEK"
    THIS_MONTH = "THIS_MONTH"
    LAST_MONTH = "LAST_MONTH"
    THIS_YEAR = "THIS_YEAR"
    OTHER = "OTHER"
    """From a first to a last day that are typed."""

    @property
    def label(self) -> str:
        """As people read it."""
        return "Other days" if self is Preset.OTHER else self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Period:
    """The cinema's days `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def period_words(period: Period, locale: str) -> str:
    """One day, or two with a dash between."""
    first, last = format_full_day(period.first, locale), format_full_day(period.last, locale)
    return first if period.first == period.last else f"{first} – {last}"


def period_of(preset: Preset, today: date, locale: str, typed_first: str = "", typed_last: str = "") -> Period:
    """The period as of `today`. A week begins on the day it does in the cinema's country.

    What is typed counts for OTHER alone: dates as 2026-11-21; without a last one the first stands for both. Raises
    FormRefused at the fields "first" and "last".
    """
    if preset is Preset.OTHER:
        return _typed(typed_first, typed_last)
    day = timedelta(days=1)
    week = today - day * ((today.weekday() - Locale.parse(locale).first_week_day) % 7)
    month = today.replace(day=1)
    periods = {
        Preset.TODAY: (today, today),
        Preset.YESTERDAY: (today - day, today - day),
        Preset.THIS_WEEK: (week, week + 6 * day),
        Preset.LAST_WEEK: (week - 7 * day, week - day),
        Preset.THIS_MONTH: (month, (month + 31 * day).replace(day=1) - day),
        Preset.LAST_MONTH: ((month - day).replace(day=1), month - day),
        Preset.THIS_YEAR: (today.replace(month=1, day=1), today.replace(month=12, day=31)),
    }
    return Period(*periods[preset])


def _typed(typed_first: str, typed_last: str) -> Period:
    answers = {"first": typed_first, "last": typed_last}
    first = checked(answers, "first", day_or_none)
    if first is None:
        raise FormRefused("Type the first day, like 2026-11-21.", "first")
    last = checked(answers, "last", day_or_none) or first
    if last < first:
        raise FormRefused("The last day comes before the first. Change one of them.", "last")
    period = Period(first, last)
    if period.days > DAYS_MAX:
        raise FormRefused("That is more than ten years. Check the year.", "last")
    return period
