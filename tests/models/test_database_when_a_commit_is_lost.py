"""The answer to COMMIT is lost on the wire: with a request id the work is done exactly once, without one that is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mysql.connector
import pytest

from app.models.connection import SESSION, Connect, Target, open_connection
from app.models.database import Database, Request
from app.models.errors import DatabaseAway, OutcomeUnknown
from app.models.server.house import House, open_private
from app.models.server.private_server import PrivateServer
from app.models.statements import DuplicateKey
from tests.faults.proxy import AtCommit, Proxy
from tests.models import notes
from tests.server import start_private_server

LOST = [fate for fate in AtCommit if fate is not AtCommit.PASS]


@pytest.fixture
def wire(server: PrivateServer, house: House) -> Iterator[Proxy]:
    proxy = Proxy(notes.terminal_target(server))
    yield proxy
    proxy.close()


@pytest.fixture
def database(wire: Proxy) -> Iterator[Database]:
    """A terminal at the far end of the wire, that waits a second for an answer."""
    opened = Database(hasty(wire.target))
    yield opened
    opened.close()


def hasty(target: Target) -> Connect:
    """Like the house's own connections, but an answer is waited for one second only."""

    def connect() -> Any:
        connection = mysql.connector.connect(
            unix_socket=target.unix_socket,
            user=target.user,
            password=target.password,
            database=target.database,
            use_pure=False,
            autocommit=True,
            charset="utf8mb4",
            collation="utf8mb4_unicode_ci",
            connection_timeout=5,
            read_timeout=1,
        )
        cursor = connection.cursor()
        for statement in SESSION:
            cursor.execute(statement)
        cursor.close()
        return connection

    return connect


def new_request() -> Request:
    return Request(notes.new_note(), "SELL", (1,))


def once(database: Database, request: Request, note: str) -> tuple[str, bool]:
    return database.once(request, "FYR-1", lambda unit: notes.write(unit, note))


@pytest.mark.parametrize("fate", LOST)
def test_with_a_request_id_it_is_done_exactly_once(
    wire: Proxy, database: Database, owner: Database, fate: AtCommit
) -> None:
    request, note = new_request(), notes.new_note()
    wire.at_commit = fate
    result, repeated = once(database, request, note)
    stood = fate in (AtCommit.CUT_ANSWER, AtCommit.SWALLOW_ANSWER)
    assert (result, repeated) == ("FYR-1", stood)
    assert once(database, request, note) == ("FYR-1", True)
    assert notes.standing(owner, note) == 1


def test_a_commit_that_arrives_after_the_recovery_has_no_effect(
    wire: Proxy, database: Database, owner: Database
) -> None:
    """The first unit writes one note, the one after it another: both standing would be a sale done twice."""
    request, written = new_request(), [notes.new_note(), notes.new_note()]
    left = iter(written)
    wire.at_commit = AtCommit.HOLD_BACK
    assert database.once(request, "FYR-1", lambda unit: notes.write(unit, next(left))) == ("FYR-1", False)
    assert not wire.deliver()
    assert [notes.standing(owner, note) for note in written] == [0, 1]


def test_a_commit_that_arrives_late_without_a_recovery_does_commit(
    wire: Proxy, database: Database, owner: Database
) -> None:
    """The negative control of the test above: it is the recovery that takes the late COMMIT its effect."""
    note = notes.new_note()
    wire.at_commit = AtCommit.HOLD_BACK
    with pytest.raises(OutcomeUnknown):
        database.transaction(lambda unit: notes.write(unit, note))
    assert wire.deliver()
    assert notes.standing(owner, note) == 1


@pytest.mark.parametrize("fate", LOST)
def test_without_a_request_id_the_outcome_is_told_as_unknown(
    wire: Proxy, database: Database, owner: Database, fate: AtCommit
) -> None:
    note = notes.new_note()
    wire.at_commit = fate
    with pytest.raises(OutcomeUnknown):
        database.transaction(lambda unit: notes.write(unit, note))
    assert notes.standing(owner, note) == (fate in (AtCommit.CUT_ANSWER, AtCommit.SWALLOW_ANSWER))


def test_after_an_unknown_outcome_the_next_unit_ends_the_old_one(
    wire: Proxy, database: Database, owner: Database
) -> None:
    old, new = notes.new_note(), notes.new_note()
    wire.at_commit = AtCommit.HOLD_BACK
    with pytest.raises(OutcomeUnknown):
        database.transaction(lambda unit: notes.write(unit, old))
    database.transaction(lambda unit: notes.write(unit, new))
    assert not wire.deliver()
    assert (notes.standing(owner, old), notes.standing(owner, new)) == (0, 1)


@pytest.mark.parametrize("fate", [AtCommit.CUT_ANSWER, AtCommit.CUT_QUESTION, AtCommit.HOLD_BACK])
def test_an_unknown_outcome_stays_unknown_until_the_database_is_back_and_then_the_truth_is_told(
    wire: Proxy, database: Database, owner: Database, fate: AtCommit
) -> None:
    request, note = new_request(), notes.new_note()
    wire.at_commit, wire.away_after_commit = fate, True
    for _ in range(3):
        with pytest.raises(OutcomeUnknown):
            once(database, request, note)
    wire.away = False
    assert once(database, request, note) == ("FYR-1", fate is AtCommit.CUT_ANSWER)
    assert notes.standing(owner, note) == 1


def test_only_the_request_whose_commit_was_lost_is_unknown(wire: Proxy, database: Database) -> None:
    lost = new_request()
    wire.at_commit, wire.away_after_commit = AtCommit.CUT_ANSWER, True
    with pytest.raises(OutcomeUnknown):
        once(database, lost, notes.new_note())
    with pytest.raises(DatabaseAway):
        once(database, new_request(), notes.new_note())


def test_an_outcome_that_was_found_out_is_unknown_no_more(wire: Proxy, database: Database) -> None:
    request, note = new_request(), notes.new_note()
    wire.at_commit = AtCommit.CUT_QUESTION

    def refused(unit: object) -> None:
        raise DuplicateKey(note)

    with pytest.raises(DuplicateKey):
        database.once(request, "FYR-1", refused)
    wire.away = True
    database.close()
    with pytest.raises(DatabaseAway):
        once(database, request, note)


def test_a_database_that_refuses_after_a_lost_commit_leaves_the_outcome_unknown(wire: Proxy, owner: Database) -> None:
    targets = [wire.target]
    database = Database(lambda: open_connection(targets[-1]))
    request, note = new_request(), notes.new_note()
    wire.at_commit, wire.away_after_commit = AtCommit.CUT_ANSWER, True
    with pytest.raises(OutcomeUnknown):
        once(database, request, note)
    wire.away = False
    targets.append(Target("nobody", "", "foyer", unix_socket=wire.target.unix_socket))
    with pytest.raises(OutcomeUnknown):
        once(database, request, note)
    targets.pop()
    assert once(database, request, note) == ("FYR-1", True)
    database.close()


def test_a_result_that_stands_and_cannot_be_read_is_unknown_and_not_undone(wire: Proxy, database: Database) -> None:
    request, note = new_request(), notes.new_note()
    once(database, request, note)
    wire.marker, wire.at_commit, wire.away_after_commit = b"SELECT fingerprint", AtCommit.CUT_QUESTION, True
    with pytest.raises(OutcomeUnknown):
        once(database, request, note)
    wire.away = False
    assert once(database, request, note) == ("FYR-1", True)


def test_after_a_restart_of_the_server_nobody_elses_connection_is_killed(tmp_path: Path) -> None:
    """Connection numbers begin anew with the server, so the lost one's number belongs to an innocent."""
    server = start_private_server(tmp_path / "server")
    open_private(server, "foyer", timeout_seconds=5)
    wire = Proxy(notes.terminal_target(server))
    for _ in range(50):  # so that the lost connection's number is above those a fresh server uses up at its start
        open_connection(notes.terminal_target(server)).close()
    database, request, note = Database(hasty(wire.target)), new_request(), notes.new_note()
    lost_id = database.rows("SELECT CONNECTION_ID()")[0][0]
    wire.at_commit, wire.away_after_commit = AtCommit.CUT_ANSWER, True
    with pytest.raises(OutcomeUnknown):
        once(database, request, note)
    server.leave()
    server.join()
    wire.upstream = notes.terminal_target(server)
    innocent = open_connection(wire.upstream)
    while innocent.connection_id < lost_id:
        innocent.close()
        innocent = open_connection(wire.upstream)
    assert innocent.connection_id == lost_id
    wire.away = False
    assert once(database, request, note) == ("FYR-1", True)
    cursor = innocent.cursor()
    cursor.execute("SELECT CONNECTION_ID()")
    assert cursor.fetchone() == (lost_id,)
    innocent.close()
    database.close()
    wire.close()
    server.leave()
