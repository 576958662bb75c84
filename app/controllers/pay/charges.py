"""Money asked for at a provider, as the counter sees it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.controllers.pay.paying import Sale
from app.models.pay.attempts import Attempt, AttemptState
from app.models.records import BookingStatus, Payment, PaymentMethod


class ChargeState(StrEnum):
    """WAITING: the customer is still to pay. UNKNOWN: the provider does not answer; it may be taken or not."""

    WAITING = "WAITING"
    APPROVED = "APPROVED"
    DECLINED = "DECLINED"
    CANCELLED = "CANCELLED"
    UNKNOWN = "UNKNOWN"
    SETTLED = "SETTLED"


_STATES = {
    AttemptState.STARTED: ChargeState.WAITING,
    AttemptState.APPROVED: ChargeState.APPROVED,
    AttemptState.DECLINED: ChargeState.DECLINED,
    AttemptState.CANCELLED: ChargeState.CANCELLED,
    AttemptState.UNKNOWN: ChargeState.UNKNOWN,
    AttemptState.SETTLED: ChargeState.SETTLED,
}


@dataclass(frozen=True, slots=True)
class Charge:
    """One attempt. `payload` is what to show as a QR code while WAITING, "" when there is nothing to show."""

    attempt_id: int
    method: PaymentMethod
    amount_minor: int
    state: ChargeState
    sentence: str
    """Why it was declined, or what to do; "" when there is nothing to say."""
    payload: str = ""
    last_four: str = ""
    given_up: bool = False
    """The third time the provider said no: the booking is FAILED and its seats are free."""

    @property
    def payment(self) -> Payment:
        """What to hand to Paying.confirm once APPROVED."""
        return Payment(self.method, self.amount_minor, attempt_id=self.attempt_id)


@dataclass(frozen=True, slots=True)
class WaysToPay:
    """How money can be taken just now. `provider` is "" when none is configured."""

    provider: str
    answers: bool
    """False while the provider is away: then card, UPI and the like are approved by hand, with a code."""
    upi_code: bool
    """Whether a UPI code can be shown for an amount that is approved by hand."""

    @property
    def through_provider(self) -> bool:
        return bool(self.provider) and self.answers


class End(StrEnum):
    """How a payment under way ended, or that it has not."""

    SOLD = "SOLD"
    REFUND_DUE = "REFUND_DUE"
    NOTHING_TAKEN = "NOTHING_TAKEN"
    APPROVED = "APPROVED"
    WAITING = "WAITING"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of a payment that was given up or resolved; `sentence` tells it to the clerk.

    SOLD: the provider had approved all of it and the seats were there: `sale`. REFUND_DUE: it had approved, and there was
    nothing to sell: `owed_minor`. APPROVED: a part, to be finished at the basket. UNKNOWN: still no answer.
    """

    end: End
    sentence: str
    sale: Sale | None = None
    owed_minor: int = 0
    booking_status: BookingStatus | None = None


def charge_of(attempt: Attempt, payload: str = "", sentence: str = "") -> Charge:
    """The attempt as the counter sees it."""
    state = _STATES[attempt.state]
    given_up = state is ChargeState.DECLINED and attempt.booking_status is BookingStatus.FAILED
    told = sentence or attempt.told
    return Charge(
        attempt.id,
        attempt.method,
        attempt.amount_minor,
        state,
        f"{told} That was the third time: the seats are free again." if given_up else told,
        payload if state is ChargeState.WAITING else "",
        attempt.card_last_four,
        given_up,
    )
