"""What the tests of the private server share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.models.server.private_server import PrivateServer
from tests.server import server_program


def make(folder: Path, **options: Any) -> PrivateServer:
    return PrivateServer(folder, server_program(), **options)
