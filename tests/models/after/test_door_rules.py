"""The proof sees an entry that is not as it was written down, and only what is broken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.server.private_server import PrivateServer
from tests.controllers.after.door_scene import DoorScene
from tests.models.checks_support import LivedIn, lived_in, sql

RULE = 14


@pytest.fixture(scope="module")
def evening(server: PrivateServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivedIn]:
    """After which A1 went in, and A2 went in by the list, out by a manager's word, and in again."""
    with lived_in(server) as made:
        folder: Path = tmp_path_factory.mktemp("door")
        door = DoorScene(made.office, folder)
        codes = door.codes(made.sold_reference)
        door.scan(codes["A1"])
        door.prepare()
        ticket = door.scan_by_list(codes["A2"]).ticket
        door.reconcile()
        assert ticket is not None
        door.undo(ticket)
        door.scan(codes["A2"], counter=1)
        yield made


def test_an_evening_at_the_door_is_sound(evening: LivedIn) -> None:
    assert evening.findings_after() == {}


@pytest.mark.parametrize(
    "corruption",
    [
        "UPDATE tickets SET status = 'VALID' WHERE booking_id = %s AND status = 'USED' LIMIT 1",
        "UPDATE tickets SET admitted_at = NULL WHERE booking_id = %s AND status = 'USED' LIMIT 1",
        "DELETE FROM admissions WHERE kind = 'UNDO' AND ticket_id IN (SELECT id FROM tickets WHERE booking_id = %s)",
        "INSERT INTO admissions (ticket_id, kind, counter_id, staff_id, scanned_at, written_at) SELECT id, 'ADMIT',"
        " admitted_counter_id, admitted_by, admitted_at, admitted_at FROM tickets WHERE booking_id = %s LIMIT 1",
    ],
)
def test_entries_and_tickets_that_do_not_agree_are_seen(evening: LivedIn, corruption: str) -> None:
    broken = evening.findings_after(sql(corruption, evening.sold_id))
    assert "its entries less those undone are" in broken[RULE][0]


def test_an_entry_of_another_time_or_door_is_seen(evening: LivedIn) -> None:
    later = "UPDATE tickets SET admitted_at = admitted_at + INTERVAL 1 SECOND WHERE booking_id = %s AND status = 'USED' LIMIT 1"
    [told] = evening.findings_after(sql(later, evening.sold_id))[RULE]
    assert "and no entry says that" in told


def test_an_undo_that_the_audit_log_does_not_tell_is_seen(evening: LivedIn) -> None:
    [told] = evening.findings_after(
        sql("UPDATE audit_log SET action = 'REPRINT' WHERE action = 'ADMISSION_UNDONE'")
    )[RULE]  # fmt: skip
    assert told == f"{evening.sold_reference}: 1 entries were undone or should not have been, the audit log tells of 0"


def test_a_ticket_that_went_in_twice_before_it_came_out_is_seen(evening: LivedIn) -> None:
    """The sum of its entries is right: it went in, by the list, out, and in again."""
    order = (
        "SELECT GROUP_CONCAT(a.kind ORDER BY a.id) FROM admissions a JOIN tickets t ON t.id = a.ticket_id GROUP BY t.id"
    )
    assert [row[0] for row in evening.office.owner.rows(order)] == ["ADMIT", "ADMIT,UNDO,ADMIT"]
    undo_id = int(str(evening.office.value("SELECT id FROM admissions WHERE kind = 'UNDO'")))
    broken = evening.findings_after(sql("UPDATE admissions SET id = 1000000 WHERE id = %s", undo_id))
    assert list(broken) == [RULE]
    assert broken[RULE][0].endswith("has ADMIT after ADMIT")
    first = evening.findings_after(sql("UPDATE admissions SET id = 0 - id WHERE id = %s", undo_id))
    assert {told.rpartition(" has ")[2] for told in first[RULE]} == {"UNDO after nothing", "ADMIT after ADMIT"}
