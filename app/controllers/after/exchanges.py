"""Exchanging seats: tickets of a sale pay for others of the same cinema; the sale itself is made by Paying, in one unit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.controllers.pay.credit import Credit, GivenTicket
from app.controllers.pay.redeeming import changed
from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.baskets import Basket, read_basket
from app.controllers.sell.claiming import ON_SALE
from app.controllers.sell.refusals import cancelled
from app.controllers.sell.renewing import renew
from app.models.after import exchanges, live_tickets
from app.models.after.exchanges import Standing
from app.models.after.live_tickets import SaleHead
from app.models.database import Database, Request
from app.models.errors import NotExchangeable, NotFound, TooLateToExchange
from app.models.pay import payments
from app.models.records import BookingStatus, ShowStatus
from app.models.sell import bookings
from app.models.statements import Reader, Unit
from app.models.till import voids
from app.utils.errors import InvalidInput
from app.utils.local_time import format_time, to_local

if TYPE_CHECKING:
    from app.controllers.start.sign_in import SignIn

_REASON_LENGTH_MAX = 200


@dataclass(frozen=True, slots=True)
class Exchangeable:
    """A sale whose seats can be exchanged: `credit` gives all that can be. From `until` on a manager's word is needed."""

    credit: Credit
    until: datetime
    is_late: bool


class Exchanges:
    """What comes before an exchange is paid, for the lane of the sale."""

    def __init__(self, database: Database, sign_in: SignIn, hold_seconds: int) -> None:
        self._database, self._sign_in, self._hold_seconds = database, sign_in, hold_seconds

    @needs(Permission.REFUND)
    def look(self, session: Session, reference: str) -> Exchangeable:
        """What of a sale can be exchanged at this counter; nothing is written. Raises NotFound, NotExchangeable."""
        return _read(self._database, session, reference)

    @needs(Permission.REFUND)
    def usual_approver(self, session: Session) -> str:
        """Whose word is proposed where it is late: who of the managers was here last; "" if none was."""
        return voids.usual_approver(self._database, session.counter.cinema.id)

    @needs(Permission.REFUND)
    def begin(
        self,
        session: Session,
        reference: str,
        ticket_ids: Collection[int],
        reason: str = "",
        approver: str = "",
        password: str = "",
    ) -> Credit:
        """These tickets of a sale as the credit of a basket that is to be picked; nothing is written but a manager's word.

        Raises NotFound, NotExchangeable; TooLateToExchange where it is late and nobody has allowed it; InvalidInput,
        SignInRefused, SignInBlocked and PermissionDenied for who does.
        """
        found = _read(self._database, session, reference)
        chosen = frozenset(ticket_ids)
        if not chosen:
            raise InvalidInput("Tick at least one seat that is to be exchanged.")
        gone = chosen - {ticket.ticket_id for ticket in found.credit.good}
        if gone:
            raise changed(found.credit)
        credit = replace(found.credit, chosen=chosen)
        if not found.is_late:
            return credit
        if not approver.strip():
            raise _needs_manager(session, found)
        because = " ".join(reason.split())[:_REASON_LENGTH_MAX]
        if not because:
            raise InvalidInput("Type a reason: a few words that tell later why it was exchanged so late.")
        allowed_by = self._sign_in.approve(session, approver, password, Permission.OVERRIDE_REFUND)
        return replace(credit, allowed_by=allowed_by, reason=because)

    @needs(Permission.REFUND)
    def renew_to_pay(self, session: Session, request_id: str, basket: Basket) -> Basket:
        """What Pay does before any money is asked for: the hold is renewed, and it is said what it takes the place of.

        The basket comes back with its credit as it stands now. Raises HoldExpired, ShowNotOnSale, NotExchangeable,
        TooLateToExchange: then no money may be taken.
        """
        credit = _credit_of(basket)
        request = Request(request_id, "RENEW_TO_EXCHANGE", (basket.booking.id, *credit.told))
        both = [(basket.show.id, basket.booking.id), (credit.show_id, credit.booking_id)]

        def work(unit: Unit) -> None:
            seen = bookings.lock_all_later(unit, session.staff.id, both)
            unit.flush()
            (show_status, _), _ = seen()
            if show_status not in ON_SALE:
                raise cancelled(basket.show)
            _require_unchanged(session, credit, _read(unit, session, credit.reference))
            renew(unit, session, basket, self._hold_seconds)
            exchanges.begin(unit, basket.booking.id, credit.booking_id)

        self._database.once(request, basket.booking.reference, work)
        return replace(read_basket(self._database, basket.booking.reference, basket.show), credit=credit)


def _credit_of(basket: Basket) -> Credit:
    if basket.credit is None:
        raise LookupError  # a basket that nothing is given for is paid as any other
    return basket.credit


def _read(reader: Reader, session: Session, reference: str) -> Exchangeable:
    head = live_tickets.head(reader, reference.strip().upper())
    standing = exchanges.standing(reader, head.booking_id, session.counter.id) if head else None
    if head is None or standing is None:
        raise NotFound(f"No sale has the reference {reference.strip()}. Check it on the ticket.")
    _require_exchangeable(session, head, standing)
    # The money first: somebody may end tickets between the two, and what was paid for fewer of them is always there.
    kept = tuple(payments.kept(reader, head.booking_id))
    found = live_tickets.of_booking(reader, head.booking_id)
    good = tuple(
        GivenTicket(ticket.ticket_id, ticket.seat_id, ticket.seat_label, ticket.price_minor)
        for ticket in found
        if ticket.status == "VALID"
    )
    if not good:
        raise NotExchangeable(f"Somebody has entered with every ticket of {head.reference}: none can be exchanged.")
    credit = Credit(
        booking_id=head.booking_id,
        reference=head.reference,
        version=standing.version,
        show_id=head.show_id,
        movie_title=head.movie_title,
        good=good,
        chosen=frozenset(ticket.ticket_id for ticket in good),
        has_used=any(ticket.status == "USED" for ticket in found),
        kept=kept,
    )
    until = head.starts_at - timedelta(minutes=standing.minutes_before)
    return Exchangeable(credit, until, is_late=head.now > until)


def _require_exchangeable(session: Session, head: SaleHead, standing: Standing) -> None:
    """A sale of this cinema whose show is still to be seen, and that nobody else is exchanging."""
    if head.cinema_id != session.counter.cinema.id:
        raise NotExchangeable(f"{head.reference} was sold for another cinema. Exchange it at a counter there.")
    if head.status is BookingStatus.CANCELLED:
        raise NotExchangeable(f"{head.reference} is cancelled: its tickets are void and cannot be exchanged.")
    over = head.status is BookingStatus.COMPLETED or head.show_status is ShowStatus.COMPLETED
    if over or head.ends_at <= head.now:
        raise NotExchangeable(f"The show of {head.reference} is over, so its seats cannot be exchanged any more.")
    if head.status is not BookingStatus.CONFIRMED or head.show_status is ShowStatus.CANCELLED:
        raise NotExchangeable(f"{head.reference} is no sale that stands, so there is nothing to exchange.")
    if standing.elsewhere:
        raise NotExchangeable(
            f"{head.reference} is being exchanged at {standing.elsewhere} just now. Finish it there, or leave it there."
        )


def _require_unchanged(session: Session, credit: Credit, now: Exchangeable) -> None:
    """That what the clerk has chosen is there still, and that it may still be exchanged."""
    good = {ticket.ticket_id for ticket in now.credit.good}
    if now.credit.version != credit.version or not credit.chosen <= good:
        raise changed(credit)
    if now.is_late and credit.allowed_by is None:
        raise _needs_manager(session, now)


def _needs_manager(session: Session, found: Exchangeable) -> TooLateToExchange:
    cinema = session.counter.cinema
    until = format_time(to_local(found.until, cinema.time_zone), cinema.locale)
    return TooLateToExchange(
        f"{found.credit.reference} could be exchanged until {until}. Begin again, with a manager's name and password."
    )
