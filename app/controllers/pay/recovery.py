"""Payments under way that nobody waits for any more: after a crash each is looked up, and finished or listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.controllers.pay import finishing, settling
from app.controllers.pay.charges import ChargeState, End, Ending, charge_of
from app.controllers.pay.giving_up import GivingUp
from app.controllers.pay.paying import Paying
from app.controllers.pay.refunding import Refunding
from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.baskets import Basket, read_basket
from app.models.database import Database
from app.models.errors import NotFound
from app.models.pay import attempts
from app.models.pay.attempts import Attempt, AttemptState
from app.models.records import BookingStatus, PaymentMethod
from app.models.sell import shows
from app.utils.money import format_minor

if TYPE_CHECKING:
    from app.utils.pay.patient_provider import PatientProvider


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A payment of this counter that has not come to its end."""

    attempt_id: int
    booking_reference: str
    booking_status: BookingStatus
    show_id: int
    movie_title: str
    method: PaymentMethod
    amount_minor: int
    state: ChargeState
    clerk_name: str
    since: datetime


class Recovery:
    """Finding and ending them, for one lane."""

    def __init__(
        self, database: Database, provider: PatientProvider | None, paying: Paying, refunding: Refunding
    ) -> None:
        self._database = database
        self._provider = provider
        self._paying = paying
        self._refunding = refunding
        self._giving_up = GivingUp(database, provider, paying, refunding)

    @needs(Permission.SELL)
    def under_way(self, session: Session) -> tuple[UnderWay, ...]:
        """What was asked for at this counter and is started, approved or unknown and not yet settled, the oldest first."""
        return tuple(
            UnderWay(
                attempt.id,
                attempt.booking_reference,
                attempt.booking_status,
                attempt.show_id,
                attempt.movie_title,
                attempt.method,
                attempt.amount_minor,
                charge_of(attempt).state,
                attempt.clerk_name,
                attempt.created_at,
            )
            for attempt in attempts.under_way(self._database, session.counter.id)
        )

    @needs(Permission.SELL)
    def resolve(self, session: Session, attempt_id: int) -> Ending:
        """Look the attempt up with its own key, and finish what can be finished. Asked again, it does nothing twice.

        SOLD: the provider had taken all of it and the seats are there, also when the hold had run out meanwhile.
        REFUND_DUE: it had taken it, and there is nothing to sell for it; sent back at once if the provider answers.
        APPROVED: a part, and the basket is still held: take the basket up and finish it. NOTHING_TAKEN, WAITING (the
        customer can still pay) and UNKNOWN (no answer; try again later) leave the booking as it is. Raises NotFound.
        """
        attempt = self._ours(session, attempt_id)
        if attempt.state in attempts.OPEN:
            outcome = settling.looked_up(self._provider, attempt)
            attempt = settling.record(self._database, session, attempt, outcome)
        waiting = finishing.unanswered((attempt,))
        if waiting is not None:
            return waiting
        basket = self._basket_of(attempt)
        parts = settling.approved_parts(attempts.of_booking(self._database, attempt.booking_id))
        if attempt.state is AttemptState.SETTLED:
            return Ending(End.NOTHING_TAKEN, f"This payment for {attempt.booking_reference} is settled already.")
        if attempt.id not in {part.attempt_id for part in parts}:
            return Ending(End.NOTHING_TAKEN, f"Nothing was taken for {attempt.booking_reference} by this payment.")
        ending = finishing.sell(self._paying, session, basket, parts) if finishing.covers(parts, basket) else None
        if ending is None and basket.booking.status is BookingStatus.PENDING and basket.seconds_left > 0:
            cinema = session.counter.cinema
            amount = format_minor(attempt.amount_minor, cinema.currency, cinema.locale)
            return Ending(
                End.APPROVED, f"{amount} of {attempt.booking_reference} is paid. Take the basket up and finish it."
            )
        if ending is None:
            ending = finishing.owe(self._database, session, basket)
        return finishing.sent_back(self._refunding, session, attempt.booking_reference, ending)

    @needs(Permission.SELL)
    def give_up(self, session: Session, request_id: str, attempt_id: int) -> Ending:
        """Give up the booking that the attempt is for, as GivingUp does. Raises NotFound."""
        return self._giving_up.give_up(session, request_id, self._basket_of(self._ours(session, attempt_id)))

    def _ours(self, session: Session, attempt_id: int) -> Attempt:
        attempt = attempts.with_id(self._database, attempt_id)
        if attempt is None or attempt.counter_id != session.counter.id:
            raise NotFound("There is no such payment at this counter.")
        return attempt

    def _basket_of(self, attempt: Attempt) -> Basket:
        show = shows.one(self._database, attempt.show_id)
        if show is None:
            raise NotFound("There is no such show.")
        return read_basket(self._database, attempt.booking_reference, show)
