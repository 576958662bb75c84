"""Under the basket's head: whom it is for, and how many baskets are parked at this counter."""

from __future__ import annotations

import tkinter as tk
from typing import Any

import customtkinter as ctk

from app.controllers.sell.customers import Customer, is_flagged
from app.views import theme
from app.views.fitted_label import FittedLabel
from app.views.parts.icons import icon


class WhoLine(ctk.CTkFrame):
    """Takes no room while there is nothing to say."""

    def __init__(self, master: Any, most: int) -> None:
        super().__init__(master, fg_color="transparent", height=0)
        self.grid_columnconfigure(1, weight=1)
        self._flag = ctk.CTkLabel(self, text="", width=20, height=24)
        self._name = FittedLabel(self, most=most - 24, font=theme.font(bold=True), text_color=theme.TEXT)
        self._more = FittedLabel(self, most=most, font=theme.font(theme.SMALL), text_color=theme.QUIET)
        self._parked = ctk.CTkLabel(
            self, text="", font=theme.font(theme.SMALL), text_color=theme.QUIET, height=20, anchor="w"
        )
        # Tk keeps a frame as high as it was when the last thing in it goes: with this one in it none is the last.
        tk.Frame(self, width=1, height=0, borderwidth=0, background="").grid(row=3, column=0)
        self.said: tuple[str, str] = ("", "")
        """Whom it is for, and what of the parked baskets, as shown."""

    def show_customer(self, customer: Customer | None, *, by_phone: bool = False) -> None:
        """The customer of the basket, marked when their bookings by phone keep coming to nothing."""
        self.said = (customer.called if customer else "", self.said[1])
        for part in (self._flag, self._name, self._more):
            part.grid_forget()
        if customer is None:
            return
        flagged = is_flagged(customer)
        sign, colour = ("warning", theme.BAD) if flagged else ("person", theme.QUIET)
        self._flag.configure(image=icon(sign, 18, colour))
        self._flag.grid(row=0, column=0, padx=(0, 6))
        self._name.grid(row=0, column=1, sticky="ew")
        self._name.configure(text_color=theme.BAD if flagged else theme.TEXT)
        self._name.say(customer.called)
        told = [customer.phone or customer.email] if customer.name else []
        if flagged:
            told = [f"{customer.cancelled_in_a_row} bookings by phone came to nothing"]
        elif by_phone:
            told.append("by phone")
        if any(told):
            self._more.grid(row=1, column=0, columnspan=2, sticky="ew")
            self._more.say(" · ".join(text for text in told if text))

    def show_parked(self, count: int) -> None:
        """How many baskets this counter has put aside."""
        text = f"{count} parked  ·  F7" if count else ""
        self.said = (self.said[0], text)
        self._parked.configure(text=text)
        if count:
            self._parked.grid(row=2, column=0, columnspan=2, sticky="ew")
        else:
            self._parked.grid_forget()
