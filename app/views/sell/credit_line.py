"""What tickets that are given in exchange pay of the basket, above what is left of its total."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.controllers.sell.baskets import Basket
from app.views import theme
from app.views.fitted_label import FittedLabel


class CreditLine(ctk.CTkFrame):
    """There only while something is exchanged."""

    def __init__(self, master: Any, money: Callable[[int], str]) -> None:
        super().__init__(master, fg_color="transparent")
        self._money = money
        self.grid_columnconfigure(0, weight=1)
        self._from = FittedLabel(self, font=theme.font(), text_color=theme.QUIET)
        self._from.grid(row=0, column=0, sticky="ew")
        self._amount = ctk.CTkLabel(self, text="", font=theme.font(bold=True), text_color=theme.GOOD)
        self._amount.grid(row=0, column=1, sticky="e", padx=(8, 0))

    def show(self, basket: Basket | None, where: dict[str, Any]) -> None:
        """Grid itself `where` told, or go away."""
        credit = basket.credit if basket is not None else None
        if credit is None:
            self.grid_forget()
            return
        self._from.say(f"Given: {', '.join(credit.seat_labels)}")
        self._amount.configure(text=f"−{self._money(credit.amount_minor)}")
        self.grid(**where)


def total_of(basket: Basket | None) -> tuple[str, int | None]:
    """What stands at the foot of a basket, and how much: its total, or what of it is left to pay, or goes back."""
    if basket is None:
        return "Total", None
    if basket.credit is None:
        return "Total", basket.booking.total_minor
    return ("Goes back", basket.goes_back_minor) if basket.goes_back_minor else ("To pay", basket.to_pay_minor)
