"""Seats given in exchange for others: what is known of the old sale, and how the new one takes its place."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.statements import Reader, Unit


@dataclass(frozen=True, slots=True)
class Standing:
    """Of a sale that is to be exchanged: its version, and until how many minutes before its show that is everybody's.

    `elsewhere` is the counter at which it is being exchanged just now, "" where nobody else does.
    """

    version: int
    minutes_before: int
    elsewhere: str


def standing(reader: Reader, booking_id: int, counter_id: int) -> Standing | None:
    """None when there is no such booking. A hold that was begun in exchange counts until its time has run out."""
    row = reader.row(
        """
        SELECT b.version, c.exchange_minutes_before,
               COALESCE((SELECT MIN(k.name) FROM bookings n JOIN counters k ON k.id = n.counter_id
                WHERE n.exchanged_from = b.id AND n.status = 'PENDING' AND n.held_until > UTC_TIMESTAMP(6)
                AND n.counter_id <> %s), '')
        FROM bookings b JOIN shows s ON s.id = b.show_id JOIN halls h ON h.id = s.hall_id JOIN cinemas c ON c.id = h.cinema_id
        WHERE b.id = %s
        """,
        (counter_id, booking_id),
    )
    return Standing(int(row[0]), int(row[1]), str(row[2])) if row else None


def begin(unit: Unit, new_booking_id: int, old_booking_id: int) -> None:
    """A hold is to take the place of a sale: said before money is asked for, so that no other counter exchanges it too."""
    unit.later("UPDATE bookings SET exchanged_from = %s WHERE id = %s", (old_booking_id, new_booking_id))


def take_place(unit: Unit, new_booking_id: int, old_booking_id: int, customer_id: int | None) -> None:
    """A sale has taken another one's place; where nobody is written on it, the other one's customer is."""
    unit.later(
        """
        UPDATE bookings SET exchanged_from = %s, customer_id = COALESCE(customer_id, %s), version = version + 1
        WHERE id = %s
        """,
        (old_booking_id, customer_id, new_booking_id),
    )


CARRIED_ADRIFT = """
    SELECT CONCAT(b.reference, ': exchanges have taken ', SUM(x.went_minor), ' from it, and brought ', SUM(x.came_minor),
                  ' to the sales in its place (minor units)'), COUNT(*) OVER ()
    FROM bookings b JOIN (
        SELECT booking_id, amount_minor went_minor, 0 came_minor FROM payments
        WHERE booking_id BETWEEN %s AND %s AND kind = 'REFUND' AND method = 'EXCHANGE'
        UNION ALL
        SELECT r.booking_id, 0, p.amount_minor FROM refunds r
        JOIN payments p ON p.booking_id = r.new_booking_id AND p.kind = 'PAYMENT' AND p.method = 'EXCHANGE'
        WHERE r.booking_id BETWEEN %s AND %s AND r.kind = 'EXCHANGE'
    ) x ON x.booking_id = b.id
    GROUP BY b.id, b.reference HAVING SUM(x.went_minor) <> SUM(x.came_minor) LIMIT 10
"""
CARRIED_FROM_NOWHERE = """
    SELECT CONCAT(b.reference, ': a payment of ', p.amount_minor, ' (minor units) comes from no exchange'), COUNT(*) OVER ()
    FROM payments p JOIN bookings b ON b.id = p.booking_id
    WHERE p.booking_id BETWEEN %s AND %s AND p.kind = 'PAYMENT' AND p.method = 'EXCHANGE' AND NOT EXISTS
        (SELECT 1 FROM refunds r WHERE r.new_booking_id = p.booking_id AND r.kind = 'EXCHANGE') LIMIT 10
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
"""For the proof: what an exchange took from one sale is in another, and its tickets ended with it."""
