"""The Team page at every size and scale: each text and button has the room it asks for; and the keyboard comes everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import customtkinter as ctk
import pytest

from app.models.records import Role
from tests.gui.program import Program, StartProgram, program_starter
from tests.gui.team_scene import open_account, open_activity, open_staff
from tests.gui.test_nothing_is_clipped import SCALES, SIZES, cut, wear

__all__ = ["program_starter"]


@pytest.fixture(autouse=True)
def _the_window_as_it_was(root: ctk.CTk) -> Iterator[None]:
    yield
    root.geometry("1280x800+0+0")
    root.update()


@pytest.fixture
def admin(start_program: StartProgram) -> Program:
    program = start_program()
    program.sign_in(Role.ADMIN)
    return program


@pytest.mark.parametrize("size", SIZES)
def test_an_account_that_waits_with_its_new_password_fits(admin: Program, size: str) -> None:
    page = open_staff(admin)
    open_account(admin, page, Role.CLERK)
    admin.hands.key("F6")
    admin.wait(lambda: page.slip.password, what="the password")
    for percent in SCALES:
        wear(admin, size, percent)
        assert cut(admin) == [], f"{size} at {percent} %"


@pytest.mark.parametrize("size", SIZES)
def test_the_activity_fits(admin: Program, size: str) -> None:
    page = open_activity(admin)
    page.filter.fields["from_day"].value = "soon"
    admin.wait(lambda: page.filter.fields["from_day"].error, what="the refusal")
    for percent in SCALES:
        wear(admin, size, percent)
        assert cut(admin) == [], f"{size} at {percent} %"


@pytest.mark.parametrize("size", SIZES)
def test_the_lock_with_its_longest_card_fits(admin: Program, size: str) -> None:
    view = admin.lock()
    for show in (view.show_change, lambda: view.show_choose("Zoë Menon"), lambda: view.show_ended("Zoë " * 20, "zoe")):
        show()
        for percent in SCALES:
            wear(admin, size, percent)
            assert cut(admin) == [], f"{size} at {percent} %"


def test_tab_goes_through_the_filter_the_kinds_and_the_lines_and_comes_round(admin: Program) -> None:
    page = open_activity(admin)
    stops: list[Any] = [*page.filter.fields.values(), page.filter.kind._segments[""], page.table]
    for stop in stops[1:]:
        admin.hands.key("Tab")
        admin.wait(lambda: stop.has_focus, what=f"the keyboard at {stop}")  # noqa: B023
