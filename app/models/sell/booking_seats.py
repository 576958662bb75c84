"""The live claims: one row per seat of a show that is held or sold, and none for a free one.

The primary key (show, seat) is the whole guarantee: two owners of a seat cannot exist, whatever a program does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.models.records import Claim, ClaimState, ShowStatus
from app.models.sell.kept_seats import KEPT_FOR_THE_HOUSE
from app.models.statements import Reader, Unit
from app.models.times import as_utc


class SeatConflict(Exception):
    """The key refused a claim: at least one of the seats has an owner. The unit must be rolled back."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A wanted seat that has a claim. `counter_name` is where; an expired hold is one that anybody may sweep away."""

    seat_id: int
    booking_id: int
    state: ClaimState
    counter_name: str
    expired: bool


@dataclass(frozen=True, slots=True)
class Glance:
    """What is to be known before seats are claimed, read in one statement and without a lock."""

    now: datetime
    show_status: ShowStatus
    starts_at: datetime
    already_done: bool
    for_sale: frozenset[int]
    """The wanted seats that are in service, and in the show's hall."""
    obstacles: tuple[Obstacle, ...]
    kept: dict[int, str]
    """The wanted seats that only a manager sells, each with the reason."""
    held_at_counter: int
    """The unpaid seats that the counter holds, bookings by phone left out."""


def glance(reader: Reader, show_id: int, seat_ids: Sequence[int], request_id: str, counter_id: int) -> Glance | None:
    """The show's state, the server's time, whether the request was done before, and who is in the way; None: no show.

    Each wanted seat is looked up by the whole key: an IN list on the claims would be read as all claims of the show.
    """
    found = reader.rows(
        """
        SELECT UTC_TIMESTAMP(6), s.status, s.starts_at, EXISTS (SELECT 1 FROM requests r WHERE r.id = %s),
               c.seat_id, c.booking_id, c.state, k.name,
               c.state = 'HELD' AND (b.status <> 'PENDING' OR b.held_until <= UTC_TIMESTAMP(6)),
               x.id, x.in_service AND x.hall_id = s.hall_id, IF(x.house, COALESCE(w.reason, %s), w.reason),
               (SELECT COUNT(*) FROM bookings o JOIN booking_seats q ON q.booking_id = o.id WHERE o.counter_id = %s AND
                o.status = 'PENDING' AND o.held_until > UTC_TIMESTAMP(6) AND o.channel = 'COUNTER')
        FROM shows s
        JOIN seats x ON x.id IN %s
        LEFT JOIN booking_seats c ON c.show_id = s.id AND c.seat_id = x.id
        LEFT JOIN bookings b ON b.id = c.booking_id
        LEFT JOIN counters k ON k.id = b.counter_id
        LEFT JOIN blocked_seats w ON w.show_id = s.id AND w.seat_id = x.id
        WHERE s.id = %s
        """,
        (request_id, KEPT_FOR_THE_HOUSE, counter_id, tuple(seat_ids), show_id),
    )
    if not found:
        return None
    obstacles = tuple(
        Obstacle(row[4], row[5], ClaimState(row[6]), str(row[7]), bool(row[8])) for row in found if row[4] is not None
    )
    first = found[0]
    for_sale = frozenset(int(row[9]) for row in found if row[10])
    kept = {int(row[9]): str(row[11]) for row in found if row[11] is not None}
    return Glance(
        now=as_utc(first[0]),
        show_status=ShowStatus(first[1]),
        starts_at=as_utc(first[2]),
        already_done=bool(first[3]),
        for_sale=for_sale,
        obstacles=obstacles,
        kept=kept,
        held_at_counter=int(first[12]),
    )


def claim(
    unit: Unit,
    show_id: int,
    booking_id: int,
    seat_ids: Sequence[int],
    state: ClaimState,
    refused: type[Exception] = SeatConflict,
) -> None:
    """Claim all of `seat_ids` or none, in key order so that two counters wait for each other in one direction.

    It travels with the unit's next statement, which raises `refused` when any of the seats has an owner.
    """
    unit.insert_rows_later(
        "INSERT INTO booking_seats (show_id, seat_id, booking_id, state) VALUES",
        [(show_id, seat_id, booking_id, state.value) for seat_id in sorted(seat_ids)],
        refused,
    )


def mark_sold(unit: Unit, booking_id: int) -> list[int]:
    """Turn the booking's held claims into sold ones with the next statement, which tells how many there were."""
    return unit.found_later(
        "UPDATE booking_seats SET state = 'SOLD' WHERE booking_id = %s AND state = 'HELD'", (booking_id,)
    )


def free_sold(unit: Unit, booking_id: int) -> None:
    """Free the seats of a sale that is undone."""
    unit.later("DELETE FROM booking_seats WHERE booking_id = %s AND state = 'SOLD'", (booking_id,))


def release(unit: Unit, booking_id: int, show_id: int, seat_ids: Sequence[int]) -> int:
    """Free held seats of a booking; returns how many were freed. Sold ones are never touched."""
    return unit.execute(
        "DELETE FROM booking_seats WHERE show_id = %s AND seat_id IN %s AND booking_id = %s AND state = 'HELD'",
        (show_id, tuple(seat_ids), booking_id),
    )


def release_all(unit: Unit, booking_id: int) -> int:
    """Free every held seat of a booking; returns how many were freed."""
    return unit.execute("DELETE FROM booking_seats WHERE booking_id = %s AND state = 'HELD'", (booking_id,))


def digest(reader: Reader, show_id: int) -> str:
    """One row that changes whenever a claim of the show does: what an open seat map polls.

    It covers which seats, whose, in which state, until when, and whether a hold has run out. (Rows tailed by id would miss
    commits that come late, and a released seat leaves no row. CRC32 would not do: its XOR over seats 10 and 13 of a
    booking is that over 11 and 12.) And of the seats kept back for the show how many, which, and when the last one was.
    """
    row = reader.row(
        """
        SELECT COUNT(*), BIT_XOR(CAST(CONV(LEFT(SHA2(CONCAT_WS(':', c.seat_id, c.booking_id, c.state,
               b.counter_id, IF(c.state = 'HELD', b.held_until, 0), c.state = 'HELD' AND
               b.held_until <= UTC_TIMESTAMP(6)), 256), 16), 16, 10) AS UNSIGNED)), MAX(s.status),
               (SELECT CONCAT_WS(':', COUNT(*), SUM(w.seat_id), MAX(w.blocked_at)) FROM blocked_seats w WHERE w.show_id = %s)
        FROM shows s
        LEFT JOIN booking_seats c ON c.show_id = s.id
        LEFT JOIN bookings b ON b.id = c.booking_id
        WHERE s.id = %s
        """,
        (show_id, show_id),
    )
    return ":".join(str(part) for part in row or ())


def claims_of_show(reader: Reader, show_id: int) -> list[Claim]:
    """Every claim of a show that stands now; expired holds are left out."""
    found = reader.rows(
        """
        SELECT c.seat_id, c.state, c.booking_id, k.name, p.full_name,
               TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), b.held_until) / 1000000
        FROM booking_seats c JOIN bookings b ON b.id = c.booking_id JOIN counters k ON k.id = b.counter_id
        JOIN staff p ON p.id = b.clerk_id
        WHERE c.show_id = %s AND (c.state = 'SOLD' OR b.held_until > UTC_TIMESTAMP(6))
        """,
        (show_id,),
    )
    return [
        Claim(row[0], ClaimState(row[1]), row[2], row[3], float(row[5]) if row[1] == "HELD" else None, row[4])
        for row in found
    ]
