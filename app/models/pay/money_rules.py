"""What must hold of money under way and of vouchers: each statement gives up to ten rows (what is wrong, how many in all)."""

from __future__ import annotations

MONEY_ADRIFT = """
    SELECT CONCAT(b.reference, ' has ', SUM(m.kept_minor), ' paid and not refunded, but tickets and fees of ',
                  SUM(m.tickets_minor), ' and refunds due of ', SUM(m.due_minor), ' (minor units)'), COUNT(*) OVER ()
    FROM bookings b JOIN (
        SELECT booking_id, IF(kind = 'PAYMENT', amount_minor, -amount_minor) kept_minor, 0 tickets_minor, 0 due_minor
        FROM payments WHERE booking_id BETWEEN %s AND %s
        UNION ALL
        SELECT t.booking_id, 0, l.price_minor, 0 FROM tickets t JOIN booking_lines l ON l.id = t.line_id
        WHERE t.booking_id BETWEEN %s AND %s AND t.status IN ('VALID', 'USED')
        UNION ALL
        SELECT booking_id, 0, fee_minor, 0 FROM refunds WHERE booking_id BETWEEN %s AND %s
        UNION ALL
        SELECT booking_id, 0, 0, amount_minor FROM refunds_due
        WHERE booking_id BETWEEN %s AND %s AND settled_at IS NULL
    ) m ON m.booking_id = b.id
    GROUP BY b.id, b.reference HAVING SUM(m.kept_minor) <> SUM(m.tickets_minor) + SUM(m.due_minor) LIMIT 10
"""
REFUNDED_TOO_MUCH = """
    SELECT CONCAT(b.reference, ' was paid ', SUM(IF(p.kind = 'PAYMENT', p.amount_minor, 0)), ' and refunded ',
                  SUM(IF(p.kind = 'REFUND', p.amount_minor, 0)), ' (minor units)'), COUNT(*) OVER ()
    FROM payments p JOIN bookings b ON b.id = p.booking_id
    WHERE p.booking_id BETWEEN %s AND %s GROUP BY b.id, b.reference
    HAVING SUM(IF(p.kind = 'REFUND', p.amount_minor, 0)) > SUM(IF(p.kind = 'PAYMENT', p.amount_minor, 0)) LIMIT 10
"""
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
