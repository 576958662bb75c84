"""The lean cursor reads what the driver's own cursor reads, packet by packet, and tells the same error numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from app.models.connection import DRIVER_ERRORS, DUPLICATE_KEY, error_number
from app.models.packet_cursor import PacketCursor
from tests.box_office import BoxOffice

EVERY_KIND = (
    "SELECT %s, %s, %s, %s, NULL, TRUE, 1.50, CAST(-7 AS SIGNED), UTC_DATE(),"
    " CAST('2026-11-20 19:50:00.250000' AS DATETIME(6)),"
    " x.seat_type, x.in_service, CAST('raw' AS BINARY) FROM seats x ORDER BY x.id LIMIT 2"
)
VALUES = (1, "it's ₹350 \\ \" %s", None, True)


@pytest.fixture
def connection(office: BoxOffice) -> Iterator[Any]:
    with closing(office.connect()) as opened:
        yield opened


def test_values_of_every_kind_come_back_as_the_drivers_own_cursor_gives_them(connection: Any) -> None:
    own, lean = connection.cursor(buffered=True), connection.cursor(cursor_class=PacketCursor)
    own.execute(EVERY_KIND, VALUES)
    told = own.fetchall()
    lean.execute(EVERY_KIND, VALUES)
    assert (lean.with_rows, lean.rowcount) == (True, len(told))
    assert lean.fetchall() == told


def test_the_answers_of_a_packet_come_one_after_the_other_also_past_one_that_nobody_reads(connection: Any) -> None:
    cursor = connection.cursor(cursor_class=PacketCursor)
    cursor.execute(
        "SELECT 1; SELECT 2 UNION SELECT 3; UPDATE seats SET in_service = TRUE WHERE id = %s; SELECT %s", (-1, 4)
    )
    assert cursor.nextset()
    assert cursor.fetchall() == [(2,), (3,)]
    assert cursor.nextset()
    assert (cursor.with_rows, cursor.rowcount) == (False, 0)
    assert cursor.nextset()
    assert cursor.fetchall() == [(4,)]
    assert cursor.nextset() is None


def test_a_new_packet_is_sent_though_the_last_one_was_not_read_to_its_end(connection: Any) -> None:
    cursor = connection.cursor(cursor_class=PacketCursor)
    cursor.execute("SELECT id FROM seats")
    cursor.execute("SELECT 1")
    assert cursor.fetchall() == [(1,)]


@pytest.mark.parametrize("values", [(1,), (1, 2, 3)])
def test_too_few_or_too_many_values_are_refused_before_anything_is_sent(
    connection: Any, values: tuple[int, ...]
) -> None:
    cursor = connection.cursor(cursor_class=PacketCursor)
    with pytest.raises(ValueError, match="zip"):
        cursor.execute("SELECT %s, %s", values)


def test_an_error_within_a_packet_has_the_servers_number(connection: Any, office: BoxOffice) -> None:
    cursor = connection.cursor(cursor_class=PacketCursor)
    insert = "INSERT INTO requests (id, operation, fingerprint, result, created_at) VALUES (%s, '', '', '', UTC_TIMESTAMP(6))"
    cursor.execute(
        f"START TRANSACTION; {insert}; {insert}", (office.session().staff.username, office.session().staff.username)
    )
    assert cursor.nextset()
    with pytest.raises(DRIVER_ERRORS) as refused:
        cursor.nextset()
    assert error_number(refused.value) == DUPLICATE_KEY
    cursor.execute("ROLLBACK")
