"""All that the tables tell of one booking: what it is, and what was done to it, by whom, where and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.models.records import BookingStatus, PaymentMethod
from app.models.statements import Reader, Row
from app.models.times import as_utc


@dataclass(frozen=True, slots=True)
class BookingHead:
    """A booking with the people and places that it names."""

    id: int
    reference: str
    show_id: int
    status: BookingStatus
    by_phone: bool
    held_until: datetime
    made_at: datetime
    sold_at: datetime | None
    counter_name: str
    clerk_name: str
    customer_name: str
    customer_phone: str
    customer_email: str
    exchanged_from: str
    """The reference of the sale whose place it took; "" for any other."""
    now: datetime
    """The server's time of reading."""


@dataclass(frozen=True, slots=True)
class TicketOfLine:
    """A ticket, one of those that a line has had; `refund_id` names the refund that ended it."""

    ticket_id: int
    line_id: int
    seat_label: str
    ticket_type_name: str
    price_minor: int
    status: str
    admitted_at: datetime | None
    refund_id: int | None


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A seat that was priced for the booking; `held`: it is claimed now."""

    line_id: int
    seat_label: str
    held: bool


@dataclass(frozen=True, slots=True)
class MoneyMoved:
    """A settled payment, or one that went back (`went_back`)."""

    at: datetime
    went_back: bool
    method: PaymentMethod
    amount_minor: int
    tendered_minor: int | None
    approval_code: str
    card_last_four: str
    voucher_code: str
    who: str
    where: str


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Tickets that were given back, or exchanged; which ones, they tell themselves."""

    id: int
    at: datetime
    exchange: bool
    tickets_minor: int
    fee_minor: int
    percent: int
    reason: str
    override_by: str
    new_reference: str
    who: str
    where: str


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that a table of its own tells of: `what` says which, the others what it tells (see the statements)."""

    at: datetime
    what: str
    who: str
    where: str
    told: str = ""
    more: str = ""
    reason: str = ""
    number: int = 0
    """An amount in minor units, or how many."""


@dataclass(frozen=True, slots=True)
class LoggedLine:
    """A line of the audit log about the booking; `detail` is JSON. `who` is "" for what Foyer did by itself."""

    at: datetime
    action: str
    detail: str
    who: str
    where: str


@dataclass(frozen=True, slots=True)
class LifeRead:
    """Everything about one booking, each part in the order of time."""

    head: BookingHead
    tickets: tuple[TicketOfLine, ...]
    lines: tuple[HeldLine, ...]
    money: tuple[MoneyMoved, ...]
    given_back: tuple[GivenBack, ...]
    happened: tuple[Happened, ...]
    logged: tuple[LoggedLine, ...]
    due_minor: int


_HEAD = """
    SELECT b.id, b.reference, b.show_id, b.status, b.channel = 'PHONE', b.held_until, b.created_at, b.confirmed_at, k.name,
           p.full_name, COALESCE(c.name, ''), COALESCE(c.phone, ''), COALESCE(c.email, ''), COALESCE(o.reference, ''),
           UTC_TIMESTAMP(6)
    FROM bookings b
    JOIN shows s ON s.id = b.show_id JOIN halls h ON h.id = s.hall_id JOIN counters k ON k.id = b.counter_id
    JOIN staff p ON p.id = b.clerk_id LEFT JOIN customers c ON c.id = b.customer_id
    LEFT JOIN bookings o ON o.id = b.exchanged_from AND b.confirmed_at IS NOT NULL
    WHERE b.reference = %s AND h.cinema_id = %s
"""
_TICKETS = """
    SELECT t.id, t.line_id, CONCAT(x.row_name, x.seat_number), y.name, l.price_minor, t.status, t.admitted_at,
           t.refund_id
    FROM tickets t JOIN booking_lines l ON l.id = t.line_id JOIN seats x ON x.id = t.seat_id
    JOIN ticket_types y ON y.id = l.ticket_type_id
    WHERE t.booking_id = %s ORDER BY x.grid_row, x.grid_column, t.id
"""
_LINES = """
    SELECT l.id, CONCAT(x.row_name, x.seat_number), c.seat_id IS NOT NULL
    FROM booking_lines l JOIN seats x ON x.id = l.seat_id
    LEFT JOIN booking_seats c ON c.show_id = %s AND c.seat_id = l.seat_id AND c.booking_id = l.booking_id
    WHERE l.booking_id = %s ORDER BY x.grid_row, x.grid_column
"""
_MONEY = """
    SELECT p.paid_at, p.kind = 'REFUND', p.method, p.amount_minor, p.tendered_minor, COALESCE(p.approval_code, ''),
           COALESCE(p.card_last_four, ''), COALESCE(v.code, ''), f.full_name, k.name
    FROM payments p JOIN staff f ON f.id = p.clerk_id JOIN counters k ON k.id = p.counter_id
    LEFT JOIN vouchers v ON v.id = p.voucher_id
    WHERE p.booking_id = %s ORDER BY p.id
"""
_GIVEN_BACK = """
    SELECT r.id, r.refunded_at, r.kind = 'EXCHANGE', r.tickets_minor, r.fee_minor, r.percent, r.reason,
           COALESCE(m.full_name, ''), COALESCE(n.reference, ''), f.full_name, k.name
    FROM refunds r JOIN staff f ON f.id = r.clerk_id JOIN counters k ON k.id = r.counter_id
    LEFT JOIN staff m ON m.id = r.override_by LEFT JOIN bookings n ON n.id = r.new_booking_id
    WHERE r.booking_id = %s ORDER BY r.id
"""
# What each table tells, in the columns of Happened: when, what, who, where, told, more, reason, number.
_HAPPENED = (
    """
    SELECT p.printed_at, 'PRINTED', f.full_name, '', '', '', '', p.print_number
    FROM ticket_prints p JOIN staff f ON f.id = p.printed_by WHERE p.booking_id = %s ORDER BY p.print_number
    """,
    """
    SELECT i.issued_at, 'INVOICE', f.full_name, '', c.invoice_prefix, '', '', i.number
    FROM invoices i JOIN staff f ON f.id = i.issued_by JOIN cinemas c ON c.id = i.cinema_id WHERE i.booking_id = %s
    """,
    """
    SELECT a.scanned_at, IF(a.kind = 'ADMIT' AND a.offline, 'ADMIT_OFFLINE', a.kind), f.full_name, k.name,
           CONCAT(x.row_name, x.seat_number), '', a.reason, 0
    FROM tickets t JOIN admissions a ON a.ticket_id = t.id JOIN seats x ON x.id = t.seat_id
    JOIN staff f ON f.id = a.staff_id JOIN counters k ON k.id = a.counter_id
    WHERE t.booking_id = %s ORDER BY a.id
    """,
    """
    SELECT COALESCE(o.given_up_at, o.done_at, o.due_at),
           IF(o.given_up_at IS NOT NULL, 'NOT_SENT', IF(o.done_at IS NOT NULL, 'SENT', 'TO_SEND')),
           '', '', o.template, o.recipient, COALESCE(o.last_error, ''), o.attempts
    FROM outbox o WHERE o.booking_id = %s AND o.template <> '' ORDER BY o.id
    """,
    """
    SELECT a.created_at, a.state, f.full_name, k.name, a.method, '', a.told, a.amount_minor
    FROM payment_attempts a JOIN staff f ON f.id = a.clerk_id JOIN counters k ON k.id = a.counter_id
    WHERE a.booking_id = %s AND a.state <> 'SETTLED' ORDER BY a.id
    """,
    """
    SELECT d.created_at, 'DUE', '', '', d.method, '', d.reason, d.amount_minor
    FROM refunds_due d WHERE d.booking_id = %s ORDER BY d.id
    """,
    """
    SELECT b.created_at, 'TOOK_PLACE_OF', f.full_name, k.name, o.reference, '', '', 0
    FROM bookings b JOIN bookings o ON o.id = b.exchanged_from JOIN staff f ON f.id = b.clerk_id
    JOIN counters k ON k.id = b.counter_id WHERE b.id = %s AND b.confirmed_at IS NOT NULL
    """,
    """
    SELECT w.offered_at, 'OFFERED', '', '', '', '', '', w.seats_wanted
    FROM waiting_list w WHERE w.booking_id = %s AND w.offered_at IS NOT NULL ORDER BY w.id
    """,
)
_LOGGED = """
    SELECT l.happened_at, l.action, l.detail, COALESCE(f.full_name, ''), COALESCE(k.name, '')
    FROM audit_log l LEFT JOIN staff f ON f.id = l.staff_id LEFT JOIN counters k ON k.id = l.counter_id
    WHERE l.subject = %s ORDER BY l.happened_at, l.id
"""
_DUE = "SELECT COALESCE(SUM(amount_minor), 0) FROM refunds_due WHERE booking_id = %s AND settled_at IS NULL"


def read(reader: Reader, cinema_id: int, reference: str) -> LifeRead | None:
    """The booking of a cinema with that reference; None where there is none."""
    found = reader.row(_HEAD, (reference, cinema_id))
    if found is None:
        return None
    head = _head(found)
    due = reader.row(_DUE, (head.id,))
    return LifeRead(
        head,
        tuple(_ticket(row) for row in reader.rows(_TICKETS, (head.id,))),
        tuple(HeldLine(int(row[0]), row[1], bool(row[2])) for row in reader.rows(_LINES, (head.show_id, head.id))),
        tuple(_money(row) for row in reader.rows(_MONEY, (head.id,))),
        tuple(_given_back(row) for row in reader.rows(_GIVEN_BACK, (head.id,))),
        tuple(_happened(row) for question in _HAPPENED for row in reader.rows(question, (head.id,))),
        tuple(LoggedLine(as_utc(row[0]), *row[1:]) for row in reader.rows(_LOGGED, (head.reference,))),
        int(due[0]) if due else 0,
    )


def _head(row: Row) -> BookingHead:
    return BookingHead(
        id=int(row[0]),
        reference=row[1],
        show_id=int(row[2]),
        status=BookingStatus(row[3]),
        by_phone=bool(row[4]),
        held_until=as_utc(row[5]),
        made_at=as_utc(row[6]),
        sold_at=None if row[7] is None else as_utc(row[7]),
        counter_name=row[8],
        clerk_name=row[9],
        customer_name=row[10],
        customer_phone=row[11],
        customer_email=row[12],
        exchanged_from=row[13],
        now=as_utc(row[14]),
    )


def _ticket(row: Row) -> TicketOfLine:
    ticket_id, line_id, label, type_name, price_minor, status, admitted_at, refund_id = row
    admitted = None if admitted_at is None else as_utc(admitted_at)
    refund = None if refund_id is None else int(refund_id)
    return TicketOfLine(int(ticket_id), int(line_id), label, type_name, int(price_minor), status, admitted, refund)


def _money(row: Row) -> MoneyMoved:
    at, went_back, method, amount_minor, tendered_minor, *told = row
    tendered = None if tendered_minor is None else int(tendered_minor)
    return MoneyMoved(as_utc(at), bool(went_back), PaymentMethod(method), int(amount_minor), tendered, *told)


def _given_back(row: Row) -> GivenBack:
    refund_id, at, exchange, tickets_minor, fee_minor, percent, *told = row
    return GivenBack(
        int(refund_id), as_utc(at), bool(exchange), int(tickets_minor), int(fee_minor), int(percent), *told
    )


def _happened(row: Row) -> Happened:
    at, what, who, where, told, more, reason, number = row
    return Happened(as_utc(at), what, who, where, told, more, reason, int(number))
