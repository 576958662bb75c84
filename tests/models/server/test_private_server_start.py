"""How a private server listens and is made, and what is said when it does not start."""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

import psutil
import pytest

from app.models.errors import ServerStartFailed
from app.models.server import server_process
from app.models.server.private_server import PrivateServer
from app.models.server.server_accounts import shut_down
from app.models.server.server_folder import ServerFolder
from app.models.server.server_program import ServerProgram
from app.utils.errors import FolderNotWritable
from tests.models.server.support import make
from tests.server import ask, copy_template, end_server, is_running, running, server_program


def broken_program(path: Path, *says: str) -> ServerProgram:
    """A server program that prints these lines and gives up."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"echo '{line}'\n" for line in says)
    path.write_text(f"#!/bin/sh\n{lines}exit 1\n", "utf-8")
    path.chmod(0o755)
    return ServerProgram(path, server_program().kind, server_program().version)


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
    pid = int((tmp_path / "pid").read_text("ascii"))
    assert not psutil.pid_exists(pid) or server_process.has_ended(psutil.Process(pid))


def test_a_guard_that_is_not_let_go_ends_with_a_sentence(folder: Path) -> None:
    with make(folder).guard(), pytest.raises(ServerStartFailed):
        make(folder, guard_limit_seconds=0.1).join()
    assert not is_running(folder)


def test_the_log_does_not_grow_for_ever(folder: Path) -> None:
    (folder / "server.log").write_bytes(b"x" * 5_000_001)
    server = make(folder)
    server.join()
    assert (folder / "server.log").stat().st_size < 100_000
    assert (folder / "server.log.1").stat().st_size == 5_000_001
    server.leave()
