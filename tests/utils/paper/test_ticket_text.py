"""Whatever a title is made of, all of it is on the ticket, in type that the page carries."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.utils.paper import ticket_text
from tests.utils.paper.ticket_reading import LONG_TITLE, TICKET, letters, text_of


@pytest.mark.parametrize("title", ["Το βλέμμα του Οδυσσέα", "Сталкер – Ёлки", "Amélie Łódź Ærø Ğüneş Tiếng Việt"])
def test_greek_cyrillic_and_latin_are_printed_as_they_are(tmp_path: Path, title: str) -> None:
    assert title in text_of(tmp_path, replace(TICKET, movie_title=title))


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Emoji 😀 Movie", "Emoji :grinning: Movie"),
        ("千と千尋", "QiantoQianXun"),
        ("기생충", "GiSaengChung"),
        ("शोले", "sole"),
        ("فيلم", "fylm"),
        ("ＦＵＬＬ　ＷＩＤＴＨ", "FULL WIDTH"),
    ],
)
def test_script_the_type_lacks_is_transliterated(tmp_path: Path, title: str, said: str) -> None:
    assert f" {said} UA 13+" in text_of(tmp_path, replace(TICKET, movie_title=title))


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Du\u202ene\u2066 fdp.exe\u202c\u2069", "Dune fdp.exe"),
        ("Du\x00n\x1be\r\nTwo\u200f\ufeff", "Dune Two"),
        ("Ame\u0301lie", "Amélie"),
        ("q\u0301ue Vie\u0323\u0302t", "que Việt"),
    ],
)
def test_title_is_cleaned_of_what_cannot_be_printed(tmp_path: Path, title: str, said: str) -> None:
    assert f" {said} UA 13+" in text_of(tmp_path, replace(TICKET, movie_title=title))


@pytest.mark.parametrize(
    "title", [LONG_TITLE, "W" * 300, "i " * 149 + "ii"], ids=["a sentence", "one word", "tiny words"]
)
def test_title_of_300_characters_is_printed_whole(tmp_path: Path, title: str) -> None:
    assert len(title) == 300
    assert letters(title) in letters(text_of(tmp_path, replace(TICKET, movie_title=title)))


def test_title_of_300_emoji_is_printed_whole(tmp_path: Path) -> None:
    text = text_of(tmp_path, replace(TICKET, movie_title="😀" * 300))
    assert letters(text).count(":grinning:") == 300


def test_lone_dash_stays_with_the_word_before_it() -> None:
    font = ticket_text.medium()
    fitted = font.fit("Reckoning – One", font.width_points("Reckoning –", 20) + 1, 100, 20)
    assert fitted.lines == ("Reckoning –", "One")


def test_short_last_line_is_filled_from_the_one_above() -> None:
    font = ticket_text.medium()
    fitted = font.fit("one two three four", font.width_points("one two three", 20) + 1, 100, 20)
    assert fitted.lines == ("one two", "three four")


@given(st.text(max_size=60))
def test_any_text_becomes_characters_of_the_type(text: str) -> None:
    printable = ticket_text.medium().printable(text)
    assert bool(printable) == bool(text.strip())
    assert printable == " ".join(printable.split(" "))
    assert ticket_text.medium().can_draw(printable)
    assert not any(sign in printable for sign in "\u202a\u202e\u2066\u2069\n\t\x00")


@given(
    st.text("abcWi é–😀", min_size=1, max_size=300),
    st.floats(30, 300),
    st.floats(8, 100),
    st.floats(8, 60),
)
def test_any_text_fits_its_box_whole(text: str, width: float, height: float, size_max: float) -> None:
    font = ticket_text.medium()
    fitted = font.fit(text, width, height, size_max)
    assert letters("".join(fitted.lines)) == letters(font.printable(text))
    assert fitted.height_points <= height + 0.01
    assert all(font.width_points(line, fitted.size_points) <= width + 0.01 for line in fitted.lines)
