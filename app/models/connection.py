"""One connection to the database: how it is opened, and what the server's error numbers mean.

Errors are told apart by number, never by class: the driver's classes differ between its C and its Python half.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import mysql.connector
from mysql.connector.constants import ClientFlag

from app.models.errors import DatabaseAway, DatabaseBusy, DatabaseRefused

try:
    from _mysql_connector import MySQLInterfaceError
except ImportError as reason:  # the wheel's C half is missing or does not load: every terminal must behave the same
    message = "The database driver's C extension does not load; install the requirements again with pip."
    raise ImportError(message) from reason

DRIVER_ERRORS = (mysql.connector.Error, MySQLInterfaceError)

DUPLICATE_KEY = 1062
NULL_REFUSED = 1048
SERVER_GONE = 2006
UNKNOWN_DATABASE = 1049
NO_SUCH_TABLE = 1146
LOCK_WAIT = 1205
RETRYABLE = frozenset({1213, LOCK_WAIT, 1020, 1467})
"""Deadlock, lock wait timeout, MariaDB 11.6's "record has changed since last read", and what MariaDB tells instead of the
first two to who waits for the next number of an AUTO_INCREMENT.
"""
LOST = frozenset({2002, 2003, 2005, 2006, 2013, 2055, 1053, 1077, 1079, 1152, 1184, 1158, 1159, 1160, 1161, 1927, 4031})
"""The connection is gone or never came to be: client errors, server shutting down, network errors, killed."""
BUSY = frozenset({1040, 1203, 1226})
"""Too many connections, to the server or of the account."""
CONNECTIONS_SECONDS, LOCKS_SECONDS = 5, 3
"""After how long it is worth trying again: a connection has to be given back, a lock only let go."""
REFUSED = frozenset({1044, 1045, 1049, 1698, 1130, 3118, 4151})
"""Wrong account, wrong password, no such database, host not allowed, account locked."""
NEEDS_TLS = frozenset({2061, 3159})
"""The account's password may not travel unencrypted."""
READ_ONLY = frozenset({1290, 1792, 1836})

SESSION = (
    "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED",
    # A whole table locked by somebody else is waited for as long as a row: the servers' own patience is a day or a year.
    "SET SESSION time_zone = '+00:00', innodb_lock_wait_timeout = 5, lock_wait_timeout = 5, sql_mode = 'TRADITIONAL'",
)

Connect = Callable[[], Any]
"""Opens a fresh driver connection with the session set up, or raises a driver error."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where the database is and who asks. `tls` holds the driver's own ssl_* arguments."""

    user: str
    password: str
    database: str | None
    host: str = "127.0.0.1"
    port: int = 3306
    unix_socket: str | None = None
    timeout_seconds: int = 5
    tls: Mapping[str, Any] | None = None

    def __repr__(self) -> str:
        """Without the password: a target may end up in a log."""
        place = self.unix_socket or f"{self.host}:{self.port}"
        return f"Target({self.user}@{place}/{self.database})"


def error_number(error: BaseException) -> int:
    """The server's or the client's error number; 0 when the driver gives none."""
    number = getattr(error, "errno", None)
    if number == -1 and isinstance(error, mysql.connector.OperationalError):
        return SERVER_GONE  # "Connection not available": the driver's own words, without a number
    return int(number) if number else 0


def open_connection(target: Target) -> Any:
    """A fresh connection to `target` with this house's session settings. Raises the driver's own errors."""
    place: dict[str, Any] = (
        {"unix_socket": target.unix_socket} if target.unix_socket else {"host": target.host, "port": target.port}
    )
    if target.tls is not None:
        place |= target.tls
    connection = mysql.connector.connect(
        **place,
        user=target.user,
        password=target.password,
        database=target.database,
        use_pure=False,
        autocommit=True,
        charset="utf8mb4",
        collation="utf8mb4_unicode_ci",
        connection_timeout=target.timeout_seconds,
        # Above the lock wait timeout: a statement that waits for a lock is not a lost connection.
        read_timeout=target.timeout_seconds + 5,
        write_timeout=target.timeout_seconds,
        # Rowcount tells rows found, not only changed: renewing a hold at its limit changes nothing.
        client_flags=[ClientFlag.FOUND_ROWS],
    )
    cursor = connection.cursor(buffered=True)
    for statement in SESSION:
        cursor.execute(statement)
    cursor.close()
    return connection


def connector(*targets: Target) -> Connect:
    """A function that opens connections to the first of `targets`, in their order, that can be reached."""

    def connect() -> Any:
        for target in targets[:-1]:
            try:
                return open_connection(target)
            except DRIVER_ERRORS as error:
                if error_number(error) not in LOST:
                    raise
        return open_connection(targets[-1])

    return connect


def busy(wait_seconds: int) -> DatabaseBusy:
    """The refusal of a database that has too much to do: when it is worth asking again."""
    return DatabaseBusy(f"The database is busy: try again in {wait_seconds} s. Nothing was changed.", wait_seconds)


def refusal_of(error: BaseException) -> DatabaseAway | DatabaseBusy | DatabaseRefused | None:
    """The expected refusal a driver's error stands for when it is about reaching the database; None if it is not."""
    number = error_number(error)
    if number in BUSY:
        return busy(CONNECTIONS_SECONDS)
    if number in RETRYABLE:
        return busy(LOCKS_SECONDS)
    for numbers, refusal, sentence in _REFUSALS:
        if number in numbers:
            return refusal(sentence)
    return None


_REFUSALS: tuple[tuple[frozenset[int], type[DatabaseAway] | type[DatabaseRefused], str], ...] = (
    (LOST, DatabaseAway, "The database does not answer. Nothing was changed; Foyer keeps trying."),
    (
        frozenset({UNKNOWN_DATABASE}),
        DatabaseRefused,
        "The database server answers, but it has no database of that name. Check FOYER_DB_NAME in .env.",
    ),
    (
        REFUSED,
        DatabaseRefused,
        "The database refuses this account. Check FOYER_DB_USER and FOYER_DB_PASSWORD in .env, then start again.",
    ),
    (
        NEEDS_TLS,
        DatabaseRefused,
        "The database wants an encrypted connection. Set FOYER_DB_TLS=verify in .env, or on.",
    ),
    (
        READ_ONLY,
        DatabaseRefused,
        "The database is read-only just now. Nothing was changed; ask whoever runs the server.",
    ),
)
