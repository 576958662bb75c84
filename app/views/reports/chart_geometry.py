"""Where the parts of a chart stand. Pure geometry in pixels: no canvas, no window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle; `left` and `top` belong to it, `right` and `bottom` are just outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x < self.right and self.top <= y < self.bottom


def ticks(largest: int, most: int = 4) -> tuple[int, ...]:
    """Round values from 0 up to the first that reaches `largest`, at most `most` steps of 1, 2 or 5 times a power of ten."""
    if largest <= 0:
        return (0,)
    step = 1
    while True:
        for factor in (1, 2, 5):
            if factor * step * most >= largest:
                size = factor * step
                return tuple(range(0, -(-largest // size) * size + 1, size))
        step *= 10


@dataclass(frozen=True, slots=True)
class BarPlace:
    """A row of the chart: `whole` from side to side, `bar` what is filled of it."""

    whole: Box
    bar: Box


def both_ends(count: int, room: int) -> list[int]:
    """Which of `count` things in a row are shown where there is room for some: as many from either end."""
    if count <= room:
        return list(range(count))
    front = (room + 1) // 2
    return [*range(front), *range(count - (room - front), count)]


def bar_places(values: Sequence[int], area: Box, row_min: int, row_max: int, gap: int) -> list[BarPlace]:
    """Horizontal bars from the top, as many as there is room for. The longest fills the width; nothing is below 0 wide.

    A value above 0 can always be seen.
    """
    if not values or area.width <= 0 or area.height < row_min:
        return []
    shown = values[: max(1, area.height // row_min)]
    row = min(row_max, area.height // len(shown))
    longest = max(1, *values)
    places = []
    for number, value in enumerate(shown):
        top = area.top + number * row
        length = max(2, round(area.width * value / longest)) if value > 0 else 0
        whole = Box(area.left, top, area.right, top + row)
        places.append(BarPlace(whole, Box(area.left, top + gap, area.left + length, top + row - gap)))
    return places


def line_places(values: Sequence[int], area: Box, top_value: int) -> list[tuple[float, float]]:
    """A point for each value, evenly from the left edge to the right; `top_value` is at the top, 0 at the bottom.

    What is below 0 lies on the bottom: more went back on that day than came in.
    """
    step = area.width / max(1, len(values) - 1)
    height = area.height / max(1, top_value)
    return [
        (area.left + number * step, area.bottom - min(max(0, value), top_value) * height)
        for number, value in enumerate(values)
    ]


def labelled(count: int, width: int, label_width: int) -> list[int]:
    """Which of `count` evenly spread things have room for a label: the first, and then every so many.

    The first and the last stand inside the width, not in the middle of their place: so they take half a label more.
    """
    if count <= 1:
        return list(range(count))
    fit = max(1, 2 * width // (3 * max(1, label_width)))
    return list(range(0, count, -(-(count - 1) // fit)))


def nearest(places: Sequence[tuple[float, float]], x: float) -> int | None:
    """The point whose x is nearest."""
    if not places:
        return None
    return min(range(len(places)), key=lambda number: abs(places[number][0] - x))


class Grid(NamedTuple):
    """Cells of one size from `left` and `top`."""

    left: int
    top: int
    cell_width: int
    cell_height: int
    columns: int
    rows: int

    def box(self, column: int, row: int) -> Box:
        left, top = self.left + column * self.cell_width, self.top + row * self.cell_height
        return Box(left, top, left + self.cell_width, top + self.cell_height)

    def at(self, x: float, y: float) -> tuple[int, int] | None:
        """(column, row) of the cell under a point."""
        column, row = int((x - self.left) // self.cell_width), int((y - self.top) // self.cell_height)
        return (column, row) if 0 <= column < self.columns and 0 <= row < self.rows else None


def grid(area: Box, columns: int, rows: int, cell_max: tuple[int, int]) -> Grid | None:
    """Cells that fill the area up to the largest that is good to look at; None where there is no room for any."""
    if columns < 1 or rows < 1:
        return None
    width = min(cell_max[0], area.width // columns)
    height = min(cell_max[1], area.height // rows)
    if width < 2 or height < 2:
        return None
    return Grid(area.left, area.top, width, height, columns, rows)


def hall_scale(hall_width: float, hall_height: float, area: Box, seat_max: int) -> tuple[int, int, int] | None:
    """(pixels of a seat, left, top) of a hall of so many seats each way, in the middle of the area; None without room."""
    seat = min(seat_max, int(area.width / max(1.0, hall_width)), int(area.height / max(1.0, hall_height)))
    if seat < 3:
        return None
    left = area.left + round((area.width - hall_width * seat) / 2)
    top = area.top + round((area.height - hall_height * seat) / 2)
    return seat, left, top
