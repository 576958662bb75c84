"""A circuit breaker: after so many failures in a row nobody waits for a provider that is away."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

FAILURES_MAX = 5
"""More than the three tries of one payment, so that its cancelling and looking up are still tried."""
REST_SECONDS = 15.0


@dataclass(slots=True)
class Breaker:
    """Closed: everything is tried. Open: nothing, for `rest_seconds`. Then one try decides which of the two comes next."""

    failures_max: int = FAILURES_MAX
    rest_seconds: float = REST_SECONDS
    now: Callable[[], float] = time.monotonic
    _failures: int = field(default=0, init=False)
    _opened_at: float = field(default=0.0, init=False)

    @property
    def is_open(self) -> bool:
        return self._failures >= self.failures_max and self.seconds_left > 0

    @property
    def seconds_left(self) -> float:
        """Until the next try is let through; 0 when it would be now."""
        if self._failures < self.failures_max:
            return 0.0
        return max(0.0, self._opened_at + self.rest_seconds - self.now())

    def answered(self) -> None:
        """An answer came, whatever it says."""
        self._failures = 0

    def failed(self) -> None:
        """No answer came."""
        self._failures += 1
        if self._failures >= self.failures_max:
            self._opened_at = self.now()
