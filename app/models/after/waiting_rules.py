"""What must hold of the waiting lists: each statement gives up to ten rows (what is wrong, how many such rows there are)."""

from __future__ import annotations

# A manager may write somebody else on the booking, and that is told.
OFFERED_ELSEWHERE = """
    SELECT CONCAT('no. ', w.id, ' of the waiting lists was offered ', b.reference, ', which is for another ',
                  IF(b.show_id <> w.show_id, 'show', 'customer')), COUNT(*) OVER ()
    FROM waiting_list w JOIN bookings b ON b.id = w.booking_id
    WHERE b.show_id <> w.show_id OR (NOT b.customer_id <=> w.customer_id AND NOT EXISTS (SELECT 1 FROM audit_log a
        WHERE a.subject = CONVERT(b.reference USING utf8mb4) COLLATE utf8mb4_unicode_ci
            AND a.action = 'CUSTOMER_ON_BOOKING')) LIMIT 10
"""
OFFERED_TO_TWO = """
    SELECT CONCAT(b.reference, ' was offered to ', COUNT(*), ' in line'), COUNT(*) OVER ()
    FROM waiting_list w JOIN bookings b ON b.id = w.booking_id GROUP BY b.id, b.reference HAVING COUNT(*) > 1 LIMIT 10
"""
STATE_ADRIFT = """
    SELECT CONCAT('no. ', w.id, ' of the waiting lists is ', w.status, IF(w.ended_at IS NULL, ', has no end', ', has an end'),
                  IF(b.id IS NULL, ' and was offered nothing', CONCAT(' and was offered ', b.reference, ', which is ',
                  b.status))), COUNT(*) OVER ()
    FROM waiting_list w LEFT JOIN bookings b ON b.id = w.booking_id
    WHERE (w.status IN ('WAITING', 'OFFERED')) <> (w.ended_at IS NULL) OR (w.status = 'WAITING' AND b.id IS NOT NULL)
        OR (w.status = 'TAKEN' AND b.confirmed_at IS NULL) LIMIT 10
"""
IN_LINE_TWICE = """
    SELECT CONCAT('customer ', w.customer_id, ' is in the line of show ', w.show_id, ' ', COUNT(*), ' times'),
           COUNT(*) OVER ()
    FROM waiting_list w LEFT JOIN bookings b ON b.id = w.booking_id
    WHERE w.status = 'WAITING' OR (w.status = 'OFFERED' AND b.status = 'PENDING')
    GROUP BY w.customer_id, w.show_id HAVING COUNT(*) > 1 LIMIT 10
"""
# What becomes of the booking at the counter is its customer's affair; what was offered is what was asked for, once.
OFFERED_BEYOND = """
    SELECT CONCAT('no. ', w.id, ' of the waiting lists wants ', w.seats_wanted, ', and the audit log tells of ',
                  COUNT(a.id), ' offers of ', b.reference, ' with ',
                  COALESCE(SUM(JSON_LENGTH(IF(JSON_VALID(a.detail), a.detail, '{}'), '$.seats')), 0), ' seats'),
           COUNT(*) OVER ()
    FROM waiting_list w JOIN bookings b ON b.id = w.booking_id LEFT JOIN audit_log a ON a.action = 'WAITING_OFFERED'
        AND a.subject = CONVERT(b.reference USING utf8mb4) COLLATE utf8mb4_unicode_ci
    GROUP BY w.id, w.seats_wanted, b.reference
    HAVING COUNT(a.id) <> 1
        OR COALESCE(SUM(JSON_LENGTH(IF(JSON_VALID(a.detail), a.detail, '{}'), '$.seats')), 0) <> w.seats_wanted LIMIT 10
"""
OFFERED_TO_NOBODY = """
    SELECT CONCAT('line ', a.id, ' tells that ', a.subject, ' was offered, and nobody in line has had it'), COUNT(*) OVER ()
    FROM audit_log a LEFT JOIN bookings b ON b.reference = CONVERT(a.subject USING ascii)
    LEFT JOIN waiting_list w ON w.booking_id = b.id
    WHERE a.id BETWEEN %s AND %s AND a.action = 'WAITING_OFFERED' AND w.id IS NULL LIMIT 10
"""
OF_ALL_LINES = (OFFERED_ELSEWHERE, OFFERED_TO_TWO, STATE_ADRIFT, IN_LINE_TWICE, OFFERED_BEYOND)
"""Asked once each: the lines are short."""
