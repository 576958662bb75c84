"""A hall as a sheet of text that any spreadsheet opens: one line a row, one cell a place.

    A,R,R,,R,R
    B,P,P,,P,Pw
    ,,,,,
    C,V8,V7,,V6,V5x

The first cell is the row's name. In the others a letter tells the seat type (R, P, V), then, where a row is not numbered
1, 2, 3 … from the left, the number, then the marks: `w` wheelchair place, `c` companion's seat, `h` kept for the house, `x` out
of service. An empty cell is a gap. What a spreadsheet copies has tabs between its cells, what it saves commas or semicolons.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import replace

from app.controllers.plan.hall_drawing import DrawnRow, DrawnSeat, HallDrawing, clean_row_name, drawing
from app.models.records import SeatType
from app.utils.errors import InvalidInput

_TYPE_OF_SIGN = {"R": SeatType.REGULAR, "P": SeatType.PREMIUM, "V": SeatType.VIP}
_SIGN_OF_TYPE = {seat_type: sign for sign, seat_type in _TYPE_OF_SIGN.items()}
_CELL = re.compile(r"([RPV])([0-9]{0,4})([WCHX]*)")


def write_sheet(drawn: HallDrawing, separator: str = ",") -> str:
    """The sheet of a drawing; with "\\t" as it is pasted into a spreadsheet. Seats' ids are not told."""
    told = io.StringIO()
    writer = csv.writer(told, delimiter=separator, lineterminator="\n")
    for row in drawn.rows:
        plain = [seat.number for seat in row.seats] == list(range(1, len(row.seats) + 1))
        writer.writerow([row.name, *("" if seat is None else _cell(seat, numbered=not plain) for seat in row.places)])
    return told.getvalue()


def read_sheet(text: str, known: HallDrawing | None = None) -> HallDrawing:
    """The drawing of a sheet; what is cut short at the right is filled with gaps.

    A seat that stands in `known` by the same name, or else in the same place, is the same seat. Raises InvalidInput, with
    line and cell, for what cannot be read.
    """
    cells = _cells(text)
    width = max((len(line) - 1 for line in cells), default=0)
    rows = [_row(number, line, width) for number, line in enumerate(cells, start=1)]
    if not any(row.seats for row in rows):
        raise InvalidInput("There is no seat in this sheet. Begin a line with the row's name, then R, P or V: A,R,R,R")
    read = drawing(rows)
    return read if known is None else _with_ids(read, known)


def _cells(text: str) -> list[list[str]]:
    lines = text.removeprefix("\ufeff").strip("\r\n").splitlines()
    try:
        return [[cell.strip() for cell in line] for line in csv.reader(lines, delimiter=_separator(text))]
    except csv.Error as error:
        raise InvalidInput("This is no sheet of a hall. Begin a line with the row's name, then R, P or V.") from error


def _separator(text: str) -> str:
    return "\t" if "\t" in text else ";" if ";" in text and "," not in text else ","


def _cell(seat: DrawnSeat, *, numbered: bool) -> str:
    marks = (("w", seat.wheelchair), ("c", seat.companion), ("h", seat.house), ("x", not seat.in_service))
    number = str(seat.number) if numbered else ""
    return _SIGN_OF_TYPE[seat.seat_type] + number + "".join(mark for mark, stands in marks if stands)


def _row(line_number: int, line: Sequence[str], width: int) -> DrawnRow:
    places: list[DrawnSeat | None] = []
    before = 0
    for column, cell in enumerate([*line[1:], *[""] * width][:width]):
        seat = _seat(line_number, column, cell, before)
        places.append(seat)
        before = seat.number if seat else before
    named = line[0] if line else ""
    if not any(places):
        return DrawnRow("", tuple(places))
    if not named:
        raise InvalidInput(f"Line {line_number} has seats and no name. Write the row's name into its first cell.")
    try:
        return DrawnRow(clean_row_name(named), tuple(places))
    except InvalidInput as error:
        raise InvalidInput(f"Line {line_number}, cell A: {error.sentence}") from error


def _seat(line_number: int, column: int, cell: str, before: int) -> DrawnSeat | None:
    if cell in ("", "."):
        return None
    read = _CELL.fullmatch(cell.upper())
    if read is None:
        where = f"Line {line_number}, cell {_column_name(column + 1)}"
        raise InvalidInput(
            f"{where}: “{cell[:12]}” is no seat. Write R, P or V, then a number if you like, then w, c, h or x."
        )
    sign, number, marks = read.groups()
    return DrawnSeat(
        int(number) if number else before + 1,
        _TYPE_OF_SIGN[sign],
        wheelchair="W" in marks,
        companion="C" in marks,
        house="H" in marks,
        in_service="X" not in marks,
    )


def _column_name(column: int) -> str:
    """As spreadsheets call them: A for 0, AA for 26."""
    above, place = divmod(column, 26)
    return (_column_name(above - 1) if above else "") + chr(ord("A") + place)


def _with_ids(read: HallDrawing, known: HallDrawing) -> HallDrawing:
    """Each seat with the id of the one it is: by its label first, for labels are what people know seats by."""
    by_label = {(row.name, seat.number): seat.seat_id for row in known.rows for seat in row.seats}
    labels = {(row.name, seat.number) for row in read.rows for seat in row.seats}
    left = {
        (at, column): seat.seat_id
        for at, row in enumerate(known.rows)
        for column, seat in enumerate(row.places)
        if seat is not None and (row.name, seat.number) not in labels
    }
    return HallDrawing(
        tuple(
            replace(
                row,
                places=tuple(
                    seat and replace(seat, seat_id=by_label.get((row.name, seat.number), left.get((at, column))))
                    for column, seat in enumerate(row.places)
                ),
            )
            for at, row in enumerate(read.rows)
        )
    )
