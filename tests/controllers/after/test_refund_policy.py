"""What comes back of a ticket, against exact fractions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.controllers.after import refund_policy
from app.controllers.after.refund_policy import minutes_left, parted, percent_left, sentence, until
from app.models.after.refund_rules import USUAL, RefundRule

SHOW = datetime(2026, 11, 21, 19, 50, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
prices = st.integers(0, 10**9)
percents = st.integers(0, 100)
ladders = st.lists(
    st.builds(RefundRule, st.integers(0, 20_000), st.booleans(), percents),
    unique_by=lambda rule: rule.minutes_before,
    max_size=6,
)
moments = st.timedeltas(timedelta(days=-2), timedelta(days=20))


@given(prices, percents)
def test_a_ticket_is_parted_into_the_exact_share_rounded_half_up_and_the_rest(price_minor: int, percent: int) -> None:
    back_minor, fee_minor = parted(price_minor, percent)
    assert back_minor == floor(Fraction(price_minor * percent, 100) + Fraction(1, 2))
    assert (back_minor + fee_minor, min(back_minor, fee_minor) >= 0) == (price_minor, True)


@given(prices)
def test_all_of_it_or_nothing_is_not_rounded(price_minor: int) -> None:
    assert parted(price_minor, 100) == (price_minor, 0)
    assert parted(price_minor, 0) == (0, price_minor)


@pytest.mark.parametrize(("price_minor", "percent"), [(-1, 50), (100, -1), (100, 101)])
def test_no_other_share_is_a_refund(price_minor: int, percent: int) -> None:
    with pytest.raises(ValueError, match="no refund"):
        parted(price_minor, percent)


@pytest.mark.parametrize(
    ("left", "percent"),
    [
        (timedelta(days=30), 100),
        (timedelta(hours=6) + MICROSECOND, 100),
        (timedelta(hours=6), 50),
        (timedelta(hours=2), 50),
        (timedelta(hours=2) - MICROSECOND, 25),
        (timedelta(minutes=30), 25),
        (timedelta(minutes=30) - MICROSECOND, 0),
        (timedelta(0), 0),
        (timedelta(hours=-1), 0),
    ],
)
def test_the_usual_rules_change_at_their_minute(left: timedelta, percent: int) -> None:
    """More than six hours all of it, from two hours half, from thirty minutes a quarter, later nothing."""
    assert percent_left(USUAL, SHOW, SHOW - left) == percent


@given(ladders, moments)
def test_the_rule_of_the_most_minutes_that_are_left_counts(rules: list[RefundRule], left: timedelta) -> None:
    minutes = Fraction(left // MICROSECOND, 60_000_000)
    fitting = [
        rule for rule in rules if minutes > rule.minutes_before or (minutes == rule.minutes_before and not rule.beyond)
    ]
    expected = max(fitting, key=lambda rule: rule.minutes_before).percent if fitting else 0
    assert percent_left(rules, SHOW, SHOW - left) == expected
    assert percent_left(rules[::-1], SHOW, SHOW - left) == expected


@given(ladders, moments, st.fractions(0, 1))
def test_what_is_told_of_how_long_it_stays_so_is_true(
    rules: list[RefundRule], left: timedelta, share: Fraction
) -> None:
    now = SHOW - left
    end = until(rules, SHOW, now)
    later = (
        now + timedelta(days=100)
        if end is None
        else now + timedelta(microseconds=int((end - now) // MICROSECOND * share))
    )
    if end is None or later < end:
        assert percent_left(rules, SHOW, later) == percent_left(rules, SHOW, now)


@given(moments)
def test_minutes_are_whole_and_rounded_down(left: timedelta) -> None:
    assert minutes_left(SHOW, SHOW - left) == floor(Fraction(left // MICROSECOND, 60_000_000))


def test_the_rules_are_told_in_one_sentence() -> None:
    assert sentence(USUAL) == (
        "A customer gets back 100 % more than 6 h before the show; 50 % from 2 h before the show; "
        "25 % from 30 min before the show; later nothing."
    )
    assert sentence(()) == "Nothing comes back at any time."


@pytest.mark.parametrize(("minutes", "told"), [(0, "0 min"), (30, "30 min"), (60, "1 h"), (95, "1 h 35 min")])
def test_minutes_are_told_as_people_say_them(minutes: int, told: str) -> None:
    assert refund_policy.told_minutes(minutes) == told
