"""One part of a split payment that has been given."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import customtkinter as ctk

from app.models.records import Payment
from app.views import theme
from app.views.parts.bury import bury
from app.views.parts.button import Button


class PartRows(ctk.CTkFrame):
    """A line for each part; one that no provider has taken can be taken out again."""

    def __init__(self, master: Any, money: Callable[[int], str], on_drop: Callable[[Payment], object]) -> None:
        super().__init__(master, fg_color="transparent", height=0)
        self._money, self._on_drop = money, on_drop
        self.grid_columnconfigure(0, weight=1)

    def show(self, parts: list[Payment]) -> None:
        """The parts as they are now."""
        for child in self.winfo_children():
            bury(child)
        for row, part in enumerate(parts):
            words = f"{part.method.label}  {self._money(part.amount_minor)}"
            ctk.CTkLabel(self, text=words, font=theme.font(13), text_color=theme.GOOD, anchor="w", height=32).grid(
                row=row, column=0, sticky="ew"
            )
            if part.attempt_id is None:
                drop = Button(self, "", partial(self._on_drop, part), kind="quiet", icon="cross", height=32, width=32)
                drop.returns_focus = True
                drop.grid(row=row, column=1)
        if not parts:
            self.configure(height=0)
