"""A manager's word for another percent: how much, why, and name and password. Closed it is one button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.controllers.after.refunds import Override
from app.views.parts.button import Button
from app.views.parts.field import Field

_ALL = "100"


class OverrideForm(ctk.CTkFrame):
    """`on_change` hears of each other percent, `on_submit` of Enter in the last line."""

    def __init__(self, master: Any, on_change: Callable[[], object], on_submit: Callable[[], object]) -> None:
        super().__init__(master, fg_color="transparent")
        self._on_change, self.is_open = on_change, False
        self.grid_columnconfigure((0, 1), weight=1, uniform="half")
        self.button = Button(self, "Another percent", self._pressed, hint="F6", height=32)
        self.button.grid(row=0, column=0, columnspan=2, sticky="w")
        self._lines = ctk.CTkFrame(self, fg_color="transparent")
        self._lines.grid_columnconfigure((0, 1), weight=1, uniform="half")
        self.percent = Field(self._lines, "Percent that comes back", on_submit=on_submit)
        self.reason = Field(self._lines, "Reason", on_submit=on_submit)
        self.approver = Field(self._lines, "Manager", on_submit=on_submit)
        self.password = Field(self._lines, "Manager's password", secret=True, on_submit=on_submit)
        for place, field in enumerate(self.fields):
            row, column = divmod(place, 2)
            field.grid(row=row, column=column, sticky="ew", padx=(0, 8) if column == 0 else (8, 0))
        self.percent.bind_change(lambda _text: on_change())

    @property
    def fields(self) -> tuple[Field, ...]:
        """In the order in which they are typed."""
        return self.percent, self.reason, self.approver, self.password

    @property
    def percent_typed(self) -> int | None:
        """None for what is no percent."""
        text = self.percent.value.strip().removesuffix("%").strip()
        return int(text) if text.isascii() and text.isdigit() and int(text) <= int(_ALL) else None

    @property
    def override(self) -> Override | None:
        """What was typed; None while it is closed."""
        if not self.is_open:
            return None
        return Override(self.reason.value, self.approver.value, self.password.value)

    def open(self) -> None:
        """All of the price is proposed."""
        if not self.is_open:
            self.is_open = True
            self.percent.value = _ALL
            self.button.grid_forget()
            self._lines.grid(row=0, column=0, columnspan=2, sticky="ew")
        self.percent.focus_set()
        self.percent.select_all()

    def close(self) -> None:
        """By the rules again."""
        self.is_open = False
        self.password.value = ""
        self._lines.grid_forget()
        self.button.grid(row=0, column=0, columnspan=2, sticky="w")

    def is_complete(self) -> bool:
        """Whether it can be sent; where not, the keyboard goes to what is missing, and says so once it is there already."""
        if not self.is_open:
            return True
        if self.percent_typed is None:
            self.percent.set_error("From 0 to 100.")
            self.percent.focus_set()
            return False
        for field in (self.reason, self.approver, self.password):
            if not field.value.strip():
                if field.has_focus:
                    field.set_error("Type this first.")
                field.focus_set()
                return False
        return True

    def ask_again(self) -> None:
        """It was refused: the password is typed anew."""
        self.password.value = ""
        self.password.focus_set()

    def set_enabled(self, enabled: bool) -> None:
        for field in self.fields:
            field.set_enabled(enabled)

    def _pressed(self) -> None:
        self.open()
        self._on_change()
