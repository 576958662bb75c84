"""Before a show is cancelled: what it costs, why, and a verb on each button. The safe one takes Enter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import customtkinter as ctk

from app.controllers.plan.boards import BoardShow
from app.controllers.plan.show_cancelling import CancellationCost, MoneyBack
from app.models.records import Cinema
from app.utils.errors import BoxOfficeError
from app.utils.local_time import format_day, format_time, to_local
from app.utils.money import format_minor
from app.views import theme
from app.views.parts.button import Button
from app.views.parts.field import Field
from app.views.parts.scroll_list import ScrollList
from app.views.plan.show_panel import WIDTH

_LONG_AMOUNT = 9
"""Signs, of "₹2,800" six."""


@dataclass(frozen=True, slots=True)
class CancelDoings:
    """`cancel` gets the reason and the cost that was agreed to."""

    cancel: Callable[[str, CancellationCost], object]
    keep: Callable[[], object]


class CancelPanel(ctk.CTkFrame):
    """Covers the form of the show."""

    def __init__(
        self, master: Any, show: BoardShow, cinema: Cinema, cost: CancellationCost, doings: CancelDoings
    ) -> None:
        super().__init__(master, fg_color=theme.PANE, bg_color=theme.PAGE, corner_radius=12)
        self._cinema, self._doings = cinema, doings
        self.cost = cost
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(0, weight=1)
        room = ScrollList(self)
        room.grid(row=0, column=0, sticky="nsew", padx=(16, 0), pady=12)
        room.grid_columnconfigure(0, weight=1)
        local = to_local(show.stored.starts_at, cinema.time_zone)
        when = f"{format_day(local, cinema.locale)}, {format_time(local, cinema.locale)}, {show.hall_name}"
        wrapped = partial(ctk.CTkLabel, room, anchor="w", justify="left", wraplength=WIDTH - 56)
        wrapped(
            text=f"Cancel {show.stored.movie_title}?", font=theme.font(theme.TITLE, bold=True), text_color=theme.TEXT
        ).grid(row=0, column=0, sticky="ew", padx=8, pady=(4, 0))
        wrapped(text=when, font=theme.font(), text_color=theme.QUIET).grid(
            row=1, column=0, sticky="ew", padx=8, pady=(4, 12)
        )
        self._words = wrapped(text="", font=theme.font(), text_color=theme.TEXT)
        self._words.grid(row=2, column=0, sticky="ew", padx=8, pady=(0, 12))
        self.reason = Field(room, "Reason", placeholder="customers and colleagues will ask", on_submit=self._to_safe)
        self.reason.grid(row=3, column=0, sticky="ew", padx=8)
        self._say = wrapped(text="", font=theme.font(), text_color=theme.BAD)
        self._say.grid(row=4, column=0, sticky="ew", padx=8, pady=(4, 8))
        self.keep_button = Button(room, "Keep the show", doings.keep, hint="Esc")
        self.keep_button.grid(row=5, column=0, sticky="ew", padx=8, pady=(0, 8))
        self.cancel_button = Button(room, "", self._cancel, kind="danger")
        self.cancel_button.grid(row=6, column=0, sticky="ew", padx=8, pady=(0, 8))
        self.show_cost(cost)

    def show_cost(self, cost: CancellationCost) -> None:
        """What it means now, and what the button then gives back."""
        self.cost = cost
        self._words.configure(text="\n".join(self._lines(cost)))
        amount = self._money(cost.total_minor)
        if not cost.total_minor:
            self.cancel_button.set_text("Cancel the show")
        elif len(amount) < _LONG_AMOUNT:
            self.cancel_button.set_text(f"Cancel the show and give back {amount}")
        else:  # a large sum has no room beside all the words
            self.cancel_button.set_text(f"Cancel, {amount} back")

    @property
    def words(self) -> str:
        return str(self._words.cget("text"))

    @property
    def message(self) -> str:
        return str(self._say.cget("text"))

    def refuse(self, error: BoxOfficeError) -> None:
        """Nothing was cancelled; the reason stays."""
        self.cancel_button.set_enabled(True)
        if error.code == "INVALID_INPUT":
            self.reason.set_error(error.sentence)
            self.reason.focus_set()
        else:
            self._say.configure(text=error.sentence)

    def focus_first(self) -> None:
        self.reason.focus_set()

    def leave(self) -> None:
        self._doings.keep()

    def _lines(self, cost: CancellationCost) -> list[str]:
        if not cost.sold_bookings and not cost.held_baskets:
            return ["Nobody holds or has bought a seat. It leaves the programme at once."]
        lines = []
        if cost.sold_bookings:
            lines.append(
                f"{_count(cost.sold_seats, 'seat')} sold in {_count(cost.sold_bookings, 'booking')}: their tickets become void."
            )
        if cost.held_baskets:
            lines.append(
                f"{_count(cost.held_seats, 'seat')} held and not paid: given back, and their counters are told."
            )
        return [*lines, *(self._way(back) for back in cost.money_back)]

    def _way(self, back: MoneyBack) -> str:
        amount, method = self._money(back.amount_minor), back.method.label
        if back.at_once:
            return f"{amount} goes back onto gift vouchers at once."
        by = "sent back by the provider" if back.by_provider else "to be given back when the customer comes"
        return f"{amount} paid by {method if method == 'UPI' else method.lower()}: {by}."

    def _money(self, amount_minor: int) -> str:
        return format_minor(amount_minor, self._cinema.currency, self._cinema.locale)

    def _to_safe(self) -> None:
        """Enter after the reason presses nothing that cannot be undone."""
        self.keep_button.focus_set()

    def _cancel(self) -> None:
        self.cancel_button.set_enabled(False)
        self._say.configure(text="")
        self._doings.cancel(self.reason.value, self.cost)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
