"""A seat with a tick: whether it is given back, what it cost, and what comes back of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.views import theme
from app.views.parts.pressable import Pressable

_HEIGHT = 40
_BOX = 20
_SIDE = 12


@dataclass(frozen=True, slots=True)
class TickWords:
    """`label` is bold, `more` in quiet type after it, `amount` at the right. `why_not` stands for an amount."""

    label: str
    more: str
    amount: str
    why_not: str = ""


class TickRow(Pressable):
    """Space, Return or the mouse set the tick; one that cannot be set says why."""

    def __init__(self, master: Any, words: TickWords, on_change: Callable[[], object], *, ticked: bool) -> None:
        self.words, self._on_change = words, on_change
        self._ticked = ticked and not words.why_not
        super().__init__(master, self._toggle, width=200, height=_HEIGHT)
        if words.why_not:
            self.set_enabled(False)

    @property
    def ticked(self) -> bool:
        return self._ticked

    def say(self, words: TickWords) -> None:
        """The amounts are others, or it cannot be given back any more."""
        if words != self.words:
            self.words = words
            if words.why_not:
                self._ticked = False
                self.set_enabled(False)
            self.repaint()

    def _toggle(self) -> None:
        self._ticked = not self._ticked
        self.repaint()
        self._on_change()

    def _ground(self) -> theme.Colour | str:
        return "transparent" if self.words.why_not else super()._ground()

    def _paint_content(self) -> None:
        width, height = self._size_px
        middle, box, left = height // 2, self._px(_BOX), self._px(_SIDE)
        if not self.words.why_not:
            fill, edge = (theme.ACCENT, theme.ACCENT) if self._ticked else (theme.PAGE, theme.EDGE)
            self._canvas.create_rectangle(
                left, middle - box // 2, left + box, middle + box // 2,
                fill=self._shade(fill), outline=self._shade(edge), width=self._px(1.5), tags=("content",),
            )  # fmt: skip
            if self._ticked:
                points = [(0.22, 0.52), (0.43, 0.74), (0.8, 0.28)]
                flat = [each for x, y in points for each in (left + x * box, middle - box // 2 + y * box)]
                self._canvas.create_line(
                    *flat, fill=self._shade(theme.ON_ACCENT), width=self._px(2.5), capstyle="round", joinstyle="round",
                    tags=("content",),
                )  # fmt: skip
        x = left + box + self._px(_SIDE)
        colour = theme.TEXT if self._ticked else theme.QUIET
        self._write(x, middle, self.words.label, colour, bold=True, anchor="w")
        x += self._measure(self.words.label, bold=True) + self._px(_SIDE)
        told = self.words.why_not or self.words.amount
        room = width - self._px(_SIDE) - self._measure(told) - self._px(_SIDE) - x
        if self._measure(self.words.more) <= room:
            self._write(x, middle, self.words.more, theme.QUIET, anchor="w")
        self._write(width - self._px(_SIDE), middle, told, colour, anchor="e")
