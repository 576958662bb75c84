"""The head of the panel that takes money: the way, the time left of the hold, and the amount in large figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.controllers.sell.baskets import Basket
from app.utils.local_time import format_countdown
from app.views import theme
from app.views.pay.tendering import Tendering
from app.views.sell.basket_panel import AMBER_SECONDS, WIDTH


class PaymentHead(ctk.CTkFrame):
    """Shows what it is told."""

    def __init__(self, master: Any, words: str, amount: str) -> None:
        super().__init__(master, fg_color="transparent")
        self.grid_columnconfigure(0, weight=1)
        self._words = words
        self._title = ctk.CTkLabel(self, text="", font=theme.font(16, bold=True), text_color=theme.TEXT, anchor="w")
        self._title.grid(row=0, column=0, sticky="w")
        self._time = ctk.CTkLabel(self, text="", font=theme.font(18, bold=True), text_color=theme.ACCENT)
        self._time.grid(row=0, column=1)
        self._caption = ctk.CTkLabel(
            self, text=words, font=theme.font(), text_color=theme.QUIET, anchor="w", justify="left",
            wraplength=WIDTH - 32,
        )  # fmt: skip
        self._caption.grid(row=1, column=0, columnspan=2, sticky="ew", pady=(16, 0))
        self._amount = ctk.CTkLabel(
            self, text=amount, font=theme.font(36, bold=True), text_color=theme.TEXT, anchor="w"
        )
        self._amount.grid(row=2, column=0, columnspan=2, sticky="ew", pady=(0, 12))

    @property
    def amount(self) -> str:
        return str(self._amount.cget("text"))

    @property
    def words(self) -> str:
        return str(self._caption.cget("text"))

    def set_title(self, title: str) -> None:
        self._title.configure(text=title)

    def show_left(self, left: str, total: str | None) -> None:
        """What is left of `total`; None while nothing has been given."""
        self._caption.configure(text=self._words if total is None else f"Left to pay of {total}")
        self._amount.configure(text=left)

    def show_countdown(self, seconds: float) -> None:
        left = max(0.0, seconds)
        colour = theme.BAD if left <= 0 else theme.WARN if left <= AMBER_SECONDS else theme.ACCENT
        self._time.configure(text=format_countdown(left), text_color=colour)


def told_amount(basket: Basket, tendering: Tendering, money: Callable[[int], str]) -> tuple[str, str]:
    """What is asked for and how much: the basket's price, or what tickets given in exchange leave of it or are over."""
    count = len(basket.booking.lines)
    words = f"To pay for {'1 seat' if count == 1 else f'{count} seats'}"
    if basket.credit is None:
        return words, money(tendering.left_minor)
    if basket.goes_back_minor:
        return f"To give back, of {basket.credit.reference}", money(basket.goes_back_minor)
    worth = money(basket.credit.pays_minor(basket.booking.total_minor))
    return f"{words}, beside {worth} of {basket.credit.reference}", money(tendering.left_minor)
