"""Signing in, locking, handing over and closing: the whole window, real keys, the real database."""

from __future__ import annotations

import gc
import threading
import weakref
from typing import Any

import customtkinter as ctk
import pytest

from app.models.records import Role
from app.views.counter_screen import CounterScreen
from app.views.tasks import Lane
from tests.box_office import PASSWORD
from tests.gui.conftest import _timers
from tests.gui.program import Program, StartProgram, program_starter, program_with_a_show, signed_in
from tests.gui.running import close

__all__ = ["program_starter", "program_with_a_show", "signed_in"]


def test_name_and_password_open_the_counter(start_program: StartProgram) -> None:
    program = start_program()
    program.type_sign_in()
    program.wait(lambda: isinstance(program.window.screen, CounterScreen), what="the counter's screen")
    assert "Clerk (clerk)" in program.screen.shell._who.whole
    assert program.screen.shell._cinema.whole == program.office.counters[0].cinema.name


def test_a_wrong_password_is_told_and_the_name_stays(start_program: StartProgram) -> None:
    program = start_program()
    program.type_sign_in(password="wrong")
    view = program.sign_in_view
    program.wait(lambda: view.password.error, what="the refusal")
    assert view.password.error == "That name and password do not go together. Check both and try again."
    assert view.name.value == program.office.people[Role.CLERK].username
    program.write(view.password, PASSWORD)
    program.hands.key("Enter")
    program.wait(lambda: isinstance(program.window.screen, CounterScreen), what="the counter's screen")


def test_too_many_wrong_passwords_count_down_and_then_let_one_try(start_program: StartProgram) -> None:
    program = start_program()
    clerk = program.office.people[Role.CLERK]
    program.office.change(
        "UPDATE staff SET failed_sign_ins = 6, blocked_until = UTC_TIMESTAMP(6) + INTERVAL 2 SECOND WHERE id = %s",
        clerk.id,
    )
    program.type_sign_in()
    view = program.sign_in_view
    program.wait(lambda: view.password.error, what="the wait")
    assert str(view.password.error).startswith("Too many wrong passwords. Wait ")
    program.wait(lambda: view.password.error is None, what="the end of the wait")
    program.hands.key("Enter")
    program.wait(lambda: isinstance(program.window.screen, CounterScreen), what="the counter's screen")


def test_an_usher_sees_the_door_and_nothing_to_sell(start_program: StartProgram) -> None:
    program = start_program()
    program.sign_in(Role.USHER)
    assert program.screen.sell is None
    assert list(program.screen.shell._items) == ["door"]


def test_the_lock_covers_the_basket_and_the_password_brings_it_back(selling: Program) -> None:
    selling.pick("C4", "C5")
    view = selling.lock()
    selling.hands.key("F8")
    selling.hands.key("Esc")
    selling.write(view.password, "wrong")
    selling.hands.key("Enter")
    selling.wait(lambda: view.password.error, what="the refusal")
    selling.write(view.password, PASSWORD)
    selling.hands.key("Enter")
    selling.wait(lambda: not selling.screen.locked, what="the end of the lock")
    assert selling.labels == ["C4", "C5"]
    assert not selling.checkout.taking_money
    assert selling.status("C4") == "HELD"


def test_a_locked_counter_says_how_long_it_is_blocked(selling: Program) -> None:
    clerk = selling.office.people[Role.CLERK]
    view = selling.lock()
    selling.office.change(
        "UPDATE staff SET failed_sign_ins = 9, blocked_until = UTC_TIMESTAMP(6) + INTERVAL 40 SECOND WHERE id = %s",
        clerk.id,
    )
    selling.write(view.password, PASSWORD)
    selling.hands.key("Enter")
    selling.wait(lambda: view.password.error, what="the refusal")
    assert str(view.password.error).startswith("Too many wrong passwords. Wait ")


def test_a_counter_that_nobody_touches_locks_itself_and_stays_open_once_unlocked(start_program: StartProgram) -> None:
    """The keys typed into the lock count too: else it would close again at the next look at the clock."""
    program = start_program(lock_minutes=3 / 60)
    program.sign_in()
    program.wait(lambda: program.screen.locked, what="the lock")
    view = program.screen.lock_flow.view
    assert view is not None
    program.wait(lambda: view.password.has_focus)
    program.write(view.password, PASSWORD)
    program.hands.key("Enter")
    program.wait(lambda: not program.screen.locked, what="the end of the lock")
    next_look = program.window._timers["clock"]
    program.wait(lambda: program.window._timers["clock"] != next_look, what="the next look at the clock")
    assert not program.screen.locked


def test_the_one_who_takes_the_counter_over_is_the_one_who_is_paid(selling: Program) -> None:
    selling.pick("C4")
    selling.hand_over(Role.MANAGER)
    assert "Manager (manager)" in selling.screen.shell._who.whole
    assert selling.labels == ["C4"]
    selling.pay()
    paid_by = selling.office.value("SELECT p.clerk_id FROM payments p ORDER BY p.id DESC LIMIT 1")
    assert paid_by == selling.office.people[Role.MANAGER].id


def test_money_asked_for_by_one_clerk_and_taken_by_another_belongs_to_the_second(selling: Program) -> None:
    selling.pick("C4")
    selling.ask_to_pay()
    selling.hand_over(Role.MANAGER)
    selling.wait(lambda: selling.payment.field.has_focus)
    selling.hands.key("Enter")
    selling.wait_for_sale()
    paid_by = selling.office.value("SELECT p.clerk_id FROM payments p ORDER BY p.id DESC LIMIT 1")
    assert paid_by == selling.office.people[Role.MANAGER].id


def test_an_usher_who_takes_over_sees_no_basket_and_the_next_clerk_finds_it(selling: Program) -> None:
    selling.pick("C4")
    selling.screen.shell.toasts.show("Clerk's own business.", seconds=60)
    selling.hand_over(Role.USHER)
    assert selling.toasts == ""
    assert list(selling.screen.shell._items) == ["door"]
    assert not selling.sell.winfo_ismapped()
    selling.hands.key("F8")
    selling.hand_over(Role.CLERK)
    selling.hands.key("ctrl+1")
    selling.wait(selling.sell.winfo_ismapped)
    assert selling.labels == ["C4"]
    assert not selling.checkout.taking_money


def test_a_sale_answered_under_the_lock_does_not_take_the_keyboard(selling: Program) -> None:
    selling.pick("C4")
    selling.ask_to_pay()
    with selling.lane_held_up():
        selling.hands.key("Enter")
        selling.wait(lambda: selling.payment.busy)
        view = selling.lock()
    selling.wait_for_sale()
    selling.write(view.password, PASSWORD)
    selling.hands.key("Enter")
    selling.wait(lambda: not selling.screen.locked, what="the end of the lock")
    assert selling.done.winfo_ismapped()
    selling.wait(lambda: selling.done._next.has_focus, what="the focus where the sale wanted it")


def test_a_defect_is_told_in_one_dialog_logged_and_the_counter_goes_on(
    selling: Program, complaints: Any, caplog: pytest.LogCaptureFixture
) -> None:
    selling.pick("C4")
    for _ in range(2):
        selling.window.tasks.run(Lane.SALE, lambda: 1 // 0)
    selling.wait_for_dialog()
    assert caplog.text.count("ZeroDivisionError: integer division or modulo by zero") == 2
    assert len(complaints.heard) == 2
    complaints.heard.clear()
    selling.press(selling.dialogs[0].go_on)
    selling.wait(lambda: not selling.dialogs, what="the end of the dialog")
    selling.root.focus_force()
    selling.pay()
    assert selling.payment_count == 1


def test_an_error_in_a_callback_is_told_in_the_dialog_too(selling: Program, complaints: Any) -> None:
    selling.root.after(1, lambda: selling.seat("no such seat"))
    selling.wait_for_dialog()
    assert len(complaints.heard) == 1
    complaints.heard.clear()


def test_closing_gives_the_seats_back(selling: Program) -> None:
    selling.pick("C4", "C5")
    assert selling.status("C4") == "HELD"
    close(selling.window)
    assert selling.office.value("SELECT COUNT(*) FROM booking_seats WHERE show_id = %s", selling.office.show_id) == 0


def test_closing_gives_back_a_seat_whose_claim_is_still_on_its_way(selling: Program) -> None:
    with selling.lane_held_up():
        selling.click_seat("C4")
        selling.wait(lambda: selling.flow.busy)
        selling.window.close()
    selling.wait(lambda: not selling.window.winfo_exists(), what="the end of the window")
    assert selling.booking_count == 1
    assert selling.office.value("SELECT COUNT(*) FROM booking_seats WHERE show_id = %s", selling.office.show_id) == 0


def test_it_does_not_close_while_the_answer_to_a_payment_is_on_its_way(selling: Program) -> None:
    selling.pick("C4")
    selling.ask_to_pay()
    with selling.lane_held_up():
        selling.hands.key("Enter")
        selling.wait(lambda: selling.payment.busy)
        selling.window.close()
        assert "on its way" in selling.toasts
    selling.wait_for_sale()
    assert selling.payment_count == 1


def test_closing_waits_only_so_long_for_a_database_that_is_away(selling: Program) -> None:
    """Longer than the two seconds; what is asked of the lane is not given up before the window is gone."""
    selling.pick("C4")
    gate = threading.Event()
    selling.window.tasks.run(Lane.SALE, gate.wait)
    ends: list[bool] = []
    original = selling.window.tasks.close

    def closed(wait_seconds: float = 5.0) -> None:
        ends.append(gate.is_set())
        gate.set()
        original(wait_seconds)

    selling.window.tasks.close = closed  # type: ignore[method-assign]  # to see that it is reached while the lane hangs
    selling.window.close()
    selling.wait(lambda: not selling.window.winfo_exists(), what="the end of the window")
    assert ends == [False]


def test_closing_leaves_nothing_behind(root: ctk.CTk, start_program: StartProgram) -> None:
    timers, keys = set(_timers(root)), set(root.bind())
    told, wish = root.report_callback_exception, root.protocol("WM_DELETE_WINDOW")
    program = start_program()
    program.sign_in()
    program.open_show()
    program.pick("C4")
    program.lock()
    program.sell._toasts.show("A message that is still there.", seconds=60)
    close(program.window)
    assert set(root.bind()) == keys
    assert root.report_callback_exception == told
    assert root.protocol("WM_DELETE_WINDOW") == wish

    def left() -> set[str]:
        return {str(root.tk.call("after", "info", timer)) for timer in set(_timers(root)) - timers}

    # CustomTkinter's own, once after a change of scale, ends by itself; what repeats never does.
    program.wait(lambda: left() == set(), what="the end of the timers")
    assert program.office.value("SELECT COUNT(*) FROM booking_seats WHERE show_id = %s", program.office.show_id) == 0


def test_panels_of_sales_that_are_over_are_gone_from_memory(selling: Program) -> None:
    """A terminal runs for weeks."""
    selling.pick("C4")
    panels = [weakref.ref(selling.ask_to_pay())]
    selling.hands.key("Enter")
    panels.append(weakref.ref(selling.wait_for_sale()))
    selling.hands.key("Enter")
    selling.wait(lambda: selling.checkout.panel is selling.checkout.basket_panel)
    selling.pick("A1")  # until then the lane remembers what it did last

    def all_gone() -> bool:
        gc.collect()
        return [panel() for panel in panels] == [None, None]

    selling.wait(all_gone, what="the end of both panels")
