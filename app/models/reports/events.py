"""What happened when, read from bookings, tickets and payments themselves: the one place where a report's facts come from.

An event is counted on the day on which it happened and never moves: a ticket is sold when its booking is confirmed, it is taken
back when it is made void, money comes and goes when it is paid. A ticket that another one replaced for the same line, because
its guest was given another seat, is neither. So a day that is over does not change any more, and
`closed_days` may keep what these statements give for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.models.times import as_stored
from app.utils.local_time import LocalDays


@dataclass(frozen=True, slots=True)
class Events:
    """One kind of event: `live` reads it as it stands, with `selects` SELECTs; `kept` the days of it that were added up.

    Both have the columns of its figures table, and `day`.
    """

    live: str
    selects: int
    kept: str

    def values_of(self, days: LocalDays, cinema_id: int) -> tuple[object, ...]:
        """What `live` asks for."""
        of_a_select = (
            as_stored(days.change),
            days.before_seconds,
            days.after_seconds,
            as_stored(days.start),
            as_stored(days.end),
            cinema_id,
        )
        return of_a_select * self.selects


_KEPT = """
    SELECT d.day, f.* FROM figures_days d JOIN FIGURES f ON f.day_id = d.id
    WHERE d.cinema_id = %s AND d.time_zone = %s AND d.day BETWEEN %s AND %s
"""

NO_METHOD = "NONE"
"""The method of a sale that cost nothing."""

# STRAIGHT_JOIN: from the day's few sales to their tickets, as a counter of any age has them. Left to itself the optimizer may
# read a house's whole past to find one day.

_TICKETS = """
    SELECT day, show_id, seat_type, SUM(sold) sold, SUM(sold_minor) sold_minor, SUM(discount_minor) discount_minor,
           SUM(returned) returned, SUM(returned_minor) returned_minor
    FROM (
        SELECT STRAIGHT_JOIN DATE(b.confirmed_at + INTERVAL IF(b.confirmed_at < %s, %s, %s) SECOND) day, t.show_id,
               COALESCE(l.seat_type, x.seat_type) seat_type, COUNT(*) sold, SUM(l.price_minor) sold_minor,
               SUM(l.discount_minor) discount_minor, 0 returned, 0 returned_minor
        FROM bookings b JOIN counters k ON k.id = b.counter_id JOIN tickets t ON t.booking_id = b.id AND NOT t.replaced
        JOIN booking_lines l ON l.id = t.line_id JOIN seats x ON x.id = t.seat_id
        WHERE b.confirmed_at >= %s AND b.confirmed_at < %s AND k.cinema_id = %s
        GROUP BY 1, 2, 3
        UNION ALL
        SELECT STRAIGHT_JOIN DATE(t.voided_at + INTERVAL IF(t.voided_at < %s, %s, %s) SECOND), t.show_id,
               COALESCE(l.seat_type, x.seat_type), 0, 0, 0, COUNT(*), SUM(l.price_minor)
        FROM tickets t JOIN bookings b ON b.id = t.booking_id JOIN counters k ON k.id = b.counter_id
        JOIN booking_lines l ON l.id = t.line_id JOIN seats x ON x.id = t.seat_id
        WHERE t.voided_at >= %s AND t.voided_at < %s AND NOT t.replaced AND k.cinema_id = %s
        GROUP BY 1, 2, 3
    ) e GROUP BY day, show_id, seat_type
"""
TICKETS = Events(_TICKETS, 2, _KEPT.replace("FIGURES", "figures_tickets"))
"""Tickets sold and taken back with their minor units, by day, show and kind of seat."""

_CLERKS = """
    SELECT day, clerk_id, method, SUM(sold) sold, SUM(sold_minor) sold_minor, SUM(returned) returned,
           SUM(returned_minor) returned_minor, SUM(taken) taken, SUM(taken_minor) taken_minor, SUM(refunded) refunded,
           SUM(refunded_minor) refunded_minor
    FROM (
        SELECT STRAIGHT_JOIN DATE(b.confirmed_at + INTERVAL IF(b.confirmed_at < %s, %s, %s) SECOND) day,
               COALESCE(p.clerk_id, b.clerk_id) clerk_id, COALESCE(p.method, 'NONE') method, COUNT(*) sold,
               SUM(l.price_minor) sold_minor, 0 returned, 0 returned_minor, 0 taken, 0 taken_minor, 0 refunded,
               0 refunded_minor
        FROM bookings b JOIN counters k ON k.id = b.counter_id
        LEFT JOIN payments p ON p.booking_id = b.id AND p.kind = 'PAYMENT' AND NOT EXISTS (SELECT 1 FROM payments q
            WHERE q.booking_id = p.booking_id AND q.kind = 'PAYMENT'
                AND (q.amount_minor > p.amount_minor OR q.amount_minor = p.amount_minor AND q.id < p.id))
        JOIN tickets t ON t.booking_id = b.id AND NOT t.replaced JOIN booking_lines l ON l.id = t.line_id
        WHERE b.confirmed_at >= %s AND b.confirmed_at < %s AND k.cinema_id = %s
        GROUP BY 1, 2, 3
        UNION ALL
        SELECT STRAIGHT_JOIN DATE(t.voided_at + INTERVAL IF(t.voided_at < %s, %s, %s) SECOND),
               COALESCE(p.clerk_id, b.clerk_id), COALESCE(p.method, 'NONE'), 0, 0, COUNT(*), SUM(l.price_minor), 0, 0, 0, 0
        FROM tickets t JOIN bookings b ON b.id = t.booking_id JOIN counters k ON k.id = b.counter_id
        LEFT JOIN payments p ON p.booking_id = b.id AND p.kind = 'PAYMENT' AND NOT EXISTS (SELECT 1 FROM payments q
            WHERE q.booking_id = p.booking_id AND q.kind = 'PAYMENT'
                AND (q.amount_minor > p.amount_minor OR q.amount_minor = p.amount_minor AND q.id < p.id))
        JOIN booking_lines l ON l.id = t.line_id
        WHERE t.voided_at >= %s AND t.voided_at < %s AND NOT t.replaced AND k.cinema_id = %s
        GROUP BY 1, 2, 3
        UNION ALL
        SELECT STRAIGHT_JOIN DATE(p.paid_at + INTERVAL IF(p.paid_at < %s, %s, %s) SECOND), p.clerk_id, p.method,
               0, 0, 0, 0, SUM(p.kind = 'PAYMENT'), SUM(IF(p.kind = 'PAYMENT', p.amount_minor, 0)),
               SUM(p.kind = 'REFUND'), SUM(IF(p.kind = 'REFUND', p.amount_minor, 0))
        FROM payments p JOIN counters k ON k.id = p.counter_id
        WHERE p.paid_at >= %s AND p.paid_at < %s AND k.cinema_id = %s AND p.method <> 'EXCHANGE'
        GROUP BY 1, 2, 3
    ) e GROUP BY day, clerk_id, method
"""
CLERKS = Events(_CLERKS, 3, _KEPT.replace("FIGURES", "figures_clerks"))
"""Tickets as above and payments and refunds with their minor units, by day, clerk and method. A ticket counts with the largest
part of its booking's payment, the first of equals; NONE is the method of a sale that cost nothing. What an exchange carries
over is no money that came or went.
"""

_HOURS = """
    SELECT DATE(at_local) day, HOUR(at_local) hour, COUNT(DISTINCT id) sales, COUNT(*) tickets, SUM(price_minor) sold_minor
    FROM (
        SELECT STRAIGHT_JOIN b.confirmed_at + INTERVAL IF(b.confirmed_at < %s, %s, %s) SECOND at_local, b.id, l.price_minor
        FROM bookings b JOIN counters k ON k.id = b.counter_id JOIN tickets t ON t.booking_id = b.id AND NOT t.replaced
        JOIN booking_lines l ON l.id = t.line_id
        WHERE b.confirmed_at >= %s AND b.confirmed_at < %s AND k.cinema_id = %s
    ) e GROUP BY DATE(at_local), HOUR(at_local)
"""
HOURS = Events(_HOURS, 1, _KEPT.replace("FIGURES", "figures_hours"))
"""Sales, their tickets and minor units by day and hour on the wall: the hour that comes twice when clocks go back is one."""
