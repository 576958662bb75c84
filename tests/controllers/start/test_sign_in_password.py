"""The own password: chosen in place of a temporary one before anything else, and changed by who knows the one of now."""

from __future__ import annotations

import logging

import pytest

from app.controllers.form_reading import FormRefused
from app.controllers.permissions import Permission, Session
from app.controllers.start.sign_in import SignIn
from app.controllers.team.accounts import Accounts
from app.models.errors import PermissionDenied, SessionEnded, SignInBlocked, SignInRefused
from app.models.records import Role
from app.utils.codes import new_request_id
from tests.box_office import PASSWORD, BoxOffice

OWN = "three words in a row"


@pytest.fixture
def door(office: BoxOffice) -> SignIn:
    return SignIn(office.database)


@pytest.fixture
def temporary(office: BoxOffice) -> str:
    """The clerk's password, just reset."""
    clerk = office.people[Role.CLERK]
    return Accounts(office.database).reset_password(office.session(Role.MANAGER), new_request_id(), clerk.id).password


def enter(door: SignIn, office: BoxOffice, password: str) -> Session:
    return door.sign_in(office.people[Role.CLERK].username, password, office.counters[0])


def test_choosing_an_own_password_opens_all_that_the_role_may(door: SignIn, office: BoxOffice, temporary: str) -> None:
    session = door.choose_password(enter(door, office, temporary), OWN, OWN)
    assert not session.must_choose
    assert office.tills().state(session) is not None
    assert enter(door, office, OWN) == session
    with pytest.raises(SignInRefused):
        enter(door, office, temporary)


def test_who_leaves_without_choosing_is_asked_again_at_the_next_sign_in(
    door: SignIn, office: BoxOffice, temporary: str
) -> None:
    enter(door, office, temporary)
    assert enter(door, office, temporary).must_choose


@pytest.mark.parametrize(
    ("chosen", "again", "field"),
    [("short", "short", "chosen"), ("", "", "chosen"), (OWN, OWN + "s", "again")],
)
def test_a_password_that_will_not_do_is_refused_at_its_field(
    door: SignIn, office: BoxOffice, temporary: str, chosen: str, again: str, field: str
) -> None:
    session = enter(door, office, temporary)
    with pytest.raises(FormRefused) as refused:
        door.choose_password(session, chosen, again)
    assert refused.value.field == field
    assert enter(door, office, temporary).must_choose


def test_neither_the_temporary_password_nor_the_own_name_is_a_new_one(
    door: SignIn, office: BoxOffice, temporary: str
) -> None:
    session = enter(door, office, temporary)
    for chosen in (temporary, f"{session.staff.username.upper()} 2026"):
        with pytest.raises(FormRefused):
            door.choose_password(session, chosen, chosen)


def test_a_password_reset_once_more_meanwhile_is_not_overwritten(
    door: SignIn, office: BoxOffice, temporary: str
) -> None:
    session = enter(door, office, temporary)
    clerk, manager = office.people[Role.CLERK], office.session(Role.MANAGER)
    second = Accounts(office.database).reset_password(manager, new_request_id(), clerk.id).password
    with pytest.raises(SessionEnded):
        door.choose_password(session, OWN, OWN)
    assert enter(door, office, second).must_choose


def test_without_a_temporary_password_nothing_is_chosen_without_the_one_of_now(door: SignIn, office: BoxOffice) -> None:
    with pytest.raises(SignInRefused):
        door.choose_password(enter(door, office, PASSWORD), OWN, OWN)


@pytest.mark.parametrize("role", Role)
def test_everybody_changes_the_own_password(door: SignIn, office: BoxOffice, role: Role) -> None:
    username = office.people[role].username
    session = door.sign_in(username, PASSWORD, office.counters[0])
    changed = door.change_password(session, PASSWORD, OWN, OWN)
    assert changed.fingerprint != session.fingerprint
    assert door.sign_in(username, OWN, office.counters[0]) == changed


def test_the_password_of_now_is_asked_for_and_guessing_it_waits(door: SignIn, office: BoxOffice) -> None:
    session = enter(door, office, PASSWORD)
    for _ in range(5):
        with pytest.raises(SignInRefused):
            door.change_password(session, "not the password", OWN, OWN)
    with pytest.raises(SignInBlocked):
        door.change_password(session, PASSWORD, OWN, OWN)


def test_the_password_of_now_is_not_a_new_one(door: SignIn, office: BoxOffice) -> None:
    with pytest.raises(FormRefused):
        door.change_password(enter(door, office, PASSWORD), PASSWORD, PASSWORD, PASSWORD)


def test_a_manager_with_a_temporary_password_allows_nothing(door: SignIn, office: BoxOffice) -> None:
    manager = office.people[Role.MANAGER]
    given = Accounts(office.database).reset_password(office.session(Role.ADMIN), new_request_id(), manager.id)
    with pytest.raises(PermissionDenied):
        door.approve(office.session(), manager.username, given.password, Permission.VOID)


def test_a_chosen_password_is_audited_and_stands_nowhere_in_words(
    door: SignIn, office: BoxOffice, temporary: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    session = door.choose_password(enter(door, office, temporary), OWN, OWN)
    lines = office.owner.rows(
        "SELECT action, detail FROM audit_log WHERE subject = %s ORDER BY id", (f"staff {session.staff.id}",)
    )
    assert [action for action, _ in lines] == ["PASSWORD_RESET", "PASSWORD_CHOSEN"]
    for password in (OWN, temporary):
        assert password not in str(lines) + caplog.text + repr(session)
