"""What must hold of money that goes back: each statement gives up to ten rows (what is wrong, how many such rows there are)."""

from __future__ import annotations

PAYMENT_GIVEN_BACK_TWICE = """
    SELECT CONCAT(b.reference, ': payment ', p.id, ' was over ', p.amount_minor, ', and ', SUM(x.minor),
                  ' of it are given back or due (minor units)'), COUNT(*) OVER ()
    FROM payments p JOIN bookings b ON b.id = p.booking_id JOIN (
        SELECT of_payment_id payment_id, amount_minor minor FROM payments WHERE booking_id BETWEEN %s AND %s
        UNION ALL
        SELECT payment_id, amount_minor FROM refunds_due WHERE booking_id BETWEEN %s AND %s AND settled_at IS NULL
    ) x ON x.payment_id = p.id
    GROUP BY b.reference, p.id, p.amount_minor HAVING SUM(x.minor) > p.amount_minor LIMIT 10
"""
REFUND_OF_NO_PAYMENT = """
    SELECT CONCAT(b.reference, ': refund ', r.id, ' over ', r.amount_minor, ' (minor units) is of no payment of its sale'),
           COUNT(*) OVER ()
    FROM payments r JOIN bookings b ON b.id = r.booking_id
    LEFT JOIN payments p ON p.id = r.of_payment_id AND p.booking_id = r.booking_id AND p.kind = 'PAYMENT'
    WHERE r.booking_id BETWEEN %s AND %s AND (r.kind = 'REFUND') <> (p.id IS NOT NULL) LIMIT 10
"""
# However often its sale was exchanged: what went back of a payment through all the sales that it paid for in turn.
ORIGIN_GIVEN_BACK_TWICE = """
    SELECT CONCAT(b.reference, ': payment ', o.id, ' was over ', o.amount_minor, ', and through exchanges ', SUM(x.minor),
                  ' of it are given back or due (minor units)'), COUNT(*) OVER ()
    FROM payments o JOIN bookings b ON b.id = o.booking_id JOIN (
        SELECT r.of_payment_id origin_id, r.amount_minor minor FROM payments p JOIN payments r ON r.of_payment_id = p.id
        WHERE p.booking_id BETWEEN %s AND %s AND r.method <> 'EXCHANGE'
        UNION ALL
        SELECT d.payment_id, d.amount_minor FROM payments p JOIN refunds_due d ON d.payment_id = p.id
        WHERE p.booking_id BETWEEN %s AND %s AND d.settled_at IS NULL
        UNION ALL
        SELECT p.id, r.amount_minor FROM payments p JOIN payments c ON c.origin_id = p.id AND c.kind = 'PAYMENT'
        JOIN payments r ON r.of_payment_id = c.id
        WHERE p.booking_id BETWEEN %s AND %s AND r.method <> 'EXCHANGE'
        UNION ALL
        SELECT p.id, d.amount_minor FROM payments p JOIN payments c ON c.origin_id = p.id AND c.kind = 'PAYMENT'
        JOIN refunds_due d ON d.payment_id = c.id WHERE p.booking_id BETWEEN %s AND %s AND d.settled_at IS NULL
    ) x ON x.origin_id = o.id
    WHERE EXISTS (SELECT 1 FROM payments e WHERE e.origin_id = o.id)
    GROUP BY b.reference, o.id, o.amount_minor HAVING SUM(x.minor) > o.amount_minor LIMIT 10
"""
# What is due may be handed out in cash instead, by a manager's word.
WENT_ANOTHER_WAY = """
    SELECT CONCAT(b.reference, ': refund ', r.id, ' over ', r.amount_minor, ' (minor units) went back by ', r.method,
                  ', another way than the money had come'), COUNT(*) OVER ()
    FROM payments r JOIN bookings b ON b.id = r.booking_id JOIN payments p ON p.id = r.of_payment_id
    LEFT JOIN payments o ON o.id = p.origin_id
    WHERE r.booking_id BETWEEN %s AND %s AND r.method <> 'EXCHANGE' AND (r.method <> COALESCE(o.method, p.method)
        OR NOT r.attempt_id <=> COALESCE(o.attempt_id, p.attempt_id)
        OR NOT r.voucher_id <=> COALESCE(o.voucher_id, p.voucher_id))
        AND NOT (r.method = 'CASH' AND r.refund_due_id IS NOT NULL AND r.attempt_id IS NULL AND r.voucher_id IS NULL)
    LIMIT 10
"""
# Nobody would ever see it on the list: that names the payment, and through it the way.
DUE_OF_NO_PAYMENT = """
    SELECT CONCAT(b.reference, ': ', d.amount_minor, ' (minor units) due back are of no payment of its sale'), COUNT(*) OVER ()
    FROM refunds_due d JOIN bookings b ON b.id = d.booking_id
    LEFT JOIN payments p ON p.id = d.payment_id AND p.booking_id = d.booking_id AND p.kind = 'PAYMENT'
    LEFT JOIN payments o ON o.id = p.origin_id
    WHERE d.booking_id BETWEEN %s AND %s AND d.settled_at IS NULL
        AND (p.id IS NULL OR NOT d.attempt_id <=> COALESCE(o.attempt_id, p.attempt_id)) LIMIT 10
"""
SETTLED_OTHERWISE = """
    SELECT CONCAT(b.reference, ': refund ', r.id, ' over ', r.amount_minor, ' settles what was due, but that is over ',
                  d.amount_minor, ' (minor units) and ', IF(d.settled_at IS NULL, 'open', 'settled')), COUNT(*) OVER ()
    FROM payments r JOIN bookings b ON b.id = r.booking_id JOIN refunds_due d ON d.id = r.refund_due_id
    WHERE r.booking_id BETWEEN %s AND %s AND (r.kind <> 'REFUND' OR d.settled_at IS NULL
        OR d.amount_minor <> r.amount_minor OR d.booking_id <> r.booking_id OR NOT d.payment_id <=> r.of_payment_id)
    LIMIT 10
"""
OF_BOOKINGS = (
    PAYMENT_GIVEN_BACK_TWICE,
    REFUND_OF_NO_PAYMENT,
    ORIGIN_GIVEN_BACK_TWICE,
    WENT_ANOTHER_WAY,
    DUE_OF_NO_PAYMENT,
    SETTLED_OTHERWISE,
)
"""All of them, each asked for a run of bookings at a time."""
