"""Who goes in: a ticket as a door sees it, its one use, and the record of that, which is only added to.

A ticket is used by one statement that finds it VALID or does nothing: the row's own lock makes two doors that scan it in the
same instant take turns, and the second one finds nothing. It locks no show and no booking, so a door never waits for a sale.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.models.records import ShowStatus
from app.models.statements import Reader, Row, Unit
from app.models.times import as_stored, as_utc

ADMIT = "ADMIT"
"""The operation in the table of requests, online and when a scan without the network is written down later."""


class TicketState(StrEnum):
    VALID = "VALID"
    USED = "USED"
    VOID = "VOID"


class VoidBecause(StrEnum):
    """Why a ticket is void; CANCELLED is a sale that was undone, or a show that will not be."""

    REFUNDED = "REFUNDED"
    EXCHANGED = "EXCHANGED"
    REPLACED = "REPLACED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class DoorShow:
    """The show a ticket is for."""

    id: int
    movie_title: str
    hall_id: int
    hall_name: str
    starts_at: datetime
    ends_at: datetime
    cancelled: bool
    cinema_id: int
    cinema_name: str


@dataclass(frozen=True, slots=True)
class DoorTicket:
    """A ticket as it stands. `admitted_at` and `admitted_where` (the door's name) are of the entry that counts now.

    `code` and `reference` are "" where it is known from a door list, which holds neither.
    """

    id: int
    show: DoorShow
    row_name: str
    seat_number: int
    ticket_type: str
    state: TicketState
    admitted_at: datetime | None = None
    admitted_where: str = ""
    void_because: VoidBecause | None = None
    reference: str = ""
    code: str = ""

    @property
    def seat_label(self) -> str:
        return f"{self.row_name}{self.seat_number}"


@dataclass(frozen=True, slots=True)
class DoorPlace:
    """The one hall that a door lets into; None: every hall of its cinema."""

    hall_id: int | None
    hall_name: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What one reading finds out about a scan. `done`: this very scan let its ticket in before. `now`: the server's time."""

    ticket: DoorTicket
    place: DoorPlace
    done: bool
    now: datetime


_TICKETS = """
    SELECT t.id, x.row_name, x.seat_number, y.name, t.status, t.admitted_at, k.name, t.replaced, r.kind, b.reference, t.code,
           s.id, m.title, h.id, h.name, s.starts_at, s.ends_at, s.status, c.id, c.name,
           d.hall_id, dh.name, q.result, UTC_TIMESTAMP(6)
    FROM tickets t
    JOIN bookings b ON b.id = t.booking_id
    JOIN booking_lines l ON l.id = t.line_id JOIN ticket_types y ON y.id = l.ticket_type_id
    JOIN seats x ON x.id = t.seat_id
    JOIN shows s ON s.id = t.show_id JOIN movies m ON m.id = s.movie_id
    JOIN halls h ON h.id = s.hall_id JOIN cinemas c ON c.id = h.cinema_id
    JOIN counters d ON d.id = %s LEFT JOIN halls dh ON dh.id = d.hall_id
    LEFT JOIN counters k ON k.id = t.admitted_counter_id
    LEFT JOIN refunds r ON r.id = t.refund_id
    LEFT JOIN requests q ON q.id = %s AND q.operation = 'ADMIT'
"""


def by_code(reader: Reader, counter_id: int, request_id: str, code: str) -> Scan | None:
    """The ticket of that code, seen from the door `counter_id`; None when there is no such ticket."""
    row = reader.row(f"{_TICKETS} WHERE t.code = %s", (counter_id, request_id, code))
    return _scan(row) if row else None


def by_id(reader: Reader, counter_id: int, ticket_id: int) -> Scan | None:
    """The same of a ticket that is known."""
    row = reader.row(f"{_TICKETS} WHERE t.id = %s", (counter_id, "", ticket_id))
    return _scan(row) if row else None


def of_booking(reader: Reader, counter_id: int, reference: str) -> list[Scan]:
    """All tickets of a booking, void ones too, seat by seat; none for an unknown reference or an unpaid one."""
    found = reader.rows(
        f"{_TICKETS} WHERE b.reference = %s ORDER BY x.grid_row, x.grid_column, t.id", (counter_id, "", reference)
    )
    return [_scan(row) for row in found]


def _scan(row: Row) -> Scan:
    ticket_id, row_name, seat_number, type_name, status, admitted_at, door, replaced, refund, reference, code = row[:11]
    hall_id, hall_name, result, now = row[20:]
    state = TicketState(status)
    ticket = DoorTicket(
        id=int(ticket_id),
        show=show_of(row[11:20]),
        row_name=row_name,
        seat_number=int(seat_number),
        ticket_type=type_name,
        state=state,
        admitted_at=as_utc(admitted_at) if admitted_at is not None else None,
        admitted_where=door or "",
        void_because=why_void(refund, replaced=bool(replaced)) if state is TicketState.VOID else None,
        reference=reference,
        code=code,
    )
    place = DoorPlace(int(hall_id) if hall_id is not None else None, hall_name or "")
    return Scan(ticket, place, result == str(ticket.id), as_utc(now))


def show_of(row: Row) -> DoorShow:
    """From the columns s.id, m.title, h.id, h.name, s.starts_at, s.ends_at, s.status, c.id, c.name."""
    show_id, title, hall_id, hall_name, starts_at, ends_at, status, cinema_id, cinema_name = row
    cancelled = ShowStatus(status) is ShowStatus.CANCELLED
    return DoorShow(
        int(show_id),
        title,
        int(hall_id),
        hall_name,
        as_utc(starts_at),
        as_utc(ends_at),
        cancelled,
        int(cinema_id),
        cinema_name,
    )


def why_void(refund_kind: str | None, *, replaced: bool) -> VoidBecause:
    if refund_kind is not None:
        return VoidBecause.EXCHANGED if refund_kind == "EXCHANGE" else VoidBecause.REFUNDED
    return VoidBecause.REPLACED if replaced else VoidBecause.CANCELLED


# What is written


def admit(unit: Unit, ticket_id: int, counter_id: int, staff_id: int) -> bool:
    """Use a VALID ticket now; False when it is not VALID any more, and nothing is written."""
    found = unit.execute(
        "UPDATE tickets SET status = 'USED', admitted_at = UTC_TIMESTAMP(6), admitted_by = %s, admitted_counter_id = %s"
        " WHERE id = %s AND status = 'VALID'",
        (staff_id, counter_id, ticket_id),
    )
    if found:
        unit.later(
            "INSERT INTO admissions (ticket_id, kind, counter_id, staff_id, scanned_at, written_at)"
            " SELECT id, 'ADMIT', %s, %s, admitted_at, admitted_at FROM tickets WHERE id = %s",
            (counter_id, staff_id, ticket_id),
        )
    return bool(found)


def admit_late(unit: Unit, ticket_id: int, counter_id: int, staff_id: int, scanned_at: datetime) -> bool:
    """Write down that a door without the network let a ticket in at `scanned_at`; False when it is not VALID by now."""
    at = as_stored(scanned_at)
    found = unit.execute(
        "UPDATE tickets SET status = 'USED', admitted_at = %s, admitted_by = %s, admitted_counter_id = %s"
        " WHERE id = %s AND status = 'VALID'",
        (at, staff_id, counter_id, ticket_id),
    )
    if found:
        _write_down(unit, ticket_id, "ADMIT", counter_id, staff_id, scanned_at, "")
    return bool(found)


def refuse_late(unit: Unit, ticket_id: int, counter_id: int, staff_id: int, scanned_at: datetime, reason: str) -> None:
    """Write down that a door without the network let somebody in whom it should not have; `reason` says why."""
    _write_down(unit, ticket_id, "REFUSED", counter_id, staff_id, scanned_at, reason)


def _write_down(
    unit: Unit, ticket_id: int, kind: str, counter_id: int, staff_id: int, scanned_at: datetime, reason: str
) -> None:
    unit.later(
        "INSERT INTO admissions (ticket_id, kind, counter_id, staff_id, scanned_at, written_at, offline, reason)"
        " VALUES (%s, %s, %s, %s, %s, UTC_TIMESTAMP(6), TRUE, %s)",
        (ticket_id, kind, counter_id, staff_id, as_stored(scanned_at), reason[:200]),
    )


def undo(unit: Unit, ticket_id: int, counter_id: int, approver_id: int, reason: str) -> bool:
    """Make a USED ticket VALID again, on a manager's word; False when it is not USED, and nothing is written."""
    found = unit.execute(
        "UPDATE tickets SET status = 'VALID', admitted_at = NULL, admitted_by = NULL, admitted_counter_id = NULL"
        " WHERE id = %s AND status = 'USED'",
        (ticket_id,),
    )
    if found:
        unit.later(
            "INSERT INTO admissions (ticket_id, kind, counter_id, staff_id, scanned_at, written_at, reason)"
            " VALUES (%s, 'UNDO', %s, %s, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), %s)",
            (ticket_id, counter_id, approver_id, reason),
        )
    return bool(found)
