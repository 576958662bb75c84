"""The basket: its time, its ticket types, and the ways out of it; real keys in the whole window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from app.views import theme
from app.views.parts.toast import _Toast
from app.views.parts.widgets import Button
from app.views.seats.seat_palette import SeatLook
from app.views.sell.basket_line import BasketLine
from tests.gui.conftest import centre
from tests.gui.program import Program, StartProgram, program_starter, program_with_a_show, signed_in

__all__ = ["program_starter", "program_with_a_show", "signed_in"]


def selling_with(start_program: StartProgram, **settings: int) -> Program:
    program = start_program(**settings)
    program.sign_in()
    program.open_show()
    return program


def line_of(program: Program, label: str) -> BasketLine:
    return next(line for line in program.checkout.basket_panel.lines if line.line.seat.label == label)


def focus_line(program: Program, label: str) -> BasketLine:
    line = line_of(program, label)
    line.focus_set()
    program.wait(lambda: line.has_focus, what=f"the focus on {label}")
    return line


def types(program: Program) -> list[tuple[str, int]]:
    lines = program.flow.basket.booking.lines if program.flow.basket else ()
    return [(line.ticket_type.code, line.price_minor) for line in lines]


def total(program: Program) -> str:
    return str(program.checkout.basket_panel._total.cget("text"))


def shown_time(program: Program) -> tuple[str, theme.Colour]:
    label = program.checkout.basket_panel._time
    return str(label.cget("text")), label.cget("text_color")


def press_toast(program: Program, words: str) -> None:
    """Press the button in a message."""
    program.root.update()
    found = [
        child
        for toast in program.screen.shell.toasts._shown
        for child in _Toast.winfo_children(toast)
        if isinstance(child, Button) and child.text == words
    ]
    assert found, f"no {words} in {program.toasts!r}"
    program.hands.click(*centre(found[0]))


def held_until(program: Program) -> datetime:
    found = program.office.value(
        "SELECT held_until FROM bookings WHERE show_id = %s ORDER BY id DESC", program.office.show_id
    )
    assert isinstance(found, datetime)
    return found


def nearly_over(program: Program) -> datetime:
    """As if most of the hold's time had passed: the moment to which it is moved."""
    program.office.change(
        "UPDATE bookings SET held_until = UTC_TIMESTAMP(6) + INTERVAL 60 SECOND WHERE show_id = %s",
        program.office.show_id,
    )
    return held_until(program)


# Time


def test_the_time_left_is_shown_from_the_first_pick(selling: Program) -> None:
    assert shown_time(selling)[0] == ""
    selling.pick("C4")
    told, colour = shown_time(selling)
    assert told in ("10:00", "9:59", "9:58")
    assert colour == theme.ACCENT


def test_the_time_turns_amber_two_minutes_before_the_end(start_program: StartProgram) -> None:
    program = selling_with(start_program, hold_seconds=121)
    program.pick("C4")
    program.wait(lambda: shown_time(program) == ("2:00", theme.WARN), what="amber at 2:00")


def test_at_zero_the_seats_are_free_and_one_press_holds_them_again(start_program: StartProgram) -> None:
    program = selling_with(start_program, hold_seconds=2)
    program.pick("C4", "C5")
    program.wait(lambda: program.flow.basket is None, what="the end of the hold")
    assert program.look("C4") is SeatLook.FREE
    assert program.toasts == "The hold has run out and its seats are free again."
    press_toast(program, "Hold again")
    program.wait(lambda: program.labels == ["C4", "C5"], what="the basket")
    assert program.booking_count == 2


def test_held_again_keeps_the_ticket_types(start_program: StartProgram) -> None:
    program = selling_with(start_program, hold_seconds=3)
    program.pick("C4", "C5")
    focus_line(program, "C5")
    program.hands.key("Space")
    program.wait(lambda: [code for code, _ in types(program)] == ["ADULT", "CHILD"])
    program.wait(lambda: program.flow.basket is None, what="the end of the hold")
    press_toast(program, "Hold again")
    program.wait(lambda: len(types(program)) == 2, what="the basket")
    assert [code for code, _ in types(program)] == ["ADULT", "CHILD"]


def test_a_hold_that_the_server_ended_is_told_when_pay_is_pressed(selling: Program) -> None:
    selling.pick("C4")
    selling.office.change(
        "UPDATE bookings SET held_until = UTC_TIMESTAMP(6) WHERE show_id = %s", selling.office.show_id
    )
    selling.hands.key("F8")
    selling.wait(lambda: selling.toasts, what="the sentence")
    assert selling.toasts.startswith("The hold on these seats has run out")
    assert (selling.flow.basket, selling.checkout.taking_money) == (None, False)


def _pick_another(program: Program) -> None:
    program.pick("C6")


def _release_one(program: Program) -> None:
    program.click_seat("C5")
    program.wait(lambda: program.labels == ["C4"])


def _change_type(program: Program) -> None:
    focus_line(program, "C4")
    program.hands.key("Space")
    program.wait(lambda: types(program)[0][0] == "CHILD")


def _pay(program: Program) -> None:
    program.ask_to_pay()


@pytest.mark.parametrize("work", [_pick_another, _release_one, _change_type, _pay], ids=lambda work: work.__name__)
def test_work_on_the_basket_renews_its_time(selling: Program, work: Callable[[Program], None]) -> None:
    selling.pick("C4", "C5")
    moved_to = nearly_over(selling)
    work(selling)
    assert held_until(selling) > moved_to
    assert selling.flow.seconds_left > 590


def test_looking_around_does_not_renew_the_time(selling: Program) -> None:
    selling.pick("C4")
    moved_to = nearly_over(selling)
    selling.hands.key("F2")
    selling.hands.type("film")
    selling.hands.key("Esc")
    selling.hands.move(*selling.seat_centre("F9"))
    selling.press(selling.screen.shell._theme_button)
    selling.lock()
    assert held_until(selling) == moved_to


# Ticket types


def test_space_on_a_line_changes_the_ticket_type_and_the_price(selling: Program) -> None:
    selling.pick("C4")
    assert (types(selling), total(selling)) == ([("ADULT", 45500)], "₹455")
    focus_line(selling, "C4")
    selling.hands.key("Space")
    selling.wait(lambda: types(selling) == [("CHILD", 31850)], what="the child's price")
    assert total(selling) == "₹318.50"
    assert selling.office.value("SELECT price_minor FROM booking_lines ORDER BY id DESC LIMIT 1") == 31850


def test_the_mouse_changes_the_ticket_type_too(selling: Program) -> None:
    selling.pick("C4")
    selling.press(line_of(selling, "C4"))
    selling.wait(lambda: types(selling) == [("CHILD", 31850)], what="the child's price")


def test_every_press_is_a_step_however_fast_and_the_last_leads_back(selling: Program) -> None:
    selling.pick("C4")
    line = focus_line(selling, "C4")
    with selling.lane_held_up():
        for _ in range(2):
            selling.hands.key("Space")
    selling.wait(lambda: types(selling)[0][0] == "SENIOR", what="two steps")
    for _ in range(2):
        selling.hands.key("Space")
    selling.wait(lambda: types(selling)[0][0] == "ADULT", what="four steps")
    assert line.has_focus


# Ways out


def test_delete_gives_a_seat_back_and_the_keyboard_stays_in_the_basket(selling: Program) -> None:
    selling.pick("C4", "C5")
    focus_line(selling, "C4")
    selling.hands.key("Delete")
    selling.wait(lambda: selling.labels == ["C5"], what="one line")
    assert selling.status("C4") is None
    selling.wait(lambda: line_of(selling, "C5").has_focus, what="the focus on the line that is left")
    selling.hands.key("Delete")
    selling.wait(lambda: selling.flow.basket is None, what="the empty basket")
    selling.hands.key("Space")
    selling.wait(lambda: len(selling.labels) == 1, what="the keyboard back on the map")


def test_the_cross_on_a_line_gives_its_seat_back(selling: Program) -> None:
    selling.pick("C4", "C5")
    line = line_of(selling, "C4")
    x, y = centre(line)
    selling.hands.click(x + line.winfo_width() // 2 - 14, y)
    selling.wait(lambda: selling.labels == ["C5"], what="one line")


@pytest.mark.parametrize("by_key", [True, False])
def test_a_cleared_basket_can_be_had_back(selling: Program, by_key: bool) -> None:
    selling.pick("C4", "C5")
    if by_key:
        selling.hands.key("Esc")
    else:
        selling.press(selling.checkout.basket_panel._buttons[-1])
    selling.wait(lambda: selling.flow.basket is None, what="the empty basket")
    assert selling.status("C4") is None
    assert selling.toasts == "Basket cleared."
    press_toast(selling, "Undo")
    selling.wait(lambda: selling.labels == ["C4", "C5"], what="the basket")


def test_undo_says_so_when_a_seat_is_gone_meanwhile(selling: Program) -> None:
    selling.pick("C4", "C5")
    selling.hands.key("Esc")
    selling.wait(lambda: selling.flow.basket is None)
    selling.office.sell("C5", counter=1)
    press_toast(selling, "Undo")
    selling.wait(lambda: "C5 was just sold at Counter 2. C4 is free." in selling.toasts, what="the sentence")
    assert selling.flow.basket is None


def test_undo_changes_nothing_of_what_is_being_paid(selling: Program) -> None:
    selling.pick("C4")
    selling.hands.key("Esc")
    selling.wait(lambda: selling.flow.basket is None)
    selling.pick("A1")
    selling.ask_to_pay()
    press_toast(selling, "Undo")
    selling.wait(lambda: "Press Esc first" in selling.toasts, what="the sentence")
    assert (selling.labels, selling.flow.busy) == (["A1"], False)


def test_a_window_without_a_basket_has_nothing_to_pay(selling: Program) -> None:
    for key in ("F8", "F9", "Esc"):
        selling.hands.key(key)
    assert not selling.checkout.taking_money
    assert [button.enabled for button in selling.checkout.basket_panel._buttons] == [False] * 4
