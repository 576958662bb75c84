"""Customers: written down once, found again by typing, and put on a booking before or after it is paid."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.controllers.permissions import Permission, Session, needs
from app.models import audit_log
from app.models.database import Database, Request
from app.models.errors import HoldTakenOver, NotFound
from app.models.records import BookingStatus
from app.models.sell import bookings, customers, found_bookings
from app.models.sell.customers import DIGITS_MIN, WORD_MAX, Customer
from app.models.statements import Reader, Unit
from app.utils.contacts import clean_email, clean_phone, digits_of
from app.utils.errors import InvalidInput
from app.utils.folded_text import folded, parts_of
from app.utils.typed_text import clean_name

__all__ = ["FLAGGED_FROM", "Customer", "CustomerRefused", "Customers", "TypedCustomer", "is_flagged", "typed_starts"]

FLAGGED_FROM = 5
"""Bookings by phone in a row that came to nothing: from here on a manager decides."""
NAME_MAX = 100
"""Characters, as the table takes them."""
LETTERS_MIN = 2
"""A single letter finds thousands."""
_HAS_TICKETS = (BookingStatus.CONFIRMED, BookingStatus.COMPLETED)


class CustomerRefused(InvalidInput):
    """What was typed for a customer cannot be used; `field` is "name", "phone" or "email"."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class TypedCustomer:
    """A customer as typed, before anything was looked at."""

    name: str = ""
    phone: str = ""
    email: str = ""
    consent: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.name.strip() or self.phone.strip() or self.email.strip())


def is_flagged(customer: Customer) -> bool:
    """Whether the customer's last bookings by phone all came to nothing."""
    return customer.cancelled_in_a_row >= FLAGGED_FROM


class Customers:
    """Writing customers down and finding them, for one lane."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.SELL)
    def search(self, session: Session, typed: str, most: int = 6) -> tuple[Customer, ...]:
        """Those whose name has words that begin so, whose number has these digits in it, whose e-mail begins so."""
        starts = typed_starts(typed)
        return tuple(customers.found_by(self._database, starts, most)) if starts else ()

    @needs(Permission.SELL)
    def of_booking(self, session: Session, reference: str) -> Customer | None:
        """Whom the booking is for; None when nobody was written on it."""
        return customers.of_booking(self._database, reference)

    @needs(Permission.SELL)
    def write_down(
        self,
        session: Session,
        request_id: str,
        typed: TypedCustomer,
        known: Customer | None = None,
        reference: str | None = None,
    ) -> Customer:
        """Write a customer down, or what has changed of a `known` one, and put them on the booking `reference`.

        Somebody of that name (or of none) with just that phone or e-mail is the same person, and not written down twice.
        Raises CustomerRefused for what cannot be used, and what `attach` raises.
        """
        wanted = _cleaned(typed, session.counter.cinema.country)
        known_id = known.id if known is not None else None
        request = Request(
            request_id, "CUSTOMER", (known_id, reference, wanted.name, wanted.phone, wanted.email, wanted.consent)
        )
        ids: list[int] = []

        def work(unit: Unit) -> None:
            booking_id = None
            if reference is not None:
                booking_id = self._booking_to_change(unit, session, reference, wanted.phone)
            ids[:] = [_write(unit, session, wanted, known)]
            if reference is not None and booking_id is not None:
                _attach(unit, session, booking_id, reference, ids[0])

        _, repeated = self._database.once(request, "", work)
        found = self._written_before(wanted, reference) if repeated else customers.one(self._database, ids[0])
        if found is None:
            raise NotFound("This customer was taken out of the books just now. Write them down again.")
        return found

    @needs(Permission.SELL)
    def attach(self, session: Session, request_id: str, reference: str, customer: Customer | None) -> None:
        """Put a known customer on a booking of this cinema, or nobody; a paid booking takes one too.

        Raises NotFound, HoldTakenOver when an unpaid one belongs to another counter, InvalidInput where a booking by phone
        would be left without a number to call.
        """
        customer_id = customer.id if customer is not None else None

        def work(unit: Unit) -> None:
            booking_id = self._booking_to_change(unit, session, reference, customer.phone if customer else "")
            _attach(unit, session, booking_id, reference, customer_id)

        self._database.once(Request(request_id, "ATTACH", (reference, customer_id)), "", work)

    @staticmethod
    def _booking_to_change(unit: Unit, session: Session, reference: str, phone: str) -> int:
        """The id of the booking, locked. A paid one may be written on at any counter of the cinema."""
        booking_id = found_bookings.id_of(unit, session.counter.cinema.id, reference)
        locked = bookings.lock(unit, booking_id) if booking_id is not None else None
        if booking_id is None or locked is None:
            raise NotFound(f"There is no booking {reference} in this cinema.")
        if locked.status is BookingStatus.PENDING and locked.counter_id != session.counter.id:
            raise HoldTakenOver("These seats were taken over at another counter. Take no money for them; pick others.")
        if locked.status is not BookingStatus.PENDING and locked.status not in _HAS_TICKETS:
            raise NotFound(f"{reference} has run out or was cancelled: there is nothing left to write a customer on.")
        if locked.status is BookingStatus.PENDING and locked.by_phone and not phone:
            raise InvalidInput(f"{reference} was booked by phone: it needs a customer with a phone number.")
        return booking_id

    def _written_before(self, wanted: TypedCustomer, reference: str | None) -> Customer | None:
        """Whom the same request has written before its answer was lost."""
        if reference is not None:
            return customers.of_booking(self._database, reference)
        return _same_person(self._database, wanted) or customers.last_called(
            self._database, wanted.name, wanted.phone, wanted.email
        )


def typed_starts(typed: str) -> list[str]:
    """What was typed, as starts of words to look for: words folded, an address as it is, a number's digits together.

    Nothing for what is too short to find anybody. A leading 0 or 00 is how a number is dialled, and not part of it.
    """
    starts: list[str] = []
    digits = ""
    for token in folded(typed).split():
        if not any(sign.isalpha() for sign in token):
            digits += digits_of(token)
        elif "@" in token:
            starts.append(token[:WORD_MAX])
        else:
            starts += parts_of(token)
    digits = digits.lstrip("0")
    if len(digits) >= DIGITS_MIN:
        starts.append(digits)
    return starts if any(len(start) >= LETTERS_MIN for start in starts) else []


def _cleaned(typed: TypedCustomer, country: str) -> TypedCustomer:
    """What is stored. Raises CustomerRefused that names the field."""
    if typed.is_empty:
        raise CustomerRefused("Type a name, a phone number or an e-mail address; one of them is enough.", "name")
    field = "name"
    try:
        name = clean_name(typed.name, "name", NAME_MAX) if typed.name.strip() else ""
        field = "phone"
        phone = clean_phone(typed.phone, country)
        field = "email"
        email = clean_email(typed.email)
    except InvalidInput as error:
        raise CustomerRefused(error.sentence, field) from error
    return TypedCustomer(name, phone, email, typed.consent)


def _write(unit: Unit, session: Session, wanted: TypedCustomer, known: Customer | None) -> int:
    digits = digits_of(wanted.phone)
    same = known or _same_person(unit, wanted)
    if same is None:
        customer_id = customers.add(unit, wanted.name, wanted.phone, digits, wanted.email, consent=wanted.consent)
        _audit(unit, session, "CUSTOMER_ADDED", customer_id, wanted)
        return customer_id
    locked = customers.lock(unit, same.id)
    if locked is None:
        raise NotFound("This customer was taken out of the books just now. Write them down again.")
    if known is None:  # only what is new: a form that was filled in short takes nothing away
        merged = replace(
            locked,
            name=wanted.name or locked.name,
            phone=wanted.phone or locked.phone,
            email=wanted.email or locked.email,
            consent=wanted.consent or locked.consent,
        )
    else:
        merged = replace(locked, name=wanted.name, phone=wanted.phone, email=wanted.email, consent=wanted.consent)
    if merged != locked:
        customers.change(unit, merged, digits_of(merged.phone))
        _audit(unit, session, "CUSTOMER_CHANGED", locked.id, wanted)
    return locked.id


def _same_person(reader: Reader, wanted: TypedCustomer) -> Customer | None:
    """Who has just this phone, or without one just this e-mail, and no other name."""
    if not (wanted.phone or wanted.email):
        return None
    name = folded(wanted.name)
    for each in customers.reached_at(reader, digits_of(wanted.phone), wanted.email):
        if not name or not each.name or folded(each.name) == name:
            return each
    return None


def _attach(unit: Unit, session: Session, booking_id: int, reference: str, customer_id: int | None) -> None:
    """Under the customer's lock: whoever is being forgotten gets no booking any more."""
    if customer_id is not None and customers.lock(unit, customer_id) is None:
        raise NotFound("This customer's data were erased just now. Write them down again.")
    customers.attach(unit, booking_id, customer_id)
    detail = {"customer": customer_id}
    audit_log.append(unit, session.counter.id, session.staff.id, "CUSTOMER_ON_BOOKING", reference, detail)


def _audit(unit: Unit, session: Session, action: str, customer_id: int, wanted: TypedCustomer) -> None:
    """Which customer and which fields, and not what is in them: what is audited can never be taken out again."""
    given = [name for name in ("name", "phone", "email") if getattr(wanted, name)]
    detail = {"fields": given, "consent": wanted.consent}
    audit_log.append(unit, session.counter.id, session.staff.id, action, f"customer {customer_id}", detail)
