"""A hall as it is drawn: a grid of places, each a seat or a gap. Nothing in it ever changes: a change makes another drawing.

The first row is next to the screen. An aisle is a column or a row of gaps. A row has one name, and no other row has it; a
row without a seat has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.models.plan.hall_seats import HallSeat
from app.models.records import SeatType
from app.models.start.hall_plan import SEATS_MAX, SIDE_MAX
from app.models.start.new_cinema import row_name, seat_type_of_row
from app.utils.errors import InvalidInput

NUMBER_MAX = 999
"""What can be read on a seat of the map."""
ROWS_OF_ALL_NAMES = 600
"""So many rows get their names by themselves: A to Z and AA to ZZ without I and O."""
_ROW_NAME = re.compile(r"[A-Z]{1,4}")

Place = tuple[int, int]
"""(row, column), both from 0: the row next to the screen, the column at the left."""


@dataclass(frozen=True, slots=True)
class DrawnSeat:
    """What stands in a place. `seat_id` tells which stored seat it is, and makes no difference between two drawings."""

    number: int
    seat_type: SeatType = SeatType.REGULAR
    wheelchair: bool = False
    companion: bool = False
    house: bool = False
    in_service: bool = True
    seat_id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One row of places from the left; None is a gap."""

    name: str
    places: tuple[DrawnSeat | None, ...]

    @property
    def seats(self) -> tuple[DrawnSeat, ...]:
        return tuple(place for place in self.places if place is not None)


@dataclass(frozen=True, slots=True)
class HallDrawing:
    """A grid of at least one place; every row is as long as the others. `drawing` makes one and refuses what no hall can be."""

    rows: tuple[DrawnRow, ...]

    @property
    def width(self) -> int:
        return len(self.rows[0].places)

    @property
    def seat_count(self) -> int:
        return sum(len(row.seats) for row in self.rows)


def drawing(rows: Iterable[DrawnRow]) -> HallDrawing:
    """These rows as a drawing; a row without a seat loses its name. Raises InvalidInput for what cannot be a hall."""
    named = tuple(row if row.seats else DrawnRow("", row.places) for row in rows)
    if not named or not named[0].places:
        raise InvalidInput("A hall has at least one row with one place. Keep one.")
    if len(named) > SIDE_MAX or len(named[0].places) > SIDE_MAX:
        raise InvalidInput(f"A hall has at most {SIDE_MAX} rows and {SIDE_MAX} places in a row, aisles included.")
    used: set[str] = set()
    for row in named:
        if row.seats:
            _require_sound(row, used)
            used.add(row.name)
    drawn = HallDrawing(named)
    if drawn.seat_count > SEATS_MAX:
        raise InvalidInput(f"This hall has {drawn.seat_count:,} seats, and {SEATS_MAX:,} is the most. Take some out.")
    return drawn


def new_drawing(row_count: int, seats_in_row: int) -> HallDrawing:
    """A hall to begin with: rows A, B, C … of seats numbered from the left; regular in front, premium, the last row VIP."""
    return drawing(
        DrawnRow(
            row_name(row),
            tuple(DrawnSeat(number, seat_type_of_row(row, row_count)) for number in range(1, seats_in_row + 1)),
        )
        for row in range(row_count)
    )


def drawing_of(seats: Sequence[HallSeat]) -> HallDrawing:
    """The drawing of stored seats, each in its own place; one empty place for a hall without any."""
    at = {seat.place: seat for seat in seats}
    rows = range(max((seat.grid_row for seat in seats), default=0) + 1)
    columns = range(max((seat.grid_column for seat in seats), default=0) + 1)
    names = {seat.grid_row: seat.row_name for seat in seats}
    return HallDrawing(
        tuple(DrawnRow(names.get(row, ""), tuple(_drawn(at.get((row, column))) for column in columns)) for row in rows)
    )


def seats_of(drawn: HallDrawing) -> tuple[HallSeat, ...]:
    """The seats of a drawing in their places: the inverse of `drawing_of`."""
    return tuple(
        HallSeat(
            row.name,
            seat.number,
            seat.seat_type,
            grid_row,
            grid_column,
            seat.wheelchair,
            seat.companion,
            seat.house,
            seat.in_service,
            seat.seat_id,
        )
        for grid_row, grid_column, row, seat in _seats_in_place(drawn)
    )


def _seats_in_place(drawn: HallDrawing) -> Iterator[tuple[int, int, DrawnRow, DrawnSeat]]:
    for grid_row, row in enumerate(drawn.rows):
        for grid_column, seat in enumerate(row.places):
            if seat is not None:
                yield grid_row, grid_column, row, seat


def clean_row_name(typed: str) -> str:
    """A row's name in capital letters. Raises InvalidInput.

    Digits would run into the seat's number, and the database holds row "a" and row "A" for the same.
    """
    name = typed.strip().upper()
    if not _ROW_NAME.fullmatch(name):
        raise InvalidInput("A row is named with one to four letters, for example A or AA.")
    return name


def unused_name(used: Iterable[str], after: str = "") -> str:
    """The name that follows `after` in A, B … Z, AA, AB … (without I and O), and that no row has yet."""
    names = [row_name(place) for place in range(ROWS_OF_ALL_NAMES)]
    first = names.index(after) + 1 if after in names else 0
    taken = set(used)
    return next(name for name in (*names[first:], *names[:first]) if name not in taken)


def _require_sound(row: DrawnRow, used: set[str]) -> None:
    if not _ROW_NAME.fullmatch(row.name):
        raise InvalidInput(f"“{row.name}” cannot be a row's name. Use one to four letters, for example A or AA.")
    if row.name in used:
        raise InvalidInput(f"There is a row {row.name} already. Choose another name.")
    numbers = [seat.number for seat in row.seats]
    twice = next((number for number in numbers if numbers.count(number) > 1), None)
    if twice is not None:
        raise InvalidInput(f"Row {row.name} has two seats {twice}. Give one of them another number.")
    if not 1 <= min(numbers) <= max(numbers) <= NUMBER_MAX:
        raise InvalidInput(f"Seats are numbered from 1 to {NUMBER_MAX}. Change the numbers of row {row.name}.")


def _drawn(seat: HallSeat | None) -> DrawnSeat | None:
    if seat is None:
        return None
    return DrawnSeat(
        seat.seat_number, seat.seat_type, seat.wheelchair, seat.companion, seat.house, seat.in_service, seat.seat_id
    )
