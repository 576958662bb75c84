"""The one transaction rule, on the real server: a unit stands whole or not at all, whatever it meets."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.models.connection import Target, connector, open_connection
from app.models.database import ATTEMPTS_MAX, Database, Request, RetryUnit
from app.models.errors import DatabaseAway, DatabaseBusy, DatabaseRefused, RequestReused
from app.models.server.house import House
from app.models.server.private_server import PrivateServer
from app.models.statements import Unit
from tests.models import notes
from tests.server import start_private_server


class Defect(Exception):
    """What no rule of the house expects."""


def nothing(unit: Unit) -> None:
    """Work that changes nothing beside its request."""


@pytest.fixture
def target(server: PrivateServer, house: House) -> Target:
    return notes.terminal_target(server)


@pytest.fixture
def database(target: Target) -> Iterator[Database]:
    opened = Database(connector(target))
    yield opened
    opened.close()


@pytest.fixture
def other(target: Target) -> Iterator[Any]:
    """Another counter's bare connection."""
    connection = open_connection(target)
    yield connection
    connection.close()


@pytest.fixture
def request_of() -> Callable[..., Request]:
    request_id = notes.new_note()
    return lambda *arguments, operation="SELL": Request(request_id, operation, arguments)


def kill(owner: Database, connection_id: object) -> None:
    owner.transaction(lambda unit: unit.execute("KILL CONNECTION %s", (connection_id,)))


def connection_id(reader: Database | Unit) -> int:
    row = reader.row("SELECT CONNECTION_ID()")
    assert row is not None
    return int(row[0])


def test_a_unit_that_ends_well_stands_and_gives_its_answer(database: Database, owner: Database) -> None:
    first, second = notes.new_note(), notes.new_note()

    def work(unit: Unit) -> str:
        notes.write(unit, first, second)
        return "done"

    assert database.transaction(work) == "done"
    assert notes.standing(owner, first, second) == 2


@pytest.mark.parametrize("error", [Defect(), KeyboardInterrupt()])
def test_a_unit_that_fails_leaves_nothing(database: Database, owner: Database, error: BaseException) -> None:
    note = notes.new_note()

    def work(unit: Unit) -> None:
        notes.write(unit, note)
        raise error

    with pytest.raises(type(error)):
        database.transaction(work)
    assert notes.standing(owner, note) == 0


def test_a_failed_unit_keeps_no_locks(database: Database, other: Any) -> None:
    note = notes.new_note()

    def work(unit: Unit) -> None:
        notes.write(unit, note)
        raise Defect

    with pytest.raises(Defect):
        database.transaction(work)
    cursor = other.cursor()
    cursor.execute("SET SESSION innodb_lock_wait_timeout = 1")
    cursor.execute("INSERT INTO requests VALUES (%s, 'NOTE', '', '', UTC_TIMESTAMP(6))", (note,))
    assert cursor.rowcount == 1


def test_a_deadlock_runs_the_whole_unit_again(database: Database, other: Any) -> None:
    first, second = sorted((notes.new_note(), notes.new_note()))
    cursor = other.cursor()
    cursor.execute("START TRANSACTION")
    heavier = [(notes.new_note(),) for _ in range(50)]  # the server sacrifices the lighter transaction
    cursor.executemany("INSERT INTO requests VALUES (%s, 'NOTE', '', '', UTC_TIMESTAMP(6))", [*heavier, (second,)])

    def wait_and_go() -> None:
        cursor.execute("INSERT INTO requests VALUES (%s, 'NOTE', '', '', UTC_TIMESTAMP(6))", (first,))
        cursor.execute("ROLLBACK")

    rival = threading.Thread(target=wait_and_go)
    tries: list[int] = []

    def work(unit: Unit) -> None:
        tries.append(len(tries))
        notes.write(unit, first)
        if len(tries) == 1:
            rival.start()
        notes.write(unit, second)

    database.transaction(work)
    rival.join()
    assert len(tries) == 2
    assert notes.standing(database, first, second) == 2


def test_a_lock_wait_runs_the_whole_unit_again(target: Target, other: Any) -> None:
    database = Database(impatient(target))
    before, wanted = notes.new_note(), notes.new_note()
    cursor = other.cursor()
    cursor.execute("START TRANSACTION")
    cursor.execute("INSERT INTO requests VALUES (%s, 'NOTE', '', '', UTC_TIMESTAMP(6))", (wanted,))
    tries: list[int] = []

    def work(unit: Unit) -> None:
        tries.append(len(tries))
        if len(tries) == 2:
            cursor.execute("ROLLBACK")
        notes.write(unit, before, wanted)

    database.transaction(work)
    database.close()
    assert len(tries) == 2
    assert notes.standing(Database(connector(target)), before, wanted) == 2


def impatient(target: Target) -> Callable[[], Any]:
    """Connections that wait a second for a lock, the least MySQL knows."""

    def connect() -> Any:
        connection = open_connection(target)
        cursor = connection.cursor()
        cursor.execute("SET SESSION innodb_lock_wait_timeout = 1")
        cursor.close()
        return connection

    return connect


def test_five_races_lost_in_a_row_are_told_as_busy(database: Database, owner: Database) -> None:
    note = notes.new_note()
    tries: list[int] = []

    def work(unit: Unit) -> None:
        tries.append(len(tries))
        notes.write(unit, note)
        raise RetryUnit

    with pytest.raises(DatabaseBusy):
        database.transaction(work)
    assert len(tries) == ATTEMPTS_MAX == 5
    assert notes.standing(owner, note) == 0


def test_a_connection_lost_within_a_unit_runs_all_of_it_again_on_another(database: Database, owner: Database) -> None:
    before, after = notes.new_note(), notes.new_note()
    ids: list[int] = []
    ends: list[str] = []

    def work(unit: Unit) -> None:
        ids.append(connection_id(unit))
        notes.write(unit, before)
        if len(ids) == 1:
            kill(owner, ids[0])
        try:
            notes.write(unit, after)
        except BaseException:
            ends.append("failed")
            raise
        ends.append("passed")

    database.transaction(work)
    assert ends == ["failed", "passed"]
    assert ids[0] != ids[1]
    assert notes.standing(owner, before, after) == 2


def test_a_read_opens_a_dead_connection_anew(database: Database, owner: Database) -> None:
    first = connection_id(database)
    kill(owner, first)
    assert connection_id(database) != first


def test_a_connection_that_dies_while_it_is_opened_is_told_and_the_next_one_is_used(
    target: Target, owner: Database
) -> None:
    opened: list[Any] = []

    def connect() -> Any:
        opened.append(open_connection(target))
        if len(opened) == 1:
            kill(owner, opened[0].connection_id)
        return opened[-1]

    database = Database(connect)
    with pytest.raises(DatabaseAway):
        database.row("SELECT 1")
    assert database.row("SELECT 1") == (1,)
    database.close()


def test_a_stopped_server_is_told_after_one_look(tmp_path: Path) -> None:
    server = start_private_server(tmp_path / "server")
    target = replace(notes.terminal_target(server), database=None)
    looks: list[int] = []

    def connect() -> Any:
        looks.append(1)
        return open_connection(target)

    database = Database(connect)
    assert database.row("SELECT 1") == (1,)
    server.leave()
    looks.clear()
    with pytest.raises(DatabaseAway):
        database.transaction(lambda unit: unit.execute("SELECT 1"))
    with pytest.raises(DatabaseAway):
        database.row("SELECT 1")
    assert len(looks) == 2


@pytest.mark.parametrize("wrong", [{"password": "guessed"}, {"user": "nobody"}, {"database": "elsewhere"}])
def test_a_refused_account_or_database_is_told(target: Target, wrong: dict[str, Any]) -> None:
    database = Database(connector(replace(target, **wrong)))
    with pytest.raises(DatabaseRefused):
        database.row("SELECT 1")
    with pytest.raises(DatabaseRefused):
        database.transaction(lambda unit: unit.execute("SELECT 1"))


def test_a_request_is_done_once_and_then_answers_with_its_result(
    database: Database, owner: Database, request_of: Callable[..., Request]
) -> None:
    note = notes.new_note()
    first = database.once(request_of(1), "FYR-1", lambda unit: notes.write(unit, note))
    again = database.once(request_of(1), "FYR-2", lambda unit: notes.write(unit, note))
    assert (first, again) == (("FYR-1", False), ("FYR-1", True))
    assert notes.standing(owner, note) == 1


def test_a_request_id_with_other_arguments_is_refused(database: Database, request_of: Callable[..., Request]) -> None:
    database.once(request_of(1), "FYR-1", nothing)
    for other_request in (request_of(2), request_of(1, operation="REFUND")):
        with pytest.raises(RequestReused):
            database.once(other_request, "FYR-2", nothing)


def test_a_request_whose_work_fails_is_free_again(database: Database, request_of: Callable[..., Request]) -> None:
    def fail(unit: Unit) -> None:
        raise Defect

    with pytest.raises(Defect):
        database.once(request_of(1), "FYR-1", fail)
    assert database.once(request_of(1), "FYR-2", nothing) == ("FYR-2", False)


def test_a_request_that_was_done_answers_also_when_its_work_would_now_be_refused(
    database: Database, request_of: Callable[..., Request]
) -> None:
    def refuse(unit: Unit) -> None:
        raise Defect

    database.once(request_of(1), "FYR-1", nothing)
    assert database.once(request_of(1), "FYR-2", refuse) == ("FYR-1", True)
