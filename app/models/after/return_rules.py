"""What must hold of tickets that came to their end: each statement gives up to ten rows (what is wrong, how many such rows)."""

from __future__ import annotations

TICKETS_ADRIFT = """
    SELECT CONCAT(b.reference, ': refund ', r.id, ' is of tickets for ', r.tickets_minor, ', but those that name it had cost ',
                  COALESCE(SUM(l.price_minor), 0), ' (minor units)'), COUNT(*) OVER ()
    FROM refunds r JOIN bookings b ON b.id = r.booking_id
    LEFT JOIN tickets t ON t.refund_id = r.id AND t.booking_id = r.booking_id AND t.status = 'VOID'
    LEFT JOIN booking_lines l ON l.id = t.line_id
    WHERE r.booking_id BETWEEN %s AND %s AND r.kind = 'REFUND'
    GROUP BY b.reference, r.id, r.tickets_minor
    HAVING COUNT(t.id) = 0 OR COALESCE(SUM(l.price_minor), 0) <> r.tickets_minor LIMIT 10
"""
# Of an exchange the audit line tells what its tickets had cost, of a refund what went back and what was kept.
UNTOLD = """
    SELECT CONCAT(b.reference, ': ', SUM(m.booked), ' times tickets ended by ', m.kind, ', for ', SUM(m.tickets_minor),
                  ' with ', SUM(m.kept_minor), ' kept, ', SUM(m.by_word), ' by a manager''s word; the audit log tells of ',
                  SUM(m.told), ', ', SUM(m.told_minor), ', ', SUM(m.told_kept_minor), ', ', SUM(m.told_by_word)),
           COUNT(*) OVER ()
    FROM bookings b JOIN (
        SELECT booking_id, kind, 1 booked, tickets_minor, fee_minor kept_minor, override_by IS NOT NULL by_word,
               0 told, 0 told_minor, 0 told_kept_minor, 0 told_by_word
        FROM refunds WHERE booking_id BETWEEN %s AND %s
        UNION ALL
        SELECT a.booking_id, IF(a.action = 'EXCHANGE', 'EXCHANGE', 'REFUND'), 0, 0, 0, 0, 1,
               COALESCE(CAST(JSON_EXTRACT(a.detail, IF(a.action = 'EXCHANGE', '$.tickets_minor', '$.back_minor')) AS SIGNED), 0)
                   + COALESCE(CAST(JSON_EXTRACT(a.detail, '$.fee_minor') AS SIGNED), 0),
               COALESCE(CAST(JSON_EXTRACT(a.detail, '$.fee_minor') AS SIGNED), 0),
               JSON_EXTRACT(a.detail, '$.allowed_by') IS NOT NULL
        FROM (SELECT o.id booking_id, l.action, IF(JSON_VALID(l.detail), l.detail, '{}') detail FROM bookings o
            JOIN audit_log l ON l.subject = CONVERT(o.reference USING utf8mb4) COLLATE utf8mb4_unicode_ci
            WHERE o.id BETWEEN %s AND %s AND l.action IN ('TICKETS_RETURNED', 'EXCHANGE')) a
    ) m ON m.booking_id = b.id
    GROUP BY b.id, b.reference, m.kind
    HAVING SUM(m.booked) <> SUM(m.told) OR SUM(m.tickets_minor) <> SUM(m.told_minor)
        OR SUM(m.kept_minor) <> SUM(m.told_kept_minor) OR SUM(m.by_word) <> SUM(m.told_by_word) LIMIT 10
"""
ENDED_FOR_NO_REASON = """
    SELECT CONCAT('ticket ', t.id, ' of ', b.reference, ', which is ', b.status, ', is void, and neither a refund,',
                  ' an exchange, an undone sale, a cancelled show nor another ticket for its line tells why'), COUNT(*) OVER ()
    FROM tickets t JOIN bookings b ON b.id = t.booking_id JOIN shows s ON s.id = t.show_id
    LEFT JOIN refunds r ON r.id = t.refund_id
    WHERE t.booking_id BETWEEN %s AND %s AND t.status = 'VOID' AND NOT CASE
        WHEN t.refund_id IS NOT NULL THEN r.booking_id = t.booking_id AND NOT t.replaced
        WHEN t.replaced THEN EXISTS (SELECT 1 FROM tickets n WHERE n.line_id = t.line_id AND n.id > t.id)
        ELSE b.status = 'CANCELLED' AND (s.status = 'CANCELLED' OR EXISTS (SELECT 1 FROM audit_log a WHERE a.action = 'VOID'
            AND a.subject = CONVERT(b.reference USING utf8mb4) COLLATE utf8mb4_unicode_ci))
        END LIMIT 10
"""
LIVE_BUT_ENDED = """
    SELECT CONCAT('ticket ', t.id, ' of ', b.reference, ', which is ', b.status, ', is ', t.status,
                  IF(t.refund_id IS NOT NULL, ' and was given back', IF(t.replaced, ' and was replaced', ''))), COUNT(*) OVER ()
    FROM tickets t JOIN bookings b ON b.id = t.booking_id
    WHERE t.booking_id BETWEEN %s AND %s AND t.status <> 'VOID'
        AND (t.refund_id IS NOT NULL OR t.replaced OR b.status NOT IN ('CONFIRMED', 'COMPLETED')) LIMIT 10
"""
SALE_WITHOUT_TICKETS = """
    SELECT CONCAT(b.reference, ' is ', b.status, ' and has no live ticket'), COUNT(*) OVER ()
    FROM bookings b WHERE b.id BETWEEN %s AND %s AND b.status IN ('CONFIRMED', 'COMPLETED')
        AND NOT EXISTS (SELECT 1 FROM tickets t WHERE t.booking_id = b.id AND t.status <> 'VOID') LIMIT 10
"""
OF_BOOKINGS = (ENDED_FOR_NO_REASON, LIVE_BUT_ENDED, SALE_WITHOUT_TICKETS)
"""How tickets end, each asked for a run of bookings at a time."""
