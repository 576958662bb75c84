"""The private server as the windows of one machine see it: real servers, real second processes, real kills."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.models.server.support import make
from tests.server import arguments, ask, copy_template, is_running, running

PROJECT = Path(__file__).parents[3]

# A window in a process of its own: says what happened, then leaves when told to, or when its input ends.
WINDOW = """
import sys
from pathlib import Path
from app.models.server.private_server import PrivateServer
from tests.server import server_program
server = PrivateServer(Path(sys.argv[1]), server_program())
print("ready", flush=True)
sys.stdin.readline()
server.join()
print("joined", server.address.unix_socket, flush=True)
sys.stdin.readline()
server.leave()
print("left", flush=True)
"""


class Window:
    """One more Foyer window on this machine."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", WINDOW, str(folder)],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.expect("ready")

    def tell(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("go on\n")
        self.process.stdin.flush()

    def expect(self, word: str) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline().strip()
        assert line.split(maxsplit=1)[:1] == [word], line
        return line

    def join(self) -> None:
        self.tell()
        self.expect("joined")

    def leave(self) -> None:
        self.tell()
        self.expect("left")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def open_window(folder: Path) -> Iterator[Window]:
    window = Window(folder)
    try:
        yield window
    finally:
        window.kill()
        for pipe in (window.process.stdin, window.process.stdout):
            assert pipe is not None
            pipe.close()


def test_the_first_start_makes_the_server(new_folder: Path) -> None:
    server = make(new_folder)
    server.join()
    assert ask(server, "SELECT 1") == [(1,)]
    server.leave()


def test_what_was_stored_is_there_after_the_next_start(folder: Path) -> None:
    server = make(folder)
    server.join()
    ask(server, "CREATE DATABASE kept")
    server.leave()
    again = make(folder)
    again.join()
    assert ask(again, "SHOW DATABASES LIKE 'kept'") == [("kept",)]
    again.leave()


def test_leaving_as_the_only_user_stops_the_server(folder: Path) -> None:
    server = make(folder)
    server.join()
    assert is_running(folder)
    server.leave()
    assert not is_running(folder)


def test_joining_twice_counts_once(folder: Path) -> None:
    server = make(folder)
    server.join()
    server.join()
    assert len(list((folder / "users").iterdir())) == 1
    server.leave()
    assert not is_running(folder)


def test_leaving_without_having_joined_stops_nobody_else(folder: Path) -> None:
    server = make(folder)
    server.join()
    make(folder).leave()
    assert ask(server, "SELECT 1") == [(1,)]
    server.leave()


def test_two_windows_share_one_server_and_the_last_one_stops_it(folder: Path) -> None:
    with open_window(folder) as first, open_window(folder) as second:
        first.join()
        pid = running(folder).pid
        second.join()
        first.leave()
        assert running(folder).pid == pid
        second.leave()
        assert not is_running(folder)


def test_the_server_outlives_the_window_that_started_it(folder: Path) -> None:
    server = make(folder)
    with open_window(folder) as first:
        first.join()
        server.join()
        assert os.getsid(running(folder).pid) != os.getsid(first.process.pid)
        first.kill()
    assert ask(server, "SELECT 1") == [(1,)]
    server.leave()


def test_a_killed_window_does_not_keep_the_server_alive(folder: Path) -> None:
    server = make(folder)
    server.join()
    with open_window(folder) as other:
        other.join()
        other.kill()
    server.leave()
    assert not is_running(folder)


def test_the_file_of_a_killed_window_is_cleared_away(folder: Path) -> None:
    with open_window(folder) as other:
        other.join()
        other.kill()
    server = make(folder)
    server.join()
    server.leave()
    assert list((folder / "users").iterdir()) == []


def test_a_server_whose_windows_were_all_killed_is_used_by_the_next_one(folder: Path) -> None:
    with open_window(folder) as other:
        other.join()
        other.kill()
    pid = running(folder).pid
    server = make(folder)
    server.join()
    assert running(folder).pid == pid
    server.leave()


def test_joining_again_after_the_server_was_killed_starts_it_with_all_that_was_committed(folder: Path) -> None:
    server = make(folder)
    server.join()
    ask(server, "CREATE DATABASE kept")
    ask(server, "CREATE TABLE kept.sale (id INT PRIMARY KEY) ENGINE = InnoDB")
    ask(server, "INSERT INTO kept.sale VALUES (7)")
    os.kill(running(folder).pid, signal.SIGKILL)
    server.join()
    assert ask(server, "SELECT id FROM kept.sale") == [(7,)]
    server.leave()


def test_a_pid_file_that_names_another_program_is_not_believed(folder: Path) -> None:
    (folder / "server.pid").write_text(f"{os.getpid()}\n", "ascii")
    server = make(folder)
    server.join()
    assert running(folder).pid != os.getpid()
    server.leave()
    assert not is_running(folder)


def test_a_server_whose_pid_file_is_gone_is_found_all_the_same(folder: Path) -> None:
    server = make(folder)
    server.join()
    pid = running(folder).pid
    (folder / "server.pid").unlink()
    make(folder).join()
    assert running(folder).pid == pid
    server.leave()


def test_another_folders_server_is_not_taken_for_this_ones(folder: Path, new_folder: Path) -> None:
    copy_template(new_folder)
    server, other = make(folder), make(new_folder)
    server.join()
    (new_folder / "server.pid").write_text(str(running(folder).pid), "ascii")
    other.join()
    assert running(folder).pid != running(new_folder).pid
    other.leave()
    assert ask(server, "SELECT 1") == [(1,)]
    server.leave()


def test_two_windows_that_make_a_new_folder_at_the_same_instant_share_one_server(new_folder: Path) -> None:
    with open_window(new_folder) as first, open_window(new_folder) as second:
        first.tell()
        second.tell()
        assert first.expect("joined") == second.expect("joined")
        servers = [p for p in psutil.process_iter() if f"--datadir={new_folder / 'data'}" in arguments(p)]
        assert len(servers) == 1
        first.leave()
        second.leave()
        assert not is_running(new_folder)


def test_a_window_waits_for_the_guard_and_then_joins(folder: Path) -> None:
    server = make(folder)
    with open_window(folder) as other:
        with server.guard():
            other.tell()
            server.join()
            server.leave()
        other.expect("joined")
        assert is_running(folder)
        other.leave()


def test_the_guard_may_be_held_around_a_join(folder: Path) -> None:
    server = make(folder)
    with server.guard():
        server.join()
        assert ask(server, "SELECT 1") == [(1,)]
    server.leave()
