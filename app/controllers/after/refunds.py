"""Giving tickets back: by the cinema's rules, or as a manager allows; the money goes the way it came."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.controllers.after import observers, refund_policy
from app.controllers.after.observers import TicketsReturned
from app.controllers.after.refund_quote import RefundQuote
from app.controllers.pay import refunding
from app.controllers.pay.refunding import GivenBack
from app.controllers.permissions import Permission, Session, needs
from app.models import audit_log
from app.models.after import live_tickets, refund_rules, refunds
from app.models.after.live_tickets import SaleHead
from app.models.after.refunds import NewRefund
from app.models.database import Database, Request
from app.models.errors import ChangedMeanwhile, NotFound, NotRefundable, TillClosed
from app.models.pay import payments
from app.models.records import BookingStatus, ShowStatus, StaffMember
from app.models.sell import bookings, discounts, tickets
from app.models.statements import Reader, Unit
from app.models.till import sessions, voids
from app.utils.errors import InvalidInput
from app.utils.money import format_minor

if TYPE_CHECKING:
    from app.controllers.pay.refunding import Refunding
    from app.controllers.start.sign_in import SignIn

REASON_LENGTH_MAX = 200
_LOG = logging.getLogger("foyer.refunding")


@dataclass(frozen=True, slots=True)
class Override:
    """A manager's word for another percent than the rules': why, and who with the own name and password."""

    reason: str
    approver: str
    password: str


@dataclass(frozen=True, slots=True)
class TicketsBack:
    """Tickets that were given back. `ways` is how the money went; `refunds_told` what became of it at a provider."""

    reference: str
    seat_labels: tuple[str, ...]
    back_minor: int
    fee_minor: int
    cash_minor: int
    ways: tuple[GivenBack, ...]
    ends_booking: bool
    refunds_told: str = ""


class _QuoteGone(Exception):
    """Something of it is not as it was quoted; the unit must be rolled back."""


class Refunds:
    """Giving back whole sales and single seats, for the lane of the sale."""

    def __init__(
        self,
        database: Database,
        sign_in: SignIn,
        refunds: Callable[[], Refunding],
        came_free: Callable[[int], object] | None = None,
    ) -> None:
        """`refunds` gives what sends money back through a provider; `came_free` hears of which show seats came free."""
        self._database, self._sign_in, self._refunds = database, sign_in, refunds
        self._came_free = came_free

    @needs(Permission.REFUND)
    def quote(self, session: Session, reference: str, ticket_ids: Collection[int] | None = None) -> RefundQuote:
        """What comes back now for these tickets of a sale, None for all that can be given back; nothing is written.

        Raises NotFound, and NotRefundable where nothing of the sale can be given back at this counter.
        """
        return _quoted(self._database, session, reference, ticket_ids)

    @needs(Permission.REFUND)
    def usual_approver(self, session: Session) -> str:
        """Whose word is proposed for an override: who of the managers was here last; "" if none was."""
        return voids.usual_approver(self._database, session.counter.cinema.id)

    @needs(Permission.REFUND)
    def refund(
        self, session: Session, request_id: str, quote: RefundQuote, override: Override | None = None
    ) -> TicketsBack:
        """Give the quote's chosen tickets back: they are void, their seats free, the money goes the way it came.

        The quote must still hold: ChangedMeanwhile, with the quote of now, where the percent, a ticket or the way of the
        money is another by then. With `override` the quote's percent is a manager's, whatever the rules say. The same
        `request_id` again gives nothing back twice. Raises InvalidInput, NotRefundable, NotFound; SignInRefused,
        SignInBlocked, PermissionDenied for the manager; with cash to give back TillClosed: then nothing has changed.
        """
        if not quote.chosen:
            raise InvalidInput("Tick at least one seat that is to be given back.")
        manager, reason = self._allowed(session, quote, override)
        told = TicketsBack(
            quote.reference, quote.seat_labels, quote.back_minor, quote.fee_minor, quote.cash_minor, quote.ways,
            quote.ends_booking,
        )  # fmt: skip
        chosen = sorted(quote.chosen)
        request = Request(request_id, "REFUND", (session.counter.id, quote.reference, chosen, quote.percent))
        try:
            self._database.once(
                request, quote.reference, lambda unit: self._give_back(unit, session, quote, reason, manager)
            )
        except _QuoteGone as error:
            raise self._changed(session, quote, overridden=override is not None) from error
        _LOG.info("tickets given back", extra={"reference": told.reference, "amount_minor": told.back_minor})
        if self._came_free is not None:
            self._came_free(quote.head.show_id)
        if not any(way.through_provider for way in told.ways):
            return told
        sent = self._refunds().send_back(session, told.reference)
        return replace(told, refunds_told=refunding.sentences(sent))

    def _allowed(
        self, session: Session, quote: RefundQuote, override: Override | None
    ) -> tuple[StaffMember | None, str]:
        """(the manager who allows another percent, why)."""
        if override is None:
            return None, ""
        if not 0 <= quote.percent <= 100:
            raise InvalidInput("Type a percent from 0 to 100.")
        reason = " ".join(override.reason.split())[:REASON_LENGTH_MAX]
        if not reason:
            raise InvalidInput("Type a reason: a few words that tell later why these rules did not count.")
        return self._sign_in.approve(session, override.approver, override.password, Permission.OVERRIDE_REFUND), reason

    def _give_back(
        self, unit: Unit, session: Session, quote: RefundQuote, reason: str, manager: StaffMember | None
    ) -> None:
        """In the house's fixed order of locks: show, booking, claims, till, audit."""
        counter_id, clerk_id, booking_id = session.counter.id, session.staff.id, quote.head.booking_id
        _, locked = bookings.lock_with_show(unit, clerk_id, quote.head.show_id, booking_id)
        if locked is None:
            raise _QuoteGone
        _require_standing(quote, _quoted(unit, session, quote.reference, quote.chosen), overridden=manager is not None)
        seat_ids = [seat.seat_id for seat in quote.going]
        freed = live_tickets.free_seats(unit, quote.head.show_id, booking_id, seat_ids)
        new = NewRefund(
            booking_id, quote.tickets_minor, quote.fee_minor, quote.percent, reason, manager.id if manager else None
        )
        refunds.add(unit, new, counter_id, clerk_id)
        ended = live_tickets.end_for_new_refund(unit, quote.chosen)
        live_tickets.mark_booking(unit, booking_id, ended=quote.ends_booking)
        till_id = sessions.keep_open(unit, counter_id)
        if freed != [len(seat_ids)] or ended != [len(seat_ids)]:
            raise _QuoteGone  # somebody has just entered with one
        if quote.cash_minor and till_id is None:
            raise TillClosed("The cash has to come out of an open till. Open it with its float, then give it back.")
        _write_down(unit, session, quote, reason, manager)
        if quote.ends_booking:
            tickets.printing_done(unit, quote.reference)
            if locked.promo_code_id is not None:
                discounts.give_back(unit, booking_id)
        if quote.back_minor:
            why = f"{', '.join(quote.seat_labels)} given back{f': {reason}' if reason else ''}"
            refunding.give_back(unit, session, booking_id, quote.reference, quote.back_minor, why[:REASON_LENGTH_MAX])
        observers.announce(
            unit,
            TicketsReturned(
                booking_id, counter_id, quote.seat_labels, quote.back_minor, quote.fee_minor, quote.ends_booking
            ),
        )

    def _changed(self, session: Session, before: RefundQuote, *, overridden: bool) -> ChangedMeanwhile:
        """The refusal with the quote of now; raises NotRefundable when nothing can be given back any more."""
        now = _quoted(self._database, session, before.reference, before.chosen)
        now = now.at(before.percent) if overridden else now
        cinema = session.counter.cinema
        back = format_minor(now.back_minor, cinema.currency, cinema.locale)
        price = format_minor(now.tickets_minor, cinema.currency, cinema.locale)
        if now.chosen != before.chosen:
            gone = ", ".join(seat.seat_label for seat in now.seats if seat.ticket_id in before.chosen - now.chosen)
            sentence = f"Meanwhile {gone} cannot be given back any more. Nothing was done: look at it once more."
            return ChangedMeanwhile(sentence, ("seats",), now)
        if now.percent != before.percent:
            sentence = (
                f"Meanwhile other rules count: {back} of {price} come back now ({now.percent} %). Nothing was done yet."
            )
            return ChangedMeanwhile(sentence, ("percent",), now)
        sentence = "Meanwhile other money of this sale went back. Nothing was done yet: look at the ways once more."
        return ChangedMeanwhile(sentence, ("ways",), now)


def _quoted(reader: Reader, session: Session, reference: str, ticket_ids: Collection[int] | None) -> RefundQuote:
    head = live_tickets.head(reader, reference.strip().upper())
    if head is None:
        raise NotFound(f"No sale has the reference {reference.strip()}. Check it on the ticket.")
    # The money first: somebody may end tickets between the two, and what was paid for fewer of them is always there.
    kept = tuple(payments.kept(reader, head.booking_id))
    found = live_tickets.of_booking(reader, head.booking_id)
    _require_refundable(session, head)
    rules = refund_rules.of_cinema(reader, head.cinema_id)
    percent = refund_policy.percent_left(rules, head.starts_at, head.now)
    quote = RefundQuote(
        head=head,
        tickets=found,
        chosen=frozenset(),
        rules_percent=percent,
        percent=percent,
        holds_until=refund_policy.until(rules, head.starts_at, head.now),
        kept=kept,
    )
    if not quote.of(None).chosen:
        raise NotRefundable(
            f"Somebody has entered with every ticket of {head.reference}, so nothing can be given back."
        )
    return quote.of(ticket_ids)


def _require_refundable(session: Session, head: SaleHead) -> None:
    """A sale of this cinema whose show is still to be seen."""
    if head.cinema_id != session.counter.cinema.id:
        raise NotRefundable(f"{head.reference} was sold for another cinema. Give it back at a counter there.")
    if head.status is BookingStatus.CANCELLED:
        raise NotRefundable(f"{head.reference} is cancelled already. Do not pay back again.")
    over = head.status is BookingStatus.COMPLETED or head.show_status is ShowStatus.COMPLETED
    if over or head.ends_at <= head.now:
        raise NotRefundable(f"The show of {head.reference} is over, so its tickets cannot be given back any more.")
    if head.status is not BookingStatus.CONFIRMED:
        raise NotRefundable(f"{head.reference} was not paid, so there is nothing to give back.")


def _require_standing(quote: RefundQuote, now: RefundQuote, *, overridden: bool) -> None:
    """Raise _QuoteGone unless what the clerk has seen is what will be done."""
    at = now.at(quote.percent) if overridden else now
    if at.going != quote.going or at.ways != quote.ways:
        raise _QuoteGone
    if at.ends_booking != quote.ends_booking:
        raise _QuoteGone


def _write_down(unit: Unit, session: Session, quote: RefundQuote, reason: str, manager: StaffMember | None) -> None:
    detail: dict[str, object] = {
        "seats": quote.seat_labels,
        "percent": quote.percent,
        "back_minor": quote.back_minor,
        "fee_minor": quote.fee_minor,
    }
    if manager is not None:
        detail |= {"rules_percent": quote.rules_percent, "reason": reason, "allowed_by": manager.username}
    audit_log.append(unit, session.counter.id, session.staff.id, "TICKETS_RETURNED", quote.reference, detail)
