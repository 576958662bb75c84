"""The window with the day board open, a day ahead: two halls, films of known lengths, and hands on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest

from app.controllers.plan.boards import BoardShow
from app.models.plan.planning import StoredShow
from app.models.records import Role
from app.utils.local_time import to_local
from app.views.plan.day_board_view import DayBoardView
from app.views.plan.show_panel import ShowPanel
from app.views.plan.shows_page import ShowsPage
from app.views.tabbed_page import TabbedPage
from tests.box_office import BoxOffice
from tests.controllers.plan.planning_scene import Planner, film, second_hall
from tests.gui.program import Program, StartProgram


@dataclass
class PlanningScene:
    """`plan` writes behind the window's back, as another manager would."""

    program: Program
    plan: Planner
    page: ShowsPage

    @property
    def board(self) -> DayBoardView:
        return self.page.board

    @property
    def panel(self) -> ShowPanel:
        return self.page.panel

    def wait(self, condition: Callable[[], object], what: str = "") -> None:
        self.program.wait(condition, what=what)

    def key(self, *names: str) -> None:
        for name in names:
            self.program.hands.key(name)

    def on_board(self, show: StoredShow) -> BoardShow | None:
        return self.board.board.show(show.id) if self.board.board is not None else None

    def add(self, at: str, hall: int = 0, **others: str) -> StoredShow:
        """A show that another manager planned, as soon as the board has it."""
        show = self.plan.add(at, hall, **others)
        self.page.refresh()
        self.wait(lambda: self.on_board(show) is not None, what=f"the show at {at}")
        return show

    def choose(self, show: StoredShow) -> None:
        """Click on it."""
        self.program.hands.click(*self.board.show_centre(show.id))
        self.wait(lambda: self.board.chosen == show.id and self.board.has_focus, what="the chosen show")
        self.wait(lambda: self.panel.is_open, what="its form")

    def point(self, at: str, hall: int = 0) -> tuple[int, int]:
        return self.board.point(self.plan.at(at), self.plan.halls[hall])

    def starts(self, hall: int = 0) -> list[str]:
        """As the database has it."""
        return self.plan.starts(hall)

    def local(self, moment: datetime) -> str:
        return to_local(moment, self.plan.cinema.time_zone).strftime("%H:%M")


def made(office: BoxOffice) -> Planner:
    """Who plans on the day after tomorrow, on which nothing is planned yet."""
    today = to_local(datetime.now(UTC), office.counters[0].cinema.time_zone).date()
    halls = (office.hall_id, second_hall(office))
    return Planner(office, halls, film(office), film(office, title="Another Film"), today + timedelta(days=2))


@pytest.fixture(name="planning")
def planning_scene(start_program: StartProgram) -> PlanningScene:
    """A manager at the day board of the day after tomorrow, on which nothing is planned."""
    program = start_program()
    plan = made(program.office)
    program.sign_in(Role.MANAGER)
    program.screen.open_page("plan")
    tabs = cast("TabbedPage", program.screen._pages["plan"])
    tabs.open("shows")
    page = cast("ShowsPage", tabs.page)
    page.go_to(plan.day)
    scene = PlanningScene(program, plan, page)
    scene.wait(
        lambda: page.board.board is not None and page.board.board.day == plan.day and page.board.layout is not None,
        what="the board",
    )
    return scene
