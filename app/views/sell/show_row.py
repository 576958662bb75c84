"""One show on the programme: time, film, hall, and how full it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.models.records import ShowCounts
from app.views import theme
from app.views.parts.pressable import Pressable

HEIGHT = 92
_NEARLY_FULL = 0.8


class ShowRow(Pressable):
    """A pressable row; `number` is its place in the list, `local_time` and `price_from` are already written out."""

    def __init__(
        self,
        master: Any,
        counts: ShowCounts,
        number: int,
        local_time: str,
        price_from: str,
        on_open: Callable[[ShowCounts], object],
    ) -> None:
        self.counts = counts
        self._number, self._time, self._price = number, local_time, price_from
        self._chosen = False
        super().__init__(master, lambda: on_open(self.counts), width=234, height=HEIGHT)

    def set_chosen(self, *, chosen: bool) -> None:
        if chosen != self._chosen:
            self._chosen = chosen
            self._repaint()

    def set_counts(self, counts: ShowCounts) -> None:
        """New live counts of the same show."""
        if counts != self.counts:
            self.counts = counts
            self._repaint()

    def _ground(self) -> theme.Colour | str:
        if self._chosen:
            return theme.RAISED
        return theme.HOVER if self._inside else "transparent"

    def _paint_content(self) -> None:
        width, _ = self._size_px
        show, left, right = self.counts.show, self._px(34), width - self._px(12)
        self._write(self._px(14), self._px(18), str(self._number), theme.QUIET, size=theme.SMALL, anchor="w")
        time_item = self._write(left, self._px(18), self._time, theme.TEXT, bold=True, anchor="w")
        room = right - self._canvas.bbox(time_item)[2] - self._px(8)
        details = self._fitted(f"{show.hall_name} · {show.language}", room, theme.SMALL)
        self._write(right, self._px(18), details, theme.QUIET, size=theme.SMALL, anchor="e")
        self._write(right, self._px(38), show.certificate, theme.QUIET, size=theme.SMALL, anchor="e")
        room = right - left - self._measure(show.certificate, theme.SMALL) - self._px(8)
        self._write(left, self._px(38), self._fitted(show.movie_title, room, theme.BODY), theme.TEXT, anchor="w")
        self._write(left, self._px(58), f"from {self._price}", theme.QUIET, size=theme.SMALL, anchor="w")
        tone = theme.BAD if self.counts.free_count == 0 else theme.TEXT if self._chosen else theme.QUIET
        self._write(right, self._px(58), self._free(), tone, size=theme.SMALL, anchor="e")
        self._bar(left, right, self._px(76))

    def _free(self) -> str:
        free = "sold out" if self.counts.free_count == 0 else f"{self.counts.free_count} free"
        return f"{self.counts.held_count} held · {free}" if self.counts.held_count else free

    def _bar(self, left: int, right: int, y: int) -> None:
        """How much of the hall is gone: sold solid, held lighter behind it."""
        seats = max(1, self.counts.seat_count)
        sold, gone = self.counts.sold_count / seats, (self.counts.sold_count + self.counts.held_count) / seats
        thick = max(2, self._px(4))
        self._line(left, right, y, thick, theme.LINE)
        if gone:
            self._line(left, left + round((right - left) * min(1.0, gone)), y, thick, theme.WARN)
        if sold:
            colour = theme.BAD if sold >= _NEARLY_FULL else theme.GOOD
            self._line(left, left + max(thick, round((right - left) * min(1.0, sold))), y, thick, colour)

    def _line(self, left: int, right: int, y: int, thick: int, colour: theme.Colour) -> None:
        self._canvas.create_line(
            left, y, right, y, width=thick, fill=self._shade(colour), capstyle="round", tags=("content",)
        )

    def _fitted(self, text: str, room_px: int, size: int) -> str:
        if self._measure(text, size) <= room_px:
            return text
        while text and self._measure(text + "…", size) > room_px:
            text = text[:-1]
        return text.rstrip(" ·") + "…"
