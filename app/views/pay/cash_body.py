"""Cash: what was handed over, quick notes, the change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import customtkinter as ctk

from app.models.records import Cinema, Payment, PaymentMethod
from app.utils.cash_pieces import change_words
from app.utils.errors import BoxOfficeError
from app.utils.money import format_minor, parse_minor, quick_cash_minor
from app.views import theme
from app.views.parts.button import Button
from app.views.parts.field import Field


class CashBody(ctk.CTkFrame):
    """Less than what is left is a part of it; the rest is then asked for in another way."""

    title = "Cash"

    def __init__(
        self,
        master: Any,
        cinema: Cinema,
        left_minor: int,
        on_submit: Callable[[], object],
        on_change: Callable[[], object],
    ) -> None:
        super().__init__(master, fg_color="transparent")
        self._cinema, self._left_minor = cinema, left_minor
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(2, weight=1)
        self.field = Field(self, "Received", placeholder="empty: the exact amount", on_submit=on_submit)
        self.field.grid(row=0, column=0, sticky="ew")
        self.field.bind_change(lambda _text: on_change())
        self.field.bind_arrows(lambda: self._choose_note(-1), lambda: self._choose_note(+1))
        notes = ctk.CTkFrame(self, fg_color="transparent")
        notes.grid(row=1, column=0, sticky="ew")
        notes.grid_columnconfigure((0, 1), weight=1, uniform="half")
        self._quick: list[Button] = []
        self._notes_minor = quick_cash_minor(left_minor, cinema.currency)
        for place, amount_minor in enumerate(self._notes_minor):
            button = Button(notes, self._money(amount_minor), partial(self._give, amount_minor), width=112)
            button.grid(row=place // 2, column=place % 2, padx=(4, 0) if place % 2 else (0, 4), pady=4, sticky="ew")
            self._quick.append(button)
        self.change = ctk.CTkLabel(self, text="", font=theme.font(22, bold=True), text_color=theme.GOOD, anchor="w")
        self.change.grid(row=2, column=0, sticky="sew", pady=(8, 0))
        self.hint = ctk.CTkLabel(
            self, text="", font=theme.font(), text_color=theme.QUIET, anchor="w", justify="left", wraplength=232
        )
        self.hint.grid(row=3, column=0, sticky="ew")

    def payment(self) -> Payment:
        """The money as typed. Raises InvalidInput for what is no amount."""
        typed = self.field.value.strip()
        tendered = parse_minor(typed, self._cinema.currency, self._cinema.locale) if typed else self._left_minor
        return Payment(PaymentMethod.CASH, min(tendered, self._left_minor), tendered)

    def show_change(self) -> str:
        """Tell the change while it is typed; returns what the button says."""
        self.hint.configure(text="")
        try:
            payment = self.payment()
        except BoxOfficeError:
            self.change.configure(text="")
            return f"Take {self._money(self._left_minor)}"
        missing = self._left_minor - payment.amount_minor
        change = payment.change_minor
        if missing > 0:
            self.change.configure(text=f"{self._money(missing)} missing", text_color=theme.WARN)
            return f"Take {self._money(self._left_minor)}"
        self.change.configure(text=f"Change {self._money(change)}" if change else "", text_color=theme.GOOD)
        self.hint.configure(text=change_words(change, self._cinema.currency, self._cinema.locale))
        return f"Take {self._money(self._left_minor)}"

    def set_enabled(self, *, enabled: bool) -> None:
        self.field.set_enabled(enabled)
        for button in self._quick:
            button.set_enabled(enabled)
        self._enabled = enabled

    _enabled = True

    def _give(self, amount_minor: int) -> None:
        """A quick-cash button says what was handed over; Enter takes it, so that a slip of the hand sells nothing."""
        told = self._money(amount_minor)
        self.field.value = "".join(sign for sign in told if sign.isdigit() or sign in ".,")
        self.field.focus_set()

    def _choose_note(self, step: int) -> None:
        """Down and Up: the next amount of the quick ones, counted from what is typed; nothing typed is the exact amount."""
        if not self._enabled:
            return
        try:
            given_minor = self.payment().tendered_minor
        except BoxOfficeError:
            given_minor = None
        notes = self._notes_minor
        place = notes.index(given_minor) if given_minor in notes else 0
        self._give(notes[(place + step) % len(notes)])

    def _money(self, amount_minor: int) -> str:
        return format_minor(amount_minor, self._cinema.currency, self._cinema.locale)
