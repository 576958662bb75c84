"""The waiting list on a real window: a small hall that is full, and a page that shows its line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from app.models.records import Role
from app.views.after.waiting_page import WaitingPage
from tests.box_office import BoxOffice
from tests.controllers.after.waiting_scene import WaitingScene
from tests.gui.program import Program, StartProgram

Fill = Callable[[], tuple[Program, WaitingScene]]


@dataclass
class WaitingGui:
    program: Program
    scene: WaitingScene
    page: WaitingPage

    def choose(self, entry_id: int) -> None:
        table = self.page.table
        self.program.wait(lambda: str(entry_id) in {row.id for row in table.rows}, what="the row")
        self.program.hands.click(*table.row_centre(str(entry_id)))
        self.program.wait(lambda: table.chosen == str(entry_id), what="it chosen")

    def state(self, entry_id: int) -> str:
        return next((row.cells[-1] for row in self.page.table.rows if row.id == str(entry_id)), "")

    def until(self, words: str) -> None:
        self.program.wait(lambda: words in self.page.message, what=f"{words!r}, not {self.page.message!r}")


def full_program(
    start_program: StartProgram, make_office: Callable[..., BoxOffice], role: Role
) -> tuple[Program, WaitingScene]:
    """Two rows of three seats, each held at the other counter; somebody is signed in."""
    scene = WaitingScene(make_office(rows="AB", seats_per_row=3))
    scene.fill()
    program = start_program(scene.office)
    program.sign_in(role)
    return program, scene


@pytest.fixture(name="lines")
def waiting_page(start_program: StartProgram, make_office: Callable[..., BoxOffice]) -> WaitingGui:
    """The tab, as a manager has it."""
    program, scene = full_program(start_program, make_office, Role.MANAGER)
    program.screen.open_page("find")
    tabs = program.screen._pages["find"]
    tabs.open("waiting")
    assert isinstance(tabs.page, WaitingPage)
    return WaitingGui(program, scene, tabs.page)
