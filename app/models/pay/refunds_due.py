"""Money that is due back to customers: what it is of, and that it went back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.models.pay import payments
from app.models.pay.payments import Kept
from app.models.records import PaymentMethod
from app.models.statements import Reader, Row, Unit
from app.models.times import as_utc


@dataclass(frozen=True, slots=True)
class RefundDue:
    """A part of a payment that is still to be given back.

    `provider` and `key` are those of the attempt that a provider took the money with, empty for money taken by hand.
    """

    id: int
    booking_reference: str
    reason: str
    owed_at: datetime
    customer_name: str
    customer_phone: str
    provider: str
    key: str
    payment: Kept

    @property
    def amount_minor(self) -> int:
        return self.payment.amount_minor

    @property
    def method(self) -> PaymentMethod:
        return self.payment.method

    @property
    def through_provider(self) -> bool:
        return bool(self.key)


_DUE = """
    SELECT d.id, b.reference, d.reason, d.created_at, COALESCE(c.name, ''), COALESCE(c.phone, ''),
        COALESCE(a.provider, ''), COALESCE(a.provider_key, ''),
        d.payment_id, d.method, d.amount_minor, d.attempt_id, d.booking_id, p.origin_id
    FROM refunds_due d JOIN bookings b ON b.id = d.booking_id JOIN payments p ON p.id = d.payment_id
    LEFT JOIN payment_attempts a ON a.id = d.attempt_id LEFT JOIN customers c ON c.id = b.customer_id
    WHERE d.settled_at IS NULL
"""
_IN_CINEMA = """
    AND EXISTS (SELECT 1 FROM shows s JOIN halls h ON h.id = s.hall_id WHERE s.id = b.show_id AND h.cinema_id = %s)
    ORDER BY d.id
"""


def through_provider(reader: Reader, booking_reference: str) -> list[RefundDue]:
    """What a booking's provider is still to give back."""
    return _read(
        reader.rows(_DUE + " AND d.attempt_id IS NOT NULL AND b.reference = %s ORDER BY d.id", (booking_reference,))
    )


def of_counter(reader: Reader, counter_id: int) -> list[RefundDue]:
    """What providers are still to give back of a counter's attempts, the oldest first."""
    return _read(reader.rows(_DUE + " AND a.counter_id = %s ORDER BY d.id", (counter_id,)))


def of_cinema(reader: Reader, cinema_id: int) -> list[RefundDue]:
    """All that is due back for shows of a cinema, by hand and through providers, the oldest first."""
    return _read(reader.rows(_DUE + _IN_CINEMA, (cinema_id,)))


def with_id(reader: Reader, due_id: int) -> RefundDue | None:
    """One that is still open."""
    found = _read(reader.rows(_DUE + " AND d.id = %s", (due_id,)))
    return found[0] if found else None


def settle(
    unit: Unit, due: RefundDue, counter_id: int, clerk_id: int, *, refund_reference: str = "", in_cash: bool = False
) -> bool:
    """Write down that it went back; False when that is written already. The booking is locked."""
    found = unit.execute(
        "UPDATE refunds_due SET settled_at = UTC_TIMESTAMP(6) WHERE id = %s AND settled_at IS NULL", (due.id,)
    )
    if found != 1:
        return False
    payments.refund(unit, due.payment, counter_id, clerk_id, in_cash=in_cash, reference=refund_reference, due_id=due.id)
    return True


def _read(found: list[Row]) -> list[RefundDue]:
    return [
        RefundDue(
            int(row[0]),
            row[1],
            row[2],
            as_utc(row[3]),
            row[4],
            row[5],
            row[6],
            row[7],
            Kept(int(row[8]), PaymentMethod(row[9]), int(row[10]), row[11], None, int(row[12]), row[13]),
        )
        for row in found
    ]
