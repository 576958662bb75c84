"""What typed words may be: whatever is typed, it is read without a complaint."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.controllers.after.typed_search import WORDS_MAX, SearchWord, read, whole
from app.utils.codes import REFERENCE_ALPHABET, new_ticket_code

ANYTHING = st.text() | st.text("fyrFYR-0123456789+@./ \t\u00e9\u0130\u2122ßAZaz")
REFERENCES = st.text(REFERENCE_ALPHABET, min_size=6, max_size=6).map(lambda signs: f"FYR-{signs}")


@given(ANYTHING)
def test_whatever_is_typed_is_read(typed: str) -> None:
    words = read(typed)
    assert len(words) <= WORDS_MAX
    assert all(word.means_something and word.typed for word in words)
    assert len(set(words)) == len(words)
    assert whole(typed) is None or (whole(typed),) == words


@given(ANYTHING)
def test_capitals_and_blanks_around_it_make_no_difference(typed: str) -> None:
    if typed.isascii():
        meant = [(word.code, word.reference, word.reference_part, word.card, word.customer) for word in read(typed)]
        again = read(f"  {typed.upper()}\t ")
        assert meant == [(word.code, word.reference, word.reference_part, word.card, word.customer) for word in again]


@given(REFERENCES)
def test_a_whole_reference_is_one_however_it_is_written(reference: str) -> None:
    for typed in (reference, reference.lower(), reference.replace("-", ""), f" {reference} "):
        word = whole(typed)
        assert word is not None
        assert word.reference == reference
    assert [word.reference for word in read(reference[4:])] == [reference]


@given(st.text(REFERENCE_ALPHABET, min_size=3, max_size=5))
def test_a_part_of_a_reference_is_one_after_its_prefix(signs: str) -> None:
    assert read(f"fyr-{signs}") == (SearchWord(f"fyr-{signs}", reference_part=signs),)


def test_a_ticket_code_is_whole_and_nothing_else() -> None:
    code = new_ticket_code()
    assert read(code.lower()) == (SearchWord(code.lower(), code=code),)


@pytest.mark.parametrize("typed", ["fyr-", "fyr-7", "FYR-7K", "-", "@", "…", "+9", ""])
def test_what_is_still_being_typed_means_nothing_yet(typed: str) -> None:
    assert read(typed) == ()


@pytest.mark.parametrize(
    ("typed", "card", "customer"),
    [
        ("4242", ["4242"], ["4242"]),
        ("42", [""], [""]),
        ("98765 4242", ["", "4242"], ["98765", "4242"]),
        ("+91 98765-43210", [""], ["919876543210"]),
        ("+91 98765 43210 asha", ["", ""], ["919876543210", "asha"]),
        ("21/11", [""], [""]),
        ("Asha@Example.com", [""], ["asha@example.com"]),
    ],
)
def test_digits_are_a_phone_or_a_card(typed: str, card: list[str], customer: list[str]) -> None:
    words = read(typed)
    assert [word.card for word in words] == card
    assert [word.customer for word in words] == customer


def test_letters_are_a_name_a_film_a_clerk_or_a_day() -> None:
    (word,) = read("Amélie")
    assert (word.customer, word.film, word.clerk) == ("amelie", "amelie", "amelie")
    assert word.day is not None
    assert word.day.word == "amelie"


def test_a_word_of_mixed_signs_may_be_a_part_of_a_reference() -> None:
    assert [word.reference_part for word in read("9m4 sat asha 2k")] == ["9M4", "", "ASHA", ""]
