"""Two admins take each other's rights away in the same instant: one of them stays an admin."""

from __future__ import annotations

import pytest

from app.controllers.permissions import Session
from app.controllers.team.accounts import Account
from app.models import staff
from app.models.records import Role, StaffMember
from app.models.statements import Unit
from app.models.team import accounts
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice, unique
from tests.races.conftest import NaiveHouse
from tests.races.crew import Crew, Work
from tests.races.referee import defects
from tests.races.team_hands import NaiveUnseat, Unseat, deactivate, demote, demote_by_looking_first

ROUNDS = 20


def two_admins(office: BoxOffice) -> tuple[Account, Account]:
    """The only two of the whole house."""

    def work(unit: Unit) -> list[int]:
        unit.execute("UPDATE staff SET role = 'CLERK' WHERE role = 'ADMIN'")
        return [staff.add(unit, unique("admin"), "Admin", Role.ADMIN, "no password") for _ in range(2)]

    first, second = (accounts.with_id(office.owner, staff_id) for staff_id in office.owner.transaction(work))
    assert first is not None
    assert second is not None
    return first, second


def session_of(office: BoxOffice, account: Account, counter: int) -> Session:
    person = StaffMember(account.id, account.username, account.full_name, account.role)
    return Session(person, office.counters[counter])


def admins(office: BoxOffice) -> object:
    return office.value("SELECT COUNT(*) FROM staff WHERE role = 'ADMIN' AND active")


@pytest.mark.parametrize("works", [(demote, demote), (deactivate, deactivate), (demote, deactivate)])
def test_of_two_admins_who_unseat_each_other_one_stays(
    crew: Crew, race_office: BoxOffice, works: tuple[Work, Work]
) -> None:
    for _ in range(ROUNDS):
        first, second = two_admins(race_office)
        wishes = [
            Unseat(session_of(race_office, first, 0), new_request_id(), second),
            Unseat(session_of(race_office, second, 1), new_request_id(), first),
        ]
        [outcomes] = crew.race(works, [wishes])
        assert defects([outcomes]) == []
        assert sorted(outcome.code for outcome in outcomes) == ["", "IN_THE_WAY"]
        assert admins(race_office) == 1


def test_negative_control_who_looks_first_leaves_nobody(crew: Crew, naive: NaiveHouse) -> None:
    rows = [(number, person) for number in range(ROUNDS) for person in (1, 2)]
    naive.database.transaction(lambda unit: unit.insert_rows("INSERT INTO naive_admins VALUES", rows))
    wishes = [[NaiveUnseat(number, person) for person in (1, 2)] for number in range(ROUNDS)]
    crew.race([demote_by_looking_first] * 2, wishes, naive.target)
    left = naive.database.row("SELECT COUNT(DISTINCT round) FROM naive_admins")
    assert left is not None
    assert int(left[0]) < ROUNDS
