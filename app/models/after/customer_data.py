"""All that is stored of a customer, wherever it stands: what they are shown, given, and what is erased.

What belongs to them is found by their id: the row, its words, bookings with their notes, money and messages, waiting lists.
What only names them is found by their name, number and address: messages that were sent before a booking was given to somebody
else, notices to counters, notes on gift vouchers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.models.records import BookingStatus
from app.models.statements import Reader, Row
from app.models.times import as_utc


@dataclass(frozen=True, slots=True)
class StoredCustomer:
    """The row itself. `erase_asked_at`: they asked to be forgotten, and a show was still to come."""

    id: int
    name: str
    phone: str
    email: str
    consent: bool
    cancelled_in_a_row: int
    created_at: datetime
    erased_at: datetime | None
    erase_asked_at: datetime | None

    @property
    def called(self) -> str:
        return self.name or self.phone or self.email


@dataclass(frozen=True, slots=True)
class CustomersBooking:
    """A booking of theirs. `to_come`: it is held or sold, and the show is not over; `due_minor` is still to be given back."""

    id: int
    reference: str
    movie_title: str
    cinema_name: str
    starts_at: datetime
    status: BookingStatus
    by_phone: bool
    made_at: datetime
    seat_count: int
    total_minor: int
    currency: str
    note: str
    to_come: bool
    due_minor: int


@dataclass(frozen=True, slots=True)
class CustomersMoney:
    """A payment, or a refund with a negative amount."""

    reference: str
    at: datetime
    method: str
    amount_minor: int
    currency: str
    card_last_four: str | None


@dataclass(frozen=True, slots=True)
class CustomersMessage:
    """A message that was sent to them or waits to be. `detail` is what it told beside the booking."""

    id: int
    reference: str
    channel: str
    template: str
    recipient: str
    detail: str
    written_for: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class NamingText:
    """A free text that may name them."""

    id: int
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AboutThem:
    """An audit line about them or a booking of theirs, as it is stored."""

    action: str
    subject: str
    detail: str
    at: datetime


_CUSTOMER = """
    SELECT c.id, c.name, c.phone, c.email, c.consent, c.cancelled_in_a_row, c.created_at, c.erased_at, c.erase_asked_at
    FROM customers c
"""
_LINES_MAX = 1000


def one(reader: Reader, customer_id: int) -> StoredCustomer | None:
    """Erased ones, too."""
    row = reader.row(f"{_CUSTOMER} WHERE c.id = %s", (customer_id,))
    return _customer(row) if row else None


def newest(reader: Reader, most: int) -> list[StoredCustomer]:
    """Who was written down last; the erased are left out."""
    found = reader.rows(f"{_CUSTOMER} WHERE c.erased_at IS NULL ORDER BY c.id DESC LIMIT %s", (most,))
    return [_customer(row) for row in found]


def words_of(reader: Reader, customer_id: int) -> list[str]:
    """What they are found by as one types."""
    found = reader.rows("SELECT word FROM customer_words WHERE customer_id = %s ORDER BY word", (customer_id,))
    return [str(row[0]) for row in found]


def bookings_of(reader: Reader, customer_id: int) -> list[CustomersBooking]:
    """Every booking that is for them, the latest show first."""
    found = reader.rows(
        """
        SELECT b.id, b.reference, m.title, c.name, s.starts_at, b.status, b.channel = 'PHONE', b.created_at,
               (SELECT COUNT(*) FROM booking_lines l WHERE l.booking_id = b.id),
               (SELECT COALESCE(SUM(l.price_minor), 0) FROM booking_lines l WHERE l.booking_id = b.id),
               c.currency, b.parked_note,
               b.status IN ('PENDING', 'CONFIRMED') AND s.ends_at > UTC_TIMESTAMP() AND s.status <> 'CANCELLED',
               (SELECT COALESCE(SUM(d.amount_minor), 0) FROM refunds_due d
                WHERE d.booking_id = b.id AND d.settled_at IS NULL)
        FROM bookings b JOIN shows s ON s.id = b.show_id JOIN movies m ON m.id = s.movie_id
        JOIN halls h ON h.id = s.hall_id JOIN cinemas c ON c.id = h.cinema_id
        WHERE b.customer_id = %s ORDER BY s.starts_at DESC, b.id DESC
        """,
        (customer_id,),
    )
    return [
        CustomersBooking(
            id=int(row[0]),
            reference=row[1],
            movie_title=row[2],
            cinema_name=row[3],
            starts_at=as_utc(row[4]),
            status=BookingStatus(row[5]),
            by_phone=bool(row[6]),
            made_at=as_utc(row[7]),
            seat_count=int(row[8]),
            total_minor=int(row[9]),
            currency=row[10],
            note=row[11],
            to_come=bool(row[12]),
            due_minor=int(row[13]),
        )
        for row in found
    ]


def money_of(reader: Reader, customer_id: int) -> list[CustomersMoney]:
    """What they paid and were given back, in its order."""
    found = reader.rows(
        """
        SELECT b.reference, p.paid_at, p.method, IF(p.kind = 'REFUND', -p.amount_minor, p.amount_minor), c.currency,
               p.card_last_four
        FROM bookings b JOIN payments p ON p.booking_id = b.id JOIN shows s ON s.id = b.show_id
        JOIN halls h ON h.id = s.hall_id JOIN cinemas c ON c.id = h.cinema_id
        WHERE b.customer_id = %s ORDER BY p.id
        """,
        (customer_id,),
    )
    return [CustomersMoney(row[0], as_utc(row[1]), row[2], int(row[3]), row[4], row[5]) for row in found]


def messages_to(reader: Reader, customer_id: int, reached_at: Sequence[str]) -> list[CustomersMessage]:
    """Messages about their bookings and to their number or address; print jobs are none."""
    found = reader.rows(
        """
        SELECT o.id, b.reference, o.kind, o.template, o.recipient, COALESCE(o.detail, ''), o.due_at, o.done_at
        FROM (SELECT x.id FROM outbox x JOIN bookings y ON y.id = x.booking_id WHERE y.customer_id = %s
              UNION SELECT x.id FROM outbox x WHERE x.recipient IN %s) mine
        JOIN outbox o ON o.id = mine.id JOIN bookings b ON b.id = o.booking_id
        WHERE o.kind <> 'PRINT_TICKETS' ORDER BY o.id
        """,
        (customer_id, tuple(reached_at) or ("-",)),
    )
    return [
        CustomersMessage(
            int(row[0]),
            row[1],
            row[2],
            row[3],
            row[4],
            row[5],
            as_utc(row[6]),
            None if row[7] is None else as_utc(row[7]),
        )
        for row in found
    ]


def notices_saying(reader: Reader, text: str) -> list[NamingText]:
    """Notices to counters that have this text in them."""
    found = reader.rows(
        "SELECT id, sentence, created_at FROM counter_notices WHERE INSTR(sentence, %s) > 0 ORDER BY id", (text,)
    )
    return [_text(row) for row in found]


def voucher_notes_saying(reader: Reader, text: str) -> list[NamingText]:
    """Notes on gift vouchers that have this text in them."""
    found = reader.rows("SELECT id, note, created_at FROM vouchers WHERE INSTR(note, %s) > 0 ORDER BY id", (text,))
    return [_text(row) for row in found]


def audit_about(reader: Reader, customer_id: int, references: Sequence[str]) -> list[AboutThem]:
    """What was written down about them and their bookings, the oldest first; these lines stay for ever."""
    found = reader.rows(
        "SELECT action, subject, detail, happened_at FROM audit_log WHERE subject IN %s ORDER BY id LIMIT %s",
        ((f"customer {customer_id}", *references), _LINES_MAX),
    )
    return [AboutThem(row[0], row[1], row[2], as_utc(row[3])) for row in found]


def _customer(row: Row) -> StoredCustomer:
    erased_at, asked_at = (None if row[place] is None else as_utc(row[place]) for place in (7, 8))
    return StoredCustomer(
        int(row[0]), row[1], row[2], row[3], bool(row[4]), int(row[5]), as_utc(row[6]), erased_at, asked_at
    )


def _text(row: Row) -> NamingText:
    return NamingText(int(row[0]), row[1], as_utc(row[2]))
