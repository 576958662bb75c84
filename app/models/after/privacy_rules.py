"""What must hold of customers who were erased: each statement gives up to ten rows (what is wrong, how many such rows)."""

from __future__ import annotations

ERASED_BUT_NAMED = """
    SELECT CONCAT('customer ', c.id, ' was erased at ', c.erased_at, ' UTC, and something still tells who it was'),
           COUNT(*) OVER ()
    FROM customers c
    WHERE c.id BETWEEN %s AND %s AND c.erased_at IS NOT NULL
        AND (c.name <> 'Erased' OR c.phone <> '' OR c.digits <> '' OR c.email <> '' OR c.consent
            OR c.erase_asked_at IS NOT NULL
            OR EXISTS (SELECT 1 FROM customer_words w WHERE w.customer_id = c.id)
            OR EXISTS (SELECT 1 FROM bookings b WHERE b.customer_id = c.id AND b.parked_note <> '')) LIMIT 10
"""
ERASED_BUT_REACHED = """
    SELECT CONCAT('message ', o.id, ' about ', b.reference, ' is for customer ', c.id, ', who was erased at ', c.erased_at,
                  ' UTC'), COUNT(*) OVER ()
    FROM customers c JOIN bookings b ON b.customer_id = c.id JOIN outbox o ON o.booking_id = b.id
    WHERE c.id BETWEEN %s AND %s AND c.erased_at IS NOT NULL AND o.kind <> 'PRINT_TICKETS'
        AND (o.recipient <> '' OR o.detail IS NOT NULL OR o.done_at IS NULL) LIMIT 10
"""
ERASED_BUT_WAITING = """
    SELECT CONCAT('customer ', c.id, ' was erased at ', c.erased_at, ' UTC and waits for show ', w.show_id), COUNT(*) OVER ()
    FROM customers c JOIN waiting_list w ON w.customer_id = c.id
    WHERE c.id BETWEEN %s AND %s AND c.erased_at IS NOT NULL AND w.status = 'WAITING' LIMIT 10
"""
ERASED_UNTOLD = """
    SELECT CONCAT('customer ', c.id, ' was erased without an audit line of it'), COUNT(*) OVER ()
    FROM customers c
    WHERE c.id BETWEEN %s AND %s AND c.erased_at IS NOT NULL AND NOT EXISTS
        (SELECT 1 FROM audit_log a WHERE a.subject = CONCAT('customer ', c.id) AND a.action = 'CUSTOMER_ERASED') LIMIT 10
"""
OF_CUSTOMERS = (ERASED_BUT_NAMED, ERASED_BUT_REACHED, ERASED_BUT_WAITING, ERASED_UNTOLD)
"""All of them, each asked for a run of customers at a time."""
