"""The end of a payment whose provider has answered: sold if the seats are there, else written down as due back."""

from __future__ import annotations

from collections.abc import Sequence

from app.controllers.pay import settling
from app.controllers.pay.charges import End, Ending
from app.controllers.pay.paying import Paying
from app.controllers.pay.refunding import Refunding, sentences
from app.controllers.permissions import Session
from app.controllers.sell.baskets import Basket
from app.models.database import Database
from app.models.errors import (
    AlreadyPaid,
    AttemptUnderWay,
    HoldExpired,
    PaidAfterExpiry,
    PaymentMismatch,
    VoucherRefused,
)
from app.models.pay import attempts
from app.models.pay.attempts import Attempt, AttemptState
from app.models.records import BookingStatus, Payment
from app.models.sell import bookings
from app.models.statements import Unit
from app.utils.money import format_minor
from app.utils.pay.provider import derived_key

_SALEABLE = (BookingStatus.PENDING, BookingStatus.EXPIRED)
_UNKNOWN = (
    "The provider does not answer yet: do not charge again. The seats stay held until their time runs out, and the "
    "payment is on the list of those under way."
)


def unanswered(found: Sequence[Attempt]) -> Ending | None:
    """What there is to say while an attempt is open; None when all are decided."""
    states = {part.state for part in found}
    if AttemptState.UNKNOWN in states:
        return Ending(End.UNKNOWN, _UNKNOWN)
    if AttemptState.STARTED in states:
        return Ending(End.WAITING, "The customer has not paid yet. Wait, or give the payment up.")
    return None


def covers(parts: Sequence[Payment], basket: Basket) -> bool:
    """Whether approved parts pay for all of a basket that can still be sold."""
    paid_minor = sum(part.amount_minor for part in parts)
    return bool(parts) and basket.booking.status in _SALEABLE and paid_minor == basket.booking.total_minor


def sell(paying: Paying, session: Session, basket: Basket, parts: Sequence[Payment]) -> Ending | None:
    """Sell what is approved in full, once; None when it cannot be sold and the money stands as it was."""
    request_id = derived_key("finish", basket.booking.id, *(part.attempt_id for part in parts))
    try:
        sale = paying.confirm(session, request_id, basket, parts)
    except PaidAfterExpiry as late:
        return Ending(End.REFUND_DUE, late.sentence, owed_minor=late.amount_minor)
    except (HoldExpired, PaymentMismatch, AlreadyPaid, AttemptUnderWay, VoucherRefused):
        return None
    return Ending(End.SOLD, f"The provider had taken the money: {sale.reference} is sold.", sale)


def owe(database: Database, session: Session, basket: Basket) -> Ending:
    """Write approved parts down as payments that are due back, because nothing can be sold for them."""
    booking = basket.booking
    owed: list[Payment] = []

    def work(unit: Unit) -> None:
        bookings.lock(unit, booking.id)
        owed[:] = settling.approved_parts(attempts.of_booking(unit, booking.id))
        settling.owe_parts(unit, session, booking.id, booking.reference, owed)

    database.transaction(work)
    return due(session, booking.reference, sum(part.amount_minor for part in owed))


def due(session: Session, reference: str, owed_minor: int) -> Ending:
    """What to say when money is due back; nothing taken when it is none."""
    if not owed_minor:
        return Ending(End.NOTHING_TAKEN, f"Nothing was taken for {reference}.")
    cinema = session.counter.cinema
    amount = format_minor(owed_minor, cinema.currency, cinema.locale)
    sentence = f"The provider had taken {amount} for {reference}, which cannot be sold: it is due back."
    return Ending(End.REFUND_DUE, sentence, owed_minor=owed_minor)


def sent_back(refunding: Refunding, session: Session, reference: str, ending: Ending) -> Ending:
    """The ending once what is due back has been sent, as far as the provider answers."""
    if ending.end is not End.REFUND_DUE:
        return ending
    sent = refunding.send_back(session, reference)
    sentence = f"{ending.sentence} {sentences(sent)}".strip()
    return Ending(ending.end, sentence, owed_minor=ending.owed_minor)
