"""The page Door in the whole window, with a scanner's hands on it."""

from __future__ import annotations

import dataclasses

from app.models.records import Role
from app.views.after.door_page import DoorPage
from tests.controllers.after.door_scene import OPENS_MINUTES, DoorScene
from tests.gui.program import Program, StartProgram

WISHES = {"door_opens_minutes": OPENS_MINUTES}


@dataclasses.dataclass
class ScanningProgram:
    """An usher's window, with the tickets that are scanned in it."""

    program: Program
    tickets: DoorScene

    @property
    def page(self) -> DoorPage:
        page = self.program.screen._pages["door"]
        assert isinstance(page, DoorPage)
        return page

    @property
    def words(self) -> str:
        return self.page.verdict.words

    @property
    def banner(self) -> str:
        return self.page.banner.sentence or ""

    def scan(self, code: str) -> None:
        """As a scanner does it: fast keys into whatever has the keyboard, and Enter."""
        self.program.hands.type(code)
        self.program.hands.key("Enter")

    def scan_until(self, code: str, headline: str) -> None:
        self.scan(code)
        self.program.wait(lambda: self.words.startswith(headline), what=f"{headline}, not {self.words!r}")

    def wait_for_keyboard(self) -> None:
        self.program.wait(lambda: self.page.field.has_focus, what="the keyboard in the field")


def at_the_door(program: Program, role: Role = Role.USHER) -> ScanningProgram:
    """Sign in and open Door, which is all that an usher sees."""
    program.sign_in(role)
    if role is not Role.USHER:
        program.press(program.screen.shell._items["door"])
    program.wait(lambda: "door" in program.screen._pages, what="the page Door")
    scanning = ScanningProgram(program, DoorScene(program.office, program.folder / "door"))
    scanning.wait_for_keyboard()
    program.root.update()
    return scanning


def started(start_program: StartProgram, **wishes: object) -> Program:
    return start_program(**{**WISHES, **wishes})
