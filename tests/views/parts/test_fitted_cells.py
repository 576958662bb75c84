"""Cells that end in … where their column does; a letter is as wide here as its place in the alphabet."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.views.parts.fitted_cells import FittedCells

_LETTERS = "abcdefgh …·,"


def width(text: str) -> int:
    return sum(_LETTERS.index(letter) + 1 for letter in text)


@given(st.text(_LETTERS, max_size=20), st.integers(min_value=width("…"), max_value=120))
def test_what_fits_is_whole_and_what_does_not_ends_in_its_room(text: str, room_px: int) -> None:
    (shown,) = FittedCells(width).fitted([text], [room_px])
    assert width(shown) <= room_px
    if width(text) <= room_px:
        assert shown == text
    else:
        assert shown.endswith("…")
        assert text.startswith(shown.removesuffix("…"))


@given(st.text("abcd", min_size=1, max_size=20), st.integers(min_value=1, max_value=60))
def test_no_letter_is_cut_that_would_have_fitted(text: str, spare_px: int) -> None:
    room_px = width("…") + spare_px
    (shown,) = FittedCells(width).fitted([text], [room_px])
    left = shown.removesuffix("…")
    assert shown == text or width(text[: len(left) + 1] + "…") > room_px


def test_a_column_whose_width_is_not_known_yet_cuts_nothing() -> None:
    assert FittedCells(width).fitted(("abcabc", "abc"), (0, 12)) == ("abcabc", "abc")


def test_a_letter_is_measured_once() -> None:
    measured: list[str] = []

    def measure(text: str) -> int:
        measured.append(text)
        return 1

    cells = FittedCells(measure)
    cells.fitted(["abab", "ba"], [9, 9])
    cells.fitted(["bb"], [9])
    assert measured == ["a", "b"]
