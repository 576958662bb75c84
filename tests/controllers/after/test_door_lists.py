"""A door without the network: the list it goes by, once at this door, and what it does with a list it cannot trust."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.controllers.after.door_list_file import key_file, read_list, write_list
from app.controllers.after.door_lists import LIST_HOURS_MAX, DoorByList, journal_file, list_file
from app.controllers.after.verdicts import Reason
from app.models.errors import DoorListUnusable
from app.utils.codes import new_request_id, new_ticket_code
from app.utils.errors import FolderNotWritable
from tests.box_office import BoxOffice
from tests.controllers.after.door_scene import DoorScene


@pytest.fixture
def door(office: BoxOffice, tmp_path: Path) -> Iterator[DoorScene]:
    scene = DoorScene(office, tmp_path / "door")
    yield scene
    scene.put_back()


def age(door: DoorScene, by: timedelta) -> None:
    """The list as it would be had it been made so long ago; signed with the house's own key."""
    path = list_file(door.folder)
    prepared = read_list(path)
    older = replace(prepared.known, made_at=prepared.known.made_at - by)
    # What the clock is ahead is measured when it is written: then it is as far ahead as it was.
    write_list(path, older, bytes.fromhex(key_file(path).read_text()))
    told = json.loads(path.read_bytes().partition(b"\n")[2])
    told["ahead_seconds"] = prepared.ahead.total_seconds()
    from app.utils.signed_file import write_signed  # noqa: PLC0415  nothing else here writes a list by hand

    write_signed(path, json.dumps(told).encode(), bytes.fromhex(key_file(path).read_text()))


def test_a_listed_ticket_lets_in_once_without_the_network(door: DoorScene) -> None:
    code = door.sell("C3")["C3"]
    door.prepare()
    first, second = door.scan_by_list(code), door.scan_by_list(code)
    assert (first.reason, first.by_list, first.ticket and first.ticket.seat_label) == (Reason.ADMIT, True, "C3")
    assert second.reason is Reason.ALREADY_IN
    assert second.sentence.endswith("at Counter 1.")
    assert door.state(code) == "VALID", "nothing has reached the database"


def test_what_was_known_when_it_was_made_is_known(door: DoorScene) -> None:
    codes = door.sell("C3", "C4")
    door.void(codes["C3"])
    door.scan(codes["C4"], counter=1)
    door.prepare()
    assert door.scan_by_list(codes["C3"]).reason is Reason.VOID
    used = door.scan_by_list(codes["C4"])
    assert used.reason is Reason.ALREADY_IN
    assert used.sentence.endswith("at Counter 2.")


def test_what_came_after_it_is_not_known_and_says_what_to_do(door: DoorScene) -> None:
    listed = door.sell("C3")["C3"]
    door.prepare()
    later = door.sell("C4")["C4"]
    door.void(listed)
    assert door.scan_by_list(listed).admits, "void tickets are known up to its time"
    verdict = door.scan_by_list(later)
    assert verdict.reason is Reason.UNKNOWN
    assert "ask a manager" in verdict.sentence
    assert door.scan_by_list(new_ticket_code()).reason is Reason.UNKNOWN


def test_a_door_of_one_hall_keeps_to_it(door: DoorScene) -> None:
    code = door.sell("C3")["C3"]
    door.limit_door(door.add_hall("Hall 9"))
    door.prepare()
    assert door.scan_by_list(code).reason is Reason.WRONG_HALL


def test_the_same_scan_again_says_admit_again(door: DoorScene) -> None:
    code, request_id = door.sell("C3")["C3"], new_request_id()
    door.prepare()
    assert door.scan_by_list(code, request_id).admits
    assert door.scan_by_list(code, request_id).admits
    assert len(journal_file(door.folder).read_bytes().split()) > 0


def test_a_ticket_let_in_here_after_the_list_was_made_is_remembered(door: DoorScene) -> None:
    code = door.sell("C3")["C3"]
    door.prepare()
    verdict = door.scan(code)
    assert verdict.ticket is not None
    door.by_list.remember(door.session(), verdict.ticket)
    assert door.scan_by_list(code).reason is Reason.ALREADY_IN
    door.by_list.forget(door.session(), verdict.ticket)
    assert door.scan_by_list(code).admits


def test_a_door_started_anew_knows_whom_it_let_in(door: DoorScene) -> None:
    code = door.sell("C3")["C3"]
    door.prepare()
    assert door.scan_by_list(code).admits
    door.by_list = DoorByList(door.folder, door.opens_minutes)
    assert door.scan_by_list(code).reason is Reason.ALREADY_IN


def test_the_list_is_no_collection_of_tickets(door: DoorScene) -> None:
    """No code, no reference, no name; and nobody else reads it or its key."""
    sale = door.office.sell("C3")
    door.prepare()
    path = list_file(door.folder)
    content = path.read_text()
    assert door.codes(sale.reference)["C3"] not in content
    assert sale.reference not in content
    assert [stat.S_IMODE(each.stat().st_mode) for each in (path, key_file(path))] == [0o600, 0o600]


# Lists that nobody is let in by


def refused(door: DoorScene, code: str) -> str:
    door.by_list = DoorByList(door.folder, door.opens_minutes)
    with pytest.raises(DoorListUnusable) as told:
        door.scan_by_list(code)
    assert not journal_file(door.folder).exists()
    return told.value.sentence


def test_without_a_list_nobody_is_let_in(door: DoorScene) -> None:
    assert "no door list" in refused(door, new_ticket_code())


def test_a_list_that_somebody_changed_is_refused(door: DoorScene) -> None:
    code = door.sell("C3")["C3"]
    door.void(code)
    door.prepare()
    path = list_file(door.folder)
    content = path.read_bytes()
    assert content.count(b'"VOID"') == 1
    path.write_bytes(content.replace(b'"VOID"', b'"VALID"'))
    assert "changed" in refused(door, code)


@pytest.mark.parametrize("damage", [lambda content: content[:-7], lambda _content: b"", lambda content: content + b" "])
def test_a_damaged_list_is_refused(door: DoorScene, damage: Callable[[bytes], bytes]) -> None:
    code = door.sell("C3")["C3"]
    door.prepare()
    path = list_file(door.folder)
    path.write_bytes(damage(path.read_bytes()))
    assert "damaged" in refused(door, code)


def test_a_list_signed_with_another_key_is_refused(door: DoorScene) -> None:
    code = door.sell("C3")["C3"]
    door.prepare()
    path = list_file(door.folder)
    prepared = read_list(path)
    write_list(path, prepared.known, b"x" * 32)  # with its own key beside it, and still not this house's
    refused(door, code)


def test_a_list_that_is_too_old_is_refused(door: DoorScene) -> None:
    code = door.sell("C3")["C3"]
    door.prepare()
    age(door, timedelta(hours=LIST_HOURS_MAX, minutes=-1))
    door.by_list = DoorByList(door.folder, door.opens_minutes)
    door.by_list.made_at(door.session())
    age(door, timedelta(minutes=2))
    assert f"more than {LIST_HOURS_MAX} hours old" in refused(door, code)


def test_a_list_from_the_future_tells_of_a_clock_set_back(door: DoorScene) -> None:
    code = door.sell("C3")["C3"]
    door.prepare()
    age(door, timedelta(hours=-1))
    assert "clock" in refused(door, code)


def test_a_list_of_another_cinema_is_refused(door: DoorScene, make_office: Callable[..., BoxOffice]) -> None:
    elsewhere = DoorScene(make_office(), door.folder)
    code = elsewhere.sell("C3")["C3"]
    elsewhere.prepare()
    assert "not one of" in refused(door, code)


def test_nobody_is_let_in_that_cannot_be_written_down(door: DoorScene) -> None:
    code = door.sell("C3")["C3"]
    door.prepare()
    journal_file(door.folder).mkdir()  # whoever runs this may be root, who writes everywhere but into a folder
    with pytest.raises(FolderNotWritable):
        door.scan_by_list(code)


KILLED_AT_ONCE = """
import sys
sys.path.insert(0, {project!r})
from pathlib import Path
import os, signal
from app.utils.scan_journal import JournalLine, ScanJournal
journal = ScanJournal(Path({path!r}))
for number in range(1000):
    journal.append(JournalLine(f"{{number:032x}}", "h", number, "c", "2026-01-01T00:00:00+00:00", 1, 1))
    sys.stdout.write(f"{{number}}\\n"); sys.stdout.flush()
    if number == {last}:
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("last", [0, 7, 60])
def test_whom_it_let_in_stands_after_a_kill(tmp_path: Path, last: int) -> None:
    from app.utils.scan_journal import ScanJournal  # noqa: PLC0415  the other process has its own

    path, project = tmp_path / "scans.jsonl", str(Path.cwd())
    script = KILLED_AT_ONCE.format(project=project, path=str(path), last=last)
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert run.returncode < 0
    assert [line.ticket_id for line in ScanJournal(path).lines()] == list(range(last + 1))
