"""Undoing a mis-sale on its own day: a manager's word, the seats free again, the money back the way it came."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from app.controllers.after.observers import TicketsReturned, announce
from app.controllers.pay import refunding
from app.controllers.pay.refunding import Refunding
from app.controllers.permissions import Permission, Session, needs
from app.controllers.start.sign_in import SignIn
from app.models import audit_log
from app.models.after import live_tickets
from app.models.database import Database, Request
from app.models.errors import NotFound, NotVoidable, TillClosed
from app.models.records import BookingStatus, PaymentMethod, StaffMember
from app.models.sell import booking_seats, bookings, discounts, tickets
from app.models.statements import Unit
from app.models.till import sessions, voids
from app.models.till.voids import PaidPart, SoldBooking
from app.utils.errors import InvalidInput
from app.utils.local_time import day_bounds_utc, to_local

_LOG = logging.getLogger("foyer.voiding")
_REASON_LENGTH_MAX = 200


@dataclass(frozen=True, slots=True)
class VoidableSale:
    """What is about to be undone, or was. `paid` is the way the money goes back."""

    reference: str
    movie_title: str
    seat_labels: tuple[str, ...]
    clerk_name: str
    counter_name: str
    sold_at: datetime
    total_minor: int
    paid: tuple[PaidPart, ...]
    refunds_told: str = ""
    """What became of the refunds through a provider."""


class Voiding:
    """Undoing sales for one lane."""

    def __init__(
        self,
        database: Database,
        sign_in: SignIn,
        refunds: Refunding | None = None,
        came_free: Callable[[int], object] | None = None,
    ) -> None:
        """`refunds` sends back what a provider had taken; without it that stays due.

        `came_free` hears of which show seats came free.
        """
        self._database = database
        self._sign_in = sign_in
        self._refunds = refunds
        self._came_free = came_free

    @needs(Permission.SELL)
    def last_sale(self, session: Session) -> VoidableSale:
        """The last sale of this counter, if it can be undone. Raises NotFound, NotVoidable."""
        reference = tickets.last_sold(self._database, session.counter.id)
        if reference is None:
            raise NotFound("Nothing was sold at this counter yet, so there is nothing to undo.")
        return self.sale_of(session, reference)

    @needs(Permission.SELL)
    def usual_approver(self, session: Session) -> str:
        """Whose word is asked for unless another name is typed: who of the managers was here last; "" if none was."""
        return voids.usual_approver(self._database, session.counter.cinema.id)

    @needs(Permission.SELL)
    def sale_of(self, session: Session, reference: str) -> VoidableSale:
        """The sale of that reference, if it can be undone at this counter. Raises NotFound, NotVoidable."""
        sold = self._sold(reference)
        _require_voidable(session, sold)
        return _told(sold)

    @needs(Permission.SELL)
    def void(
        self, session: Session, request_id: str, reference: str, reason: str, approver: str, password: str
    ) -> VoidableSale:
        """Undo a sale of today whose tickets nobody has used, allowed by `approver` with their own password.

        The same `request_id` again pays nothing back twice. Raises SignInRefused, SignInBlocked, PermissionDenied for the
        approver; NotVoidable, NotFound and, with cash to give back, TillClosed: then nothing has changed.
        """
        because = " ".join(reason.split())[:_REASON_LENGTH_MAX]
        if not because:
            raise InvalidInput("Type a reason: a few words that tell later what was wrong with this sale.")
        person = self._sign_in.approve(session, approver, password, Permission.VOID)
        sold = self._sold(reference)
        # A reason typed anew after a lost answer, or another manager, asks for the same thing.
        request = Request(request_id, "VOID", (session.counter.id, sold.reference))
        result, _ = self._database.once(
            request, _as_result(sold), lambda unit: self._undo(unit, session, sold, because, person)
        )
        if self._came_free is not None:
            self._came_free(sold.show_id)
        sent = self._refunds.send_back(session, sold.reference) if self._refunds is not None else ()
        _LOG.info("sale undone", extra={"reference": sold.reference, "approver": person.username})
        return _told(_of_result(sold, result), refunding.sentences(sent))

    def _sold(self, reference: str) -> SoldBooking:
        sold = voids.sold_booking(self._database, reference.strip().upper())
        if sold is None:
            raise NotFound(f"No sale has the reference {reference.strip()}. Check it on the ticket.")
        return sold

    def _undo(self, unit: Unit, session: Session, sold: SoldBooking, reason: str, approver: StaffMember) -> None:
        """In the house's fixed order of locks: show, booking, claims, till, audit."""
        counter_id, clerk_id = session.counter.id, session.staff.id
        _, locked = bookings.lock_with_show(unit, clerk_id, sold.show_id, sold.booking_id)
        if locked is None or locked.status is not BookingStatus.CONFIRMED:
            raise _ended(sold, locked.status if locked else sold.status)
        now = voids.sold_booking(unit, sold.reference)
        _require_voidable(session, now or sold)
        if now is None or (now.seat_labels, now.paid) != (sold.seat_labels, sold.paid):
            raise _changed(sold)
        booking_seats.free_sold(unit, sold.booking_id)
        ended = voids.end_tickets(unit, sold.booking_id)
        live_tickets.mark_booking(unit, sold.booking_id, ended=True)
        till_id = sessions.keep_open(unit, counter_id)
        if ended != [len(sold.seat_labels)]:
            raise _used(sold)
        if till_id is None and any(part.method is PaymentMethod.CASH for part in sold.paid):
            raise TillClosed("The cash has to come out of an open till. Open it with its float, then undo the sale.")
        tickets.printing_done(unit, sold.reference)
        if sold.total_minor:
            refunding.give_back(unit, session, sold.booking_id, sold.reference, sold.total_minor, f"Undone: {reason}")
        if locked.promo_code_id is not None:
            discounts.give_back(unit, sold.booking_id)
        announce(unit, TicketsReturned(sold.booking_id, counter_id, sold.seat_labels, sold.total_minor, 0, whole=True))
        detail = {"reason": reason, "seats": sold.seat_labels, "allowed_by": approver.username}
        audit_log.append(unit, counter_id, clerk_id, "VOID", sold.reference, detail)


def _told(sold: SoldBooking, refunds_told: str = "") -> VoidableSale:
    return VoidableSale(
        sold.reference,
        sold.movie_title,
        sold.seat_labels,
        sold.clerk_name,
        sold.counter_name,
        sold.confirmed_at,
        sold.total_minor,
        sold.paid,
        refunds_told,
    )


def _as_result(sold: SoldBooking) -> str:
    """What the request's line keeps of it: asked again, the same seats and the same money are told."""
    return json.dumps([sold.seat_labels, sold.paid])


def _of_result(sold: SoldBooking, result: str) -> SoldBooking:
    seats, paid = json.loads(result)
    parts = tuple(PaidPart(PaymentMethod(method), minor, provider) for method, minor, provider in paid)
    return replace(sold, seat_labels=tuple(seats), paid=parts)


def _require_voidable(session: Session, sold: SoldBooking) -> None:
    """A void is for the day itself; later, and after admission, money goes back as a refund."""
    cinema = session.counter.cinema
    if sold.status is not BookingStatus.CONFIRMED:
        raise _ended(sold, sold.status)
    if sold.cinema_id != cinema.id:
        raise NotVoidable(f"{sold.reference} was sold for another cinema. Undo it at a counter there.")
    start, end = day_bounds_utc(to_local(sold.now, cinema.time_zone).date(), cinema.time_zone)
    if not start <= sold.confirmed_at < end:
        raise NotVoidable(f"{sold.reference} was not sold today, so it cannot be undone as a mis-sale any more.")
    if sold.tickets_used:
        raise _used(sold)


def _ended(sold: SoldBooking, status: BookingStatus) -> NotVoidable:
    """COMPLETED and CANCELLED are ends (data.md): what was sold for a show that is over was sold."""
    if status is BookingStatus.COMPLETED:
        return NotVoidable(
            f"The show of {sold.reference} is over, so its sale cannot be undone as a mis-sale any more."
        )
    return NotVoidable(f"{sold.reference} is undone already. Do not pay back again.")


def _changed(sold: SoldBooking) -> NotVoidable:
    return NotVoidable(
        f"Tickets of {sold.reference} were given back just now. Look at it once more, then undo the rest."
    )


def _used(sold: SoldBooking) -> NotVoidable:
    return NotVoidable(f"Somebody has entered with a ticket of {sold.reference}, so it cannot be undone.")
