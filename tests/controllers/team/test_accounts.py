"""Keeping the team: what an admin may, what a manager may, and that there is always an admin."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from app.controllers.form_reading import FormRefused
from app.controllers.permissions import Session
from app.controllers.team.accounts import Account, Accounts, roles_to_give
from app.models.errors import (
    ChangedMeanwhile,
    PermissionDenied,
    RequestReused,
)
from app.models.records import Role
from app.utils.codes import new_request_id
from tests.box_office import PASSWORD, BoxOffice
from tests.controllers.team.people import account_of, audit_of, new_person, sign_in

# Adding


@pytest.mark.parametrize("role", Role)
def test_an_admin_adds_accounts_of_every_role(team: Accounts, admin: Session, role: Role) -> None:
    given = team.add(admin, new_request_id(), new_person(role.value))
    assert (given.account.role, given.account.active, given.account.password_temporary) == (role, True, True)
    assert given.account in team.kept(admin)


def test_the_password_given_opens_a_session_that_can_only_choose_an_own_one(
    office: BoxOffice, team: Accounts, admin: Session
) -> None:
    given = team.add(admin, new_request_id(), new_person())
    session = sign_in(office, given.account.username, given.password)
    assert session.must_choose
    with pytest.raises(PermissionDenied):
        office.tills().state(session)


def test_two_accounts_are_given_different_passwords(team: Accounts, admin: Session) -> None:
    passwords = {team.add(admin, new_request_id(), new_person()).password for _ in range(3)}
    assert len(passwords) == 3


def test_the_same_request_adds_one_account_and_tells_the_password_that_was_stored(
    office: BoxOffice, team: Accounts, admin: Session
) -> None:
    request_id, answers = new_request_id(), new_person()
    first, again = (team.add(admin, request_id, answers) for _ in range(2))
    assert first == again
    assert sign_in(office, again.account.username, again.password)


def test_a_request_that_comes_back_with_another_name_is_refused(team: Accounts, admin: Session) -> None:
    request_id = new_request_id()
    team.add(admin, request_id, new_person())
    with pytest.raises(RequestReused):
        team.add(admin, request_id, new_person())


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"username": "  "}, "username"),
        ({"username": "asha rao"}, "username"),
        ({"username": "x" * 51}, "username"),
        ({"full_name": ""}, "full_name"),
        ({"full_name": "x" * 101}, "full_name"),
        ({"role": "JANITOR"}, "role"),
        ({"role": ""}, "role"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_at_its_own_field(
    team: Accounts, admin: Session, changed: dict[str, str], field: str
) -> None:
    with pytest.raises(FormRefused) as refused:
        team.add(admin, new_request_id(), new_person(**changed))
    assert refused.value.field == field


def test_a_username_that_is_taken_is_refused_at_its_field_whatever_its_capitals(team: Accounts, admin: Session) -> None:
    taken = team.add(admin, new_request_id(), new_person()).account.username
    with pytest.raises(FormRefused) as refused:
        team.add(admin, new_request_id(), new_person(username=taken.upper()))
    assert refused.value.field == "username"


def test_adding_is_audited_without_the_password(
    office: BoxOffice, team: Accounts, admin: Session, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    given = team.add(admin, new_request_id(), new_person())
    [(action, detail)] = audit_of(office, given.account.id)
    assert action == "STAFF_ADDED"
    assert given.account.username in detail
    told = detail + caplog.text + repr(given) + str(office.owner.rows("SELECT * FROM requests"))
    assert given.password not in told


# Changing


def test_a_name_and_a_role_are_changed_and_audited(office: BoxOffice, team: Accounts, admin: Session) -> None:
    seen = account_of(office, Role.CLERK)
    changed = team.change(admin, new_request_id(), seen, {"full_name": " Asha  Rao-Iyer", "role": "MANAGER"})
    assert (changed.full_name, changed.role) == ("Asha  Rao-Iyer", Role.MANAGER)
    [(action, detail)] = audit_of(office, seen.id)
    assert action == "STAFF_CHANGED"
    assert '"role_before": "CLERK"' in detail


def test_saving_what_is_there_already_writes_nothing(office: BoxOffice, team: Accounts, admin: Session) -> None:
    seen = account_of(office, Role.CLERK)
    team.change(admin, new_request_id(), seen, {"full_name": seen.full_name, "role": seen.role.value})
    assert audit_of(office, seen.id) == []


def test_the_second_of_two_who_edit_one_account_is_told_what_the_first_changed(
    office: BoxOffice, team: Accounts, admin: Session, manager: Session
) -> None:
    seen = account_of(office, Role.CLERK)
    team.change(manager, new_request_id(), seen, {"full_name": "Asha Iyer", "role": "CLERK"})
    with pytest.raises(ChangedMeanwhile) as refused:
        team.change(admin, new_request_id(), seen, {"full_name": "Asha Nair", "role": "CLERK"})
    assert refused.value.fields == ("full_name",)
    assert "Manager" in refused.value.sentence
    assert isinstance(refused.value.now, Account)
    after = team.change(admin, new_request_id(), refused.value.now, {"full_name": "Asha Nair", "role": "CLERK"})
    assert after.full_name == "Asha Nair"


def test_who_has_signed_in_meanwhile_is_not_told_to_have_changed_the_account(
    office: BoxOffice, team: Accounts, admin: Session, manager: Session
) -> None:
    seen = account_of(office, Role.CLERK)
    team.change(manager, new_request_id(), seen, {"full_name": "Asha Iyer", "role": "CLERK"})
    sign_in(office, seen.username, PASSWORD)
    with pytest.raises(ChangedMeanwhile, match="Manager"):
        team.change(admin, new_request_id(), seen, {"full_name": "Asha Nair", "role": "CLERK"})


# What a manager may not

Change = Callable[[Accounts, Session, Account], object]
CHANGES: dict[str, Change] = {
    "change": lambda team, who, seen: team.change(who, new_request_id(), seen, {"full_name": "X", "role": seen.role}),
    "deactivate": lambda team, who, seen: team.deactivate(who, new_request_id(), seen.id),
    "reactivate": lambda team, who, seen: team.reactivate(who, new_request_id(), seen.id),
    "reset": lambda team, who, seen: team.reset_password(who, new_request_id(), seen.id),
    "unblock": lambda team, who, seen: team.unblock(who, new_request_id(), seen.id),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_manager_keeps_clerks_and_ushers(office: BoxOffice, team: Accounts, manager: Session, name: str) -> None:
    for role in (Role.CLERK, Role.USHER):
        CHANGES[name](team, manager, account_of(office, role))


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("role", [Role.MANAGER, Role.ADMIN])
def test_a_manager_keeps_no_manager_and_no_admin(office: BoxOffice, team: Accounts, name: str, role: Role) -> None:
    other = team.add(office.session(Role.ADMIN), new_request_id(), new_person(role.value)).account
    with pytest.raises(PermissionDenied):
        CHANGES[name](team, office.session(Role.MANAGER), other)
    assert len(audit_of(office, other.id)) == 1


@pytest.mark.parametrize("role", ["MANAGER", "ADMIN"])
def test_a_manager_gives_nobody_more_than_a_managers_rights(
    office: BoxOffice, team: Accounts, manager: Session, role: str
) -> None:
    with pytest.raises(PermissionDenied):
        team.add(manager, new_request_id(), new_person(role))
    with pytest.raises(PermissionDenied):
        team.change(manager, new_request_id(), account_of(office, Role.CLERK), {"full_name": "Asha", "role": role})


def test_a_clerk_who_became_a_manager_meanwhile_is_no_longer_a_managers_to_deactivate(
    office: BoxOffice, team: Accounts, admin: Session, manager: Session
) -> None:
    seen = account_of(office, Role.CLERK)
    team.change(admin, new_request_id(), seen, {"full_name": seen.full_name, "role": "MANAGER"})
    with pytest.raises(PermissionDenied):
        team.deactivate(manager, new_request_id(), seen.id)


def test_everybody_sees_the_accounts_that_are_theirs_to_keep(
    office: BoxOffice, team: Accounts, admin: Session, manager: Session
) -> None:
    assert {account.role for account in team.kept(admin)} == set(Role)
    assert {account.role for account in team.kept(manager)} == {Role.CLERK, Role.USHER}


def test_the_roles_to_choose_from_are_those_one_may_give(admin: Session, manager: Session) -> None:
    assert set(roles_to_give(manager)) == {Role.CLERK, Role.USHER}
    assert set(roles_to_give(admin)) == set(Role)
