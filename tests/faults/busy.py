"""Making a real server busy: all its connections taken, or a table locked by somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from app.models.connection import DRIVER_ERRORS, Connect, error_number
from app.models.database import Database

LEAST_CONNECTIONS = 10
"""Fewer MariaDB does not allow to be set."""
TOO_MANY = 1040


@contextmanager
def no_connection_left(owner: Database, connect: Connect) -> Iterator[None]:
    """Every connection the server allows is taken."""
    row = owner.row("SELECT @@GLOBAL.max_connections")
    before = int(row[0]) if row else 0
    taken: list[Any] = []
    owner.transaction(lambda unit: unit.execute("SET GLOBAL max_connections = %s", (LEAST_CONNECTIONS,)))
    try:
        while _one_more(connect, taken):
            pass
        yield
    finally:
        for connection in taken:
            connection.close()
        owner.transaction(lambda unit: unit.execute("SET GLOBAL max_connections = %s", (before,)))


def _one_more(connect: Connect, taken: list[Any]) -> bool:
    try:
        taken.append(connect())
    except DRIVER_ERRORS as error:
        if error_number(error) != TOO_MANY:
            raise
        return False
    return True


@contextmanager
def table_locked(connect_owner: Connect, table: str) -> Iterator[None]:
    """Another session has the whole table, as a repair or a backup does."""
    connection = connect_owner()
    connection.cursor().execute(f"LOCK TABLES {table} WRITE")
    try:
        yield
    finally:
        connection.cursor().execute("UNLOCK TABLES")
        connection.close()


def impatient(connect: Connect) -> Connect:
    """Connections that wait a second for a lock, of a row or of a table."""

    def connected() -> Any:
        connection = connect()
        cursor = connection.cursor()
        cursor.execute("SET SESSION innodb_lock_wait_timeout = 1, lock_wait_timeout = 1")
        cursor.close()
        return connection

    return connected
