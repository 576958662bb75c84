"""A line of text that ends in … where its room ends: a name of 300 letters must not push a button off the window."""

from __future__ import annotations

import bisect
from typing import Any

import customtkinter as ctk


class FittedLabel(ctk.CTkLabel):
    """Says its text on one line, as much of it as fits.

    With `most` units (before scaling) it is as wide as its text, up to that; without, it fills the room its grid cell gives
    it and asks for none of its own.
    """

    def __init__(self, master: Any, *, most: int | None = None, **options: Any) -> None:
        self._whole = ""
        self._most = most
        super().__init__(master, text="", **{"width": 0 if most else 1, "anchor": "w", **options})
        if most is None:
            self.bind("<Configure>", lambda _event: self._fit())

    @property
    def whole(self) -> str:
        """The text without the cut."""
        return self._whole

    def say(self, text: str) -> None:
        self._whole = text
        self._fit()

    def _set_scaling(self, *args: float, **named: float) -> None:
        super()._set_scaling(*args, **named)
        self._fit()

    def _fit(self) -> None:
        room = self.winfo_width() if self._most is None else round(self._most * self._get_widget_scaling())
        shown = self._whole if self._wide(self._whole) <= room else self._cut(room)
        if shown != self.cget("text"):
            self.configure(text=shown)

    def _cut(self, room_px: int) -> str:
        lengths = range(len(self._whole))
        fitting = bisect.bisect_right(lengths, room_px, key=lambda length: self._wide(self._whole[:length] + "…"))
        return self._whole[: max(0, fitting - 1)].rstrip(" ·") + "…"

    def _wide(self, text: str) -> int:
        return int(self.tk.call("font", "measure", self._apply_font_scaling(self._font), text))
