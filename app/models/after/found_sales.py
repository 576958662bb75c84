"""Which bookings somebody may mean, each question answered through an index and bounded; the newest first, by their id.

The indices of foreign keys hold the bookings of a show, a clerk or a customer in the order of their ids.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from app.models.records import BookingStatus
from app.models.statements import Reader, Row
from app.models.times import as_utc

BOOKINGS_MAX = 6000
"""So many bookings are looked at one by one at most; with more a word leads nowhere alone."""
NAMESAKES_MAX = 12_000
CUSTOMERS_MAX = 2000
"""Of more customers not all bookings are read."""
CARDS_MAX = 2000
_LETTERS_OF_MANY = 4
REFERENCE_SIGNS_MIN = 3
"""What an index leads to from the end of a reference."""
_REFERENCES_MAX = 200
_LAST = "\U0010ffff"
_PREFIX = "FYR-"


class Sketch(NamedTuple):
    """What of a booking decides whether it is meant. `idle`: nobody paid for it, and it is nobody's in particular."""

    id: int
    show_id: int
    clerk_id: int
    customer_id: int | None
    idle: int


@dataclass(frozen=True, slots=True)
class FoundSale:
    """A booking as a line of the list."""

    id: int
    reference: str
    status: BookingStatus
    held: bool
    show_id: int
    movie_title: str
    starts_at: datetime
    hall_name: str
    customer_name: str
    customer_phone: str
    customer_digits: str
    customer_email: str
    clerk_name: str
    clerk_username: str
    made_at: datetime
    sold_at: datetime | None


_SKETCH = (
    "SELECT b.id, b.show_id, b.clerk_id, b.customer_id, b.status = 'EXPIRED' AND b.customer_id IS NULL FROM bookings b"
)


def newest(reader: Reader, before: int, most: int) -> list[Sketch]:
    """The newest bookings with a smaller id."""
    return _sketches(reader.rows(f"{_SKETCH} WHERE b.id < %s ORDER BY b.id DESC LIMIT %s", (before, most)))


def sketches(reader: Reader, ids: Sequence[int]) -> list[Sketch]:
    """These bookings, the newest first."""
    return _sketches(reader.rows(f"{_SKETCH} WHERE b.id IN %s ORDER BY b.id DESC", (tuple(ids),))) if ids else []


# By what is known of it


def with_reference(reader: Reader, reference: str) -> list[int]:
    return _ids(reader.rows("SELECT id FROM bookings WHERE reference = %s", (reference,)))


def with_reference_part(reader: Reader, signs: str) -> list[int]:
    """Bookings whose reference begins or ends with these three signs or more, counted without its FYR-."""
    found = reader.rows(
        """
        (SELECT id FROM bookings WHERE reference LIKE %s LIMIT %s)
        UNION (SELECT id FROM bookings WHERE reference_end = %s AND reference LIKE %s LIMIT %s)
        """,
        (f"{_PREFIX}{signs}%", _REFERENCES_MAX, signs[-REFERENCE_SIGNS_MIN:], f"%{signs}", _REFERENCES_MAX),
    )
    return _ids(found)


def with_ticket_code(reader: Reader, code: str) -> list[int]:
    """Void tickets find their booking too: whoever holds one asks what became of it."""
    return _ids(reader.rows("SELECT booking_id FROM tickets WHERE code = %s", (code,)))


def with_card(reader: Reader, last_four: str, before: int) -> list[int]:
    """The newest bookings that a card with these last four digits paid for."""
    found = reader.rows(
        "SELECT DISTINCT booking_id FROM payments WHERE card_last_four = %s AND booking_id < %s"
        " ORDER BY booking_id DESC LIMIT %s",
        (last_four, before, CARDS_MAX),
    )
    return _ids(found)


def customers_called(reader: Reader, start: str) -> list[int] | None:
    """The customers who have a folded word that begins so; None where they are more than NAMESAKES_MAX."""
    begins = (start, start + _LAST)
    if len(start) < _LETTERS_OF_MANY:  # so short a beginning is as a rule that of very many, who need not be read
        row = reader.row(
            "SELECT COUNT(*) FROM (SELECT 1 FROM customer_words w WHERE w.word >= %s AND w.word < %s LIMIT %s) f",
            (*begins, NAMESAKES_MAX + 1),
        )
        if row is None or row[0] > NAMESAKES_MAX:
            return None
    found = reader.rows(
        "SELECT w.customer_id FROM customer_words w WHERE w.word >= %s AND w.word < %s LIMIT %s",
        (*begins, NAMESAKES_MAX + 1),
    )
    return None if len(found) > NAMESAKES_MAX else _ids(found)


def of_customers(reader: Reader, customer_ids: Collection[int], before: int) -> list[int]:
    """Bookings of these customers; more than BOOKINGS_MAX of them are not all."""
    if not customer_ids:
        return []
    found = reader.rows(
        "SELECT b.id FROM bookings b FORCE INDEX (booking_for_customer) WHERE b.customer_id IN %s AND b.id < %s LIMIT %s",
        (tuple(sorted(customer_ids)), before, BOOKINGS_MAX + 1),
    )
    return _ids(found)


def customers_among(reader: Reader, customer_ids: Collection[int], start: str) -> set[int]:
    """Those of the customers who have a word that begins so."""
    if not customer_ids:
        return set()
    found = reader.rows(
        "SELECT DISTINCT w.customer_id FROM customer_words w FORCE INDEX (word_of_customer)"
        " WHERE w.customer_id IN %s AND w.word >= %s AND w.word < %s",
        (tuple(sorted(customer_ids)), start, start + _LAST),
    )
    return set(_ids(found))


def of_shows(reader: Reader, show_ids: Collection[int], before: int) -> list[int]:
    """Bookings of these shows; more than BOOKINGS_MAX of them are not all."""
    if not show_ids:
        return []
    found = reader.rows(
        "SELECT b.id FROM bookings b FORCE INDEX (booking_of_show) WHERE b.show_id IN %s AND b.id < %s LIMIT %s",
        (tuple(sorted(show_ids)), before, BOOKINGS_MAX + 1),
    )
    return _ids(found)


def shows_by_newest(reader: Reader, show_ids: Collection[int], before: int) -> list[int]:
    """Those of the shows that have bookings, first the one with the newest."""
    found = reader.rows(
        "SELECT b.show_id, MAX(b.id) AS newest FROM bookings b FORCE INDEX (booking_of_show)"
        " WHERE b.show_id IN %s AND b.id < %s GROUP BY b.show_id ORDER BY newest DESC",
        (tuple(sorted(show_ids)), before),
    )
    return _ids(found)


def newest_of_shows(reader: Reader, show_ids: Collection[int], before: int, most: int) -> list[int]:
    """The newest bookings of these shows."""
    if not show_ids:
        return []
    found = reader.rows(
        "SELECT b.id FROM bookings b FORCE INDEX (booking_of_show) WHERE b.show_id IN %s AND b.id < %s"
        " ORDER BY b.id DESC LIMIT %s",
        (tuple(sorted(show_ids)), before, most),
    )
    return _ids(found)


def newest_of_clerk(reader: Reader, clerk_id: int, before: int, most: int) -> list[int]:
    """A clerk's newest bookings."""
    found = reader.rows(
        "SELECT b.id FROM bookings b FORCE INDEX (booking_by_clerk) WHERE b.clerk_id = %s AND b.id < %s"
        " ORDER BY b.id DESC LIMIT %s",
        (clerk_id, before, most),
    )
    return _ids(found)


def everybody(reader: Reader) -> list[tuple[int, str, str]]:
    """(id, full name, username) of whoever has, or had, an account."""
    return [(int(row[0]), row[1], row[2]) for row in reader.rows("SELECT id, full_name, username FROM staff")]


def cards_of(reader: Reader, ids: Collection[int], last_four: Collection[str]) -> set[tuple[int, str]]:
    """(booking, last four digits) of those of the cards that paid for one of the bookings."""
    if not ids or not last_four:
        return set()
    found = reader.rows(
        "SELECT DISTINCT booking_id, card_last_four FROM payments WHERE booking_id IN %s AND card_last_four IN %s",
        (tuple(ids), tuple(last_four)),
    )
    return {(int(row[0]), str(row[1])) for row in found}


def made_at(reader: Reader, booking_id: int) -> datetime | None:
    row = reader.row("SELECT created_at FROM bookings WHERE id = %s", (booking_id,))
    return as_utc(row[0]) if row else None


def lines(reader: Reader, ids: Collection[int]) -> list[FoundSale]:
    """These bookings as lines of the list, the newest first."""
    if not ids:
        return []
    found = reader.rows(
        """
        SELECT b.id, b.reference, b.status, b.held_until > UTC_TIMESTAMP(6), b.show_id, m.title, s.starts_at, h.name,
               COALESCE(c.name, ''), COALESCE(c.phone, ''), COALESCE(c.digits, ''), COALESCE(c.email, ''),
               p.full_name, p.username, b.created_at, b.confirmed_at
        FROM bookings b JOIN shows s ON s.id = b.show_id JOIN movies m ON m.id = s.movie_id
        JOIN halls h ON h.id = s.hall_id JOIN staff p ON p.id = b.clerk_id LEFT JOIN customers c ON c.id = b.customer_id
        WHERE b.id IN %s ORDER BY b.id DESC
        """,
        (tuple(ids),),
    )
    return [_found(row) for row in found]


def _found(row: Row) -> FoundSale:
    status = BookingStatus(row[2])
    return FoundSale(
        id=int(row[0]),
        reference=row[1],
        status=status,
        held=bool(row[3]) and status is BookingStatus.PENDING,
        show_id=int(row[4]),
        movie_title=row[5],
        starts_at=as_utc(row[6]),
        hall_name=row[7],
        customer_name=row[8],
        customer_phone=row[9],
        customer_digits=row[10],
        customer_email=row[11],
        clerk_name=row[12],
        clerk_username=row[13],
        made_at=as_utc(row[14]),
        sold_at=None if row[15] is None else as_utc(row[15]),
    )


def _sketches(found: Sequence[Row]) -> list[Sketch]:
    return [Sketch(*row) for row in found]


def _ids(found: Sequence[Row]) -> list[int]:
    return [row[0] for row in found]
