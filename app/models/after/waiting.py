"""Who wants seats of a show that is full: a line for each show, in the order in which people were written down.

What has become of an offer is told by its booking: paid, it was taken; over without being paid, it has lapsed. So a sale
writes nothing here, and whoever reads a line reads the state that counts; the sweep writes it down (`to_settle`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.models.records import ShowStatus, TicketType
from app.models.statements import Reader, Row, Unit
from app.models.times import as_stored, as_utc


class WaitingState(StrEnum):
    """WAITING and OFFERED are open; the others are ends. LAPSED: not paid in time, or the show began or was cancelled."""

    WAITING = "WAITING"
    OFFERED = "OFFERED"
    TAKEN = "TAKEN"
    LAPSED = "LAPSED"
    WITHDRAWN = "WITHDRAWN"

    @property
    def is_open(self) -> bool:
        return self in (WaitingState.WAITING, WaitingState.OFFERED)


@dataclass(frozen=True, slots=True)
class InLine:
    """Somebody in a show's line, for whoever hands out seats. `counter_id` is where they are told of it."""

    id: int
    customer_id: int
    seats_wanted: int
    ticket_type: TicketType
    counter_id: int
    clerk_id: int


@dataclass(frozen=True, slots=True)
class ShowWaitedFor:
    """A show as it is while its line is looked at; `now` is the server's time."""

    show_id: int
    status: ShowStatus
    starts_at: datetime
    now: datetime
    cinema_id: int
    movie_id: int
    hall_id: int
    movie_title: str
    offer_minutes: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody in a line, as a page tells of them. `place` counts from 1 among those who still wait, 0 for the others."""

    id: int
    show_id: int
    movie_title: str
    starts_at: datetime
    hall_name: str
    customer_id: int
    customer_name: str
    phone: str
    email: str
    seats_wanted: int
    ticket_type_name: str
    state: WaitingState
    since: datetime
    place: int
    offered_until: datetime | None = None
    reference: str | None = None
    """Of the booking that holds the offered seats."""


def add(
    unit: Unit, show_id: int, customer_id: int, seats_wanted: int, ticket_type_id: int, counter_id: int, clerk_id: int
) -> int:
    """Write somebody down at the end of a show's line; returns the id."""
    return unit.insert(
        "INSERT INTO waiting_list (show_id, customer_id, seats_wanted, ticket_type_id, counter_id, clerk_id, created_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, UTC_TIMESTAMP(6))",
        (show_id, customer_id, seats_wanted, ticket_type_id, counter_id, clerk_id),
    )


def lock_show(unit: Unit, show_id: int) -> ShowWaitedFor | None:
    """Hold the show still against cancelling, shared as a sale does; it is the unit's first lock."""
    unit.rows_later("SELECT id FROM shows WHERE id = %s LOCK IN SHARE MODE", (show_id,))
    return look_at(unit, show_id)


def look_at(reader: Reader, show_id: int) -> ShowWaitedFor | None:
    """The show as it is now; None when there is none."""
    row = reader.row(
        """
        SELECT s.id, s.status, s.starts_at, UTC_TIMESTAMP(6), h.cinema_id, s.movie_id, s.hall_id, m.title, c.offer_minutes
        FROM shows s JOIN movies m ON m.id = s.movie_id JOIN halls h ON h.id = s.hall_id
        JOIN cinemas c ON c.id = h.cinema_id WHERE s.id = %s
        """,
        (show_id,),
    )
    if row is None:
        return None
    starts_at, now = as_utc(row[2]), as_utc(row[3])
    return ShowWaitedFor(
        show_id, ShowStatus(row[1]), starts_at, now, int(row[4]), int(row[5]), int(row[6]), row[7], int(row[8])
    )


def lock_line(unit: Unit, show_id: int) -> list[InLine]:
    """Everybody who waits for seats of the show, the first first; nobody else hands out seats of it until the unit ends.

    Who sold at a counter that is no longer in use is told at another one of the cinema.
    """
    unit.rows(
        "SELECT id FROM waiting_list WHERE show_id = %s AND status = 'WAITING' ORDER BY id FOR UPDATE", (show_id,)
    )
    found = unit.rows(
        """
        SELECT w.id, w.customer_id, w.seats_wanted, t.id, t.code, t.name, t.percent,
               IF(k.active, k.id, COALESCE((SELECT MIN(o.id) FROM counters o WHERE o.cinema_id = k.cinema_id AND o.active),
                  k.id)), w.clerk_id
        FROM waiting_list w JOIN ticket_types t ON t.id = w.ticket_type_id JOIN counters k ON k.id = w.counter_id
        WHERE w.show_id = %s AND w.status = 'WAITING' ORDER BY w.id
        """,
        (show_id,),
    )
    return [
        InLine(int(row[0]), int(row[1]), int(row[2]), TicketType(*row[3:7]), int(row[7]), int(row[8])) for row in found
    ]


def offer(unit: Unit, waiting_id: int, booking_id: int, until: datetime) -> bool:
    """Write down what somebody who waits is offered; False when they wait no more. The write is what two of them meet at."""
    found = unit.execute(
        "UPDATE waiting_list SET status = 'OFFERED', booking_id = %s, offered_at = UTC_TIMESTAMP(6), offered_until = %s"
        " WHERE id = %s AND status = 'WAITING'",
        (booking_id, as_stored(until), waiting_id),
    )
    return found == 1


def end(unit: Unit, waiting_id: int, booking_id: int | None, state: WaitingState) -> bool:
    """Write how it ended for somebody who had this offer, or none; False when it has ended, or they were offered another."""
    found = unit.execute(
        "UPDATE waiting_list SET status = %s, ended_at = UTC_TIMESTAMP(6)"
        " WHERE id = %s AND booking_id <=> %s AND status IN ('WAITING', 'OFFERED')",
        (state.value, waiting_id, booking_id),
    )
    return found == 1


def to_settle(reader: Reader, most: int = 200) -> list[tuple[int, int | None, WaitingState]]:
    """(id, booking offered, how it ended) of those who are still open in the books and are not any more: offers that were paid
    or ran out, lines of shows that have begun or were cancelled.

    What is paid stays taken whatever becomes of it later.
    """
    found = reader.rows(
        """
        SELECT w.id, w.booking_id, IF(b.confirmed_at IS NOT NULL, 'TAKEN', 'LAPSED')
        FROM waiting_list w JOIN bookings b ON b.id = w.booking_id
        WHERE w.status = 'OFFERED' AND b.status <> 'PENDING'
        UNION SELECT w.id, w.booking_id, 'LAPSED' FROM waiting_list w JOIN shows s ON s.id = w.show_id
        WHERE w.status = 'WAITING' AND (s.status NOT IN ('UPCOMING', 'ONGOING') OR s.starts_at <= UTC_TIMESTAMP(6))
        LIMIT %s
        """,
        (most,),
    )
    return [(int(row[0]), None if row[1] is None else int(row[1]), WaitingState(row[2])) for row in found]


def shows_with_room(reader: Reader, show_id: int | None = None) -> list[int]:
    """Shows to come with somebody in line whom the free seats are enough for; of one show, or of all.

    Free is what anybody may have: in service, not kept back, no claim. A wheelchair place is for who asks for one.
    """
    found = reader.rows(
        """
        SELECT l.show_id FROM
            (SELECT w.show_id, MIN(w.seats_wanted) least FROM waiting_list w JOIN shows s ON s.id = w.show_id
             WHERE w.status = 'WAITING' AND s.status = 'UPCOMING' AND s.starts_at > UTC_TIMESTAMP(6)
                AND (%s IS NULL OR w.show_id = %s) GROUP BY w.show_id) l
        JOIN shows s ON s.id = l.show_id
        WHERE l.least <= (SELECT COUNT(*) FROM seats x
            LEFT JOIN booking_seats c ON c.show_id = s.id AND c.seat_id = x.id
            LEFT JOIN blocked_seats k ON k.show_id = s.id AND k.seat_id = x.id
            WHERE x.hall_id = s.hall_id AND x.live AND x.in_service AND NOT x.house AND NOT x.wheelchair
                AND c.seat_id IS NULL AND k.seat_id IS NULL)
        ORDER BY l.show_id
        """,
        (show_id, show_id),
    )
    return [int(row[0]) for row in found]


def count_waiting(reader: Reader, show_id: int) -> int:
    """How many parties wait for the show."""
    row = reader.row("SELECT COUNT(*) FROM waiting_list WHERE show_id = %s AND status = 'WAITING'", (show_id,))
    return int(row[0]) if row else 0


def is_in_line(reader: Reader, show_id: int, customer_id: int) -> bool:
    """Whether this customer waits for the show, or has an offer for it."""
    return bool(
        reader.rows(
            "SELECT 1 FROM waiting_list w LEFT JOIN bookings b ON b.id = w.booking_id"
            " WHERE w.show_id = %s AND w.customer_id = %s"
            " AND (w.status = 'WAITING' OR (w.status = 'OFFERED' AND b.status = 'PENDING')) LIMIT 1",
            (show_id, customer_id),
        )
    )


_WAITING = """
    SELECT w.id, w.show_id, m.title, s.starts_at, h.name, u.id, u.name, u.phone, u.email, w.seats_wanted, t.name,
           CASE WHEN w.status = 'OFFERED' AND b.status <> 'PENDING' THEN IF(b.confirmed_at IS NULL, 'LAPSED', 'TAKEN')
                WHEN w.status = 'OFFERED' AND b.held_until <= UTC_TIMESTAMP(6) THEN 'LAPSED' ELSE w.status END,
           w.created_at,
           IF(w.status = 'WAITING', (SELECT COUNT(*) FROM waiting_list o WHERE o.show_id = w.show_id AND o.status = 'WAITING'
                AND o.id <= w.id), 0),
           IF(b.status = 'PENDING', b.held_until, w.offered_until), b.reference
    FROM waiting_list w JOIN shows s ON s.id = w.show_id JOIN movies m ON m.id = s.movie_id JOIN halls h ON h.id = s.hall_id
    JOIN customers u ON u.id = w.customer_id JOIN ticket_types t ON t.id = w.ticket_type_id
    LEFT JOIN bookings b ON b.id = w.booking_id
"""


def of_cinema(reader: Reader, cinema_id: int) -> list[Waiting]:
    """Everybody in a line for a show of the cinema that has not begun, ended entries too; by show, then by order of coming."""
    found = reader.rows(
        f"{_WAITING} WHERE h.cinema_id = %s AND s.status IN ('UPCOMING', 'ONGOING') AND s.starts_at > UTC_TIMESTAMP(6)"
        " ORDER BY s.starts_at, s.id, w.id",
        (cinema_id,),
    )
    return [_waiting(row) for row in found]


def one(reader: Reader, waiting_id: int) -> Waiting | None:
    row = reader.row(f"{_WAITING} WHERE w.id = %s", (waiting_id,))
    return _waiting(row) if row else None


def of_customer(reader: Reader, customer_id: int) -> list[Waiting]:
    """Every line this customer was ever in, the latest first."""
    return [
        _waiting(row)
        for row in reader.rows(f"{_WAITING} WHERE w.customer_id = %s ORDER BY w.id DESC LIMIT 500", (customer_id,))
    ]


def booking_of(reader: Reader, waiting_id: int) -> int | None:
    """The booking that is offered to somebody, if there is one."""
    row = reader.row("SELECT booking_id FROM waiting_list WHERE id = %s", (waiting_id,))
    return int(row[0]) if row and row[0] is not None else None


def _waiting(row: Row) -> Waiting:
    return Waiting(
        id=int(row[0]),
        show_id=int(row[1]),
        movie_title=row[2],
        starts_at=as_utc(row[3]),
        hall_name=row[4],
        customer_id=int(row[5]),
        customer_name=row[6],
        phone=row[7],
        email=row[8],
        seats_wanted=int(row[9]),
        ticket_type_name=row[10],
        state=WaitingState(row[11]),
        since=as_utc(row[12]),
        place=int(row[13]),
        offered_until=None if row[14] is None else as_utc(row[14]),
        reference=row[15],
    )
