"""What a manager wants to know first: what is still to be done."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.sell.tickets import PRINT
from app.models.statements import Reader


@dataclass(frozen=True, slots=True)
class OpenWork:
    """Sales whose tickets are not printed, with their tickets; money that is to be given back, in minor units."""

    unprinted_sales: int
    unprinted_tickets: int
    refunds_due: int
    refunds_due_minor: int


def open_work(reader: Reader, cinema_id: int) -> OpenWork:
    """Of all counters of a cinema."""
    unprinted = reader.row(
        """
        SELECT COUNT(DISTINCT o.booking_id), COUNT(t.id) FROM counters k JOIN outbox o ON o.counter_id = k.id
        LEFT JOIN tickets t ON t.booking_id = o.booking_id AND t.status <> 'VOID'
        WHERE k.cinema_id = %s AND o.done_at IS NULL AND o.kind = %s
        """,
        (cinema_id, PRINT),
    )
    due = reader.row(
        """
        SELECT COUNT(*), COALESCE(SUM(d.amount_minor), 0) FROM refunds_due d JOIN bookings b ON b.id = d.booking_id
        JOIN counters k ON k.id = b.counter_id WHERE k.cinema_id = %s AND d.settled_at IS NULL
        """,
        (cinema_id,),
    )
    return OpenWork(*(int(value) for value in (*(unprinted or (0, 0)), *(due or (0, 0)))))
