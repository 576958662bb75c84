"""Which program the server is made of is asked only by the window that has to start it."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from app.models.errors import ServerProgramMissing
from app.models.server.private_server import PrivateServer
from app.models.server.server_program import ServerProgram
from tests.server import ask, copy_template, end_server, is_running, server_program, start_private_server


def not_found() -> NoReturn:
    raise ServerProgramMissing("Foyer found no database server program on this machine.")


def test_a_running_server_is_joined_without_looking_for_its_program(tmp_path: Path) -> None:
    first = start_private_server(tmp_path / "server")
    try:
        second = PrivateServer(tmp_path / "server", not_found)
        second.join()
        assert ask(second, "SELECT 1") == [(1,)]
        second.leave()
    finally:
        first.leave()


def test_to_start_a_server_its_program_is_found_once(tmp_path: Path) -> None:
    asked = 0

    def find() -> ServerProgram:
        nonlocal asked
        asked += 1
        return server_program()

    copy_template(tmp_path / "server")
    server = PrivateServer(tmp_path / "server", find)
    try:
        server.join()
        assert ask(server, "SELECT 1") == [(1,)]
        server.leave()
        server.join()
        assert asked == 1
        server.leave()
    finally:
        end_server(tmp_path / "server")


def test_a_server_that_has_to_be_started_wants_a_program(tmp_path: Path) -> None:
    copy_template(tmp_path / "server")
    with pytest.raises(ServerProgramMissing):
        PrivateServer(tmp_path / "server", not_found).join()
    assert not is_running(tmp_path / "server")
