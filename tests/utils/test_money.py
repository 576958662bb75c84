"""Money written, read back, rounded and handed over."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.utils.errors import InvalidInput
from app.utils.money import format_minor, minor_digits, parse_minor, percent_of_minor, quick_cash_minor

WRITINGS = [
    ("INR", "en_IN"),
    ("INR", "hi_IN"),
    ("EUR", "de_DE"),
    ("EUR", "fr_FR"),
    ("CHF", "de_CH"),
    ("USD", "en_US"),
    ("GBP", "en_GB"),
    ("JPY", "ja_JP"),
    ("KWD", "ar_KW"),
    ("DKK", "da_DK"),
    ("PLN", "pl_PL"),
]


def written(amount_minor: int, currency: str, locale: str) -> str:
    """As shown, with every kind of space an ordinary one: which kind is CLDR's matter."""
    return " ".join(format_minor(amount_minor, currency, locale).split())


@pytest.mark.parametrize(("currency", "digits"), [("INR", 2), ("JPY", 0), ("KWD", 3)])
def test_a_currency_has_its_own_number_of_decimals(currency: str, digits: int) -> None:
    assert minor_digits(currency) == digits


@pytest.mark.parametrize(
    ("amount_minor", "currency", "locale", "shown"),
    [
        (35000, "INR", "en_IN", "₹350"),
        (35050, "INR", "en_IN", "₹350.50"),
        (12345600, "INR", "en_IN", "₹1,23,456"),
        (0, "INR", "en_IN", "₹0"),
        (5, "INR", "en_IN", "₹0.05"),
        (-35000, "INR", "en_IN", "-₹350"),
        (1900, "JPY", "en_US", "¥1,900"),
        (1500, "KWD", "en_US", "KWD1.500"),
        (123450, "EUR", "de_DE", "1.234,50 €"),
    ],
)
def test_an_amount_is_written_as_the_locale_does_and_whole_ones_without_decimals(
    amount_minor: int, currency: str, locale: str, shown: str
) -> None:
    assert written(amount_minor, currency, locale) == shown


@given(st.integers(0, 10**9), st.sampled_from(WRITINGS))
def test_what_was_written_can_be_typed_back(amount_minor: int, writing: tuple[str, str]) -> None:
    currency, locale = writing
    assert parse_minor(format_minor(amount_minor, currency, locale), currency, locale) == amount_minor


@pytest.mark.parametrize(
    ("typed", "amount_minor"),
    [
        ("500", 50000),
        ("500.50", 50050),
        ("500.5", 50050),
        ("1,000", 100000),
        ("1,00,000", 10000000),
        ("100,000", 10000000),
        ("1 000", 100000),
        ("₹500", 50000),
        ("₹ 500", 50000),
        ("500 INR", 50000),
        ("inr500", 50000),
        ("  500  ", 50000),
        ("0", 0),
        ("007", 700),
        ("1000000000", 10**11),
    ],
)
def test_amounts_typed_in_the_usual_ways_are_understood(typed: str, amount_minor: int) -> None:
    assert parse_minor(typed, "INR", "en_IN") == amount_minor


@pytest.mark.parametrize(
    ("typed", "currency", "locale", "amount_minor"),
    [
        ("12,50", "EUR", "de_DE", 1250),
        ("1.234", "EUR", "de_DE", 123400),
        ("1 234,50", "EUR", "fr_FR", 123450),
        ("1'234.50", "CHF", "de_CH", 123450),
        ("¥500", "JPY", "ja_JP", 500),
        ("1.234", "KWD", "en_US", 1234),
    ],
)
def test_the_locale_decides_what_a_comma_and_a_point_mean(
    typed: str, currency: str, locale: str, amount_minor: int
) -> None:
    assert parse_minor(typed, currency, locale) == amount_minor


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "-1",
        "\u22121",
        "+1",
        "1e9",
        "12,50",
        "1,0000",
        "1,,000",
        "1,000,",
        ",000",
        "5 00",
        "1.2.3",
        "500.",
        ".50",
        "٣",
        "५००",
        "５００",
        "²",
        "nan",
        "inf",
        "0x10",
        "1_000",
        "₹",
        "₹₹5",
        "$5",
        "five",
        "5\x00",
        "1" * 5000,
    ],
)
def test_what_is_not_clearly_an_amount_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_minor(typed, "INR", "en_IN")
    assert refused.value.code == "INVALID_INPUT"
    assert "500.50" in refused.value.sentence


@pytest.mark.parametrize(
    ("typed", "currency", "locale", "example"),
    [
        ("12.50", "EUR", "de_DE", "500,50"),
        ("1.234", "INR", "en_IN", "500.50"),
        ("500.5", "JPY", "ja_JP", "500"),
        ("1.2345", "KWD", "en_US", "500.500"),
    ],
)
def test_decimals_the_currency_does_not_have_are_refused_with_an_example_that_works(
    typed: str, currency: str, locale: str, example: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_minor(typed, currency, locale)
    assert f"like {example}." in refused.value.sentence
    assert parse_minor(example, currency, locale) > 0


@pytest.mark.parametrize("typed", ["1000000000.01", "1000000001", "9" * 30])
def test_more_than_a_thousand_million_is_taken_for_a_slip(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_minor(typed, "INR", "en_IN")
    assert "Check the zeros" in refused.value.sentence


def test_what_was_typed_is_not_repeated() -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_minor("4111 1111 1111 1111", "INR", "en_IN")
    assert "4111" not in refused.value.sentence


@pytest.mark.parametrize(
    ("amount_minor", "currency", "offers"),
    [
        (35000, "INR", (35000, 40000, 50000)),
        (70000, "INR", (70000, 100000)),
        (5000, "INR", (5000, 10000, 20000, 50000)),
        (73000, "INR", (73000, 75000, 80000, 100000)),
        (50000, "INR", (50000,)),
        (1240, "EUR", (1240, 2000, 5000, 10000)),
        (1900, "JPY", (1900, 2000, 5000, 10000)),
        (13000, "KRW", (13000, 15000, 20000, 50000)),
        (0, "INR", (0,)),
        (0, "KRW", (0,)),
    ],
)
def test_quick_cash_offers_the_exact_amount_and_the_next_sums_of_notes(
    amount_minor: int, currency: str, offers: tuple[int, ...]
) -> None:
    assert quick_cash_minor(amount_minor, currency) == offers


@given(st.integers(0, 10**12), st.sampled_from(["INR", "EUR", "GBP", "USD", "JPY", "KWD", "KRW"]))
def test_quick_cash_is_ascending_unique_covers_the_amount_and_has_at_most_four(
    amount_minor: int, currency: str
) -> None:
    offers = quick_cash_minor(amount_minor, currency)
    assert offers[0] == amount_minor
    assert list(offers) == sorted(set(offers))
    assert len(offers) <= 4


def test_quick_cash_for_a_negative_amount_is_a_defect() -> None:
    with pytest.raises(ValueError, match="negative"):
        quick_cash_minor(-1, "INR")


@given(st.integers(0, 10**15), st.lists(st.integers(0, 500), max_size=5))
def test_percents_are_multiplied_exactly_and_rounded_half_up_once(amount_minor: int, percents: list[int]) -> None:
    exact = Fraction(amount_minor)
    for percent in percents:
        exact *= Fraction(percent, 100)
    assert percent_of_minor(amount_minor, *percents) == (exact + Fraction(1, 2)).__floor__()


def test_a_half_is_rounded_up_not_to_even() -> None:
    assert percent_of_minor(5, 50) == 3
    assert percent_of_minor(1, 50) == 1


def test_rounding_happens_only_at_the_end() -> None:
    assert percent_of_minor(1, 50, 50, 400) == 1
    assert percent_of_minor(3, 50, 50) == 1


@pytest.mark.parametrize(("amount_minor", "percents"), [(-1, [100]), (100, [-1]), (-100, [-50, 200])])
def test_a_negative_price_or_percent_is_a_defect(amount_minor: int, percents: list[int]) -> None:
    with pytest.raises(ValueError, match="never negative"):
        percent_of_minor(amount_minor, *percents)
