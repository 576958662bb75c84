"""One show on the programme: time, film, hall, and how full it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.models.records import ShowCounts
from app.views import theme
from app.views.parts.pressable import Pressable

if TYPE_CHECKING:
    from PIL import ImageTk

HEIGHT = 96
POSTER = (48, 72)
_LEFT = 10
_NEARLY_FULL = 0.8
_BADGE = "#0e0f13"
_ON_BADGE: theme.Colour = ("#ffffff", "#ffffff")
"""On a poster, which is as bright or dark as it is, in both themes."""


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
        self._own_count = 0
        self._poster: ImageTk.PhotoImage | None = None
        super().__init__(master, lambda: on_open(self.counts), width=100, height=HEIGHT)

    @property
    def poster_px(self) -> tuple[int, int]:
        """The size its poster must have."""
        return self._px(POSTER[0]), self._px(POSTER[1])

    def set_poster(self, picture: ImageTk.PhotoImage) -> None:
        if picture is not self._poster:
            self._poster = picture
            self._repaint()

    def set_own(self, seat_count: int) -> None:
        """How many of its held seats are in this counter's own basket."""
        if seat_count != self._own_count:
            self._own_count = seat_count
            self._repaint()

    @property
    def time(self) -> str:
        """When it starts, as it is written here."""
        return self._time

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
        show, left, right = self.counts.show, self._px(_LEFT + POSTER[0] + 10), width - self._px(10)
        self._paint_poster()
        time_item = self._write(left, self._px(17), self._time, theme.TEXT, bold=True, anchor="w")
        room = right - self._canvas.bbox(time_item)[2] - self._px(8)
        facts = f"{show.certificate} · {show.language}"
        if self._measure(self.counts.place, theme.SMALL) <= room:
            self._write(right, self._px(17), self.counts.place, theme.QUIET, size=theme.SMALL, anchor="e")
        else:  # another day's or another cinema's show: where it is comes before what is known of the film
            facts = f"{self.counts.place} · {facts}"
        title = self._fitted(show.movie_title, right - left, theme.BODY)
        self._write(left, self._px(37), title, theme.TEXT, anchor="w")
        facts = self._fitted(facts, right - left, theme.SMALL)
        self._write(left, self._px(56), facts, theme.QUIET, size=theme.SMALL, anchor="w")
        tone = theme.BAD if self.counts.free_count == 0 else theme.TEXT if self._chosen else theme.QUIET
        free_item = self._write(left, self._px(73), self._free(), tone, size=theme.SMALL, anchor="w")
        room = right - self._canvas.bbox(free_item)[2] - self._px(8)
        price = f"from {self._price}"
        said = next((each for each in (price, self._price) if self._measure(each, theme.SMALL) <= room), "")
        self._write(right, self._px(73), said, theme.QUIET, size=theme.SMALL, anchor="e")
        self._bar(left, right, self._px(85))

    def _paint_poster(self) -> None:
        """The poster, or its place, with the number that opens the show in its corner."""
        x, y = self._px(_LEFT), self._px((HEIGHT - POSTER[1]) // 2)
        wide, high = self.poster_px
        if self._poster is not None and (self._poster.width(), self._poster.height()) == (wide, high):
            self._canvas.create_image(x, y, image=str(self._poster), anchor="nw", tags=("content",))
        else:
            shade = self._shade(theme.PRESSED)
            self._canvas.create_rectangle(x, y, x + wide, y + high, fill=shade, outline="", tags=("content",))
        number = str(self._number)
        room = self._measure(number, theme.SMALL, bold=True) + self._px(9)
        badge = (x, y, x + max(room, self._px(17)), y + self._px(17))
        self._canvas.create_rectangle(*badge, fill=_BADGE, outline="", tags=("content",))
        middle = ((badge[0] + badge[2]) // 2, (badge[1] + badge[3]) // 2)
        self._write(*middle, number, _ON_BADGE, size=theme.SMALL, bold=True)

    def _free(self) -> str:
        free = "sold out" if self.counts.free_count == 0 else f"{self.counts.free_count} free"
        own = min(self._own_count, self.counts.held_count)
        held = self.counts.held_count - own
        if held:
            return f"{held} held · {free}"
        return f"{own} yours · {free}" if own else free

    def _bar(self, left: int, right: int, y: int) -> None:
        """How much of the hall is gone: sold solid, behind it what is held, the own seats among them told apart."""
        seats = max(1, self.counts.seat_count)
        own = min(self._own_count, self.counts.held_count)
        sold = self.counts.sold_count / seats
        thick = max(2, self._px(4))
        colour = theme.BAD if sold >= _NEARLY_FULL else theme.GOOD
        gone = self.counts.sold_count + self.counts.held_count
        self._line(left, right, y, thick, theme.LINE)
        for count, tone in ((gone, theme.ACCENT if own else theme.WARN), (gone - own, theme.WARN)):
            if count > self.counts.sold_count:
                self._line(left, left + round((right - left) * min(1.0, count / seats)), y, thick, tone)
        if sold:
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
