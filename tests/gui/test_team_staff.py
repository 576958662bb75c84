"""Staff: added, changed, refused, ended; only by who may, and nothing typed is lost."""

from __future__ import annotations

import pytest

from app.models.records import Role
from app.views.team.staff_page import StaffPage
from tests.box_office import unique
from tests.gui.program import Program, StartProgram, program_starter
from tests.gui.team_scene import open_account, open_staff

__all__ = ["program_starter"]


@pytest.fixture
def admin(start_program: StartProgram) -> Program:
    program = start_program()
    program.sign_in(Role.ADMIN)
    return program


@pytest.fixture
def manager(start_program: StartProgram) -> Program:
    program = start_program()
    program.sign_in(Role.MANAGER)
    return program


def type_into(program: Program, page: StaffPage, key: str, text: str) -> None:
    line = page.listing.form.lines[key]
    line.focus_set()
    program.wait(lambda: line.widget.has_focus, what=f"the keyboard in {key}")
    program.hands.type(text)
    program.wait(lambda: line.value == text, what=f"{text!r} in {key}")


def test_a_person_is_added_and_the_password_is_shown_until_another_one_is_opened(admin: Program) -> None:
    page = open_staff(admin)
    username = unique("zoe").replace(" ", ".")
    admin.hands.key("ctrl+n")
    admin.wait(lambda: page.listing.is_open, what="the form")
    type_into(admin, page, "full_name", "Zoe Menon")
    type_into(admin, page, "username", username)
    admin.hands.key("ctrl+s")
    admin.wait(lambda: page.slip.password, what="the password")
    assert admin.office.value("SELECT role FROM staff WHERE username = %s", username) == "CLERK"
    assert len(page.slip.password) == 14
    assert page.slip.winfo_ismapped()
    assert "added" in page.listing.form.message
    admin.wait(lambda: username in [row.cells[1] for row in page.listing.table.rows], what="the new row")
    open_account(admin, page, Role.CLERK)
    assert page.slip.password == ""
    assert not page.slip.winfo_ismapped()


def test_what_cannot_be_is_refused_at_its_line_and_stays_typed(admin: Program) -> None:
    page = open_staff(admin)
    admin.hands.key("ctrl+n")
    admin.wait(lambda: page.listing.is_open, what="the form")
    type_into(admin, page, "full_name", "Zoe Menon")
    type_into(admin, page, "username", "zoe menon")
    admin.hands.key("ctrl+s")
    field = page.listing.form.lines["username"].widget
    admin.wait(lambda: field.error, what="the refusal")
    assert "no spaces" in str(field.error)
    assert page.listing.form.answers["full_name"] == "Zoe Menon"


def test_a_name_and_a_role_are_saved_in_place(admin: Program) -> None:
    page = open_staff(admin)
    row_id = open_account(admin, page, Role.CLERK)
    type_into(admin, page, "full_name", "Asha Rao")
    page.listing.form.lines["role"].focus_set()
    admin.hands.key("Right")
    admin.hands.key("ctrl+s")
    admin.wait(lambda: "saved" in page.listing.form.message, what="the saving")
    assert admin.office.value("SELECT CONCAT(full_name, ':', role) FROM staff WHERE id = %s", row_id) == (
        "Asha Rao:MANAGER"
    )


def test_the_username_of_an_account_that_is_there_is_not_typed_into(admin: Program) -> None:
    page = open_staff(admin)
    open_account(admin, page, Role.CLERK)
    admin.press(page.listing.form.lines["username"].widget._entry)
    admin.hands.type("x")
    type_into(admin, page, "full_name", "Asha Rao")
    assert page.listing.form.answers["username"] == admin.office.people[Role.CLERK].username


def test_who_saves_second_is_told_what_was_changed_and_saves_once_more(admin: Program) -> None:
    page = open_staff(admin)
    row_id = open_account(admin, page, Role.CLERK)
    type_into(admin, page, "full_name", "Asha Rao")
    admin.office.change("UPDATE staff SET full_name = 'Asha Iyer' WHERE id = %s", row_id)
    admin.hands.key("ctrl+s")
    admin.wait(lambda: "meanwhile" in page.listing.form.message, what="the refusal")
    assert page.listing.form.answers["full_name"] == "Asha Rao"
    admin.hands.key("ctrl+s")
    admin.wait(lambda: "saved" in page.listing.form.message, what="the saving")
    assert admin.office.value("SELECT full_name FROM staff WHERE id = %s", row_id) == "Asha Rao"


def test_an_account_is_deactivated_and_the_same_key_undoes_it(admin: Program) -> None:
    page = open_staff(admin)
    row_id = open_account(admin, page, Role.CLERK)
    admin.hands.key("F8")
    admin.wait(lambda: "is deactivated" in page.listing.form.message, what="the end")
    assert admin.office.value("SELECT active FROM staff WHERE id = %s", row_id) == 0
    admin.wait(lambda: page.listing.table.rows[0].cells[3] == "deactivated", what="the state in the list")
    admin.hands.key("F8")
    admin.wait(lambda: "may sign in" in page.listing.form.message, what="the beginning")
    assert admin.office.value("SELECT active FROM staff WHERE id = %s", row_id) == 1


def test_the_last_admin_is_told_why_the_role_stays(admin: Program) -> None:
    admin.office.change(
        "UPDATE staff SET role = 'CLERK' WHERE role = 'ADMIN' AND id <> %s", admin.office.people[Role.ADMIN].id
    )
    page = open_staff(admin)
    row_id = open_account(admin, page, Role.ADMIN)
    page.listing.form.lines["role"].focus_set()
    admin.hands.key("Left")
    admin.hands.key("ctrl+s")
    admin.wait(lambda: "only admin" in page.listing.form.message, what="the refusal")
    assert page.listing.form.answers["role"] == "MANAGER"
    assert admin.office.value("SELECT role FROM staff WHERE id = %s", row_id) == "ADMIN"


def test_a_new_password_is_given_and_one_who_waits_is_let_in(admin: Program) -> None:
    clerk = admin.office.people[Role.CLERK]
    admin.office.change(
        "UPDATE staff SET failed_sign_ins = 9, blocked_until = UTC_TIMESTAMP(6) + INTERVAL 300 SECOND WHERE id = %s",
        clerk.id,
    )
    page = open_staff(admin)
    open_account(admin, page, Role.CLERK)
    assert [button.text for button in page.listing.form.actions] == ["New password", "Unblock"]
    admin.hands.key("F7")
    admin.wait(lambda: "may sign in" in page.listing.form.message, what="the end of the wait")
    assert admin.office.value("SELECT blocked_until FROM staff WHERE id = %s", clerk.id) is None
    admin.hands.key("F6")
    admin.wait(lambda: page.slip.password, what="the password")
    assert "the one before no more" in page.listing.form.message
    assert admin.office.value("SELECT password_temporary FROM staff WHERE id = %s", clerk.id) == 1


def test_with_the_own_account_nothing_is_offered_that_would_shut_oneself_out(admin: Program) -> None:
    page = open_staff(admin)
    row_id = open_account(admin, page, Role.ADMIN)
    assert page.listing.form.actions == ()
    admin.hands.key("F8")
    admin.root.update()
    assert admin.office.value("SELECT active FROM staff WHERE id = %s", row_id) == 1


def test_a_manager_sees_and_makes_clerks_and_ushers_only(manager: Program) -> None:
    page = open_staff(manager)
    people = manager.office.people
    shown = {row.id for row in page.listing.table.rows}
    assert {str(people[role].id) for role in (Role.CLERK, Role.USHER)} <= shown
    assert not {str(people[role].id) for role in (Role.MANAGER, Role.ADMIN)} & shown
    assert {row.cells[2] for row in page.listing.table.rows} == {"Clerk", "Usher"}
    manager.hands.key("ctrl+n")
    manager.wait(lambda: page.listing.is_open, what="the form")
    assert [role.value for role in page._roles] == ["CLERK", "USHER"]


def test_a_clerk_has_no_team_page(start_program: StartProgram) -> None:
    program = start_program()
    program.sign_in()
    assert "team" not in program.screen.shell._items
    program.screen.open_page("team")
    assert "team" not in program.screen._pages


def test_an_admin_who_takes_over_gets_the_managers_typed_words_and_all_roles(manager: Program) -> None:
    page = open_staff(manager)
    open_account(manager, page, Role.CLERK)
    type_into(manager, page, "full_name", "Asha Rao")
    manager.hand_over(Role.ADMIN)
    manager.wait(lambda: page.listing.form.answers["full_name"] == "Asha Rao", what="the typed name")
    assert page.listing.form.dirty
    manager.wait(lambda: {row.cells[2] for row in page.listing.table.rows} >= {"Admin"}, what="all accounts")
    manager.hands.key("ctrl+s")
    manager.wait(lambda: "saved" in page.listing.form.message, what="the saving")


def test_a_temporary_password_is_gone_when_somebody_else_takes_the_counter(admin: Program) -> None:
    page = open_staff(admin)
    open_account(admin, page, Role.CLERK)
    admin.hands.key("F6")
    admin.wait(lambda: page.slip.password, what="the password")
    admin.hand_over(Role.MANAGER)
    assert page.slip.password == ""
