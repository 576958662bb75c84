"""One ticket under several scanners in the same instant: one guest goes in, whatever a counter does with it meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from app.controllers.after.refunds import Refunds
from app.controllers.pay.refunding import Refunding
from app.controllers.start.sign_in import SignIn
from app.models import checks
from app.models.after.house_keys import key_of
from app.models.records import Role
from app.utils.codes import new_request_id
from tests.box_office import FLOAT_MINOR, PASSWORD, BoxOffice
from tests.races.bookers import pick
from tests.races.conftest import NaiveHouse
from tests.races.crew import Crew, Outcome, Work
from tests.races.door_hands import (
    GiveTicketBack,
    ScanTicket,
    TakeEntryBack,
    give_back,
    scan,
    scan_by_looking_first,
    take_back,
    void_by_looking_first,
)
from tests.races.hall import Hall
from tests.races.referee import defects
from tests.races.till_hands import Undo, undo

ROUNDS = 30


@pytest.fixture
def house(race_office: BoxOffice) -> Iterator[BoxOffice]:
    """Both counters with an open till, and a manager whose password is quickly tried."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    race_office.change("UPDATE staff SET password_hash = %s WHERE id = %s", quick, race_office.people[Role.MANAGER].id)
    for counter in (0, 1):
        if race_office.tills().state(race_office.session(counter=counter)) is None:
            race_office.tills().open(race_office.session(counter=counter), new_request_id(), FLOAT_MINOR)
    yield race_office


class Evening:
    """A show with a ticket sold for each round."""

    def __init__(self, office: BoxOffice) -> None:
        self.office = office
        hall = Hall(office)
        self.references = [office.pay(pick(office.database, hall.pick(0, row, 0))).reference for row in range(ROUNDS)]
        found = office.owner.rows(
            "SELECT b.reference, t.code, t.id FROM tickets t JOIN bookings b ON b.id = t.booking_id WHERE b.reference IN %s",
            (tuple(self.references),),
        )
        self.codes = {str(reference): str(code) for reference, code, _ in found}
        self.ids = {str(reference): int(ticket_id) for reference, _, ticket_id in found}

    def scan(self, reference: str, door: int, request_id: str | None = None) -> ScanTicket:
        session = self.office.session(Role.USHER, counter=door % 2)
        return ScanTicket(session, request_id or new_request_id(), self.codes[reference])

    def entries(self, reference: str) -> list[str]:
        found = self.office.owner.rows(
            "SELECT kind FROM admissions WHERE ticket_id = %s ORDER BY id", (self.ids[reference],)
        )
        return [str(row[0]) for row in found]

    def state(self, reference: str) -> str:
        return str(self.office.value("SELECT status FROM tickets WHERE id = %s", self.ids[reference]))


def answers(outcomes: list[Outcome]) -> list[object]:
    return sorted(outcome.answer or outcome.code for outcome in outcomes)


def require_sound(office: BoxOffice) -> None:
    assert [finding for finding in checks.prove(office.owner) if not finding.holds] == []


@pytest.mark.parametrize("doors", [2, 8])
def test_one_ticket_at_several_doors_lets_one_guest_in(crew: Crew, house: BoxOffice, doors: int) -> None:
    evening = Evening(house)
    wishes = [[evening.scan(reference, door) for door in range(doors)] for reference in evening.references]
    rounds = crew.race([scan] * doors, wishes)
    assert defects(rounds) == []
    for reference, outcomes in zip(evening.references, rounds, strict=True):
        assert answers(outcomes) == ["ADMIT", *["ALREADY_IN"] * (doors - 1)]
        assert evening.entries(reference) == ["ADMIT"]
    require_sound(house)


def test_one_scan_sent_by_several_processes_lets_in_once_and_tells_them_all(crew: Crew, house: BoxOffice) -> None:
    """The same request id: an answer that was lost, asked again while the first is still on its way."""
    evening = Evening(house)
    wishes = [[evening.scan(reference, 0, new_request_id())] * 8 for reference in evening.references]
    rounds = crew.race([scan] * 8, wishes)
    assert defects(rounds) == []
    for reference, outcomes in zip(evening.references, rounds, strict=True):
        assert answers(outcomes) == ["ADMIT"] * 8
        assert evening.entries(reference) == ["ADMIT"]


def test_a_ticket_is_used_or_given_back_and_never_both(crew: Crew, house: BoxOffice) -> None:
    evening = Evening(house)
    refunds = Refunds(house.database, SignIn(house.database), lambda: Refunding(house.database, None))
    wishes = [
        [
            evening.scan(reference, 0),
            GiveTicketBack(house.session(), new_request_id(), refunds.quote(house.session(), reference)),
        ]
        for reference in evening.references
    ]
    works: list[Work] = [scan, give_back]
    rounds = crew.race(works, wishes)
    assert defects(rounds) == []
    for reference, (scanned, returned) in zip(evening.references, rounds, strict=True):
        if scanned.answer == "ADMIT":
            assert not returned.won
            assert (evening.state(reference), evening.entries(reference)) == ("USED", ["ADMIT"])
        else:
            assert (scanned.answer, returned.code) == ("VOID", "")
            assert (evening.state(reference), evening.entries(reference)) == ("VOID", [])
    require_sound(house)


def test_a_ticket_is_used_or_its_sale_undone_and_never_both(crew: Crew, house: BoxOffice) -> None:
    evening, manager = Evening(house), house.people[Role.MANAGER].username
    wishes = [
        [evening.scan(reference, 0), Undo(house.session(), new_request_id(), reference, manager)]
        for reference in evening.references
    ]
    works: list[Work] = [scan, undo]
    rounds = crew.race(works, wishes)
    assert defects(rounds) == []
    for reference, (scanned, undone) in zip(evening.references, rounds, strict=True):
        assert (scanned.answer, undone.code) in {("ADMIT", "NOT_VOIDABLE"), ("VOID", "")}
        assert evening.state(reference) == ("USED" if scanned.answer == "ADMIT" else "VOID")
    require_sound(house)


def test_an_entry_is_undone_once_and_a_scan_meanwhile_is_told_apart(crew: Crew, house: BoxOffice) -> None:
    evening, manager = Evening(house), house.people[Role.MANAGER].username
    for reference in evening.references:
        scan(house.database, evening.scan(reference, 0))
    wishes = [
        [
            *(
                TakeEntryBack(house.session(Role.USHER, door), new_request_id(), evening.ids[reference], manager)
                for door in (0, 1)
            ),
            *(evening.scan(reference, door) for door in range(6)),
        ]
        for reference in evening.references
    ]
    works: list[Work] = [take_back, take_back, *[scan] * 6]
    rounds = crew.race(works, wishes)
    assert defects(rounds) == []
    for reference, (first, second, *scans) in zip(evening.references, rounds, strict=True):
        entries = evening.entries(reference)
        undone = [each for each in (first, second) if each.won]
        admitted = [each for each in scans if each.answer == "ADMIT"]
        assert entries.count("UNDO") == len(undone) >= 1
        assert entries.count("ADMIT") == 1 + len(admitted)
        inside = entries.count("ADMIT") - entries.count("UNDO")
        assert inside in (0, 1)
        assert evening.state(reference) == ("USED" if inside else "VALID")
    require_sound(house)


def test_negative_control_doors_that_look_first_let_two_in(crew: Crew, naive: NaiveHouse) -> None:
    naive.database.transaction(
        lambda unit: unit.insert_rows(
            "INSERT INTO naive_tickets VALUES", [(number, "VALID") for number in range(ROUNDS)]
        )
    )
    crew.race([scan_by_looking_first] * 8, [[number] * 8 for number in range(ROUNDS)], naive.target)
    entries = naive.database.rows("SELECT COUNT(*) FROM naive_entries GROUP BY ticket_id")
    assert max(int(row[0]) for row in entries) > 1


def test_negative_control_a_door_and_a_counter_that_look_first_use_and_void_it(crew: Crew, naive: NaiveHouse) -> None:
    naive.database.transaction(
        lambda unit: unit.insert_rows(
            "INSERT INTO naive_tickets VALUES", [(number, "VALID") for number in range(ROUNDS)]
        )
    )
    works: list[Work] = [scan_by_looking_first, void_by_looking_first]
    rounds = crew.race(works, [[number] * 2 for number in range(ROUNDS)], naive.target)
    assert ["ADMIT", "VOID"] in [[outcome.answer for outcome in outcomes] for outcomes in rounds]


def test_whoever_needs_the_house_s_key_first_makes_it_for_all(crew: Crew, house: BoxOffice) -> None:
    rounds = crew.race([key_of] * 8, [[f"race {number}"] * 8 for number in range(ROUNDS)])
    assert defects(rounds) == []
    keys = [{outcome.answer for outcome in outcomes} for outcomes in rounds]
    assert all(len(of_round) == 1 for of_round in keys)
    assert len(set.union(*keys)) == ROUNDS
    house.change("DELETE FROM house_keys WHERE name LIKE 'race %'")
