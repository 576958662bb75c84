"""Posters made small for the screen; a film without one gets its initials on a tone of its own."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.controllers.permissions import Permission, Session, needs
from app.models.database import Database
from app.models.sell import posters
from app.models.sell.posters import PosterOfShow
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
            made.append(Thumbnail(poster.show_id, key, None if key in done else self._small(poster, size_px)))
            done.add(key)
        return tuple(made)

    def _small(self, poster: PosterOfShow, size_px: tuple[int, int]) -> Image.Image:
        picture = posters.picture(self._database, poster.movie_id) if poster.sha256 else None
        if picture is not None:
            try:
                return thumbnail(picture, *size_px)
            except (OSError, ValueError, SyntaxError):  # what Pillow raises for bytes that are no picture
                _LOG.warning("the poster of film %s is no picture; its initials are shown", poster.movie_id)
        return draw_placeholder(poster.movie_title, *size_px)
