"""The door with the network: one scan, one verdict, once; and an entry taken back by a manager's word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.controllers.after.door import DoorWatch
from app.controllers.after.verdicts import Reason
from app.models.after import admissions
from app.models.connection import connector
from app.models.database import Database
from app.models.errors import NotFound, PermissionDenied, RequestReused, SignInRefused
from app.models.records import Role
from app.models.server.private_server import PrivateServer
from app.models.statements import Unit
from app.utils.codes import new_request_id, new_ticket_code
from app.utils.errors import InvalidInput
from tests.box_office import BoxOffice
from tests.controllers.after.door_scene import DoorScene
from tests.faults.proxy import AtCommit, Proxy
from tests.models.notes import terminal_target


@pytest.fixture
def door(office: BoxOffice, tmp_path: Path) -> Iterator[DoorScene]:
    scene = DoorScene(office, tmp_path)
    yield scene
    scene.put_back()


def test_a_ticket_lets_in_once_and_then_says_when_and_where(door: DoorScene) -> None:
    code = door.sell("C3")["C3"]
    first = door.scan(code)
    assert (first.reason, first.ticket and first.ticket.seat_label) == (Reason.ADMIT, "C3")
    second = door.scan(code, counter=1)
    assert second.reason is Reason.ALREADY_IN
    assert second.sentence.endswith("at Counter 1.")
    assert door.entries(code) == [("ADMIT", False)]
    stored = door.office.owner.row(
        "SELECT status, admitted_by, admitted_counter_id FROM tickets WHERE code = %s", (code,)
    )
    assert stored == ("USED", door.office.people[Role.USHER].id, door.office.counters[0].id)


def test_the_same_scan_again_is_harmless_and_says_admit(door: DoorScene) -> None:
    code, request_id = door.sell("C3")["C3"], new_request_id()
    verdicts = [door.scan(code, request_id=request_id) for _ in range(3)]
    assert [each.reason for each in verdicts] == [Reason.ADMIT] * 3
    assert door.entries(code) == [("ADMIT", False)]


def test_a_request_id_of_one_ticket_lets_no_other_in(door: DoorScene) -> None:
    codes, request_id = door.sell("C3", "C4"), new_request_id()
    door.scan(codes["C3"], request_id=request_id)
    with pytest.raises(RequestReused):
        door.scan(codes["C4"], request_id=request_id)
    assert door.state(codes["C4"]) == "VALID"


def test_an_unknown_code(door: DoorScene) -> None:
    verdict = door.scan(new_ticket_code())
    assert (verdict.reason, verdict.ticket) == (Reason.UNKNOWN, None)


def test_a_void_ticket_is_refused_and_nothing_is_written(door: DoorScene) -> None:
    code = door.sell("C3")["C3"]
    door.void(code)
    assert door.scan(code).reason is Reason.VOID
    assert door.entries(code) == []


@pytest.mark.parametrize(
    ("by", "reason"),
    [
        (timedelta(hours=3), {Reason.TOO_EARLY, Reason.WRONG_DAY}),
        (timedelta(hours=-5), {Reason.SHOW_OVER, Reason.WRONG_DAY}),
        (timedelta(days=2), {Reason.WRONG_DAY}),
    ],
)
def test_another_time_is_refused(door: DoorScene, by: timedelta, reason: set[Reason]) -> None:
    code = door.sell("C3")["C3"]
    door.move_show(by)
    assert door.scan(code).reason in reason
    assert door.state(code) == "VALID"


def test_a_door_of_one_hall_lets_nobody_into_another(door: DoorScene) -> None:
    code = door.sell("C3")["C3"]
    door.limit_door(door.add_hall("Hall 9"))
    verdict = door.scan(code)
    assert verdict.reason is Reason.WRONG_HALL
    assert "Hall 9" in verdict.sentence
    assert door.scan(code, counter=1).reason is Reason.ADMIT


def test_a_ticket_of_another_cinema_is_refused(
    door: DoorScene, make_office: Callable[..., BoxOffice], tmp_path: Path
) -> None:
    elsewhere = DoorScene(make_office(), tmp_path)
    code = elsewhere.sell("C3")["C3"]
    assert door.scan(code).reason is Reason.WRONG_CINEMA


def test_a_show_that_was_cancelled(door: DoorScene) -> None:
    code = door.sell("C3")["C3"]
    door.cancel_show()
    assert door.scan(code).reason is Reason.SHOW_CANCELLED


def test_a_booking_lists_its_tickets_with_their_states(door: DoorScene) -> None:
    sale = door.office.sell("C3", "C4", "C5")
    codes = door.codes(sale.reference)
    door.scan(codes["C4"])
    door.void(codes["C5"])
    booking = door.door().booking(door.session(), sale.reference)
    told = [(each.ticket.seat_label, each.reason) for each in booking.verdicts if each.ticket]
    assert told == [("C3", Reason.ADMIT), ("C4", Reason.ALREADY_IN)]
    assert booking.verdicts[0].ticket is not None
    assert door.scan(booking.verdicts[0].ticket.code).admits


def test_a_booking_that_is_unknown_unpaid_or_void_says_so(door: DoorScene) -> None:
    held, sold = door.office.hold("C3").booking.reference, door.office.sell("C4").reference
    door.void(door.codes(sold)["C4"])
    for reference in ("FYR-222222", held, sold):
        with pytest.raises(NotFound):
            door.door().booking(door.session(), reference)


# An entry taken back


def test_an_entry_is_undone_by_a_managers_word_and_the_ticket_lets_in_once_more(door: DoorScene) -> None:
    code = door.sell("C3")["C3"]
    ticket = door.scan(code).ticket
    assert ticket is not None
    assert door.undo(ticket).state == "VALID"
    assert door.state(code) == "VALID"
    assert door.scan(code).reason is Reason.ADMIT
    assert door.entries(code) == [("ADMIT", False), ("UNDO", False), ("ADMIT", False)]
    told = door.audited("ADMISSION_UNDONE")
    assert [(each["seat"], each["reason"]) for each in told] == [("C3", "went home")]


def test_an_undo_asked_twice_is_done_once(door: DoorScene) -> None:
    code, request_id = door.sell("C3")["C3"], new_request_id()
    ticket = door.scan(code).ticket
    assert ticket is not None
    door.undo(ticket, request_id)
    door.undo(ticket, request_id)
    assert door.entries(code) == [("ADMIT", False), ("UNDO", False)]
    with pytest.raises(NotFound):
        door.undo(ticket)


def test_a_scan_whose_entry_was_undone_does_not_let_in_by_being_repeated(door: DoorScene) -> None:
    """Its answer had been lost, its guest was sent out: only a new scan lets in."""
    code, request_id = door.sell("C3")["C3"], new_request_id()
    ticket = door.scan(code, request_id=request_id).ticket
    assert ticket is not None
    door.undo(ticket)
    assert door.scan(code, request_id=request_id).reason is Reason.UNDONE
    assert door.state(code) == "VALID"


def test_an_undo_wants_a_reason_a_manager_and_the_password(door: DoorScene) -> None:
    code = door.sell("C3")["C3"]
    ticket = door.scan(code).ticket
    assert ticket is not None
    people, undo = door.office.people, door.door().undo
    with pytest.raises(InvalidInput):
        undo(door.session(), new_request_id(), ticket, "  ", people[Role.MANAGER].username, "x")
    with pytest.raises(SignInRefused):
        door.undo(ticket, password="wrong")
    with pytest.raises(PermissionDenied):
        undo(door.session(), new_request_id(), ticket, "why", people[Role.CLERK].username, "correct horse battery")
    assert door.entries(code) == [("ADMIT", False)]


# Beside the verdict


def test_the_figures_count_who_is_in_of_all_expected(door: DoorScene) -> None:
    codes = door.sell("C3", "C4", "C5")
    door.void(door.sell("D1")["D1"])
    door.scan(codes["C3"])
    figures = DoorWatch(door.office.database).figures(door.session())
    told = [(each.show.id, each.inside, each.expected) for each in figures.shows]
    assert told == [(door.office.show_id, 1, 3)]


def test_all_that_was_written_is_sound(door: DoorScene) -> None:
    ticket = door.scan(door.sell("C3")["C3"]).ticket
    assert ticket is not None
    door.undo(ticket)
    door.office.require_sound()


@pytest.mark.parametrize("fate", [AtCommit.CUT_ANSWER, AtCommit.CUT_QUESTION])
def test_an_answer_lost_at_commit_lets_in_once(door: DoorScene, server: PrivateServer, fate: AtCommit) -> None:
    code = door.sell("C3")["C3"]
    own_name = str(door.office.value("SELECT DATABASE()"))
    wire = Proxy(terminal_target(server, own_name))
    database = Database(connector(wire.target))
    try:
        wire.at_commit = fate
        door.office.database, kept = database, door.office.database
        assert door.scan(code).reason is Reason.ADMIT
        door.office.database = kept
        assert door.entries(code) == [("ADMIT", False)]
    finally:
        database.close()
        wire.close()


def test_whose_entry_was_undone_while_they_were_scanned_is_in_only_when_that_is_written(
    door: DoorScene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another door was first, and a manager has taken that entry back before this one looks again."""
    code, really, tries = door.sell("C3")["C3"], admissions.admit, []

    def second_by_a_hair(unit: Unit, ticket_id: int, counter_id: int, staff_id: int) -> bool:
        tries.append(ticket_id)
        return len(tries) > 1 and really(unit, ticket_id, counter_id, staff_id)

    monkeypatch.setattr(admissions, "admit", second_by_a_hair)
    assert door.scan(code).reason is Reason.ADMIT
    assert len(tries) == 2
    assert door.entries(code) == [("ADMIT", False)]
