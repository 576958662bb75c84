"""F1: one sheet with every key, made from the keys themselves."""

from __future__ import annotations

import customtkinter as ctk
import pytest

from app.views.keys import LOCK, WATCHED
from app.views.sell.command_flow import CommandFlow
from tests.gui.program import Program, program_starter, program_with_a_show, signed_in

__all__ = ["program_starter", "program_with_a_show", "signed_in"]


def open_help(program: Program) -> str:
    """What is written on it."""
    program.hands.key("F1")
    program.wait(lambda: program.screen.help.sheet is not None, what="the help sheet")
    assert program.screen.help.sheet is not None
    return program.screen.help.sheet.words


def test_it_tells_every_key_of_the_page_and_what_it_does(selling: Program) -> None:
    words = open_help(selling)
    for key in selling.sell.keys:
        assert key.label in words
        assert key.does in words
    for told in ("F1: this sheet", "Ctrl+L: lock", "3: the third show of the list", "f7-10: those seats"):
        assert told in words


def test_every_key_it_tells_is_listened_for(selling: Program) -> None:
    told = [key.name for group in selling.screen._told_keys() for key in group.keys]
    assert set(told) <= {*WATCHED, LOCK}
    assert len(told) == len(set(told)), "a key does one thing"


def test_every_command_it_tells_is_understood(selling: Program) -> None:
    command: CommandFlow = selling.sell.command
    selling.pick("F8")
    for typed, _does in selling.sell.typed_forms[0][1]:
        command.bar.value = typed
        assert "ticket type" not in command.bar.told, typed
        assert "There is no" not in command.bar.told, typed


@pytest.mark.parametrize("key", ["Esc", "F1"])
def test_it_is_closed_by_key_and_the_keyboard_is_where_it_was(selling: Program, key: str) -> None:
    before = selling.root.focus_get()
    open_help(selling)
    selling.hands.key(key)
    selling.wait(lambda: selling.screen.help.sheet is None, what="the page")
    assert selling.root.focus_get() is before


def test_under_it_no_key_does_anything(selling: Program) -> None:
    selling.pick("F7")
    open_help(selling)
    for key in ("F8", "F4", "x", "Tab", "Space"):
        selling.hands.key(key)
    selling.wait(lambda: selling.screen.help.sheet is None, what="the page: Space presses Close")
    assert selling.labels == ["F7"]
    assert not selling.checkout.about_to_take_money
    assert selling.command.value == ""


@pytest.mark.parametrize("size", [(1024, 768), (1280, 800)])
def test_all_of_it_is_in_view(selling: Program, size: tuple[int, int]) -> None:
    selling.root.geometry(f"{size[0]}x{size[1]}")
    try:
        selling.wait(lambda: (selling.root.winfo_width(), selling.root.winfo_height()) == size, what="the size")
        open_help(selling)
        sheet = selling.screen.help.sheet
        assert sheet is not None
        selling.root.update()
        foot, right = sheet.winfo_rooty() + sheet.winfo_height(), sheet.winfo_rootx() + sheet.winfo_width()
        labels = _labels(sheet)
        assert len(labels) > 40
        for label in labels:
            assert label.winfo_viewable()
            assert label.winfo_rooty() + label.winfo_height() <= foot, label.cget("text")
            assert label.winfo_rootx() + label.winfo_width() <= right, label.cget("text")
            assert label.winfo_reqwidth() <= label.winfo_width() + 1, label.cget("text")
    finally:
        selling.root.geometry("1280x800")
        selling.root.update()


def _labels(widget: ctk.CTkBaseClass) -> list[ctk.CTkLabel]:
    found = [widget] if isinstance(widget, ctk.CTkLabel) else []
    return found + [label for child in widget.winfo_children() for label in _labels(child)]
