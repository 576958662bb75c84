"""The training provider is a process of its own, found by every window, ended with the last, and forgets nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from app.utils.pay.provider import Approved, Silent, derived_key
from app.utils.pay.training_line import TrainingLine
from app.utils.pay.training_provider import BY_AMOUNT, FATES
from tests.training import Practice, practice, providers_of

PROJECT = Path(__file__).parents[3]
KEY = derived_key("a request")


def process_of(folder: Path) -> psutil.Process:
    """The provider that serves a folder."""
    [found] = providers_of(folder)
    return found


def asked(made: Practice, key: str = KEY, amount_minor: int = 70000) -> object:
    return made.provider.request(key, "DEBIT_CARD", amount_minor, "INR", "FYR-7K2P9M")


def test_killed_and_started_again_it_knows_what_it_had_taken(tmp_path: Path) -> None:
    with practice(tmp_path / "provider") as made:
        first = asked(made)
        process = process_of(made.folder)
        os.kill(process.pid, signal.SIGKILL)
        process.wait(10)
        assert made.provider.look_up(KEY) == first
        assert process_of(made.folder).pid != process.pid


def test_two_windows_share_one_and_it_ends_with_the_last(tmp_path: Path) -> None:
    folder = tmp_path / "provider"
    with practice(folder) as first:
        with practice(folder) as second:
            assert asked(first) == asked(second)
            process = process_of(folder)
        assert process_of(folder).pid == process.pid
        assert isinstance(first.provider.look_up(KEY), Approved)
    process.wait(10)


def test_a_window_that_is_killed_has_let_go_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "provider"
    program = (
        "import pathlib, sys; from app.utils.pay.training_line import TrainingLine;"
        "line = TrainingLine(pathlib.Path(sys.argv[1])); line.tell({'do': 'look_up', 'key': 'k'});"
        "print('there', flush=True); sys.stdin.read()"
    )
    window = subprocess.Popen(
        [sys.executable, "-c", program, str(folder)], cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert window.stdout is not None
    assert window.stdout.readline() == b"there\n"
    provider = process_of(folder)
    window.kill()
    window.communicate()
    provider.wait(10)


def test_it_needs_nothing_of_the_program_but_its_tools() -> None:
    program = (
        "import sys; import app.utils.pay.training_provider;"
        "print([m for m in sys.modules if m.startswith('app.') and not m.startswith('app.utils')])"
    )
    told = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


def test_an_amount_of_a_few_minor_units_meets_its_fate(tmp_path: Path) -> None:
    assert set(BY_AMOUNT.values()) | {"ok"} == set(FATES)
    with practice(tmp_path / "provider") as made:
        declined = next(amount for amount, fate in BY_AMOUNT.items() if fate == "decline")
        assert "Declined" in repr(asked(made, amount_minor=declined))
        lost = next(amount for amount, fate in BY_AMOUNT.items() if fate == "lose")
        with pytest.raises(Silent):
            asked(made, derived_key("lost"), lost)
        assert made.taken(derived_key("lost")) == "APPROVED"


def test_the_command_line_tells_one_that_runs_how_to_behave(tmp_path: Path) -> None:
    command = [sys.executable, "main.py", "training-provider", "--data", str(tmp_path), "--behave"]
    alone = subprocess.run([*command, "decline"], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert alone.returncode == 2
    assert "No training provider is running" in alone.stderr
    with practice(tmp_path / "provider") as made:
        asked(made)
        subprocess.run([*command, "decline"], cwd=PROJECT, check=True)
        assert "Declined" in repr(asked(made, derived_key("another")))
        unheard_of = subprocess.run([*command, "sulk"], cwd=PROJECT, capture_output=True, text=True, check=False)
        assert unheard_of.returncode == 2
        assert "sulk" in unheard_of.stderr


def test_a_port_that_somebody_else_has_now_is_not_mistaken_for_it(tmp_path: Path) -> None:
    """After a kill the number in the folder may be another program's."""
    folder = tmp_path / "provider"
    folder.mkdir()
    with subprocess.Popen([sys.executable, "-c", STRANGER], stdout=subprocess.PIPE, stdin=subprocess.PIPE) as stranger:
        assert stranger.stdout is not None
        (folder / "port").write_text(stranger.stdout.readline().decode().strip(), "ascii")
        line = TrainingLine(folder)
        assert line.tell({"do": "look_up", "key": "k"})["answer"] == "NEVER_HEARD"
        line.close()
        stranger.kill()


STRANGER = """
import socket
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
while True:
    caller, _ = listener.accept()
    caller.sendall(b"220 mail.example.org ESMTP\\n")
"""
