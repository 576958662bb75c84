"""Opening the database a program works with: the private server of this machine, or the one named in the settings."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.models.connection import Connect, Target, connector
from app.models.database import Database
from app.models.server import migrations
from app.models.server.private_server import PrivateServer
from app.utils.settings import Settings


@dataclass(frozen=True, slots=True)
class House:
    """A database that is ready to be sold from: `connect` opens terminal connections, `connect_owner` the owner's.

    `connect_owner` is None on a terminal that was not given the owner's account.
    """

    connect: Connect
    connect_owner: Connect | None


def open_private(server: PrivateServer, database_name: str, timeout_seconds: int) -> House:
    """The database of that name on this machine's own server, made and brought up to date. Joins the server.

    Raises ServerStartFailed, FolderNotWritable, SchemaMismatch.
    """
    server.join()
    place: dict[str, Any] = {
        "host": server.address.host,
        "port": server.address.port,
        "unix_socket": server.address.unix_socket,
        "timeout_seconds": timeout_seconds,
    }
    terminal = Target(server.terminal.user, server.terminal.password, database_name, **place)
    owner = Target(server.owner.user, server.owner.password, database_name, **place)
    with server.guard(), _database(Target(owner.user, owner.password, None, **place)) as bare:
        if not migrations.is_current(bare, database_name):
            migrations.create_database(bare, database_name)

            def grant() -> None:
                for host in server.account_hosts:
                    migrations.grant_terminal(bare, database_name, f"'{terminal.user}'@'{host}'")

            with _database(owner) as database:
                migrations.migrate(database, finish=grant)
    return House(connector(terminal), connector(owner))


def open_shared(settings: Settings) -> House:
    """The database named in the settings. Migrates when the owner's account is given, else checks the schema.

    Raises DatabaseAway, DatabaseRefused, SchemaMismatch.
    """
    terminal = _shared(settings, settings.db_user, settings.db_password)
    owner = _shared(settings, settings.db_owner_user, settings.db_owner_password)
    if settings.db_owner_user:
        with _database(*owner) as database:
            migrations.migrate(database)
    with _database(*terminal) as database:
        migrations.check_schema(database)
    return House(connector(*terminal), connector(*owner) if settings.db_owner_user else None)


def prove_shared(settings: Settings) -> str:
    """Reach the server of the settings without changing it, and say what was found. Raises what `open_shared` does."""
    owner_first = bool(settings.db_owner_user)
    user = settings.db_owner_user if owner_first else settings.db_user
    password = settings.db_owner_password if owner_first else settings.db_password
    with _database(*_shared(settings, user, password)) as database:
        version = database.row("SELECT VERSION()")
        if not owner_first:
            migrations.check_schema(database)
    return f"Reached: the server answers as {version[0] if version else 'unknown'}."


def _shared(settings: Settings, user: str, password: str) -> tuple[Target, ...]:
    """The servers of the settings, in their order, for one account."""
    return tuple(
        Target(
            user,
            password,
            settings.db_name,
            host=server.host,
            port=server.port,
            timeout_seconds=settings.db_timeout_seconds,
            tls=_tls(settings),
        )
        for server in settings.db_host
    )


def _tls(settings: Settings) -> dict[str, Any]:
    if settings.db_tls == "off":
        return {"ssl_disabled": True}
    tls: dict[str, Any] = {"ssl_disabled": False}
    if settings.db_tls == "verify":
        tls |= {"ssl_verify_cert": True, "ssl_verify_identity": True}
    if settings.db_tls_ca is not None:
        tls["ssl_ca"] = str(settings.db_tls_ca)
    return tls


@contextlib.contextmanager
def _database(*targets: Target) -> Iterator[Database]:
    database = Database(connector(*targets))
    try:
        yield database
    finally:
        database.close()
