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


# For the proof: a refund's tickets had cost what it says, and each refund is told in the audit log with what was kept.
TICKETS_ADRIFT = """
    SELECT CONCAT(b.reference, ': refund ', r.id, ' is of tickets for ', r.tickets_minor, ', but those that name it had cost ',
                  COALESCE(SUM(l.price_minor), 0), ' (minor units)'), COUNT(*) OVER ()
    FROM refunds r JOIN bookings b ON b.id = r.booking_id
    LEFT JOIN tickets t ON t.refund_id = r.id AND t.booking_id = r.booking_id AND t.status = 'VOID'
    LEFT JOIN booking_lines l ON l.id = t.line_id
    WHERE r.booking_id BETWEEN %s AND %s AND r.kind = 'REFUND'
    GROUP BY b.reference, r.id, r.tickets_minor
    HAVING COUNT(t.id) = 0 OR COALESCE(SUM(l.price_minor), 0) <> r.tickets_minor LIMIT 10
"""
UNTOLD = """
    SELECT CONCAT(b.reference, ': ', SUM(m.booked), ' refunds keep ', SUM(m.kept_minor), ', the audit log tells of ',
                  SUM(m.told), ' that keep ', SUM(m.told_minor), ' (minor units)'), COUNT(*) OVER ()
    FROM bookings b JOIN (
        SELECT booking_id, 1 booked, fee_minor kept_minor, 0 told, 0 told_minor FROM refunds
        WHERE booking_id BETWEEN %s AND %s AND kind = 'REFUND'
        UNION ALL
        SELECT o.id, 0, 0, 1,
               IF(JSON_VALID(a.detail), COALESCE(CAST(JSON_EXTRACT(a.detail, '$.fee_minor') AS SIGNED), 0), 0)
        FROM bookings o
        JOIN audit_log a ON a.subject = CONVERT(o.reference USING utf8mb4) COLLATE utf8mb4_unicode_ci
        WHERE o.id BETWEEN %s AND %s AND a.action = 'TICKETS_RETURNED'
    ) m ON m.booking_id = b.id
    GROUP BY b.id, b.reference HAVING SUM(m.booked) <> SUM(m.told) OR SUM(m.kept_minor) <> SUM(m.told_minor) LIMIT 10
"""
