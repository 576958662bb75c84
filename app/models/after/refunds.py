"""Tickets that were given back: what they had cost, and what of it the cinema kept. Rows are only ever added."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.models.statements import NewId, Reader, Unit


class RefundKind(StrEnum):
    REFUND = "REFUND"
    EXCHANGE = "EXCHANGE"


@dataclass(frozen=True, slots=True)
class NewRefund:
    """Tickets of one sale that end together, for `tickets_minor`, of which `fee_minor` is kept.

    `override_by` is the manager (staff id) who allowed another percent than the rules'; an exchange names the sale that takes
    this one's place.
    """

    booking_id: int
    tickets_minor: int
    fee_minor: int
    percent: int
    reason: str = ""
    override_by: int | None = None
    kind: RefundKind = RefundKind.REFUND
    new_booking_id: int | NewId | None = None


def add(unit: Unit, new: NewRefund, counter_id: int, clerk_id: int) -> list[int]:
    """Write it with the next statement: the list then has its id, and the tickets that follow at once name it as NEW_ID."""
    return unit.insert_later(
        """
        INSERT INTO refunds (booking_id, kind, tickets_minor, fee_minor, percent, reason, override_by, new_booking_id,
            counter_id, clerk_id, refunded_at)
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, UTC_TIMESTAMP(6))
        """,
        (
            new.booking_id,
            new.kind.value,
            new.tickets_minor,
            new.fee_minor,
            new.percent,
            new.reason,
            new.override_by,
            new.new_booking_id,
            counter_id,
            clerk_id,
        ),
    )


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Tickets that were given back at a counter in a stretch of time; `fee_minor` was kept of what they had cost."""

    tickets: int
    tickets_minor: int
    fee_minor: int


def of_till(reader: Reader, till_session_id: int) -> GivenBack:
    """What was given back at a till's counter from its opening to its close; exchanges are none."""
    row = reader.row(
        """
        SELECT COALESCE(SUM((SELECT COUNT(*) FROM tickets k WHERE k.refund_id = r.id)), 0),
               COALESCE(SUM(r.tickets_minor), 0), COALESCE(SUM(r.fee_minor), 0)
        FROM till_sessions t JOIN refunds r ON r.counter_id = t.counter_id AND r.kind = 'REFUND'
            AND r.refunded_at >= t.opened_at AND r.refunded_at <= COALESCE(t.closed_at, UTC_TIMESTAMP(6))
        WHERE t.id = %s
        """,
        (till_session_id,),
    )
    return GivenBack(int(row[0]), int(row[1]), int(row[2])) if row else GivenBack(0, 0, 0)
