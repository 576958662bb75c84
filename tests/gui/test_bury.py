"""A key that is on its way to a widget that goes is heard all the same.

The hands here have no pump: the key waits in the window's connection while the widget under the pointer is taken away.
"""

from __future__ import annotations

import customtkinter as ctk
import pytest

from app.views import theme
from app.views.parts.bury import bury, give_keyboard
from app.views.parts.widgets import Button, Field
from app.views.tour.hands import Hands
from tests.gui.conftest import WaitUntil, centre


@pytest.fixture
def field(stage: ctk.CTkFrame, wait_until: WaitUntil) -> Field:
    """A field that is being typed into."""
    field = Field(stage, "Search")
    field.pack()
    stage.update()
    field.focus_set()
    wait_until(lambda: field.has_focus)
    return field


@pytest.fixture
def row(stage: ctk.CTkFrame, field: Field) -> ctk.CTkFrame:
    """A row of a list, under the pointer."""
    assert field.has_focus
    row = ctk.CTkFrame(stage, width=400, height=100, fg_color=theme.PANE)
    row.pack()
    Hands().move(*centre(row))
    stage.update()
    return row


def test_a_letter_typed_as_the_row_under_the_pointer_goes_arrives(
    row: ctk.CTkFrame, field: Field, wait_until: WaitUntil
) -> None:
    Hands().type("a")
    bury(row)
    Hands().type("b")
    wait_until(lambda: field.value == "ab", what=f"both letters in {field.value!r}")


def test_without_it_tk_drops_the_letter(row: ctk.CTkFrame, field: Field, wait_until: WaitUntil) -> None:
    Hands().type("a")
    row.destroy()
    field.update()
    Hands().type("b")
    wait_until(lambda: field.value.endswith("b"))
    assert field.value == "b"


def test_it_is_out_of_sight_at_once_and_destroyed_a_moment_later(row: ctk.CTkFrame, wait_until: WaitUntil) -> None:
    bury(row)
    assert not row.winfo_manager()
    wait_until(lambda: not row.winfo_exists(), what="its end")


def test_it_may_be_destroyed_with_its_page_meanwhile(stage: ctk.CTkFrame, wait_until: WaitUntil) -> None:
    page = ctk.CTkFrame(stage)
    page.pack()
    row = ctk.CTkFrame(page)
    row.pack()
    bury(row)
    page.destroy()
    last: list[str] = []
    stage.after(400, last.append, "later than the row would have gone")
    wait_until(lambda: last)


def test_the_keyboard_goes_to_the_window_and_never_to_what_is_not_seen(
    stage: ctk.CTkFrame, field: Field, wait_until: WaitUntil
) -> None:
    button = Button(stage, "Cash", lambda: None)
    button.pack()
    stage.update()
    button.focus_set()
    wait_until(lambda: button.has_focus)
    before = stage.focus_get()
    bury(button)
    wait_until(lambda: stage.focus_get() is stage.winfo_toplevel())
    give_keyboard(before)
    stage.update()
    assert stage.focus_get() is stage.winfo_toplevel()
    give_keyboard(field)
    wait_until(lambda: field.has_focus)
