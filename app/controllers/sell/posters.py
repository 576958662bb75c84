"""Posters made small for the screen; a film without one gets its initials on a tone of its own."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.controllers.permissions import Permission, Session, needs
from app.models.database import Database
from app.models.sell import posters
from app.models.statements import Reader
from app.utils.poster_art import draw_placeholder, thumbnail

if TYPE_CHECKING:
    from PIL import Image

_LOG = logging.getLogger("foyer.posters")


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """`key` tells which picture it is; `picture` is None where the asker has that one already."""

    show_id: int
    key: str
    picture: Image.Image | None


class Posters:
    """Reads and shrinks posters: some milliseconds each, so never where somebody draws."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.SEE_PROGRAMME)
    def thumbnails(
        self, session: Session, show_ids: tuple[int, ...], size_px: tuple[int, int], known: Collection[str] = ()
    ) -> tuple[Thumbnail, ...]:
        """One for each show that is there; a picture of `known` keys is not read again, nor one twice."""
        done = set(known)
        made = []
        for poster in posters.of_shows(self._database, show_ids):
            key = poster.sha256 or f"drawn for {poster.movie_title}"
            picture = None
            if key not in done:
                picture = small_poster(self._database, poster.movie_id, poster.movie_title, poster.sha256, size_px)
            made.append(Thumbnail(poster.show_id, key, picture))
            done.add(key)
        return tuple(made)


def small_poster(
    reader: Reader, movie_id: int, title: str, sha256: str | None, size_px: tuple[int, int]
) -> Image.Image:
    """A film's poster made small; its initials where it has none, or one that cannot be read any more."""
    picture = posters.picture(reader, movie_id) if sha256 else None
    if picture is not None:
        try:
            return thumbnail(picture, *size_px)
        except (OSError, ValueError, SyntaxError):  # what Pillow raises for bytes that are no picture
            _LOG.warning("the poster of film %s is no picture; its initials are shown", movie_id)
    return draw_placeholder(title, *size_px)
