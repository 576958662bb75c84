"""The dates that have shows, side by side; more than fit are walked through with ‹ and › or the arrow keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

import customtkinter as ctk

from app.utils.local_time import format_day
from app.views import theme
from app.views.parts.pressable import Pressable

_SHOWN = 7
_SLOT = 33
"""A day's least width with the gap beside it, in units before scaling; both arrows together take the room of one."""


class DayStrip(ctk.CTkFrame):
    """`on_day` tells the day that was chosen; it is lit once `show` says so."""

    def __init__(self, master: Any, locale: str, on_day: Callable[[date], object]) -> None:
        super().__init__(master, fg_color="transparent", height=48)
        self._days: tuple[date, ...] = ()
        self._first = 0
        self.chosen: date | None = None
        self._most = _SHOWN
        self.bind("<Configure>", self._measured)
        self._slots = [_DayButton(self, locale, on_day) for _ in range(_SHOWN)]
        self.grid_columnconfigure(tuple(range(1, _SHOWN + 1)), weight=1)
        self._arrows = (_Step(self, "‹", partial(self._turn, -1)), _Step(self, "›", partial(self._turn, 1)))
        for place, slot in enumerate(self._slots):
            slot.bind("<KeyPress-Left>", lambda _event, place=place: self._walk(place - 1))
            slot.bind("<KeyPress-Right>", lambda _event, place=place: self._walk(place + 1))

    def show(self, days: Sequence[date], chosen: date | None) -> None:
        """These days, the chosen one lit and in sight."""
        moved = chosen != self.chosen or tuple(days) != self._days
        self._days, self.chosen = tuple(days), chosen
        if moved and chosen in self._days:
            place = self._days.index(chosen)
            self._first = min(max(self._first, place - self._room + 1), place)
        self._lay_out()

    @property
    def buttons(self) -> tuple[_DayButton, ...]:
        """Those in sight."""
        return tuple(slot for slot in self._slots if slot.day is not None)

    @property
    def _room(self) -> int:
        """How many days are in sight."""
        return self._most if len(self._days) <= self._most else max(1, self._most - 1)

    def _measured(self, _event: object) -> None:
        """Another width: as many days as have room, with arrows to the others."""
        units = self.winfo_width() / self._get_widget_scaling()
        most = max(2, min(_SHOWN, int(units / _SLOT)))
        if most != self._most:
            self._most = most
            self._lay_out()

    def _lay_out(self) -> None:
        self._first = max(0, min(self._first, len(self._days) - self._room))
        in_sight = self._days[self._first : self._first + self._room]
        # Forgotten and not removed: CustomTkinter puts what is only removed back at the next change of scale.
        for place, slot in enumerate(self._slots):
            slot.show(in_sight[place] if place < len(in_sight) else None, self.chosen)
            if slot.day is not None:
                slot.grid(row=0, column=place + 1, padx=1, sticky="ew")
            else:
                slot.grid_forget()
        earlier, later = self._arrows
        if len(self._days) <= self._most:
            earlier.grid_forget()
            later.grid_forget()
            return
        earlier.grid(row=0, column=0)
        later.grid(row=0, column=_SHOWN + 1)
        earlier.set_enabled(self._first > 0)
        later.set_enabled(self._first + self._room < len(self._days))

    def _turn(self, pages: int) -> None:
        self._first += pages * self._room
        self._lay_out()

    def _walk(self, place: int) -> str:
        """The focus goes to that place; beyond either end the strip moves under it."""
        if not 0 <= place < len(self.buttons):
            self._first += 1 if place > 0 else -1
            self._lay_out()
        self._slots[max(0, min(place, len(self.buttons) - 1))].focus_set()
        return "break"


class _DayButton(Pressable):
    def __init__(self, master: Any, locale: str, on_day: Callable[[date], object]) -> None:
        self.day: date | None = None
        self._locale, self._on_day, self._chosen = locale, on_day, False
        super().__init__(master, self._press, width=31, height=44)

    def show(self, day: date | None, chosen: date | None) -> None:
        if (day, day == chosen) != (self.day, self._chosen):
            self.day, self._chosen = day, day == chosen
            self._repaint()

    def _press(self) -> None:
        if self.day is not None:
            self._on_day(self.day)

    def _ground(self) -> theme.Colour | str:
        if self._chosen:
            return theme.ACCENT
        return theme.HOVER if self._inside else theme.RAISED

    def _ring(self) -> theme.Colour:
        return theme.TEXT if self._chosen else theme.ACCENT

    def _paint_content(self) -> None:
        if self.day is None:
            return
        width, _ = self._size_px
        words = theme.ON_ACCENT if self._chosen else theme.QUIET
        weekday = format_day(self.day, self._locale).split(",")[0].split(" ")[0]
        self._write(width // 2, self._px(14), weekday, words, size=theme.SMALL, bold=self._chosen)
        self._write(width // 2, self._px(30), str(self.day.day), words, size=theme.SMALL, bold=self._chosen)


class _Step(Pressable):
    """‹ or ›: a mouse's way, as the arrow keys are the keyboard's."""

    def __init__(self, master: Any, sign: str, command: Callable[[], object]) -> None:
        self._sign = sign
        super().__init__(master, command, width=16, height=44, radius=6)
        self._canvas.configure(takefocus=0)

    def set_enabled(self, enabled: bool) -> None:
        super().set_enabled(enabled)
        self._canvas.configure(takefocus=0)

    def _ground(self) -> theme.Colour | str:
        return theme.HOVER if self._inside and self._enabled else "transparent"

    def _paint_content(self) -> None:
        width, height = self._size_px
        self._write(width // 2, height // 2, self._sign, theme.TEXT if self._enabled else theme.FAINT, size=16)
