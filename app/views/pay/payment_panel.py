"""The right pane of Sell while money is taken: cash with its change, or the card terminal's approval code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import customtkinter as ctk

from app.controllers.sell.baskets import Basket
from app.models.records import Cinema, Payment, PaymentMethod
from app.utils.errors import BoxOfficeError
from app.utils.local_time import format_countdown
from app.utils.money import format_minor, parse_minor, quick_cash_minor
from app.utils.typed_text import approval_code
from app.views import theme
from app.views.parts.button import Button
from app.views.parts.field import Field
from app.views.sell.basket_panel import AMBER_SECONDS, WIDTH

_INNER = WIDTH - 32


@dataclass(frozen=True, slots=True)
class PaymentActions:
    """What can be done while paying: take this money, or go one step back."""

    take: Callable[[Payment], object]
    back: Callable[[], object]


class PaymentPanel(ctk.CTkFrame):
    """Takes what the customer gives for one basket. What was typed stays until the sale is done."""

    def __init__(
        self, master: Any, cinema: Cinema, basket: Basket, method: PaymentMethod, actions: PaymentActions
    ) -> None:
        super().__init__(master, width=WIDTH, fg_color=theme.PANE, corner_radius=12)
        self._cinema, self._actions, self._method = cinema, actions, method
        self._total_minor = basket.booking.total_minor
        self._busy = self._told_hold_is_over = False
        self.grid_propagate(False)
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(6, weight=1)
        self._build_head("Cash" if method is PaymentMethod.CASH else "Card", len(basket.booking.lines))
        if method is PaymentMethod.CASH:
            self._build_cash()
        else:
            self._build_card()
        self._message = ctk.CTkLabel(
            self, text="", font=theme.font(), text_color=theme.BAD, wraplength=_INNER, justify="left", anchor="w"
        )
        self._message.grid(row=5, column=0, sticky="ew", padx=16)
        self._take = Button(self, "", self.submit, kind="primary", hint="Enter", width=_INNER)
        self._take.grid(row=7, column=0, padx=16, pady=(8, 8))
        self._back = Button(self, "Back", self.go_back, hint="Esc", width=_INNER)
        self._back.grid(row=8, column=0, padx=16, pady=(0, 12))
        self._name_button()

    def focus_first(self) -> None:
        self.field.focus_set()
        self.field.select_all()

    def submit(self) -> None:
        """Take the money as typed; an empty cash field means the exact amount."""
        if self._busy:
            return
        try:
            payment = self._payment()
        except BoxOfficeError as error:
            self.field.set_error(None)
            self.say(error.sentence)
            self.focus_first()
            return
        self._actions.take(payment)

    def go_back(self) -> None:
        """One step back, unless an answer is on its way: then going back would lose sight of the money."""
        if not self._busy:
            self._actions.back()

    def say(self, sentence: str, *, bad: bool = True) -> None:
        self._message.configure(text=sentence, text_color=theme.BAD if bad else theme.WARN)

    def say_hold_is_over(self) -> None:
        """Said once: what is said later, about the amount or the database, must not be painted over."""
        if not self._busy and not self._told_hold_is_over:
            self._told_hold_is_over = True
            self.say("The hold has run out. Money taken now keeps the seats only if all are still free.")

    @property
    def busy(self) -> bool:
        """Whether the answer to money taken is on its way."""
        return self._busy

    def set_busy(self, busy: bool) -> None:
        """While the answer is on its way nothing can be taken a second time."""
        self._busy = busy
        self._take.set_enabled(not busy)
        self._back.set_enabled(not busy)
        self.field.set_enabled(not busy)
        for button in self._quick:
            button.set_enabled(not busy)
        if not busy:
            self.focus_first()  # refused: Enter tries again, and typing replaces what was typed

    def show_countdown(self, seconds: float | None) -> None:
        left = max(0.0, seconds or 0.0)
        colour = theme.BAD if left <= 0 else theme.WARN if left <= AMBER_SECONDS else theme.ACCENT
        self._time.configure(text=format_countdown(left), text_color=colour)

    def _payment(self) -> Payment:
        if self._method is PaymentMethod.CARD:
            return Payment(PaymentMethod.CARD, self._total_minor, approval_code=approval_code(self.field.value))
        typed = self.field.value.strip()
        tendered = parse_minor(typed, self._cinema.currency, self._cinema.locale) if typed else self._total_minor
        return Payment(PaymentMethod.CASH, self._total_minor, tendered)

    def _build_head(self, title: str, seat_count: int) -> None:
        head = ctk.CTkFrame(self, fg_color="transparent")
        head.grid(row=0, column=0, sticky="ew", padx=16, pady=(12, 0))
        head.grid_columnconfigure(0, weight=1)
        ctk.CTkLabel(head, text=title, font=theme.font(16, bold=True), text_color=theme.TEXT, anchor="w").grid(
            row=0, column=0, sticky="w"
        )
        self._time = ctk.CTkLabel(head, text="", font=theme.font(18, bold=True), text_color=theme.ACCENT)
        self._time.grid(row=0, column=1)
        words = "1 seat" if seat_count == 1 else f"{seat_count} seats"
        ctk.CTkLabel(self, text=f"To pay for {words}", font=theme.font(), text_color=theme.QUIET, anchor="w").grid(
            row=1, column=0, sticky="ew", padx=16, pady=(16, 0)
        )
        total = ctk.CTkLabel(
            self, text=self._money(self._total_minor), font=theme.font(36, bold=True), text_color=theme.TEXT, anchor="w"
        )
        total.grid(row=2, column=0, sticky="ew", padx=16, pady=(0, 12))

    def _build_cash(self) -> None:
        self.field = Field(self, "Received", placeholder="empty: the exact amount", on_submit=self.submit)
        self.field.grid(row=3, column=0, sticky="ew", padx=16)
        self.field.bind_change(lambda _text: self._name_button())
        self.field.bind_arrows(lambda: self._choose_note(-1), lambda: self._choose_note(+1))
        notes = ctk.CTkFrame(self, fg_color="transparent")
        notes.grid(row=4, column=0, sticky="ew", padx=12)
        notes.grid_columnconfigure((0, 1), weight=1, uniform="half")
        self._quick: list[Button] = []
        self._notes_minor = quick_cash_minor(self._total_minor, self._cinema.currency)
        for place, amount_minor in enumerate(self._notes_minor):
            button = Button(
                notes, self._money(amount_minor), partial(self._give, amount_minor), width=(_INNER - 8) // 2
            )
            button.grid(row=place // 2, column=place % 2, padx=4, pady=4, sticky="ew")
            self._quick.append(button)
        self._change = ctk.CTkLabel(
            self, text="", font=theme.font(theme.LARGE, bold=True), text_color=theme.GOOD, anchor="w"
        )
        self._change.grid(row=6, column=0, sticky="sew", padx=16, pady=(8, 0))

    def _build_card(self) -> None:
        self.field = Field(
            self, "Approval code from the terminal", placeholder="never a card number", on_submit=self.submit
        )
        self.field.grid(row=3, column=0, sticky="ew", padx=16)
        self._quick = []

    def _give(self, amount_minor: int) -> None:
        """A quick-cash button says what was handed over; Enter takes it, so that a slip of the hand sells nothing."""
        self.field.value = self._typed(amount_minor)
        self.field.focus_set()

    def _choose_note(self, step: int) -> None:
        """Down and Up: the next amount of the quick ones, counted from what is typed; nothing typed is the exact amount."""
        if self._busy:
            return
        try:
            given_minor = self._payment().tendered_minor
        except BoxOfficeError:
            given_minor = None
        notes = self._notes_minor
        place = notes.index(given_minor) if given_minor in notes else 0
        self._give(notes[(place + step) % len(notes)])

    def _typed(self, amount_minor: int) -> str:
        told = self._money(amount_minor)
        return "".join(sign for sign in told if sign.isdigit() or sign in ".,")

    def _name_button(self) -> None:
        self.say("")
        self._take_text = f"Take {self._money(self._total_minor)}"
        if self._method is PaymentMethod.CASH:
            self._show_change()
        self._take.set_text(self._take_text)

    def _show_change(self) -> None:
        try:
            payment = self._payment()
        except BoxOfficeError:
            self._change.configure(text="")
            return
        change = payment.change_minor
        if change < 0:
            self._change.configure(text=f"{self._money(-change)} missing", text_color=theme.WARN)
        else:
            self._change.configure(text=f"Change {self._money(change)}" if change else "", text_color=theme.GOOD)

    def _money(self, amount_minor: int) -> str:
        return format_minor(amount_minor, self._cinema.currency, self._cinema.locale)
