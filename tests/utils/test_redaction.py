"""Secrets found by name and by shape, and everything else left as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.utils.codes import new_booking_reference, new_request_id, new_ticket_code
from app.utils.redaction import HIDDEN, redact, redact_named

CARDS = [
    "4111111111111111",
    "4111 1111 1111 1111",
    "4111-1111-1111-1111",
    "378282246310005",
    "4222222222222",
    "6304000000000000000",
    "٤١١١١١١١١١١١١١١١",
]


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("text", ["{}", "paid with {}.", "card:{}", "x{}y", "{} 12", "7 {}", "'{}'"])
def test_a_card_number_is_hidden_wherever_it_stands(card: str, text: str) -> None:
    shown = redact(text.format(card))
    assert card not in shown
    assert HIDDEN in shown


@pytest.mark.parametrize(
    "text",
    ["4111111111111112", "411111111111", "41111111111111111111", "amount 35000", "2026-11-20 19:42:01", "F7 F8 F9"],
)
def test_other_figures_are_left_alone(text: str) -> None:
    assert redact(text) == text


def with_check_digit(digits: str) -> str:
    """The only last digit with which the number passes, found by an independent table."""
    table = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
    total = sum(table[int(digit)] if at % 2 == 0 else int(digit) for at, digit in enumerate(reversed(digits)))
    return f"{digits}{-total % 10}"


@given(st.text("0123456789", min_size=12, max_size=18), st.text(st.characters(categories=["Ll"]), max_size=10))
def test_every_number_of_a_cards_length_with_the_right_check_digit_is_hidden(digits: str, around: str) -> None:
    card = with_check_digit(digits)
    assert card not in redact(f"{around} {card} {around}")


@given(st.integers(0, 10**6))
def test_every_ticket_code_is_hidden(_: int) -> None:
    code = new_ticket_code()
    assert redact(f"scanned {code}!") == f"scanned {HIDDEN}!"
    assert redact(f"code_{code.lower()}") == f"code_{HIDDEN}"


def test_references_and_request_ids_stay_readable() -> None:
    text = f"{new_booking_reference()} {'0123456789abcdef' * 2} {'f' * 32}"
    assert len(new_request_id()) == 32
    assert redact(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "password=hunter2",
        "password = 'hunter2 and more'",
        '{"db_password": "hunter2"}',
        "FOYER_DB_OWNER_PASSWORD=hunter2",
        "api_token: hunter2",
        "approval_code=hunter2",
        "mysql://foyer:hunter2@db/foyer",
        "SECRET=hunter2, next",
    ],
)
def test_a_value_called_a_secret_in_a_text_is_hidden(text: str) -> None:
    assert "hunter2" not in redact(text)


@pytest.mark.parametrize(
    "name",
    [
        "password",
        "db_password",
        "Password",
        "ticket_code",
        "codes",
        "card",
        "cardNumber",
        "approval_code",
        "token",
        "SECRET",
    ],
)
def test_a_field_named_like_a_secret_is_hidden_whatever_its_value(name: str) -> None:
    assert redact_named({name: ["04B7K2"]}) == {name: HIDDEN}


@pytest.mark.parametrize(
    "name", ["reference", "discarded", "encoded_bytes", "cardinal", "error_code", "exit_code", "decoder"]
)
def test_other_fields_are_kept(name: str) -> None:
    assert redact_named({name: "F7"}) == {name: "F7"}


def test_secrets_are_hidden_at_any_depth() -> None:
    fields = {"sale": {"lines": [{"password": "hunter2"}, ("4111 1111 1111 1111",)]}, "n": 4111111111111111}
    assert redact_named(fields) == {"sale": {"lines": [{"password": HIDDEN}, [HIDDEN]]}, "n": HIDDEN}


def test_a_secret_used_as_a_fields_name_is_hidden() -> None:
    assert redact_named({"4111111111111111": 1}) == {HIDDEN: 1}


def test_plain_values_keep_their_kind() -> None:
    assert redact_named({"a": None, "b": True, "c": 35000, "d": "F7"}) == {"a": None, "b": True, "c": 35000, "d": "F7"}


def test_a_long_text_of_figures_is_read_in_one_pass() -> None:
    """The pattern has no way to go back over what it has read: a quarter of a million figures would never end."""
    text = "1234567 " * 30_000 + "x"
    assert redact(text).endswith("x")


@pytest.mark.parametrize(
    "phone",
    ["+91 98765 43210", "+919876543210", "+44 20 7946 0018", "+1 (212) 555-0123", "+49 30 123456", "+39 06 12345678"],
)
@pytest.mark.parametrize("text", ["{}", "called {}.", "phone {}, again", "'{}'"])
def test_a_phone_number_is_hidden_wherever_it_stands(phone: str, text: str) -> None:
    assert redact(text.format(phone)) == text.format(HIDDEN)


@pytest.mark.parametrize(
    "email", ["asha@example.com", "asha.rao+film@mail.example.co.in", "renée@exämple.fr", "o'brien@example.ie"]
)
@pytest.mark.parametrize("text", ["{}", "sent to <{}>", "to {}."])
def test_an_email_address_is_hidden_wherever_it_stands(email: str, text: str) -> None:
    assert redact(text.format(email)) == text.format(HIDDEN)


@pytest.mark.parametrize(
    "text", ["+1", "12 + 30000", "F7 + F8", "2026-11-21 19:45:10+05:30", "a @ b", "Target(foyer@127.0.0.1:3306/foyer)"]
)
def test_sums_times_and_places_are_no_phone_and_no_email(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize("name", ["phone", "customer_phone", "email", "customerEmail", "digits", "mail"])
def test_what_is_called_a_phone_or_an_email_is_hidden_whatever_it_looks_like(name: str) -> None:
    assert redact_named({name: "98765 43210"}) == {name: HIDDEN}


@pytest.mark.parametrize("text", ["x" * 200_000, "x." * 100_000, "1" * 200_000, "+1 " * 60_000, "@a" * 100_000])
def test_a_long_text_is_looked_through_once(text: str) -> None:
    assert redact(text)[:1] in "x1+@["
