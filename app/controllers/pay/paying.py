"""Paying: one transaction turns a basket into a sale, once, whatever is lost on the way."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.controllers.after.observers import BookingConfirmed, announce
from app.controllers.pay import tender
from app.controllers.pay.credit import Credit
from app.controllers.pay.redeeming import Redeeming
from app.controllers.pay.refunding import GivenBack, Refunding, sentences
from app.controllers.pay.tender import Tender
from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.baskets import Basket
from app.controllers.sell.refusals import require_ours
from app.models import audit_log
from app.models.database import Database, Request
from app.models.errors import AlreadyPaid, AttemptUnderWay, HoldExpired, PaidAfterExpiry, PaymentMismatch
from app.models.pay import attempts
from app.models.records import BookingStatus, ClaimState, Payment, PaymentMethod, ShowStatus
from app.models.sell import booking_seats, bookings, customers, discounts, tickets
from app.models.sell.bookings import LockedBooking
from app.models.statements import Unit
from app.models.till import sessions
from app.utils.codes import new_ticket_code
from app.utils.money import format_minor

CONFIRMED = "CONFIRMED"
REFUND_DUE = "REFUND_DUE"
_SALEABLE = (BookingStatus.PENDING, BookingStatus.EXPIRED)
_LOG = logging.getLogger("foyer.paying")


@dataclass(frozen=True, slots=True)
class Sale:
    """A confirmed booking: what the screen says and the printer prints. `total_minor` is what was taken for it.

    `credit` is what paid for it beside that; `given_back` went back of it, and `refunds_told` is what became of that at a
    provider.
    """

    reference: str
    seat_labels: tuple[str, ...]
    movie_title: str
    total_minor: int
    payments: tuple[Payment, ...]
    credit: Credit | None = None
    given_back: tuple[GivenBack, ...] = ()
    refunds_told: str = ""

    @property
    def change_minor(self) -> int:
        return sum(payment.change_minor for payment in self.payments)

    @property
    def opens_drawer(self) -> bool:
        """Whether cash is among what came or went."""
        methods = [payment.method for payment in self.payments] + [way.method for way in self.given_back]
        return PaymentMethod.CASH in methods


class _NoSeatsForIt(Exception):
    """The money is there and the seats are not: the unit is rolled back and a refund is written down instead."""


class _HoldSweptAway(Exception):
    """The seats have to be claimed anew, and claims come early in the order of locks: the unit starts again, looking first."""


class Paying:
    """Taking money for one lane."""

    def __init__(
        self,
        database: Database,
        refunds: Refunding | None = None,
        came_free: Callable[[int], object] | None = None,
    ) -> None:
        """`refunds` sends back what a provider had taken for seats that were exchanged; without it that stays due.

        `came_free` hears of which show seats came free by an exchange.
        """
        self._database, self._refunds, self._came_free = database, refunds, came_free

    @needs(Permission.SELL)
    def confirm(self, session: Session, request_id: str, basket: Basket, payments: Sequence[Payment]) -> Sale:
        """Make the basket a sale, paid with one payment or with several whose amounts make up the total.

        Cash comes at most once, and last. Tickets that the basket's credit names pay first: they end with it, and what they
        were worth more goes back (NotExchangeable where that cannot be, PermissionDenied for who may not).

        The same `request_id` again, after a double click or a lost answer, pays nothing twice. A payment that comes after
        the hold expired keeps the seats if all are free, and is otherwise written down as a refund due: PaidAfterExpiry
        (vouchers and tickets given in exchange are then not touched). Raises PaymentMismatch, VoucherRefused, HoldExpired,
        TillClosed, AlreadyPaid and, while a provider may have taken money that is not among `payments`, AttemptUnderWay,
        all with nothing taken; OutcomeUnknown when only asking again with the same `request_id` will tell.
        """
        cinema = session.counter.cinema
        offered = tuple(payments)
        tender.require_sound(offered, cinema)
        exchanged = (basket.credit.told,) if basket.credit else ()
        request = Request(request_id, "CONFIRM", (basket.booking.id, tender.told(offered), *exchanged))
        try:
            result = self._sold(request, session, basket, offered)
        except _NoSeatsForIt:
            result, _ = self._database.once(request, REFUND_DUE, lambda unit: self._owe(unit, session, basket, offered))
        if result == REFUND_DUE:
            owed_minor = tender.total_of(_owed(offered))
            amount = format_minor(owed_minor, cinema.currency, cinema.locale)
            sentence = (
                f"The hold had run out and the seats are gone. {amount} is written down as a refund due "
                f"on {basket.booking.reference}: give it back."
            )
            raise PaidAfterExpiry(sentence, basket.booking.reference, owed_minor)
        total_minor = tender.total_of(offered)
        _LOG.info("sold", extra={"reference": basket.booking.reference, "amount_minor": total_minor})
        return Sale(
            basket.booking.reference,
            tuple(line.seat.label for line in basket.booking.lines),
            basket.show.movie_title,
            total_minor,
            offered,
            basket.credit,
            *self._given_back(session, basket),
        )

    def _given_back(self, session: Session, basket: Basket) -> tuple[tuple[GivenBack, ...], str]:
        """What went back in exchange; what a provider had taken is sent, as far as it answers."""
        if basket.credit is None:
            return (), ""
        if self._came_free is not None:
            self._came_free(basket.credit.show_id)
        ways = basket.credit.ways_back(basket.booking.total_minor)
        if self._refunds is None or not any(way.through_provider for way in ways):
            return ways, ""
        return ways, sentences(self._refunds.send_back(session, basket.credit.reference))

    def _sold(self, request: Request, session: Session, basket: Basket, offered: Sequence[Payment]) -> str:
        try:
            return self._database.once(
                request, CONFIRMED, lambda unit: self._sell(unit, session, basket, offered, look_first=False)
            )[0]
        except _HoldSweptAway:
            return self._database.once(
                request, CONFIRMED, lambda unit: self._sell(unit, session, basket, offered, look_first=True)
            )[0]

    def _sell(
        self, unit: Unit, session: Session, basket: Basket, offered: Sequence[Payment], *, look_first: bool
    ) -> None:
        """In the house's fixed order of locks: show, booking, claims, what pays, till; then what is only added.

        The locks travel in one packet and are judged by what they found. Only for a hold that was swept away is it looked
        first what has to be claimed.
        """
        booking_id, credit = basket.booking.id, basket.credit
        both = [(basket.show.id, booking_id), *([(credit.show_id, credit.booking_id)] if credit else [])]
        seen = bookings.lock_all_later(unit, session.staff.id, both)
        if look_first:
            unit.flush()
            marked = _claim_again(unit, basket, _saleable(unit, session, basket, offered, *seen()[0]))
        else:
            marked = booking_seats.mark_sold(unit, booking_id)
        redeeming = Redeeming(unit, session, basket, credit, lambda: seen()[1]) if credit else None
        money = Tender(unit, session, booking_id, offered, redeeming)
        money.claim()
        beside = attempts.not_at_an_end(unit, booking_id)
        till_id = sessions.keep_open(unit, session.counter.id)
        locked = _saleable(unit, session, basket, offered, *seen()[0])
        if locked.status is BookingStatus.EXPIRED and not look_first:
            raise _HoldSweptAway
        if marked != [len(locked.lines)]:
            raise HoldExpired("Some of these seats are no longer held for this basket. Pick them once more.")
        money.require(till_id)
        _require_nothing_beside(beside)
        if locked.promo_code_id is not None and not discounts.use(unit, locked.promo_code_id):
            raise PaymentMismatch(
                "The promo code has just been used up. Take it off, tell the new total, then take the money."
            )
        if locked.by_phone:
            customers.count_paid(unit, booking_id)
        bookings.mark_confirmed(unit, booking_id)
        money.write()
        codes = [new_ticket_code() for _ in locked.lines]
        tickets.issue(unit, booking_id, basket.show.id, locked.lines, codes)
        _audit(unit, session, "PAYMENT", basket, offered)
        tickets.order_printing(unit, booking_id, session.counter.id)
        if credit is None:
            announce(unit, BookingConfirmed(booking_id, session.counter.id, locked.customer_id))

    def _owe(self, unit: Unit, session: Session, basket: Basket, offered: Sequence[Payment]) -> None:
        """Nothing that was paid is lost: the money is written down, and that it is to be given back."""
        booking_id, owed = basket.booking.id, _owed(offered)
        locked = _unpaid(bookings.lock(unit, booking_id), basket)
        if not owed:
            raise HoldExpired("These seats can no longer be had. Nothing was paid for them; pick others.")
        if locked.status is BookingStatus.PENDING:
            booking_seats.release_all(unit, booking_id)
            bookings.set_status(unit, booking_id, BookingStatus.EXPIRED)
        money = Tender(unit, session, booking_id, owed)
        money.claim()
        money.require(sessions.keep_open(unit, session.counter.id))
        money.write(owed_because="Paid when its seats could no longer be had")
        _audit(unit, session, "REFUND_DUE", basket, owed)


def _owed(offered: Sequence[Payment]) -> tuple[Payment, ...]:
    """What cannot be left where it is: a voucher that buys nothing keeps its balance."""
    return tuple(each for each in offered if each.amount_minor and each.method is not PaymentMethod.VOUCHER)


def _unpaid(locked: LockedBooking | None, basket: Basket) -> LockedBooking:
    if locked is None or locked.status.is_sale:
        sentence = f"{basket.booking.reference} was already paid. Do not charge again; find it by its reference."
        raise AlreadyPaid(sentence)
    return locked


def _saleable(
    unit: Unit,
    session: Session,
    basket: Basket,
    offered: Sequence[Payment],
    show_status: ShowStatus | None,
    found: LockedBooking | None,
) -> LockedBooking:
    """The locked booking, when it is still to be paid, by this counter and with this money, for a show still on sale."""
    locked = _unpaid(found, basket)
    if locked.counter_id != session.counter.id:
        require_ours(unit, session, basket)
    _require_matching(locked, offered, basket)
    if show_status not in (ShowStatus.UPCOMING, ShowStatus.ONGOING) or locked.status not in _SALEABLE:
        raise _NoSeatsForIt
    return locked


def _claim_again(unit: Unit, basket: Basket, locked: LockedBooking) -> list[int]:
    """How many claims will be sold with the next statement, which raises _NoSeatsForIt when one is not free."""
    if locked.status is not BookingStatus.EXPIRED:
        return booking_seats.mark_sold(unit, basket.booking.id)
    seat_ids = [line.seat_id for line in locked.lines]
    if booking_seats.broken(unit, basket.show.id, seat_ids):
        raise _NoSeatsForIt
    booking_seats.claim(unit, basket.show.id, basket.booking.id, seat_ids, ClaimState.SOLD, refused=_NoSeatsForIt)
    return [len(seat_ids)]


def _require_matching(locked: LockedBooking, offered: Sequence[Payment], basket: Basket) -> None:
    if not locked.lines:
        raise HoldExpired("There is no seat in this basket any more. Pick the seats once more; take no money.")
    credit_minor = basket.booking.total_minor - basket.to_pay_minor
    tender.require_total(offered, locked.total_minor - credit_minor)


def _require_nothing_beside(attempts_open: Sequence[object]) -> None:
    if attempts_open:
        raise AttemptUnderWay(
            "The provider was asked for this basket already, and what became of it is not settled. Take no other money."
        )


def _audit(unit: Unit, session: Session, action: str, basket: Basket, offered: Sequence[Payment]) -> None:
    parts = [(each.method.value, each.amount_minor) for each in offered]
    credit = basket.credit if action == "PAYMENT" else None
    credit_minor = basket.booking.total_minor - basket.to_pay_minor
    if credit is not None and credit_minor:
        parts.insert(0, (PaymentMethod.EXCHANGE.value, credit_minor))
    detail: dict[str, object] = {
        "method": "+".join(method for method, _ in parts),
        "amount_minor": sum(amount_minor for _, amount_minor in parts),
        "seats": [line.seat.label for line in basket.booking.lines],
    }
    if len(parts) > 1:
        detail["parts"] = parts
    if credit is not None:
        detail["in_place_of"] = credit.reference
    audit_log.append(unit, session.counter.id, session.staff.id, action, basket.booking.reference, detail)
