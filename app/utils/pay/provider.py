"""What a payment provider is asked and answers, whoever it is.

Every question carries the key of its payment. The provider does what a key asks for once: the same key again gets the
same answer, so that a question whose answer was lost can be repeated, and looked up, without charging twice.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Approved:
    """The money is taken. `method` is what it was paid with in the end, as PaymentMethod spells it."""

    reference: str
    method: str
    last_four: str = ""
    """Of a card; never more of it than that."""


@dataclass(frozen=True, slots=True)
class Declined:
    """No money was taken, and none will be for this key; `reason` is for people."""

    reason: str


@dataclass(frozen=True, slots=True)
class Pending:
    """The customer is still to pay. `payload` is what to show as a QR code; "" when the provider leaves that to us."""

    payload: str = ""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Nothing was taken for this key, and whatever comes later with it will not be taken."""


@dataclass(frozen=True, slots=True)
class NeverHeard:
    """The provider knows nothing of this key."""


@dataclass(frozen=True, slots=True)
class Refunded:
    """The money of a refund key went back."""

    reference: str


Outcome = Approved | Declined | Pending | Cancelled
"""What became of a request for money."""


class ProviderTrouble(Exception):
    """The provider gave no answer that can be used."""


class Unreachable(ProviderTrouble):
    """It was not reached, so it cannot have heard the question."""


class Silent(ProviderTrouble):
    """It may have heard the question, and done what it asks for."""


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Limit:
    """How long an answer is waited for. `wanted` turns False when whoever asked has given up."""

    seconds: float
    wanted: Callable[[], bool] = _always
    began: float = field(default_factory=time.monotonic)

    @property
    def left_seconds(self) -> float:
        return max(0.0, self.began + self.seconds - time.monotonic())

    def at_most(self, seconds: float) -> Limit:
        """The limit of one try within this one."""
        return Limit(min(seconds, self.left_seconds), self.wanted)


class Provider(Protocol):
    """One question each, asked once. Raises Unreachable or Silent when there is no answer within `limit`."""

    @property
    def name(self) -> str:
        """As it is written beside each payment: letters and digits, 30 at most."""
        ...

    def request(
        self, key: str, method: str, amount_minor: int, currency: str, booking_reference: str, limit: Limit
    ) -> Outcome:
        """Ask for money."""
        ...

    def look_up(self, key: str, limit: Limit) -> Outcome | NeverHeard:
        """What became of a request."""
        ...

    def cancel(self, key: str, limit: Limit) -> Outcome:
        """Take a request back, known or not: Cancelled, or Approved or Declined where that was decided before."""
        ...

    def refund(self, key: str, refund_key: str, amount_minor: int, limit: Limit) -> Refunded | Declined:
        """Give money of an approved request back, once for each `refund_key`."""
        ...

    def close(self) -> None:
        """Let go of the line; the next question opens it again."""
        ...


def derived_key(*parts: object) -> str:
    """32 hex characters that are always the same for the same parts: the provider's key of a request id, a refund's key."""
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]
