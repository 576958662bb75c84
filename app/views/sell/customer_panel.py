"""Whom the basket is for, typed over the basket's column: name, phone, e-mail, and below them who is found by it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import customtkinter as ctk

from app.controllers.sell.customers import Customer, TypedCustomer, is_flagged
from app.views import theme
from app.views.parts.bury import bury
from app.views.parts.button import Button
from app.views.parts.choice import Choice, bind_arrows
from app.views.parts.field import Field
from app.views.parts.icons import photo
from app.views.parts.pressable import Pressable
from app.views.parts.scroll_list import ScrollList
from app.views.sell.basket_panel import WIDTH

_INNER = WIDTH - 32
_ROW_HEIGHT = 44
_HINT = "Who is found by what you type stands here: Down goes there, Enter takes one."


@dataclass(frozen=True, slots=True)
class CustomerActions:
    """What can be done: write down what is typed, take somebody found, look again for what is typed, or go back."""

    save: Callable[[TypedCustomer], object]
    take: Callable[[Customer], object]
    typed: Callable[[str], object]
    back: Callable[[], object]


class CustomerRow(Pressable):
    """Somebody who was found; a mark for one whose bookings by phone come to nothing."""

    def __init__(self, master: Any, customer: Customer, on_take: Callable[[Customer], object]) -> None:
        self.customer = customer
        super().__init__(master, lambda: on_take(customer), width=_INNER - 16, height=_ROW_HEIGHT)

    def _paint_content(self) -> None:
        width, height = self._size_px
        flagged = is_flagged(self.customer)
        room = width - self._px(44 if flagged else 20)
        colour = theme.BAD if flagged else theme.TEXT
        self._write(self._px(10), height // 2 - self._px(9), self._cut(self.customer.called, room), colour, anchor="w")
        second = self.customer.phone if self.customer.name and self.customer.phone else self.customer.email
        if flagged:
            second = f"{self.customer.cancelled_in_a_row} by phone came to nothing"
        self._write(
            self._px(10), height // 2 + self._px(9), self._cut(second, room), theme.QUIET, size=theme.SMALL, anchor="w"
        )
        if flagged:
            self._picture = photo("warning", self._px(18), self._shade(theme.BAD))
            self._canvas.create_image(width - self._px(20), height // 2, image=self._picture, tags=("content",))

    def _cut(self, text: str, room_px: int) -> str:
        while text and self._measure(text) > room_px:
            text = text.rstrip("…")[:-1] + "…" if len(text) > 2 else ""
        return text


class CustomerPanel(ctk.CTkFrame):
    """Keyboard first: Enter in any field writes it down, Down goes to who was found, Esc goes back and keeps what is typed."""

    def __init__(self, master: Any, title: str, subtitle: str, save_text: str, actions: CustomerActions) -> None:
        super().__init__(master, width=WIDTH, fg_color=theme.PANE, corner_radius=12)
        self._actions = actions
        self._quiet = False
        self._rows: list[CustomerRow] = []
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(6, weight=1)
        head = ctk.CTkLabel(self, text=title, font=theme.font(16, bold=True), text_color=theme.TEXT, anchor="w")
        head.grid(row=0, column=0, sticky="ew", padx=16, pady=(12, 0))
        told = ctk.CTkLabel(
            self, text=subtitle, font=theme.font(theme.SMALL), text_color=theme.QUIET, anchor="w", justify="left",
            wraplength=_INNER,
        )  # fmt: skip
        told.grid(row=1, column=0, sticky="ew", padx=16, pady=(0, 8))
        self.name = self._field(2, "Name", "")
        self.phone = self._field(3, "Phone", "")
        self.email = self._field(4, "E-mail", "")
        self._message = ctk.CTkLabel(
            self, text="", font=theme.font(), text_color=theme.BAD, wraplength=_INNER, justify="left", anchor="w"
        )
        self._found = ScrollList(self)
        self._found.grid(row=6, column=0, sticky="nsew", padx=4)
        self._found.grid_columnconfigure(0, weight=1)
        self._hint = ctk.CTkLabel(
            self._found, text=_HINT, font=theme.font(theme.SMALL), text_color=theme.QUIET, wraplength=_INNER - 32,
            justify="left",
        )  # fmt: skip
        self._hint.grid(row=0, column=0, sticky="w", padx=6)
        self.consent = Choice(self, [("no", "No news"), ("yes", "May get news")], lambda _key: None, height=36)
        self.consent.grid(row=7, column=0, sticky="ew", padx=16, pady=(4, 0))
        self.save_button = Button(self, save_text, self.save, kind="primary", hint="Enter", width=_INNER)
        self.save_button.grid(row=8, column=0, sticky="ew", padx=16, pady=8)
        back = Button(self, "Back", actions.back, hint="Esc", width=_INNER)
        back.grid(row=9, column=0, sticky="ew", padx=16, pady=(0, 12))

    @property
    def fields(self) -> tuple[Field, ...]:
        return (self.name, self.phone, self.email)

    @property
    def rows(self) -> tuple[CustomerRow, ...]:
        return tuple(self._rows)

    @property
    def typed(self) -> TypedCustomer:
        return TypedCustomer(self.name.value, self.phone.value, self.email.value, self.consent.value == "yes")

    def fill(self, typed: TypedCustomer) -> None:
        """Show this as if it had been typed; nobody is looked for by it."""
        self._quiet = True
        self.name.value, self.phone.value, self.email.value = typed.name, typed.phone, typed.email
        self.consent.select("yes" if typed.consent else "no")
        self._quiet = False

    def focus_first(self) -> None:
        """The first field that is empty, else the name."""
        field = next((field for field in self.fields if not field.value), self.name)
        field.focus_set()
        field.select_all()

    def save(self) -> None:
        self._actions.save(self.typed)

    def say(self, sentence: str, field: str = "") -> None:
        """What is wrong: below the field of that name ("phone"), or above the buttons."""
        wrong = {"name": self.name, "phone": self.phone, "email": self.email}.get(field)
        self._message.grid_forget()
        if wrong is not None:
            wrong.set_error(sentence)
            wrong.focus_set()
            wrong.select_all()
        elif sentence:
            self._message.configure(text=sentence)
            self._message.grid(row=5, column=0, sticky="ew", padx=16, pady=(4, 4))

    @property
    def message(self) -> str:
        """What stands above the buttons."""
        return str(self._message.cget("text")) if self._message.grid_info() else ""

    def show_found(self, found: Sequence[Customer]) -> None:
        """Who is found by what is typed; a row that has the focus keeps it while its customer is among them."""
        focused = next((row.customer.id for row in self._rows if row.has_focus), None)
        for row in self._rows:
            bury(row)
        self._rows = [CustomerRow(self._found, customer, self._actions.take) for customer in found]
        for place, row in enumerate(self._rows):
            row.grid(row=place, column=0, sticky="ew", padx=(8, 2), pady=(0, 4))
        bind_arrows(self._rows)
        if self._rows:
            self._hint.grid_forget()
            self._rows[0].bind("<KeyPress-Up>", self._up)
        else:
            self._hint.grid(row=0, column=0, sticky="w", padx=6)
        again = next((row for row in self._rows if row.customer.id == focused), None)
        if again is not None:
            again.focus_set()
        elif focused is not None:
            self.name.focus_set()

    def _field(self, row: int, label: str, placeholder: str) -> Field:
        field = Field(self, label, placeholder=placeholder, width=_INNER, on_submit=self.save)
        field.grid(row=row, column=0, sticky="ew", padx=16)
        field.bind_change(partial(self._changed, field))
        field.bind_arrows(lambda: None, self._down)
        return field

    def _changed(self, field: Field, text: str) -> None:
        if not self._quiet:
            self._message.grid_forget()
            self._actions.typed(text if field.value else "")

    def _down(self) -> None:
        if self._rows:
            self._rows[0].focus_set()

    def _up(self, _event: tk.Event[Any]) -> str:
        self.name.focus_set()
        return "break"
