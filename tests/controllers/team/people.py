"""Accounts for the tests of the team, what the database says of them, and what a page of the activity says."""

from __future__ import annotations

from app.controllers.permissions import Session
from app.controllers.start.sign_in import SignIn
from app.controllers.team.accounts import Account, Accounts
from app.controllers.team.activity import ActivityPage
from app.models.records import Role
from tests.box_office import BoxOffice, unique


def new_person(role: str = "CLERK", **changed: str) -> dict[str, str]:
    return {"username": unique("zoe").replace(" ", "."), "full_name": "Zoë Menon", "role": role} | changed


def account_of(office: BoxOffice, role: Role) -> Account:
    found = Accounts(office.database).kept(office.session(Role.ADMIN))
    return next(each for each in found if each.id == office.people[role].id)


def audit_of(office: BoxOffice, staff_id: int) -> list[tuple[str, str]]:
    found = office.owner.rows(
        "SELECT action, detail FROM audit_log WHERE subject = %s ORDER BY id", (f"staff {staff_id}",)
    )
    return [(str(action), str(detail)) for action, detail in found]


def sign_in(office: BoxOffice, username: str, password: str) -> Session:
    return SignIn(office.database).sign_in(username, password, office.counters[0])


def said(page: ActivityPage | None) -> list[str]:
    assert page is not None
    return [line.what for line in page.lines]


def subjects(page: ActivityPage | None) -> list[str]:
    assert page is not None
    return [line.subject for line in page.lines]
