"""How many unpaid seats a counter holds. Bookings by phone do not count: they are held for their customers."""

from __future__ import annotations

from app.models.statements import Unit


def seats_behind_a_lock(unit: Unit, counter_id: int) -> int:
    """The seats the counter's live bookings hold, while no other window of it can count them as well.

    Who counts locks the same rows of bookings first; a window that has just added one is waited for and then seen. By another
    index than the counter's own, other counters would be waited for as well.
    """
    unit.rows(
        "SELECT id FROM bookings FORCE INDEX (bookings_of_counter) WHERE counter_id = %s AND status = 'PENDING' FOR UPDATE",
        (counter_id,),
    )
    row = unit.row(
        """
        SELECT COUNT(*) FROM bookings b JOIN booking_seats c ON c.booking_id = b.id
        WHERE b.counter_id = %s AND b.status = 'PENDING' AND b.held_until > UTC_TIMESTAMP(6) AND b.channel = 'COUNTER'
        """,
        (counter_id,),
    )
    return int(row[0]) if row else 0
