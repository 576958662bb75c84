"""Accounts that end, the last admin, and passwords that are given."""

from __future__ import annotations

import pytest

from app.controllers.permissions import Session
from app.controllers.start.sign_in import SignIn
from app.controllers.team.accounts import Accounts
from app.models.errors import (
    InTheWay,
    NotFound,
    SignInRefused,
)
from app.models.records import Role
from app.utils.codes import new_request_id
from tests.box_office import PASSWORD, BoxOffice
from tests.controllers.team.people import account_of, audit_of, new_person, sign_in


@pytest.fixture
def only_admin(office: BoxOffice) -> Session:
    """Every other test's admins are clerks for a while: the database has one admin."""
    others = [
        row[0]
        for row in office.owner.rows(
            "SELECT id FROM staff WHERE role = 'ADMIN' AND active AND id <> %s", (office.people[Role.ADMIN].id,)
        )
    ]
    if others:
        office.change("UPDATE staff SET role = 'CLERK' WHERE id IN %s", tuple(others))
    return office.session(Role.ADMIN)


# Ending and beginning again


def test_a_deactivated_account_does_not_sign_in_until_it_is_reactivated(
    office: BoxOffice, team: Accounts, manager: Session
) -> None:
    clerk = account_of(office, Role.CLERK)
    assert not team.deactivate(manager, new_request_id(), clerk.id).active
    with pytest.raises(SignInRefused):
        sign_in(office, clerk.username, PASSWORD)
    assert team.reactivate(manager, new_request_id(), clerk.id).active
    assert not sign_in(office, clerk.username, PASSWORD).must_choose
    assert [action for action, _ in audit_of(office, clerk.id)] == ["STAFF_DEACTIVATED", "STAFF_REACTIVATED"]


def test_nobody_deactivates_the_own_account(team: Accounts, admin: Session) -> None:
    with pytest.raises(InTheWay):
        team.deactivate(admin, new_request_id(), admin.staff.id)


def test_an_account_that_is_not_there_is_not_found(team: Accounts, admin: Session) -> None:
    with pytest.raises(NotFound):
        team.deactivate(admin, new_request_id(), 2**30)


def test_the_last_admin_keeps_the_role(office: BoxOffice, team: Accounts, only_admin: Session) -> None:
    seen = account_of(office, Role.ADMIN)
    with pytest.raises(InTheWay, match="only admin"):
        team.change(only_admin, new_request_id(), seen, {"full_name": seen.full_name, "role": "MANAGER"})
    assert account_of(office, Role.ADMIN).role is Role.ADMIN
    assert audit_of(office, seen.id) == []


def test_the_last_admin_may_have_another_name(office: BoxOffice, team: Accounts, only_admin: Session) -> None:
    seen = account_of(office, Role.ADMIN)
    assert team.change(only_admin, new_request_id(), seen, {"full_name": "Uma", "role": "ADMIN"}).full_name == "Uma"


def test_an_admin_who_was_deactivated_does_not_count_as_the_other_one(
    office: BoxOffice, team: Accounts, only_admin: Session
) -> None:
    other = team.add(only_admin, new_request_id(), new_person("ADMIN")).account
    team.deactivate(only_admin, new_request_id(), other.id)
    seen = account_of(office, Role.ADMIN)
    with pytest.raises(InTheWay):
        team.change(only_admin, new_request_id(), seen, {"full_name": seen.full_name, "role": "CLERK"})


def test_the_last_admin_is_not_deactivated_by_one_who_was_demoted_meanwhile(
    office: BoxOffice, team: Accounts, only_admin: Session
) -> None:
    """Her session lasts some seconds longer than her right."""
    given = team.add(only_admin, new_request_id(), new_person("ADMIN"))
    demoted = SignIn(office.database).choose_password(
        sign_in(office, given.account.username, given.password), "three words in a row", "three words in a row"
    )
    team.change(only_admin, new_request_id(), given.account, {"full_name": "Zoë Menon", "role": "CLERK"})
    with pytest.raises(InTheWay, match="only admin"):
        team.deactivate(demoted, new_request_id(), only_admin.staff.id)


# Passwords


def test_a_reset_password_is_temporary_and_the_old_one_is_over(
    office: BoxOffice, team: Accounts, manager: Session
) -> None:
    clerk = account_of(office, Role.CLERK)
    given = team.reset_password(manager, new_request_id(), clerk.id)
    with pytest.raises(SignInRefused):
        sign_in(office, clerk.username, PASSWORD)
    assert sign_in(office, clerk.username, given.password).must_choose
    [(action, detail)] = audit_of(office, clerk.id)
    assert action == "PASSWORD_RESET"
    assert given.password not in detail


def test_nobody_resets_the_own_password(team: Accounts, admin: Session) -> None:
    with pytest.raises(InTheWay):
        team.reset_password(admin, new_request_id(), admin.staff.id)


def test_an_account_that_waits_is_seen_to_wait_and_unblocked(
    office: BoxOffice, team: Accounts, manager: Session
) -> None:
    clerk = account_of(office, Role.CLERK)
    for _ in range(5):
        with pytest.raises(SignInRefused):
            sign_in(office, clerk.username, "not the password")
    assert account_of(office, Role.CLERK).blocked_seconds > 0
    assert team.unblock(manager, new_request_id(), clerk.id).blocked_seconds == 0
    assert sign_in(office, clerk.username, PASSWORD)
    assert [action for action, _ in audit_of(office, clerk.id)] == ["STAFF_UNBLOCKED"]
