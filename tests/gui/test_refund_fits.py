"""The panel that gives tickets back and the list of what is due, at every size and scale: nothing is cut."""

from __future__ import annotations

from collections.abc import Iterator

import customtkinter as ctk
import pytest

from tests.gui.finding_scene import open_find
from tests.gui.program import Program, StartProgram, program_starter, signed_in
from tests.gui.test_nothing_is_clipped import SCALES, SIZES, cut, wear
from tests.gui.test_owed import open_due, owe_card, owe_cash, shown
from tests.gui.test_refund import ask, begins_in

__all__ = ["program_starter", "signed_in"]


@pytest.fixture(autouse=True)
def _the_window_as_it_was(root: ctk.CTk) -> Iterator[None]:
    yield
    root.geometry("1280x800+0+0")
    root.update()


@pytest.mark.parametrize("size", SIZES)
def test_the_panel_and_a_managers_lines_fit(program: Program, size: str) -> None:
    reference = program.office.sell("A1", "A2", "A3").reference
    begins_in(program, 3)
    open_find(program)
    panel = ask(program, reference)
    for opened in (False, True):
        if opened:
            panel.open_override()
        for percent in SCALES:
            wear(program, size, percent)
            assert cut(program) == [], f"{size} at {percent} %, {'with' if opened else 'without'} the override"


@pytest.mark.parametrize("size", SIZES)
def test_what_is_due_and_the_question_fit(start_program: StartProgram, size: str) -> None:
    program = start_program()
    owe_cash(program.office)
    reference = owe_card(program.office)
    program.sign_in()
    page = open_due(program)
    shown(program, page, reference)
    for asking in (False, True):
        if asking:
            page.pane.give_back()
        for percent in SCALES:
            wear(program, size, percent)
            assert cut(program) == [], f"{size} at {percent} %, {'asking' if asking else 'telling'}"
