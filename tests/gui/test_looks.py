"""Theme, colours and size: changed at once while the window runs, by keyboard too, and kept for the next start."""

from __future__ import annotations

import dataclasses
import os
import stat
from pathlib import Path

import customtkinter as ctk
import pytest

from app.utils.settings import load_settings
from app.views import theme
from app.views.looks_sheet import LooksSheet
from tests.gui.conftest import centre
from tests.gui.program import Program, StartProgram, program_starter, program_with_a_show, signed_in

__all__ = ["program_starter", "program_with_a_show", "signed_in"]

FAKE_DESKTOP = """#!/bin/sh
case "$3" in color-scheme) cat {folder}/desktop ;; esac
"""


def kept(program: Program) -> dict[str, object]:
    """What the next start would read."""
    return dataclasses.asdict(load_settings(program.folder / ".env", {}))


@pytest.fixture(name="sheet")
def opened_sheet(program: Program) -> LooksSheet:
    program.hands.key("ctrl+comma")
    program.wait(lambda: program.screen.looks_flow.sheet, what="the sheet")
    sheet = program.screen.looks_flow.sheet
    assert sheet is not None
    program.wait(lambda: sheet.theme._segments["dark"].has_focus, what="the focus on the sheet")
    return sheet


def test_the_key_and_the_button_open_the_sheet_and_close_it(program: Program) -> None:
    flow = program.screen.looks_flow
    program.hands.key("ctrl+comma")
    program.wait(lambda: flow.sheet)
    program.hands.key("ctrl+comma")
    program.wait(lambda: flow.sheet is None)
    program.hands.click(*centre(program.screen.shell._looks_button))
    program.wait(lambda: flow.sheet)
    program.hands.key("Escape")
    program.wait(lambda: flow.sheet is None)


def test_the_keyboard_goes_back_to_where_it_was(selling: Program) -> None:
    before = selling.root.focus_get()
    selling.hands.key("ctrl+comma")
    selling.wait(lambda: selling.screen.looks_flow.sheet)
    selling.wait(lambda: selling.root.focus_get() is not before)
    selling.hands.key("Escape")
    selling.wait(lambda: selling.root.focus_get() is before, what="the focus back on the map")


def test_escape_with_the_sheet_open_leaves_the_basket_alone(selling: Program) -> None:
    selling.pick("C3")
    selling.hands.key("ctrl+comma")
    selling.wait(lambda: selling.screen.looks_flow.sheet)
    selling.hands.key("Escape")
    selling.wait(lambda: selling.screen.looks_flow.sheet is None)
    assert selling.labels == ["C3"]


def test_the_theme_is_chosen_with_the_arrows_and_kept(program: Program, sheet: LooksSheet) -> None:
    program.hands.key("Right")
    program.wait(lambda: ctk.get_appearance_mode() == "Light")
    program.wait(lambda: kept(program)["theme"] == "light", what="the theme in .env")
    assert sheet.theme.value == "light"


def test_the_button_of_the_head_line_changes_the_theme_and_keeps_it(program: Program) -> None:
    program.hands.click(*centre(program.screen.shell._theme_button))
    program.wait(lambda: ctk.get_appearance_mode() == "Light")
    program.wait(lambda: kept(program)["theme"] == "light", what="the theme in .env")
    program.hands.click(*centre(program.screen.shell._theme_button))
    program.wait(lambda: kept(program)["theme"] == "dark", what="the theme in .env")


def test_tab_reaches_every_row_of_the_sheet(program: Program, sheet: LooksSheet) -> None:
    rows = [sheet.theme, sheet.palette, sheet.display]
    buttons = [sheet._smaller, sheet._larger, sheet._automatic, sheet.close_button]
    reached = set()
    for _ in range(40):
        program.hands.key("Tab")
        program.root.update()
        reached |= {button for button in buttons if button.has_focus or not button.enabled}
        reached |= {row for row in rows if any(each.has_focus for each in row._segments.values())}
        if len(reached) == len(rows) + len(buttons):
            break
    assert reached == {*rows, *buttons}


def test_the_colours_of_the_whole_page_change_with_the_palette(selling: Program) -> None:
    looks = selling.screen.looks
    seat_map, shell = selling.sell.map_pane.map, selling.screen.shell
    green = shell._connection.cget("image")
    looks.set_palette("colour-blind")
    selling.root.update()
    assert seat_map._palette.name == "colour-blind"
    assert shell._connection.cget("image") is not green
    bar = selling.sell.programme.rows[0]
    lines = [item for item in bar._canvas.find_withtag("content") if bar._canvas.type(item) == "line"]
    fills = {bar._canvas.itemcget(item, "fill") for item in lines}
    assert not fills & {theme.pick(colour, "Dark") for colour in (("#1b7340", "#4dbb79"), ("#b3293c", "#f2808d"))}
    selling.wait(lambda: kept(selling)["palette"] == "colour-blind", what="the palette in .env")
    looks.set_palette("standard")
    assert theme.GOOD == ("#1b7340", "#4dbb79")


def test_a_words_colour_follows_the_palette(selling: Program) -> None:
    label = ctk.CTkLabel(selling.screen, text="paid", text_color=theme.GOOD)
    selling.screen.looks.set_palette("colour-blind")
    assert tuple(label.cget("text_color")) == theme.GOOD != ("#1b7340", "#4dbb79")
    selling.screen.looks.set_palette("standard")
    assert tuple(label.cget("text_color")) == ("#1b7340", "#4dbb79")


def test_the_scale_changes_by_tens_with_the_arrows_and_is_kept(program: Program, sheet: LooksSheet) -> None:
    sheet._larger.focus_set()
    program.wait(lambda: sheet._larger.has_focus)
    program.hands.key("Left")
    program.wait(lambda: program.screen.looks.shown_percent == 90)
    program.hands.key("Left")
    program.wait(lambda: program.screen.looks.shown_percent == 80)
    program.wait(lambda: kept(program)["scale_percent"] == 80, what="the scale in .env")
    program.hands.key("Right")
    program.wait(lambda: program.screen.looks.shown_percent == 90)
    assert sheet._percent.cget("text") == "90 %"


def test_a_scale_for_which_there_is_no_room_is_kept_and_told(program: Program, sheet: LooksSheet) -> None:
    program.screen.looks.set_scale(200)
    assert program.screen.looks.shown_percent == program.screen.looks.most_percent == 125
    assert "200 % is kept" in sheet._words.cget("text")


def test_the_scale_grows_with_the_window_up_to_what_was_asked_for(program: Program) -> None:
    looks = program.screen.looks
    looks.set_scale(150)
    assert looks.shown_percent == 125
    program.root.geometry("1920x1080+0+0")
    program.wait(lambda: looks.shown_percent == 150, what="the room to be used")
    program.root.geometry("1280x800+0+0")
    program.wait(lambda: looks.shown_percent == 125, what="the scale to follow the window")


def test_a_file_that_cannot_be_written_is_told_and_the_look_holds(program: Program, sheet: LooksSheet) -> None:
    (program.folder / ".env").mkdir()  # as good as read-only, for any account
    program.screen.looks.set_theme("light")
    program.wait(lambda: "Until Foyer is closed" in sheet._words.cget("text"), what="the sentence")
    assert ctk.get_appearance_mode() == "Light"


def test_the_system_is_followed_while_it_changes(
    start_program: StartProgram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = tmp_path / "desktop"
    said.write_text("'prefer-light'\n")
    program_file = tmp_path / "gsettings"
    program_file.write_text(FAKE_DESKTOP.format(folder=tmp_path))
    program_file.chmod(stat.S_IRWXU)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "GNOME")
    program = start_program(theme="system")
    program.wait(lambda: ctk.get_appearance_mode() == "Light", what="the light of the desktop")
    said.write_text("'prefer-dark'\n")
    program.wait(lambda: ctk.get_appearance_mode() == "Dark", what="the desktop's change")


def test_without_a_desktop_the_system_means_dark(start_program: StartProgram, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CURRENT_DESKTOP", raising=False)
    ctk.set_appearance_mode("Light")
    program = start_program(theme="system")
    program.wait(lambda: ctk.get_appearance_mode() == "Dark")


def test_a_message_lies_over_neither_legend_nor_seats_nor_buttons(selling: Program) -> None:
    selling.screen.shell.toasts.show("F7 was just sold at Counter 2.", "bad", seconds=60)
    selling.root.update()
    toast = selling.screen.shell.toasts._shown[-1]
    lower = toast.winfo_rooty() + toast.winfo_height()
    first_seat_top = selling.seat_centre("A1")[1] - selling.sell.map_pane.map._ready_view().cell // 2
    assert lower <= first_seat_top
    assert toast.winfo_rootx() >= selling.sell.map_pane.winfo_rootx()
    right = toast.winfo_rootx() + toast.winfo_width()
    assert right <= selling.sell.map_pane.winfo_rootx() + selling.sell.map_pane.winfo_width()
    selling.screen.shell.toasts.clear()


def test_what_is_hidden_stays_hidden_when_the_scale_changes(selling: Program) -> None:
    strip, shell = selling.sell.programme.strip, selling.screen.shell
    for percent in (120, 80, 100):
        selling.screen.looks.set_scale(percent)
        selling.root.update()
        assert not shell._unprinted.winfo_viewable()
        assert {slot for slot in strip._slots if slot.winfo_viewable()} == set(strip.buttons)
