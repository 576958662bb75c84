"""The network is back: every scan is written down once, with its own time, and what should not have been is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.controllers.after.door import DoorWatch
from app.controllers.after.door_lists import DoorByList, journal_file
from app.controllers.after.reconciling import Reconciled
from app.controllers.after.verdicts import Reason
from app.models.times import as_utc
from app.utils.codes import new_request_id
from app.utils.scan_journal import ScanJournal
from tests.box_office import BoxOffice
from tests.controllers.after.door_scene import DoorScene


@pytest.fixture
def door(office: BoxOffice, tmp_path: Path) -> Iterator[DoorScene]:
    scene = DoorScene(office, tmp_path / "door")
    yield scene
    scene.put_back()


def test_a_scan_without_the_network_is_written_down_with_its_own_time(door: DoorScene) -> None:
    code = door.sell("C3")["C3"]
    door.prepare()
    door.scan_by_list(code)
    line = ScanJournal(journal_file(door.folder)).lines()[0]
    assert door.reconcile() == Reconciled(1, 0)
    assert (door.state(code), door.entries(code)) == ("USED", [("ADMIT", True)])
    stored = door.office.owner.row(
        "SELECT a.scanned_at, a.written_at, t.admitted_at FROM admissions a JOIN tickets t ON t.id = a.ticket_id"
        " WHERE t.code = %s",
        (code,),
    )
    assert stored is not None
    scanned_at, written_at, admitted_at = map(as_utc, stored)
    assert scanned_at == admitted_at == datetime.fromisoformat(line.scanned_at)
    assert timedelta(0) < written_at - scanned_at < timedelta(minutes=1)
    assert door.scan(code, counter=1).reason is Reason.ALREADY_IN
    door.office.require_sound()


def test_reconciling_twice_changes_nothing(door: DoorScene) -> None:
    code = door.sell("C3")["C3"]
    door.prepare()
    door.scan_by_list(code)
    door.reconcile()
    assert door.reconcile() == Reconciled(0, 0)
    # As if it had been killed before it could mark its lines.
    lines = ScanJournal(journal_file(door.folder)).lines()
    journal_file(door.folder).unlink()  # made anew below
    for line in lines:
        ScanJournal(journal_file(door.folder)).append(line)
    assert door.reconcile() == Reconciled(1, 0)
    assert door.entries(code) == [("ADMIT", True)]


def test_admitted_at_another_door_meanwhile_is_a_conflict_that_is_told(door: DoorScene) -> None:
    code = door.sell("C3")["C3"]
    door.prepare()
    door.scan_by_list(code)
    door.scan(code, counter=1)
    assert door.reconcile() == Reconciled(1, 1)
    assert door.entries(code) == [("ADMIT", False), ("REFUSED", True)]
    wrong = DoorWatch(door.office.database).figures(door.session()).wrongly_in
    assert [(each.seat_label, each.counter_name) for each in wrong] == [("C3", "Counter 1")]
    assert wrong[0].reason.endswith("at Counter 2")
    assert [each["seat"] for each in door.audited("ADMISSION_WRONG")] == ["C3"]
    assert door.reconcile() == Reconciled(0, 0)
    door.office.require_sound()


def test_void_meanwhile_is_a_conflict_that_is_told(door: DoorScene) -> None:
    code = door.sell("C3")["C3"]
    door.prepare()
    door.scan_by_list(code)
    door.void(code)
    assert door.reconcile() == Reconciled(1, 1)
    assert (door.state(code), door.entries(code)) == ("VOID", [("REFUSED", True)])
    assert "Void" in DoorWatch(door.office.database).figures(door.session()).wrongly_in[0].reason


def test_a_scan_that_had_come_through_and_lost_its_answer_counts_once(door: DoorScene) -> None:
    """The window asks the list with the same request id: no conflict is made of it."""
    code, request_id = door.sell("C3")["C3"], new_request_id()
    door.prepare()
    assert door.scan(code, request_id=request_id).admits
    assert door.scan_by_list(code, request_id).admits
    assert door.reconcile() == Reconciled(1, 0)
    assert door.entries(code) == [("ADMIT", False)]
    assert door.audited("ADMISSION_WRONG") == []


def test_an_entry_undone_after_it_was_written_down_lets_in_by_the_next_list(door: DoorScene) -> None:
    code = door.sell("C3")["C3"]
    door.prepare()
    ticket = door.scan_by_list(code).ticket
    assert ticket is not None
    door.reconcile()
    door.undo(ticket)
    door.prepare()
    assert door.scan_by_list(code).admits
    assert door.reconcile() == Reconciled(1, 0)
    assert door.entries(code) == [("ADMIT", True), ("UNDO", False), ("ADMIT", True)]


def test_scans_of_another_house_stay_where_they_are(door: DoorScene) -> None:
    """A demo's journal is not a cinema's, even in the same folder."""
    code = door.sell("C3")["C3"]
    door.prepare()
    door.scan_by_list(code)
    journal = ScanJournal(journal_file(door.folder))
    line = journal.lines()[0]
    journal_file(door.folder).write_text(journal_file(door.folder).read_text().replace(line.house, "0" * 16))
    assert door.reconcile() == Reconciled(0, 0)
    assert (door.state(code), len(journal.open_lines())) == ("VALID", 1)


def test_scans_of_a_window_that_was_killed_are_written_down_by_the_next(door: DoorScene) -> None:
    codes = door.sell("C3", "C4", "C5")
    door.prepare()
    for code in codes.values():
        door.scan_by_list(code)
    with journal_file(door.folder).open("ab") as torn:
        torn.write(b'\n{"request_id": "half a li')
    door.by_list = DoorByList(door.folder, door.opens_minutes)
    assert door.reconcile() == Reconciled(3, 0)
    assert {door.state(code) for code in codes.values()} == {"USED"}


def test_a_long_journal_is_written_down_some_at_a_time(door: DoorScene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.controllers.after.reconciling.AT_A_TIME", 2)
    codes = door.sell("C3", "C4", "C5")
    door.prepare()
    for code in codes.values():
        door.scan_by_list(code)
    assert [door.reconcile() for _ in range(3)] == [Reconciled(2, 0, 1), Reconciled(1, 0), Reconciled(0, 0)]
    assert {door.state(code) for code in codes.values()} == {"USED"}
