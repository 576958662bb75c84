"""Refunds: what comes back of a ticket with how much time left, and until when seats are exchanged."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import customtkinter as ctk

from app.controllers.after import refund_rules
from app.controllers.after.refund_rules import EXCHANGE, RefundRuleKeeping, first_answers
from app.controllers.plan.price_keeping import Kept
from app.views import theme
from app.views.list_and_form import Words
from app.views.manager_pages import Office
from app.views.parts.form_lines import YES, Line
from app.views.parts.table import Column
from app.views.plan.price_part import Answers, PricePart, Subject

_COLUMNS = (
    Column("time", "Time left until the show", 200, stretch=True),
    Column("percent", "Comes back", 112, "e"),
)
_RULE_LINES = (
    Line("time", "Time left until the show", example="for example 6 h, or 90 min"),
    Line("beyond", "The rule counts with", "choice", options=(("", "So much left, or more"), (YES, "More than that"))),
    Line("percent", "Of a ticket's price comes back, in percent", example="for example 50"),
)
_COUNTS = Line(
    "counts",
    "This rule",
    "choice",
    options=((YES, "Counts"), ("", "Take it away")),
    example="Without it the next one counts.",
)
_EXCHANGE_LINE = Line(
    "exchange", "Seats are exchanged until this time before the show", example="0 min: until it begins"
)
_WORDS = Words("rule", "rules", "Nothing comes back of a ticket. Press Ctrl+N for a rule.")
_SAVED = "Saved. It counts from now on, for what is sold already, too."


class RefundsPart(PricePart):
    """A list and a form like the others, below what they mean to a customer."""

    def __init__(self, master: Any, office: Office, keeping: RefundRuleKeeping) -> None:
        super().__init__(master, office, _subject(keeping), "prices refunds")
        self.grid_rowconfigure(0, weight=0)
        self.grid_rowconfigure(1, weight=1)
        self.listing.grid(row=1, column=0, sticky="nsew")
        box = ctk.CTkFrame(self, fg_color=theme.PANE, corner_radius=12)
        box.grid(row=0, column=0, sticky="ew", pady=(0, 8))
        box.grid_columnconfigure(0, weight=1)
        self._told = ctk.CTkLabel(
            box, text="", font=theme.font(), text_color=theme.TEXT, anchor="w", justify="left", height=24
        )
        self._told.grid(row=0, column=0, sticky="ew", padx=16, pady=8)
        box.bind("<Configure>", lambda event: self._wrap(event.width))

    @property
    def told(self) -> str:
        """What the rules mean, in words."""
        return str(self._told.cget("text"))

    def _show(self, rows: Sequence[Kept]) -> None:
        super()._show(rows)
        self._told.configure(text=refund_rules.told(rows))

    def _wrap(self, width: int) -> None:
        self._told.configure(wraplength=max(200, round(width / self._get_widget_scaling()) - 40))


def _subject(keeping: RefundRuleKeeping) -> Subject:
    return Subject(
        _WORDS, _COLUMNS, (*_RULE_LINES, _COUNTS, _EXCHANGE_LINE), keeping.rows, keeping.save, _cells, _title,
        lambda _rows: first_answers(), _lines, _SAVED,
    )  # fmt: skip


def _cells(kept: Kept) -> tuple[str, ...]:
    if kept.id == EXCHANGE:
        return _until(kept), ""
    return _when(kept), f"{kept.answers['percent']} %"


def _until(kept: Kept) -> str:
    at_the_end = kept.record.minutes_before == 0
    return f"Exchange until {'the show begins' if at_the_end else kept.answers['exchange'] + ' before'}"


def _when(kept: Kept) -> str:
    return f"{'More than' if kept.answers['beyond'] else 'From'} {kept.answers['time']}"


def _title(kept: Kept) -> str:
    if kept.id == EXCHANGE:
        return "Exchange of seats"
    return f"{_when(kept)} before: {kept.answers['percent']} %" if kept.in_use else "This rule is taken away"


def _lines(_answers: Answers, kept: Kept | None) -> Collection[str]:
    if kept is not None and kept.id == EXCHANGE:
        return (_EXCHANGE_LINE.key,)
    rule = [line.key for line in _RULE_LINES]
    return rule if kept is None else (*rule, _COUNTS.key)
