"""All that is stored of a customer, line by line as the page shows it: what it is, of when, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.controllers.after.customer_file import CustomerFile, CustomersBooking, CustomersMessage, CustomersMoney
from app.controllers.after.waiting import Waiting
from app.models.records import Cinema, PaymentMethod
from app.utils.local_time import format_date, format_time, to_local
from app.utils.money import format_minor

_TEMPLATES = {
    "CONFIRMATION": "the tickets",
    "CANCELLATION": "tickets given back",
    "EXCHANGE": "other seats",
    "SHOW_CANCELLED": "the show is cancelled",
    "SEATS_OFFERED": "seats are kept",
}
_WAITING = {
    "WAITING": "waits",
    "OFFERED": "was offered seats",
    "TAKEN": "bought the seats offered",
    "LAPSED": "did not come in time",
    "WITHDRAWN": "taken off the list",
}


@dataclass(frozen=True, slots=True)
class StoredLine:
    """`when` is "" for what has no time."""

    what: str
    when: str
    told: str


def lines_of(stored: CustomerFile, cinema: Cinema) -> tuple[StoredLine, ...]:
    """The person first, then what they did, then what was written about them."""
    words = _Words(cinema)
    return (
        *_person(stored, words),
        *(words.booking(each) for each in stored.bookings),
        *(words.money(each) for each in stored.money),
        *(words.waiting(each) for each in stored.waiting),
        *(words.message(each) for each in stored.messages),
        *(StoredLine("Notice", words.at(each.at), each.text) for each in stored.notices),
        *(StoredLine("Voucher note", words.at(each.at), each.text) for each in stored.voucher_notes),
        *(StoredLine("Activity", words.at(each.at), each.sentence) for each in stored.activity),
    )


def _person(stored: CustomerFile, told: _Words) -> Iterator[StoredLine]:
    customer = stored.customer
    yield StoredLine("Name", "", customer.name or "none")
    yield StoredLine("Phone", "", customer.phone or "none")
    yield StoredLine("E-mail", "", customer.email or "none")
    yield StoredLine("News", "", "may be sent" if customer.consent else "are not sent")
    yield StoredLine("Written down", told.at(customer.created_at), "")
    if customer.cancelled_in_a_row:
        yield StoredLine("By phone", "", f"{customer.cancelled_in_a_row} in a row came to nothing")
    if customer.erase_asked_at is not None:
        asked_at = told.at(customer.erase_asked_at)
        yield StoredLine("To be erased", asked_at, "asked for; done by itself after the last show")
    if stored.found_by:
        words = [word for word in stored.found_by if not word.isdigit()]
        parts = ["any part of the number"] if len(words) < len(stored.found_by) else []
        yield StoredLine("Found by", "", ", ".join((*words, *parts)))


class _Words:
    """Times, sums and what is stored, as the cinema writes them."""

    def __init__(self, cinema: Cinema) -> None:
        self._cinema = cinema

    def at(self, moment: datetime) -> str:
        local = to_local(moment, self._cinema.time_zone)
        return f"{format_date(local.date(), self._cinema.locale)} {format_time(local, self._cinema.locale)}"

    def booking(self, each: CustomersBooking) -> StoredLine:
        seats = "1 seat" if each.seat_count == 1 else f"{each.seat_count} seats"
        total = format_minor(each.total_minor, each.currency, self._cinema.locale)
        told = f"{each.reference} {each.movie_title}, {each.cinema_name}, {seats}, {total}, {each.status.value.lower()}"
        return StoredLine("Booking", self.at(each.starts_at), f"{told}, note: {each.note}" if each.note else told)

    def money(self, each: CustomersMoney) -> StoredLine:
        last = f" …{each.card_last_four}" if each.card_last_four else ""
        amount = format_minor(each.amount_minor, each.currency, self._cinema.locale)
        label = PaymentMethod(each.method).label
        way = label if label == "UPI" else label.lower()
        return StoredLine("Money", self.at(each.at), f"{each.reference} {amount}, {way}{last}")

    def waiting(self, each: Waiting) -> StoredLine:
        told = f"{each.movie_title}, {each.seats_wanted} {each.ticket_type_name}, {_WAITING[each.state.value]}"
        return StoredLine("Waiting list", self.at(each.since), told)

    def message(self, each: CustomersMessage) -> StoredLine:
        sent = "sent" if each.sent_at is not None else "not sent yet"
        about = _TEMPLATES.get(each.template, each.template.lower())
        to = each.recipient or "nobody any more"
        return StoredLine("Message", self.at(each.written_for), f"{each.reference} {about}, to {to}, {sent}")
