"""What must hold of claims and tickets: each statement gives up to ten rows (what is wrong, how many such rows in all)."""

from __future__ import annotations

KEY_OF_CLAIMS = """
    SELECT 'the table booking_seats has lost its key (show_id, seat_id)', 1 FROM DUAL
    WHERE COALESCE((SELECT GROUP_CONCAT(column_name ORDER BY seq_in_index) FROM information_schema.statistics
        WHERE table_schema = DATABASE() AND table_name = 'booking_seats' AND index_name = 'PRIMARY'), '')
        <> 'show_id,seat_id'
"""
CLAIMED_TWICE = """
    SELECT CONCAT('seat ', seat_id, ' of show ', show_id, ' has ', COUNT(*), ' claims'), COUNT(*) OVER ()
    FROM booking_seats GROUP BY show_id, seat_id HAVING COUNT(*) > 1 LIMIT 10
"""
CLAIM_ASTRAY = """
    SELECT CONCAT('seat ', c.seat_id, ', claimed for show ', c.show_id, ' by ', b.reference,
                  IF(x.hall_id <> s.hall_id, ', is not in the hall of that show', ', is of another show than its booking')),
           COUNT(*) OVER ()
    FROM booking_seats c
    JOIN seats x ON x.id = c.seat_id JOIN shows s ON s.id = c.show_id JOIN bookings b ON b.id = c.booking_id
    WHERE c.show_id BETWEEN %s AND %s AND (x.hall_id <> s.hall_id OR b.show_id <> c.show_id) LIMIT 10
"""
SOLD_WITHOUT_SALE = """
    SELECT CONCAT('seat ', c.seat_id, ' of show ', c.show_id, ' is sold to ', b.reference, ', which is ', b.status),
           COUNT(*) OVER ()
    FROM booking_seats c JOIN bookings b ON b.id = c.booking_id
    WHERE c.show_id BETWEEN %s AND %s AND c.state = 'SOLD' AND b.status NOT IN ('CONFIRMED', 'COMPLETED') LIMIT 10
"""
# Left to itself the optimizer takes the index of the seat alone: a hundred times slower once there are many shows.
SOLD_WITHOUT_TICKET = """
    SELECT CONCAT('seat ', c.seat_id, ' of show ', c.show_id, ' is sold to booking ', c.booking_id, ' with ',
                  COUNT(t.id), ' live tickets'), COUNT(*) OVER ()
    FROM booking_seats c LEFT JOIN tickets t FORCE INDEX (tickets_of_show) ON t.show_id = c.show_id
        AND t.seat_id = c.seat_id AND t.booking_id = c.booking_id AND t.status IN ('VALID', 'USED')
    WHERE c.show_id BETWEEN %s AND %s AND c.state = 'SOLD'
    GROUP BY c.show_id, c.seat_id, c.booking_id HAVING COUNT(t.id) <> 1 LIMIT 10
"""
# The claims of a show that is over may be cleared away, all of them together: its tickets stay.
TICKET_WITHOUT_CLAIM = """
    SELECT CONCAT('ticket ', t.id, ' of booking ', t.booking_id, ' has no sold seat ', t.seat_id, ' of show ', t.show_id),
           COUNT(*) OVER ()
    FROM tickets t
    JOIN shows s ON s.id = t.show_id
    LEFT JOIN booking_seats c ON c.show_id = t.show_id AND c.seat_id = t.seat_id
        AND c.booking_id = t.booking_id AND c.state = 'SOLD'
    WHERE t.show_id BETWEEN %s AND %s AND t.status IN ('VALID', 'USED') AND c.seat_id IS NULL
        AND NOT (s.status = 'COMPLETED' AND NOT EXISTS (SELECT 1 FROM booking_seats k WHERE k.show_id = s.id)) LIMIT 10
"""
# A void ticket may be for the seat that its line had before the guest was given another one.
TICKET_ASTRAY = """
    SELECT CONCAT('ticket ', t.id, ' of booking ', t.booking_id, ' is not for what line ', l.id, ' of ', b.reference, ' says'),
           COUNT(*) OVER ()
    FROM tickets t JOIN booking_lines l ON l.id = t.line_id JOIN bookings b ON b.id = l.booking_id
    WHERE t.booking_id BETWEEN %s AND %s
        AND (t.booking_id <> l.booking_id OR t.show_id <> b.show_id OR (t.seat_id <> l.seat_id AND t.status <> 'VOID'))
    LIMIT 10
"""
CLAIM_OF_WRONG_STATE = """
    SELECT CONCAT(b.reference, ' is ', b.status, ' and has seat ', c.seat_id, ' of show ', c.show_id, ' ', c.state),
           COUNT(*) OVER ()
    FROM booking_seats c JOIN bookings b ON b.id = c.booking_id
    WHERE c.show_id BETWEEN %s AND %s
        AND (b.status IN ('EXPIRED', 'FAILED', 'CANCELLED') OR (b.status = 'PENDING' AND c.state <> 'HELD')) LIMIT 10
"""
