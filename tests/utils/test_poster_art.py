"""Posters drawn by the program: the same every time, each film its own, and whatever somebody gave made small."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from app.utils.poster_art import POSTER_PX, draw_placeholder, draw_poster, initials, thumbnail


@pytest.mark.parametrize(
    ("title", "letters"),
    [
        ("Inception", "I"),
        ("Dilwale Dulhania Le Jayenge", "DD"),
        ("The Secret in Their Eyes", "SI"),
        ("K.G.F: Chapter 2", "KC"),
        ("3 Idiots", "3I"),
        ("The", "T"),
        ("…", "?"),
        ("लगान", "ल"),
    ],
)
def test_initials_are_of_the_words_that_count(title: str, letters: str) -> None:
    assert initials(title) == letters


def test_a_poster_is_the_same_every_time_and_each_film_has_its_own() -> None:
    titles = ["Inception", "Dangal", "Suzume", "Amélie", "RRR", "A title of very many words that has no end at all"]
    drawn = [draw_poster(title) for title in titles]
    assert drawn == [draw_poster(title) for title in titles]
    assert len(set(drawn)) == len(titles)


def test_a_poster_is_a_picture_of_its_size() -> None:
    with Image.open(io.BytesIO(draw_poster("Inception"))) as picture:
        assert (picture.size, picture.format) == (POSTER_PX, "JPEG")


def test_a_placeholder_has_the_size_asked_for_and_is_opaque() -> None:
    picture = draw_placeholder("Inception", 44, 66)
    assert (picture.size, picture.mode) == ((44, 66), "RGB")
    assert picture.tobytes() != draw_placeholder("Dangal", 44, 66).tobytes()


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("JPEG", "RGB"), ("PNG", "P"), ("PNG", "L")])
def test_any_picture_becomes_a_small_opaque_one(kind: str, mode: str) -> None:
    given = io.BytesIO()
    Image.new(mode, (900, 500)).save(given, kind)
    small = thumbnail(given.getvalue(), 40, 60)
    assert (small.size, small.mode) == ((40, 60), "RGB")


def test_bytes_that_are_no_picture_are_refused() -> None:
    with pytest.raises(OSError):
        thumbnail(b"no picture", 40, 60)
