"""SQL over an open cursor: reading, writing, and the transaction under way. Values are always parameters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from app.models.connection import DRIVER_ERRORS, DUPLICATE_KEY, error_number

Row = tuple[Any, ...]


class DuplicateKey(Exception):
    """A unique key refused a row; the models turn it into the trade's own refusal."""


def expanded(sql: str, params: Sequence[object]) -> tuple[str, list[object]]:
    """`IN %s` with a tuple as its parameter becomes `IN (%s, %s)`; the values stay parameters."""
    if not any(isinstance(value, tuple) for value in params):
        return sql, list(params)
    pieces = sql.split("%s")
    text = [pieces[0]]
    values: list[object] = []
    for value, piece in zip(params, pieces[1:], strict=True):
        if isinstance(value, tuple):
            text.append("(" + ", ".join(["%s"] * len(value)) + ")")
            values.extend(value)
        else:
            text.append("%s")
            values.append(value)
        text.append(piece)
    return "".join(text), values


class Statements:
    """SQL over one open cursor. A tuple among the parameters stands for an IN list."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def execute(self, sql: str, params: Sequence[object] = ()) -> int:
        """Run a writing statement; returns the number of rows it *found*. Raises DuplicateKey or the driver's error."""
        text, values = expanded(sql, params)
        try:
            self._cursor.execute(text, values)
        except DRIVER_ERRORS as error:
            if error_number(error) == DUPLICATE_KEY:
                raise DuplicateKey(str(error)) from error
            raise
        return int(self._cursor.rowcount)

    def insert(self, sql: str, params: Sequence[object] = ()) -> int:
        """Run an INSERT of one row; returns its new id."""
        self.execute(sql, params)
        return int(self._cursor.lastrowid or 0)

    def insert_rows(self, head: str, rows: Sequence[Sequence[object]]) -> int:
        """Insert `rows` with statements of up to 1,000 rows; `head` ends in VALUES. Returns the rows inserted."""
        inserted = 0
        for start in range(0, len(rows), 1000):
            chunk = rows[start : start + 1000]
            one = "(" + ", ".join(["%s"] * len(chunk[0])) + ")"
            values = [value for row in chunk for value in row]
            inserted += self.execute(head + " " + ", ".join([one] * len(chunk)), values)
        return inserted

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        text, values = expanded(sql, params)
        self._cursor.execute(text, values)
        return [tuple(row) for row in self._cursor.fetchall()]

    def row(self, sql: str, params: Sequence[object] = ()) -> Row | None:
        found = self.rows(sql, params)
        return found[0] if found else None


class Reader(Protocol):
    """Whatever can be read from: a Database outside a transaction, a Unit within one."""

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[Row]: ...

    def row(self, sql: str, params: Sequence[object] = ()) -> Row | None: ...


class Unit(Statements):
    """A transaction under way: what is done through it stands or falls together."""
