"""The promo code of a basket: a quiet button, a field when it is asked for, and what the code saves once it counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import customtkinter as ctk

from app.models.records import Booking
from app.views import theme
from app.views.parts.button import Button
from app.views.parts.field import Field

_WIDTH = 232
"""Of the narrowest basket's column: a refusal is broken there."""


@dataclass(frozen=True, slots=True)
class PromoActions:
    """`enter` what was typed, `remove` the code; `left` when the field is given up and the keyboard needs a place."""

    enter: Callable[[str], object]
    remove: Callable[[], object]
    left: Callable[[], object]


class PromoBar(ctk.CTkFrame):
    """One line that is a button, a field or the code that counts."""

    def __init__(self, master: Any, actions: PromoActions, money: Callable[[int], str]) -> None:
        super().__init__(master, fg_color="transparent")
        self._actions, self._money = actions, money
        self._booking: Booking | None = None
        self.grid_columnconfigure(0, weight=1)
        self._ask = Button(self, "Promo code", self.open, kind="quiet", hint="Shift+F8", height=36)
        self.field = Field(self, "Promo code", width=_WIDTH, on_submit=self._enter)
        self.field.bind_escape(self._give_up)
        self._told = ctk.CTkLabel(
            self, text="", font=theme.font(13), text_color=theme.GOOD, anchor="w", justify="left", wraplength=170
        )
        self._remove = Button(self, "", actions.remove, kind="quiet", icon="cross", height=36, width=36)
        self._remove.returns_focus = True
        self._shown: tuple[Any, ...] = ()

    @property
    def sentence(self) -> str:
        """What it says of the code that counts, "" without one."""
        return str(self._told.cget("text")) if self._told in self._shown else ""

    def show(self, booking: Booking | None) -> None:
        """The basket as it is; a field that is being typed into stays."""
        before, self._booking = self._booking, booking
        entered = booking is not None and booking.promo is not None and (before is None or before.promo is None)
        if booking is None:
            self._put()
        elif booking.promo is not None:
            self._told.configure(text=self._words(booking))
            self._put(self._told, self._remove)
            if entered and self.field.has_focus:
                self._actions.left()
        elif self.field not in self._shown:
            self._told.configure(text=self._words(booking))
            self._put(*([self._told] if booking.discount_minor else [self._ask]))

    def open(self) -> None:
        """Ask for a code."""
        if self._booking is not None and self._booking.promo is None:
            self.field.value = ""
            self.field.set_error(None)
            self._put(self.field)
            self.field.focus_set()

    def refuse(self, sentence: str) -> None:
        """What was typed stays, with what is wrong about it."""
        self.field.set_error(sentence)

    def _words(self, booking: Booking) -> str:
        saved = f"saves {self._money(booking.discount_minor)}"
        if booking.promo is None:
            return f"Group discount {saved}"
        if not booking.discount_minor:
            return f"{booking.promo.code} counts from {booking.promo.seats_min} seats on"
        return f"{booking.promo.code} {saved}"

    def _enter(self) -> None:
        typed = self.field.value.strip()
        if typed:
            self._actions.enter(typed)
        else:
            self._give_up()

    def _give_up(self) -> str:
        self._put(self._ask)
        self._actions.left()
        return "break"  # the window would take Esc for one step back, and clear the basket

    def _put(self, *widgets: Any) -> None:
        if widgets != self._shown:
            for widget in self._shown:
                widget.grid_forget()
            for column, widget in enumerate(widgets):
                widget.grid(row=0, column=column, sticky="ew")
            self._shown = widgets
