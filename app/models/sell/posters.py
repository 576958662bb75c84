"""Posters: one picture a film, known by what it is made of."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from app.models.statements import Reader, Unit


class PosterOfShow(NamedTuple):
    """Which poster belongs to a show; `sha256` None: its film has none."""

    show_id: int
    movie_id: int
    movie_title: str
    sha256: str | None


def keep(unit: Unit, movie_id: int, picture: bytes) -> None:
    """The film's poster from now on, in place of the one it had."""
    unit.execute(
        "INSERT INTO movie_posters (movie_id, picture, sha256) VALUES (%s, %s, %s)"
        " ON DUPLICATE KEY UPDATE picture = VALUES(picture), sha256 = VALUES(sha256)",
        (movie_id, picture, hashlib.sha256(picture).hexdigest()),
    )


def take_away(unit: Unit, movie_id: int) -> None:
    unit.execute("DELETE FROM movie_posters WHERE movie_id = %s", (movie_id,))


def of_shows(reader: Reader, show_ids: tuple[int, ...]) -> list[PosterOfShow]:
    """Without the pictures: those are read only where nobody has them yet."""
    if not show_ids:
        return []
    found = reader.rows(
        "SELECT s.id, m.id, m.title, p.sha256 FROM shows s JOIN movies m ON m.id = s.movie_id"
        " LEFT JOIN movie_posters p ON p.movie_id = m.id WHERE s.id IN %s",
        (show_ids,),
    )
    return [PosterOfShow(int(row[0]), int(row[1]), str(row[2]), row[3]) for row in found]


def picture(reader: Reader, movie_id: int) -> bytes | None:
    """The bytes as they were given; None where there is no poster any more."""
    row = reader.row("SELECT picture FROM movie_posters WHERE movie_id = %s", (movie_id,))
    return bytes(row[0]) if row else None
