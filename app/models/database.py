"""Reading, and the one transaction rule.

`Database.transaction` is the only way to write: it commits on a clean end, rolls back on anything else and retries the
*whole* unit on a deadlock or lock timeout. It never reconnects inside a unit. `Database.once` adds a request id, and
with it an answer for the one case a transaction alone cannot tell: a connection lost during COMMIT.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import random
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from app.models.connection import (
    DRIVER_ERRORS,
    LOCK_WAIT,
    LOCKS_SECONDS,
    LOST,
    RETRYABLE,
    Connect,
    busy,
    error_number,
    refusal_of,
)
from app.models.errors import DatabaseAway, DatabaseBusy, DatabaseRefused, OutcomeUnknown, RequestReused
from app.models.packet_cursor import PacketCursor
from app.models.statements import Row, Statements, Unit

T = TypeVar("T")

ATTEMPTS_MAX = 5
LOCK_WAITS_SECONDS_MAX = 5.0
"""A customer waits: once locks have been waited for so long, it is not tried again without being told."""
_LOG = logging.getLogger("foyer.database")


class RetryUnit(Exception):
    """The unit met a race it can win by running again from the start."""


class _CommitUnanswered(Exception):
    """The connection was lost after COMMIT was sent: the unit may stand or not."""


class _AlreadyDone(Exception):
    """The request id of the unit stands in the table of requests."""


@dataclass(frozen=True, slots=True)
class Request:
    """An operation that is done once: an id made at the click, and what was asked for."""

    id: str
    operation: str
    arguments: Sequence[object]

    @property
    def fingerprint(self) -> str:
        told = json.dumps([self.operation, *self.arguments], separators=(",", ":"), default=str)
        return hashlib.sha256(told.encode()).hexdigest()


class Database:
    """One lane's way to the database: one connection, used by one thread at a time."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._connection: Any = None
        self._cursor: Any = None
        self._mark = ""
        self._suspects: list[str] = []
        self._unanswered: set[str] = set()

    def close(self) -> None:
        """Give the connection back; the next use opens a new one."""
        connection, self._connection, self._cursor = self._connection, None, None
        if connection is not None:
            with contextlib.suppress(*DRIVER_ERRORS):  # it may be lost already: closing is all that is wanted
                connection.close()

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        """Read. A connection found dead is opened anew once: a read can be repeated. Raises DatabaseAway."""
        try:
            cursor = self._open()
            try:
                return Statements(cursor).rows(sql, params)
            except DRIVER_ERRORS as error:
                if error_number(error) not in LOST:
                    raise
                self.close()
                return Statements(self._open()).rows(sql, params)
        except DRIVER_ERRORS as error:
            raise self._told(error) from error

    def row(self, sql: str, params: Sequence[object] = ()) -> Row | None:
        found = self.rows(sql, params)
        return found[0] if found else None

    def transaction(self, work: Callable[[Unit], T]) -> T:
        """Run `work` in a transaction, again from the start while it meets deadlocks, at most five times.

        Raises DatabaseAway or DatabaseBusy (nothing changed), OutcomeUnknown (the answer to COMMIT was lost; where that
        matters give the operation a request id and use `once`), and whatever `work` raises.
        """
        try:
            return self._attempts(work)
        except _CommitUnanswered as error:
            sentence = "The connection was lost while saving. It may or may not be saved: look before repeating."
            raise OutcomeUnknown(sentence) from error

    def once(self, request: Request, result: str, work: Callable[[Unit], object]) -> tuple[str, bool]:
        """Run `work` at most once for `request.id`, whatever is lost on the way.

        `result` is stored with the request by the unit's first statement. Returns (result, False) when this call did
        the work, (the stored result, True) when it had been done before. Raises RequestReused when the id came with other
        arguments, OutcomeUnknown while a lost COMMIT cannot be found out (the same call again will), and what
        `transaction` raises.
        """

        def unit_of_work(unit: Unit) -> None:
            unit.later(
                "INSERT INTO requests (id, operation, fingerprint, result, created_at)"
                " VALUES (%s, %s, %s, %s, UTC_TIMESTAMP(6))",
                (request.id, request.operation, request.fingerprint, result),
                refused=_AlreadyDone,
            )
            if request.id in self._unanswered:
                unit.flush()
                self._unanswered.discard(request.id)  # the id was free: what was lost can never commit any more
            try:
                work(unit)
            except Exception:
                unit.flush()  # what was said before it failed counts: a request that was done answers with its result
                raise

        try:
            return self._attempts_through_lost_commits(request, result, unit_of_work)
        except (DatabaseAway, DatabaseBusy, DatabaseRefused) as error:
            if request.id in self._unanswered:
                raise _unknown() from error
            raise

    def _attempts_through_lost_commits(
        self, request: Request, result: str, work: Callable[[Unit], None]
    ) -> tuple[str, bool]:
        for _ in range(ATTEMPTS_MAX):
            try:
                self._attempts(work)
            except _CommitUnanswered:
                self._unanswered.add(request.id)
            except _AlreadyDone:
                self._unanswered.add(request.id)  # it stands: until that is told, nobody may hear that nothing changed
                return self._stored_result(request), True
            else:
                return result, False
        raise _unknown()

    def _stored_result(self, request: Request) -> str:
        stored = self.row("SELECT fingerprint, result FROM requests WHERE id = %s", (request.id,))
        self._unanswered.discard(request.id)
        if stored is None or stored[0] != request.fingerprint:
            raise RequestReused("This request was already used for something else. Nothing was changed; try again.")
        return str(stored[1])

    def _attempts(self, work: Callable[[Unit], T]) -> T:
        begun = time.monotonic()
        for attempt in range(1, ATTEMPTS_MAX + 1):
            try:
                return self._attempt(work)
            except (RetryUnit, *DRIVER_ERRORS) as error:
                number = error_number(error)
                if not isinstance(error, RetryUnit) and number not in RETRYABLE | LOST:
                    raise self._told(error) from error
                _LOG.info("unit runs again", extra={"attempt": attempt, "number": number})
                waited_long = number == LOCK_WAIT and time.monotonic() - begun > LOCK_WAITS_SECONDS_MAX
                if attempt == ATTEMPTS_MAX or waited_long:
                    raise _given_up(number) from error
                time.sleep(random.uniform(0.0, 0.004 * 2**attempt))  # noqa: S311  jitter, not a secret
        raise AssertionError

    def _attempt(self, work: Callable[[Unit], T]) -> T:
        unit = Unit(self._open_for_writing())
        committing = False
        try:
            unit.later("START TRANSACTION")
            answer = work(unit)
            committing = True
            unit.execute("COMMIT")
        except BaseException as error:
            lost = self._abandon(error)
            if lost and committing:
                raise _CommitUnanswered from error
            raise
        return answer

    def _abandon(self, error: BaseException) -> bool:
        """Roll the failed unit back, or give its connection up and remember it to be killed; True for the latter."""
        lost = isinstance(error, DRIVER_ERRORS) and error_number(error) in LOST
        if not lost:
            try:
                # Also after a lock wait timeout, which leaves the transaction open.
                Statements(self._cursor).execute("ROLLBACK")
            except DRIVER_ERRORS:
                lost = True
        if lost:
            self._suspects.append(self._mark)
            self.close()
        return lost

    def _open_for_writing(self) -> Any:
        """An open cursor, once every connection lost inside a unit is surely dead.

        A lost connection may still stand on the server's side with its COMMIT on the way. Killing it first means that a
        unit that then succeeds in inserting its request id can never be joined by the old one.
        """
        try:
            cursor = self._open()
            while self._suspects:
                _kill_marked(Statements(cursor), self._suspects[-1])
                self._suspects.pop()
        except DRIVER_ERRORS as error:
            raise self._told(error) from error
        return cursor

    def _open(self) -> Any:
        if self._cursor is None:
            connection = self._connect()
            cursor = connection.cursor(cursor_class=PacketCursor)
            mark = f"foyer-{secrets.token_hex(16)}"
            Statements(cursor).row("SELECT GET_LOCK(%s, 0)", (mark,))
            self._connection, self._cursor, self._mark = connection, cursor, mark
        return self._cursor

    def _told(self, error: BaseException) -> BaseException:
        """The refusal to raise for a driver's error; the error itself when it is a defect and not an outage."""
        if error_number(error) in LOST:
            self.close()
        return refusal_of(error) or error


def _kill_marked(statements: Statements, mark: str) -> None:
    """Kill the connection that holds the user lock `mark`, if it still lives.

    A connection's number alone is not enough: after a restart of the server it is somebody else's.
    """
    no_such_thread = 1094
    row = statements.row("SELECT IS_USED_LOCK(%s)", (mark,))
    if row is None or row[0] is None:
        return
    try:
        statements.execute("KILL CONNECTION %s", (int(row[0]),))
    except DRIVER_ERRORS as error:
        if error_number(error) != no_such_thread:
            raise


def _given_up(number: int) -> DatabaseAway | DatabaseBusy:
    if number in LOST:
        return DatabaseAway("The database does not answer. Nothing was changed; Foyer keeps trying.")
    return busy(LOCKS_SECONDS)


def _unknown() -> OutcomeUnknown:
    return OutcomeUnknown("Checking whether this went through: do not charge again.")
