"""Drawing on a chart's canvas: sizes in the grid's units, colours of the theme that is worn, text that fits its room."""

from __future__ import annotations

import tkinter as tk
from dataclasses import dataclass

from app.views import theme
from app.views.reports.chart_geometry import Box


@dataclass(frozen=True, slots=True)
class Brush:
    """A canvas in one theme (`mode` is "Light" or "Dark") and at one scale."""

    canvas: tk.Canvas
    mode: str
    scaling: float

    def px(self, units: float) -> int:
        """Grid units to pixels."""
        return round(units * self.scaling)

    def shade(self, colour: theme.Colour) -> str:
        return theme.pick(colour, self.mode)

    def font(self, size: int = theme.SMALL) -> tuple[str, int]:
        """For text of so many units; below 0 Tk takes it for pixels."""
        return (theme.family(), -self.px(size))

    def measure(self, text: str, size: int = theme.SMALL) -> int:
        """How many pixels wide this text will be."""
        return int(self.canvas.tk.call("font", "measure", self.font(size), text))

    def fitted(self, text: str, room: int) -> str:
        """The text, or its beginning with an ellipsis where it is wider than `room` pixels."""
        if self.measure(text) <= room:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.measure(text[:middle].rstrip() + "…") <= room else (low, middle - 1)
        return text[:low].rstrip() + "…"

    def text(
        self, x: float, y: float, text: str, colour: theme.Colour | str, *, anchor: str = "center", tag: str = "text"
    ) -> None:
        """Small type at a point of the canvas."""
        fill = colour if isinstance(colour, str) else self.shade(colour)
        self.canvas.create_text(x, y, text=text, fill=fill, font=self.font(), anchor=anchor, tags=(tag,))  # type: ignore[call-overload]  # typeshed wants literals

    def fill(self, box: Box, colour: str, outline: str = "", width: int = 1, tag: str = "part") -> None:
        """A rectangle; with an outline it stays within the box."""
        inset = width / 2 if outline else 0
        self.canvas.create_rectangle(
            box.left + inset, box.top + inset, box.right - inset, box.bottom - inset,
            fill=colour, outline=outline, width=width if outline else 0, tags=(tag,),
        )  # fmt: skip

    def ring(self, box: Box) -> None:
        """Around the part that is marked."""
        self.fill(box, "", self.shade(theme.ACCENT), self.px(2), tag="mark")
