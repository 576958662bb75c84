"""Settled money, and money that is due back. Payments are only ever added."""

from __future__ import annotations

from app.models.records import Payment
from app.models.statements import Unit


def take(unit: Unit, booking_id: int, payment: Payment, counter_id: int, clerk_id: int) -> None:
    """Write down money that was taken for a booking."""
    unit.later(
        """
        INSERT INTO payments
            (booking_id, kind, method, amount_minor, tendered_minor, approval_code, counter_id, clerk_id, paid_at)
        VALUES (%s, 'PAYMENT', %s, %s, %s, %s, %s, %s, UTC_TIMESTAMP(6))
        """,
        (
            booking_id,
            payment.method.value,
            payment.amount_minor,
            payment.tendered_minor,
            payment.approval_code,
            counter_id,
            clerk_id,
        ),
    )


def owe(unit: Unit, booking_id: int, amount_minor: int, reason: str) -> None:
    """Write down that money taken for a booking is to be given back."""
    unit.execute(
        """
        INSERT INTO refunds_due (booking_id, amount_minor, reason, created_at)
        VALUES (%s, %s, %s, UTC_TIMESTAMP(6))
        """,
        (booking_id, amount_minor, reason),
    )
