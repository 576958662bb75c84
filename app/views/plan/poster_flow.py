"""Giving a film a poster: chosen or pasted, made ready on the lane, kept at once; a new film's waits for its Save."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.controllers.permissions import Session
from app.controllers.plan.film_posters import FilmPosters
from app.controllers.plan.films import Film
from app.utils.clipboard import can_grab, grabbed_picture
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.utils.poster_art import thumbnail
from app.views import theme
from app.views.list_and_form import ListAndForm
from app.views.parts.toast import Toasts
from app.views.plan.ask_for_file import ask_for_file
from app.views.plan.clipboard_picture import copied_file, copied_picture
from app.views.plan.poster_box import DRAWN_PX, PosterBox, PosterDoings
from app.views.tasks import Lane, Tasks

if TYPE_CHECKING:
    from PIL import Image

_KINDS = (("Pictures", "*.png *.jpg *.jpeg *.webp *.gif *.bmp"), ("All files", "*"))


class PosterFlow:
    """One for a page: its box, and the film whose poster it shows."""

    def __init__(
        self, listing: ListAndForm, session: Session, posters: FilmPosters, tasks: Tasks, toasts: Toasts
    ) -> None:
        self.session = session
        self._listing, self._posters, self._tasks, self._toasts = listing, posters, tasks, toasts
        self.box = PosterBox(listing.room, PosterDoings(self.choose, self.paste, self.take_away))
        self._film: Film | None = None
        self.waiting: bytes | None = None
        """A poster for the new film in the form."""

    # What the page says

    def show(self, film: Film | None) -> None:
        """The poster of the film in the form; None: that is a new one."""
        if film is None or self._film is None or film.id != self._film.id:
            self.box.clear()
        self._film, self.waiting = film, None
        if film is not None:
            self._tasks.run(
                Lane.PLANNING,
                lambda: self._posters.small(self.session, film, DRAWN_PX),
                partial(self._painted, film),
                replaces="poster",
            )

    # What a person does

    def choose(self) -> None:
        if self._listing.is_open:
            path = ask_for_file(self.box, "Choose a poster", _KINDS)
            if path is not None:
                self.take_file(path)

    def take_file(self, path: Path) -> None:
        """The picture in a file becomes the poster."""
        self._make_ready(lambda: self._posters.read(self.session, path))

    def paste(self) -> None:
        """What was copied becomes the poster: a picture, or the file it is in."""
        if not self._listing.is_open:
            return
        path = copied_file(self.box)
        picture = None if path is not None or can_grab() else copied_picture(self.box)
        if path is not None:
            self.take_file(path)
        elif picture is not None:
            self._make_ready(lambda: self._posters.make_ready(self.session, picture))
        else:
            self._make_ready(lambda: self._posters.make_ready(self.session, grabbed_picture()))

    def take_away(self) -> None:
        if self._film is not None:
            self._keep(self._film, None)
        elif self.waiting is not None:
            self.show(None)

    # What becomes of it

    def _make_ready(self, work: Callable[[], bytes]) -> None:
        self.box.say("Making it ready…")
        self._tasks.run(Lane.PLANNING, work, partial(self._ready, self._film), self._refused, replaces="poster ready")

    def _ready(self, film: Film | None, poster: bytes) -> None:
        if not self._shows(film):
            return  # another film is in the form by now: nothing was kept
        if film is not None:
            self._keep(film, poster)
            return
        self.waiting = poster
        self.box.show("new", thumbnail(poster, *DRAWN_PX), is_given=True)

    def _keep(self, film: Film, poster: bytes | None) -> None:
        request_id = new_request_id()

        def work() -> tuple[Film, bytes | None]:
            before = self._posters.picture(self.session, film)
            return self._posters.keep(self.session, request_id, film.id, poster), before

        self._tasks.run(Lane.PLANNING, work, partial(self._kept, taken_away=poster is None), self._refused)

    def _kept(self, kept: tuple[Film, bytes | None], *, taken_away: bool) -> None:
        film, before = kept
        self._repaint(film)
        said = f"The poster of {film.title} is {'taken away' if taken_away else 'saved'}."
        self._toasts.show(said, "good", seconds=8, action=("Undo", lambda: self._undo(film, before)))

    def _undo(self, film: Film, before: bytes | None) -> None:
        request_id = new_request_id()
        self._tasks.run(
            Lane.PLANNING,
            lambda: self._posters.keep(self.session, request_id, film.id, before),
            self._repaint,
            self._refused,
        )

    def _repaint(self, film: Film) -> None:
        if self._shows(film):
            self.show(film)

    def _shows(self, film: Film | None) -> bool:
        now = self._film
        return self._listing.is_open and (now.id if now else None) == (film.id if film else None)

    def _painted(self, film: Film, picture: Image.Image) -> None:
        self.box.show(film.poster_sha256 or film.title, picture, is_given=film.poster_sha256 is not None)

    def _refused(self, error: BoxOfficeError) -> None:
        self.box.say(error.sentence, theme.BAD)
