"""`python main.py door-list FILE`, as a person types it: a process without a window, on a real server."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.controllers.after.door_list_file import key_file, read_list
from app.controllers.start.opening import Opening
from app.utils.folders import Folders
from tests.controllers.opening_support import ANSWERS, plain_settings
from tests.server import copy_template, end_server

PROJECT = Path(__file__).parents[3]
Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[Folders]:
    made = Folders(tmp_path / "foyer")
    copy_template(made.server)
    yield made
    end_server(made.server)


@pytest.fixture
def command(folders: Folders) -> Command:
    """Runs main.py door-list on the folder, without a display."""

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
        program = str(plain_settings().server_program)
        return subprocess.run(
            [sys.executable, "main.py", "door-list", *map(str, arguments), "--data", str(folders.root)],
            cwd=PROJECT, capture_output=True, text=True, check=False, timeout=60,
            env=environment | {"FOYER_SERVER_PROGRAM": program},
        )  # fmt: skip

    return run


def test_it_writes_list_and_key_and_says_how_long_it_counts(command: Command, folders: Folders, tmp_path: Path) -> None:
    opening = Opening(plain_settings(), folders)
    opening.set_up(ANSWERS).close()
    opening.close()
    path = tmp_path / "tonight"
    done = command(path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 tickets of 0 shows" in done.stdout.splitlines()[0]
    assert "It counts for 3 hours" in done.stdout
    assert [stat.S_IMODE(each.stat().st_mode) for each in (path, key_file(path))] == [0o600, 0o600]
    assert read_list(path).known.tickets == {}


def test_without_a_file_it_says_what_is_missing(command: Command) -> None:
    done = command()
    assert done.returncode == 2
    assert "Give the file to write" in done.stderr


def test_a_place_that_cannot_be_written_to_is_told(command: Command, folders: Folders, tmp_path: Path) -> None:
    opening = Opening(plain_settings(), folders)
    opening.set_up(ANSWERS).close()
    opening.close()
    (tmp_path / "file").write_text("")
    done = command(tmp_path / "file" / "list")
    assert done.returncode == 2
    assert "cannot write" in done.stderr
