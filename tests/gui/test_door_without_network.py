"""The network goes away under a door and comes back: real servers are killed, and scans go on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from app.controllers.after.door_lists import journal_file, list_file
from app.models.database import Database
from app.models.records import Role
from app.models.server.house import open_private
from app.models.server.private_server import PrivateServer
from app.utils.codes import new_ticket_code
from app.utils.scan_journal import ScanJournal
from tests import box_office
from tests.box_office import BoxOffice
from tests.gui.door_scene import ScanningProgram, at_the_door, started
from tests.gui.program import StartProgram, program_starter
from tests.server import end_server, running, start_private_server

__all__ = ["program_starter"]


@pytest.fixture
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivateServer]:
    """A server that this test alone may kill."""
    folder = tmp_path_factory.mktemp("own") / "s"
    server = start_private_server(folder)
    yield server
    server.leave()
    end_server(folder)


@pytest.fixture
def own_office(own_server: PrivateServer) -> Iterator[BoxOffice]:
    house = open_private(own_server, "foyer", timeout_seconds=1)
    assert house.connect_owner is not None
    owner = Database(house.connect_owner)
    office = box_office.build(owner, house.connect)
    yield office
    owner.close()
    office.database.close()


@pytest.fixture
def door(start_program: StartProgram, own_office: BoxOffice) -> ScanningProgram:
    return at_the_door(started(start_program, office=own_office))


def folder_of(door: ScanningProgram) -> Path:
    return door.program.folder / "door"


def kill(server: PrivateServer) -> None:
    process = running(server._folder.path)
    process.kill()
    psutil.wait_procs([process], timeout=10)


def listed(door: ScanningProgram, *labels: str) -> dict[str, str]:
    """Tickets that the door's list knows."""
    codes = door.tickets.sell(*labels)
    before = list_file(folder_of(door)).stat().st_mtime_ns if list_file(folder_of(door)).exists() else 0
    door.page.flow.keep_list()  # as it does by itself each minute
    door.program.wait(
        lambda: list_file(folder_of(door)).exists() and list_file(folder_of(door)).stat().st_mtime_ns > before,
        what="the list",
    )
    return codes


def test_scans_go_on_by_the_list_and_are_written_down_when_the_network_is_back(
    door: ScanningProgram, own_server: PrivateServer
) -> None:
    codes = listed(door, "C3", "C4", "C5")
    door.scan_until(codes["C3"], "ADMIT")
    kill(own_server)
    door.scan_until(codes["C4"], "ADMIT")
    assert "(by the list)" in door.words
    door.program.wait(lambda: "admitting by the list of" in door.banner, what="the banner")
    assert door.banner.startswith("Without the network since")
    assert "sold or given back since are not known" in door.banner
    assert door.program.screen.shell.banner.sentence is None, "one banner is enough"
    door.scan_until(codes["C4"], "ALREADY IN")
    door.scan_until(codes["C3"], "ALREADY IN")
    door.scan_until(new_ticket_code(), "UNKNOWN")
    assert "ask a manager" in door.words
    assert [line.ticket_id for line in ScanJournal(journal_file(folder_of(door))).open_lines()] == [
        ticket_id(door, codes["C4"], own_server)
    ]
    door.program.wait(lambda: not door.banner, seconds=20, what="the end of the banner")
    assert door.tickets.entries(codes["C4"]) == [("ADMIT", True)]
    assert "1 entry without the network written down." in door.program.toasts
    door.scan_until(codes["C5"], "ADMIT")
    assert door.tickets.entries(codes["C5"]) == [("ADMIT", False)]
    assert door.tickets.reconcile().scans == 0


def ticket_id(door: ScanningProgram, code: str, server: PrivateServer) -> int:
    """Asked once the server runs again."""
    server.join()
    return int(str(door.tickets.office.value("SELECT id FROM tickets WHERE code = %s", code)))


def test_who_should_not_have_come_in_is_listed_and_told(door: ScanningProgram, own_server: PrivateServer) -> None:
    codes = listed(door, "C3", "C4")
    door.tickets.void(codes["C3"])
    kill(own_server)
    door.scan_until(codes["C3"], "ADMIT")
    door.scan_until(codes["C4"], "ADMIT")
    own_server.join()
    door.program.wait(lambda: not door.banner, seconds=20, what="the end of the banner")
    door.program.wait(lambda: "C3" in door.page.side.wrong_words, what="the list of those")
    assert "C4" not in door.page.side.wrong_words
    assert "1 should not have been let in" in door.program.toasts
    assert [each["seat"] for each in door.tickets.audited("ADMISSION_WRONG")] == ["C3"]


def test_a_list_that_somebody_changed_lets_nobody_in(door: ScanningProgram, own_server: PrivateServer) -> None:
    codes = listed(door, "C3")
    path = list_file(folder_of(door))
    path.write_bytes(path.read_bytes().replace(b'"VALID"', b'"VALID "'))
    kill(own_server)
    door.scan_until(codes["C3"], "NOT CHECKED")
    assert "somebody has changed it" in door.words
    door.program.wait(lambda: "somebody has changed it" in door.banner, what="the banner")
    assert not journal_file(folder_of(door)).exists()


def test_without_the_network_an_undo_and_a_booking_say_why_not(
    door: ScanningProgram, own_server: PrivateServer
) -> None:
    codes = listed(door, "C3")
    door.scan_until(codes["C3"], "ADMIT")
    kill(own_server)
    door.program.wait(lambda: door.banner, what="the banner")
    door.program.hands.key("F4")
    door.program.wait(lambda: "once the network is back" in door.program.toasts, what="the sentence")
    assert door.page.cover.panel is None
    door.scan_until("FYR-222222", "NOT CHECKED")
    assert "Without the network" in door.words


def test_the_window_does_not_lock_itself_while_nobody_could_unlock_it(
    door: ScanningProgram, own_server: PrivateServer
) -> None:
    listed(door, "C3")
    door.program.screen.lock_by_itself()
    view = door.program.screen.lock_flow.view
    assert view is not None
    door.program.wait(lambda: view.password.has_focus, what="the focus on the password")
    door.program.hands.type(box_office.PASSWORD)
    door.program.hands.key("Enter")
    door.program.wait(lambda: not door.program.screen.locked, what="the end of the lock")
    kill(own_server)
    door.program.wait(lambda: door.banner, what="the banner")
    door.program.screen.lock_by_itself()
    assert not door.program.screen.locked


def test_a_window_that_was_killed_leaves_its_scans_to_the_next(
    start_program: StartProgram, own_office: BoxOffice, tmp_path: Path
) -> None:
    """What the journal holds is written down when Door is next opened on this machine."""
    from tests.controllers.after.door_scene import DoorScene  # noqa: PLC0415  the scene before the window

    before = DoorScene(own_office, tmp_path / "door")
    code = before.sell("C3")["C3"]
    before.prepare()
    before.scan_by_list(code)
    door = at_the_door(started(start_program, office=own_office))
    door.program.wait(lambda: door.tickets.state(code) == "USED", what="the entry")
    assert door.tickets.entries(code) == [("ADMIT", True)]
    assert own_office.people[Role.USHER].id
