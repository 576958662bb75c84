"""Baskets that no window is at work on: parked at a counter, or booked by phone and waiting for who booked them.

`parked_at` says so: it is NULL while a window has the booking as its basket. A parked basket is its counter's; a booking by
phone waits for whichever counter takes the money.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.models.sell.customers import Customer
from app.models.statements import Reader, Row, Unit
from app.models.times import as_stored, as_utc


@dataclass(frozen=True, slots=True)
class StoredBasket:
    """A live PENDING booking as it stands, with what is told of it in a list."""

    booking_id: int
    reference: str
    show_id: int
    movie_title: str
    starts_at: datetime
    hall_name: str
    counter_id: int
    counter_name: str
    clerk_name: str
    by_phone: bool
    parked_at: datetime | None
    note: str
    held_until: datetime
    seconds_left: float
    customer: Customer | None
    seat_labels: tuple[str, ...]
    total_minor: int


_LIVE = """
    FROM bookings b
    JOIN shows s ON s.id = b.show_id JOIN movies m ON m.id = s.movie_id JOIN halls h ON h.id = s.hall_id
    JOIN counters k ON k.id = b.counter_id JOIN staff p ON p.id = b.clerk_id
    JOIN booking_lines l ON l.booking_id = b.id JOIN seats x ON x.id = l.seat_id
    LEFT JOIN customers c ON c.id = b.customer_id
    WHERE b.status = 'PENDING' AND b.held_until > UTC_TIMESTAMP(6)
"""
_BASKETS = (
    """
    SELECT b.id, b.reference, s.id, m.title, s.starts_at, h.name, k.id, k.name, p.full_name, b.channel = 'PHONE',
           b.parked_at, b.parked_note, b.held_until,
           TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), b.held_until) / 1000000,
           c.id, c.name, c.phone, c.email, c.consent, c.cancelled_in_a_row,
           x.row_name, x.seat_number, l.price_minor
    """
    + _LIVE
)
_IN_ORDER = " ORDER BY b.created_at, b.id, x.grid_row, x.grid_column"


def of_counter(reader: Reader, counter_id: int) -> list[StoredBasket]:
    """Every live PENDING booking of the counter, parked or not, that has seats; the oldest first."""
    return _baskets(reader.rows(_BASKETS + " AND b.counter_id = %s" + _IN_ORDER, (counter_id,)))


def waiting_by_phone(reader: Reader, cinema_id: int) -> list[StoredBasket]:
    """The cinema's bookings by phone that wait for who booked them; the oldest first."""
    found = reader.rows(
        _BASKETS + " AND b.channel = 'PHONE' AND b.parked_at IS NOT NULL AND h.cinema_id = %s" + _IN_ORDER,
        (cinema_id,),
    )
    return _baskets(found)


def park(unit: Unit, booking_id: int, counter_id: int, note: str) -> bool:
    """Put a live basket of the counter aside; its hold runs on as it is. False when it has run out or moved."""
    found = unit.execute(
        """
        UPDATE bookings SET parked_at = UTC_TIMESTAMP(6), parked_note = %s
        WHERE id = %s AND counter_id = %s AND status = 'PENDING' AND held_until > UTC_TIMESTAMP(6)
        """,
        (note, booking_id, counter_id),
    )
    return found == 1


def wait_again(unit: Unit, booking_id: int) -> None:
    """Put a booking by phone aside that a counter had taken up: it is held until its limit."""
    unit.execute(
        "UPDATE bookings SET parked_at = UTC_TIMESTAMP(6), held_until = hold_limit WHERE id = %s", (booking_id,)
    )


def book_by_phone(unit: Unit, booking_id: int, customer_id: int, held_until: datetime) -> bool:
    """Make a live basket a booking by phone, held until then and waiting; False when its hold has run out."""
    until = as_stored(held_until)
    found = unit.execute(
        """
        UPDATE bookings SET channel = 'PHONE', customer_id = %s, held_until = %s, hold_limit = %s,
            parked_at = UTC_TIMESTAMP(6), parked_note = ''
        WHERE id = %s AND status = 'PENDING' AND held_until > UTC_TIMESTAMP(6)
        """,
        (customer_id, until, until, booking_id),
    )
    return found == 1


def seats_by_phone(unit: Unit, customer_id: int) -> int:
    """How many seats the customer has live bookings by phone for; the customer is to be locked."""
    row = unit.row(
        """
        SELECT COUNT(*) FROM bookings b JOIN booking_seats c ON c.booking_id = b.id
        WHERE b.customer_id = %s AND b.channel = 'PHONE' AND b.status = 'PENDING' AND b.held_until > UTC_TIMESTAMP(6)
        """,
        (customer_id,),
    )
    return int(row[0]) if row else 0


@dataclass(frozen=True, slots=True)
class WhereItIs:
    """Which counter has a booking, whether it is put aside there, and the two times that a booking by phone lies between."""

    counter_name: str
    parked_at: datetime | None
    now: datetime
    starts_at: datetime


def where_it_is(unit: Unit, booking_id: int) -> WhereItIs:
    """Of a booking that is locked."""
    row = unit.row(
        """
        SELECT k.name, b.parked_at, UTC_TIMESTAMP(6), s.starts_at
        FROM bookings b JOIN shows s ON s.id = b.show_id JOIN counters k ON k.id = b.counter_id WHERE b.id = %s
        """,
        (booking_id,),
    )
    if row is None:
        raise AssertionError("a locked booking is not there")
    return WhereItIs(row[0], None if row[1] is None else as_utc(row[1]), as_utc(row[2]), as_utc(row[3]))


def _baskets(found: list[Row]) -> list[StoredBasket]:
    by_id: dict[int, list[Row]] = {}
    for row in found:
        by_id.setdefault(int(row[0]), []).append(row)
    return [_basket(rows) for rows in by_id.values()]


def _basket(rows: list[Row]) -> StoredBasket:
    first = rows[0]
    customer = None
    if first[14] is not None:
        customer = Customer(int(first[14]), first[15], first[16], first[17], bool(first[18]), int(first[19]))
    return StoredBasket(
        booking_id=int(first[0]),
        reference=first[1],
        show_id=int(first[2]),
        movie_title=first[3],
        starts_at=as_utc(first[4]),
        hall_name=first[5],
        counter_id=int(first[6]),
        counter_name=first[7],
        clerk_name=first[8],
        by_phone=bool(first[9]),
        parked_at=None if first[10] is None else as_utc(first[10]),
        note=first[11],
        held_until=as_utc(first[12]),
        seconds_left=float(first[13]),
        customer=customer,
        seat_labels=tuple(f"{row[20]}{row[21]}" for row in rows),
        total_minor=sum(int(row[22]) for row in rows),
    )
