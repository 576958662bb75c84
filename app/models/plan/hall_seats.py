"""The seats of a hall as it is drawn and changed: each with what makes it the same seat as before, its id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.models.records import SeatType
from app.models.statements import Reader, Row, Unit

RANKS = {SeatType.REGULAR: 0, SeatType.PREMIUM: 1, SeatType.VIP: 2}
"""Which seat type is as good as which: whoever paid for one may be given the same or a higher one."""


@dataclass(frozen=True, slots=True)
class HallSeat:
    """A seat in its place. `seat_id` is None for one that is not stored yet, and makes no difference between two seats."""

    row_name: str
    seat_number: int
    seat_type: SeatType
    grid_row: int
    grid_column: int
    wheelchair: bool = False
    companion: bool = False
    house: bool = False
    in_service: bool = True
    seat_id: int | None = field(default=None, compare=False)

    @property
    def label(self) -> str:
        return f"{self.row_name}{self.seat_number}"

    @property
    def place(self) -> tuple[int, int]:
        return self.grid_row, self.grid_column


_SEATS = """
    SELECT row_name, seat_number, seat_type, grid_row, grid_column, wheelchair, companion, house, in_service, id
    FROM seats
"""


def of_hall(reader: Reader, hall_id: int) -> tuple[HallSeat, ...]:
    """Every seat of the hall as it is, row by row from the screen."""
    found = reader.rows(f"{_SEATS} WHERE hall_id = %s AND live ORDER BY grid_row, grid_column", (hall_id,))
    return tuple(_seat(row) for row in found)


def _seat(row: Row) -> HallSeat:
    row_name, seat_number, seat_type, grid_row, grid_column, *marks, seat_id = row
    wheelchair, companion, house, in_service = (bool(mark) for mark in marks)
    return HallSeat(
        row_name,
        int(seat_number),
        SeatType(seat_type),
        int(grid_row),
        int(grid_column),
        wheelchair,
        companion,
        house,
        in_service,
        int(seat_id),
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """What makes a hall as it is the hall as it is wanted. `changed` are (as it is, as it shall be) of the same seat."""

    gone: tuple[HallSeat, ...]
    changed: tuple[tuple[HallSeat, HallSeat], ...]
    new: tuple[HallSeat, ...]

    @property
    def touched(self) -> tuple[HallSeat, ...]:
        """The stored seats that will not be what they are."""
        return (*self.gone, *(before for before, _ in self.changed))

    def __bool__(self) -> bool:
        return bool(self.gone or self.changed or self.new)


def difference(now: Sequence[HallSeat], wanted: Sequence[HallSeat]) -> Difference:
    """Which seats go, which change and which are new. A wanted seat is the stored one of its id, or else of its label.

    (By its label: a seat taken out and drawn again, or one that somebody else has stored anew since it was read.)
    """
    stored = {seat.seat_id: seat for seat in now}
    named = {seat.seat_id for seat in wanted if seat.seat_id in stored}
    by_label = {seat.label: seat for seat in now if seat.seat_id not in named}
    pairs = [
        (stored[seat.seat_id] if seat.seat_id in named else by_label.pop(seat.label, None), seat) for seat in wanted
    ]
    kept = {before.seat_id for before, _ in pairs if before is not None}
    return Difference(
        tuple(seat for seat in now if seat.seat_id not in kept),
        tuple((before, after) for before, after in pairs if before is not None and before != after),
        tuple(after for before, after in pairs if before is None),
    )


def lock(unit: Unit, seats: Sequence[HallSeat]) -> None:
    """Hold these stored seats still: who claims one at this moment is waited for, who comes later waits."""
    ids = tuple(sorted(seat.seat_id for seat in seats if seat.seat_id is not None))
    if ids:
        unit.rows("SELECT id FROM seats WHERE id IN %s ORDER BY id FOR UPDATE", (ids,))


def write(unit: Unit, hall_id: int, wanted: Difference) -> None:
    """Write the difference to a hall whose version this unit has written.

    A seat that is renamed or moved gives its label and its place up first, so that two seats can change them.
    """
    _retire(unit, hall_id, wanted.gone)
    parked = tuple(before.seat_id for before, after in wanted.changed if _named(before) != _named(after))
    if parked:
        unit.execute("UPDATE seats SET live = NULL WHERE id IN %s", (parked,))
    for place, (before, after) in enumerate(wanted.changed, start=1):
        unit.later(_REWRITE, (*_columns(after), before.seat_id))
        if place % _AT_A_TIME == 0:
            unit.flush()
    if wanted.new:
        unit.insert_rows(
            "INSERT INTO seats (hall_id, row_name, seat_number, seat_type, grid_row, grid_column, wheelchair, companion,"
            " house, in_service) VALUES",
            [(hall_id, *_columns(seat)) for seat in wanted.new],
        )
    unit.flush()


_AT_A_TIME = 500
_REWRITE = """
    UPDATE seats SET row_name = %s, seat_number = %s, seat_type = %s, grid_row = %s, grid_column = %s, wheelchair = %s,
        companion = %s, house = %s, in_service = %s, live = TRUE
    WHERE id = %s
"""


def _retire(unit: Unit, hall_id: int, gone: Sequence[HallSeat]) -> None:
    """Take seats out. Their rows stay for what tells of them; what nothing tells of goes when the hall has no show to come.

    (An open seat map may still offer the seat: a row that is there is refused in words, one that is not breaks a key.)
    """
    ids = tuple(seat.seat_id for seat in gone)
    if ids:
        unit.execute("UPDATE seats SET live = NULL WHERE id IN %s", (ids,))
        unit.execute(
            "DELETE FROM blocked_seats WHERE seat_id IN %s AND show_id IN"
            " (SELECT id FROM shows WHERE hall_id = %s AND ends_at > UTC_TIMESTAMP())",
            (ids, hall_id),
        )
    unit.execute(
        """
        DELETE FROM seats WHERE hall_id = %s AND live IS NULL
            AND NOT EXISTS (SELECT 1 FROM shows s WHERE s.hall_id = %s AND s.ends_at > UTC_TIMESTAMP())
            AND NOT EXISTS (SELECT 1 FROM booking_lines l WHERE l.seat_id = seats.id)
            AND NOT EXISTS (SELECT 1 FROM booking_seats c WHERE c.seat_id = seats.id)
            AND NOT EXISTS (SELECT 1 FROM tickets t WHERE t.seat_id = seats.id)
            AND NOT EXISTS (SELECT 1 FROM blocked_seats k WHERE k.seat_id = seats.id)
            AND NOT EXISTS (SELECT 1 FROM seat_outages o WHERE o.seat_id = seats.id)
        """,
        (hall_id, hall_id),
    )


def _named(seat: HallSeat) -> tuple[str, tuple[int, int]]:
    return seat.label, seat.place


def _columns(seat: HallSeat) -> tuple[object, ...]:
    return (
        seat.row_name,
        seat.seat_number,
        seat.seat_type.value,
        *seat.place,
        seat.wheelchair,
        seat.companion,
        seat.house,
        seat.in_service,
    )
