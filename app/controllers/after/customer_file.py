"""All that is stored of one customer, put together: for a person to read, and for a file that they take with them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from app.controllers.after.naming import is_named, names_of
from app.controllers.team.action_words import in_words
from app.models.after import customer_data, waiting
from app.models.after.customer_data import (
    CustomersBooking,
    CustomersMessage,
    CustomersMoney,
    NamingText,
    StoredCustomer,
)
from app.models.after.waiting import Waiting
from app.models.records import Cinema
from app.models.statements import Reader

__all__ = ["CustomerFile", "CustomersBooking", "CustomersMessage", "CustomersMoney", "Noted"]


@dataclass(frozen=True, slots=True)
class Noted:
    """An audit line in words."""

    at: datetime
    sentence: str


@dataclass(frozen=True, slots=True)
class CustomerFile:
    """What is known of a customer, and what is in the way of forgetting it: a sentence each."""

    customer: StoredCustomer
    found_by: tuple[str, ...]
    bookings: tuple[CustomersBooking, ...]
    money: tuple[CustomersMoney, ...]
    waiting: tuple[Waiting, ...]
    messages: tuple[CustomersMessage, ...]
    notices: tuple[NamingText, ...]
    voucher_notes: tuple[NamingText, ...]
    activity: tuple[Noted, ...]

    @property
    def in_the_way(self) -> tuple[str, ...]:
        return obstacles(self.bookings)


def read_file(reader: Reader, customer_id: int, cinema: Cinema) -> CustomerFile | None:
    """Everything, as it is now; None for nobody."""
    customer = customer_data.one(reader, customer_id)
    if customer is None:
        return None
    named = names_of(customer.name, customer.phone, customer.email) if customer.erased_at is None else ()
    reached_at = [each for each in (customer.phone, customer.email) if each]
    theirs = customer_data.bookings_of(reader, customer_id)
    lines = customer_data.audit_about(reader, customer_id, [each.reference for each in theirs])
    return CustomerFile(
        customer,
        tuple(customer_data.words_of(reader, customer_id)),
        tuple(theirs),
        tuple(customer_data.money_of(reader, customer_id)),
        tuple(waiting.of_customer(reader, customer_id)),
        tuple(customer_data.messages_to(reader, customer_id, reached_at)),
        naming_notices(reader, named),
        naming_voucher_notes(reader, named),
        tuple(Noted(each.at, in_words(each.action, each.subject, each.detail, cinema)) for each in lines),
    )


def obstacles(bookings: Sequence[CustomersBooking]) -> tuple[str, ...]:
    """Why a customer has still to be known: a show they have seats for, money that they are owed."""
    told = [f"{each.reference}, {each.movie_title}: the show is still to come" for each in bookings if each.to_come]
    told += [
        f"{each.reference}, {each.movie_title}: money is still to be given back" for each in bookings if each.due_minor
    ]
    return tuple(told)


def naming_notices(reader: Reader, names: Sequence[str]) -> tuple[NamingText, ...]:
    """Notices to counters that name them."""
    found = {each.id: each for name in names for each in customer_data.notices_saying(reader, name)}
    return tuple(each for _, each in sorted(found.items()) if is_named(each.text, names))


def naming_voucher_notes(reader: Reader, names: Sequence[str]) -> tuple[NamingText, ...]:
    """Notes on gift vouchers that name them."""
    found = {each.id: each for name in names for each in customer_data.voucher_notes_saying(reader, name)}
    return tuple(each for _, each in sorted(found.items()) if is_named(each.text, names))


def as_json(stored: CustomerFile, house: str) -> bytes:
    """The file for the customer: amounts in minor units with their currency, times in UTC."""
    told = {"stored_by": house, **asdict(stored)}
    return (json.dumps(told, ensure_ascii=False, indent=2, default=_told) + "\n").encode()


def _told(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
