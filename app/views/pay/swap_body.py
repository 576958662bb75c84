"""Nothing is to be paid: tickets given in exchange pay for all of it, and something may go back."""

from __future__ import annotations

from typing import Any

import customtkinter as ctk

from app.controllers.pay.credit import Credit
from app.controllers.sell.baskets import Basket
from app.models.records import Cinema
from app.utils.money import format_minor
from app.views import theme
from app.views.after.exchange_words import told_ways
from app.views.sell.basket_panel import WIDTH

_INNER = WIDTH - 32


class SwapBody(ctk.CTkFrame):
    """What is given for what, and the way that the rest goes back."""

    title = "Exchange"

    def __init__(self, master: Any, cinema: Cinema, basket: Basket, credit: Credit) -> None:
        super().__init__(master, fg_color="transparent")
        self.grid_columnconfigure(0, weight=1)
        given, wanted = ", ".join(credit.seat_labels), ", ".join(line.seat.label for line in basket.booking.lines)
        ways = credit.ways_back(basket.booking.total_minor)

        def money(amount_minor: int) -> str:
            return format_minor(amount_minor, cinema.currency, cinema.locale)

        back = f"Goes back: {told_ways(ways, money)}." if ways else "No money moves."
        self.words = f"{given} of {credit.reference}\nfor {wanted}"
        for row, (text, colour) in enumerate(((self.words, theme.TEXT), (back, theme.QUIET))):
            ctk.CTkLabel(
                self, text=text, font=theme.font(), text_color=colour, anchor="w", justify="left", wraplength=_INNER
            ).grid(row=row, column=0, sticky="ew", pady=(0, 8))
