"""Notes and coins: which there are, how change is given with the fewest of them, and what a counted drawer holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.utils.money import NOTES_MAJOR, format_minor, minor_digits

_COINS_MINOR = {
    "INR": (50, 100, 200, 500, 1000, 2000),
    "EUR": (1, 2, 5, 10, 20, 50, 100, 200),
    "GBP": (1, 2, 5, 10, 20, 50, 100, 200),
    "USD": (1, 5, 10, 25),
    "JPY": (1, 5, 10, 50, 100, 500),
}
"""Coins in a drawer. ₹10 and ₹20 are coins and notes alike; $½ and $1 are left out, hardly any till has them."""
_SERIES = (1, 2, 5)
_UNKNOWN_STEPS = 6


@dataclass(frozen=True, slots=True)
class Change:
    """What to give: (value in minor units, how many), the largest first. `rest_minor` is less than the smallest coin."""

    pieces: tuple[tuple[int, int], ...]
    rest_minor: int = 0


def pieces_minor(currency: str) -> tuple[int, ...]:
    """The values of the currency's notes and coins in minor units, the largest first, each once.

    A currency not known here has a series of 1, 2 and 5, as money nearly everywhere does.
    """
    coins = _COINS_MINOR.get(currency)
    digits = minor_digits(currency)
    if coins is None:
        known = {step * 10**power for power in range(max(0, digits - 2), digits + 3) for step in _SERIES}
    else:
        known = {*coins, *(note * 10**digits for note in NOTES_MAJOR[currency])}
    return tuple(sorted(known, reverse=True))


def smallest_note_minor(currency: str) -> int:
    """From this value on a piece is paper; where money of both kinds has the same value it counts as paper."""
    notes = NOTES_MAJOR.get(currency)
    return int((min(notes) if notes else 5) * 10 ** minor_digits(currency))


def change_pieces(currency: str, amount_minor: int) -> Change:
    """The fewest notes and coins that make up the amount. Raises ValueError for a negative amount.

    Taking the largest first is the fewest with every series of values above: a test proves it for each.
    """
    if amount_minor < 0:
        raise ValueError("nobody gives negative change")
    found: list[tuple[int, int]] = []
    for value in pieces_minor(currency):
        count, amount_minor = divmod(amount_minor, value)
        if count:
            found.append((value, count))
    return Change(tuple(found), amount_minor)


def change_words(amount_minor: int, currency: str, locale: str) -> str:
    """What to take out of the drawer: "Give ₹200 + ₹50 ×2"; nothing where there is nothing to give."""
    change = change_pieces(currency, amount_minor)
    parts = [
        f"{format_minor(value, currency, locale)}{f' ×{count}' if count > 1 else ''}" for value, count in change.pieces
    ]
    if change.rest_minor:
        parts.append(format_minor(change.rest_minor, currency, locale))
    return f"Give {' + '.join(parts)}" if parts else ""


def counted_minor(pieces: Mapping[int, int]) -> int:
    """What so many pieces of each value are worth. Raises ValueError for a negative number or value."""
    if any(value <= 0 or number < 0 for value, number in pieces.items()):
        raise ValueError("a drawer holds whole notes and coins")
    return sum(value * number for value, number in pieces.items())
