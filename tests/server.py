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

from app.models.private_server import PrivateServer
from app.models.server_program import ServerProgram, find_server_program


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
