"""Money as people write it, and the arithmetic of whole minor units (paise, cents). No float comes near it."""

from __future__ import annotations

import copy
import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from babel import Locale
from babel.numbers import (
    NumberPattern,
    get_currency_precision,
    get_currency_symbol,
    get_decimal_symbol,
    get_group_symbol,
)

from app.utils.errors import InvalidInput

_MAJOR_MAX = 10**9
_TYPED_LENGTH_MAX = 40
_QUICK_CASH_OFFERS = 3

NOTES_MAJOR = {
    "INR": (10, 20, 50, 100, 200, 500),
    "EUR": (5, 10, 20, 50, 100),
    "GBP": (5, 10, 20, 50),
    "USD": (1, 5, 10, 20, 50, 100),
    "JPY": (1000, 5000, 10000),
}
"""Notes people really hand over. Left out on purpose: ₹2000 (withdrawn), €200 and €500, $2, ¥2000 (rarely seen)."""


def minor_digits(currency: str) -> int:
    """How many decimals the currency has: INR 2, JPY 0, KWD 3 (ISO 4217, as Babel knows it)."""
    return int(get_currency_precision(currency))


@lru_cache(maxsize=4096)
def format_minor(amount_minor: int, currency: str, locale: str, *, always_decimals: bool = False) -> str:
    """The amount as the locale writes it, without decimals when it is whole: ₹350, ₹350.50.

    `always_decimals` writes ₹350.00, too: in a column of amounts their points stand one below the other.
    """
    digits = minor_digits(currency)
    whole = amount_minor % 10**digits == 0 and not always_decimals
    pattern = _pattern(locale, 0 if whole else digits)
    amount = Decimal(amount_minor).scaleb(-digits)
    return str(pattern.apply(amount, locale, currency=currency, currency_digits=False))


def parse_minor(typed: str, currency: str, locale: str) -> int:
    """An amount typed at the till, in minor units: "500", "500.50", "1,000", "₹ 500" in en_IN.

    The locale decides which sign is the decimal one; where a comma or point could mean either, nothing is guessed.
    What was typed is not repeated in the refusal: it might be a card number. Raises InvalidInput.
    """
    writing = _writing(currency, locale)
    number = _without_symbol(typed.strip(), writing) if len(typed) <= _TYPED_LENGTH_MAX else ""
    match = writing.grammar.fullmatch(number)
    if match is None:
        raise InvalidInput(f"That is not an amount. Type it like {writing.example}.")
    decimals = match["decimals"] or ""
    if len(decimals) > writing.digits:
        most = "no decimals" if writing.digits == 0 else f"at most {writing.digits} decimals"
        raise InvalidInput(f"An amount in {currency} has {most}. Type it like {writing.example}.")
    whole = "".join(sign for sign in match["whole"] if sign.isdecimal())
    amount_minor = int(whole + decimals.ljust(writing.digits, "0"))
    most_minor = int(f"{_MAJOR_MAX}{'0' * writing.digits}")
    if amount_minor > most_minor:
        most_shown = format_minor(most_minor, currency, locale)
        raise InvalidInput(f"That is more than {most_shown}. Check the zeros and type it like {writing.example}.")
    return amount_minor


def as_typed(amount_minor: int, currency: str, locale: str) -> str:
    """The amount as one would type it into a field, for `parse_minor` to read: "350", "350.50"."""
    digits = minor_digits(currency)
    whole, rest = divmod(amount_minor, 10**digits)
    return f"{whole}{get_decimal_symbol(locale)}{rest:0{digits}d}" if rest else str(whole)


def quick_cash_minor(amount_minor: int, currency: str) -> tuple[int, ...]:
    """What a customer is likely to hand over: the exact amount, then up to three sums of notes above it, ascending.

    Each offer is the amount rounded up to whole notes of one size, and takes no more notes than the exact amount would:
    nobody gives three 200s for 500. Of more than three the large ones are likelier than small change.
    Raises ValueError for a negative amount.
    """
    if amount_minor < 0:
        raise ValueError("nobody hands over a negative amount")
    notes = _notes_minor(amount_minor, currency)
    pieces = _pieces(amount_minor, notes)
    rounded_up = {-(-amount_minor // note) * note for note in notes} - {amount_minor}
    likely = sorted(offer for offer in rounded_up if _pieces(offer, notes) <= pieces)
    return (amount_minor, *likely[-_QUICK_CASH_OFFERS:])


def percent_of_minor(amount_minor: int, *percents: int) -> int:
    """The amount times each percent/100, exact until one rounding half up at the very end.

    Rounding after each factor would make the price depend on their order. Raises ValueError for anything negative.
    """
    if amount_minor < 0 or any(percent < 0 for percent in percents):
        raise ValueError("a price and its percents are never negative")
    product, divisor = amount_minor, 1
    for percent in percents:
        product, divisor = product * percent, divisor * 100
    return (2 * product + divisor) // (2 * divisor)


class _Writing(NamedTuple):
    """How one currency is typed in one locale."""

    digits: int
    symbols: tuple[str, ...]
    grammar: re.Pattern[str]
    example: str


@lru_cache(maxsize=64)
def _writing(currency: str, locale: str) -> _Writing:
    digits = minor_digits(currency)
    decimal = get_decimal_symbol(locale)
    group = get_group_symbol(locale)
    small, large = _pattern(locale, 0).grouping
    groups = "|".join(
        rf"[0-9]{{1,{first}}}(?:{sign}[0-9]{{{first}}})*{sign}[0-9]{{{small}}}"
        for first in sorted({3, large})
        for sign in _group_signs(group)
    )
    grammar = re.compile(rf"(?P<whole>[0-9]+|{groups})(?:{re.escape(decimal)}(?P<decimals>[0-9]+))?")
    # The English sign too: Japan's locale writes a wide ￥, its keyboards a narrow ¥.
    symbols = {_plain(get_currency_symbol(currency, locale)), get_currency_symbol(currency, "en"), currency}
    example = "500" + (decimal + "5".ljust(digits, "0") if digits else "")
    return _Writing(digits, tuple(sorted(symbols, key=len, reverse=True)), grammar, example)


def _group_signs(group: str) -> list[str]:
    """The signs that may stand between thousands: the locale's own, and a space, which is a decimal sign nowhere."""
    signs = {" ", _plain(group)}
    if group == "\N{RIGHT SINGLE QUOTATION MARK}":
        signs.add("'")  # the one on a Swiss keyboard
    return [re.escape(sign) for sign in sorted(signs)]


def _without_symbol(text: str, writing: _Writing) -> str:
    """The text without one currency sign before or after it."""
    text = _plain(text).strip()
    for symbol in writing.symbols:
        if text.upper().startswith(symbol.upper()):
            return text[len(symbol) :].strip()
        if text.upper().endswith(symbol.upper()):
            return text[: -len(symbol)].strip()
    return text


def _plain(text: str) -> str:
    """Without invisible direction marks, every kind of space an ordinary one: a locale writes them, nobody types them."""
    kept = (sign for sign in text if unicodedata.category(sign) != "Cf")
    return "".join(" " if sign.isspace() else sign for sign in kept)


@lru_cache(maxsize=64)
def _pattern(locale: str, digits: int) -> NumberPattern:
    """The locale's own way to write money, with a fixed number of decimals."""
    pattern: NumberPattern = copy.copy(Locale.parse(locale).currency_formats["standard"])
    pattern.frac_prec = (digits, digits)
    return pattern


def _notes_minor(amount_minor: int, currency: str) -> tuple[int, ...]:
    known = NOTES_MAJOR.get(currency)
    if known is not None:
        return tuple(note * 10 ** minor_digits(currency) for note in known)
    # Money everywhere comes in steps of 1, 2 and 5; those near the amount are the ones it is paid with.
    step = 10 ** (len(str(amount_minor)) - 1)
    return tuple(note for note in (step // 2, step, 2 * step, 5 * step) if note > 0)


def _pieces(amount_minor: int, notes_minor: tuple[int, ...]) -> int:
    """How many notes make up the amount, the coins of a rest counted as one more. Largest first is fewest here."""
    count = 0
    for note in reversed(notes_minor):
        taken, amount_minor = divmod(amount_minor, note)
        count += taken
    return count + (amount_minor > 0)
