"""The tax that is included in a price: exact to the smallest coin, at every rate."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.utils.tax import TaxRate, included_tax_minor, tax_shares

GST = (TaxRate(0, 500), TaxRate(10_001, 1_800))
AMOUNTS = st.integers(0, 10**12)
BASIS_POINTS = st.integers(0, 20_000)
RATES = st.lists(st.builds(TaxRate, AMOUNTS, BASIS_POINTS), max_size=5, unique_by=lambda rate: rate.from_minor)


@given(AMOUNTS, BASIS_POINTS)
def test_the_tax_is_the_exact_share_rounded_half_up(gross_minor: int, basis_points: int) -> None:
    exact = Decimal(gross_minor) * basis_points / (10_000 + basis_points)
    assert included_tax_minor(gross_minor, basis_points) == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


@given(st.lists(AMOUNTS, max_size=30), RATES)
def test_net_and_tax_always_make_what_was_paid(prices_minor: list[int], rates: list[TaxRate]) -> None:
    shares = tax_shares(prices_minor, rates)
    lowest = min((rate.from_minor for rate in rates), default=None)
    taxed = sum(price for price in prices_minor if lowest is not None and price >= lowest)
    assert sum(share.gross_minor for share in shares) == taxed
    for share in shares:
        assert share.net_minor + share.tax_minor == share.gross_minor
        assert 0 <= share.tax_minor <= share.gross_minor
        assert share.tax_minor == included_tax_minor(share.gross_minor, share.basis_points)


@given(st.lists(AMOUNTS, max_size=10), RATES, st.randoms(use_true_random=False))
def test_the_order_of_seats_and_rates_changes_nothing(prices: list[int], rates: list[TaxRate], chance: object) -> None:
    shuffled, turned = list(prices), list(rates)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis' own Random
    chance.shuffle(turned)  # type: ignore[attr-defined]
    assert tax_shares(shuffled, turned) == tax_shares(prices, rates)


@pytest.mark.parametrize(
    ("price_minor", "basis_points"), [(9_999, 500), (10_000, 500), (10_001, 1_800), (50_000, 1_800)]
)
def test_a_price_has_the_rate_of_the_highest_threshold_it_reaches(price_minor: int, basis_points: int) -> None:
    assert [share.basis_points for share in tax_shares([price_minor], GST)] == [basis_points]


def test_seats_of_one_rate_are_added_up_before_the_one_rounding() -> None:
    (share,) = tax_shares([33, 33, 33], [TaxRate(0, 1_800)])
    assert share == (1_800, 84, 15, 99)
    assert 3 * included_tax_minor(33, 1_800) == 15
    (share,) = tax_shares([3, 3, 3], [TaxRate(0, 1_800)])
    assert share.tax_minor == 1
    assert included_tax_minor(3, 1_800) == 0


def test_two_rates_are_two_shares_the_lower_first() -> None:
    assert [tuple(share) for share in tax_shares([45_500, 9_900, 45_500], GST)] == [
        (500, 9_429, 471, 9_900),
        (1_800, 77_119, 13_881, 91_000),
    ]


def test_without_a_rate_there_is_no_share() -> None:
    assert tax_shares([45_500], []) == ()


def test_what_costs_nothing_is_in_no_share() -> None:
    assert tax_shares([0, 0], GST) == ()


@pytest.mark.parametrize(("gross_minor", "basis_points"), [(-1, 500), (1, -1)])
def test_nothing_negative_is_taxed(gross_minor: int, basis_points: int) -> None:
    with pytest.raises(ValueError, match="never negative"):
        included_tax_minor(gross_minor, basis_points)
