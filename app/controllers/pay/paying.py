"""Paying: one transaction turns a basket into a sale, once, whatever is lost on the way."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.baskets import Basket
from app.controllers.sell.refusals import require_ours
from app.models import audit_log
from app.models.database import Database, Request
from app.models.errors import AlreadyPaid, HoldExpired, PaidAfterExpiry, PaymentMismatch, TillClosed
from app.models.pay import payments
from app.models.records import BookingStatus, ClaimState, Payment, PaymentMethod, ShowStatus
from app.models.sell import booking_seats, bookings, discounts, tickets
from app.models.sell.bookings import LockedBooking
from app.models.statements import Unit
from app.models.till import sessions
from app.utils.codes import new_ticket_code
from app.utils.money import format_minor

CONFIRMED = "CONFIRMED"
REFUND_DUE = "REFUND_DUE"
_LOG = logging.getLogger("foyer.paying")


@dataclass(frozen=True, slots=True)
class Sale:
    """A confirmed booking: what the screen says and the printer prints."""

    reference: str
    seat_labels: tuple[str, ...]
    movie_title: str
    total_minor: int
    method: PaymentMethod
    change_minor: int


class _NoSeatsForIt(Exception):
    """The money is there and the seats are not: the unit is rolled back and a refund is written down instead."""


class Paying:
    """Taking money for one lane."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.SELL)
    def confirm(self, session: Session, request_id: str, basket: Basket, payment: Payment) -> Sale:
        """Make the basket a sale. The same `request_id` again, after a double click or a lost answer, pays nothing twice.

        A payment that comes after the hold expired keeps the seats if all are free, and is otherwise written down as a
        refund due: PaidAfterExpiry. Raises PaymentMismatch, HoldExpired and AlreadyPaid with nothing taken, OutcomeUnknown
        when only asking again with the same `request_id` will tell.
        """
        currency, locale = session.counter.cinema.currency, session.counter.cinema.locale
        _require_covering(payment, currency, locale)
        request = Request(request_id, "CONFIRM", _told(basket, payment))
        try:
            result, _ = self._database.once(request, CONFIRMED, lambda unit: self._sell(unit, session, basket, payment))
        except _NoSeatsForIt:
            result, _ = self._database.once(request, REFUND_DUE, lambda unit: self._owe(unit, session, basket, payment))
        if result == REFUND_DUE:
            amount = format_minor(payment.amount_minor, currency, locale)
            sentence = (
                f"The hold had run out and the seats are gone. {amount} is written down as a refund due "
                f"on {basket.booking.reference}: give it back."
            )
            raise PaidAfterExpiry(sentence, basket.booking.reference, payment.amount_minor)
        _LOG.info("sold", extra={"reference": basket.booking.reference, "amount_minor": payment.amount_minor})
        return Sale(
            basket.booking.reference,
            tuple(line.seat.label for line in basket.booking.lines),
            basket.show.movie_title,
            payment.amount_minor,
            payment.method,
            payment.change_minor,
        )

    def _sell(self, unit: Unit, session: Session, basket: Basket, payment: Payment) -> None:
        """In the house's fixed order of locks: show, booking, claims, then what is only added."""
        booking_id = basket.booking.id
        show_status, found = bookings.lock_with_show(unit, basket.show.id, booking_id)
        locked = _unpaid(found, basket)
        if locked.counter_id != session.counter.id:
            require_ours(unit, session, basket)
        _require_matching(locked, payment)
        if show_status not in (ShowStatus.UPCOMING, ShowStatus.ONGOING):
            raise _NoSeatsForIt
        marked = [len(locked.lines)]
        if locked.status is BookingStatus.EXPIRED:
            _claim_again(unit, basket, locked)
        else:
            marked = booking_seats.mark_sold(unit, booking_id)
        till_id = sessions.keep_open(unit, session.counter.id)
        if marked != [len(locked.lines)]:
            raise HoldExpired("Some of these seats are no longer held for this basket. Pick them once more.")
        _require_till(till_id, payment)
        if locked.promo_code_id is not None and not discounts.use(unit, locked.promo_code_id):
            raise PaymentMismatch("The promo code has just been used up. Take it off, tell the new total, then take the money.")
        bookings.mark_confirmed(unit, booking_id)
        if payment.amount_minor:
            payments.take(unit, booking_id, payment, session.counter.id, session.staff.id)
        codes = [new_ticket_code() for _ in locked.lines]
        tickets.issue(unit, booking_id, basket.show.id, locked.lines, codes)
        _audit(unit, session, "PAYMENT", basket, payment)
        tickets.order_printing(unit, booking_id, session.counter.id)

    def _owe(self, unit: Unit, session: Session, basket: Basket, payment: Payment) -> None:
        """Nothing that was paid is lost: the money is written down, and that it is to be given back."""
        locked = _unpaid(bookings.lock(unit, basket.booking.id), basket)
        if not payment.amount_minor:
            raise HoldExpired("These seats can no longer be had. Nothing was paid for them; pick others.")
        if locked.status is BookingStatus.PENDING:
            booking_seats.release_all(unit, basket.booking.id)
            bookings.set_status(unit, basket.booking.id, BookingStatus.EXPIRED)
        _require_till(sessions.keep_open(unit, session.counter.id), payment)
        payments.take(unit, basket.booking.id, payment, session.counter.id, session.staff.id)
        payments.owe(unit, basket.booking.id, payment.amount_minor, "Paid when its seats could no longer be had")
        _audit(unit, session, "REFUND_DUE", basket, payment)


def _unpaid(locked: LockedBooking | None, basket: Basket) -> LockedBooking:
    if locked is None or locked.status not in (BookingStatus.PENDING, BookingStatus.EXPIRED):
        sentence = f"{basket.booking.reference} was already paid. Do not charge again; find it by its reference."
        raise AlreadyPaid(sentence)
    return locked


def _claim_again(unit: Unit, basket: Basket, locked: LockedBooking) -> None:
    seat_ids = [line.seat_id for line in locked.lines]
    booking_seats.claim(unit, basket.show.id, basket.booking.id, seat_ids, ClaimState.SOLD, refused=_NoSeatsForIt)


def _require_till(till_id: int | None, payment: Payment) -> None:
    """Cash goes into a drawer that somebody answers for."""
    if till_id is None and payment.method is PaymentMethod.CASH and payment.amount_minor:
        raise TillClosed("The till of this counter is closed. Open it with its float, then take the money.")


def _require_matching(locked: LockedBooking, payment: Payment) -> None:
    if not locked.lines:
        raise HoldExpired("There is no seat in this basket any more. Pick the seats once more; take no money.")
    if locked.total_minor != payment.amount_minor:
        raise PaymentMismatch(
            "The basket has changed since its total was shown. Look at the new total, then take the money."
        )


def _require_covering(payment: Payment, currency: str, locale: str) -> None:
    if payment.method is PaymentMethod.CASH and payment.change_minor < 0:
        short = format_minor(-payment.change_minor, currency, locale)
        raise PaymentMismatch(f"{short} is missing. Type what the customer handed over, at least the total.")
    if payment.method is PaymentMethod.CARD and not payment.approval_code:
        raise PaymentMismatch("Type the approval code from the card terminal's slip.")


def _told(basket: Basket, payment: Payment) -> tuple[object, ...]:
    return (
        basket.booking.id,
        payment.method.value,
        payment.amount_minor,
        payment.tendered_minor,
        payment.approval_code,
    )


def _audit(unit: Unit, session: Session, action: str, basket: Basket, payment: Payment) -> None:
    detail = {
        "method": payment.method.value,
        "amount_minor": payment.amount_minor,
        "seats": [line.seat.label for line in basket.booking.lines],
    }
    audit_log.append(unit, session.counter.id, session.staff.id, action, basket.booking.reference, detail)
