"""The manager's page of films, in the whole window."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from app.models.records import Role
from app.views.list_and_form import ListAndForm
from app.views.plan.films_page import FilmsPage
from app.views.plan.import_flow import ImportFlow
from app.views.plan.poster_box import PosterBox
from tests.box_office import unique
from tests.gui.program import Program, StartProgram

__all__ = ["FilmsScene", "films_scene", "scene_of"]


@dataclass
class FilmsScene:
    """The page with a manager's hands on it."""

    program: Program
    page: FilmsPage

    @property
    def listing(self) -> ListAndForm:
        return self.page.listing

    @property
    def box(self) -> PosterBox:
        return self.page.posters.box

    @property
    def importing(self) -> ImportFlow:
        return self.page.importing

    def key(self, name: str) -> None:
        self.program.hands.key(name)

    def wait(self, condition: object, what: str = "") -> None:
        self.program.wait(condition, what=what)

    def add(self, title: str = "", **other: object) -> int:
        """A film that is there already; the page is told to look."""
        columns = {"title": title or unique("Film"), "duration_minutes": 120, "language": "Hindi", "certificate": "UA"}
        columns |= other
        office = self.program.office
        office.change(
            "INSERT INTO movies (title, duration_minutes, language, certificate) VALUES (%s, %s, %s, %s)",
            *(columns[name] for name in ("title", "duration_minutes", "language", "certificate")),
        )
        film_id = int(str(office.value("SELECT id FROM movies WHERE title = %s", columns["title"])))
        self.page.refresh()
        self.wait(lambda: str(film_id) in {row.id for row in self.listing._all}, what="the film in the list")
        return film_id

    def open(self, film_id: int) -> None:
        self.program.hands.click(*self.listing.table.row_centre(str(film_id)))
        self.wait(lambda: self.listing.open_id == str(film_id), what="the film in the form")

    def write(self, key: str, text: str) -> None:
        """Type over what stands in a line of the form."""
        self.listing.form.lines[key].focus_set()
        self.program.root.update()
        self.program.hands.type(text)
        self.wait(lambda: self.listing.form.answers[key] == text, what=f"{text!r} in {key}")

    def until_said(self, words: str) -> None:
        self.wait(lambda: words in self.listing.form.message, what=f"{words!r}, not {self.listing.form.message!r}")

    def film(self, column: str, title: str) -> object:
        return self.program.office.value(f"SELECT {column} FROM movies WHERE title = %s", title)  # noqa: S608  a name


def scene_of(program: Program) -> FilmsScene:
    """Sign a manager in and go to the films."""
    program.sign_in(Role.MANAGER)
    program.screen.open_page("plan")
    page = program.screen._pages["plan"].page
    assert isinstance(page, FilmsPage)
    program.wait(lambda: page.listing.table.rows, what="the list of films")
    return FilmsScene(program, page)


@pytest.fixture(name="films")
def films_scene(start_program: StartProgram) -> FilmsScene:
    return scene_of(start_program())
