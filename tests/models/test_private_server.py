"""The private server as the windows of one machine see it: real servers, real second processes, real kills."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import mysql.connector
import psutil
import pytest

from app.models import server_process
from app.models.errors import ServerStartFailed
from app.models.private_server import Account, PrivateServer
from app.models.server_accounts import shut_down
from app.models.server_folder import ServerFolder
from app.models.server_program import ServerProgram
from app.utils.errors import FolderNotWritable
from tests.server import copy_template, server_program

PROJECT = Path(__file__).parents[2]

# A window in a process of its own: says what happened, then leaves when told to, or when its input ends.
WINDOW = """
import sys
from pathlib import Path
from app.models.private_server import PrivateServer
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


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder like that of a machine on which Foyer has run before; no server outlives the test."""
    path = tmp_path / "server"
    copy_template(path)
    yield path
    end_server(path)


@pytest.fixture
def new_folder(tmp_path: Path) -> Iterator[Path]:
    """Where no server has ever been."""
    path = tmp_path / "new" / "server"
    yield path
    end_server(path)


def end_server(folder: Path) -> None:
    process = server_process.find_running(ServerFolder(folder))
    if process is not None:
        server_process.end_by_force(process)


def running(folder: Path) -> psutil.Process:
    process = server_process.find_running(ServerFolder(folder))
    assert process is not None
    return process


def is_running(folder: Path) -> bool:
    return server_process.find_running(ServerFolder(folder)) is not None


def make(folder: Path, **options: Any) -> PrivateServer:
    return PrivateServer(folder, server_program(), **options)


def ask(server: PrivateServer, statement: str, account: Account | None = None) -> list[tuple[Any, ...]]:
    account = account or server.owner
    where: dict[str, Any] = {"unix_socket": server.address.unix_socket}
    if server.address.unix_socket is None:
        where = {"host": server.address.host, "port": server.address.port}
    connection: Any = mysql.connector.connect(
        user=account.user, password=account.password, use_pure=False, autocommit=True, **where
    )
    try:
        cursor = connection.cursor()
        cursor.execute(statement)
        return list(cursor.fetchall()) if cursor.with_rows else []
    finally:
        connection.close()


def broken_program(path: Path, *says: str) -> ServerProgram:
    """A server program that prints these lines and gives up."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"echo '{line}'\n" for line in says)
    path.write_text(f"#!/bin/sh\n{lines}exit 1\n", "utf-8")
    path.chmod(0o755)
    return ServerProgram(path, server_program().kind, server_program().version)


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


def arguments(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []


def test_only_the_owner_of_the_folder_can_read_it_and_its_passwords(new_folder: Path) -> None:
    server = make(new_folder)
    server.join()
    assert stat.S_IMODE(new_folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((new_folder / "credentials.json").stat().st_mode) == 0o600
    server.leave()


def test_a_folder_that_others_could_read_is_closed_to_them(folder: Path) -> None:
    folder.chmod(0o755)
    server = make(folder)
    server.join()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    server.leave()


def test_the_passwords_are_on_no_command_line_and_in_no_file_but_their_own(folder: Path) -> None:
    server = make(folder)
    server.join()
    told = [*arguments(running(folder)), (folder / "server.log").read_text("utf-8", "replace")]
    passwords = (server.owner.password, server.terminal.password)
    assert not any(password in text for password in passwords for text in told)
    assert not (folder / "accounts.sql").exists()
    server.leave()


def test_each_new_server_has_its_own_passwords(tmp_path: Path) -> None:
    made = [ServerFolder(tmp_path / name) for name in ("one", "two")]
    for new in made:
        new.prepare()
    passwords = {a.password for new in made for a in (new.credentials().owner, new.credentials().terminal)}
    assert len(passwords) == 4


def test_lost_passwords_are_replaced_at_the_next_start(folder: Path) -> None:
    (folder / "credentials.json").unlink()
    server = make(folder)
    server.join()
    for account in (server.owner, server.terminal):
        assert ask(server, "SELECT 1", account) == [(1,)]
    server.leave()


def test_a_damaged_password_file_is_told_and_not_overwritten(folder: Path) -> None:
    (folder / "credentials.json").write_text("{}", "utf-8")
    with pytest.raises(ServerStartFailed):
        make(folder).join()
    assert json.loads((folder / "credentials.json").read_text("utf-8")) == {}


def test_nobody_gets_in_without_a_password(new_folder: Path) -> None:
    server = make(new_folder)
    server.join()
    assert ask(server, "SELECT Host FROM mysql.user WHERE User = 'root'") == [("localhost",)]
    with pytest.raises(mysql.connector.Error) as refusal:
        ask(server, "SELECT 1", Account("root", ""))
    assert refusal.value.errno == 1045
    server.leave()


def test_the_owner_may_grant_what_he_has(folder: Path) -> None:
    server = make(folder)
    server.join()
    ask(server, "CREATE DATABASE foyer")
    ask(server, f"GRANT SELECT ON foyer.* TO '{server.terminal.user}'@'localhost'")
    assert ask(server, "SHOW DATABASES LIKE 'foyer'", server.terminal) == [("foyer",)]
    server.leave()


def test_what_was_granted_to_the_terminal_stays_granted(folder: Path) -> None:
    server = make(folder)
    server.join()
    ask(server, f"GRANT SELECT ON mysql.* TO '{server.terminal.user}'@'localhost'")
    server.leave()
    server.join()
    assert ask(server, "SELECT COUNT(*) > 0 FROM mysql.user", server.terminal) == [(1,)]
    server.leave()


def test_the_terminal_account_cannot_create_a_table(folder: Path) -> None:
    server = make(folder)
    server.join()
    ask(server, "CREATE DATABASE foyer")
    with pytest.raises(mysql.connector.Error) as refusal:
        ask(server, "CREATE TABLE foyer.mine (id INT)", server.terminal)
    assert refusal.value.errno == 1142
    server.leave()


def test_the_server_is_durable_and_speaks_utf8_at_read_committed(folder: Path) -> None:
    server = make(folder)
    server.join()
    isolation = "@@tx_isolation" if server_program().kind == "mariadb" else "@@transaction_isolation"
    assert ask(
        server,
        "SELECT @@innodb_flush_log_at_trx_commit, @@log_bin, @@character_set_server, @@collation_server, "
        f"{isolation}, @@max_connections, @@event_scheduler",
    ) == [(1, 0, "utf8mb4", "utf8mb4_unicode_ci", "READ-COMMITTED", 300, "OFF")]
    server.leave()


def test_a_server_on_a_socket_listens_on_no_port(folder: Path) -> None:
    server = make(folder, over_tcp=False)
    server.join()
    assert running(folder).net_connections(kind="inet") == []
    server.leave()


def test_over_tcp_both_accounts_connect_at_a_loopback_port(folder: Path) -> None:
    server = make(folder, over_tcp=True)
    server.join()
    assert server.address.unix_socket is None
    listening = {c.laddr for c in running(folder).net_connections(kind="inet") if c.status == psutil.CONN_LISTEN}
    assert listening == {("127.0.0.1", server.address.port)}
    for account in (server.owner, server.terminal):
        assert ask(server, "SELECT 1", account) == [(1,)]
    server.leave()


def test_the_port_is_remembered(folder: Path) -> None:
    server = make(folder, over_tcp=True)
    server.join()
    port = server.address.port
    server.leave()
    server.join()
    assert server.address.port == port
    server.leave()


def test_a_port_that_somebody_else_took_is_replaced(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        (folder / "port").write_text(str(port), "ascii")
        server = make(folder, over_tcp=True)
        server.join()
        assert server.address.port != port
        assert ask(server, "SELECT 1") == [(1,)]
        server.leave()


def test_a_statement_stops_the_server_where_no_signal_can(folder: Path) -> None:
    server = make(folder, over_tcp=True)
    server.join()
    process = running(folder)
    shut_down(server.address, server.owner, 5.0)
    assert server_process.wait_for_end(process, 30.0)
    server.leave()


def test_a_long_folder_path_with_spaces_works(tmp_path: Path) -> None:
    path = tmp_path / ("a long name " * 10).strip() / "server"
    server = make(path)
    server.join()
    try:
        assert ask(server, "SELECT 1") == [(1,)]
        assert server.address.unix_socket is not None
        place = Path(server.address.unix_socket).parent
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
    finally:
        server.leave()
        end_server(path)
    assert not place.exists()


def test_a_second_window_finds_the_socket_of_a_long_folder_path(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 120) / "server"
    copy_template(path)
    server, second = make(path), make(path)
    server.join()
    try:
        second.join()
        assert second.address == server.address
    finally:
        second.leave()
        server.leave()
        end_server(path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(FolderNotWritable) as refusal:
        make(tmp_path / "file" / "server").join()
    assert str(tmp_path / "file" / "server") in refusal.value.sentence


def test_a_crash_while_making_the_data_folder_is_repaired_at_the_next_start(new_folder: Path) -> None:
    halfway = new_folder / "data.new-0123abcd"
    halfway.mkdir(parents=True)
    (halfway / "ibdata1").write_bytes(b"half")
    server = make(new_folder)
    server.join()
    assert ask(server, "SELECT 1") == [(1,)]
    assert not halfway.exists()
    server.leave()


def test_a_crash_between_making_the_data_and_the_accounts_is_repaired(new_folder: Path) -> None:
    folder = ServerFolder(new_folder)
    folder.prepare()
    folder.make_data(server_program())
    server = make(new_folder)
    server.join()
    assert ask(server, "SELECT 1", server.terminal) == [(1,)]
    server.leave()


def test_a_server_that_gives_up_is_told_with_its_first_error_and_its_log(folder: Path, tmp_path: Path) -> None:
    program = broken_program(
        tmp_path / "bin" / "mariadbd", "[Note] hello", "0 [ERROR] The tables are upside down", "0 [ERROR] Aborting"
    )
    with pytest.raises(ServerStartFailed) as failure:
        PrivateServer(folder, program).join()
    assert '"The tables are upside down"' in failure.value.sentence
    assert str(folder / "server.log") in failure.value.sentence


def test_a_server_that_gives_up_without_a_word_is_told(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ServerStartFailed):
        PrivateServer(folder, broken_program(tmp_path / "mariadbd")).join()


def test_a_server_program_that_has_gone_is_told(folder: Path, tmp_path: Path) -> None:
    program = ServerProgram(tmp_path / "mariadbd", server_program().kind, server_program().version)
    with pytest.raises(ServerStartFailed):
        PrivateServer(folder, program).join()


def test_a_failed_start_counts_nobody_and_the_next_one_works(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ServerStartFailed):
        PrivateServer(folder, broken_program(tmp_path / "mariadbd")).join()
    assert list((folder / "users").iterdir()) == []
    server = make(folder)
    server.join()
    assert ask(server, "SELECT 1") == [(1,)]
    server.leave()


@pytest.mark.parametrize(
    "line",
    [
        '[ERROR] Error writing file (Errcode: 28 "No space left on device")',
        "[ERROR] InnoDB: preallocating 12582912 bytes for file ./ibtmp1 failed with error 28",
        "[ERROR] InnoDB: Operating system error number 28 in a file operation.",
    ],
)
def test_a_full_disk_is_told_as_such(folder: Path, tmp_path: Path, line: str) -> None:
    with pytest.raises(FolderNotWritable) as refusal:
        PrivateServer(folder, broken_program(tmp_path / "mariadbd", line)).join()
    assert "full" in refusal.value.sentence


def test_the_data_of_the_other_product_are_refused_before_it_touches_them(folder: Path) -> None:
    real = server_program()
    other = ServerProgram(real.path, "mysql" if real.kind == "mariadb" else "mariadb", (99, 0))
    with pytest.raises(ServerStartFailed):
        PrivateServer(folder, other).join()
    assert not (folder / "server.log").exists()


def test_a_server_that_does_not_answer_ends_with_a_sentence_within_the_limit(folder: Path) -> None:
    server = make(folder)
    server.join()
    process = running(folder)
    process.suspend()
    try:
        with pytest.raises(ServerStartFailed):
            make(folder, start_limit_seconds=1).join()
    finally:
        process.resume()
    server.leave()


def test_a_start_that_takes_too_long_leaves_no_process_behind(folder: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "never")
    hangs = tmp_path / "mariadbd"
    hangs.write_text(f"#!/bin/sh\necho $$ > '{tmp_path}/pid'\nread line < '{tmp_path}/never'\n", "utf-8")
    hangs.chmod(0o755)
    program = ServerProgram(hangs, server_program().kind, server_program().version)
    with pytest.raises(ServerStartFailed):
        PrivateServer(folder, program, start_limit_seconds=1).join()
    assert not psutil.pid_exists(int((tmp_path / "pid").read_text("ascii")))


def test_a_guard_that_is_not_let_go_ends_with_a_sentence(folder: Path) -> None:
    with make(folder).guard(), pytest.raises(ServerStartFailed):
        make(folder, guard_limit_seconds=0.1).join()
    assert not is_running(folder)


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


def test_the_log_does_not_grow_for_ever(folder: Path) -> None:
    (folder / "server.log").write_bytes(b"x" * 5_000_001)
    server = make(folder)
    server.join()
    assert (folder / "server.log").stat().st_size < 100_000
    assert (folder / "server.log.1").stat().st_size == 5_000_001
    server.leave()
