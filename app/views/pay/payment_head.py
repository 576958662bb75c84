"""The head of the panel that takes money: the way, the time left of the hold, and the amount in large figures."""

from __future__ import annotations

from typing import Any

import customtkinter as ctk

from app.utils.local_time import format_countdown
from app.views import theme
from app.views.sell.basket_panel import AMBER_SECONDS


class PaymentHead(ctk.CTkFrame):
    """Shows what it is told."""

    def __init__(self, master: Any, seat_count: int, amount: str) -> None:
        super().__init__(master, fg_color="transparent")
        self.grid_columnconfigure(0, weight=1)
        self._seats = "1 seat" if seat_count == 1 else f"{seat_count} seats"
        self._title = ctk.CTkLabel(self, text="", font=theme.font(16, bold=True), text_color=theme.TEXT, anchor="w")
        self._title.grid(row=0, column=0, sticky="w")
        self._time = ctk.CTkLabel(self, text="", font=theme.font(18, bold=True), text_color=theme.ACCENT)
        self._time.grid(row=0, column=1)
        self._caption = ctk.CTkLabel(
            self, text=f"To pay for {self._seats}", font=theme.font(), text_color=theme.QUIET, anchor="w"
        )
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
        self._caption.configure(text=f"To pay for {self._seats}" if total is None else f"Left to pay of {total}")
        self._amount.configure(text=left)

    def show_countdown(self, seconds: float) -> None:
        left = max(0.0, seconds)
        colour = theme.BAD if left <= 0 else theme.WARN if left <= AMBER_SECONDS else theme.ACCENT
        self._time.configure(text=format_countdown(left), text_color=colour)
