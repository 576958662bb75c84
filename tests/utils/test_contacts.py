"""Phone numbers and e-mail addresses as people type them."""

from __future__ import annotations

import pytest

from app.utils.contacts import clean_email, clean_phone, digits_of
from app.utils.errors import InvalidInput


@pytest.mark.parametrize(
    ("typed", "country", "stored"),
    [
        ("98765 43210", "IN", "+91 98765 43210"),
        ("098765-43210", "IN", "+91 98765 43210"),
        ("+91 (98765) 43210", "US", "+91 98765 43210"),
        ("0044 20 7946 0018", "IN", "+44 20 7946 0018"),
        ("020 7946 0018", "GB", "+44 20 7946 0018"),
        ("06 1234 5678", "IT", "+39 06 1234 5678"),
        ("٩٨٧٦٥٤٣٢١٠", "IN", "+91 98765 43210"),
        (" \u00a0 ", "IN", ""),
        ("", "IN", ""),
    ],
)
def test_a_number_is_stored_with_its_countrys_code(typed: str, country: str, stored: str) -> None:
    assert clean_phone(typed, country) == stored
    assert clean_phone(stored, "IN") == stored, "what is stored can be typed again"


@pytest.mark.parametrize("typed", ["12", "call me", "98765 4321x", "1" * 25, "+999 12345678", "-", "98765 43210 ext 7"])
def test_what_is_no_number_is_refused_with_one_that_would_do(typed: str) -> None:
    with pytest.raises(InvalidInput, match=r"for example \+91 \d") as told:
        clean_phone(typed, "IN")
    assert len(typed) < 5 or typed not in told.value.sentence, "a number is not repeated where it may be logged"


def test_a_country_nobody_knows_still_has_an_example() -> None:
    with pytest.raises(InvalidInput, match=r"for example \+91"):
        clean_phone("12", "ZZ")


def test_the_digits_of_a_number_are_all_that_is_left() -> None:
    assert digits_of("+91 (98765) 432-10") == "919876543210"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("asha@example.com", "asha@example.com"),
        ("  Asha.Rao+film@Example.CO.IN ", "Asha.Rao+film@example.co.in"),
        ("asha@xn--mnchen-3ya.xn--p1ai", "asha@xn--mnchen-3ya.xn--p1ai"),
        ("rené\u0065\u0301@exämple.fr", "renéé@exämple.fr"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_an_address_is_stored_with_its_domain_in_small_letters(typed: str, stored: str) -> None:
    assert clean_email(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "asha", "asha@", "@example.com", "asha@example", "asha@@example.com", "as ha@example.com", "asha@exam ple.com",
        "asha@example..com", ".asha@example.com", "asha.@example.com", "asha@-example.com", "asha@example.c0m1-",
        "asha@example.com, ravi@example.com", "x" * 65 + "@example.com", "asha@" + "x" * 200 + ".com", "asha@example.12",
        "asha\u202e@example.com",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_with_one_that_would_do(typed: str) -> None:
    with pytest.raises(InvalidInput, match=r"like asha@example\.com"):
        clean_email(typed)
