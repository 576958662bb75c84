"""Money a provider took that is to go back through it: what is due, and that it went back."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.records import PaymentMethod
from app.models.statements import Reader, Unit


@dataclass(frozen=True, slots=True)
class RefundDue:
    """An attempt's money that is still to be given back. `key` is the attempt's at its provider."""

    id: int
    booking_id: int
    booking_reference: str
    amount_minor: int
    method: PaymentMethod
    attempt_id: int
    provider: str
    key: str
    reason: str


_DUE = """
    SELECT d.id, d.booking_id, b.reference, d.amount_minor, a.method, a.id, a.provider, a.provider_key, d.reason
    FROM refunds_due d JOIN bookings b ON b.id = d.booking_id JOIN payment_attempts a ON a.id = d.attempt_id
    WHERE d.settled_at IS NULL
"""


def through_provider(reader: Reader, booking_reference: str) -> list[RefundDue]:
    """What a booking's provider is still to give back."""
    return _read(reader, _DUE + " AND b.reference = %s ORDER BY d.id", booking_reference)


def of_counter(reader: Reader, counter_id: int) -> list[RefundDue]:
    """What providers are still to give back of a counter's attempts, the oldest first."""
    return _read(reader, _DUE + " AND a.counter_id = %s ORDER BY d.id", counter_id)


def settle(unit: Unit, due: RefundDue, refund_reference: str, counter_id: int, clerk_id: int) -> bool:
    """Write down that it went back; False when that is written already. The booking is locked."""
    found = unit.execute(
        "UPDATE refunds_due SET settled_at = UTC_TIMESTAMP(6) WHERE id = %s AND settled_at IS NULL", (due.id,)
    )
    if found != 1:
        return False
    unit.later(
        """
        INSERT INTO payments (booking_id, kind, method, amount_minor, counter_id, clerk_id, paid_at, attempt_id,
            provider_reference, card_last_four, till_session_id)
        SELECT a.booking_id, 'REFUND', a.method, %s, %s, %s, UTC_TIMESTAMP(6), a.id, %s, a.card_last_four,
            (SELECT t.id FROM till_sessions t WHERE t.open_at = %s)
        FROM payment_attempts a WHERE a.id = %s
        """,
        (due.amount_minor, counter_id, clerk_id, refund_reference, counter_id, due.attempt_id),
    )
    return True


def _read(reader: Reader, sql: str, of: object) -> list[RefundDue]:
    return [
        RefundDue(
            int(row[0]), int(row[1]), row[2], int(row[3]), PaymentMethod(row[4]), int(row[5]), row[6], row[7], row[8]
        )
        for row in reader.rows(sql, (of,))
    ]
