"""What a price is multiplied with: for seat types, for days and for times; the usual figures and special ones."""

from __future__ import annotations

from collections.abc import Collection

from app.controllers.plan.price_keeping import Kept
from app.controllers.plan.special_price_keeping import USUAL, SpecialPriceKeeping, first_answers
from app.models.records import SeatType
from app.views.list_and_form import Words
from app.views.parts.form_lines import Line
from app.views.parts.table import Column
from app.views.plan.price_part import Answers, Subject
from app.views.plan.price_words import DATE_LINES, factor, span

_COLUMNS = (
    Column("name", "Name", 152, stretch=True),
    Column("when", "Counts", 176),
    Column("percent", "Price", 72, anchor="e"),
)
_SEATS = tuple((seat_type.value, seat_type.label) for seat_type in SeatType)
_DAYS = (("", "Any day"), ("WEEKDAY", "Weekdays"), ("WEEKEND", "Weekends"), ("HOLIDAY", "Holidays"))
_KINDS = (("DAY", "A day"), ("TIME", "A time of day"))
_NAME = Line("name", "Name, as tickets tell it", example="for example Cinema Day")
_FIGURES = (
    Line("percent", "Percent", half=True, example="100 is the same price"),
    Line("weekdays", "Days of the week", half=True, example="Mon-Thu, Sat; empty: every day"),
)
_TIMES = (
    Line("from_time", "Shows that start from", half=True, example="for example 10:00"),
    Line("until_time", "and before", half=True, example="for example 16:00; may pass midnight"),
)
_ACTIVE = Line("active", "In use", "tick")
_SEAT_LINES = (Line("code", "Seats", "choice", options=_SEATS), _NAME, *_FIGURES, *DATE_LINES, _ACTIVE)
_DAY_LINES = (
    Line("kind", "For", "choice", options=_KINDS, example="A time of day comes on top of the day's price."),
    Line("code", "In the place of the price of", "choice", options=_DAYS, example="Of several that fit, the dearest counts."),
    _NAME, *_FIGURES, *_TIMES, *DATE_LINES, _ACTIVE,
)  # fmt: skip
_EMPTY = "There are no prices yet."


def seat_prices(keeping: SpecialPriceKeeping, locale: str) -> Subject:
    """The three seat types, and what stands in their place for a while."""

    def cells(kept: Kept) -> tuple[str, ...]:
        seats = dict(_SEATS)[kept.answers["code"]]
        name = seats if _is_usual(kept) else f"{seats}: {kept.answers['name']}"
        return name, _when(kept, locale), factor(kept.answers["percent"])

    return Subject(
        Words("seat price", "seat prices", _EMPTY), _COLUMNS, _SEAT_LINES, keeping.seat_rows, keeping.save,
        cells, _title, lambda _rows: first_answers("SEAT_TYPE"), _seat_lines,
    )  # fmt: skip


def day_prices(keeping: SpecialPriceKeeping, locale: str) -> Subject:
    """The three sorts of days, and what stands in their place or comes on top for a while."""

    def cells(kept: Kept) -> tuple[str, ...]:
        return kept.answers["name"], _when(kept, locale), factor(kept.answers["percent"])

    return Subject(
        Words("special price", "day and time prices", _EMPTY), _COLUMNS, _DAY_LINES, keeping.day_rows, keeping.save,
        cells, _title, lambda _rows: first_answers("DAY"), _day_lines,
    )  # fmt: skip


def _is_usual(kept: Kept) -> bool:
    return kept.id.startswith(USUAL)


def _title(kept: Kept) -> str:
    return f"{kept.answers['name']}, as usual" if _is_usual(kept) else kept.answers["name"]


def _when(kept: Kept, locale: str) -> str:
    if _is_usual(kept):
        return "as usual"
    if not kept.in_use:
        return "not in use"
    hours = "–".join(filter(None, (kept.answers["from_time"], kept.answers["until_time"])))
    dates = span(kept.answers, locale)
    told = [kept.answers["weekdays"], hours, "" if dates == "always" else dates]
    return ", ".join(filter(None, told)) or "always"


def _seat_lines(_answers: Answers, kept: Kept | None) -> Collection[str]:
    if kept is not None and _is_usual(kept):
        return ("percent",)
    return tuple(line.key for line in _SEAT_LINES)


def _day_lines(answers: Answers, kept: Kept | None) -> Collection[str]:
    """A special price stays what it is for; a time stands for no day, and a day has no hours."""
    if kept is not None and _is_usual(kept):
        return ("percent",)
    hidden = {"code"} if answers.get("kind") == "TIME" else {line.key for line in _TIMES}
    if kept is not None:
        hidden = {*hidden, "kind"}
    return tuple(line.key for line in _DAY_LINES if line.key not in hidden)
