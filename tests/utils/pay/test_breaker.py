"""After so many failures in a row nobody waits any more; after a rest one try decides."""

from __future__ import annotations

from app.utils.pay.breaker import Breaker


def test_it_opens_at_the_failure_that_is_one_too_many_and_an_answer_in_between_starts_the_count_again() -> None:
    breaker = Breaker(failures_max=2, rest_seconds=10, now=lambda: 0.0)
    breaker.failed()
    breaker.answered()
    breaker.failed()
    assert not breaker.is_open
    breaker.failed()
    assert breaker.is_open
    assert breaker.seconds_left == 10


def test_after_its_rest_one_try_is_let_through_and_its_failure_opens_it_again() -> None:
    now = [0.0]
    breaker = Breaker(failures_max=1, rest_seconds=10, now=lambda: now[0])
    breaker.failed()
    now[0] = 10.0
    assert not breaker.is_open
    breaker.failed()
    assert breaker.is_open
    now[0] = 20.0
    breaker.answered()
    assert not breaker.is_open
    assert breaker.seconds_left == 0
