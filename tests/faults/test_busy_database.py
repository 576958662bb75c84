"""A real server that is busy: it says for how long, nothing is changed, and the same asked again goes through."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.controllers.sell.baskets import picks_of
from app.controllers.sell.holding import Holding
from app.models.database import Database
from app.models.errors import DatabaseBusy
from app.models.server.house import House
from app.utils.codes import new_request_id
from tests.box_office import RULES, BoxOffice
from tests.faults.busy import impatient, no_connection_left, table_locked


@pytest.fixture
def waiting(house: House) -> Iterator[Database]:
    """A terminal that waits a second for a lock, and has no connection yet."""
    database = Database(impatient(house.connect))
    yield database
    database.close()


def requests(owner: Database, request_id: str) -> object:
    row = owner.row("SELECT COUNT(*) FROM requests WHERE id = %s", (request_id,))
    return row[0] if row else None


def write(database: Database, request_id: str) -> None:
    database.transaction(
        lambda unit: unit.execute(
            "INSERT INTO requests (id, operation, fingerprint, result, created_at)"
            " VALUES (%s, 'NOTE', '', '', UTC_TIMESTAMP(6))",
            (request_id,),
        )
    )


def test_a_server_without_a_connection_left_is_busy_and_says_for_how_long(
    owner: Database, house: House, waiting: Database
) -> None:
    request_id = new_request_id()
    with no_connection_left(owner, house.connect):
        with pytest.raises(DatabaseBusy) as read:
            waiting.row("SELECT 1")
        with pytest.raises(DatabaseBusy) as written:
            write(waiting, request_id)
    for told in (read.value, written.value):
        assert told.wait_seconds == 5
        assert "busy: try again in 5 s" in told.sentence
    write(waiting, request_id)
    assert requests(owner, request_id) == 1


def test_a_table_that_somebody_else_has_locked_is_busy_for_reading_and_for_writing(
    owner: Database, house: House, waiting: Database
) -> None:
    assert house.connect_owner is not None
    request_id = new_request_id()
    with table_locked(house.connect_owner, "requests"):
        with pytest.raises(DatabaseBusy) as read:
            waiting.row("SELECT COUNT(*) FROM requests")
        with pytest.raises(DatabaseBusy) as written:
            write(waiting, request_id)
    for told in (read.value, written.value):
        assert told.wait_seconds == 3
        assert "busy: try again in 3 s" in told.sentence
    write(waiting, request_id)
    assert requests(owner, request_id) == 1


def test_no_terminal_waits_for_a_locked_table_longer_than_for_a_row(house: House) -> None:
    database = Database(house.connect)
    row = database.row("SELECT @@SESSION.lock_wait_timeout, @@SESSION.innodb_lock_wait_timeout")
    database.close()
    assert row == (5, 5)


def test_a_hold_refused_as_busy_holds_nothing_and_the_same_request_holds_it_later(office: BoxOffice) -> None:

    database, request_id = Database(impatient(office.connect)), new_request_id()
    opened, picks = office.open(), picks_of(office.seats("F7"), office.adult())
    holding = Holding(database, RULES)
    with table_locked(office.owner._connect, "booking_lines"), pytest.raises(DatabaseBusy):
        holding.hold(office.session(), request_id, opened, None, picks)
    basket = holding.hold(office.session(), request_id, opened, None, picks)
    database.close()
    assert [line.seat.label for line in basket.booking.lines] == ["F7"]
    assert office.value("SELECT COUNT(*) FROM bookings WHERE show_id = %s", office.show_id) == 1
