"""The Movie Database's answers: lists, movies, several of them, and everything that only looks like one."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.controllers.plan.film_files import read_film_file
from app.controllers.plan.film_lines import BadLine, FilmFile, FilmLine
from app.controllers.plan.tmdb_films import GENRES, film_of
from app.utils.errors import InvalidInput

LISTED: dict[str, Any] = {
    "adult": False, "backdrop_path": "/back.jpg", "genre_ids": [28, 878], "id": 603, "original_language": "en",
    "original_title": "The Matrix", "overview": "A hacker learns what the world is.", "popularity": 79.9,
    "poster_path": "/matrix.jpg", "release_date": "1999-03-31", "title": "The Matrix", "video": False, "vote_average": 8.2,
    "vote_count": 24000,
}  # fmt: skip
"""A movie as now_playing has it."""
MOVIE = LISTED | {
    "genres": [{"id": 28, "name": "Action"}, {"id": 878, "name": "Science Fiction"}],
    "runtime": 136,
    "release_dates": {
        "results": [
            {"iso_3166_1": "US", "release_dates": [{"certification": "R", "type": 3}]},
            {
                "iso_3166_1": "IN",
                "release_dates": [
                    {"certification": "UA 16+", "type": 1},
                    {"certification": "", "type": 3},
                    {"certification": "A", "type": 3},
                ],
            },
        ]
    },
}
"""A movie as movie/603?append_to_response=release_dates has it."""


def read(answer: object, country: str = "IN") -> FilmFile:
    return read_film_file(json.dumps(answer).encode(), "saved.json", country)


def test_a_list_has_all_but_length_and_certificate() -> None:
    file = read({"dates": {}, "page": 1, "results": [LISTED], "total_pages": 1, "total_results": 1})
    assert file.lines == (
        FilmLine(
            1, "The Matrix", "", None, "English", "", ("Action", "Science fiction"), "A hacker learns what the world is.",
            date(1999, 3, 31), "tmdb:603", "/matrix.jpg",
        ),
    )  # fmt: skip
    assert (file.unit, file.from_tmdb) == ("film", True)


@pytest.mark.parametrize(("country", "certificate"), [("IN", "A"), ("US", "R"), ("FR", "")])
def test_a_movie_has_its_length_and_the_certificate_of_the_country(country: str, certificate: str) -> None:
    line = read(MOVIE, country).lines[0]
    assert (line.duration_minutes, line.certificate, line.genres) == (136, certificate, ("Action", "Science fiction"))


@pytest.mark.parametrize(
    "answer",
    [
        [LISTED, LISTED | {"id": 604}],
        [{"results": [LISTED]}, {"results": [LISTED | {"id": 604}]}],
        {"results": [LISTED, LISTED | {"id": 604}]},
    ],
)
def test_answers_can_be_saved_together(answer: object) -> None:
    assert [line.source for line in read(answer).lines] == ["tmdb:603", "tmdb:604"]


def test_answers_can_be_saved_one_to_a_line() -> None:
    text = "\n".join(json.dumps(each) for each in (LISTED, {"results": [MOVIE | {"id": 604}]}))
    assert [line.number for line in read_film_file(text.encode(), "saved.jsonl").lines] == [1, 2]


def test_the_genres_are_the_movie_databases_nineteen() -> None:
    assert len(GENRES) == 19
    assert film_of({"title": "x", "genre_ids": [*GENRES, 1, "28", True, None]}, 1) == FilmLine(
        1, "x", genres=tuple(sorted(GENRES.values(), key=str.casefold))
    )


@pytest.mark.parametrize("answer", [{"name": "A series", "id": 5}, {"title": "  "}, {"title": 5}, 5, None, "x", [], {}])
def test_what_is_no_movie_is_told(answer: object) -> None:
    told = film_of(answer, 7)
    assert isinstance(told, BadLine)
    assert (told.number, "no title" in told.why) == (7, True)


@pytest.mark.parametrize(
    "odd",
    [
        {"runtime": 0}, {"runtime": "136"}, {"runtime": 1e9}, {"runtime": None}, {"runtime": True}, {"runtime": 99999},
        {"genres": "Action"}, {"genres": [1, None, {"name": 5}]}, {"genre_ids": {}}, {"release_date": ""},
        {"release_date": "1999"}, {"release_date": 5}, {"original_language": 5}, {"overview": None}, {"release_dates": []},
        {"release_dates": {"results": [5, {"iso_3166_1": "IN", "release_dates": [5, {"certification": 5}]}]}},
        {"release_dates": {"results": [{"iso_3166_1": "IN", "release_dates": [{"certification": "much too long"}]}]}},
        {"id": "603"}, {"id": -1}, {"id": 10**30}, {"id": True}, {"poster_path": None},
    ],
    ids=str,
)  # fmt: skip
def test_a_value_of_another_shape_is_left_out_and_the_film_is_read(odd: dict[str, Any]) -> None:
    line = film_of({"title": "The Matrix"} | odd, 1, "IN")
    assert line == FilmLine(1, "The Matrix")


def test_a_very_long_overview_is_cut_and_not_refused() -> None:
    line = film_of(LISTED | {"overview": "x" * 9000}, 1)
    assert isinstance(line, FilmLine)
    assert len(line.synopsis) == 4000


@pytest.mark.parametrize(
    "text", ["{", "[1, 2", '{"results": [}', "[" * 100_000, '{"a": 1}\n{"b": ', '{"id": ' + "9" * 5000 + "}"]
)
def test_what_is_no_json_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(InvalidInput, match="no JSON"):
        read_film_file(text.encode(), "saved.json")


def test_an_empty_list_says_that_there_is_no_film() -> None:
    with pytest.raises(InvalidInput, match="There is no film"):
        read({"results": []})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(sorted({*LISTED, *MOVIE, "results", "iso_3166_1", "certification"})), inner, max_size=6
        )
    ),
    max_leaves=30,
)


@given(st.dictionaries(st.sampled_from(sorted(MOVIE)), JSON))
def test_a_movie_of_any_shape_is_read_or_told(odd: dict[str, Any]) -> None:
    told = film_of(MOVIE | odd, 3, "IN")
    assert told.number == 3
    assert isinstance(told, FilmLine) or told.why


@given(JSON)
def test_any_json_is_read_or_refused_with_a_sentence(answer: object) -> None:
    try:
        file = read_film_file(json.dumps([answer]).encode(), "saved.json", "IN")
    except InvalidInput as error:
        assert error.sentence.endswith(".")
    else:
        assert file.lines or file.bad
