"""Films: the list, the form with the poster beside it, and the way to import many."""

from __future__ import annotations

from typing import Any

import customtkinter as ctk

from app.controllers.permissions import Session
from app.controllers.plan.films import Film, ListedFilm, SavedFilm, answers_of
from app.models.errors import ChangedMeanwhile
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.views import theme
from app.views.keys import Key
from app.views.list_and_form import Doings, ListAndForm, Words
from app.views.manager_pages import Office
from app.views.parts.button import Button
from app.views.parts.form_lines import Line
from app.views.parts.table import Column, TableRow
from app.views.plan.import_flow import ImportFlow
from app.views.plan.poster_flow import PosterFlow
from app.views.tasks import Lane

_COLUMNS = (
    Column("title", "Film", 200, stretch=True),
    Column("year", "Year", 56),
    Column("minutes", "Min", 48, anchor="e"),
    Column("certificate", "Cert.", 64),
)
_LINES = (
    Line("title", "Title"),
    Line("original_title", "Original title", example="where it is another one"),
    Line("duration_minutes", "Minutes", half=True, example="148 or 2h 28m"),
    Line("certificate", "Certificate", half=True, example="UA"),
    Line("language", "Language", half=True, example="Hindi"),
    Line("release_date", "Release date", half=True, example="2026-11-21"),
    Line("genres", "Genres", example="Drama, Thriller"),
    Line("synopsis", "Synopsis", "long"),
)
_WORDS = Words(
    "film", "films", "There are no films yet. Press Ctrl+N to write one down, or F5 to import a whole list of them."
)


class FilmsPage(ctk.CTkFrame):
    """The films of all cinemas of this database; an import lies over both until it is left."""

    def __init__(self, master: Any, office: Office) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        plan = office.desk.plan
        self._session, self._films = office.session, plan.films
        self._tasks, self._toasts = office.around.tasks, office.around.toasts
        self._seen: Film | None = None
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(0, weight=1)
        self.listing = ListAndForm(self, _COLUMNS, _LINES, _WORDS, Doings(self._open, self._save, self._begin))
        self.listing.grid(row=0, column=0, sticky="nsew")
        self.posters = PosterFlow(self.listing, office.session, plan.film_posters, self._tasks, self._toasts)
        self.posters.box.grid(row=0, column=1, sticky="n", padx=(8, 16))
        self.importing = ImportFlow(self, office.session, plan.film_import, self._tasks, self._import_left)
        self.import_button = Button(self.listing.table.master, "Import films", self.open_import, hint="F5", height=40)
        self.import_button.grid(row=2, column=0, columnspan=2, sticky="w", padx=12, pady=(0, 12))

    # What the page around it asks

    @property
    def keys(self) -> tuple[Key, ...]:
        if self.importing.is_open:
            return self.importing.keys
        return (
            *self.listing.keys,
            Key("F5", "import films from a file or The Movie Database", self.open_import, "Import"),
            Key("F6", "choose a picture for the poster", self.posters.choose, "Poster"),
            Key("F7", "paste a copied picture as the poster", self.posters.paste, "Paste poster"),
            Key("F8", "retire the film, or bring it back", self.retire_or_bring_back, "Retire"),
        )

    def take_over(self, session: Session) -> None:
        """What is typed stays for whoever goes on: it is saved in their name."""
        self._session = self.posters.session = self.importing.session = session

    def focus_first(self) -> None:
        if self.importing.is_open:
            self.importing.focus_first()
        else:
            self.listing.focus_first()

    def refresh(self) -> None:
        self._tasks.run(Lane.PLANNING, lambda: self._films.every(self._session), self._show, replaces="films")

    # What a person does

    def open_import(self) -> None:
        self.listing.grid_remove()
        self.importing.open()

    def retire_or_bring_back(self) -> None:
        film = self._seen
        if film is None or not self.listing.is_open:
            return
        request_id, retired = new_request_id(), not film.retired
        self._tasks.run(
            Lane.PLANNING,
            lambda: self._films.set_retired(self._session, request_id, film, retired=retired),
            self._retired,
            self.listing.refuse,
        )

    def _begin(self) -> dict[str, str]:
        self._seen = None
        self.posters.show(None)
        self.listing.form.set_actions(())
        return {}

    def _open(self, film_id: str) -> None:
        self._tasks.run(
            Lane.PLANNING, lambda: self._films.film(self._session, int(film_id)), self._opened, replaces="film"
        )

    def _save(self, film_id: str | None, answers: dict[str, str]) -> None:
        request_id, seen = new_request_id(), self._seen if film_id is not None else None
        poster = self.posters.waiting if seen is None else None
        self._tasks.run(
            Lane.PLANNING,
            lambda: self._films.save(self._session, request_id, seen, answers, poster),
            lambda saved: self._saved(answers, saved),
            self._refused,
        )

    # What becomes of it

    def _show(self, films: tuple[ListedFilm, ...]) -> None:
        self.listing.show([_row(film) for film in films])
        if self.listing.table.chosen != self.listing.open_id:
            self.listing.table.choose(self.listing.open_id)  # a new film has its row only now

    def _opened(self, film: Film) -> None:
        if self.listing.is_open and self.listing.form.dirty:
            self.listing.table.choose(self.listing.open_id)
            return  # something was typed while it was read: that stays
        self._seen = film
        self.listing.show_form(str(film.id), film.called, answers_of(film))
        self._offer_retiring(film)
        self.posters.show(film)

    def _saved(self, sent: dict[str, str], saved: SavedFilm) -> None:
        film = self._seen = saved.film
        if self.listing.form.answers == sent:
            self.listing.form.fill(answers_of(film))  # as it is stored: 2h 28m is 148
        self.listing.saved(str(film.id), film.called, saved.sentence)
        self._offer_retiring(film)
        self.posters.show(film)
        self.refresh()

    def _refused(self, error: BoxOfficeError) -> None:
        if isinstance(error, ChangedMeanwhile) and isinstance(error.now, Film):
            self._seen = error.now
        self.listing.refuse(error)

    def _retired(self, saved: SavedFilm) -> None:
        film = self._seen = saved.film
        self._offer_retiring(film)
        self.listing.form.say(saved.sentence, theme.GOOD)
        self.refresh()

    def _offer_retiring(self, film: Film) -> None:
        words = "Bring back" if film.retired else "Retire"
        self.listing.form.set_actions(((words, "F8", self.retire_or_bring_back),))

    def _import_left(self, *, changed: bool) -> None:
        self.listing.grid()
        if changed:
            self.refresh()
        self.listing.focus_first()


def _row(film: ListedFilm) -> TableRow:
    """The cells after the columns are not shown, and searched all the same."""
    year = str(film.release_date.year) if film.release_date else ""
    title = f"{film.title}  · retired" if film.retired else film.title
    told = (title, year, str(film.duration_minutes), film.certificate)
    searched = (film.original_title, film.language, *film.genres)
    return TableRow(str(film.id), (*told, *searched), "quiet" if film.retired else "")
