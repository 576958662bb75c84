"""The left pane of Till: whether the drawer is open, whose it is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import customtkinter as ctk

from app.controllers.till.tills import TillState
from app.models.records import Cinema
from app.utils.local_time import format_day, format_time, to_local
from app.utils.money import format_minor
from app.views import theme
from app.views.keys import Key
from app.views.parts.bury import bury
from app.views.parts.button import Button
from app.views.parts.choice import bind_arrows

WIDTH = 264
_INNER = WIDTH - 32


class TillBoard(ctk.CTkFrame):
    """Each key of the page is a button here, too."""

    def __init__(self, master: Any, cinema: Cinema) -> None:
        super().__init__(master, width=WIDTH, fg_color=theme.PANE, corner_radius=12)
        self._cinema = cinema
        self.grid_propagate(False)
        self.grid_columnconfigure(0, weight=1)
        self._state = self._label(0, 16, top=16, bold=True)
        self._whose = self._label(1, theme.BODY, top=8)
        self._float = self._label(2, theme.BODY, top=0)
        self.buttons: list[Button] = []

    def show(self, state: TillState | None, keys: Sequence[Key]) -> None:
        """What holds now, and the keys that can be pressed now."""
        if state is None:
            self._state.configure(text="Till closed", text_color=theme.WARN)
            self._whose.configure(text="Cash is taken once it is open.", text_color=theme.QUIET)
            self._float.configure(text="")
        else:
            since = to_local(state.opened_at, self._cinema.time_zone)
            when = f"{format_day(since.date(), self._cinema.locale)}, {format_time(since, self._cinema.locale)}"
            self._state.configure(text="Till open", text_color=theme.GOOD)
            self._whose.configure(text=f"{state.clerk_name}\nsince {when}", text_color=theme.TEXT)
            told = format_minor(state.float_minor, self._cinema.currency, self._cinema.locale)
            self._float.configure(text=f"Float {told}", text_color=theme.QUIET)
        self._offer(keys)

    def _offer(self, keys: Sequence[Key]) -> None:
        if [button.text for button in self.buttons] == [key.short for key in keys]:
            return
        had_focus = any(str(self.focus_get() or "").startswith(str(button)) for button in self.buttons)
        for button in self.buttons:
            bury(button)
        self.buttons = []
        for row, key in enumerate(keys, start=4):
            button = Button(self, key.short, key.press, hint=key.label, width=_INNER)
            button.grid(row=row, column=0, padx=16, pady=(16 if row == 4 else 0, 8))
            self.buttons.append(button)
        bind_arrows(self.buttons)
        if had_focus and self.buttons:
            self.buttons[0].focus_set()

    def focus_first(self) -> None:
        if self.buttons:
            self.buttons[0].focus_set()

    def _label(self, row: int, size: int, *, top: int, bold: bool = False) -> ctk.CTkLabel:
        label = ctk.CTkLabel(
            self, text="", font=theme.font(size, bold=bold), anchor="w", justify="left", wraplength=_INNER
        )
        label.grid(row=row, column=0, sticky="ew", padx=16, pady=(top, 0))
        return label
