"""Four figures at the top of the reports: how the day goes, and what is still to be done."""

from __future__ import annotations

from typing import Any

import customtkinter as ctk

from app.controllers.reports.reports import Glance
from app.models.records import Cinema
from app.utils.local_time import format_time, to_local
from app.utils.paper.report_sheet import CellKind, shown
from app.views import theme


class GlanceCards(ctk.CTkFrame):
    """Side by side, of one width."""

    def __init__(self, master: Any, cinema: Cinema) -> None:
        super().__init__(master, fg_color="transparent")
        self._cinema = cinema
        self.cards = [
            _Card(self, column, title)
            for column, title in enumerate(("Takings today", "Tickets today", "Unprinted tickets", "Refunds due"))
        ]

    def show(self, glance: Glance) -> None:
        """The figures as of now; what is to be done stands out."""
        cinema, today, work = self._cinema, glance.today, glance.open_work
        takings, tickets, unprinted, due = self.cards
        clock = format_time(to_local(glance.as_of, cinema.time_zone), cinema.locale)
        given_back = f", {self._money(today.refunded_minor)} given back" if today.refunded_minor else ""
        takings.show(self._money(today.takings_minor), f"{clock}{given_back}")
        returned = f"{self._count(today.returned)} returned" if today.returned else "none returned"
        kept = f", {self._money(glance.fees_minor)} kept" if glance.fees_minor else ""
        tickets.show(self._count(today.tickets), returned + kept)
        unprinted.show(
            self._count(work.unprinted_tickets),
            f"in {_counted(work.unprinted_sales, 'sale')}" if work.unprinted_sales else "all printed",
            theme.WARN if work.unprinted_sales else None,
        )
        due.show(
            self._money(work.refunds_due_minor),
            f"{_counted(work.refunds_due, 'refund')} to give back" if work.refunds_due else "nothing is owed",
            theme.WARN if work.refunds_due else None,
        )

    def _money(self, amount_minor: int) -> str:
        return shown(amount_minor, CellKind.MONEY, self._cinema.currency, self._cinema.locale)

    def _count(self, number: int) -> str:
        return shown(number, CellKind.COUNT, self._cinema.currency, self._cinema.locale)


class _Card:
    """A title, a large figure and a few words below it."""

    def __init__(self, master: Any, column: int, title: str) -> None:
        master.grid_columnconfigure(column, weight=1, uniform="card")
        box = ctk.CTkFrame(master, fg_color=theme.PANE, corner_radius=12)
        box.grid(row=0, column=column, sticky="nsew", padx=(0 if column == 0 else 8, 0))
        box.grid_columnconfigure(0, weight=1)
        self.title = title
        small = theme.font(theme.SMALL)
        ctk.CTkLabel(box, text=title, font=small, text_color=theme.QUIET, height=16, anchor="w").grid(
            row=0, column=0, sticky="ew", padx=16, pady=(8, 0)
        )
        self._figure = ctk.CTkLabel(
            box, text="…", font=theme.font(theme.TITLE, bold=True), text_color=theme.TEXT, height=28, anchor="w"
        )
        self._figure.grid(row=1, column=0, sticky="ew", padx=16)
        self._words = ctk.CTkLabel(box, text="", font=small, text_color=theme.QUIET, height=16, anchor="w")
        self._words.grid(row=2, column=0, sticky="ew", padx=16, pady=(0, 8))

    @property
    def told(self) -> tuple[str, str]:
        """(figure, words) as they are shown."""
        return str(self._figure.cget("text")), str(self._words.cget("text"))

    def show(self, figure: str, words: str, colour: theme.Colour | None = None) -> None:
        self._figure.configure(text=figure, text_color=colour or theme.TEXT)
        self._words.configure(text=words)


def _counted(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"
