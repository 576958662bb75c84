"""Which day is to be copied: the same one last week, the day before, or any."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import customtkinter as ctk

from app.utils.local_time import format_day
from app.views import theme
from app.views.parts.button import Button
from app.views.parts.field import Field

_WIDTH = 320
_HOW = (
    "Every show of that day is put at the same time in the same hall, with its prices. What finds no room here is left out, "
    "and named."
)


class CopyWishes(ctk.CTkFrame):
    """`on_ask` is called when a day was given."""

    def __init__(self, master: Any, to_day: date, locale: str, on_ask: Callable[[], object]) -> None:
        super().__init__(master, fg_color="transparent", width=_WIDTH)
        self._on_ask = on_ask
        self.grid_propagate(False)
        self.grid_columnconfigure(0, weight=1)
        ctk.CTkLabel(
            self,
            text=_HOW,
            font=theme.font(),
            text_color=theme.QUIET,
            anchor="w",
            justify="left",
            wraplength=_WIDTH - 24,
        ).grid(row=0, column=0, sticky="ew", padx=8, pady=(0, 16))
        self.quick: list[Button] = []
        for row, (words, days) in enumerate((("Same as last", 7), ("Same as", 1), ("Same as", 14)), start=1):
            day = to_day - timedelta(days=days)
            told = f"{words} {_weekday(day, locale)}" if days == 7 else f"{words} {format_day(day, locale)}"
            button = Button(self, told, partial(self.take, day), height=40)
            button.grid(row=row, column=0, sticky="ew", padx=8, pady=(0, 8))
            self.quick.append(button)
        self.day = Field(self, "Or the day", placeholder="2026-11-21", on_submit=on_ask)
        self.day.grid(row=4, column=0, sticky="ew", padx=8, pady=(8, 0))
        self.ask_button = Button(self, "Preview", on_ask, hint="F9")
        self.ask_button.grid(row=5, column=0, sticky="w", padx=8, pady=(8, 0))

    def take(self, day: date) -> None:
        """That day."""
        self.day.value = day.isoformat()
        self._on_ask()

    def focus_first(self) -> None:
        self.quick[0].focus_set()


def _weekday(day: date, locale: str) -> str:
    return format_day(day, locale).split(",")[0].split(" ")[0]
