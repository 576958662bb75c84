"""The two accounts of a private server: how they come to be, and what the server's owner does with his."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import mysql.connector

from app.models.server.server_options import ServerAddress

_ACCESS_DENIED = 1045
_TOO_MANY_CONNECTIONS = 1040

# The install programs leave accounts without a password there; one that is needed is made anew, with its password.
_UNUSED_HOSTS = ("127.0.0.1", "::1", "%")


class PasswordRefused(Exception):
    """The server that runs has other passwords than the folder."""


@dataclass(frozen=True, slots=True)
class Account:
    user: str
    password: str


@dataclass(frozen=True, slots=True)
class Credentials:
    """`owner` may do everything on the server; `terminal` only what is granted to it later."""

    owner: Account
    terminal: Account


def account_statements(credentials: Credentials, hosts: Iterable[str]) -> list[str]:
    """What makes the accounts, whatever was there before: run at every start, before anybody can connect."""
    owner = credentials.owner
    strangers = ["''@'localhost'", *(f"'{owner.user}'@'{host}'" for host in _UNUSED_HOSTS)]
    statements = [f"DROP USER IF EXISTS {name}" for name in strangers]
    for host in hosts:
        for account in (owner, credentials.terminal):
            name = f"'{account.user}'@'{host}'"
            statements.append(f"CREATE USER IF NOT EXISTS {name} IDENTIFIED BY '{account.password}'")
            statements.append(f"ALTER USER {name} IDENTIFIED BY '{account.password}'")
        statements.append(f"GRANT ALL PRIVILEGES ON *.* TO '{owner.user}'@'{host}' WITH GRANT OPTION")
    return statements


def is_ready(address: ServerAddress, owner: Account, limit_seconds: float) -> bool:
    """Whether the server takes connections. Raises PasswordRefused when it does, but not this owner's."""
    try:
        _connect(address, owner, limit_seconds).close()
    except mysql.connector.Error as error:
        if error.errno == _ACCESS_DENIED:
            raise PasswordRefused from error
        return bool(error.errno == _TOO_MANY_CONNECTIONS)  # it runs, and is busy: who connects next will see to that
    return True


def shut_down(address: ServerAddress, owner: Account, limit_seconds: float) -> None:
    """Ask the server to end, where no signal can: on Windows."""
    connection = _connect(address, owner, limit_seconds)
    with suppress(mysql.connector.Error):  # the answer may be lost with the server that gave it
        connection.cursor().execute("SHUTDOWN")
    with suppress(mysql.connector.Error):
        connection.close()


def _connect(address: ServerAddress, owner: Account, limit_seconds: float) -> Any:
    where: dict[str, Any] = {"host": address.host, "port": address.port}
    if address.unix_socket is not None:
        where = {"unix_socket": address.unix_socket}
    return mysql.connector.connect(
        user=owner.user,
        password=owner.password,
        connection_timeout=max(1, min(5, round(limit_seconds))),
        use_pure=False,
        **where,
    )
