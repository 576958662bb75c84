"""Ticket types: who pays which share of a seat's price."""

from __future__ import annotations

from app.controllers.plan.price_keeping import Kept
from app.controllers.plan.ticket_type_keeping import TicketTypeKeeping, first_answers
from app.views.list_and_form import Words
from app.views.parts.form_lines import Line
from app.views.parts.table import Column
from app.views.plan.price_part import Subject
from app.views.plan.price_words import DATE_LINES, factor, span

_COLUMNS = (
    Column("name", "Ticket type", 128, stretch=True),
    Column("dates", "For shows", 192),
    Column("percent", "Price", 72, anchor="e"),
)
_LINES = (
    Line("name", "Name", example="for example Child"),
    Line("percent", "Percent of the full price", half=True, example="for example 70"),
    Line("place", "Place in the list", half=True, example="1 is the full price"),
    Line("active", "On sale", "tick", example="Seats that are held keep it."),
    *DATE_LINES,
)
_WORDS = Words("ticket type", "ticket types", "There are no ticket types yet. Press Ctrl+N to make the full price.")


def ticket_types(keeping: TicketTypeKeeping, locale: str) -> Subject:
    """The dates are told as the cinema writes them."""

    def cells(kept: Kept) -> tuple[str, ...]:
        dates = span(kept.answers, locale) if kept.in_use else "not on sale"
        return kept.answers["name"], dates, factor(kept.answers["percent"])

    def title(kept: Kept) -> str:
        return kept.answers["name"]

    return Subject(_WORDS, _COLUMNS, _LINES, keeping.rows, keeping.save, cells, title, first_answers)
