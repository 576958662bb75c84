"""Whether another window of the same counter is open: a user lock that goes with its connection, crash included."""

from __future__ import annotations

from app.models.statements import Reader


def alone_at(reader: Reader, counter_id: int) -> bool:
    """Whether this connection is the counter's first, or its only one left; from now on it is.

    The lock's name is a digest: MySQL takes 64 characters, and a database's name alone may have as many.
    """
    row = reader.row("SELECT GET_LOCK(CONCAT('foyer-at-', SHA1(CONCAT(DATABASE(), ':', %s))), 0)", (counter_id,))
    return bool(row and row[0] == 1)
