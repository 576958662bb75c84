"""Money that goes back: the way it came, last tender first."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app.controllers.permissions import Permission, Session, needs
from app.models import audit_log
from app.models.after import live_tickets
from app.models.database import Database
from app.models.pay import payments, refunds_due, vouchers
from app.models.pay.refunds_due import RefundDue
from app.models.records import PaymentMethod
from app.models.sell import bookings
from app.models.statements import Unit
from app.utils.money import format_minor
from app.utils.pay.provider import ProviderTrouble, Refunded, derived_key

if TYPE_CHECKING:
    from app.utils.pay.patient_provider import PatientProvider

_LOG = logging.getLogger("foyer.refunding")


@dataclass(frozen=True, slots=True)
class GivenBack:
    """One tender of a sale that went back. `through_provider`: it is due, and `Refunding.send_back` sends it."""

    method: PaymentMethod
    amount_minor: int
    through_provider: bool


def give_back(
    unit: Unit, session: Session, booking_id: int, booking_reference: str, amount_minor: int, reason: str
) -> tuple[GivenBack, ...]:
    """Within a unit that has locked the booking: give so much back of what was paid for it, the last tender first, audited.

    Cash comes out of the till that is open at the session's counter (the caller has made sure there is one), a voucher has
    its balance again, a card taken by hand is given back at its own terminal. What a provider took is written down as due:
    call `Refunding.send_back` after the commit. Raises ValueError when less was kept of it, which is a defect.
    """
    given = []
    refunded_minor = 0
    for payment in payments.last_first(payments.kept(unit, booking_id), amount_minor):
        through_provider = payment.attempt_id is not None
        if through_provider:
            payments.owe(unit, payment, reason)
        else:
            payments.refund(unit, payment, session.counter.id, session.staff.id)
            refunded_minor += payment.amount_minor
        if payment.voucher_id is not None:
            vouchers.give_back(unit, payment.voucher_id, payment.amount_minor)
        given.append(GivenBack(payment.method, payment.amount_minor, through_provider))
    if refunded_minor:
        methods = [each.method.value for each in given if not each.through_provider]
        detail = {"amount_minor": refunded_minor, "methods": methods}
        audit_log.append(unit, session.counter.id, session.staff.id, "REFUND", booking_reference, detail)
    return tuple(given)


@dataclass(frozen=True, slots=True)
class SentBack:
    """What became of one refund through a provider. Not `sent`: it stays due, and `sentence` says why."""

    booking_reference: str
    method: PaymentMethod
    amount_minor: int
    sent: bool
    sentence: str


class Refunding:
    """Refunds through a provider, for one lane."""

    def __init__(self, database: Database, provider: PatientProvider | None) -> None:
        self._database = database
        self._provider = provider

    @needs(Permission.SELL)
    def waiting(self, session: Session) -> tuple[SentBack, ...]:
        """What providers are still to give back of this counter's payments: asks nobody."""
        found = refunds_due.of_counter(self._database, session.counter.id)
        return tuple(SentBack(due.booking_reference, due.method, due.amount_minor, False, due.reason) for due in found)

    @needs(Permission.SELL)
    def send_back(self, session: Session, booking_reference: str) -> tuple[SentBack, ...]:
        """Give back through the provider what it took for a booking and is due. Called again, it pays nothing twice."""
        due = refunds_due.through_provider(self._database, booking_reference)
        return tuple(self._send(session, each) for each in due)

    def _send(self, session: Session, due: RefundDue) -> SentBack:
        cinema = session.counter.cinema
        amount = format_minor(due.amount_minor, cinema.currency, cinema.locale)
        told = partial(SentBack, due.booking_reference, due.method, due.amount_minor)
        if self._provider is None or self._provider.name != due.provider:
            return told(False, f"{amount} is due back through {due.provider}, which this counter does not use.")
        try:
            answer = self._provider.refund(due.key, derived_key(due.key, "refund", due.id), due.amount_minor)
        except ProviderTrouble:
            return told(False, f"{amount} is due back. The provider does not answer; it stays on the list.")
        if not isinstance(answer, Refunded):
            return told(False, f"{amount} is due back, and the provider refuses: {answer.reason}")
        self._database.transaction(lambda unit: settle(unit, session, due, refund_reference=answer.reference))
        _LOG.info("refunded", extra={"reference": due.booking_reference, "amount_minor": due.amount_minor})
        return told(True, f"{amount} went back to the customer's {due.method.label.lower()}.")


def settle(unit: Unit, session: Session, due: RefundDue, *, refund_reference: str = "", in_cash: bool = False) -> bool:
    """Write down, audited, that what was due went back; False when that is written already. Within a unit."""
    bookings.lock(unit, due.payment.booking_id)
    live_tickets.mark_booking(unit, due.payment.booking_id, ended=False)
    counter_id, clerk_id = session.counter.id, session.staff.id
    if not refunds_due.settle(unit, due, counter_id, clerk_id, refund_reference=refund_reference, in_cash=in_cash):
        return False
    method = PaymentMethod.CASH if in_cash else due.method
    detail = {"amount_minor": due.amount_minor, "method": method.value, "reason": due.reason}
    audit_log.append(unit, counter_id, clerk_id, "REFUND", due.booking_reference, detail)
    return True


def sentences(sent: Sequence[SentBack]) -> str:
    """All of it in one line."""
    return " ".join(each.sentence for each in sent)
