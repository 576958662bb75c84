"""Tickets: the right to enter, one per line of a confirmed booking, and their printing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.models.database import RetryUnit
from app.models.records import Cinema, Seat, Show, Unprinted
from app.models.sell.bookings import LockedLine
from app.models.sell.shows import seat_of, show_of
from app.models.statements import DuplicateKey, Reader, Unit
from app.models.times import as_utc

PRINT = "PRINT_TICKETS"


@dataclass(frozen=True, slots=True)
class PrintableTicket:
    """What one printed ticket says, as far as it differs from sale to sale and seat to seat."""

    code: str
    """128 random bits in base 32, 26 characters."""
    booking_reference: str
    show: Show
    seat: Seat
    ticket_type_name: str
    price_minor: int
    cinema: Cinema
    counter_name: str


def issue(unit: Unit, booking_id: int, show_id: int, lines: Sequence[LockedLine], codes: Sequence[str]) -> None:
    """Write a VALID ticket for each line; `codes` are 26-character random codes, one a line."""
    unit.insert_rows_later(
        "INSERT INTO tickets (booking_id, line_id, show_id, seat_id, code) VALUES",
        [(booking_id, line.line_id, show_id, line.seat_id, code) for line, code in zip(lines, codes, strict=True)],
    )


def order_printing(unit: Unit, booking_id: int, counter_id: int) -> None:
    """Leave the work of printing behind, in the sale's own transaction, so that no crash forgets it."""
    unit.later(
        "INSERT INTO outbox (kind, booking_id, counter_id, due_at) VALUES (%s, %s, %s, UTC_TIMESTAMP(6))",
        (PRINT, booking_id, counter_id),
    )


def of_booking(reader: Reader, reference: str) -> list[PrintableTicket]:
    """A booking's live tickets as they are printed, row by row."""
    found = reader.rows(
        """
        SELECT s.id, m.title, m.language, m.certificate, m.duration_minutes, h.id, h.name,
               s.starts_at, s.ends_at, s.base_price_minor, s.status,
               x.id, x.row_name, x.seat_number, x.seat_type, x.grid_row, x.grid_column, x.wheelchair, x.companion,
               x.in_service, t.code, b.reference, y.name, l.price_minor, k.name,
               c.id, c.name, g.name, c.time_zone, c.currency, c.locale, c.country, c.region
        FROM bookings b
        JOIN tickets t ON t.booking_id = b.id
        JOIN booking_lines l ON l.id = t.line_id
        JOIN ticket_types y ON y.id = l.ticket_type_id
        JOIN seats x ON x.id = t.seat_id
        JOIN shows s ON s.id = t.show_id
        JOIN movies m ON m.id = s.movie_id
        JOIN halls h ON h.id = s.hall_id
        JOIN cinemas c ON c.id = h.cinema_id
        JOIN cities g ON g.id = c.city_id
        JOIN counters k ON k.id = b.counter_id
        WHERE b.reference = %s AND t.status <> 'VOID' ORDER BY x.grid_row, x.grid_column
        """,
        (reference,),
    )
    return [
        PrintableTicket(
            code=row[20],
            booking_reference=row[21],
            show=show_of(row),
            seat=seat_of(row[11:20]),
            ticket_type_name=row[22],
            price_minor=int(row[23]),
            cinema=Cinema(*row[25:33]),
            counter_name=row[24],
        )
        for row in found
    ]


def next_print_number(reader: Reader, reference: str) -> int:
    """1 for the original, 2 for the first duplicate."""
    row = reader.row(
        "SELECT COALESCE(MAX(p.print_number), 0) + 1 FROM ticket_prints p JOIN bookings b ON b.id = p.booking_id"
        " WHERE b.reference = %s",
        (reference,),
    )
    return int(row[0]) if row else 1


def record_print(unit: Unit, reference: str, print_number: int, staff_id: int) -> None:
    """Write down that the tickets were printed. Two prints at the same instant get different numbers."""
    try:
        unit.execute(
            "INSERT INTO ticket_prints (booking_id, print_number, printed_by, printed_at)"
            " SELECT id, %s, %s, UTC_TIMESTAMP(6) FROM bookings WHERE reference = %s",
            (print_number, staff_id, reference),
        )
    except DuplicateKey as error:
        raise RetryUnit from error


def printing_done(unit: Unit, reference: str) -> None:
    unit.execute(
        "UPDATE outbox o JOIN bookings b ON b.id = o.booking_id SET o.done_at = UTC_TIMESTAMP(6), o.last_error = NULL"
        " WHERE b.reference = %s AND o.kind = %s AND o.done_at IS NULL",
        (reference, PRINT),
    )


def printing_failed(unit: Unit, reference: str, sentence: str) -> None:
    unit.execute(
        "UPDATE outbox o JOIN bookings b ON b.id = o.booking_id SET o.attempts = o.attempts + 1, o.last_error = %s"
        " WHERE b.reference = %s AND o.kind = %s AND o.done_at IS NULL",
        (sentence[:300], reference, PRINT),
    )


def unprinted(reader: Reader, counter_id: int) -> list[Unprinted]:
    """A counter's sales whose tickets are still to be printed, the oldest first."""
    found = reader.rows(
        """
        SELECT b.reference, m.title, s.starts_at, o.last_error
        FROM outbox o JOIN bookings b ON b.id = o.booking_id
        JOIN shows s ON s.id = b.show_id JOIN movies m ON m.id = s.movie_id
        WHERE o.counter_id = %s AND o.done_at IS NULL AND o.kind = %s ORDER BY o.id
        """,
        (counter_id, PRINT),
    )
    return [Unprinted(row[0], row[1], as_utc(row[2]), row[3]) for row in found]


def last_sold(reader: Reader, counter_id: int) -> str | None:
    """The reference of a counter's last sale that stands."""
    row = reader.row(
        "SELECT b.reference FROM payments p JOIN bookings b ON b.id = p.booking_id"
        " WHERE p.counter_id = %s AND p.kind = 'PAYMENT' AND b.status IN ('CONFIRMED', 'COMPLETED') ORDER BY p.id DESC LIMIT 1",
        (counter_id,),
    )
    return str(row[0]) if row else None
