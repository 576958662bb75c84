"""What must hold of every exchange: each statement gives up to ten rows (what is wrong, how many such rows there are)."""

from __future__ import annotations

CARRIED_ADRIFT = """
    SELECT CONCAT(b.reference, ': exchanges have taken ', SUM(x.went_minor), ' from it, and brought ', SUM(x.came_minor),
                  ' to the sales in its place (minor units), of payment ', COALESCE(x.origin_id, 0)), COUNT(*) OVER ()
    FROM bookings b JOIN (
        SELECT booking_id, origin_id, amount_minor went_minor, 0 came_minor FROM payments
        WHERE booking_id BETWEEN %s AND %s AND kind = 'REFUND' AND method = 'EXCHANGE'
        UNION ALL
        SELECT r.booking_id, p.origin_id, 0, p.amount_minor FROM refunds r
        JOIN payments p ON p.booking_id = r.new_booking_id AND p.kind = 'PAYMENT' AND p.method = 'EXCHANGE'
        WHERE r.booking_id BETWEEN %s AND %s AND r.kind = 'EXCHANGE'
    ) x ON x.booking_id = b.id
    GROUP BY b.id, b.reference, x.origin_id HAVING SUM(x.went_minor) <> SUM(x.came_minor) LIMIT 10
"""
CARRIED_FROM_NOWHERE = """
    SELECT CONCAT(b.reference, ': a payment of ', p.amount_minor, ' (minor units) comes from no exchange'), COUNT(*) OVER ()
    FROM payments p JOIN bookings b ON b.id = p.booking_id
    WHERE p.booking_id BETWEEN %s AND %s AND p.kind = 'PAYMENT' AND p.method = 'EXCHANGE' AND NOT EXISTS
        (SELECT 1 FROM refunds r WHERE r.new_booking_id = p.booking_id AND r.kind = 'EXCHANGE') LIMIT 10
"""
# The origin is the payment that the money first came with: what went by any other way than an exchange has none.
ORIGIN_ASTRAY = """
    SELECT CONCAT(b.reference, ': the ', LOWER(p.kind), ' ', p.id, ' by ', p.method, ' of ', p.amount_minor,
                  ' (minor units) ', IF(p.origin_id IS NULL, 'tells of no payment that it first came with',
                  CONCAT('first came with payment ', p.origin_id, ', which cannot be'))), COUNT(*) OVER ()
    FROM payments p JOIN bookings b ON b.id = p.booking_id
    LEFT JOIN payments f ON f.id = p.of_payment_id LEFT JOIN payments o ON o.id = p.origin_id
    WHERE p.booking_id BETWEEN %s AND %s AND ((p.method = 'EXCHANGE') <> (p.origin_id IS NOT NULL)
        OR o.kind = 'REFUND' OR o.method = 'EXCHANGE'
        OR (p.kind = 'REFUND' AND p.origin_id <> COALESCE(f.origin_id, f.id))) LIMIT 10
"""
EXCHANGE_HALF_DONE = """
    SELECT CONCAT(b.reference, ': the exchange ', x.id, ' ended tickets for ', x.ended_minor, ' of ', x.tickets_minor,
                  ' (minor units), and ', IF(n.exchanged_from <=> b.id AND n.confirmed_at IS NOT NULL, 'a', 'no'),
                  ' sale took its place'), COUNT(*) OVER ()
    FROM (
        SELECT r.id, r.booking_id, r.new_booking_id, r.tickets_minor, COALESCE(SUM(l.price_minor), 0) ended_minor
        FROM refunds r
        LEFT JOIN tickets t ON t.refund_id = r.id AND t.booking_id = r.booking_id AND t.status = 'VOID'
        LEFT JOIN booking_lines l ON l.id = t.line_id
        WHERE r.booking_id BETWEEN %s AND %s AND r.kind = 'EXCHANGE'
        GROUP BY r.id, r.booking_id, r.new_booking_id, r.tickets_minor
    ) x JOIN bookings b ON b.id = x.booking_id JOIN bookings n ON n.id = x.new_booking_id
    WHERE x.ended_minor <> x.tickets_minor OR NOT (n.exchanged_from <=> b.id) OR n.confirmed_at IS NULL LIMIT 10
"""
PLACE_OF_NOTHING_GIVEN = """
    SELECT CONCAT(b.reference, ' says that it took the place of ', o.reference, ', and there no ticket was given for it'),
           COUNT(*) OVER ()
    FROM bookings b JOIN bookings o ON o.id = b.exchanged_from
    WHERE b.id BETWEEN %s AND %s AND b.confirmed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM refunds r
        WHERE r.new_booking_id = b.id AND r.booking_id = o.id AND r.kind = 'EXCHANGE') LIMIT 10
"""
OF_BOOKINGS = (CARRIED_ADRIFT, CARRIED_FROM_NOWHERE, ORIGIN_ASTRAY, EXCHANGE_HALF_DONE, PLACE_OF_NOTHING_GIVEN)
"""All of them, each asked for a run of bookings at a time."""
