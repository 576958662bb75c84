"""One seat of the basket: label, ticket type, price. Space changes the type, Delete gives the seat back."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import Any

from app.models.records import BookingLine
from app.views import theme
from app.views.parts.icons import photo
from app.views.parts.pressable import Pressable

HEIGHT = 48
_CROSS_WIDTH = 30


class BasketLine(Pressable):
    """A line is pressed to change its ticket type; its cross, or Delete, gives the seat back."""

    def __init__(
        self,
        master: Any,
        line: BookingLine,
        price: str,
        saved: str,
        on_change: Callable[[BookingLine], object],
        on_remove: Callable[[BookingLine], object],
    ) -> None:
        self.line, self._price, self._saved, self._on_remove = line, price, saved, on_remove
        super().__init__(master, lambda: on_change(self.line), width=240, height=HEIGHT)
        self._canvas.bind("<KeyPress-Delete>", lambda _event: on_remove(self.line))
        self._canvas.bind("<KeyPress-BackSpace>", lambda _event: on_remove(self.line))

    def set_line(self, line: BookingLine, price: str, saved: str) -> None:
        """Show another state of the same seat's line; `saved` is what a discount takes off, "" without one."""
        if (line, price, saved) != (self.line, self._price, self._saved):
            self.line, self._price, self._saved = line, price, saved
            self._repaint()

    def _on_release(self, event: tk.Event[Any]) -> None:
        if event.x >= self._size_px[0] - self._px(_CROSS_WIDTH):
            self._down = False
            self._on_remove(self.line)
            return
        super()._on_release(event)

    def _paint_content(self) -> None:
        width, height = self._size_px
        middle = height // 2
        seat = self.line.seat
        self._write(self._px(12), middle, seat.label, theme.TEXT, bold=True, anchor="w")
        self._write(
            self._px(58), middle - self._px(8), f"{self.line.ticket_type.name} ▾", theme.TEXT, size=13, anchor="w"
        )
        self._write(self._px(58), middle + self._px(9), seat.seat_type.label, theme.QUIET, size=theme.SMALL, anchor="w")
        right = width - self._px(_CROSS_WIDTH + 4)
        if self._saved:
            self._write(right, middle - self._px(8), self._price, theme.TEXT, anchor="e")
            self._write(right, middle + self._px(9), self._saved, theme.GOOD, size=theme.SMALL, anchor="e")
        else:
            self._write(right, middle, self._price, theme.TEXT, anchor="e")
        self._picture = photo("cross", self._px(12), self._shade(theme.QUIET))
        self._canvas.create_image(width - self._px(16), middle, image=self._picture, tags=("content",))
