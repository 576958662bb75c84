"""A hall as a picture in plain text, so that people can draw one in any editor.

    # Lines that begin with a hash are remarks. The screen is above the first row.
    A |    rrrr  rrrr
    B | rr rrrr  rrrr rr
      | wc

    L | vv vvvv  vvvv vv

What stands before the bar is the row's name; after it, every character is one place: `r` regular, `p` premium, `v` VIP,
a space or a dot no seat at all. The seats of a row are numbered 1, 2, 3 … from the left, straight on over an aisle. An empty
line between rows is an aisle across the hall. A line with nothing before the bar marks the seats just above it: `w` a
wheelchair place, `c` a companion's seat, `h` kept for the house, `x` out of service; several such lines may follow one row.
This way a marked seat keeps its seat type, and with it its price.

Pure: no SQL. `write_hall_plan` is the inverse of `read_hall_plan`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from app.models.records import SeatType
from app.utils.errors import InvalidInput

SEATS_MAX = 3_000
"""More than the largest cinema hall has; the seat map is measured up to here."""
SIDE_MAX = 200
"""Places in a row, and rows: a picture beyond it is a slip of the space bar."""

_TYPE_OF_SIGN = {"r": SeatType.REGULAR, "p": SeatType.PREMIUM, "v": SeatType.VIP}
_SIGN_OF_TYPE = {seat_type: sign for sign, seat_type in _TYPE_OF_SIGN.items()}
_MARKS = "wchx"
_GAPS = " ."
# Capital letters only: the database holds row "a" and row "A" for the same, and a digit would run into the seat's number.
_ROW_NAME = re.compile(r"[A-Z]{1,4}")


@dataclass(frozen=True, slots=True)
class PlannedSeat:
    """A seat as it is drawn. `grid_row` 0 is next to the screen; `grid_column` counts places, aisles included."""

    row_name: str
    seat_number: int
    seat_type: SeatType
    grid_row: int
    grid_column: int
    accessible: bool = False
    companion: bool = False
    in_service: bool = True
    house: bool = False

    @property
    def label(self) -> str:
        return f"{self.row_name}{self.seat_number}"


@dataclass(frozen=True, slots=True)
class _Line:
    """One line that has a bar: `column_of_first_place` is counted from 1, as editors do."""

    number: int
    name: str
    places: str
    column_of_first_place: int

    def refuse(self, place: int, sentence: str) -> InvalidInput:
        return InvalidInput(f"Line {self.number}, column {self.column_of_first_place + place}: {sentence}")


def read_hall_plan(text: str) -> tuple[PlannedSeat, ...]:
    """The seats of the picture, row by row from the screen, each row from the left.

    Raises InvalidInput, with line and column, where the picture cannot be read; also for a picture without a seat, with a
    row drawn twice, or with more than 3,000 seats.
    """
    rows: list[tuple[PlannedSeat, ...]] = []
    first_line_of: dict[str, int] = {}
    grid_row = -1
    aisle_rows = 0
    for line in _lines(text):
        if line is None:
            aisle_rows += 1
        elif line.name:
            if line.name in first_line_of:
                first = first_line_of[line.name]
                raise InvalidInput(
                    f"Line {line.number}, column 1: row {line.name} is already drawn on line {first}. Rename one of the two."
                )
            first_line_of[line.name] = line.number
            grid_row += 1 + (aisle_rows if rows else 0)
            aisle_rows = 0
            rows.append(tuple(_row_of_seats(line, grid_row)))
        else:
            if not rows or aisle_rows:
                raise line.refuse(0, "marks belong on the line right below a row. Put the row's letter before the bar.")
            rows[-1] = _marked(rows[-1], line)
    return _checked(tuple(seat for row in rows for seat in row))


def write_hall_plan(seats: Iterable[PlannedSeat]) -> str:
    """The picture of these seats, in any order; it begins with the row next to the screen.

    Raises InvalidInput for a hall that such a picture cannot show: two seats in one place, a row that is not numbered
    1, 2, 3 … from the left or lies on two lines, a row name of other than one to four capital letters, or too many seats.
    """
    ordered = sorted(seats, key=lambda seat: (seat.grid_row, seat.grid_column))
    name_width = max((len(seat.row_name) for seat in ordered), default=0)
    lines: list[str] = []
    drawn: set[str] = set()
    grid_row_above: int | None = None
    for grid_row, in_row in groupby(ordered, key=lambda seat: seat.grid_row):
        row = list(in_row)
        _check_drawable(row, drawn)
        if grid_row_above is not None:
            lines.extend([""] * (grid_row - grid_row_above - 1))
        grid_row_above = grid_row
        name = row[0].row_name
        drawn.add(name)
        lines.append(
            f"{name:<{name_width}} |{_drawn((seat.grid_column, _SIGN_OF_TYPE[seat.seat_type]) for seat in row)}"
        )
        lines.extend(f"{'':<{name_width}} |{marks}" for marks in _mark_lines(row))
    picture = "".join(f"{line}\n" for line in lines)
    read_hall_plan(picture)  # what is too large to be read is not written either
    return picture


def _lines(text: str) -> Iterator[_Line | None]:
    """The lines that mean something; None for an empty one."""
    for number, raw in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        if raw.lstrip().startswith("#"):
            continue
        if not raw.strip():
            yield None
            continue
        before, bar, places = raw.partition("|")
        if not bar:
            raise InvalidInput(
                f"Line {number}, column 1: there is no bar. Write the row's letter, a bar and the places, e.g. A |rrrr rrrr"
            )
        name = before.strip()
        if name and not _ROW_NAME.fullmatch(name):
            raise InvalidInput(
                f"Line {number}, column 1: “{name}” cannot be a row's name. Use one to four capital letters, e.g. A or AA."
            )
        line = _Line(number, name, places.rstrip(), len(before) + 2)
        if len(line.places) > SIDE_MAX:
            raise line.refuse(SIDE_MAX, f"a row has at most {SIDE_MAX} places. Make it shorter.")
        yield line


def _row_of_seats(line: _Line, grid_row: int) -> Iterator[PlannedSeat]:
    if grid_row >= SIDE_MAX:
        raise line.refuse(0, f"a hall has at most {SIDE_MAX} rows, empty lines between them included. Take some out.")
    seat_number = 0
    for place, sign in enumerate(line.places):
        if sign in _GAPS:
            continue
        if sign in _MARKS:
            raise line.refuse(
                place, f"write r, p or v here, and {sign} below it on a line with nothing before the bar."
            )
        if sign not in _TYPE_OF_SIGN:
            raise line.refuse(
                place, f"“{sign}” is no seat. Use r, p or v, and a space or a dot where there is no seat."
            )
        seat_number += 1
        yield PlannedSeat(line.name, seat_number, _TYPE_OF_SIGN[sign], grid_row, place)
    if not seat_number:
        raise line.refuse(0, f"row {line.name} has no seats. Draw some, or leave the line empty for an aisle.")


def _marked(row: tuple[PlannedSeat, ...], line: _Line) -> tuple[PlannedSeat, ...]:
    seat_at = {seat.grid_column: seat for seat in row}
    for place, mark in enumerate(line.places):
        if mark in _GAPS:
            continue
        if mark not in _MARKS:
            raise line.refuse(place, f"“{mark}” is no mark. Use w, c, h or x, or put the row's letter before the bar.")
        if place not in seat_at:
            raise line.refuse(
                place, f"there is no seat above this {mark}. Move it under a seat of row {row[0].row_name}."
            )
        seat = seat_at[place]
        seat_at[place] = replace(
            seat,
            accessible=seat.accessible or mark == "w",
            companion=seat.companion or mark == "c",
            in_service=seat.in_service and mark != "x",
            house=seat.house or mark == "h",
        )
    return tuple(seat_at.values())


def _checked(seats: tuple[PlannedSeat, ...]) -> tuple[PlannedSeat, ...]:
    if not seats:
        raise InvalidInput("Line 1, column 1: this hall has no seats. Draw a row, e.g. A |rrrr rrrr")
    if len(seats) > SEATS_MAX:
        raise InvalidInput(
            f"Line 1, column 1: this hall has {len(seats):,} seats, the most is {SEATS_MAX:,}. Take some rows out."
        )
    return seats


def _check_drawable(row: list[PlannedSeat], drawn: set[str]) -> None:
    names = {seat.row_name for seat in row}
    name = row[0].row_name
    if len(names) > 1 or name in drawn:
        raise InvalidInput(f"Row {name} cannot be drawn: a row must have one line, and the line no other row.")
    if not _ROW_NAME.fullmatch(name):
        raise InvalidInput(f"Row “{name}” cannot be drawn. Name it with one to four capital letters, e.g. A or AA.")
    if row[0].grid_column < 0:
        raise InvalidInput(f"Row {name} cannot be drawn: it begins left of the hall. Count its columns from 0.")
    if len({seat.grid_column for seat in row}) < len(row):
        raise InvalidInput(f"Row {name} cannot be drawn: two of its seats have the same place. Move one.")
    if [seat.seat_number for seat in row] != list(range(1, len(row) + 1)):
        raise InvalidInput(f"Row {name} cannot be drawn: its seats must be numbered 1, 2, 3 … from the left.")


def _marks_of(seat: PlannedSeat) -> tuple[bool, ...]:
    """In the order of _MARKS."""
    return seat.accessible, seat.companion, seat.house, not seat.in_service


def _mark_lines(row: list[PlannedSeat]) -> Iterator[str]:
    """As few lines of marks as will do: a second one only where a seat has two marks."""
    waiting = {
        seat.grid_column: [mark for mark, stands in zip(_MARKS, _marks_of(seat), strict=True) if stands] for seat in row
    }
    while any(waiting.values()):
        yield _drawn((column, marks.pop(0)) for column, marks in waiting.items() if marks)


def _drawn(signs: Iterable[tuple[int, str]]) -> str:
    places: list[str] = []
    for column, sign in signs:
        places.extend(" " * (column - len(places)))
        places.append(sign)
    return "".join(places)
