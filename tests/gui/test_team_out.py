"""Who was deactivated, or has another role or password, is out within a minute; who comes with a temporary one chooses anew."""

from __future__ import annotations

from app.controllers.team.accounts import Accounts
from app.models.records import Role
from app.utils.codes import new_request_id
from app.utils.passwords import hash_password
from app.views.counter_screen import CounterScreen
from app.views.start.lock_view import LockView, Mode
from app.views.start.new_password_view import NewPasswordView
from app.views.start.sign_in_view import SignInView
from tests.box_office import PASSWORD
from tests.gui.program import Program, StartProgram, program_starter, program_with_a_show, signed_in

__all__ = ["program_starter", "program_with_a_show", "signed_in"]

SOON_MS = 100
"""The window's twenty seconds, for who does not want to wait."""
OWN = "three words in a row"


def quick(start_program: StartProgram) -> Program:
    program = start_program(stands_every_ms=SOON_MS)
    program.sign_in()
    program.open_show()
    return program


def wait_for_lock(program: Program) -> LockView:
    program.wait(lambda: program.screen.locked, what="the lock")
    view = program.screen.lock_flow.view
    assert view is not None
    return view


def sign_in_over(program: Program, view: LockView, username: str, password: str) -> None:
    view.username.focus_set()
    program.wait(lambda: view.username.has_focus)
    view.username.select_all()
    program.write(view.username, username)
    program.hands.key("Enter")
    program.wait(lambda: view.password.has_focus)
    program.write(view.password, password)
    program.hands.key("Enter")


def temporary(program: Program, role: Role = Role.CLERK) -> str:
    team = Accounts(program.office.database)
    admin = program.office.session(Role.ADMIN)
    return team.reset_password(admin, new_request_id(), program.office.people[role].id).password


def type_twice(program: Program, view: LockView | NewPasswordView, chosen: str, again: str = "") -> None:
    program.wait(lambda: view.new.chosen.has_focus, what="the keyboard in the new password")
    program.write(view.new.chosen, chosen)
    program.hands.key("Enter")
    program.wait(lambda: view.new.again.has_focus, what="the keyboard in the second one")
    view.new.again.select_all()
    program.write(view.new.again, again or chosen)
    program.hands.key("Enter")


def test_a_deactivated_clerk_is_locked_out_with_the_reason_and_the_basket_stays(start_program: StartProgram) -> None:
    program = quick(start_program)
    program.pick("C4", "C5")
    clerk = program.office.people[Role.CLERK]
    program.office.change("UPDATE staff SET active = FALSE WHERE id = %s", clerk.id)
    view = wait_for_lock(program)
    assert view.mode is Mode.ENDED
    assert "deactivated" in str(view._why.cget("text"))
    assert not view._other.winfo_ismapped()
    sign_in_over(program, view, clerk.username, PASSWORD)
    program.wait(lambda: view.password.error, what="the refusal")
    sign_in_over(program, view, program.office.people[Role.MANAGER].username, PASSWORD)
    program.wait(lambda: not program.screen.locked, what="the end of the lock")
    assert program.labels == ["C4", "C5"]
    program.pay()
    assert program.payment_count == 1


def test_asked_again_while_somebody_types_the_lock_keeps_what_is_typed(start_program: StartProgram) -> None:
    program = quick(start_program)
    program.office.change("UPDATE staff SET active = FALSE WHERE id = %s", program.office.people[Role.CLERK].id)
    view = wait_for_lock(program)
    program.wait(lambda: view.username.has_focus)
    program.write(view.username, "meera")
    before = program.window._timers["standing"]
    program.wait(lambda: program.window._timers["standing"] != before, what="the next question")
    assert view.username.value == "meera"


def test_a_counter_that_was_locked_already_says_it_too(start_program: StartProgram) -> None:
    program = quick(start_program)
    view = program.lock()
    program.office.change("UPDATE staff SET active = FALSE WHERE id = %s", program.office.people[Role.CLERK].id)
    program.wait(lambda: view.mode is Mode.ENDED, what="the reason")
    program.hands.key("Esc")
    program.root.update()
    assert view.mode is Mode.ENDED


def test_a_clerk_with_another_role_signs_in_again_and_has_its_pages(start_program: StartProgram) -> None:
    program = quick(start_program)
    clerk = program.office.people[Role.CLERK]
    assert "team" not in program.screen.shell._items
    program.office.change("UPDATE staff SET role = 'MANAGER' WHERE id = %s", clerk.id)
    view = wait_for_lock(program)
    assert view.username.value == clerk.username
    program.wait(lambda: view.password.has_focus)
    program.write(view.password, PASSWORD)
    program.hands.key("Enter")
    program.wait(lambda: not program.screen.locked, what="the end of the lock")
    assert "team" in program.screen.shell._items


def test_who_changed_the_own_password_stays_and_the_other_terminal_does_not(start_program: StartProgram) -> None:
    program = quick(start_program)
    program.office.change(
        "UPDATE staff SET password_hash = %s WHERE id = %s", hash_password(OWN), program.office.people[Role.CLERK].id
    )
    view = wait_for_lock(program)
    assert "another password" in str(view._why.cget("text"))
    program.wait(lambda: view.password.has_focus)
    program.write(view.password, OWN)
    program.hands.key("Enter")
    program.wait(lambda: not program.screen.locked, what="the end of the lock")
    before = program.window._timers["standing"]
    program.wait(lambda: program.window._timers["standing"] != before, what="the next question")
    assert not program.screen.locked


def test_the_own_password_is_changed_behind_the_lock_and_the_session_goes_on(start_program: StartProgram) -> None:
    program = quick(start_program)
    view = program.lock()
    program.press(view._own)
    program.wait(lambda: view.mode is Mode.CHANGE and view.password.has_focus, what="the three fields")
    program.write(view.password, PASSWORD)
    program.hands.key("Enter")
    type_twice(program, view, OWN, "three words in a bow")
    program.wait(lambda: view.new.again.error, what="the refusal")
    view.new.again.select_all()
    program.write(view.new.again, OWN)
    program.hands.key("Enter")
    program.wait(lambda: not program.screen.locked, what="the end of the lock")
    before = program.window._timers["standing"]
    program.wait(lambda: program.window._timers["standing"] != before, what="the next question")
    assert not program.screen.locked
    view = program.lock()
    program.write(view.password, OWN)
    program.hands.key("Enter")
    program.wait(lambda: not program.screen.locked, what="the end of the lock")


def test_a_wrong_password_of_now_changes_nothing(selling: Program) -> None:
    view = selling.lock()
    view.show_change()
    selling.wait(lambda: view.password.has_focus)
    selling.write(view.password, "wrong")
    selling.hands.key("Enter")
    type_twice(selling, view, OWN)
    selling.wait(lambda: view.password.error, what="the refusal")
    assert view.new.typed == (OWN, OWN)


def test_a_temporary_password_leads_to_an_own_one_before_anything_else(start_program: StartProgram) -> None:
    program = start_program()
    given = temporary(program)
    program.type_sign_in(password=given)
    program.wait(lambda: isinstance(program.window.screen, NewPasswordView), what="the question")
    view = program.window.screen
    program.hands.key("ctrl+l")
    type_twice(program, view, "short")
    program.wait(lambda: view.new.chosen.error, what="the refusal")
    view.new.chosen.select_all()
    type_twice(program, view, OWN)
    program.wait(lambda: isinstance(program.window.screen, CounterScreen), what="the counter's screen")
    assert program.office.value(
        "SELECT password_temporary FROM staff WHERE id = %s", program.office.people[Role.CLERK].id
    ) == 0  # fmt: skip


def test_who_will_not_choose_goes_back_to_the_sign_in(start_program: StartProgram) -> None:
    program = start_program()
    program.type_sign_in(password=temporary(program))
    program.wait(lambda: isinstance(program.window.screen, NewPasswordView), what="the question")
    program.press(program.window.screen.back)
    program.wait(lambda: isinstance(program.window.screen, SignInView), what="the sign-in")
    program.sign_in(Role.MANAGER)


def test_a_new_person_who_takes_a_counter_over_chooses_behind_the_lock(selling: Program) -> None:
    selling.pick("C4")
    given = temporary(selling, Role.MANAGER)
    view = selling.lock()
    view.show_hand_over()
    sign_in_over(selling, view, selling.office.people[Role.MANAGER].username, given)
    selling.wait(lambda: view.mode is Mode.CHOOSE, what="the question")
    assert selling.screen.locked
    assert "Clerk" in selling.screen.shell._who.whole
    type_twice(selling, view, OWN)
    selling.wait(lambda: not selling.screen.locked, what="the end of the lock")
    assert "Manager (manager)" in selling.screen.shell._who.whole
    assert selling.labels == ["C4"]
