"""Bookings by phone: seats held for a customer who pays later, at any counter, until some time before the show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.baskets import Basket
from app.controllers.sell.customers import Customer, is_flagged
from app.controllers.sell.open_baskets import require_to_take_up
from app.controllers.sell.refusals import cancelled, require_ours
from app.models import audit_log
from app.models.database import Database, Request
from app.models.errors import (
    AttemptUnderWay,
    CustomerFlagged,
    HoldExpired,
    NotFound,
    SeatNotForSale,
    ShowNotOnSale,
    TooManySeats,
)
from app.models.records import BookingStatus, ShowStatus
from app.models.sell import booking_seats, bookings, customers, found_bookings, holders, open_baskets
from app.models.sell.open_baskets import WhereItIs
from app.models.statements import Unit
from app.utils.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class PhoneRules:
    """Held until `minutes_before` the show, `hours_most` at the most; `seats_most` at a time for one customer."""

    minutes_before: int = 30
    hours_most: int = 48
    seats_most: int = 20


@dataclass(frozen=True, slots=True)
class PhoneBooking:
    """A basket that is held by phone now: what the caller is told."""

    reference: str
    customer: Customer
    held_until: datetime


class PhoneBookings:
    """Holding baskets for callers, and giving them up again, for one lane."""

    def __init__(self, database: Database, rules: PhoneRules, came_free: Callable[[int], object] | None = None) -> None:
        """`came_free` hears of which show seats came free."""
        self._database = database
        self._rules = rules
        self._came_free = came_free

    @needs(Permission.SELL)
    def book(self, session: Session, request_id: str, basket: Basket, customer: Customer) -> PhoneBooking:
        """Hold the basket for `customer`, who pays later. The same again, from a basket taken up, puts it back.

        Raises InvalidInput without a phone, CustomerFlagged for one whose last bookings came to nothing (a manager may),
        TooManySeats past the customer's limit, ShowNotOnSale too near the show, HoldExpired.
        """
        booking = basket.booking

        def work(unit: Unit) -> None:
            status, locked = bookings.lock_with_show(unit, session.staff.id, basket.show.id, booking.id)
            if status not in (ShowStatus.UPCOMING, ShowStatus.ONGOING):
                raise cancelled(basket.show)
            if locked is None or locked.status is not BookingStatus.PENDING:
                raise HoldExpired("The hold on these seats has run out and they are free again. Pick them once more.")
            if locked.counter_id != session.counter.id:
                require_ours(unit, session, basket)
            if holders.attempts_under_way(unit, booking.id):
                raise AttemptUnderWay("Money is being asked for this basket: wait for the answer first.")
            until = self._until(open_baskets.where_it_is(unit, booking.id))
            self._require_good(unit, session, customer.id, 0 if locked.by_phone else len(locked.lines))
            if not open_baskets.book_by_phone(unit, booking.id, customer.id, until):
                raise HoldExpired("The hold on these seats has run out and they are free again. Pick them once more.")
            detail = {"customer": customer.id, "until": until, "seats": len(locked.lines)}
            audit_log.append(unit, session.counter.id, session.staff.id, "PHONE_BOOKING", booking.reference, detail)

        request = Request(request_id, "PHONE_BOOKING", (booking.id, customer.id))
        self._database.once(request, booking.reference, work)
        found = bookings.by_reference(self._database, booking.reference)
        written = customers.one(self._database, customer.id)
        if found is None or written is None:
            raise NotFound(f"{booking.reference} was taken out of the books just now.")
        return PhoneBooking(booking.reference, written, found[0].held_until)

    @needs(Permission.SELL)
    def cancel(self, session: Session, request_id: str, reference: str) -> None:
        """Give a waiting booking by phone up: its seats are free again, and it counts against its customer.

        Raises HoldExpired when it is over already, HoldTakenOver while a window has it, NotFound, SeatNotForSale for a
        basket that was not booked by phone.
        """
        booking_id = found_bookings.id_of(self._database, session.counter.cinema.id, reference)
        if booking_id is None:
            raise NotFound(f"There is no booking {reference} in this cinema. Compare it, then try again.")

        def work(unit: Unit) -> None:
            locked = require_to_take_up(unit, session, booking_id, reference)
            if not locked.by_phone:
                raise SeatNotForSale(f"{reference} was not booked by phone. Take it up, then clear it.")
            customers.count_given_up(unit, booking_id)
            booking_seats.release_all(unit, booking_id)
            bookings.set_status(unit, booking_id, BookingStatus.CANCELLED)
            audit_log.append(unit, session.counter.id, session.staff.id, "PHONE_CANCELLED", reference, {})

        self._database.once(Request(request_id, "PHONE_CANCEL", (reference,)), reference, work)
        found = bookings.by_reference(self._database, reference)
        if self._came_free is not None and found is not None:
            self._came_free(found[0].show_id)

    def _until(self, where: WhereItIs) -> datetime:
        before_show = where.starts_at - timedelta(minutes=self._rules.minutes_before)
        if before_show <= where.now:
            raise ShowNotOnSale(
                f"A booking by phone has to be paid {self._rules.minutes_before} minutes before the show, "
                "and that is over. Sell the seats at the counter."
            )
        return min(before_show, where.now + timedelta(hours=self._rules.hours_most))

    def _require_good(self, unit: Unit, session: Session, customer_id: int, seat_count: int) -> None:
        """Behind the customer's lock: two counters cannot book past the limit together."""
        locked = customers.lock(unit, customer_id)
        if locked is None or not locked.phone:
            raise InvalidInput("A booking by phone needs the customer's phone number. Press F10 and type it.")
        if is_flagged(locked) and not session.may(Permission.BOOK_FLAGGED):
            raise CustomerFlagged(
                f"{locked.called} has let {locked.cancelled_in_a_row} bookings by phone in a row come to nothing. "
                "Sell the seats at the counter, or ask a manager to book them."
            )
        booked = open_baskets.seats_by_phone(unit, customer_id)
        if booked + seat_count > self._rules.seats_most and not session.may(Permission.SELL_MANY):
            raise TooManySeats(
                f"{locked.called} has {booked} unpaid seats by phone, and {self._rules.seats_most} is the most. "
                "Let some be paid first, or ask a manager."
            )
