"""The tax that is included in a price, worked out backwards from what is paid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

_WHOLE = 10_000
"""Basis points in all of it: 1800 are 18 %."""


class TaxRate(NamedTuple):
    """Prices from `from_minor` on have this rate, up to the next one's."""

    from_minor: int
    basis_points: int


class TaxShare(NamedTuple):
    """What is taxed at one rate: `net_minor` and `tax_minor` always make `gross_minor`."""

    basis_points: int
    net_minor: int
    tax_minor: int
    gross_minor: int


def included_tax_minor(gross_minor: int, basis_points: int) -> int:
    """The tax in a gross amount, rounded half up: gross x rate / (1 + rate). Raises ValueError for anything negative."""
    if gross_minor < 0 or basis_points < 0:
        raise ValueError("an amount and its rate are never negative")
    divisor = _WHOLE + basis_points
    return (2 * gross_minor * basis_points + divisor) // (2 * divisor)


def tax_shares(prices_minor: Iterable[int], rates: Sequence[TaxRate]) -> tuple[TaxShare, ...]:
    """What of these ticket prices is tax, a share for each rate, the lowest first; none where no rate is known.

    Each price has the rate of the highest threshold it reaches (India's Central Tax (Rate) notifications ask for the value
    of one admission). The prices of one rate are added up before the one rounding, as they stand on the paper. A price
    below every threshold, and one that costs nothing, is in no share.
    """
    gross: dict[int, int] = {}
    for price_minor in prices_minor:
        reached = [rate for rate in rates if price_minor >= rate.from_minor]
        if reached and price_minor:
            basis_points = max(reached).basis_points
            gross[basis_points] = gross.get(basis_points, 0) + price_minor
    return tuple(_share(basis_points, gross[basis_points]) for basis_points in sorted(gross))


def _share(basis_points: int, gross_minor: int) -> TaxShare:
    tax_minor = included_tax_minor(gross_minor, basis_points)
    return TaxShare(basis_points, gross_minor - tax_minor, tax_minor, gross_minor)
