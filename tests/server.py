"""Private servers for tests: real ones, quick because their data folder is copied and not made.

The program is named by FOYER_TEST_SERVER_PROGRAM, or else found as Foyer finds it.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import mysql.connector
import psutil

from app.models.server import server_process
from app.models.server.private_server import Account, PrivateServer
from app.models.server.server_folder import ServerFolder
from app.models.server.server_program import ServerProgram, find_server_program


@cache
def server_program() -> ServerProgram:
    return find_server_program(os.environ.get("FOYER_TEST_SERVER_PROGRAM") or None)


@cache
def template_folder() -> Path:
    """A server folder that was started once and stopped: its accounts exist, nothing else does."""
    home = Path(tempfile.mkdtemp(prefix="foyer-template-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    server = PrivateServer(home / "server", server_program())
    server.join()
    server.leave()
    return home / "server"


def copy_template(folder: Path) -> None:
    """Make `folder` a server folder like the template's, with its passwords."""
    folder.mkdir(mode=0o700, parents=True)
    shutil.copytree(template_folder() / "data", folder / "data")
    shutil.copy(template_folder() / "credentials.json", folder / "credentials.json")


def start_private_server(folder: Path) -> PrivateServer:
    """A joined server on a copy of the template; the caller leaves it. `folder` is made, if it is new."""
    if not folder.exists():
        copy_template(folder)
    server = PrivateServer(folder, server_program())
    server.join()
    return server


def end_server(folder: Path) -> None:
    """After a test, however it went: nothing may run on this folder."""
    process = server_process.find_running(ServerFolder(folder))
    if process is not None:
        server_process.end_by_force(process)


def running(folder: Path) -> psutil.Process:
    process = server_process.find_running(ServerFolder(folder))
    assert process is not None
    return process


def is_running(folder: Path) -> bool:
    return server_process.find_running(ServerFolder(folder)) is not None


def ask(server: PrivateServer, statement: str, account: Account | None = None) -> list[tuple[Any, ...]]:
    """The rows of one statement, as the owner unless another account is given."""
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


def arguments(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []
