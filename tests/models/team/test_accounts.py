"""Accounts as they are stored."""

from __future__ import annotations

from contextlib import closing

import pytest

from app.models import staff
from app.models.database import Database
from app.models.errors import SessionEnded
from app.models.records import Role
from app.models.team import accounts
from tests.box_office import BoxOffice, unique


def test_who_holds_the_admins_counts_those_who_are_active_and_writes_at_each(office: BoxOffice) -> None:
    admins = "SELECT CAST(SUM(version) AS SIGNED) FROM staff WHERE role = 'ADMIN' AND active"
    active = "SELECT COUNT(*) FROM staff WHERE role = 'ADMIN' AND active"
    before = office.value(admins)
    held = office.database.transaction(accounts.hold_admins)
    assert held == office.value(active)
    assert int(str(office.value(admins))) == int(str(before)) + held
    office.change("UPDATE staff SET active = FALSE WHERE id = %s", office.people[Role.ADMIN].id)
    assert office.database.transaction(accounts.hold_admins) == held - 1


def test_a_wait_that_is_over_is_no_wait(office: BoxOffice) -> None:
    clerk = office.people[Role.CLERK].id
    for seconds, blocked in ((40, True), (-1, False)):
        sql = "UPDATE staff SET blocked_until = UTC_TIMESTAMP(6) + INTERVAL %s SECOND WHERE id = %s"
        office.change(sql, seconds, clerk)
        account = accounts.with_id(office.database, clerk)
        assert account is not None
        assert bool(account.blocked_seconds) is blocked


def test_everybody_who_may_sign_in_comes_before_those_who_may_not(office: BoxOffice) -> None:
    office.change("UPDATE staff SET active = FALSE WHERE id = %s", office.people[Role.CLERK].id)
    active = [account.active for account in accounts.everybody(office.database)]
    assert active == sorted(active, reverse=True)


def test_a_terminals_account_adds_and_changes_staff(office: BoxOffice) -> None:
    """As `sql/grants.sql` gives it: it needs no owner."""
    username = unique("new")
    with closing(Database(office.connect)) as terminal:
        staff_id = terminal.transaction(
            lambda unit: staff.add(unit, username, "New", Role.CLERK, "no password", temporary=True)
        )
        terminal.transaction(lambda unit: accounts.change(unit, staff_id, "Newer", Role.USHER))
    account = accounts.with_username(office.database, username.upper())
    assert account is not None
    assert (account.full_name, account.role, account.password_temporary) == ("Newer", Role.USHER, True)


def test_a_password_is_changed_only_in_place_of_the_one_it_was_meant_for(office: BoxOffice) -> None:
    clerk = office.people[Role.CLERK].id
    stood = staff.standing_of(office.database, clerk)
    assert stood is not None
    changed = [
        office.database.transaction(lambda unit: staff.change_password(unit, clerk, "a hash", stood.fingerprint))
        for _ in range(2)
    ]
    assert changed == [True, False]


def test_only_an_active_account_is_let_do_what_is_about_money(office: BoxOffice) -> None:
    clerk = office.people[Role.CLERK].id
    staff.require_active(office.database, clerk)
    office.change("UPDATE staff SET active = FALSE WHERE id = %s", clerk)
    with pytest.raises(SessionEnded):
        staff.require_active(office.database, clerk)
