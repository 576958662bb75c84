"""A sale that is to be undone as if it had never been: what it was, and the ends of its tickets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from app.models.after import live_tickets
from app.models.pay import payments
from app.models.pay.payments import Kept
from app.models.records import BookingStatus, PaymentMethod
from app.models.statements import Reader, Unit
from app.models.times import as_utc


class PaidPart(NamedTuple):
    """What of one method is to go back, and the way: through the provider that took it, or by hand."""

    method: PaymentMethod
    amount_minor: int
    through_provider: bool


@dataclass(frozen=True, slots=True)
class SoldBooking:
    """A confirmed sale, or one that was. `now` the server's time of reading.

    `seat_labels` are of its live tickets, `paid` is what they had cost, the last tender first: what was given back before,
    and what was kept of it then, is not undone.
    """

    booking_id: int
    reference: str
    show_id: int
    cinema_id: int
    status: BookingStatus
    movie_title: str
    seat_labels: tuple[str, ...]
    clerk_name: str
    counter_name: str
    confirmed_at: datetime
    now: datetime
    tickets_used: int
    paid: tuple[PaidPart, ...]

    @property
    def total_minor(self) -> int:
        return sum(part.amount_minor for part in self.paid)


def sold_booking(reader: Reader, reference: str) -> SoldBooking | None:
    """The sale of that reference; None when there is no such booking, or it was never sold."""
    found = reader.row(
        """
        SELECT b.id, b.reference, b.show_id, h.cinema_id, b.status, m.title, p.full_name, k.name, b.confirmed_at,
               UTC_TIMESTAMP(6), (SELECT COUNT(*) FROM tickets t WHERE t.booking_id = b.id AND t.status = 'USED')
        FROM bookings b JOIN shows s ON s.id = b.show_id JOIN halls h ON h.id = s.hall_id
        JOIN movies m ON m.id = s.movie_id JOIN staff p ON p.id = b.clerk_id JOIN counters k ON k.id = b.counter_id
        WHERE b.reference = %s AND b.confirmed_at IS NOT NULL
        """,
        (reference,),
    )
    if found is None:
        return None
    # The money first: somebody may end tickets between the two, and what was paid for fewer of them is always there.
    kept = payments.kept(reader, int(found[0]))
    live = [ticket for ticket in live_tickets.of_booking(reader, int(found[0])) if ticket.is_live]
    back = payments.last_first(kept, sum(ticket.price_minor for ticket in live))
    return SoldBooking(
        booking_id=int(found[0]),
        reference=found[1],
        show_id=int(found[2]),
        cinema_id=int(found[3]),
        status=BookingStatus(found[4]),
        movie_title=found[5],
        seat_labels=tuple(ticket.seat_label for ticket in live),
        clerk_name=found[6],
        counter_name=found[7],
        confirmed_at=as_utc(found[8]),
        now=as_utc(found[9]),
        tickets_used=int(found[10]),
        paid=_by_way(back),
    )


def _by_way(parts: Sequence[Kept]) -> tuple[PaidPart, ...]:
    """Each way once, in the order in which a counter offers them."""
    ways: dict[tuple[PaymentMethod, bool], int] = {}
    for part in parts:
        way = (part.method, part.attempt_id is not None)
        ways[way] = ways.get(way, 0) + part.amount_minor
    order = list(PaymentMethod)
    return tuple(
        PaidPart(method, amount_minor, through_provider)
        for (method, through_provider), amount_minor in sorted(
            ways.items(), key=lambda way: (order.index(way[0][0]), way)
        )
    )


def usual_approver(reader: Reader, cinema_id: int) -> str:
    """The username of the manager or admin who did something last in a cinema; "" while none ever did."""
    found = reader.row(
        """
        SELECT s.username, (SELECT MAX(l.happened_at) FROM audit_log l JOIN counters c ON c.id = l.counter_id
                            WHERE l.staff_id = s.id AND c.cinema_id = %s) AS last_at
        FROM staff s WHERE s.active AND s.role IN ('MANAGER', 'ADMIN') ORDER BY last_at DESC, s.id LIMIT 1
        """,
        (cinema_id,),
    )
    return str(found[0]) if found is not None and found[1] is not None else ""


def end_tickets(unit: Unit, booking_id: int) -> list[int]:
    """Make a booking's unused tickets void with the next statement, which tells how many there were."""
    return unit.found_later(
        "UPDATE tickets SET status = 'VOID', voided_at = UTC_TIMESTAMP(6) WHERE booking_id = %s AND status = 'VALID'",
        (booking_id,),
    )
