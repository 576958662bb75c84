"""Whose a hold is: a PENDING booking belongs to one counter, and only that counter changes or pays it."""

from __future__ import annotations

from app.models.records import BookingStatus, Holder
from app.models.statements import Reader, Unit


def of_seat(reader: Reader, show_id: int, seat_id: int) -> Holder | None:
    """Who has the seat now; None when it is free, a hold that has run out included."""
    row = reader.row(
        """
        SELECT b.id, b.reference, b.status, k.id, k.name, p.full_name,
               IF(c.state = 'HELD', TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), b.held_until) / 1000000, 0),
               EXISTS (SELECT 1 FROM payment_attempts a
                   WHERE a.booking_id = b.id AND a.state IN ('STARTED', 'APPROVED', 'UNKNOWN'))
        FROM booking_seats c JOIN bookings b ON b.id = c.booking_id
        JOIN counters k ON k.id = b.counter_id JOIN staff p ON p.id = b.clerk_id
        WHERE c.show_id = %s AND c.seat_id = %s AND (c.state = 'SOLD' OR b.held_until > UTC_TIMESTAMP(6))
        """,
        (show_id, seat_id),
    )
    if row is None:
        return None
    labels = reader.rows(
        "SELECT x.row_name, x.seat_number FROM booking_seats c JOIN seats x ON x.id = c.seat_id"
        " WHERE c.booking_id = %s ORDER BY x.grid_row, x.grid_column",
        (row[0],),
    )
    return Holder(
        booking_id=int(row[0]),
        reference=row[1],
        status=BookingStatus(row[2]),
        counter_id=int(row[3]),
        counter_name=row[4],
        clerk_name=row[5],
        seat_labels=tuple(f"{name}{number}" for name, number in labels),
        seconds_left=max(0.0, float(row[6])),
        paying=bool(row[7]),
    )


def counter_name_of(reader: Reader, booking_id: int) -> str | None:
    """The counter a booking belongs to now."""
    row = reader.row(
        "SELECT k.name FROM bookings b JOIN counters k ON k.id = b.counter_id WHERE b.id = %s", (booking_id,)
    )
    return str(row[0]) if row else None


def attempts_under_way(unit: Unit, booking_id: int) -> bool:
    """Whether money is being asked for at a provider: such a booking must not move."""
    row = unit.row(
        "SELECT COUNT(*) FROM payment_attempts WHERE booking_id = %s AND state IN ('STARTED', 'APPROVED', 'UNKNOWN')",
        (booking_id,),
    )
    return bool(row and row[0])


def move(unit: Unit, booking_id: int, counter_id: int, clerk_id: int, hold_seconds: int) -> bool:
    """Give a live hold to a counter and clerk that work on it now and renew it; False when it has run out or is none.

    Only a booking by phone may get past its limit by it: who comes for it in the last minute must be able to pay.
    """
    found = unit.execute(
        """
        UPDATE bookings SET counter_id = %s, clerk_id = %s, parked_at = NULL,
            hold_limit = IF(channel = 'PHONE', GREATEST(hold_limit, UTC_TIMESTAMP(6) + INTERVAL %s SECOND), hold_limit),
            held_until = GREATEST(held_until, LEAST(hold_limit, UTC_TIMESTAMP(6) + INTERVAL %s SECOND))
        WHERE id = %s AND status = 'PENDING' AND held_until > UTC_TIMESTAMP(6)
        """,
        (counter_id, clerk_id, hold_seconds, hold_seconds, booking_id),
    )
    return found == 1
