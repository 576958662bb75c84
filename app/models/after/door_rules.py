"""What must hold of every entry: each statement gives up to ten rows (what is wrong, how many such rows there are in all)."""

from __future__ import annotations

# A sale that was undone, or a show that was cancelled, ends tickets whose guests had gone in: that they had stays.
ENTRIES_ADRIFT = """
    SELECT CONCAT('ticket ', t.id, ' of booking ', t.booking_id, ' is ', t.status,
                  IF(t.admitted_at IS NULL, ' and nobody went in with it', ' and somebody went in with it'),
                  ', but its entries less those undone are ', COALESCE(e.inside, 0)), COUNT(*) OVER ()
    FROM tickets t LEFT JOIN (
        SELECT a.ticket_id, CAST(SUM(CASE a.kind WHEN 'ADMIT' THEN 1 WHEN 'UNDO' THEN -1 ELSE 0 END) AS SIGNED) inside
        FROM admissions a JOIN tickets o ON o.id = a.ticket_id
        WHERE o.booking_id BETWEEN %s AND %s GROUP BY a.ticket_id
    ) e ON e.ticket_id = t.id
    WHERE t.booking_id BETWEEN %s AND %s
        AND (COALESCE(e.inside, 0) <> (t.admitted_at IS NOT NULL) OR (t.admitted_at IS NOT NULL AND t.status = 'VALID'))
    LIMIT 10
"""
ENTRY_NOT_AS_WRITTEN = """
    SELECT CONCAT('ticket ', t.id, ' of booking ', t.booking_id, ' says it was used at ', t.admitted_at,
                  ', and no entry says that'), COUNT(*) OVER ()
    FROM tickets t
    WHERE t.booking_id BETWEEN %s AND %s AND t.admitted_at IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM admissions a
        WHERE a.ticket_id = t.id AND a.kind = 'ADMIT' AND a.scanned_at = t.admitted_at AND a.staff_id = t.admitted_by
            AND a.counter_id = COALESCE(t.admitted_counter_id, a.counter_id))
    LIMIT 10
"""
ENTRIES_UNTOLD = """
    SELECT CONCAT(b.reference, ': ', x.written, ' entries were undone or should not have been, the audit log tells of ',
                  x.told), COUNT(*) OVER ()
    FROM bookings b JOIN (
        SELECT o.id booking_id, o.written,
               (SELECT COUNT(*) FROM audit_log l WHERE l.action IN ('ADMISSION_UNDONE', 'ADMISSION_WRONG')
                AND l.subject = CONVERT(o.reference USING utf8mb4) COLLATE utf8mb4_unicode_ci) told
        FROM (SELECT k.id, k.reference, COUNT(*) written
              FROM admissions a JOIN tickets t ON t.id = a.ticket_id JOIN bookings k ON k.id = t.booking_id
              WHERE t.booking_id BETWEEN %s AND %s AND a.kind <> 'ADMIT' GROUP BY k.id, k.reference) o
    ) x ON x.booking_id = b.id AND x.written <> x.told
    LIMIT 10
"""
# The sum alone would let two entries pass of which one was undone long before.
IN_OR_OUT_TWICE = """
    SELECT CONCAT('ticket ', e.ticket_id, ' of booking ', e.booking_id, ' has ', e.kind, ' after ',
                  COALESCE(e.before_kind, 'nothing')), COUNT(*) OVER ()
    FROM (
        SELECT a.ticket_id, t.booking_id, a.kind, LAG(a.kind) OVER (PARTITION BY a.ticket_id ORDER BY a.id) before_kind
        FROM admissions a JOIN tickets t ON t.id = a.ticket_id
        WHERE t.booking_id BETWEEN %s AND %s AND a.kind <> 'REFUSED'
    ) e WHERE e.kind = COALESCE(e.before_kind, 'UNDO') LIMIT 10
"""
OF_BOOKINGS = (ENTRIES_ADRIFT, ENTRY_NOT_AS_WRITTEN, ENTRIES_UNTOLD, IN_OR_OUT_TWICE)
"""All of them, each asked for a run of bookings at a time."""
