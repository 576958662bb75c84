"""The tickets of a sale as they stand: what each cost, whether it is still good, and how some of them come to their end."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.models.records import BookingStatus, ShowStatus
from app.models.statements import NEW_ID, Reader, Unit
from app.models.times import as_utc


@dataclass(frozen=True, slots=True)
class SaleHead:
    """A sale, or one that was, with its show; `now` is the server's time of reading."""

    booking_id: int
    reference: str
    status: BookingStatus
    show_id: int
    cinema_id: int
    show_status: ShowStatus
    movie_title: str
    hall_name: str
    starts_at: datetime
    ends_at: datetime
    now: datetime = field(compare=False)


@dataclass(frozen=True, slots=True)
class TicketOfSale:
    """A ticket of a sale, without those that another one of the same line replaced. `status` is VALID, USED or VOID."""

    ticket_id: int
    line_id: int
    seat_id: int
    seat_label: str
    ticket_type_name: str
    price_minor: int
    status: str

    @property
    def is_live(self) -> bool:
        """Its seat is still its own: not given back, exchanged or undone."""
        return self.status != "VOID"


def head(reader: Reader, reference: str) -> SaleHead | None:
    """The sale of that reference; None when there is none, or it was never sold."""
    row = reader.row(
        """
        SELECT b.id, b.reference, b.status, s.id, h.cinema_id, s.status, m.title, h.name, s.starts_at, s.ends_at,
               UTC_TIMESTAMP(6)
        FROM bookings b JOIN shows s ON s.id = b.show_id JOIN halls h ON h.id = s.hall_id JOIN movies m ON m.id = s.movie_id
        WHERE b.reference = %s AND b.confirmed_at IS NOT NULL
        """,
        (reference,),
    )
    if row is None:
        return None
    return SaleHead(
        booking_id=int(row[0]),
        reference=str(row[1]),
        status=BookingStatus(row[2]),
        show_id=int(row[3]),
        cinema_id=int(row[4]),
        show_status=ShowStatus(row[5]),
        movie_title=str(row[6]),
        hall_name=str(row[7]),
        starts_at=as_utc(row[8]),
        ends_at=as_utc(row[9]),
        now=as_utc(row[10]),
    )


def of_booking(reader: Reader, booking_id: int) -> tuple[TicketOfSale, ...]:
    """A sale's tickets, row by row. Of a sale that is locked nobody gives one back meanwhile; one may still be used."""
    found = reader.rows(
        """
        SELECT t.id, t.line_id, t.seat_id, CONCAT(x.row_name, x.seat_number), y.name, l.price_minor, t.status
        FROM tickets t JOIN booking_lines l ON l.id = t.line_id JOIN ticket_types y ON y.id = l.ticket_type_id
        JOIN seats x ON x.id = t.seat_id
        WHERE t.booking_id = %s AND NOT t.replaced ORDER BY x.grid_row, x.grid_column, t.id
        """,
        (booking_id,),
    )
    return tuple(
        TicketOfSale(int(row[0]), int(row[1]), int(row[2]), row[3], row[4], int(row[5]), row[6]) for row in found
    )


def end_for_new_refund(unit: Unit, ticket_ids: Collection[int]) -> list[int]:
    """Make unused tickets void, of the refund that was added just before; the next statement tells how many they were."""
    return unit.found_later(
        "UPDATE tickets SET status = 'VOID', voided_at = UTC_TIMESTAMP(6), refund_id = %s"
        " WHERE id IN %s AND status = 'VALID'",
        (NEW_ID, tuple(sorted(ticket_ids))),
    )


def free_seats(unit: Unit, show_id: int, booking_id: int, seat_ids: Sequence[int]) -> list[int]:
    """Free sold seats of a sale; the next statement tells how many they were."""
    return unit.found_later(
        "DELETE FROM booking_seats WHERE show_id = %s AND seat_id IN %s AND booking_id = %s AND state = 'SOLD'",
        (show_id, tuple(sorted(seat_ids)), booking_id),
    )


def mark_booking(unit: Unit, booking_id: int, *, ended: bool) -> None:
    """Money or tickets of a locked booking came back; `ended`: it has no live ticket any more.

    Whoever gives money back writes this row, so that two who do meet on a cluster, too, where locks are each server's own.
    """
    unit.later(
        "UPDATE bookings SET version = version + 1, status = IF(%s, 'CANCELLED', status) WHERE id = %s",
        (ended, booking_id),
    )
