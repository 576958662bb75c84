"""Bookings and their priced lines: a basket while PENDING, a sale once CONFIRMED."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.models import staff
from app.models.records import Booking, BookingLine, BookingStatus, ShowStatus, TicketType
from app.models.sell import discounts
from app.models.sell.booking_seats import Performance
from app.models.sell.shows import seat_of
from app.models.statements import NewId, Reader, Row, Unit
from app.models.times import as_stored, as_utc


class ReferenceTaken(Exception):
    """Chance gave a reference that another booking has; another one is to be drawn."""


class ShowChanged(Exception):
    """The show was moved, changed or cancelled since it was looked at: the unit must be rolled back."""


def create(
    unit: Unit, booking: Booking, performance: Performance, counter_id: int, clerk_id: int, now: datetime
) -> list[int]:
    """Write a new PENDING booking without its lines, with the next statement: the list then has its id.

    Its claims and lines follow at once and name it as NEW_ID. The next statement raises ReferenceTaken; ShowChanged when the
    show is not the performance any more. From here on it stays so: a planner leaves a show alone that somebody holds.
    """
    held_until, hold_limit, created_at = (as_stored(moment) for moment in (booking.held_until, booking.hold_limit, now))
    return unit.insert_later(
        """
        INSERT INTO bookings (reference, show_id, status, held_until, hold_limit, counter_id, clerk_id, created_at)
        VALUES (%s, (SELECT s.id FROM shows s WHERE s.id = %s AND s.movie_id = %s AND s.hall_id = %s AND s.starts_at = %s
            AND s.status IN ('UPCOMING', 'ONGOING') LOCK IN SHARE MODE), 'PENDING', %s, %s, %s, %s, %s)
        """,
        (
            booking.reference,
            booking.show_id,
            performance.movie_id,
            performance.hall_id,
            as_stored(performance.starts_at),
            held_until,
            hold_limit,
            counter_id,
            clerk_id,
            created_at,
        ),
        ReferenceTaken,
        absent=ShowChanged,
    )


def renew(unit: Unit, booking_id: int, counter_id: int, hold_seconds: int) -> bool:
    """Let the counter's hold run `hold_seconds` from now, never past its limit; False when it has run out or moved."""
    found = unit.execute(
        """
        UPDATE bookings
        SET held_until = GREATEST(held_until, LEAST(hold_limit, UTC_TIMESTAMP(6) + INTERVAL %s SECOND))
        WHERE id = %s AND counter_id = %s AND status = 'PENDING' AND held_until > UTC_TIMESTAMP(6)
        """,
        (hold_seconds, booking_id, counter_id),
    )
    return found == 1


def add_lines(unit: Unit, booking_id: int | NewId, lines: Sequence[BookingLine]) -> None:
    """Write the priced lines that go with new claims, together with the next statement."""
    unit.insert_rows_later(
        "INSERT INTO booking_lines"
        " (booking_id, seat_id, ticket_type_id, price_minor, price_explained, discount_minor, seat_type) VALUES",
        [
            (
                booking_id,
                line.seat.id,
                line.ticket_type.id,
                line.price_minor,
                line.price_explained,
                line.discount_minor,
                line.seat.seat_type.value,
            )
            for line in sorted(lines, key=lambda line: line.seat.id)
        ],
    )


def remove_lines(unit: Unit, booking_id: int, seat_ids: Sequence[int]) -> None:
    unit.execute("DELETE FROM booking_lines WHERE booking_id = %s AND seat_id IN %s", (booking_id, tuple(seat_ids)))


def change_line(unit: Unit, booking_id: int, line: BookingLine) -> int:
    """Write another ticket type and price on a seat's line; returns the lines found, 0 or 1."""
    return unit.execute(
        """
        UPDATE booking_lines SET ticket_type_id = %s, price_minor = %s, price_explained = %s, discount_minor = %s
        WHERE booking_id = %s AND seat_id = %s
        """,
        (
            line.ticket_type.id,
            line.price_minor,
            line.price_explained,
            line.discount_minor,
            booking_id,
            line.seat.id,
        ),
    )


def change_prices(unit: Unit, booking_id: int, lines: Sequence[BookingLine]) -> None:
    """Write other prices on lines that stay: a discount has come or gone. It travels with the next statement."""
    for line in lines:
        unit.later(
            "UPDATE booking_lines SET price_minor = %s, price_explained = %s, discount_minor = %s"
            " WHERE booking_id = %s AND seat_id = %s",
            (line.price_minor, line.price_explained, line.discount_minor, booking_id, line.seat.id),
        )


def set_status(unit: Unit, booking_id: int, status: BookingStatus) -> None:
    unit.execute("UPDATE bookings SET status = %s WHERE id = %s", (status.value, booking_id))


def mark_confirmed(unit: Unit, booking_id: int) -> None:
    """A basket is sold. It takes no other sale's place, whatever was begun with it, unless that is said after this."""
    unit.later(
        "UPDATE bookings SET status = 'CONFIRMED', confirmed_at = UTC_TIMESTAMP(6), exchanged_from = NULL WHERE id = %s",
        (booking_id,),
    )


@dataclass(frozen=True, slots=True)
class LockedLine:
    """A line as it stands under the booking's lock."""

    line_id: int
    seat_id: int
    price_minor: int


@dataclass(frozen=True, slots=True)
class LockedBooking:
    """A booking that nobody else can change until the unit ends."""

    status: BookingStatus
    lines: tuple[LockedLine, ...]
    counter_id: int
    promo_code_id: int | None = None
    by_phone: bool = False
    customer_id: int | None = None
    version: int = 1

    @property
    def total_minor(self) -> int:
        return sum(line.price_minor for line in self.lines)


# Only the show is locked; whether the clerk may still be there is read beside it, and costs no statement more.
_LOCK_SHOW = """
    SELECT s.status, (SELECT c.active FROM staff c WHERE c.id = %s) FROM shows s WHERE s.id = %s LOCK IN SHARE MODE
"""


def lock_show(unit: Unit, clerk_id: int, show_id: int) -> ShowStatus | None:
    """Hold the show still against cancelling (shared: sales do not wait for each other). The first lock of a sale.

    Raises SessionEnded for a clerk whose account was deactivated.
    """
    return _show_of(unit.row(_LOCK_SHOW, (clerk_id, show_id)))


def lock_with_show(
    unit: Unit, clerk_id: int, show_id: int, booking_id: int
) -> tuple[ShowStatus | None, LockedBooking | None]:
    """`lock_show` and then `lock`, in one round trip."""
    locked = lock_with_show_later(unit, clerk_id, show_id, booking_id)
    unit.flush()
    return locked()


def lock_with_show_later(
    unit: Unit, clerk_id: int, show_id: int, booking_id: int
) -> Callable[[], tuple[ShowStatus | None, LockedBooking | None]]:
    """The same locks, taken with the next statement: then the function tells what they found."""
    told = lock_all_later(unit, clerk_id, [(show_id, booking_id)])
    return lambda: told()[0]


def lock_all_later(
    unit: Unit, clerk_id: int, sales: Sequence[tuple[int, int]]
) -> Callable[[], list[tuple[ShowStatus | None, LockedBooking | None]]]:
    """The same locks for several (show, booking): all shows before all bookings, each in the order of their ids."""
    shows = {each: unit.rows_later(_LOCK_SHOW, (clerk_id, each)) for each in sorted({show for show, _ in sales})}
    found = {each: unit.rows_later(_LOCK, (each,)) for each in sorted({booking for _, booking in sales})}

    def told() -> list[tuple[ShowStatus | None, LockedBooking | None]]:
        return [(_show_of(shows[show][0] if shows[show] else None), _locked(found[booking])) for show, booking in sales]

    return told


def _show_of(row: Row | None) -> ShowStatus | None:
    if row is not None and not row[1]:
        raise staff.account_ended()
    return ShowStatus(row[0]) if row else None


_LOCK = """
    SELECT b.status, l.id, l.seat_id, l.price_minor, b.counter_id, b.promo_code_id, b.channel = 'PHONE', b.customer_id,
           b.version
    FROM bookings b LEFT JOIN booking_lines l ON l.booking_id = b.id
    WHERE b.id = %s FOR UPDATE
"""


def lock(unit: Unit, booking_id: int) -> LockedBooking | None:
    """Lock a booking with its lines; None when there is none."""
    return _locked(unit.rows(_LOCK, (booking_id,)))


def _locked(found: Sequence[Row]) -> LockedBooking | None:
    if not found:
        return None
    lines = sorted((LockedLine(row[1], row[2], int(row[3])) for row in found if row[1] is not None), key=_by_seat)
    status, _, _, _, counter_id, promo_code_id, by_phone, *more = found[0]
    return LockedBooking(BookingStatus(status), tuple(lines), int(counter_id), promo_code_id, bool(by_phone), *more)


def _by_seat(line: LockedLine) -> int:
    return line.seat_id


def run_out(reader: Reader, most: int = 200) -> list[int]:
    """Ids of PENDING bookings whose hold has run out, the longest ago first."""
    found = reader.rows(
        """
        SELECT id FROM bookings WHERE status = 'PENDING' AND held_until <= UTC_TIMESTAMP(6)
        ORDER BY held_until LIMIT %s
        """,
        (most,),
    )
    return [int(row[0]) for row in found]


def lock_if_run_out(unit: Unit, booking_id: int) -> bool | None:
    """Lock a booking if it is still PENDING and still run out: between seeing and locking it may be paid or renewed.

    Whether it was booked by phone; None when it is not to be touched.
    """
    row = unit.row(
        """
        SELECT channel = 'PHONE' FROM bookings
        WHERE id = %s AND status = 'PENDING' AND held_until <= UTC_TIMESTAMP(6) FOR UPDATE
        """,
        (booking_id,),
    )
    return bool(row[0]) if row else None


def by_reference(reader: Reader, reference: str) -> tuple[Booking, datetime] | None:
    """A booking with its lines, and the server's time at which it was read."""
    found = reader.rows(
        """
        SELECT b.id, b.reference, b.show_id, b.status, b.held_until, b.hold_limit, UTC_TIMESTAMP(6),
               s.id, s.row_name, s.seat_number, s.seat_type, s.grid_row, s.grid_column, s.wheelchair, s.companion,
               s.in_service, t.id, t.code, t.name, t.percent, l.price_minor, l.price_explained,
               l.discount_minor, b.promo_code_id, b.channel = 'PHONE'
        FROM bookings b
        LEFT JOIN booking_lines l ON l.booking_id = b.id
        LEFT JOIN seats s ON s.id = l.seat_id
        LEFT JOIN ticket_types t ON t.id = l.ticket_type_id
        WHERE b.reference = %s ORDER BY s.grid_row, s.grid_column
        """,
        (reference,),
    )
    if not found:
        return None
    lines = tuple(
        BookingLine(seat_of(row[7:16]), TicketType(*row[16:20]), int(row[20]), row[21], int(row[22]))
        for row in found
        if row[7] is not None
    )
    first = found[0]
    booking = Booking(
        id=first[0],
        reference=first[1],
        show_id=first[2],
        status=BookingStatus(first[3]),
        held_until=as_utc(first[4]),
        hold_limit=as_utc(first[5]),
        lines=lines,
        promo=discounts.promo_of_booking(reader, first[0]) if first[23] is not None else None,
        by_phone=bool(first[24]),
    )
    return booking, as_utc(first[6])
