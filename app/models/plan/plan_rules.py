"""The proof's rules about the plan: statements that find what breaks them."""

from __future__ import annotations

SHOWS_OVERLAP = """
    SELECT CONCAT('show ', o.id, ' in hall ', o.hall_id, ' starts at ', o.starts_at, ' UTC, before the hall is free at ',
                  o.free_at), COUNT(*) OVER ()
    FROM (
        SELECT s.id, s.hall_id, s.starts_at, MAX(s.ends_at + INTERVAL h.turnaround_minutes MINUTE) OVER (
            PARTITION BY s.hall_id ORDER BY s.starts_at, s.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) free_at
        FROM shows s JOIN halls h ON h.id = s.hall_id WHERE s.status <> 'CANCELLED'
    ) o WHERE o.starts_at < o.free_at LIMIT 10
"""
CANCELLED_BUT_SOLD = """
    SELECT CONCAT('show ', s.id, ' is cancelled, and ', b.reference, ' for it is ', b.status), COUNT(*) OVER ()
    FROM shows s JOIN bookings b ON b.show_id = s.id
    WHERE s.id BETWEEN %s AND %s AND s.status = 'CANCELLED' AND b.status IN ('CONFIRMED', 'COMPLETED') LIMIT 10
"""
CANCELLED_BUT_VALID = """
    SELECT CONCAT('show ', s.id, ' is cancelled, and ticket ', t.id, ' for it is ', t.status), COUNT(*) OVER ()
    FROM shows s JOIN tickets t ON t.show_id = s.id
    WHERE s.id BETWEEN %s AND %s AND s.status = 'CANCELLED' AND t.status IN ('VALID', 'USED') LIMIT 10
"""
