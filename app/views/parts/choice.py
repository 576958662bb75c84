"""One of a few: a segmented choice."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import customtkinter as ctk

from app.views import theme
from app.views.parts.pressable import Pressable


class Choice(ctk.CTkFrame):
    """Side by side segments of which one is chosen. One focus stop: arrows choose, Home and End go to the ends.

    `options` are (key, label) pairs, or plain labels that are their own keys. `on_change(key)` is called when a person
    chooses, not when the program calls `select`.
    """

    def __init__(
        self,
        master: Any,
        options: Sequence[tuple[str, str]] | Sequence[str],
        on_change: Callable[[str], object],
        *,
        height: int = 40,
    ) -> None:
        super().__init__(master, fg_color=theme.RAISED, corner_radius=theme.RADIUS)
        self._on_change = on_change
        self._segments: dict[str, _Segment] = {}
        pairs = [(option, option) if isinstance(option, str) else option for option in options]
        for column, (key, label) in enumerate(pairs):
            segment = _Segment(self, label, partial(self._choose, key), height - 4)
            segment.grid(row=0, column=column, padx=(2 if column == 0 else 0, 2), pady=2, sticky="ew")
            self.grid_columnconfigure(column, weight=1)
            for keysym, step in (("Left", -1), ("Up", -1), ("Right", 1), ("Down", 1)):
                segment.bind(f"<KeyPress-{keysym}>", lambda _event, step=step: self._step(step))
            segment.bind("<KeyPress-Home>", lambda _event: self._go(0))
            segment.bind("<KeyPress-End>", lambda _event: self._go(-1))
            self._segments[key] = segment
        self._value = pairs[0][0]
        self.select(self._value)

    @property
    def value(self) -> str:
        return self._value

    def select(self, key: str) -> None:
        """Choose without telling `on_change`. An unknown key is a KeyError."""
        self._segments[key].set_chosen(chosen=True)
        if key != self._value:
            self._segments[self._value].set_chosen(chosen=False)
        self._value = key
        for other, segment in self._segments.items():
            segment.set_focus_stop(stop=other == key)

    def set_label(self, key: str, label: str) -> None:
        self._segments[key].set_label(label)

    def focus_set(self) -> None:
        self._segments[self._value].focus_set()

    focus = focus_set

    def _choose(self, key: str) -> None:
        if key == self._value:
            return
        self.select(key)
        self._on_change(key)

    def _step(self, step: int) -> str:
        keys = list(self._segments)
        return self._go(min(max(keys.index(self._value) + step, 0), len(keys) - 1))

    def _go(self, index: int) -> str:
        key = list(self._segments)[index]
        self._choose(key)
        self._segments[key].focus_set()
        return "break"


class _Segment(Pressable):
    def __init__(self, master: Any, label: str, command: Callable[[], object], height: int) -> None:
        self._label = label
        self._chosen = False
        super().__init__(master, command, width=64, height=height, radius=6)
        self._fit()

    def set_chosen(self, *, chosen: bool) -> None:
        self._chosen = chosen
        self._repaint()

    def set_label(self, label: str) -> None:
        self._label = label
        self._fit()
        self._repaint()

    def set_focus_stop(self, *, stop: bool) -> None:
        self._canvas.configure(takefocus=int(stop))

    def _fit(self) -> None:
        self.configure(width=round(self._measure(self._label, bold=True) / self._get_widget_scaling()) + 28)

    def _ground(self) -> theme.Colour | str:
        if self._chosen:
            return theme.ACCENT
        return theme.HOVER if self._inside else theme.RAISED

    def _ring(self) -> theme.Colour:
        return theme.TEXT

    def _paint_content(self) -> None:
        width, height = self._size_px
        colour = theme.ON_ACCENT if self._chosen else theme.TEXT
        self._write(width // 2, height // 2, self._label, colour, bold=self._chosen)


def bind_arrows(widgets: Sequence[Pressable]) -> None:
    """The arrows walk through a column or a row of pressables (each stays a focus stop of its own)."""

    def step(index: int) -> Callable[[tk.Event[Any]], str]:
        def go(_event: tk.Event[Any]) -> str:
            widgets[index % len(widgets)].focus_set()
            return "break"

        return go

    for index, widget in enumerate(widgets):
        for back, forth in (("Up", "Down"), ("Left", "Right")):
            widget.bind(f"<KeyPress-{back}>", step(index - 1))
            widget.bind(f"<KeyPress-{forth}>", step(index + 1))
