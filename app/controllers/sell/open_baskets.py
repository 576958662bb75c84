"""Baskets no window is at work on: parked at this counter, left unfinished, or booked by phone. Listed and taken up again."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.baskets import Basket, read_basket
from app.controllers.sell.customers import Customer, typed_starts
from app.models import audit_log
from app.models.database import Database, Request
from app.models.errors import AttemptUnderWay, HoldExpired, HoldTakenOver, NotFound
from app.models.records import BookingStatus
from app.models.sell import bookings, customers, found_bookings, holders, open_baskets, shows
from app.models.sell.bookings import LockedBooking
from app.models.sell.open_baskets import StoredBasket
from app.models.statements import Unit
from app.utils.codes import normalise_reference
from app.utils.contacts import digits_of
from app.utils.errors import InvalidInput
from app.utils.folded_text import folded, searchable_words

NOTE_MAX = 60
"""Characters, as the table takes them."""


@dataclass(frozen=True, slots=True)
class OpenBasket:
    """A live basket as a list tells of it. `seconds_left` counts from when it was read; `parked` False: left unfinished."""

    booking_id: int
    reference: str
    show_id: int
    movie_title: str
    starts_at: datetime
    hall_name: str
    seat_labels: tuple[str, ...]
    total_minor: int
    customer: Customer | None
    note: str
    clerk_name: str
    by_phone: bool
    parked: bool
    held_until: datetime
    seconds_left: float


class OpenBaskets:
    """Parking, the list, and taking up, for one lane."""

    def __init__(self, database: Database, hold_seconds: int) -> None:
        self._database = database
        self._hold_seconds = hold_seconds

    @needs(Permission.SELL)
    def waiting(self, session: Session, typed: str = "") -> tuple[OpenBasket, ...]:
        """What this counter may take up: its parked baskets, then the cinema's bookings by phone.

        With something typed, those that have it: the reference, the note or a seat, or the customer as they are searched.
        """
        parked = [each for each in open_baskets.of_counter(self._database, session.counter.id) if each.parked_at]
        own = [each for each in parked if not each.by_phone]
        by_phone = open_baskets.waiting_by_phone(self._database, session.counter.cinema.id)
        by_phone.sort(key=lambda each: (each.starts_at, each.booking_id))
        return tuple(_told(each) for each in (*own, *by_phone) if _fits(each, typed))

    @needs(Permission.SELL)
    def of_counter(self, session: Session) -> tuple[OpenBasket, ...]:
        """Every live basket of this counter, parked or not: a window that was killed leaves the latter."""
        return tuple(_told(each) for each in open_baskets.of_counter(self._database, session.counter.id))

    @needs(Permission.SELL)
    def park(self, session: Session, request_id: str, basket: Basket, note: str = "") -> None:
        """Put the basket aside for this counter; its hold runs on as it is. A booking by phone waits again.

        Raises HoldExpired, AttemptUnderWay while money is being asked for it, InvalidInput for too long a note.
        """
        note = " ".join(note.split())
        if len(note) > NOTE_MAX:
            raise InvalidInput(f"The note has {len(note)} characters, and {NOTE_MAX} is the most. Shorten it.")
        booking = basket.booking

        def work(unit: Unit) -> None:
            locked = bookings.lock(unit, booking.id)
            if holders.attempts_under_way(unit, booking.id):
                raise AttemptUnderWay("Money is being asked for this basket: wait for the answer, then park it.")
            if not open_baskets.park(unit, booking.id, session.counter.id, note):
                raise HoldExpired("The hold on these seats has run out, or they were taken over. Pick them once more.")
            if locked is not None and locked.by_phone:
                open_baskets.wait_again(unit, booking.id)
            # Not what it says: a note names customers, and what is audited can never be taken out again.
            detail = {"with_note": bool(note)}
            audit_log.append(unit, session.counter.id, session.staff.id, "PARK", booking.reference, detail)

        self._database.once(Request(request_id, "PARK", (booking.id, note)), booking.reference, work)

    @needs(Permission.SELL)
    def take_up(self, session: Session, request_id: str, reference: str, *, unfinished: bool = False) -> Basket:
        """Make a parked basket of this counter, or a booking by phone, the basket of a window; whoever is signed in has it.

        `unfinished`: one that no window put aside, after a crash. Raises HoldExpired when it has run out, HoldTakenOver
        when another window was faster or it is another counter's, NotFound.
        """
        booking_id = found_bookings.id_of(self._database, session.counter.cinema.id, reference)
        if booking_id is None:
            raise NotFound(f"There is no booking {reference} in this cinema. Compare it, then try again.")

        def work(unit: Unit) -> None:
            require_to_take_up(unit, session, booking_id, reference, unfinished=unfinished)
            if not holders.move(unit, booking_id, session.counter.id, session.staff.id, self._hold_seconds):
                raise HoldExpired(_gone(reference, BookingStatus.EXPIRED))
            detail = {"unfinished": unfinished}
            audit_log.append(unit, session.counter.id, session.staff.id, "TAKE_UP", reference, detail)

        self._database.once(Request(request_id, "TAKE_UP", (reference, session.counter.id)), reference, work)
        found = bookings.by_reference(self._database, reference)
        show = shows.one(self._database, found[0].show_id) if found else None
        if show is None:
            raise NotFound(f"The show of {reference} is no longer in the programme.")
        return read_basket(self._database, reference, show)


def require_to_take_up(
    unit: Unit, session: Session, booking_id: int, reference: str, *, unfinished: bool = False
) -> LockedBooking:
    """Lock a booking this counter may take up. Raises HoldExpired, HoldTakenOver, AttemptUnderWay."""
    locked = bookings.lock(unit, booking_id)
    if locked is None or locked.status is not BookingStatus.PENDING:
        raise HoldExpired(_gone(reference, locked.status if locked else BookingStatus.EXPIRED))
    where = open_baskets.where_it_is(unit, booking_id)
    here = locked.counter_id == session.counter.id
    if not here and not (locked.by_phone and where.parked_at):
        raise HoldTakenOver(f"{reference} is at {where.counter_name} just now. Ask there.")
    if (where.parked_at is None) != unfinished:
        raise HoldTakenOver(f"{reference} was taken up in another window of {where.counter_name} just now.")
    if not unfinished and holders.attempts_under_way(unit, booking_id):
        raise AttemptUnderWay(f"Money is being asked for {reference} just now. Wait for the answer.")
    return locked


def _gone(reference: str, status: BookingStatus) -> str:
    if status in (BookingStatus.CONFIRMED, BookingStatus.COMPLETED):
        return f"{reference} has been paid. Look it up by its reference."
    if status is BookingStatus.CANCELLED:
        return f"{reference} was cancelled, and its seats are free again."
    return f"The hold of {reference} has run out, and its seats are free again. Pick them once more."


def _fits(each: StoredBasket, typed: str) -> bool:
    """Whether what was typed is found on it: folded here, so that it is the same whatever database holds it."""
    if not typed.strip():
        return True
    with suppress(InvalidInput):  # what is no reference is looked for as the rest is
        if normalise_reference(typed) == each.reference:
            return True
    words = searchable_words(f"{each.note} {each.movie_title}") | {label.lower() for label in each.seat_labels}
    if each.customer is not None:
        words |= customers.words_of(each.customer.name, digits_of(each.customer.phone), each.customer.email)
    starts = typed_starts(typed) or [folded(typed).strip()]
    return all(any(word.startswith(start) for word in words) for start in starts)


def _told(each: StoredBasket) -> OpenBasket:
    return OpenBasket(
        booking_id=each.booking_id,
        reference=each.reference,
        show_id=each.show_id,
        movie_title=each.movie_title,
        starts_at=each.starts_at,
        hall_name=each.hall_name,
        seat_labels=each.seat_labels,
        total_minor=each.total_minor,
        customer=each.customer,
        note=each.note,
        clerk_name=each.clerk_name,
        by_phone=each.by_phone,
        parked=each.parked_at is not None,
        held_until=each.held_until,
        seconds_left=each.seconds_left,
    )
