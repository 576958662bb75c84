"""What must hold of money under way and of vouchers: each statement gives up to ten rows (what is wrong, how many in all)."""

from __future__ import annotations

SETTLED_WITHOUT_PAYMENT = """
    SELECT CONCAT(b.reference, ': attempt ', a.id, ' over ', a.amount_minor, ' is ', a.state, ' and has ',
                  COUNT(p.id), ' payments over ', COALESCE(SUM(p.amount_minor), 0), ' (minor units)'), COUNT(*) OVER ()
    FROM payment_attempts a JOIN bookings b ON b.id = a.booking_id
    LEFT JOIN payments p ON p.attempt_id = a.id AND p.kind = 'PAYMENT' AND p.booking_id = a.booking_id
        AND p.method = a.method
    WHERE a.booking_id BETWEEN %s AND %s
    GROUP BY b.reference, a.id, a.amount_minor, a.state
    HAVING COUNT(p.id) <> (a.state = 'SETTLED')
        OR COALESCE(SUM(p.amount_minor), 0) <> IF(a.state = 'SETTLED', a.amount_minor, 0)
    LIMIT 10
"""
# What an exchange has brought from another sale goes back through the attempt that had paid for that one.
PAYMENT_OF_ANOTHERS_ATTEMPT = """
    SELECT CONCAT(b.reference, ': a ', LOWER(p.kind), ' of ', p.amount_minor, ' names attempt ', a.id,
                  ', which is another one''s or over less (minor units)'), COUNT(*) OVER ()
    FROM payments p JOIN payment_attempts a ON a.id = p.attempt_id JOIN bookings b ON b.id = p.booking_id
    LEFT JOIN payments f ON f.id = p.of_payment_id LEFT JOIN payments o ON o.id = f.origin_id
    WHERE p.booking_id BETWEEN %s AND %s
        AND (a.booking_id <> COALESCE(o.booking_id, p.booking_id) OR p.amount_minor > a.amount_minor) LIMIT 10
"""
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
GIVEN_BACK = (PAYMENT_GIVEN_BACK_TWICE, REFUND_OF_NO_PAYMENT)
# An open booking may be paid for; what is over must be decided within a day: looked up, settled or due back.
ATTEMPT_LEFT_OPEN = """
    SELECT CONCAT(b.reference, ': attempt ', a.id, ' over ', a.amount_minor, ' (minor units) is ', a.state, ' since ',
                  a.created_at, ' UTC'), COUNT(*) OVER ()
    FROM payment_attempts a JOIN bookings b ON b.id = a.booking_id
    WHERE a.booking_id BETWEEN %s AND %s AND a.state IN ('STARTED', 'APPROVED', 'UNKNOWN')
        AND a.changed_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY LIMIT 10
"""
VOUCHER_ADRIFT = """
    SELECT CONCAT('voucher ', v.id, ' of ', v.value_minor, ' holds ', v.balance_minor, ', but ',
                  v.value_minor - COALESCE(SUM(IF(p.kind = 'PAYMENT', p.amount_minor, -p.amount_minor)), 0),
                  ' of it are not spent (minor units)'), COUNT(*) OVER ()
    FROM vouchers v LEFT JOIN payments p ON p.voucher_id = v.id
    GROUP BY v.id, v.value_minor, v.balance_minor
    HAVING v.balance_minor <> v.value_minor - COALESCE(SUM(IF(p.kind = 'PAYMENT', p.amount_minor, -p.amount_minor)), 0)
    LIMIT 10
"""
VOUCHER_PAYMENT_WITHOUT_VOUCHER = """
    SELECT CONCAT(b.reference, ': a ', LOWER(p.kind), ' of ', p.amount_minor, ' (minor units) by ', p.method,
                  IF(p.voucher_id IS NULL, ' names no voucher', ' names a voucher')), COUNT(*) OVER ()
    FROM payments p JOIN bookings b ON b.id = p.booking_id
    WHERE p.booking_id BETWEEN %s AND %s AND (p.method = 'VOUCHER') <> (p.voucher_id IS NOT NULL) LIMIT 10
"""
