"""Kept seats: the house's own, in every show, and those a manager keeps back for one show."""

from __future__ import annotations

from collections.abc import Sequence

from app.models.records import KeptSeat, Seat
from app.models.sell import shows
from app.models.statements import Reader, Unit

KEPT_FOR_THE_HOUSE = "kept for the house"
"""The reason of a seat that is the house's in every show."""


def kept_in_show(reader: Reader, show_id: int) -> list[KeptSeat]:
    """Every kept seat of a show, whether or not it was sold since."""
    found = reader.rows(
        """
        SELECT x.id, x.house, k.reason
        FROM shows s
        JOIN seats x ON x.hall_id = s.hall_id
        LEFT JOIN blocked_seats k ON k.show_id = s.id AND k.seat_id = x.id
        WHERE s.id = %s AND (x.house OR k.seat_id IS NOT NULL)
        ORDER BY x.grid_row, x.grid_column
        """,
        (show_id,),
    )
    return [KeptSeat(int(row[0]), row[2] or KEPT_FOR_THE_HOUSE, house=bool(row[1])) for row in found]


def seats_for_everybody(reader: Reader, hall_id: int) -> list[Seat]:
    """The seats of a hall without those that are the house's in every show."""
    found = reader.rows("SELECT id FROM seats WHERE hall_id = %s AND house", (hall_id,))
    house = {int(row[0]) for row in found}
    return [seat for seat in shows.seats_of_hall(reader, hall_id) if seat.id not in house]


def keep(unit: Unit, show_id: int, seats: Sequence[Seat], reason: str, staff_id: int) -> None:
    """Keep seats back for a show; one that is kept already gets the new reason."""
    let_go(unit, show_id, seats)
    for seat in sorted(seats, key=_by_id):
        unit.later(
            "INSERT INTO blocked_seats (show_id, seat_id, reason, blocked_by, blocked_at)"
            " VALUES (%s, %s, %s, %s, UTC_TIMESTAMP(6))",
            (show_id, seat.id, reason, staff_id),
        )


def let_go(unit: Unit, show_id: int, seats: Sequence[Seat]) -> None:
    """Put kept seats of a show on sale again; the house's own stay the house's."""
    unit.later(
        "DELETE FROM blocked_seats WHERE show_id = %s AND seat_id IN %s", (show_id, tuple(seat.id for seat in seats))
    )


def _by_id(seat: Seat) -> int:
    return seat.id
