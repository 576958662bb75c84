"""What can be in the way of a start is told in words, in the window where there is one, and can be tried again."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.models.database import Database
from app.utils.folders import Folders
from app.views.counter_screen import CounterScreen
from tests.gui.conftest import centre
from tests.gui.start import SETTINGS, Start, button_of, untouched_machine
from tests.server import is_running, server_program

__all__ = ["untouched_machine"]
PROJECT = Path(__file__).parents[2]


@pytest.mark.parametrize("demo", [False, True])
def test_try_again_goes_the_same_way_in_once_the_server_program_is_there(start: Start, demo: bool) -> None:
    program = start.folders.root / "mariadbd"
    window = start.window(replace(SETTINGS, server_program=program), demo=demo)
    assert str(program) in start.until_notice(window)
    before = window.screen
    start.hands.key("Enter")
    start.wait(lambda: window.screen is not before, what="an answer to the key")
    assert str(program) in start.until_notice(window)
    program.symlink_to(server_program().path)
    button = button_of(window)
    assert button is not None
    start.hands.click(*centre(button))
    if demo:
        assert start.until_sign_in(window).demo_rows
    else:
        start.until_start_view(window)


def test_a_folder_that_cannot_be_written_is_told_in_the_window(start: Start) -> None:
    blocked = start.folders.root / "blocked"
    blocked.write_text("a file where the folder should be")
    start.folders = Folders(blocked / "d")
    window = start.window()
    assert "cannot write to the folder" in start.until_notice(window)


def test_a_schema_newer_than_the_program_is_told_and_nothing_is_sold(start: Start) -> None:
    first = start.window(demo=True)
    start.until_sign_in(first)
    opening = first._opening
    assert opening._house is not None
    assert opening._house.connect_owner is not None
    owner = Database(opening._house.connect_owner)
    owner.transaction(
        lambda unit: unit.execute(
            "INSERT INTO schema_migrations (number, name, checksum, finished_at)"
            " VALUES (999, 'from the future', REPEAT('0', 64), UTC_TIMESTAMP(6))"
        )
    )
    owner.close()
    start.open_windows.close()
    told = start.until_notice(start.window(demo=True))
    assert "newer" in told


def foyer(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program itself, as a person starts it."""
    return subprocess.run(
        [sys.executable, str(PROJECT / "main.py"), *map(str, arguments)],
        capture_output=True, text=True, check=False, timeout=60, env=os.environ | environment,
    )  # fmt: skip


def test_a_line_of_the_settings_that_cannot_be_read_ends_the_program_with_its_number(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("FOYER_HOLD_SECONDS=600\nFOYER_LOCK_MINUTES=soon\nwhat is this\n")
    ended = foyer("--data", tmp_path)
    assert ended.returncode == 2
    assert "Line 2 of .env: FOYER_LOCK_MINUTES is 'soon'" in ended.stderr
    assert "Line 3 of .env cannot be understood" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_data_folder_that_cannot_be_made_ends_the_program_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    ended = foyer("--data", tmp_path)
    assert ended.returncode == 2
    assert "cannot write to the folder" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_second_window_on_the_machine_shares_the_server_and_leaves_it_to_the_first(start: Start) -> None:
    first = start.window(demo=True)
    view = start.until_sign_in(first)
    second = foyer(
        "--demo", "--data", start.folders.root, "--measure-start", FOYER_SERVER_PROGRAM=str(SETTINGS.server_program)
    )
    assert (second.returncode, second.stdout, second.stderr) == (0, "sign-in painted\n", "")
    start.root.focus_force()
    start.hands.click(*centre(view.demo_rows[0]))
    start.wait(lambda: view.password.has_focus)
    start.hands.key("Enter")
    start.wait(lambda: isinstance(first.screen, CounterScreen), what="the counter's screen")


def test_the_last_window_stops_the_server(start: Start) -> None:
    window = start.window(demo=True)
    start.until_sign_in(window)
    assert is_running(start.folders.server)
    start.open_windows.close()
    assert not is_running(start.folders.server)
