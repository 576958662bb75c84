"""What the catalogue of shows on sale reads: pieces of the programme, and what of it has changed. Times are the server's."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from app.models.statements import Reader

Digest = tuple[tuple[int, int], ...]
"""Of films, genres and shows: how many have changed, and a checksum of which and when."""


class StoredShow(NamedTuple):
    """`starts_at` is naive UTC, as stored."""

    show_id: int
    movie_id: int
    hall_id: int
    starts_at: datetime
    cancelled: bool


def server_time(reader: Reader) -> datetime:
    row = reader.row("SELECT UTC_TIMESTAMP(6)")
    assert row is not None
    moment: datetime = row[0]
    return moment


def digest(reader: Reader, since: datetime) -> Digest:
    """A few numbers that change whenever a film, a genre or a show is added or changed."""
    found = reader.rows(
        """
        SELECT COUNT(*), BIT_XOR(CRC32(CONCAT_WS(':', id, changed_at))) FROM movies WHERE changed_at >= %s
        UNION ALL
        SELECT COUNT(*), BIT_XOR(CRC32(CONCAT_WS(':', movie_id, genre, changed_at)))
        FROM movie_genres WHERE changed_at >= %s
        UNION ALL
        SELECT COUNT(*), BIT_XOR(CRC32(CONCAT_WS(':', id, changed_at))) FROM shows WHERE changed_at >= %s
        """,
        (since, since, since),
    )
    return tuple((int(count), int(crossed)) for count, crossed in found)


def count_of(told: Digest) -> int:
    """How many rows a digest is made of."""
    return sum(count for count, _ in told)


def shows_after(reader: Reader, starts_at: datetime, show_id: int, most: int) -> list[StoredShow]:
    """The next shows in order of time, after the one that starts then and has this id; cancelled ones are left out."""
    found = reader.rows(
        """
        SELECT id, movie_id, hall_id, starts_at, FALSE FROM shows
        WHERE starts_at >= %s AND (starts_at > %s OR id > %s) AND status <> 'CANCELLED'
        ORDER BY starts_at, id LIMIT %s
        """,
        (starts_at, starts_at, show_id, most),
    )
    return [StoredShow(*row) for row in found]


def shows_changed(reader: Reader, since: datetime) -> list[StoredShow]:
    found = reader.rows(
        "SELECT id, movie_id, hall_id, starts_at, status = 'CANCELLED' FROM shows WHERE changed_at >= %s", (since,)
    )
    return [StoredShow(*row) for row in found]


def films_changed(reader: Reader, since: datetime) -> list[int]:
    """Films of which something, or a genre, has changed."""
    found = reader.rows(
        "SELECT id FROM movies WHERE changed_at >= %s UNION SELECT movie_id FROM movie_genres WHERE changed_at >= %s",
        (since, since),
    )
    return [int(row[0]) for row in found]


def fields_of_films(reader: Reader, movie_ids: tuple[int, ...]) -> dict[int, tuple[str, ...]]:
    """By film: title, language, certificate, and its genres."""
    if not movie_ids:
        return {}
    fields: dict[int, tuple[str, ...]] = {
        int(row[0]): row[1:]
        for row in reader.rows("SELECT id, title, language, certificate FROM movies WHERE id IN %s", (movie_ids,))
    }
    for movie_id, genre in reader.rows("SELECT movie_id, genre FROM movie_genres WHERE movie_id IN %s", (movie_ids,)):
        fields[movie_id] = (*fields.get(movie_id, ()), genre)
    return fields
