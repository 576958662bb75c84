"""The price list's page with a manager before it, and another manager somewhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from app.controllers.permissions import Session
from app.controllers.plan.prices import PriceDesk, price_desk
from app.models.database import Database
from app.models.records import Role
from app.views.list_and_form import ListAndForm
from app.views.parts.field import Field
from app.views.plan.prices_page import TITLES, PricesPage
from tests.controllers.plan.price_scene import AS_IT_WAS
from tests.gui.program import Program, StartProgram
from tests.own_house import own_house, own_owner

__all__ = ["PricesScene", "own_house", "own_owner", "prices_scene"]


@dataclass
class PricesScene:
    """`elsewhere` is what another manager works with, at the cinema's other counter."""

    program: Program
    page: PricesPage
    elsewhere: PriceDesk
    other: Session

    @property
    def listing(self) -> ListAndForm:
        listing: ListAndForm = self.page.part.listing
        return listing

    @property
    def answers(self) -> dict[str, str]:
        return self.listing.form.answers

    @property
    def message(self) -> str:
        return self.listing.form.message

    def go_to(self, key: str) -> None:
        """With F6 until the part is open, and its rows are there."""
        keys = [name for name, _ in TITLES]
        while self.page.open_part != key:
            following = keys[(keys.index(self.page.open_part) + 1) % len(keys)]
            self.program.hands.key("F6")
            self.program.wait(lambda following=following: self.page.open_part == following, what=following)
            self.program.wait(lambda: self.listing.search.has_focus, what="the search")

    def choose(self, text: str) -> str:
        """Click the row whose first cell is this; its id."""
        self.program.wait(lambda: self.row_id(text), what=text)
        row_id = self.row_id(text)
        self.program.hands.click(*self.listing.table.row_centre(row_id))
        self.program.wait(lambda: self.listing.open_id == row_id and self.listing.is_open, what=f"{text} in the form")
        return row_id

    def row_id(self, text: str) -> str:
        return next((row.id for row in self.listing.table.rows if row.cells[0] == text), "")

    def cells(self, text: str) -> tuple[str, ...]:
        return next((row.cells for row in self.listing.table.rows if row.cells[0] == text), ())

    def new(self) -> None:
        self.program.hands.key("ctrl+n")
        self.program.wait(lambda: self.listing.is_open and self.listing.open_id is None, what="an empty form")

    def type(self, key: str, text: str) -> None:
        """Into a line of the form, over what stands there."""
        line: Any = self.listing.form.lines[key]
        line.focus_set()
        field = line.widget
        assert isinstance(field, Field)
        self.program.wait(lambda: field.has_focus, what=f"the focus on {key}")
        self.program.write(field, text)

    def save(self) -> None:
        self.program.hands.key("ctrl+s")

    def wait_for(self, words: str) -> None:
        """Until the form says so."""
        self.program.wait(lambda: words in self.message, what=f"{words!r}, not {self.message!r}")

    def error_of(self, key: str) -> str | None:
        line: Any = self.listing.form.lines[key]
        error: str | None = line.widget.error
        return error


@pytest.fixture
def prices_scene(start_program: StartProgram) -> Iterator[PricesScene]:
    program = start_program()
    program.sign_in(Role.MANAGER)
    program.screen.open_page("plan")
    plan = program.screen._pages["plan"]
    plan.open("prices")
    page = plan.page
    assert isinstance(page, PricesPage)
    database = Database(program.office.connect)
    scene = PricesScene(program, page, price_desk(database), program.office.session(Role.ADMIN, counter=1))
    program.wait(lambda: scene.listing.table.rows, what="the ticket types")
    program.wait(lambda: scene.listing.search.has_focus, what="the search")
    yield scene
    database.close()
    for statement in AS_IT_WAS:
        program.office.change(statement)
