"""What the audit log must tell: each statement gives up to ten rows (what is wrong, how many such rows there are in all)."""

from __future__ import annotations

# A demo's sales are imported together: its one DEMO line tells the reference and the amount of each.
PAYMENT_UNTOLD = """
    SELECT CONCAT(b.reference, ': ', LOWER(m.kind), 's of ', SUM(m.booked_minor), ' are booked, the audit log tells of ',
                  SUM(m.told_minor), ' (minor units)'), COUNT(*) OVER ()
    FROM bookings b JOIN (
        SELECT booking_id, kind, amount_minor booked_minor, 0 told_minor FROM payments WHERE booking_id BETWEEN %s AND %s
        UNION ALL
        SELECT o.id, IF(a.action = 'REFUND', 'REFUND', 'PAYMENT'), 0,
               IF(JSON_VALID(a.detail), COALESCE(CAST(JSON_EXTRACT(a.detail, '$.amount_minor') AS SIGNED), 0), 0)
        FROM bookings o
        JOIN audit_log a ON a.subject = CONVERT(o.reference USING utf8mb4) COLLATE utf8mb4_unicode_ci
        WHERE o.id BETWEEN %s AND %s AND a.action IN ('PAYMENT', 'REFUND_DUE', 'REFUND')
        UNION ALL
        SELECT o.id, 'PAYMENT', 0, d.amount_minor
        FROM audit_log a JOIN JSON_TABLE(IF(JSON_VALID(a.detail), a.detail, '{}'), '$.sales[*]' COLUMNS (
            reference CHAR(10) PATH '$[0]', amount_minor BIGINT PATH '$[1]')) d
        JOIN bookings o ON o.reference = CONVERT(d.reference USING ascii)
        WHERE a.action = 'DEMO' AND o.id BETWEEN %s AND %s
    ) m ON m.booking_id = b.id
    GROUP BY b.id, b.reference, m.kind HAVING SUM(m.booked_minor) <> SUM(m.told_minor) LIMIT 10
"""
AUDIT_LINE_OF_NO_BOOKING = """
    SELECT CONCAT('line ', a.id, ' tells of a ', LOWER(a.action), ' for ', a.subject, ', which is no booking'),
           COUNT(*) OVER ()
    FROM audit_log a LEFT JOIN bookings b ON b.reference = CONVERT(a.subject USING ascii)
    WHERE a.id BETWEEN %s AND %s AND a.action IN ('PAYMENT', 'REFUND_DUE', 'REFUND') AND b.id IS NULL LIMIT 10
"""
