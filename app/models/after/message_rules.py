"""What must hold of the outbox: each statement gives up to ten rows (what is wrong, how many such rows there are in all)."""

from __future__ import annotations

PRINT_OF_NO_SALE = """
    SELECT CONCAT('the tickets of ', b.reference, ', which is ', b.status, ', wait to be printed'), COUNT(*) OVER ()
    FROM outbox o JOIN bookings b ON b.id = o.booking_id
    WHERE o.booking_id BETWEEN %s AND %s AND o.kind = 'PRINT_TICKETS' AND o.done_at IS NULL
        AND b.status NOT IN ('CONFIRMED', 'COMPLETED') LIMIT 10
"""
# Whose customer was erased since has lost its address, and keeps its number.
SENT_UNNUMBERED = """
    SELECT CONCAT('message ', o.id, ' about ', b.reference, ' was sent after ', o.attempts, ' tries',
                  IF(o.message_id IS NULL, ' without a number', '')), COUNT(*) OVER ()
    FROM outbox o JOIN bookings b ON b.id = o.booking_id
    WHERE o.booking_id BETWEEN %s AND %s AND o.kind <> 'PRINT_TICKETS' AND o.done_at IS NOT NULL AND o.given_up_at IS NULL
        AND (o.message_id IS NULL OR o.attempts = 0) LIMIT 10
"""
# The reason goes with the address when a customer is erased.
GIVEN_UP_FOR_NO_REASON = """
    SELECT CONCAT('message ', o.id, ' about ', b.reference, ' was given up, and nothing tells why'), COUNT(*) OVER ()
    FROM outbox o JOIN bookings b ON b.id = o.booking_id
    WHERE o.booking_id BETWEEN %s AND %s AND o.given_up_at IS NOT NULL AND COALESCE(o.last_error, '') = ''
        AND o.recipient <> '' AND NOT EXISTS (SELECT 1 FROM audit_log a WHERE a.action = 'MESSAGE_GIVEN_UP'
            AND a.subject = CONVERT(b.reference USING utf8mb4) COLLATE utf8mb4_unicode_ci) LIMIT 10
"""
MESSAGE_OF_NOTHING = """
    SELECT CONCAT('message ', o.id, ' tells of a ', o.template, ' that ', b.reference, ', which is ', b.status,
                  ', has not had'), COUNT(*) OVER ()
    FROM outbox o JOIN bookings b ON b.id = o.booking_id JOIN shows s ON s.id = b.show_id
    WHERE o.booking_id BETWEEN %s AND %s AND o.kind <> 'PRINT_TICKETS' AND NOT CASE o.template
        WHEN 'CONFIRMATION' THEN b.confirmed_at IS NOT NULL
        WHEN 'EXCHANGE' THEN b.confirmed_at IS NOT NULL AND b.exchanged_from IS NOT NULL
        WHEN 'CANCELLATION' THEN EXISTS (SELECT 1 FROM tickets t WHERE t.booking_id = b.id AND t.status = 'VOID')
        WHEN 'SHOW_CANCELLED' THEN s.status = 'CANCELLED'
        WHEN 'SEATS_OFFERED' THEN EXISTS (SELECT 1 FROM waiting_list w WHERE w.booking_id = b.id)
        ELSE FALSE END LIMIT 10
"""
OF_BOOKINGS = (PRINT_OF_NO_SALE, SENT_UNNUMBERED, GIVEN_UP_FOR_NO_REASON, MESSAGE_OF_NOTHING)
"""All of them, each asked for a run of bookings at a time."""
