"""Kept seats: the house's own, in every show, those a manager keeps back for one show, and those that are out of service."""

from __future__ import annotations

from collections.abc import Sequence

from app.models.database import RetryUnit
from app.models.records import KeptSeat, Seat
from app.models.sell import shows
from app.models.statements import Reader, Unit

KEPT_FOR_THE_HOUSE = "kept for the house"
"""The reason of a seat that is the house's in every show."""


def kept_in_show(reader: Reader, show_id: int) -> list[KeptSeat]:
    """Every kept seat of a show, whether or not it was sold since. A broken one has the reason of its outage."""
    found = reader.rows(
        """
        SELECT x.id, x.house, COALESCE(o.reason, k.reason), o.id IS NOT NULL
        FROM shows s
        JOIN seats x ON x.hall_id = s.hall_id AND x.live
        LEFT JOIN blocked_seats k ON k.show_id = s.id AND k.seat_id = x.id
        LEFT JOIN seat_outages o ON o.id = k.outage_id
        WHERE s.id = %s AND (x.house OR k.seat_id IS NOT NULL)
        ORDER BY x.grid_row, x.grid_column
        """,
        (show_id,),
    )
    return [
        KeptSeat(int(row[0]), row[2] or KEPT_FOR_THE_HOUSE, house=bool(row[1]), broken=bool(row[3])) for row in found
    ]


def kept_counts(reader: Reader, show_ids: tuple[int, ...]) -> dict[int, int]:
    """How many seats of each show are kept back and neither held nor sold."""
    if not show_ids:
        return {}
    found = reader.rows(
        """
        SELECT k.show_id, COUNT(*)
        FROM (SELECT s.id AS show_id, x.id AS seat_id FROM shows s JOIN seats x ON x.hall_id = s.hall_id
              WHERE s.id IN %s AND x.house AND x.in_service AND x.live
              UNION SELECT w.show_id, w.seat_id FROM blocked_seats w JOIN seats x ON x.id = w.seat_id
              WHERE w.show_id IN %s AND x.in_service AND x.live) k
        LEFT JOIN booking_seats c ON c.show_id = k.show_id AND c.seat_id = k.seat_id
        WHERE c.seat_id IS NULL GROUP BY k.show_id
        """,
        (show_ids, show_ids),
    )
    return {int(show_id): int(count) for show_id, count in found}


def seats_for_everybody(reader: Reader, hall_id: int) -> list[Seat]:
    """The seats of a hall without those that are the house's in every show."""
    found = reader.rows("SELECT id FROM seats WHERE hall_id = %s AND house AND live", (hall_id,))
    house = {int(row[0]) for row in found}
    return [seat for seat in shows.seats_of_hall(reader, hall_id) if seat.id not in house]


def keep(unit: Unit, show_id: int, seats: Sequence[Seat], reason: str, staff_id: int) -> None:
    """Keep seats back for a show; one that is kept already gets the new reason. None of them is out of service."""
    let_go(unit, show_id, seats)
    for seat in sorted(seats, key=_by_id):
        unit.later(
            "INSERT INTO blocked_seats (show_id, seat_id, reason, blocked_by, blocked_at)"
            " VALUES (%s, %s, %s, %s, UTC_TIMESTAMP(6))",
            (show_id, seat.id, reason, staff_id),
            refused=RetryUnit,
        )


def let_go(unit: Unit, show_id: int, seats: Sequence[Seat]) -> None:
    """Put kept seats of a show on sale again; the house's own stay the house's, and what is broken stays broken."""
    unit.later(
        "DELETE FROM blocked_seats WHERE show_id = %s AND seat_id IN %s AND outage_id IS NULL",
        (show_id, tuple(seat.id for seat in seats)),
    )


def _by_id(seat: Seat) -> int:
    return seat.id
