"""Settled money, and money that is due back. Payments are only ever added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
    """A payment of which something is neither given back nor due to be: `amount_minor` is what is left of it.

    What an exchange brought from another sale tells the way the money once came: `method`, attempt and voucher are those of
    the first payment, `origin_id`, and it goes back there.
    """

    payment_id: int
    method: PaymentMethod
    amount_minor: int
    attempt_id: int | None
    voucher_id: int | None
    booking_id: int
    origin_id: int | None = None


# A debt that is settled has its refund: only an open one is taken off beside the refunds.
_KEPT = """
    SELECT p.id, COALESCE(o.method, p.method),
        p.amount_minor - COALESCE((SELECT SUM(r.amount_minor) FROM payments r WHERE r.of_payment_id = p.id), 0)
            - COALESCE((SELECT SUM(d.amount_minor) FROM refunds_due d
                WHERE d.payment_id = p.id AND d.settled_at IS NULL), 0),
        COALESCE(o.attempt_id, p.attempt_id), COALESCE(o.voucher_id, p.voucher_id), p.booking_id, p.origin_id
    FROM payments p JOIN bookings b ON b.id = p.booking_id LEFT JOIN payments o ON o.id = p.origin_id
    WHERE p.kind = 'PAYMENT'
"""


def kept(reader: Reader, booking_id: int) -> list[Kept]:
    """What was paid for a booking and is neither given back nor due to be, the last payment first."""
    return _read(reader.rows(_KEPT + " AND p.booking_id = %s ORDER BY p.id DESC", (booking_id,)))


def kept_of_show(reader: Reader, show_id: int) -> list[Kept]:
    """The same of all sales of a show that stand, the last payment first."""
    return _read(reader.rows(_KEPT + " AND b.show_id = %s AND b.status = 'CONFIRMED' ORDER BY p.id DESC", (show_id,)))


def _read(found: Sequence[Row]) -> list[Kept]:
    return [
        Kept(int(row[0]), PaymentMethod(row[1]), int(row[2]), row[3], row[4], int(row[5]), row[6])
        for row in found
        if row[2] > 0
    ]


def refund(
    unit: Unit,
    payment: Kept,
    counter_id: int,
    clerk_id: int,
    *,
    in_cash: bool = False,
    reference: str = "",
    due_id: int | None = None,
) -> None:
    """Write down that the whole of `payment.amount_minor` went back, from the till open at the counter.

    It goes the way it came, or `in_cash`; `reference` is the provider's for the refund, `due_id` the debt that it settles.
    """
    method = PaymentMethod.CASH if in_cash else payment.method
    unit.later(
        """
        INSERT INTO payments (booking_id, kind, method, amount_minor, approval_code, counter_id, clerk_id, paid_at,
            till_session_id, attempt_id, voucher_id, provider_reference, card_last_four, of_payment_id, refund_due_id)
        SELECT p.booking_id, 'REFUND', %s, %s, COALESCE(o.approval_code, p.approval_code), %s, %s, UTC_TIMESTAMP(6),
            (SELECT t.id FROM till_sessions t WHERE t.open_at = %s), %s, %s, NULLIF(%s, ''),
            COALESCE(o.card_last_four, p.card_last_four), p.id, %s
        FROM payments p LEFT JOIN payments o ON o.id = p.origin_id WHERE p.id = %s
        """,
        (
            method.value,
            payment.amount_minor,
            counter_id,
            clerk_id,
            counter_id,
            None if in_cash else payment.attempt_id,
            None if in_cash else payment.voucher_id,
            reference,
            due_id,
            payment.payment_id,
        ),
    )


class LessWasPaid(ValueError):
    """There is not as much money as is to go back."""


def last_first(payments: Sequence[Kept], amount_minor: int) -> tuple[Kept, ...]:
    """The parts of `payments` that make up `amount_minor`, from the first on; the last of them may be a part of a payment.

    Raises LessWasPaid when there is less: somebody has sold, or given back, between the looks at tickets and at money. Of
    what is locked it is a defect.
    """
    parts, left_minor = [], amount_minor
    for payment in payments:
        if left_minor:
            parts.append(replace(payment, amount_minor=min(left_minor, payment.amount_minor)))
            left_minor -= parts[-1].amount_minor
    if left_minor:
        raise LessWasPaid(f"{left_minor} of {amount_minor} minor units were never paid")
    return tuple(parts)


def carry_over(unit: Unit, payment: Kept, new_booking_id: int, counter_id: int, clerk_id: int) -> None:
    """Write down that the whole of `payment.amount_minor` pays for another sale now: no money moves."""
    origin_id = payment.origin_id or payment.payment_id
    for booking_id, kind, of_payment_id in (
        (payment.booking_id, "REFUND", payment.payment_id),
        (new_booking_id, "PAYMENT", None),
    ):
        unit.later(
            """
            INSERT INTO payments (booking_id, kind, method, amount_minor, counter_id, clerk_id, paid_at, till_session_id,
                of_payment_id, origin_id)
            VALUES (%s, %s, 'EXCHANGE', %s, %s, %s, UTC_TIMESTAMP(6),
                (SELECT t.id FROM till_sessions t WHERE t.open_at = %s), %s, %s)
            """,
            (booking_id, kind, payment.amount_minor, counter_id, clerk_id, counter_id, of_payment_id, origin_id),
        )


def owe(unit: Unit, payment: Kept, reason: str) -> None:
    """Write down that `payment.amount_minor` is to be given back, the way it came."""
    unit.later(
        """
        INSERT INTO refunds_due (booking_id, amount_minor, reason, created_at, method, attempt_id, payment_id)
        VALUES (%s, %s, %s, UTC_TIMESTAMP(6), %s, %s, %s)
        """,
        (
            payment.booking_id,
            payment.amount_minor,
            reason,
            payment.method.value,
            payment.attempt_id,
            payment.payment_id,
        ),
    )


def owe_what_was_just_taken(unit: Unit, booking_id: int, payment: Payment, reason: str) -> None:
    """Right after `take`: the same money is to be given back."""
    unit.later(
        """
        INSERT INTO refunds_due (booking_id, amount_minor, reason, created_at, method, attempt_id, payment_id)
        VALUES (%s, %s, %s, UTC_TIMESTAMP(6), %s, %s, LAST_INSERT_ID())
        """,
        (booking_id, payment.amount_minor, reason, payment.method.value, payment.attempt_id),
    )
