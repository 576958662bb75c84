"""What a message tells of its booking, as it is at the moment it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.models.records import BookingStatus, Cinema
from app.models.statements import Reader
from app.models.times import as_utc


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """A booking for its customer's eyes. `seat_labels` and `price_minor` are of what was not given back earlier."""

    reference: str
    status: BookingStatus
    customer_name: str
    movie_title: str
    hall_name: str
    starts_at: datetime
    ends_at: datetime
    cinema: Cinema
    seat_labels: tuple[str, ...]
    price_minor: int
    held_until: datetime
    now: datetime


def of_booking(reader: Reader, booking_id: int) -> MessageFacts | None:
    """None when there is no such booking."""
    found = reader.row(
        """
        SELECT b.reference, b.status, COALESCE(u.name, ''), m.title, h.name, s.starts_at, s.ends_at, b.held_until,
               UTC_TIMESTAMP(6), c.id, c.name, g.name, c.time_zone, c.currency, c.locale, c.country, c.region
        FROM bookings b JOIN shows s ON s.id = b.show_id JOIN movies m ON m.id = s.movie_id
        JOIN halls h ON h.id = s.hall_id JOIN cinemas c ON c.id = h.cinema_id JOIN cities g ON g.id = c.city_id
        LEFT JOIN customers u ON u.id = b.customer_id WHERE b.id = %s
        """,
        (booking_id,),
    )
    if found is None:
        return None
    lines = reader.rows(
        """
        SELECT x.row_name, x.seat_number, l.price_minor FROM booking_lines l JOIN seats x ON x.id = l.seat_id
        LEFT JOIN tickets t ON t.line_id = l.id WHERE l.booking_id = %s AND t.refund_id IS NULL
        ORDER BY x.grid_row, x.grid_column
        """,
        (booking_id,),
    )
    return MessageFacts(
        reference=str(found[0]),
        status=BookingStatus(found[1]),
        customer_name=str(found[2]),
        movie_title=str(found[3]),
        hall_name=str(found[4]),
        starts_at=as_utc(found[5]),
        ends_at=as_utc(found[6]),
        held_until=as_utc(found[7]),
        now=as_utc(found[8]),
        cinema=Cinema(*found[9:17]),
        seat_labels=tuple(f"{row_name}{number}" for row_name, number, _ in lines),
        price_minor=sum(int(price_minor) for _, _, price_minor in lines),
    )
