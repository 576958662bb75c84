"""Customers: whom bookings are for, found again by the start of any word of theirs.

Their words stand in a table of their own, folded by `app.utils.folded_text` and compared letter by letter, so that every
server finds the same: the words of the name, every ending of the phone's digits (a range scan over those finds any part of
the number), the e-mail address, and the words before its @.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.models.statements import Reader, Row, Unit
from app.utils.folded_text import folded, searchable_words

WORD_MAX = 100
"""Characters, as the table takes them."""
DIGITS_MIN = 3
"""Fewer digits are in nearly every number."""
_LAST = "\U0010ffff"
"""Comes after every letter: what begins with a word is between the word and the word with this after it."""

_CUSTOMER = "SELECT c.id, c.name, c.phone, c.email, c.consent, c.cancelled_in_a_row FROM customers c"
_WITH_A_WORD = "SELECT DISTINCT w.customer_id AS id FROM customer_words w WHERE w.word >= %s AND w.word < %s"
_AND_A_WORD = (
    " AND EXISTS (SELECT 1 FROM customer_words x WHERE x.customer_id = w.customer_id AND x.word >= %s AND x.word < %s)"
)
_SEARCHES = tuple(
    _CUSTOMER + " JOIN (" + _WITH_A_WORD + _AND_A_WORD * further + " LIMIT %s) f ON f.id = c.id" for further in range(4)
)
"""For one word, for two, and so on: a word that is asked for twice would cost as much as another one. Further words than these
cannot narrow much.
"""


@dataclass(frozen=True, slots=True)
class Customer:
    """Whom a booking is for; any of name, phone and e-mail may be empty, not all. `consent`: to be written to."""

    id: int
    name: str
    phone: str
    email: str
    consent: bool
    cancelled_in_a_row: int

    @property
    def called(self) -> str:
        return self.name or self.phone or self.email


def words_of(name: str, digits: str, email: str) -> set[str]:
    """What a customer is found by the start of."""
    words = set(searchable_words(name)) | searchable_words(email.rpartition("@")[0])
    words |= {digits[start:] for start in range(len(digits) - DIGITS_MIN + 1)}
    words.add(folded(email))
    return {word[:WORD_MAX] for word in words if word}


def add(unit: Unit, name: str, phone: str, digits: str, email: str, *, consent: bool) -> int:
    """Write a customer with the words they are found by; returns the id."""
    customer_id = unit.insert(
        "INSERT INTO customers (name, phone, digits, email, consent, created_at)"
        " VALUES (%s, %s, %s, %s, %s, UTC_TIMESTAMP(6))",
        (name, phone, digits, email, consent),
    )
    _write_words(unit, customer_id, name, digits, email)
    return customer_id


def change(unit: Unit, customer: Customer, digits: str) -> None:
    """Write the customer as given over what stands; how often they cancelled stays."""
    unit.later(
        "UPDATE customers SET name = %s, phone = %s, digits = %s, email = %s, consent = %s WHERE id = %s",
        (customer.name, customer.phone, digits, customer.email, customer.consent, customer.id),
    )
    unit.later("DELETE FROM customer_words WHERE customer_id = %s", (customer.id,))
    _write_words(unit, customer.id, customer.name, digits, customer.email)


def _write_words(unit: Unit, customer_id: int, name: str, digits: str, email: str) -> None:
    words = sorted(words_of(name, digits, email))
    unit.insert_rows_later(
        "INSERT INTO customer_words (word, customer_id) VALUES", [(word, customer_id) for word in words]
    )


def lock(unit: Unit, customer_id: int) -> Customer | None:
    """The customer, whom nobody else changes until the unit ends; None also for one whose data were erased."""
    row = unit.row(_CUSTOMER + " WHERE c.id = %s AND c.erased_at IS NULL FOR UPDATE", (customer_id,))
    return _customer(row) if row else None


def one(reader: Reader, customer_id: int) -> Customer | None:
    row = reader.row(_CUSTOMER + " WHERE c.id = %s", (customer_id,))
    return _customer(row) if row else None


def of_booking(reader: Reader, reference: str) -> Customer | None:
    row = reader.row(_CUSTOMER + " JOIN bookings b ON b.customer_id = c.id WHERE b.reference = %s", (reference,))
    return _customer(row) if row else None


def reached_at(reader: Reader, digits: str, email: str) -> list[Customer]:
    """The customers with just this phone, or without a phone given just this e-mail; the first written down first."""
    if digits:
        found = reader.rows(_CUSTOMER + " WHERE c.digits = %s ORDER BY c.id", (digits,))
    else:
        found = reader.rows(_CUSTOMER + " WHERE c.email = %s ORDER BY c.id", (email,))
    return [_customer(row) for row in found]


def last_called(reader: Reader, name: str, phone: str, email: str) -> Customer | None:
    """The last customer who was written down just so."""
    row = reader.row(
        _CUSTOMER
        + " WHERE c.name = %s AND c.phone = %s AND c.email = %s AND c.erased_at IS NULL ORDER BY c.id DESC LIMIT 1",
        (name, phone, email),
    )
    return _customer(row) if row else None


def found_by(reader: Reader, starts: Sequence[str], most: int) -> list[Customer]:
    """Customers who have, for each of the folded `starts`, a word that begins with it; by name."""
    starts = sorted(set(starts), key=len, reverse=True)[: len(_SEARCHES)]
    if not starts:
        return []
    bounds = [bound for start in starts for bound in (start, start + _LAST)]
    found = reader.rows(_SEARCHES[len(starts) - 1], (*bounds, most))
    return sorted((_customer(row) for row in found), key=lambda customer: (folded(customer.name), customer.id))


def attach(unit: Unit, booking_id: int, customer_id: int | None) -> None:
    """Write on a booking whom it is for; None: nobody's in particular."""
    unit.later("UPDATE bookings SET customer_id = %s WHERE id = %s", (customer_id, booking_id))


def count_given_up(unit: Unit, booking_id: int) -> None:
    """One more booking by phone in a row that came to nothing. To be said once, in the unit that ends the booking.

    Seats that were offered to somebody on a waiting list are none they have booked: to let them go counts against nobody.
    """
    unit.later(
        """
        UPDATE customers c JOIN bookings b ON b.customer_id = c.id
        SET c.cancelled_in_a_row = c.cancelled_in_a_row + 1 WHERE b.id = %s AND b.channel = 'PHONE'
            AND NOT EXISTS (SELECT 1 FROM waiting_list w WHERE w.booking_id = b.id)
        """,
        (booking_id,),
    )


def count_paid(unit: Unit, booking_id: int) -> None:
    """A booking by phone was paid: the row of those that came to nothing is over."""
    unit.later(
        """
        UPDATE customers c JOIN bookings b ON b.customer_id = c.id
        SET c.cancelled_in_a_row = 0 WHERE b.id = %s AND b.channel = 'PHONE'
        """,
        (booking_id,),
    )


def _customer(row: Row) -> Customer:
    return Customer(int(row[0]), row[1], row[2], row[3], bool(row[4]), int(row[5]))
