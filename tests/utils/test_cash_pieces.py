"""Change note by note: the sum, to the last coin, with as few pieces as there can be."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.utils.cash_pieces import change_pieces, change_words, counted_minor, pieces_minor, smallest_note_minor

CURRENCIES = ("INR", "EUR", "GBP", "USD", "JPY", "CHF", "KWD", "KRW")
BRUTE_MAX = 3000
"""In the currency's smallest coin."""


@cache
def fewest(currency: str) -> list[int]:
    """The fewest pieces of each amount up to BRUTE_MAX smallest coins, found by trying every piece last."""
    smallest = min(pieces_minor(currency))
    steps = [value // smallest for value in pieces_minor(currency)]
    best = [0]
    for amount in range(1, BRUTE_MAX + 1):
        best.append(1 + min(best[amount - step] for step in steps if step <= amount))
    return best


@given(st.sampled_from(CURRENCIES), st.integers(0, 10**9))
def test_the_pieces_and_the_rest_are_the_amount(currency: str, amount_minor: int) -> None:
    change = change_pieces(currency, amount_minor)
    assert sum(value * count for value, count in change.pieces) + change.rest_minor == amount_minor
    assert 0 <= change.rest_minor < min(pieces_minor(currency))
    assert [value for value, _ in change.pieces] == sorted((value for value, _ in change.pieces), reverse=True)
    assert all(count > 0 for _, count in change.pieces)


@pytest.mark.parametrize("currency", CURRENCIES)
def test_no_other_way_takes_fewer_pieces(currency: str) -> None:
    smallest = min(pieces_minor(currency))
    assert all(value % smallest == 0 for value in pieces_minor(currency))
    for amount, best in enumerate(fewest(currency)):
        assert sum(count for _, count in change_pieces(currency, amount * smallest).pieces) == best, amount


@given(st.sampled_from(CURRENCIES), st.integers(0, BRUTE_MAX))
def test_no_other_way_takes_fewer_pieces_of_any_amount(currency: str, coins: int) -> None:
    pieces = change_pieces(currency, coins * min(pieces_minor(currency))).pieces
    assert sum(count for _, count in pieces) == fewest(currency)[coins]


def test_change_is_given_as_a_clerk_would() -> None:
    assert change_pieces("INR", 30000).pieces == ((20000, 1), (10000, 1))
    assert change_pieces("INR", 45050).pieces == ((20000, 2), (5000, 1), (50, 1))
    assert change_pieces("INR", 17).rest_minor == 17
    assert change_pieces("JPY", 1500).pieces == ((1000, 1), (500, 1))


@pytest.mark.parametrize(
    ("amount_minor", "words"),
    [
        (0, ""),
        (30000, "Give ₹200 + ₹100"),
        (90000, "Give ₹500 + ₹200 ×2"),
        (60, "Give ₹0.50 + ₹0.10"),
    ],
)
def test_the_hint_names_note_by_note_what_to_take_out(amount_minor: int, words: str) -> None:
    assert change_words(amount_minor, "INR", "en_IN") == words


def test_negative_change_is_a_defect() -> None:
    with pytest.raises(ValueError, match="negative"):
        change_pieces("INR", -1)


def test_a_drawer_is_worth_what_lies_in_it() -> None:
    assert counted_minor({50000: 2, 1000: 3, 50: 1}) == 103050
    for pieces in ({100: -1}, {0: 1}):
        with pytest.raises(ValueError, match="whole notes"):
            counted_minor(pieces)


def test_notes_begin_where_coins_end() -> None:
    assert smallest_note_minor("INR") == 1000
    assert smallest_note_minor("EUR") == 500
    assert smallest_note_minor("JPY") == 1000
    assert smallest_note_minor("KWD") == 5000
