"""Where the seats of a hall stand, in units of one seat, and who is whose neighbour. Pure geometry: no pixels, no window."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.models.records import Seat

Direction = Literal["left", "right", "up", "down"]

AISLE = 0.4
"""Width of an empty grid column or row, in seats: the gap is seen at once, and the seats get the room."""
TYPE_GAP = 0.3
"""More room where another seat type begins, so that the price zones are seen before the colours are."""


@dataclass(frozen=True, slots=True)
class Place:
    """A seat and its left top corner, in seats from the left top of the hall."""

    seat: Seat
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    y: float
    places: tuple[Place, ...]
    """From left to right."""


class SeatLayout:
    """The seats of one hall in their places."""

    def __init__(self, seats: Sequence[Seat]) -> None:
        columns = _columns({seat.grid_column for seat in seats})
        self.rows = _rows(seats, columns)
        self.places = {place.seat.id: place for row in self.rows for place in row.places}
        self.columns = tuple(sorted({place.x for place in self.places.values()}))
        """The left edges that seats have."""
        self.width = max((place.x for place in self.places.values()), default=0.0) + 1
        self.height = (self.rows[-1].y if self.rows else 0.0) + 1
        self._row_of = {place.seat.id: number for number, row in enumerate(self.rows) for place in row.places}
        self._tops = [row.y for row in self.rows]

    def at(self, x: float, y: float) -> Seat | None:
        """The seat that covers a point, or None in an aisle and outside."""
        number = bisect_right(self._tops, y) - 1
        if number < 0 or y >= self._tops[number] + 1:
            return None
        places = self.rows[number].places
        index = bisect_right(places, x, key=lambda place: place.x) - 1
        return places[index].seat if index >= 0 and x < places[index].x + 1 else None

    def nearest_in_row(self, seat_id: int, x: float) -> Seat:
        """The seat of `seat_id`'s row that is nearest to a point: what a drag means that left its row."""
        row = self.rows[self._row_of[seat_id]]
        return min(row.places, key=lambda place: abs(place.x + 0.5 - x)).seat

    def first(self) -> Seat | None:
        return self.rows[0].places[0].seat if self.rows else None

    def neighbour(self, seat_id: int, direction: Direction) -> Seat:
        """The nearest seat that way; at the edge of the hall the seat itself. Aisles are stepped over."""
        number = self._row_of[seat_id]
        places = self.rows[number].places
        here = self.places[seat_id]
        if direction in {"left", "right"}:
            index = places.index(here) + (1 if direction == "right" else -1)
            return places[index].seat if 0 <= index < len(places) else here.seat
        number += 1 if direction == "down" else -1
        if not 0 <= number < len(self.rows):
            return here.seat
        return min(self.rows[number].places, key=lambda place: abs(place.x - here.x)).seat

    def row_end(self, seat_id: int, *, last: bool) -> Seat:
        return self.rows[self._row_of[seat_id]].places[-1 if last else 0].seat

    def run(self, from_id: int, to_id: int) -> tuple[Seat, ...]:
        """The seats of one row between two of its seats, both included, from left to right.

        When the two stand in different rows the run is the first one alone: a run never leaves its row.
        """
        if self._row_of[from_id] != self._row_of[to_id]:
            return (self.places[from_id].seat,)
        places = self.rows[self._row_of[from_id]].places
        low, high = sorted((self.places[from_id].x, self.places[to_id].x))
        return tuple(place.seat for place in places if low <= place.x <= high)


def _columns(used: set[int]) -> dict[int, float]:
    """The left edge of every used grid column; the ones nobody uses are aisles."""
    edges: dict[int, float] = {}
    x = 0.0
    for column in range(min(used, default=0), max(used, default=-1) + 1):
        edges[column] = x
        x += 1 if column in used else AISLE
    return edges


def _rows(seats: Sequence[Seat], columns: dict[int, float]) -> tuple[Row, ...]:
    by_row: dict[int, list[Seat]] = {}
    for seat in seats:
        by_row.setdefault(seat.grid_row, []).append(seat)
    rows: list[Row] = []
    y = 0.0
    before: tuple[int, str] | None = None
    for grid_row in sorted(by_row):
        members = sorted(by_row[grid_row], key=lambda seat: seat.grid_column)
        seat_type = Counter(seat.seat_type for seat in members).most_common(1)[0][0]
        if before is not None:
            y += 1 + AISLE * (grid_row - before[0] - 1) + (TYPE_GAP if seat_type != before[1] else 0)
        rows.append(Row(members[0].row_name, y, tuple(Place(seat, columns[seat.grid_column], y) for seat in members)))
        before = (grid_row, seat_type)
    return tuple(rows)
