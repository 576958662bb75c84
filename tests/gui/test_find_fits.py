"""Find fits at every size of window and of letters, with and without a booking."""

from __future__ import annotations

from collections.abc import Iterator

import customtkinter as ctk
import pytest

from app.models.records import Role
from tests.controllers.after.test_finding_sales import write_customer
from tests.gui.finding_scene import open_booking, open_find
from tests.gui.program import Program, StartProgram, program_starter
from tests.gui.test_nothing_is_clipped import SCALES, SIZES, cut, wear

__all__ = ["program_starter"]


@pytest.fixture(autouse=True)
def _the_window_as_it_was(root: ctk.CTk) -> Iterator[None]:
    yield
    root.geometry("1280x800+0+0")
    root.update()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("opened", [False, True])
def test_the_page_fits(start_program: StartProgram, size: str, *, opened: bool) -> None:
    program: Program = start_program()
    program.sign_in(Role.MANAGER)
    reference = program.office.sell("F6", "F7", "F8").reference
    write_customer(
        program.office, reference, "Qadira Fernandes-Ramanujan", "+91 98765 43210", "qadira@long.example.com"
    )
    open_find(program)
    if opened:
        open_booking(program, reference).say(
            "Tickets of a booking are saved in the ticket folder, which has a long name."
        )
    for percent in SCALES:
        wear(program, size, percent)
        assert cut(program) == [], f"{size} at {percent} %"
