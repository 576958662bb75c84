"""Ids, references and codes: their shape, their randomness, and references as people type them."""

from __future__ import annotations

import base64
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.utils.codes import (
    REFERENCE_ALPHABET,
    VOUCHER_LETTERS,
    new_booking_reference,
    new_request_id,
    new_ticket_code,
    new_voucher_code,
    normalise_reference,
    normalise_voucher_code,
    shown_voucher_code,
)
from app.utils.errors import InvalidInput

references = st.text(REFERENCE_ALPHABET, min_size=6, max_size=6).map(lambda letters: f"FYR-{letters}")


def test_a_request_id_is_32_hex_characters() -> None:
    assert re.fullmatch(r"[0-9a-f]{32}", new_request_id())


def test_a_booking_reference_fills_the_ten_characters_of_its_column() -> None:
    assert re.fullmatch(r"FYR-[2-9A-HJKMNP-TV-Z]{6}", new_booking_reference())


def test_the_reference_alphabet_has_nothing_that_is_mistaken_for_something_else() -> None:
    assert not set("01OILU") & set(REFERENCE_ALPHABET)


def test_references_use_the_whole_alphabet() -> None:
    seen = "".join(new_booking_reference().removeprefix("FYR-") for _ in range(500))
    assert set(seen) == set(REFERENCE_ALPHABET)


def test_a_ticket_code_is_128_bits_in_26_characters() -> None:
    code = new_ticket_code()
    assert len(code) == 26
    assert len(base64.b32decode(code + "======")) == 16


@pytest.mark.parametrize("make", [new_request_id, new_ticket_code])
def test_no_two_are_the_same(make: object) -> None:
    assert callable(make)
    assert len({make() for _ in range(1000)}) == 1000


@given(references)
def test_a_reference_as_stored_stays_as_it_is(reference: str) -> None:
    assert normalise_reference(reference) == reference


@given(references)
def test_a_reference_without_its_prefix_is_the_same_reference(reference: str) -> None:
    assert normalise_reference(reference[4:]) == reference


@pytest.mark.parametrize("typed", ["fyr-7k2p9m", "7k2p9m", "FYR7K2P9M", " fyr 7k2 p9m\n", "FYR–7K2P9M", "7K2-P9M"])
def test_a_reference_typed_carelessly_is_understood(typed: str) -> None:
    assert normalise_reference(typed) == "FYR-7K2P9M"


def test_a_reference_whose_letters_begin_like_the_prefix_keeps_them() -> None:
    assert normalise_reference("FYR234") == "FYR-FYR234"


@pytest.mark.parametrize(
    "typed", ["", "FYR-", "7K2P9", "7K2P9MM", "7K2P90", "7K2P9O", "FYR-7K2P9M2", "٣K2P9M", "7K2P9M;"]
)
def test_what_cannot_be_a_reference_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        normalise_reference(typed)
    assert refused.value.code == "INVALID_INPUT"
    assert "FYR-7K2P9M" in refused.value.sentence


def test_a_voucher_code_has_sixteen_signs_of_the_alphabet_and_is_shown_in_fours() -> None:
    codes = {new_voucher_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == VOUCHER_LETTERS and set(code) <= set(REFERENCE_ALPHABET) for code in codes)
    assert shown_voucher_code("7K2P9MXA4CVB8RTW") == "7K2P-9MXA-4CVB-8RTW"


@pytest.mark.parametrize(
    "typed", ["7k2p-9mxa-4cvb-8rtw", "7K2P 9MXA 4CVB 8RTW", "7K2P9MXA4CVB8RTW\r\n", "7K2P–9MXA–4CVB–8RTW"]
)
def test_a_voucher_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert normalise_voucher_code(typed) == "7K2P9MXA4CVB8RTW"


@pytest.mark.parametrize("typed", ["", "7K2P", "0K2P9MXA4CVB8RTW", "7K2P9MXA4CVB8RTWX", "FYR-7K2P9M"])
def test_what_is_no_voucher_code_is_refused_with_a_good_example(typed: str) -> None:
    with pytest.raises(InvalidInput, match="7K2P-9MXA-4CVB-8RTW"):
        normalise_voucher_code(typed)
