"""Posters as a manager keeps them: made ready once, stored once, and made small for the screen."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING

from app.controllers.permissions import Permission, Session, needs
from app.controllers.plan.films import film_gone, found_film
from app.controllers.sell.posters import small_poster
from app.models import audit_log
from app.models.database import Database, Request
from app.models.plan import films
from app.models.plan.films import Film
from app.models.sell import posters
from app.models.statements import Unit
from app.utils.given_files import read_given
from app.utils.poster_picture import FILE_BYTES_MAX, read_poster

if TYPE_CHECKING:
    from PIL import Image

_KEPT = 40
"""Posters made small, of the films looked at last."""


class FilmPosters:
    """The posters of films, for one lane: each takes some milliseconds."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._small: OrderedDict[tuple[str, tuple[int, int]], Image.Image] = OrderedDict()

    @needs(Permission.KEEP_FILMS)
    def read(self, session: Session, path: Path) -> bytes:
        """A picture file made ready to be kept. Raises InvalidInput for what is broken, huge or no picture."""
        return read_poster(read_given(path, FILE_BYTES_MAX, "the path of a picture"))

    @needs(Permission.KEEP_FILMS)
    def make_ready(self, session: Session, content: bytes) -> bytes:
        """The same with a picture that comes from elsewhere: the clipboard."""
        return read_poster(content)

    @needs(Permission.KEEP_FILMS)
    def keep(self, session: Session, request_id: str, film_id: int, poster: bytes | None) -> Film:
        """A poster that was made ready, in place of the film's own; None takes that away. Raises NotFound."""
        sha256 = hashlib.sha256(poster).hexdigest() if poster is not None else None

        def work(unit: Unit) -> None:
            if not films.lock(unit, (film_id,)):
                raise film_gone()
            keep_poster(unit, session.counter.id, session.staff.id, film_id, poster)

        self._database.once(Request(request_id, "POSTER", (film_id, sha256)), "", work)
        return found_film(self._database, film_id)

    @needs(Permission.KEEP_FILMS)
    def picture(self, session: Session, film: Film) -> bytes | None:
        """The poster as it is stored: what is kept while it is taken away, to bring it back."""
        return posters.picture(self._database, film.id)

    @needs(Permission.KEEP_FILMS)
    def small(self, session: Session, film: Film, size_px: tuple[int, int]) -> Image.Image:
        """The film's poster made small, or its initials; those looked at last are kept."""
        key = (film.poster_sha256 or f"drawn for {film.title}", size_px)
        if key not in self._small:
            self._small[key] = small_poster(self._database, film.id, film.title, film.poster_sha256, size_px)
        self._small.move_to_end(key)
        if len(self._small) > _KEPT:
            self._small.popitem(last=False)
        return self._small[key]


def keep_poster(unit: Unit, counter_id: int, staff_id: int | None, film_id: int, poster: bytes | None) -> None:
    """Write a poster, or take it away, with its audit line."""
    if poster is None:
        posters.take_away(unit, film_id)
    else:
        posters.keep(unit, film_id, poster)
    detail = {"bytes": len(poster or b"")}
    audit_log.append(unit, counter_id, staff_id, "FILM_POSTER", films.subject(film_id), detail)
