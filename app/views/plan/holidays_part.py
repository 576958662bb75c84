"""Holidays: the calendar's, the cinema's own, and public ones on which it asks no holiday price."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from app.controllers.plan.holiday_keeping import CALENDAR, HOLIDAY, ORDINARY, HolidayKeeping, first_answers
from app.controllers.plan.price_keeping import Kept
from app.utils.local_time import format_full_day
from app.views.list_and_form import Words
from app.views.parts.form_lines import Line
from app.views.parts.table import Column
from app.views.plan.price_part import Answers, Subject

_COLUMNS = (
    Column("day", "Day", 144),
    Column("name", "Holiday", 128, stretch=True),
    Column("counts", "Price", 112),
)
_SAID = ((HOLIDAY, "A holiday"), (ORDINARY, "An ordinary day"), (CALENDAR, "As in the calendar"))
_LINES = (
    Line("day", "Day", example="2026-11-21"),
    Line("name", "Name", example="for example Founding day"),
    Line(
        "said", "At this cinema the day is", "choice", options=_SAID, example="An ordinary day asks no holiday price."
    ),
)
_WORDS = Words("holiday", "holidays", "No public holidays are known for this country. Press Ctrl+N to name your own.")


def holidays(keeping: HolidayKeeping, locale: str) -> Subject:
    """Of this cinema: others have their own."""

    def day_of(kept: Kept) -> str:
        return format_full_day(date.fromisoformat(kept.answers["day"]), locale)

    def cells(kept: Kept) -> tuple[str, ...]:
        return day_of(kept), kept.answers["name"], _counts(kept)

    return Subject(
        _WORDS, _COLUMNS, _LINES, keeping.rows, keeping.save, cells, day_of, lambda _rows: first_answers(), _lines
    )


def _counts(kept: Kept) -> str:
    if kept.answers["said"] == CALENDAR:
        return "public holiday"
    return "own holiday" if kept.in_use else "ordinary day"


def _lines(_answers: Answers, kept: Kept | None) -> Collection[str]:
    """The day of one that is there stays."""
    return ("name", "said") if kept is not None else ("day", "name", "said")
