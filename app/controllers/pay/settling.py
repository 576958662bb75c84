"""What is written down of a provider's answers, and how a payment ends that comes to nothing.

Every unit here locks the booking first, so that two windows that hear the same answer write it once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.controllers.pay.tender import Tender
from app.controllers.permissions import Session
from app.models import audit_log
from app.models.database import Database, Request
from app.models.pay import attempts
from app.models.pay.attempts import Attempt, AttemptState
from app.models.records import BookingStatus, Payment
from app.models.sell import booking_seats, bookings
from app.models.statements import Unit
from app.models.till import sessions
from app.utils.pay.provider import Approved, Cancelled, Declined, NeverHeard, Outcome, Pending, ProviderTrouble

if TYPE_CHECKING:
    from app.utils.pay.patient_provider import PatientProvider

DECLINES_MAX = 3
GIVEN_UP = "given up at the counter"
DECLINED_TOO_OFTEN = "declined three times"
_OWED = "Taken by the provider for a sale that came to nothing"


def record(database: Database, session: Session, attempt: Attempt, outcome: Outcome | None) -> Attempt:
    """Write down what the provider told of an attempt, None being no answer; the attempt as it then stands.

    The third refusal makes the booking FAILED, as long as no other part of it is still to be answered.
    """
    state, reference, last_four, told = _as_stored(outcome)

    def work(unit: Unit) -> None:
        bookings.lock(unit, attempt.booking_id)
        if not attempts.answer(unit, attempt.id, state, reference, last_four, told):
            return
        if state is AttemptState.DECLINED:
            parts = attempts.of_booking(unit, attempt.booking_id)
            declined = sum(part.state is AttemptState.DECLINED for part in parts)
            if declined >= DECLINES_MAX and not any(part.state in attempts.OPEN for part in parts):
                fail(unit, session, attempt, DECLINED_TOO_OFTEN)

    if attempt.state is not state and attempt.state in attempts.OPEN:
        database.transaction(work)
    return require(attempts.with_id(database, attempt.id))


def looked_up(provider: PatientProvider | None, attempt: Attempt) -> Outcome | None:
    """What the provider says of an attempt by its own key; None when there is no answer.

    One that it never heard of is taken back there: a question still on its way then charges nothing.
    """
    if provider is None or provider.name != attempt.provider:
        return None
    try:
        found = provider.look_up(attempt.key)
        return provider.cancel(attempt.key) if isinstance(found, NeverHeard) else found
    except ProviderTrouble:
        return None


def taken_back(provider: PatientProvider | None, attempt: Attempt) -> Outcome | None:
    """Cancel an attempt at its provider: Approved when it was too late for that, None when there is no answer."""
    if provider is None or provider.name != attempt.provider:
        return None
    try:
        return provider.cancel(attempt.key)
    except ProviderTrouble:
        return None


def _as_stored(outcome: Outcome | None) -> tuple[AttemptState, str, str, str]:
    """State, the provider's reference, last four digits, what it told."""
    match outcome:
        case Approved(reference, _, last_four):
            return AttemptState.APPROVED, reference, last_four, ""
        case Declined(reason):
            return AttemptState.DECLINED, "", "", reason
        case Pending():
            return AttemptState.STARTED, "", "", ""
        case Cancelled():
            return AttemptState.CANCELLED, "", "", ""
    return AttemptState.UNKNOWN, "", "", "The provider has not answered."


def require(attempt: Attempt | None) -> Attempt:
    """An attempt is never deleted: one that is gone is a defect."""
    if attempt is None:
        raise LookupError
    return attempt


def approved_parts(found: Sequence[Attempt]) -> tuple[Payment, ...]:
    """What is approved and not yet in the payments."""
    return tuple(
        Payment(part.method, part.amount_minor, attempt_id=part.id)
        for part in found
        if part.state is AttemptState.APPROVED
    )


def give_up(database: Database, session: Session, request_id: str, booking_id: int, reference: str) -> None:
    """Make a PENDING booking FAILED and free its seats; what a provider took and buys nothing is written down as due back."""
    request = Request(request_id, "GIVE_UP", (booking_id,))
    database.once(request, "", lambda unit: _fail(unit, session, booking_id, reference, GIVEN_UP))


def fail(unit: Unit, session: Session, attempt: Attempt, reason: str) -> None:
    """The same within a unit that has locked the booking."""
    _fail(unit, session, attempt.booking_id, attempt.booking_reference, reason)


def _fail(unit: Unit, session: Session, booking_id: int, reference: str, reason: str) -> None:
    locked = bookings.lock(unit, booking_id)
    if locked is None:
        return
    if locked.status is BookingStatus.PENDING:
        booking_seats.release_all(unit, booking_id)
        bookings.set_status(unit, booking_id, BookingStatus.FAILED)
    if not locked.status.is_sale:
        audit_log.append(unit, session.counter.id, session.staff.id, "PAYMENT_FAILED", reference, {"reason": reason})
    owe_parts(unit, session, booking_id, reference, approved_parts(attempts.of_booking(unit, booking_id)))


def owe_parts(unit: Unit, session: Session, booking_id: int, reference: str, parts: Sequence[Payment]) -> None:
    """Approved parts that can buy nothing any more: each becomes a payment, and a refund due through its provider."""
    if not parts:
        return
    money = Tender(unit, session, booking_id, parts)
    money.claim()
    money.require(sessions.keep_open(unit, session.counter.id))
    money.write(owed_because=_OWED)
    detail = {
        "method": "+".join(part.method.value for part in parts),
        "amount_minor": sum(part.amount_minor for part in parts),
    }
    audit_log.append(unit, session.counter.id, session.staff.id, "REFUND_DUE", reference, detail)
