"""Films: what is known of each, which are the same, and how many are written at once.

A new film's number follows the highest there was before the unit looked which films there are. So of two units that look and
then add the key stops one, which runs again and sees what the other has added: two imports of one file add each film once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from app.models.database import RetryUnit
from app.models.statements import Reader, Row, Unit
from app.models.times import as_utc

TITLE_MAX, LANGUAGE_MAX, CERTIFICATE_MAX, GENRE_MAX, SOURCE_MAX = 300, 40, 10, 40, 40
"""Characters, as the table takes them."""
ROWS_AT_A_TIME = 250
"""With synopses of full length a statement stays below what a server takes in one packet (16 MB)."""
_FILM = (
    "SELECT m.id, m.title, m.original_title, m.duration_minutes, m.language, m.certificate, m.synopsis, m.release_date,"
    " m.retired, m.source, p.sha256 FROM movies m LEFT JOIN movie_posters p ON p.movie_id = m.id"
)


@dataclass(frozen=True, slots=True)
class Film:
    """A film. `genres` are in order of the alphabet; original_title and synopsis "" where there is none; `source` is where it
    was imported from, e.g. tmdb:603; `poster_sha256` tells which picture it has.
    """

    id: int
    title: str
    original_title: str
    duration_minutes: int
    language: str
    certificate: str
    genres: tuple[str, ...] = ()
    synopsis: str = ""
    release_date: date | None = None
    source: str | None = None
    retired: bool = False
    poster_sha256: str | None = None

    @property
    def called(self) -> str:
        """With its year, which tells a remake from what it remakes: Dune (2021)."""
        return f"{self.title} ({self.release_date.year})" if self.release_date else self.title


NEW_FILM: Final = 0
"""The id of a film that is not written yet."""


class Identity(NamedTuple):
    """What a film is known by, whoever asks: its source, or its title and the year of its release."""

    film_id: int
    title: str
    year: int | None
    source: str | None


class ListedFilm(NamedTuple):
    """A film as a list shows it, and as it is searched."""

    id: int
    title: str
    original_title: str
    duration_minutes: int
    language: str
    certificate: str
    release_date: date | None
    source: str | None
    retired: bool
    genres: tuple[str, ...]


class PlannedShows(NamedTuple):
    """Shows of a film that are still to begin: how many, how many of those are shorter than the film, when the last begins."""

    planned: int
    too_short: int
    last_starts_at: datetime | None


def subject(film_id: int) -> str:
    """What the audit log calls a film."""
    return f"film {film_id}"


def listed(reader: Reader) -> list[ListedFilm]:
    """Every film, in no order."""
    genres = _by_film(reader.rows("SELECT movie_id, genre FROM movie_genres"))
    found = reader.rows(
        "SELECT id, title, original_title, duration_minutes, language, certificate, release_date, source, retired FROM movies"
    )
    return [ListedFilm(*row, genres.get(row[0], ())) for row in found]  # type: ignore[call-arg]  # a row has its columns


def one(reader: Reader, film_id: int) -> Film | None:
    return next(iter(some(reader, (film_id,))), None)


def some(reader: Reader, film_ids: Iterable[int]) -> list[Film]:
    """The films with these ids that are there."""
    wanted = sorted(set(film_ids))
    found: list[Film] = []
    for start in range(0, len(wanted), 4 * ROWS_AT_A_TIME):
        piece = tuple(wanted[start : start + 4 * ROWS_AT_A_TIME])
        genres = _by_film(
            reader.rows("SELECT movie_id, genre FROM movie_genres WHERE movie_id IN %s ORDER BY genre", (piece,))
        )
        found += [_film(row, genres) for row in reader.rows(_FILM + " WHERE m.id IN %s", (piece,))]
    return found


def lock(unit: Unit, film_ids: Iterable[int]) -> list[Film]:
    """The same, and nobody else changes them until the unit ends."""
    wanted = sorted(set(film_ids))
    for start in range(0, len(wanted), ROWS_AT_A_TIME):
        piece = tuple(wanted[start : start + ROWS_AT_A_TIME])
        unit.rows("SELECT id FROM movies WHERE id IN %s ORDER BY id FOR UPDATE", (piece,))
    return some(unit, wanted)


def identities(reader: Reader) -> list[Identity]:
    found = reader.rows("SELECT id, title, YEAR(release_date), source FROM movies")
    return [Identity(int(row[0]), row[1], row[2], row[3]) for row in found]


def planned_shows(reader: Reader, film_id: int) -> PlannedShows:
    row = reader.row(
        """
        SELECT COUNT(*), COALESCE(SUM(TIMESTAMPDIFF(MINUTE, s.starts_at, s.ends_at) < m.duration_minutes), 0),
               MAX(s.starts_at)
        FROM shows s JOIN movies m ON m.id = s.movie_id
        WHERE s.movie_id = %s AND s.status = 'UPCOMING' AND s.starts_at > UTC_TIMESTAMP()
        """,
        (film_id,),
    )
    assert row is not None
    return PlannedShows(int(row[0]), int(row[1]), as_utc(row[2]) if row[2] else None)


def highest_id(unit: Unit) -> int:
    """To be asked before the unit looks which films there are: `add` then meets whoever adds one meanwhile."""
    row = unit.row("SELECT COALESCE(MAX(id), 0) FROM movies")
    assert row is not None
    return int(row[0])


def add(unit: Unit, films: Sequence[Film], after_id: int) -> list[int]:
    """Write new films, some hundred at most, with the ids that follow `after_id`; returns those."""
    ids = [after_id + place for place in range(1, len(films) + 1)]
    unit.insert_rows_later(
        "INSERT INTO movies (id, title, original_title, duration_minutes, language, certificate, synopsis, release_date,"
        " retired, source) VALUES",
        [
            (film_id, film.title, film.original_title, film.duration_minutes, film.language, film.certificate,
             film.synopsis or None, film.release_date, film.retired, film.source)
            for film_id, film in zip(ids, films, strict=True)
        ],
        refused=RetryUnit,
    )  # fmt: skip
    _add_genres(unit, [(film_id, genre) for film_id, film in zip(ids, films, strict=True) for genre in film.genres])
    unit.flush()
    return ids


def change(unit: Unit, before: Film, film: Film) -> None:
    """Write a film over what stands. A genre that goes leaves no trace of its own, so its film is touched."""
    gone = tuple(genre for genre in before.genres if genre not in film.genres)
    unit.later(
        """
        UPDATE movies SET title = %s, original_title = %s, duration_minutes = %s, language = %s, certificate = %s,
            synopsis = %s, release_date = %s, retired = %s, source = %s WHERE id = %s
        """,
        (
            film.title, film.original_title, film.duration_minutes, film.language, film.certificate,
            film.synopsis or None, film.release_date, film.retired, film.source, before.id,
        ),
        refused=RetryUnit,
    )  # fmt: skip
    if gone:
        unit.later("DELETE FROM movie_genres WHERE movie_id = %s AND genre IN %s", (before.id, gone))
        unit.later("UPDATE movies SET changed_at = CURRENT_TIMESTAMP(6) WHERE id = %s", (before.id,))
    _add_genres(unit, [(before.id, genre) for genre in film.genres if genre not in before.genres])


def _add_genres(unit: Unit, rows: Sequence[tuple[int, str]]) -> None:
    # A server may take two names for one that are two to us: the first stays.
    unit.insert_rows_later("INSERT IGNORE INTO movie_genres (movie_id, genre) VALUES", rows)


def _by_film(genre_rows: Iterable[Row]) -> dict[int, tuple[str, ...]]:
    genres: dict[int, tuple[str, ...]] = {}
    for film_id, genre in genre_rows:
        genres[film_id] = (*genres.get(film_id, ()), genre)
    return genres


def _film(row: Row, genres: Mapping[int, tuple[str, ...]]) -> Film:
    film_id, title, original, minutes, language, certificate, synopsis, day, retired, source, sha256 = row
    return Film(
        int(film_id), title, original, int(minutes), language, certificate, genres.get(film_id, ()), synopsis or "",
        day, source, bool(retired), sha256,
    )  # fmt: skip
