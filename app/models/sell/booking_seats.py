"""The live claims: one row per seat of a show that is held or sold, and none for a free one.

The primary key (show, seat) is the whole guarantee: two owners of a seat cannot exist, whatever a program does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.models.records import Claim, ClaimState, ShowStatus
from app.models.sell.kept_seats import KEPT_FOR_THE_HOUSE
from app.models.statements import NewId, Reader, Unit
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
class Performance:
    """What customers are sold: which film, in which hall, when."""

    movie_id: int
    hall_id: int
    starts_at: datetime
    movie_title: str


@dataclass(frozen=True, slots=True)
class Glance:
    """What is to be known before seats are claimed, read in one statement and without a lock."""

    now: datetime
    show_status: ShowStatus
    performance: Performance
    already_done: bool
    for_sale: frozenset[int]
    """The wanted seats that are in service for this show, and in its hall."""
    obstacles: tuple[Obstacle, ...]
    kept: dict[int, str]
    """The wanted seats that only a manager sells, each with the reason."""
    held_at_counter: int
    """The unpaid seats that the counter holds, bookings by phone left out."""


def glance(reader: Reader, show_id: int, seat_ids: Sequence[int], request_id: str, counter_id: int) -> Glance | None:
    """The show's state, the server's time, whether the request was done before, and who is in the way; None: no show.

    Each wanted seat is looked up by the whole key: an IN list on the claims would be read as all claims of the show. And the
    counter's bookings by the counter: in a crowd the server may take the index of all that is held in the house for as good.
    """
    found = reader.rows(
        """
        SELECT UTC_TIMESTAMP(6), s.status, s.starts_at, r.id IS NOT NULL, x.id, c.booking_id, c.state, k.name,
               c.state = 'HELD' AND (b.status <> 'PENDING' OR b.held_until <= UTC_TIMESTAMP(6)),
               x.live AND x.in_service AND x.hall_id = s.hall_id AND w.outage_id IS NULL,
               IF(x.house, COALESCE(w.reason, %s), w.reason),
               (SELECT COUNT(*) FROM bookings o FORCE INDEX (bookings_of_counter)
                JOIN booking_seats q ON q.booking_id = o.id WHERE o.counter_id = %s AND
                o.status = 'PENDING' AND o.held_until > UTC_TIMESTAMP(6) AND o.channel = 'COUNTER'),
               s.movie_id, s.hall_id, m.title
        FROM shows s
        JOIN movies m ON m.id = s.movie_id
        LEFT JOIN requests r ON r.id = %s
        JOIN seats x ON x.id IN %s
        LEFT JOIN booking_seats c ON c.show_id = s.id AND c.seat_id = x.id
        LEFT JOIN bookings b ON b.id = c.booking_id
        LEFT JOIN counters k ON k.id = b.counter_id
        LEFT JOIN blocked_seats w ON w.show_id = s.id AND w.seat_id = x.id
        WHERE s.id = %s
        """,
        (KEPT_FOR_THE_HOUSE, counter_id, request_id, tuple(seat_ids), show_id),
    )
    if not found:
        return None
    obstacles = tuple(
        Obstacle(row[4], row[5], ClaimState(row[6]), str(row[7]), bool(row[8])) for row in found if row[5] is not None
    )
    first = found[0]
    for_sale = frozenset(int(row[4]) for row in found if row[9])
    kept = {int(row[4]): str(row[10]) for row in found if row[10] is not None}
    return Glance(
        now=as_utc(first[0]),
        show_status=ShowStatus(first[1]),
        performance=Performance(int(first[12]), int(first[13]), as_utc(first[2]), first[14]),
        already_done=bool(first[3]),
        for_sale=for_sale,
        obstacles=obstacles,
        kept=kept,
        held_at_counter=int(first[11]),
    )


def claim(
    unit: Unit,
    show_id: int,
    booking_id: int | NewId,
    seat_ids: Sequence[int],
    state: ClaimState,
    refused: type[Exception] = SeatConflict,
) -> None:
    """Claim all of `seat_ids` or none, in key order so that two counters wait for each other in one direction.

    It travels with the unit's next statement, which raises `refused` when any of the seats has an owner, or was taken out of
    the hall since somebody looked. The seats are held still meanwhile, as the keys of their claims do anyway, so that nobody
    changes the hall in between.
    """
    unit.insert_later(
        """
        INSERT INTO booking_seats (show_id, seat_id, booking_id, state)
        SELECT %s, IF(live AND in_service, id, NULL), %s, %s FROM seats WHERE id IN %s ORDER BY id LOCK IN SHARE MODE
        """,
        (show_id, booking_id, state.value, tuple(sorted(seat_ids))),
        refused,
        absent=refused,
    )


def mark_sold(unit: Unit, booking_id: int) -> list[int]:
    """Turn the booking's held claims into sold ones with the next statement, which tells how many there were.

    A seat that was put out of service since it was held is left out: nobody buys it.
    """
    return unit.found_later(
        """
        UPDATE booking_seats SET state = 'SOLD' WHERE booking_id = %s AND state = 'HELD' AND NOT EXISTS
            (SELECT 1 FROM blocked_seats w WHERE w.show_id = booking_seats.show_id AND w.seat_id = booking_seats.seat_id
             AND w.outage_id IS NOT NULL)
        """,
        (booking_id,),
    )


def broken(reader: Reader, show_id: int, seat_ids: Sequence[int]) -> bool:
    """Whether one of the seats is out of service in that show."""
    return bool(
        reader.rows(
            "SELECT 1 FROM blocked_seats WHERE show_id = %s AND seat_id IN %s AND outage_id IS NOT NULL LIMIT 1",
            (show_id, tuple(seat_ids)),
        )
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


PRICES_MARK = "|"


def digest(reader: Reader, show_id: int) -> str:
    """One row that changes whenever a claim of the show does: what an open seat map polls.

    It covers which seats, whose, in which state, until when, and whether a hold has run out. (Rows tailed by id would miss
    commits that come late, and a released seat leaves no row. CRC32 would not do: its XOR over seats 10 and 13 of a
    booking is that over 11 and 12.) And of the seats kept back for the show how many, which, and when the last one was.
    What stands before the first colon changes when the hall may have: its version. What stands after PRICES_MARK changes
    when a price may have: the price book's version, the show, its own prices.
    """
    row = reader.row(
        """
        SELECT MAX(h.version), COUNT(*), BIT_XOR(CAST(CONV(LEFT(SHA2(CONCAT_WS(':', c.seat_id, c.booking_id, c.state,
               b.counter_id, IF(c.state = 'HELD', b.held_until, 0), c.state = 'HELD' AND
               b.held_until <= UTC_TIMESTAMP(6)), 256), 16), 16, 10) AS UNSIGNED)), MAX(s.status),
               (SELECT CONCAT_WS(':', COUNT(*), SUM(w.seat_id), MAX(w.blocked_at), COUNT(w.outage_id)) FROM blocked_seats w
                WHERE w.show_id = %s),
               CONCAT_WS(':', '|', (SELECT p.version FROM price_book p WHERE p.id = 1), MAX(s.changed_at),
                         (SELECT GROUP_CONCAT(o.seat_type, o.price_minor) FROM show_prices o WHERE o.show_id = %s))
        FROM shows s JOIN halls h ON h.id = s.hall_id
        LEFT JOIN booking_seats c ON c.show_id = s.id
        LEFT JOIN bookings b ON b.id = c.booking_id
        WHERE s.id = %s
        """,
        (show_id, show_id, show_id),
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
