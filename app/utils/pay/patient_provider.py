"""Asking a provider as a counter has to: three tries with the same key, pauses between them, an end to all waiting."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from tenacity import (
    Retrying,
    retry_if_exception,
    stop_after_attempt,
    stop_before_delay,
    wait_random_exponential,
)

from app.utils.pay.breaker import Breaker
from app.utils.pay.provider import (
    Declined,
    Limit,
    NeverHeard,
    Outcome,
    Provider,
    ProviderTrouble,
    Refunded,
    Silent,
    Unreachable,
)

T = TypeVar("T")
_SLICE_SECONDS = 0.05
_LOG = logging.getLogger("foyer.provider")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long one try may take, how long all of them, how many there are, and the longest first pause between two."""

    try_seconds: float = 4.0
    total_seconds: float = 12.0
    tries: int = 3
    pause_seconds: float = 0.4


class CircuitOpen(Unreachable):
    """The provider has failed so often that it is not asked just now."""


class PatientProvider:
    """A provider, asked with patience and a circuit breaker.

    Raises Silent when there is no answer and one of the tries may have been heard, else Unreachable.
    """

    def __init__(self, provider: Provider, patience: Patience | None = None, breaker: Breaker | None = None) -> None:
        self._provider = provider
        self._patience = patience or Patience()
        self.breaker = breaker or Breaker()

    @property
    def name(self) -> str:
        return self._provider.name

    def request(
        self,
        key: str,
        method: str,
        amount_minor: int,
        currency: str,
        booking_reference: str,
        wanted: Callable[[], bool] | None = None,
    ) -> Outcome:
        """Ask for money. `wanted` turning False ends the waiting: what became of it is then unknown."""
        return self._asked(
            lambda limit: self._provider.request(key, method, amount_minor, currency, booking_reference, limit), wanted
        )

    def look_up(self, key: str) -> Outcome | NeverHeard:
        return self._asked(lambda limit: self._provider.look_up(key, limit))

    def cancel(self, key: str) -> Outcome:
        return self._asked(lambda limit: self._provider.cancel(key, limit))

    def refund(self, key: str, refund_key: str, amount_minor: int) -> Refunded | Declined:
        return self._asked(lambda limit: self._provider.refund(key, refund_key, amount_minor, limit))

    def close(self) -> None:
        self._provider.close()

    def _asked(self, question: Callable[[Limit], T], wanted: Callable[[], bool] | None = None) -> T:
        limit = Limit(self._patience.total_seconds) if wanted is None else Limit(self._patience.total_seconds, wanted)
        heard = False

        def one_try() -> T:
            nonlocal heard
            if self.breaker.is_open:
                raise CircuitOpen
            try:
                answer = question(limit.at_most(self._patience.try_seconds))
            except ProviderTrouble as trouble:
                heard = heard or isinstance(trouble, Silent)
                if limit.wanted():  # whoever gave up has learnt nothing about the provider
                    self.breaker.failed()
                _LOG.info("no answer from the provider", extra={"trouble": type(trouble).__name__})
                raise
            self.breaker.answered()
            return answer

        def worth_another(error: BaseException) -> bool:
            return isinstance(error, ProviderTrouble) and limit.wanted() and not self.breaker.is_open

        retrying = Retrying(
            stop=stop_after_attempt(self._patience.tries) | stop_before_delay(self._patience.total_seconds),
            wait=wait_random_exponential(multiplier=self._patience.pause_seconds, max=self._patience.try_seconds),
            retry=retry_if_exception(worth_another),
            sleep=lambda seconds: _pause(seconds, limit),
            reraise=True,
        )
        try:
            return retrying(one_try)
        except Unreachable as trouble:
            if heard:
                raise Silent from trouble
            raise


def _pause(seconds: float, limit: Limit) -> None:
    """Jitter keeps counters that failed together from asking together again."""
    until = time.monotonic() + seconds
    while limit.wanted() and (left := until - time.monotonic()) > 0:
        time.sleep(min(left, _SLICE_SECONDS))
