"""Settled money, and money that is due back. Payments are only ever added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.models.records import Payment, PaymentMethod
from app.models.statements import Reader, Row, Unit


def take(
    unit: Unit, booking_id: int, payment: Payment, counter_id: int, clerk_id: int, till_session_id: int | None
) -> None:
    """Write down money that was taken for a booking, in the till that is held open at the counter, if one is.

    What an attempt or a voucher paid tells which one, with the provider's reference and the card's last four digits.
    """
    told = (
        booking_id,
        payment.method.value,
        payment.amount_minor,
        payment.tendered_minor,
        payment.approval_code,
        counter_id,
        clerk_id,
        till_session_id,
    )
    if payment.attempt_id is None and payment.voucher_code is None:
        # What is paid by hand needs to look nowhere: half the time of the statement below.
        unit.later(
            """
            INSERT INTO payments (booking_id, kind, method, amount_minor, tendered_minor, approval_code, counter_id,
                clerk_id, till_session_id, paid_at)
            VALUES (%s, 'PAYMENT', %s, %s, %s, %s, %s, %s, %s, UTC_TIMESTAMP(6))
            """,
            told,
        )
        return
    unit.later(
        """
        INSERT INTO payments (booking_id, kind, method, amount_minor, tendered_minor, approval_code, counter_id,
            clerk_id, till_session_id, paid_at, attempt_id, voucher_id, provider_reference, card_last_four)
        SELECT %s, 'PAYMENT', COALESCE(a.method, %s), %s, %s, %s, %s, %s, %s, UTC_TIMESTAMP(6),
            a.id, v.id, a.provider_reference, a.card_last_four
        FROM (SELECT 1) one LEFT JOIN payment_attempts a ON a.id = %s LEFT JOIN vouchers v ON v.code = %s
        """,
        (*told, payment.attempt_id, payment.voucher_code),
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """A payment of which nothing was given back yet."""

    payment_id: int
    method: PaymentMethod
    amount_minor: int
    attempt_id: int | None
    voucher_id: int | None
    booking_id: int


_KEPT = """
    SELECT p.id, p.method, p.amount_minor, p.attempt_id, p.voucher_id, p.booking_id
    FROM payments p JOIN bookings b ON b.id = p.booking_id
    WHERE p.kind = 'PAYMENT'
        AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.booking_id = p.booking_id AND r.kind = 'REFUND'
            AND r.method = p.method AND r.attempt_id <=> p.attempt_id AND r.voucher_id <=> p.voucher_id)
        AND NOT EXISTS (SELECT 1 FROM refunds_due d WHERE d.booking_id = p.booking_id AND d.method = p.method
            AND d.attempt_id <=> p.attempt_id)
"""


def kept(unit: Unit, booking_id: int) -> list[Kept]:
    """What was paid for a locked booking and is neither given back nor due to be, the last first."""
    return _read(unit.rows(_KEPT + " AND p.booking_id = %s ORDER BY p.id DESC", (booking_id,)))


def kept_of_show(reader: Reader, show_id: int) -> list[Kept]:
    """The same of all sales of a show that stand, the last payment first."""
    return _read(reader.rows(_KEPT + " AND b.show_id = %s AND b.status = 'CONFIRMED' ORDER BY p.id DESC", (show_id,)))


def _read(found: Sequence[Row]) -> list[Kept]:
    return [Kept(int(row[0]), PaymentMethod(row[1]), int(row[2]), row[3], row[4], int(row[5])) for row in found]


def refund(unit: Unit, payment_id: int, counter_id: int, clerk_id: int) -> None:
    """Write down that a payment went back whole, the way it came, from the till open at the counter."""
    unit.later(
        """
        INSERT INTO payments (booking_id, kind, method, amount_minor, approval_code, counter_id, clerk_id, paid_at,
            till_session_id, attempt_id, voucher_id, provider_reference, card_last_four)
        SELECT p.booking_id, 'REFUND', p.method, p.amount_minor, p.approval_code, %s, %s, UTC_TIMESTAMP(6),
            (SELECT t.id FROM till_sessions t WHERE t.open_at = %s),
            p.attempt_id, p.voucher_id, p.provider_reference, p.card_last_four
        FROM payments p WHERE p.id = %s
        """,
        (counter_id, clerk_id, counter_id, payment_id),
    )


def owe(
    unit: Unit,
    booking_id: int,
    amount_minor: int,
    reason: str,
    method: PaymentMethod = PaymentMethod.CASH,
    attempt_id: int | None = None,
) -> None:
    """Write down that money taken for a booking is to be given back, the way it came."""
    unit.later(
        """
        INSERT INTO refunds_due (booking_id, amount_minor, reason, created_at, method, attempt_id)
        VALUES (%s, %s, %s, UTC_TIMESTAMP(6), %s, %s)
        """,
        (booking_id, amount_minor, reason, method.value, attempt_id),
    )
