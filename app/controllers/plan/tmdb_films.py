"""The Movie Database's JSON, as its API answers: a list (now playing, upcoming, search), one movie, or several of either.

Saved answers come as one of them, as a list of them, or one to a line. What an answer does not say, or says in another shape
than the API's, is left out; only a film without a title cannot be used. The API: developer.themoviedb.org/reference.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from app.controllers.plan import film_values
from app.controllers.plan.film_lines import BadLine, FilmFile, FilmLine, file_of
from app.utils.errors import InvalidInput
from app.utils.progress import Progress

T = TypeVar("T")
GENRES: Mapping[int, str] = {
    28: "Action", 12: "Adventure", 16: "Animation", 35: "Comedy", 80: "Crime", 99: "Documentary", 18: "Drama",
    10751: "Family", 14: "Fantasy", 36: "History", 27: "Horror", 10402: "Music", 9648: "Mystery", 10749: "Romance",
    878: "Science fiction", 10770: "TV movie", 53: "Thriller", 10752: "War", 37: "Western",
}  # fmt: skip
"""The genres of movies by their numbers (genre/movie/list), written as the demo's are."""
_THEATRICAL = 3
"""Of the kinds of releases, the one in cinemas: its certificate counts first."""


def read_tmdb(text: str, name: str, country: str, progress: Progress) -> FilmFile:
    """The films of saved answers. Raises InvalidInput for what is no JSON, Cancelled."""
    movies = [movie for answer in _answers(text, name) for movie in _movies(answer)]

    def read() -> Iterator[FilmLine | BadLine]:
        for number, movie in enumerate(movies, start=1):
            progress.report(number, len(movies))
            yield film_of(movie, number, country)

    return file_of(name, "film", read())


def film_of(answer: object, number: int, country: str = "") -> FilmLine | BadLine:
    """One movie of an answer. Its certificate is that of `country`, where it has one there."""
    told: Mapping[str, Any] = answer if isinstance(answer, dict) else {}
    original = _text(told.get("original_title"))
    try:
        title = film_values.title(_text(told.get("title")) or original)
    except InvalidInput as error:
        shown = _text(told.get("name")) or _text(told.get("original_name"))
        return BadLine(
            number, shown[:60], "It is no movie: it has no title." if "empty" in error.sentence else error.sentence
        )
    return FilmLine(
        number,
        title,
        _read(lambda given: film_values.original_title(given, title), original, ""),
        _read(film_values.minutes, str(_whole(told.get("runtime")) or ""), None),
        _read(film_values.language, _text(told.get("original_language")), ""),
        _read(film_values.certificate, _certificate(told.get("release_dates"), country), ""),
        _genres(told),
        _read(film_values.synopsis, _text(told.get("overview"))[: film_values.SYNOPSIS_MAX], ""),
        _read(film_values.release_date, _text(told.get("release_date")), None),
        _read(film_values.source, str(_whole(told.get("id")) or ""), None),
        _text(told.get("poster_path")),
    )


def _answers(text: str, name: str) -> Iterator[object]:
    try:
        yield json.loads(text)
        return
    except (ValueError, RecursionError) as error:
        whole = error
    lines = [line for line in text.splitlines() if line.strip()]
    try:
        answers = [json.loads(line) for line in lines]
    except (ValueError, RecursionError):
        where = f" in line {whole.lineno}" if isinstance(whole, json.JSONDecodeError) else ""
        raise InvalidInput(f"{name} is no JSON that can be read{where}. Save the answer anew, whole.") from whole
    yield from answers


def _movies(answer: object) -> Iterator[object]:
    """The movies of an answer, or of a list of answers."""
    for each in answer if isinstance(answer, list) else [answer]:
        if isinstance(each, dict) and isinstance(each.get("results"), list):
            yield from each["results"]
        else:
            yield each


def _genres(told: Mapping[str, Any]) -> tuple[str, ...]:
    """A movie has its genres by name, a movie of a list by number."""
    named = [_text(each.get("name")) for each in _list(told.get("genres")) if isinstance(each, dict)]
    numbered = [GENRES.get(_whole(each) or 0, "") for each in _list(told.get("genre_ids"))]
    by_name = {name.casefold(): name for name in GENRES.values()}
    spelled = [by_name.get(name.casefold(), name) for name in named or numbered]
    return _read(film_values.genres, "|".join(spelled), ())


def _certificate(told: object, country: str) -> str:
    """Of a country's releases the one in cinemas first, then any that has a certificate."""
    for place in _list(told.get("results") if isinstance(told, dict) else None):
        if not isinstance(place, dict) or place.get("iso_3166_1") != country:
            continue
        releases = [each for each in _list(place.get("release_dates")) if isinstance(each, dict)]
        releases.sort(key=lambda each: each.get("type") != _THEATRICAL)
        return next((found for each in releases if (found := _text(each.get("certification")))), "")
    return ""


def _read(reader: Callable[[str], T], given: str, nothing: T) -> T:
    """A value that cannot be used is none: it came from a program and not from a person who could correct it."""
    try:
        return reader(given) if given else nothing
    except InvalidInput:
        return nothing


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**12 else None


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
