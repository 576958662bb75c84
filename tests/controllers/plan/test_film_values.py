"""The values of a film as people, spreadsheets and programs write them, read the same way everywhere."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.controllers.plan import film_values
from app.utils.errors import InvalidInput


@pytest.mark.parametrize(
    "typed", ["148", " 148 ", "148 min", "148min.", "148 minutes", "2h 28m", "2 h 28 min", "2:28", "2h28"]
)
def test_a_length_is_understood_however_it_is_written(typed: str) -> None:
    assert film_values.minutes(typed) == 148


@pytest.mark.parametrize("typed", ["", "0", "-5", "1000", "two", "1.5", "2h 75m", "١٤٨", "148 km", "1e3"])
def test_a_length_that_cannot_be_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InvalidInput, match="for example 148"):
        film_values.minutes(typed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-11-21", date(2026, 11, 21)),
        ("2026/11/21", date(2026, 11, 21)),
        ("2026-11-21T00:00:00.000Z", date(2026, 11, 21)),
        ("21.11.2026", date(2026, 11, 21)),
        ("1.2.2026", date(2026, 2, 1)),
        ("21/11/2026", date(2026, 11, 21)),
        ("11/21/2026", date(2026, 11, 21)),
        ("5/5/2026", date(2026, 5, 5)),
        ("", None),
    ],
)
def test_a_date_is_understood_where_it_can_mean_one_day(typed: str, read: date | None) -> None:
    assert film_values.release_date(typed) == read


@pytest.mark.parametrize(
    "typed", ["2026", "05/06/2026", "2026-02-30", "0001-01-01", "21.13.2026", "tomorrow", "٢٠٢٦-01-01"]
)
def test_a_date_that_means_none_or_two_days_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput, match="2026-11-21"):
        film_values.release_date(typed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("en", "English"),
        ("hi", "Hindi"),
        ("en-GB", "English"),
        ("cn", "Cantonese"),
        ("Hindi", "Hindi"),
        ("Tulu ", "Tulu"),
    ],
)
def test_a_code_of_a_language_becomes_its_name(typed: str, read: str) -> None:
    assert film_values.language(typed) == read


@pytest.mark.parametrize("typed", ["Drama|Thriller", "thriller; Drama", "Drama, Thriller, drama", "Drama / Thriller /"])
def test_genres_are_read_with_any_sign_between_and_each_once(typed: str) -> None:
    assert [genre.lower() for genre in film_values.genres(typed)] == ["drama", "thriller"]


def test_too_many_genres_or_one_too_long_are_refused() -> None:
    with pytest.raises(InvalidInput):
        film_values.genres(",".join(f"genre {number}" for number in range(21)))
    with pytest.raises(InvalidInput):
        film_values.genres("x" * 41)


@pytest.mark.parametrize(
    ("typed", "read"), [("603", "tmdb:603"), ("tmdb:603", "tmdb:603"), ("imdb:tt0133093", "imdb:tt0133093"), ("", None)]
)
def test_a_bare_number_is_the_movie_databases(typed: str, read: str | None) -> None:
    assert film_values.source(typed) == read


@pytest.mark.parametrize("typed", ["0", "-1", "x", "tmdb:", "tmdb:" + "9" * 40, "tmdb:'; --"])
def test_a_source_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        film_values.source(typed)


def test_a_synopsis_keeps_its_paragraphs_and_nothing_that_cannot_be_seen() -> None:
    assert film_values.synopsis("One\x00 line.\r\n\r\n\r\n\r\nTwo\u202e lines. ") == "One line.\n\nTwo lines."
    with pytest.raises(InvalidInput):
        film_values.synopsis("x" * 4001)


def test_an_original_title_that_is_the_title_is_none() -> None:
    assert (film_values.original_title("Dune", "Dune"), film_values.original_title("", "Dune")) == ("", "")
    assert film_values.original_title("Dűne", "Dune") == "Dűne"


@given(st.text())
def test_whatever_is_read_is_read_the_same_again(typed: str) -> None:
    """What is stored and shown in a form changes nothing when it is saved as it stands."""
    for reader in (film_values.title, film_values.language, film_values.certificate, film_values.synopsis):
        try:
            read = reader(typed)
        except InvalidInput:
            continue
        assert reader(read) == read
    try:
        genres = film_values.genres(typed)
    except InvalidInput:
        return
    assert film_values.genres(", ".join(genres)) == genres


@given(st.text())
def test_nothing_typed_is_met_with_a_fault(typed: str) -> None:
    for reader in (film_values.minutes, film_values.release_date, film_values.source, film_values.title):
        try:
            reader(typed)
        except InvalidInput as error:
            assert error.sentence.endswith(".")
    assert film_values.same(typed) == film_values.same(typed)
