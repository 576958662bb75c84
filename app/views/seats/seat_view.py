"""Which part of a hall a pane shows, how large: zoom, pan and the way between pixels and seats. No window in here."""

from __future__ import annotations

from app.models.records import Seat
from app.views.seats.seat_layout import SeatLayout

SEAT_MIN, SEAT_MAX = 28, 44
"""Side of a seat's clickable square, in unscaled pixels: what a mouse hits at speed, and what stays a map."""
_FIT_MIN = 24
"""A whole hall is worth seats of this side, the least that WCAG 2.2 (2.5.8) lets somebody hit; smaller ones are not."""
_LARGE_PANE_ROWS, _LARGE_MAX = 18, 64
"""In a pane that is very large seats grow on, up to so many rows of them one below the other."""
_ZOOM_MIN, _ZOOM_MAX = 6, 72
_SCREEN_HEIGHT = 58
_LETTERS_MIN, _LETTERS_SHARE = 16, 0.6
_MARGIN = 6


class SeatView:
    """A window of `width` x `height` pixels onto a layout. `left` and `top` are where the hall's content begins in it."""

    def __init__(self, layout: SeatLayout, width: int, height: int, scale: float = 1.0) -> None:
        self.layout = layout
        self.width = width
        self.height = height
        self.scale = scale
        self.left = 0
        self.top = 0
        self.cell = self.comfortable()
        self.zoomed = False
        self.centre()

    @property
    def letters(self) -> int:
        """Width of the column of row letters on either side."""
        return self._letters(self.cell)

    @property
    def screen_height(self) -> int:
        return round(_SCREEN_HEIGHT * self.scale)

    @property
    def content_width(self) -> int:
        return self._content(self.cell)[0]

    @property
    def content_height(self) -> int:
        return self._content(self.cell)[1]

    @property
    def overflows(self) -> bool:
        return not self._fits(self.cell)

    def whole(self) -> int:
        """The largest seat with which the whole hall is in view, in pixels."""
        largest = max(SEAT_MAX, min(_LARGE_MAX, self.height / self.scale / _LARGE_PANE_ROWS))
        low, high = round(_ZOOM_MIN * self.scale), round(largest * self.scale)
        return next((cell for cell in range(high, low, -1) if self._fits(cell)), low)

    def comfortable(self) -> int:
        """The whole hall, but never with seats too small to hit: then the pane shows a part."""
        whole = self.whole()
        return whole if whole >= round(_FIT_MIN * self.scale) else max(whole, round(SEAT_MIN * self.scale))

    def zoom(self, cell: int, x: float, y: float) -> None:
        """Make seats `cell` pixels large; what is at the point (x, y) of the pane stays there."""
        low, high = round(_ZOOM_MIN * self.scale), round(_ZOOM_MAX * self.scale)
        cell = max(low, min(high, cell))
        across, down = self.units(x, y)
        self.zoomed = True
        self.cell = cell
        self.left = round(x - across * cell) - self.letters
        self.top = round(y - down * cell) - self.screen_height
        self.clamp()

    def follow(self, before: SeatView) -> None:
        """After a resize: keep the zoom somebody chose, and what was in the middle there."""
        if not before.zoomed:
            return
        across, down = before.units(before.width / 2, before.height / 2)
        self.zoom(before.cell, 0, 0)
        self.left = round(self.width / 2 - across * self.cell) - self.letters
        self.top = round(self.height / 2 - down * self.cell) - self.screen_height
        self.clamp()

    def pan(self, dx: int, dy: int) -> None:
        self.left += dx
        self.top += dy
        self.clamp()

    def clamp(self) -> None:
        """Centre what fits; of what does not, show no emptiness beyond its edges."""
        self.left = _placed(self.left, self.content_width, self.width)
        self.top = _placed(self.top, self.content_height, self.height)

    def centre(self) -> None:
        """The middle of the hall, at the screen's end."""
        self.left = (self.width - self.content_width) // 2
        self.top = 0
        self.clamp()

    def shown_part(self) -> tuple[int, int, int, int]:
        """Left, top, width and height of what the hall covers of the pane, in pixels."""
        left, top = max(0, self.left), max(0, self.top)
        right = min(self.width, self.left + self.content_width)
        return left, top, right - left, min(self.height, self.top + self.content_height) - top

    def units(self, x: float, y: float) -> tuple[float, float]:
        """A point of the pane in seats from the left top seat."""
        return (x - self.left - self.letters) / self.cell, (y - self.top - self.screen_height) / self.cell

    def seat_at(self, x: float, y: float) -> Seat | None:
        """The seat under a point of the pane; none where it is hidden at the edge."""
        (left, right), (top, bottom) = self.edges(), self.floors()
        return self.layout.at(*self.units(x, y)) if left <= x < right and top <= y < bottom else None

    def edges(self) -> tuple[int, int]:
        """From where to where seats are shown: where the hall goes on beyond the pane no seat is cut in two."""
        begin = self.left + self.letters
        left, right = max(self.left, 0), min(self.left + self.content_width, self.width)
        columns = [begin + round(column * self.cell) for column in self.layout.columns]
        first = _after(columns, self.cell, left + self.letters) if self.left < 0 else left + self.letters
        goes_on = right < self.left + self.content_width
        last = _before(columns, self.cell, right - self.letters) if goes_on else right - self.letters
        return first, last

    def floors(self) -> tuple[int, int]:
        """The same from top to bottom: no row is cut in two."""
        rows = [self.row_top(row.y) for row in self.layout.rows]
        bottom = min(self.height, self.top + self.content_height)
        first = _after(rows, self.cell, 0) if self.top < 0 else max(0, self.top)
        last = _before(rows, self.cell, bottom) if bottom < self.top + self.content_height else bottom
        return first, last

    def corner(self, seat_id: int) -> tuple[int, int]:
        """The left top pixel of a seat in the pane; outside of it when the seat is panned away."""
        place = self.layout.places[seat_id]
        return self.left + self.letters + round(place.x * self.cell), self.row_top(place.y)

    def row_top(self, y: float) -> int:
        return self.top + self.screen_height + round(y * self.cell)

    def shows(self, seat_id: int) -> bool:
        """Whether a seat is in view, whole."""
        (left, right), (top, bottom) = self.edges(), self.floors()
        x, y = self.corner(seat_id)
        return left <= x and x + self.cell <= right and top <= y and y + self.cell <= bottom

    def reveal(self, seat_id: int) -> bool:
        """Pan just enough that a seat and its surroundings are in view; True when that moved the hall."""
        before = (self.left, self.top)
        x, y = self.corner(seat_id)
        room = self.cell
        self.left += _shift(x, self.letters + room // 2, self.width - self.letters - self.cell - room // 2)
        self.top += _shift(y, room // 2, self.height - self.cell - room // 2)
        self.clamp()
        return before != (self.left, self.top)

    def _letters(self, cell: int) -> int:
        return round(max(_LETTERS_MIN * self.scale, cell * _LETTERS_SHARE))

    def _content(self, cell: int) -> tuple[int, int]:
        across = round(self.layout.width * cell) + 2 * self._letters(cell)
        return across, self.screen_height + round(self.layout.height * cell) + round(_MARGIN * self.scale)

    def _fits(self, cell: int) -> bool:
        across, down = self._content(cell)
        return across <= self.width and down <= self.height


def _placed(start: int, content: int, pane: int) -> int:
    if content <= pane:
        return (pane - content) // 2
    return max(pane - content, min(0, start))


def _after(starts: list[int], size: int, edge: int) -> int:
    """The edge, or the end of what it would cut."""
    return next((start + size for start in starts if start < edge < start + size), edge)


def _before(starts: list[int], size: int, edge: int) -> int:
    """The edge, or the start of what it would cut."""
    return next((start for start in starts if start < edge < start + size), edge)


def _shift(value: int, low: int, high: int) -> int:
    if value < low:
        return low - value
    return min(0, high - value)
