"""Cells of a table that end in … where their column does: Tk cuts them through the middle of a letter."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Sequence
from itertools import accumulate

_MORE = "…"


class FittedCells:
    """Measures letter by letter and remembers each: thousands of cells are fitted in the time Tk takes to measure a few.

    `measure` gives the pixels of a text; Tk 8.6 draws letters side by side as they come, so their sum is the text's width.
    """

    def __init__(self, measure: Callable[[str], int]) -> None:
        self._measure = measure
        self._widths: dict[str, int] = {}

    def fitted(self, cells: Sequence[str], rooms_px: Sequence[int]) -> tuple[str, ...]:
        """Each cell as much of it as its room holds; a room of 0 is not known yet and cuts nothing."""
        return tuple(self._cut(cell, room) for cell, room in zip(cells, rooms_px, strict=False))

    def _cut(self, text: str, room_px: int) -> str:
        ends = list(accumulate(map(self._wide, text)))
        if room_px <= 0 or not ends or ends[-1] <= room_px:
            return text
        return text[: bisect.bisect_right(ends, room_px - self._wide(_MORE))].rstrip(" ·,") + _MORE

    def _wide(self, letter: str) -> int:
        width = self._widths.get(letter)
        if width is None:
            width = self._widths[letter] = self._measure(letter)
        return width
