"""The managers' pages of halls and cinemas, in the whole window, with a manager's hands on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from app.controllers.plan.hall_drawing import Place
from app.models.records import Role
from app.views.list_and_form import ListAndForm
from app.views.parts.button import Button
from app.views.parts.field import Field
from app.views.plan.cinemas_page import CinemasPage
from app.views.plan.hall_canvas import HallCanvas
from app.views.plan.hall_editor import HallEditor
from app.views.plan.halls_page import HallsPage
from tests.controllers.plan.hall_desk import HallDesk
from tests.gui.conftest import centre
from tests.gui.program import Program, StartProgram
from tests.own_house import own_house, own_owner

__all__ = ["CinemasScene", "HallsScene", "cinemas_scene", "halls_scene", "own_house", "own_owner"]


def write(program: Program, listing: ListAndForm, key: str, text: str) -> None:
    """Type over what stands in a line of the form."""
    listing.form.lines[key].focus_set()
    program.root.update()
    program.hands.type(text)
    program.wait(lambda: listing.form.answers[key] == text, what=f"{text!r} in {key}")


def over(program: Program, field: Field, text: str) -> None:
    """Type over what stands in a field."""
    field.focus_set()
    field.select_all()
    program.root.update()
    program.hands.type(text)
    program.wait(lambda: field.value == text, what=f"{text!r}, not {field.value!r}")


def choose(program: Program, listing: ListAndForm, row_id: str) -> None:
    program.wait(lambda: row_id in {row.id for row in listing.table.rows}, what="the row")
    program.hands.click(*listing.table.row_centre(row_id))
    program.wait(lambda: listing.is_open and listing.open_id == row_id, what="it in the form")


@dataclass
class HallsScene:
    """`desk` is what is stored, and another manager's hands."""

    program: Program
    page: HallsPage
    desk: HallDesk

    @property
    def listing(self) -> ListAndForm:
        return self.page.listing

    @property
    def editor(self) -> HallEditor:
        return self.page.editor

    @property
    def canvas(self) -> HallCanvas:
        return self.editor.canvas

    def key(self, *names: str) -> None:
        for name in names:
            self.program.hands.key(name)

    def wait(self, condition: Callable[[], object], what: str = "") -> None:
        self.program.wait(condition, what=what)

    def open(self) -> None:
        """The office's hall in the form."""
        choose(self.program, self.listing, str(self.program.office.hall_id))

    def edit(self) -> None:
        """The office's hall on the canvas, drawn."""
        self.open()
        self.key("F4")
        self.wait(lambda: self.page.editing and self.canvas.view is not None, what="the editor")
        self.wait(lambda: self.canvas.canvas.focus_get() is self.canvas.canvas, what="the keyboard on the canvas")

    def place(self, label: str) -> Place:
        """Where a seat stands in the drawing of now."""
        assert self.editor.history is not None
        return next(
            (row, column)
            for row, drawn in enumerate(self.editor.history.now.rows)
            for column, seat in enumerate(drawn.places)
            if seat is not None and f"{drawn.name}{seat.number}" == label
        )

    def labels(self) -> set[str]:
        """What is drawn now."""
        assert self.editor.history is not None
        rows = self.editor.history.now.rows
        return {f"{row.name}{seat.number}" for row in rows for seat in row.seats}

    def click(self, label: str) -> None:
        self.program.hands.click(*self.canvas.centre_of(self.place(label)))

    def press(self, button: Button) -> None:
        self.program.hands.click(*centre(button))

    def until_said(self, words: str) -> None:
        self.wait(lambda: words in self.editor.message, what=f"{words!r}, not {self.editor.message!r}")

    def save(self) -> None:
        self.key("ctrl+s")
        self.until_said("is saved")


@dataclass
class CinemasScene:
    program: Program
    page: CinemasPage

    @property
    def listing(self) -> ListAndForm:
        return self.page.listing

    def open(self) -> None:
        """The office's own cinema, and its counters."""
        choose(self.program, self.listing, str(self.program.office.counters[0].cinema.id))
        self.program.wait(lambda: self.page.counters.table.rows, what="its counters")

    def choose_counter(self, name: str) -> None:
        """Click its row, once it is scrolled into sight."""
        part = self.page.counters
        row_id = next(row.id for row in part.table.rows if row.cells[0] == name)
        part.use_button.focus_set()
        self.program.root.update()
        self.program.hands.click(*part.table.row_centre(row_id))
        self.program.wait(lambda: part.name.value == name, what="its name")

    def write(self, key: str, text: str) -> None:
        write(self.program, self.listing, key, text)

    def save(self) -> None:
        self.program.hands.key("ctrl+s")

    def until_said(self, words: str) -> None:
        form = self.listing.form
        self.program.wait(lambda: words in form.message, what=f"{words!r}, not {form.message!r}")


def _page(start_program: StartProgram, key: str) -> tuple[Program, object]:
    program = start_program()
    program.sign_in(Role.MANAGER)
    program.screen.open_page("plan")
    tabs = program.screen._pages["plan"]
    tabs.open(key)
    return program, tabs.page


@pytest.fixture(name="halls")
def halls_scene(start_program: StartProgram) -> HallsScene:
    program, page = _page(start_program, "halls")
    assert isinstance(page, HallsPage)
    program.wait(lambda: page.listing.table.rows, what="the list of halls")
    return HallsScene(program, page, HallDesk(program.office))


@pytest.fixture(name="cinemas")
def cinemas_scene(start_program: StartProgram) -> CinemasScene:
    program, page = _page(start_program, "cinemas")
    assert isinstance(page, CinemasPage)
    program.wait(lambda: page.listing.table.rows, what="the list of cinemas")
    return CinemasScene(program, page)
