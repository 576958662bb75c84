"""Asking a provider for money: written down first, asked with a key of its own, looked up and never charged twice."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.controllers.pay import settling
from app.controllers.pay.charges import Charge, WaysToPay, charge_of
from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.baskets import Basket
from app.controllers.sell.refusals import require_ours
from app.models import staff
from app.models.database import Database, Request
from app.models.errors import AlreadyPaid, AttemptUnderWay, HoldExpired, NotFound, PaymentMismatch, ProviderAway
from app.models.pay import attempts
from app.models.pay.attempts import Asked, Attempt, AttemptState
from app.models.records import BookingStatus, PaymentMethod
from app.models.sell import bookings
from app.models.statements import Unit
from app.utils.money import format_minor
from app.utils.pay import upi
from app.utils.pay.provider import Cancelled, Outcome, Pending, Silent, Unreachable, derived_key

if TYPE_CHECKING:
    from app.utils.pay.patient_provider import PatientProvider

THROUGH_PROVIDER = (
    PaymentMethod.CREDIT_CARD,
    PaymentMethod.DEBIT_CARD,
    PaymentMethod.UPI,
    PaymentMethod.NET_BANKING,
    PaymentMethod.WALLET,
)
"""What a provider can take; each can be approved by hand, too, as CARD always is."""
_LOG = logging.getLogger("foyer.charging")
_NO_ANSWER = "The provider has not answered. Do not charge again: ask it once more, or give up."
_AWAY = "The card provider cannot be reached. Take the payment at a terminal of its own and type its approval code."


class Charging:
    """Money through a provider, for one lane. `provider` is None where every payment is approved by hand."""

    def __init__(
        self, database: Database, provider: PatientProvider | None, hold_seconds: int, upi_address: str = ""
    ) -> None:
        self._database = database
        self._provider = provider
        self._hold_seconds = hold_seconds
        self._upi_address = upi_address

    @needs(Permission.SELL)
    def ways(self, session: Session) -> WaysToPay:
        """How money can be taken just now: asks nobody."""
        provider = self._provider
        return WaysToPay(
            provider=provider.name if provider else "",
            answers=provider is not None and not provider.breaker.is_open,
            upi_code=bool(self._upi_address) and session.counter.cinema.currency == upi.CURRENCY,
        )

    @needs(Permission.SELL)
    def charge(
        self,
        session: Session,
        request_id: str,
        basket: Basket,
        method: PaymentMethod,
        amount_minor: int,
        wanted: Callable[[], bool] | None = None,
    ) -> Charge:
        """Ask the provider for an amount, all of the basket's total or a part of it. Takes up to a dozen seconds.

        The attempt is committed first; the same `request_id` again asks with the same key and charges nothing twice.
        `wanted` turning False ends the waiting: the charge is then UNKNOWN, to be polled or given up. Renews the hold.
        Raises ProviderAway (nothing asked: take it by hand), AttemptUnderWay, PaymentMismatch, HoldExpired, AlreadyPaid.
        """
        provider = self._asked_provider()
        key = derived_key(request_id, "charge")
        asked = Asked(basket.booking.id, method, amount_minor, provider.name, key)
        request = Request(request_id, "CHARGE", (asked.booking_id, method.value, amount_minor))
        _, before = self._database.once(request, key, lambda unit: self._start(unit, session, basket, asked))
        attempt = settling.require(attempts.with_key(self._database, key))
        if attempt.state not in attempts.OPEN:
            return charge_of(attempt)
        currency = session.counter.cinema.currency
        try:
            outcome: Outcome | None = provider.request(
                key, method.value, amount_minor, currency, basket.booking.reference, wanted
            )
        except Unreachable as error:
            if not before:
                settling.record(self._database, session, attempt, Cancelled())
                raise ProviderAway(_AWAY) from error
            outcome = None
        except Silent:
            outcome = None
        return self._recorded(session, attempt, outcome)

    @needs(Permission.SELL)
    def poll(self, session: Session, attempt_id: int) -> Charge:
        """What the provider says of an attempt now: ask it about once a second while WAITING, less often while UNKNOWN.

        One that it never heard of is taken back there, so that a question still on its way charges nothing.
        """
        attempt = attempts.with_id(self._database, attempt_id)
        if attempt is None:
            raise NotFound("There is no such payment.")
        if attempt.state not in attempts.OPEN:
            return charge_of(attempt)
        return self._recorded(session, attempt, settling.looked_up(self._provider, attempt))

    @needs(Permission.SELL)
    def take_back(self, session: Session, attempt_id: int) -> Charge:
        """Take one charge back at the provider, the basket standing: CANCELLED, APPROVED when the customer was faster,
        UNKNOWN while there is no answer.
        """
        attempt = attempts.with_id(self._database, attempt_id)
        if attempt is None:
            raise NotFound("There is no such payment.")
        if attempt.state not in attempts.OPEN:
            return charge_of(attempt)
        return self._recorded(session, attempt, settling.taken_back(self._provider, attempt))

    @needs(Permission.SELL)
    def parts(self, session: Session, basket: Basket) -> tuple[Charge, ...]:
        """The charges of a basket that are approved or still to be answered: what was paid before a crash is not lost."""
        found = attempts.of_booking(self._database, basket.booking.id)
        live = (AttemptState.APPROVED, *attempts.OPEN)
        return tuple(self._told(session, attempt) for attempt in found if attempt.state in live)

    @needs(Permission.SELL)
    def upi_code(self, session: Session, basket: Basket, amount_minor: int) -> str:
        """What to show as a QR code for an amount that is then approved by hand; "" without a UPI address."""
        key = derived_key(basket.booking.reference, amount_minor)
        return self._upi(session, amount_minor, key, basket.booking.reference)

    def _asked_provider(self) -> PatientProvider:
        if self._provider is None or self._provider.breaker.is_open:
            raise ProviderAway(_AWAY)
        return self._provider

    def _start(self, unit: Unit, session: Session, basket: Basket, asked: Asked) -> None:
        staff.require_active(unit, session.staff.id)
        locked = bookings.lock(unit, asked.booking_id)
        if locked is None or locked.status is not BookingStatus.PENDING:
            if locked is not None and locked.status in (BookingStatus.CONFIRMED, BookingStatus.COMPLETED):
                raise AlreadyPaid(f"{basket.booking.reference} was already paid. Do not charge again.")
            raise HoldExpired("The hold has run out. Nothing was charged; pick the seats once more.")
        if locked.counter_id != session.counter.id:
            require_ours(unit, session, basket)
        parts = attempts.of_booking(unit, asked.booking_id)
        if any(part.state in attempts.OPEN for part in parts):
            raise AttemptUnderWay("A payment for this basket is still to be answered. Wait for it, or give it up.")
        approved_minor = sum(part.amount_minor for part in settling.approved_parts(parts))
        credit_minor = basket.credit.pays_minor(locked.total_minor) if basket.credit else 0
        left_minor = locked.total_minor - credit_minor - approved_minor
        if not 0 < asked.amount_minor <= left_minor:
            cinema = session.counter.cinema
            left = format_minor(left_minor, cinema.currency, cinema.locale)
            raise PaymentMismatch(f"{left} is still to be paid. Charge that, or a part of it.")
        if not bookings.renew(unit, asked.booking_id, session.counter.id, self._hold_seconds):
            raise HoldExpired("The hold has run out. Nothing was charged; pick the seats once more.")
        attempts.start(unit, asked, session.counter.id, session.staff.id)

    def _recorded(self, session: Session, attempt: Attempt, outcome: Outcome | None) -> Charge:
        stands = settling.record(self._database, session, attempt, outcome)
        _LOG.info("charge", extra={"reference": stands.booking_reference, "state": stands.state.value})
        given = outcome.payload if isinstance(outcome, Pending) else ""
        return self._told(session, stands, given)

    def _told(self, session: Session, attempt: Attempt, given_payload: str = "") -> Charge:
        if attempt.state is AttemptState.UNKNOWN:
            return charge_of(attempt, sentence=_NO_ANSWER)
        payload = given_payload
        if not payload and attempt.method is PaymentMethod.UPI:
            payload = self._upi(session, attempt.amount_minor, attempt.key, attempt.booking_reference)
        return charge_of(attempt, payload)

    def _upi(self, session: Session, amount_minor: int, key: str, note: str) -> str:
        cinema = session.counter.cinema
        if not self._upi_address or cinema.currency != upi.CURRENCY:
            return ""
        return upi.upi_payload(self._upi_address, cinema.name, amount_minor, key, note)
