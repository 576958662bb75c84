"""Names in every script, and approval codes that are never card numbers."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.utils.errors import InvalidInput
from app.utils.typed_text import approval_code, clean_name

CARD = "4111111111111111"


@pytest.mark.parametrize(
    "name",
    [
        'O\'Brien "The Boss"',
        "Robert'); DROP TABLE seats;--",
        "Amélie 🎬",
        "Family 👨\u200d👩\u200d👧",
        "שלום",
        "مرحبا",
        "दिलवाले",
        "100% <b>",
    ],
)
def test_a_name_in_any_script_is_kept(name: str) -> None:
    assert clean_name(name, "film title", 300) == unicodedata.normalize("NFC", name)


def test_spaces_around_a_name_are_dropped() -> None:
    assert clean_name("  Hall 2\u00a0\n", "hall's name", 50) == "Hall 2"


def test_two_spellings_of_one_letter_become_one() -> None:
    assert clean_name("Ame\u0301lie", "film title", 300) == "Am\u00e9lie"


def test_a_line_break_becomes_a_space() -> None:
    assert clean_name("Dune\nPart Two", "film title", 300) == "Dune Part Two"


@pytest.mark.parametrize("hidden", ["\x00", "\x1b", "\x7f", "\u202e", "\u202a", "\u2066", "\u2069", "\ud800"])
def test_what_cannot_be_seen_and_could_mislead_is_dropped(hidden: str) -> None:
    assert clean_name(f"Du{hidden}ne", "film title", 300) == "Dune"


@pytest.mark.parametrize("typed", ["", "   ", "\n", "\u200b", "\u202e", "\u0301"])
def test_a_name_with_nothing_to_see_is_refused_by_what_it_names(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        clean_name(typed, "film title", 300)
    assert refused.value.code == "INVALID_INPUT"
    assert "film title" in refused.value.sentence
    assert "Type" in refused.value.sentence


def test_a_name_as_long_as_allowed_is_taken() -> None:
    assert clean_name("🎬" * 50, "hall's name", 50) == "🎬" * 50


def test_a_name_that_is_too_long_is_refused_with_how_much_to_cut() -> None:
    with pytest.raises(InvalidInput) as refused:
        clean_name("x" * 51, "hall's name", 50)
    assert "50 is the most" in refused.value.sentence
    assert "Shorten it by 1" in refused.value.sentence


def test_a_name_is_measured_after_it_was_cleaned() -> None:
    assert clean_name(" " * 60 + "x" * 50 + "\x00" * 9, "hall's name", 50) == "x" * 50


@given(st.text(max_size=60))
def test_a_cleaned_name_is_clean_already(typed: str) -> None:
    try:
        name = clean_name(typed, "name", 200)
    except InvalidInput:
        return
    assert clean_name(name, "name", 200) == name


@pytest.mark.parametrize(
    ("typed", "code"), [("04b7k2", "04B7K2"), (" 1234 ", "1234"), ("123456789012", "123456789012")]
)
def test_an_approval_code_is_trimmed_and_upper_cased(typed: str, code: str) -> None:
    assert approval_code(typed) == code


@pytest.mark.parametrize("typed", ["", "123", "A" * 13, "04-B7", "04 B7", "٠٤٧٢", "é1234", "ß123"])
def test_what_cannot_be_an_approval_code_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        approval_code(typed)
    assert refused.value.code == "INVALID_INPUT"
    assert "04B7K2" in refused.value.sentence


@pytest.mark.parametrize(
    "typed",
    [CARD, "4111 1111 1111 1111", "4111-1111-1111-1111", " 4111.1111.1111.1111", "4" * 13, "4" * 19, "x" + CARD],
)
def test_a_card_number_is_refused_and_not_repeated(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        approval_code(typed)
    assert "must never be typed here" in refused.value.sentence
    assert "approval code" in refused.value.sentence
    assert "4111" not in refused.value.sentence
    assert "4444" not in repr(refused.value)
