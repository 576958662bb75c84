"""What can be done to a drawing of a hall: each takes one and gives another, and refuses in a sentence what no hall can be.

A seat stays the same seat through all of it, wherever it moves and whatever it is called: its id goes with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise
from typing import Any

from app.controllers.plan.hall_drawing import (
    DrawnRow,
    DrawnSeat,
    HallDrawing,
    Place,
    clean_row_name,
    drawing,
    unused_name,
)
from app.models.records import SeatType
from app.utils.errors import InvalidInput


class Brush(StrEnum):
    """What is painted: a seat type, a gap, or a mark on the seats that are there."""

    REGULAR = "REGULAR"
    PREMIUM = "PREMIUM"
    VIP = "VIP"
    GAP = "GAP"
    WHEELCHAIR = "wheelchair"
    COMPANION = "companion"
    HOUSE = "house"
    OUT_OF_SERVICE = "in_service"

    @property
    def is_mark(self) -> bool:
        return self in (Brush.WHEELCHAIR, Brush.COMPANION, Brush.HOUSE, Brush.OUT_OF_SERVICE)


def paint(drawn: HallDrawing, places: Iterable[Place], brush: Brush) -> HallDrawing:
    """Paint the places; those outside of the drawing count for nothing.

    A seat type makes a seat of a gap, numbered to fit between its neighbours. A mark is put on every seat, or, when all have
    it, taken off; gaps have none.
    """
    wanted = {(row, column) for row, column in places if 0 <= row < len(drawn.rows) and 0 <= column < drawn.width}
    if brush.is_mark:
        seats = [seat for row, column in wanted if (seat := drawn.rows[row].places[column]) is not None]
        on = not all(_has(seat, brush) for seat in seats)
        return _each(drawn, wanted, lambda seat: _marked(seat, brush, on=on))
    if brush is Brush.GAP:
        return _each(drawn, wanted, lambda _: None)
    rows = list(drawn.rows)
    for row in sorted({row for row, _ in wanted}):
        rows[row] = _seated(rows, row, sorted(column for at, column in wanted if at == row), SeatType(brush.value))
    return drawing(rows)


def insert_row(drawn: HallDrawing, at: int) -> HallDrawing:
    """An aisle across the hall before row `at`; behind the last one with `at` the number of rows."""
    gap = DrawnRow("", (None,) * drawn.width)
    return drawing((*drawn.rows[:at], gap, *drawn.rows[at:]))


def remove_row(drawn: HallDrawing, at: int) -> HallDrawing:
    """Take row `at` out with the seats it has."""
    return drawing((*drawn.rows[:at], *drawn.rows[at + 1 :]))


def insert_column(drawn: HallDrawing, at: int) -> HallDrawing:
    """An aisle along the hall before column `at`."""
    return drawing(replace(row, places=(*row.places[:at], None, *row.places[at:])) for row in drawn.rows)


def remove_column(drawn: HallDrawing, at: int) -> HallDrawing:
    """Take column `at` out with the seats it has."""
    return drawing(replace(row, places=(*row.places[:at], *row.places[at + 1 :])) for row in drawn.rows)


def mirror(drawn: HallDrawing) -> HallDrawing:
    """Left becomes right; every seat keeps its number."""
    return drawing(replace(row, places=row.places[::-1]) for row in drawn.rows)


def rename_row(drawn: HallDrawing, at: int, typed: str) -> HallDrawing:
    """Give row `at` another name. Raises InvalidInput when another row has it."""
    _require_seats(drawn.rows[at])
    rows = list(drawn.rows)
    rows[at] = replace(rows[at], name=clean_row_name(typed))
    return drawing(rows)


def rename_rows_from(drawn: HallDrawing, at: int, typed: str) -> HallDrawing:
    """Name row `at` and all behind it in order: C, D, E … Raises InvalidInput when a row before them has such a name."""
    name = clean_row_name(typed)
    rows = list(drawn.rows)
    used: set[str] = set()
    for place in range(at, len(rows)):
        if rows[place].seats:
            rows[place] = replace(rows[place], name=name)
            used.add(name)
            name = unused_name(used, after=name)
    return drawing(rows)


def renumber_row(
    drawn: HallDrawing, at: int, first: int = 1, step: int = 1, *, from_the_right: bool = False
) -> HallDrawing:
    """Number the seats of row `at` from one end: `first`, `first` + `step` and so on, straight on over an aisle."""
    row = drawn.rows[at]
    _require_seats(row)
    count = len(row.seats)
    numbers = [first + step * place for place in range(count)]
    if from_the_right:
        numbers.reverse()
    waiting = iter(numbers)
    places = tuple(place if place is None else replace(place, number=next(waiting)) for place in row.places)
    return drawing((*drawn.rows[:at], replace(row, places=places), *drawn.rows[at + 1 :]))


def _require_seats(row: DrawnRow) -> None:
    if not row.seats:
        raise InvalidInput("This row has no seats. Paint some first.")


def _has(seat: DrawnSeat, mark: Brush) -> bool:
    """Whether the mark stands; for OUT_OF_SERVICE that is the seat not being in service."""
    return bool(getattr(seat, mark.value)) is not (mark is Brush.OUT_OF_SERVICE)


def _marked(seat: DrawnSeat | None, mark: Brush, *, on: bool) -> DrawnSeat | None:
    if seat is None:
        return None
    change: dict[str, Any] = {mark.value: on is not (mark is Brush.OUT_OF_SERVICE)}
    return replace(seat, **change)


def _each(
    drawn: HallDrawing, places: set[Place], change: Callable[[DrawnSeat | None], DrawnSeat | None]
) -> HallDrawing:
    return drawing(
        replace(
            row,
            places=tuple(change(seat) if (at, column) in places else seat for column, seat in enumerate(row.places)),
        )
        for at, row in enumerate(drawn.rows)
    )


def _seated(rows: Sequence[DrawnRow], at: int, columns: Sequence[int], seat_type: SeatType) -> DrawnRow:
    """Row `at` with seats of a type in these columns; a row that had none gets a name that follows the one before it."""
    row = rows[at]
    places = list(row.places)
    for column in columns:
        seat = places[column]
        places[column] = (
            DrawnSeat(_fitting_number(places, column), seat_type)
            if seat is None
            else replace(seat, seat_type=seat_type)
        )
    name = row.name
    if not row.seats:
        before = next((other.name for other in reversed(rows[:at]) if other.name), "")
        name = unused_name((other.name for other in rows), after=before)
    return DrawnRow(name, tuple(places))


def _fitting_number(places: Sequence[DrawnSeat | None], column: int) -> int:
    """The number of a new seat: next to its left neighbour's, or its right one's, or else the highest of the row plus one."""
    numbers = [seat.number for seat in places if seat is not None]
    step = -1 if len(numbers) > 1 and all(left > right for left, right in pairwise(numbers)) else 1
    left = next((seat.number for seat in reversed(places[:column]) if seat is not None), None)
    right = next((seat.number for seat in places[column + 1 :] if seat is not None), None)
    beside = [number for number in (left and left + step, right and right - step) if number]
    return next((number for number in beside if number > 0 and number not in numbers), max(numbers, default=0) + 1)
