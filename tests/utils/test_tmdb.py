"""The Movie Database, asked over a real connection: what it tells, and what is said when it does not."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator

import pytest

from app.utils.errors import BoxOfficeError
from app.utils.tmdb import ATTRIBUTION, Tmdb, TmdbAway, TmdbRefused, TmdbUnknown
from tests.movie_database import KEY, TOKEN, MovieDatabase, movie, serving


@pytest.fixture
def movies() -> Iterator[MovieDatabase]:
    with serving() as database:
        database.put(*(movie(number, f"Film {number}") for number in range(1, 46)))
        yield database


def tmdb(movies: MovieDatabase, key: str = KEY) -> Tmdb:
    return Tmdb(key, f"{movies.address}/3", timeout_seconds=5, pause_seconds=0.01)


def test_what_is_playing_is_fetched_page_by_page(movies: MovieDatabase) -> None:
    found = list(tmdb(movies).now_playing("IN", "en-IN"))
    assert [each["id"] for each, _ in found] == list(range(1, 46))
    assert {total for _, total in found} == {45}
    assert movies.asked == [f"/3/movie/now_playing language=en-IN page={page} region=IN" for page in (1, 2, 3)]


def test_no_more_pages_are_asked_for_than_are_wanted(movies: MovieDatabase) -> None:
    assert len(list(tmdb(movies).now_playing("IN", "en-IN", pages_max=2))) == 40
    assert len(movies.asked) == 2


def test_a_movie_comes_with_its_certificates(movies: MovieDatabase) -> None:
    told = tmdb(movies).movie(7, "en-IN")
    assert (told["title"], told["runtime"]) == ("Film 7", 130)
    assert movies.asked == ["/3/movie/7 append_to_response=release_dates language=en-IN"]


def test_a_poster_is_fetched_from_where_the_api_says_and_that_is_asked_once(movies: MovieDatabase) -> None:
    asker = tmdb(movies)
    assert asker.poster("/1.jpg") == asker.poster("/2.jpg") == movies.picture
    assert movies.asked == ["/3/configuration", "/t/p/w500/1.jpg", "/t/p/w500/2.jpg"]


def test_an_access_token_will_do_as_well_as_a_key(movies: MovieDatabase) -> None:
    assert tmdb(movies, TOKEN).movie(7, "en")["title"] == "Film 7"


@pytest.mark.parametrize("fates", [[429], [503, 500], [0], [0, 429]])
def test_what_was_busy_or_broke_off_is_asked_again(movies: MovieDatabase, fates: list[int]) -> None:
    movies.fates += fates
    assert tmdb(movies).movie(7, "en")["title"] == "Film 7"
    assert len(movies.asked) == len(fates) + 1


@pytest.mark.parametrize("fate", [503, 429, 0])
def test_after_three_tries_it_is_told_that_nobody_answers(movies: MovieDatabase, fate: int) -> None:
    movies.fates += [fate] * 3
    with pytest.raises(TmdbAway):
        tmdb(movies).movie(7, "en")
    assert len(movies.asked) == 3


def test_a_wrong_key_is_told_at_once_and_never_repeated(
    movies: MovieDatabase, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = "ffffffffffffffffffffffffffffffff"
    with pytest.raises(TmdbRefused, match="FOYER_TMDB_KEY") as refused:
        tmdb(movies, wrong).movie(7, "en")
    assert len(movies.asked) == 1
    assert wrong not in refused.value.sentence + caplog.text


def test_without_a_key_nobody_is_asked(movies: MovieDatabase) -> None:
    asker = tmdb(movies, "")
    assert not asker.has_key
    with pytest.raises(TmdbRefused, match=r"themoviedb\.org"):
        list(asker.now_playing("IN", "en"))
    assert movies.asked == []


def test_a_movie_that_is_not_there_is_told(movies: MovieDatabase) -> None:
    with pytest.raises(TmdbUnknown):
        tmdb(movies).movie(999, "en")


@pytest.mark.parametrize("body", [b"", b"<html>", b"[1, 2", b"[" * 100_000, b"{}", b'{"results": 5}', b"[]"])
def test_an_answer_that_is_none_is_told(movies: MovieDatabase, body: bytes) -> None:
    movies.body = body
    with pytest.raises(TmdbAway):
        list(tmdb(movies).now_playing("IN", "en"))


def test_where_pictures_are_must_be_said(movies: MovieDatabase) -> None:
    movies.body = b'{"images": {"secure_base_url": "file:///etc/", "poster_sizes": ["w500"]}}'
    with pytest.raises(TmdbAway):
        tmdb(movies).poster("/1.jpg")


def test_where_nobody_listens_it_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        asker = Tmdb(KEY, f"http://127.0.0.1:{taken.getsockname()[1]}/3", timeout_seconds=1, pause_seconds=0.01)
        with pytest.raises(BoxOfficeError) as refused:
            asker.movie(7, "en")
    assert refused.value.code == "TMDB_AWAY"


def test_whoever_accepts_and_says_nothing_is_not_waited_for_for_ever() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        asker = Tmdb(KEY, f"http://127.0.0.1:{silent.getsockname()[1]}/3", timeout_seconds=0.1, pause_seconds=0.01)
        with pytest.raises(TmdbAway):
            asker.movie(7, "en")


def test_it_is_named_word_for_word_as_its_terms_want_it() -> None:
    assert ATTRIBUTION == "This product uses the TMDB API but is not endorsed or certified by TMDB."
