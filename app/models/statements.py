"""SQL over an open cursor: reading, writing, and the transaction under way. Values are always parameters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from app.models.connection import DRIVER_ERRORS, DUPLICATE_KEY, NULL_REFUSED, error_number

Row = tuple[Any, ...]


class DuplicateKey(Exception):
    """A unique key refused a row; the models turn it into the trade's own refusal."""


class NewId:
    """Stands for an id that only the server knows yet."""


NEW_ID: Final = NewId()
"""Among the parameters: the id of the row that `insert_later` wrote in the same packet, nothing with an id after it."""


_SPELT_OUT = (tuple, NewId)


@dataclass(slots=True)
class _Waiting:
    """A statement, its values, what to raise when a unique key refuses it, and where its answer goes."""

    sql: str
    values: list[object]
    refused: type[Exception] = DuplicateKey
    answer: list[Row] | None = None
    found: list[int] | None = None
    new_id: list[int] | None = None
    absent: type[Exception] | None = None


def expanded(sql: str, params: Sequence[object]) -> tuple[str, list[object]]:
    """`IN %s` with a tuple as its parameter becomes `IN (%s, %s)`, NEW_ID an expression; the values stay parameters."""
    if not any(isinstance(value, _SPELT_OUT) for value in params):
        return sql, list(params)
    pieces = sql.split("%s")
    text = [pieces[0]]
    values: list[object] = []
    for value, piece in zip(params, pieces[1:], strict=True):
        if isinstance(value, NewId):
            text.append("LAST_INSERT_ID()")
        elif isinstance(value, tuple):
            text.append("(" + ", ".join(["%s"] * len(value)) + ")")
            values.extend(value)
        else:
            text.append("%s")
            values.append(value)
        text.append(piece)
    return "".join(text), values


class Statements:
    """SQL over one open cursor. A tuple among the parameters stands for an IN list.

    A counter far from its server waits for round trips and not for statements. What nobody needs an answer from is said
    with `later`: it travels with the next statement (COMMIT at the latest), runs before it, and fails the unit like any
    other.
    """

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor
        self._waiting: list[_Waiting] = []

    def execute(self, sql: str, params: Sequence[object] = ()) -> int:
        """Run a writing statement; returns the number of rows it *found*. Raises DuplicateKey or the driver's error."""
        self._send(_Waiting(*expanded(sql, params)))
        return int(self._cursor.rowcount)

    def later(self, sql: str, params: Sequence[object] = (), refused: type[Exception] = DuplicateKey) -> None:
        """Run a writing statement together with the next one, which raises `refused` when a unique key refuses a row."""
        self._waiting.append(_Waiting(*expanded(sql, params), refused))

    def found_later(self, sql: str, params: Sequence[object] = ()) -> list[int]:
        """Run a writing statement together with the next one: the list then has the number of rows it *found*."""
        found: list[int] = []
        self._waiting.append(_Waiting(*expanded(sql, params), found=found))
        return found

    def insert_later(
        self,
        sql: str,
        params: Sequence[object] = (),
        refused: type[Exception] = DuplicateKey,
        absent: type[Exception] | None = None,
    ) -> list[int]:
        """Run an INSERT of one row together with the next statement: the list then has its new id.

        The next statement raises `absent` where a row that the INSERT looks up is not there, and NULL may not stand for it.
        """
        new_id: list[int] = []
        self._waiting.append(_Waiting(*expanded(sql, params), refused, new_id=new_id, absent=absent))
        return new_id

    def rows_later(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        """Read together with the next statement: the list is filled when that is sent."""
        answer: list[Row] = []
        self._waiting.append(_Waiting(*expanded(sql, params), answer=answer))
        return answer

    def flush(self) -> None:
        """Run what waits without waiting for a next statement: for who must know at once that it was not refused."""
        if self._waiting:
            self._send(self._waiting.pop())

    def insert(self, sql: str, params: Sequence[object] = ()) -> int:
        """Run an INSERT of one row; returns its new id."""
        self.execute(sql, params)
        return int(self._cursor.lastrowid or 0)

    def insert_rows(self, head: str, rows: Sequence[Sequence[object]]) -> int:
        """Insert `rows` with statements of up to 1,000 rows; `head` ends in VALUES. Returns the rows inserted."""
        return sum(self.execute(sql, values) for sql, values in _inserts(head, rows))

    def insert_rows_later(
        self, head: str, rows: Sequence[Sequence[object]], refused: type[Exception] = DuplicateKey
    ) -> None:
        """Insert `rows` together with the next statement, which raises `refused` when a unique key refuses one."""
        self._waiting.extend(_Waiting(sql, values, refused) for sql, values in _inserts(head, rows))

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        answer = self.rows_later(sql, params)
        self.flush()
        return answer

    def row(self, sql: str, params: Sequence[object] = ()) -> Row | None:
        found = self.rows(sql, params)
        return found[0] if found else None

    def _send(self, last: _Waiting) -> None:
        """Send what waits and then this statement in one packet; the server stops at the first that fails."""
        packet, self._waiting = [*self._waiting, last], []
        answered = 0
        try:
            self._cursor.execute(
                "; ".join(each.sql for each in packet), [value for each in packet for value in each.values]
            )
            self._keep(packet[0])
            for answered in range(1, len(packet)):
                self._cursor.nextset()
                self._keep(packet[answered])
        except DRIVER_ERRORS as error:
            failed = packet[answered]
            if error_number(error) == DUPLICATE_KEY:
                raise failed.refused(str(error)) from error
            if error_number(error) == NULL_REFUSED and failed.absent is not None:
                raise failed.absent(str(error)) from error
            raise

    def _keep(self, answered: _Waiting) -> None:
        if answered.found is not None:
            answered.found.append(int(self._cursor.rowcount))
        if answered.new_id is not None:
            answered.new_id.append(int(self._cursor.lastrowid or 0))
        if answered.answer is not None:
            answered.answer.extend(self._cursor.fetchall())


def _inserts(head: str, rows: Sequence[Sequence[object]]) -> Iterator[tuple[str, list[object]]]:
    for start in range(0, len(rows), 1000):
        chunk = rows[start : start + 1000]
        one = "(" + ", ".join(["%s"] * len(chunk[0])) + ")"
        yield expanded(head + " " + ", ".join([one] * len(chunk)), [value for row in chunk for value in row])


class Reader(Protocol):
    """Whatever can be read from: a Database outside a transaction, a Unit within one."""

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[Row]: ...

    def row(self, sql: str, params: Sequence[object] = ()) -> Row | None: ...


class Unit(Statements):
    """A transaction under way: what is done through it stands or falls together."""
