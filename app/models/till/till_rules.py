"""What must hold of every till: each statement gives up to ten rows (what is wrong, how many such rows there are in all)."""

from __future__ import annotations

EXPECTED_ADRIFT = """
    SELECT CONCAT('till ', t.id, ' of counter ', t.counter_id, ' says ', t.expected_minor, ' were expected, but ',
                  SUM(x.minor), ' must have been in it (minor units)'), COUNT(*) OVER ()
    FROM till_sessions t JOIN (
        SELECT id till_id, float_minor minor FROM till_sessions WHERE id BETWEEN %s AND %s
        UNION ALL
        SELECT till_session_id, IF(kind = 'PAYMENT', amount_minor, -amount_minor) FROM payments
        WHERE till_session_id BETWEEN %s AND %s AND method = 'CASH'
        UNION ALL
        SELECT till_session_id, CASE kind WHEN 'CASH_IN' THEN amount_minor WHEN 'CASH_OUT' THEN -amount_minor ELSE 0 END
        FROM till_movements WHERE till_session_id BETWEEN %s AND %s
    ) x ON x.till_id = t.id
    WHERE t.expected_minor IS NOT NULL
    GROUP BY t.id, t.counter_id, t.expected_minor HAVING SUM(x.minor) <> t.expected_minor LIMIT 10
"""
COUNT_ADRIFT = """
    SELECT CONCAT('till ', t.id, ' was closed with ', t.counted_minor, ' counted and ', t.expected_minor,
                  ' expected, its count says otherwise'), COUNT(*) OVER ()
    FROM till_sessions t LEFT JOIN till_counts c ON c.till_session_id = t.id AND c.kind = 'CLOSE'
        AND c.counted_minor = t.counted_minor AND c.expected_minor = t.expected_minor
    WHERE t.closed_at IS NOT NULL AND c.id IS NULL LIMIT 10
"""
# Before a counter opened its first till there was none to put cash into: an older Foyer kept no drawers.
CASH_IN_NO_TILL = """
    SELECT CONCAT(b.reference, ': a cash ', LOWER(p.kind), ' of ', p.amount_minor,
                  ' (minor units) went through no till of its counter'), COUNT(*) OVER ()
    FROM payments p JOIN bookings b ON b.id = p.booking_id
    LEFT JOIN till_sessions t ON t.id = p.till_session_id AND t.counter_id = p.counter_id
    WHERE p.booking_id BETWEEN %s AND %s AND t.id IS NULL
        AND (p.till_session_id IS NOT NULL OR p.method = 'CASH' AND p.paid_at >=
            (SELECT MIN(f.opened_at) FROM till_sessions f WHERE f.counter_id = p.counter_id)) LIMIT 10
"""
# A payment is written a moment before or after its sale's lock on the till: only whole seconds tell of a fault.
PAID_OUTSIDE_ITS_TILL = """
    SELECT CONCAT(b.reference, ': a payment of ', p.amount_minor, ' (minor units) is not of the hours of till ', t.id),
           COUNT(*) OVER ()
    FROM payments p JOIN till_sessions t ON t.id = p.till_session_id JOIN bookings b ON b.id = p.booking_id
    WHERE p.booking_id BETWEEN %s AND %s AND (p.paid_at < t.opened_at - INTERVAL 1 SECOND
        OR p.paid_at > COALESCE(t.closed_at, p.paid_at) + INTERVAL 1 SECOND) LIMIT 10
"""
Z_NUMBERS_WITH_GAPS = """
    SELECT CONCAT('counter ', counter_id, ' has closed ', COUNT(*), ' tills, numbered up to Z ',
                  COALESCE(MAX(z_number), 0)), COUNT(*) OVER ()
    FROM till_sessions WHERE closed_at IS NOT NULL GROUP BY counter_id
    HAVING COUNT(DISTINCT z_number) <> COUNT(*) OR COALESCE(MAX(z_number), 0) <> COUNT(*) LIMIT 10
"""
UNTOLD = """
    SELECT CONCAT('till ', t.id, ' was ', IF(t.closed_at IS NULL, 'opened', 'opened and closed'),
                  ' without an audit line of it'), COUNT(*) OVER ()
    FROM till_sessions t
    WHERE (SELECT COUNT(*) FROM audit_log a WHERE a.subject = CONCAT('till ', t.id)
        AND a.counter_id = t.counter_id AND a.action IN ('TILL_OPEN', 'TILL_CLOSE')) <> 1 + (t.closed_at IS NOT NULL)
    LIMIT 10
"""
