"""What a transaction is tried with: a note is a row that a terminal's account may write, and nobody else reads."""

from __future__ import annotations

from app.models.connection import Target
from app.models.server.private_server import PrivateServer
from app.models.statements import Reader, Unit
from app.utils.codes import new_request_id


def new_note() -> str:
    """The key of a note that is not written yet."""
    return new_request_id()


def write(unit: Unit, *notes: str) -> None:
    for note in notes:
        unit.execute(
            "INSERT INTO requests (id, operation, fingerprint, result, created_at)"
            " VALUES (%s, 'NOTE', '', '', UTC_TIMESTAMP(6))",
            (note,),
        )


def standing(reader: Reader, *notes: str) -> int:
    """How many of the notes stand."""
    row = reader.row("SELECT COUNT(*) FROM requests WHERE id IN %s", (notes,))
    return int(row[0]) if row else 0


def terminal_target(server: PrivateServer, database: str = "foyer") -> Target:
    """Where a terminal of that server connects to."""
    return Target(
        server.terminal.user,
        server.terminal.password,
        database,
        host=server.address.host,
        port=server.address.port,
        unix_socket=server.address.unix_socket,
    )
