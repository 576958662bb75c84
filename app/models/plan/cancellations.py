"""A show that is cancelled: its bookings, seats and tickets come to their end together with it."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.records import BookingStatus
from app.models.statements import Reader, Row, Unit


@dataclass(frozen=True, slots=True)
class LiveBooking:
    """A booking of the show that is held or sold."""

    id: int
    reference: str
    status: BookingStatus
    counter_id: int
    seat_count: int
    has_promo: bool
    tickets_minor: int
    """What its tickets had cost, without those that were given back before."""

    @property
    def is_sold(self) -> bool:
        return self.status is BookingStatus.CONFIRMED


_LIVE = """
    SELECT b.id, b.reference, b.status, b.counter_id, b.promo_code_id IS NOT NULL,
           (SELECT COUNT(*) FROM booking_seats c WHERE c.booking_id = b.id),
           (SELECT COALESCE(SUM(l.price_minor), 0) FROM tickets t JOIN booking_lines l ON l.id = t.line_id
            WHERE t.booking_id = b.id AND t.status <> 'VOID')
    FROM bookings b WHERE b.show_id = %s AND b.status IN ('PENDING', 'CONFIRMED') ORDER BY b.id
"""


def live_bookings(reader: Reader, show_id: int) -> list[LiveBooking]:
    """What is held and sold of a show now; empty baskets are left out."""
    return _read(reader.rows(_LIVE, (show_id,)))


def lock_bookings(unit: Unit, show_id: int) -> list[LiveBooking]:
    """The same of a locked show; nobody sells, renews or undoes them until the unit ends."""
    unit.rows(
        "SELECT id FROM bookings WHERE show_id = %s AND status IN ('PENDING', 'CONFIRMED') ORDER BY id FOR UPDATE",
        (show_id,),
    )
    return live_bookings(unit, show_id)


def end_show(unit: Unit, show_id: int, reason: str) -> None:
    """Cancel a locked show with its locked bookings: no seat is claimed, no ticket is good, nothing waits to be printed.

    Who has entered already has seen a show that was broken off: a used ticket is void, too, and its money due.
    """
    unit.later("UPDATE shows SET status = 'CANCELLED', cancelled_reason = %s WHERE id = %s", (reason, show_id))
    unit.later("DELETE FROM booking_seats WHERE show_id = %s", (show_id,))
    unit.later(
        "UPDATE tickets SET status = 'VOID', voided_at = UTC_TIMESTAMP(6) WHERE show_id = %s AND status IN ('VALID', 'USED')",
        (show_id,),
    )
    unit.later(
        """
        UPDATE outbox o JOIN bookings b ON b.id = o.booking_id
        SET o.done_at = UTC_TIMESTAMP(6), o.given_up_at = IF(o.kind = 'PRINT_TICKETS', NULL, UTC_TIMESTAMP(6)),
            o.last_error = IF(o.kind = 'PRINT_TICKETS', o.last_error, 'The show was cancelled before this was sent.')
        WHERE b.show_id = %s AND o.done_at IS NULL
        """,
        (show_id,),
    )
    unit.later(
        "UPDATE bookings SET status = 'CANCELLED', version = version + 1"
        " WHERE show_id = %s AND status IN ('PENDING', 'CONFIRMED', 'EXPIRED')",
        (show_id,),
    )


def _read(found: list[Row]) -> list[LiveBooking]:
    return [
        LiveBooking(int(row[0]), row[1], BookingStatus(row[2]), int(row[3]), int(row[5]), bool(row[4]), int(row[6]))
        for row in found
        if row[5]
    ]
