"""Folding: what a person types equals what stands in the programme, whatever database holds it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.utils.folded_text import folded, searchable_words


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("AMÉLIE", "amelie"),
        ("Ame\u0301lie", "amelie"),
        ("Straße", "strasse"),
        ("Kieślowski", "kieslowski"),
        ("Łódź", "lodz"),
        ("Ørsted Æon", "orsted aeon"),
        ("İstanbul ılık", "istanbul ilik"),
        ("ﬁnd ™ ①", "find tm 1"),
        ("ＡＢＣ", "abc"),
        ("पद्मावत", "पदमावत"),
        ("क\u200dष", "कष"),
    ],
)
def test_case_accents_and_joiners_do_not_count(text: str, plain: str) -> None:
    assert folded(text) == plain


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_how_an_accent_is_encoded_does_not_count(text: str) -> None:
    assert folded(unicodedata.normalize("NFC", text)) == folded(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Spider-Man: No Way", {"spider", "man", "spiderman", "no", "way"}),
        ("Ocean's 11", {"ocean", "s", "oceans", "11"}),
        ("U/A 13+", {"u", "a", "ua", "13"}),
        ("दिलवाले दुल्हनिया", {"दिलवाले", "दुलहनिया"}),
        ("100% _x_", {"100", "x"}),
        ("…", set()),
        ("", set()),
    ],
)
def test_the_words_are_those_between_blanks_and_punctuation_and_those_it_joins(text: str, words: set[str]) -> None:
    assert searchable_words(text) == words
