"""A full show on Sell: somebody is put on its waiting list by keyboard, and what refuses it is said in place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.controllers.sell.customers import Customers, TypedCustomer
from app.models.records import Role
from app.utils.codes import new_request_id
from app.views.parts.button import Button
from app.views.sell.wait_flow import WaitFlow, read_seats
from app.views.sell.wait_panel import WaitPanel
from tests.box_office import BoxOffice
from tests.controllers.after.waiting_scene import WaitingScene
from tests.gui.program import Program, StartProgram, program_starter
from tests.gui.test_nothing_is_clipped import cut, wear
from tests.gui.test_sell_customer import number, own_name
from tests.gui.waiting_gui import full_program

__all__ = ["program_starter"]


@pytest.fixture(name="full")
def full_show(start_program: StartProgram, make_office: Callable[..., BoxOffice]) -> tuple[Program, WaitingScene]:
    """The show is open, and every seat of it is held at the other counter."""
    program, scene = full_program(start_program, make_office, Role.CLERK)
    program.open_show()
    return program, scene


def flow_of(program: Program) -> WaitFlow:
    return program.sell.customer_desk.line


def ask_who(program: Program) -> None:
    program.hands.key("shift+F4")
    program.wait(lambda: flow_of(program).who is not None, what="who waits")
    panel = flow_of(program).who
    assert panel is not None
    program.wait(lambda: panel.name.has_focus, what="the focus on the name")


def type_who(program: Program, name: str, phone: str) -> None:
    panel = flow_of(program).who
    assert panel is not None
    program.write(panel.name, name)
    panel.phone.focus_set()
    program.wait(lambda: panel.phone.has_focus)
    program.write(panel.phone, phone)
    program.hands.key("Enter")


def until_asked_how_many(program: Program) -> WaitPanel:
    program.wait(lambda: flow_of(program).how_many is not None, what="how many")
    panel = flow_of(program).how_many
    assert panel is not None
    program.wait(lambda: panel.seats.has_focus, what="the focus on the seats")
    return panel


def test_somebody_is_put_on_the_list_by_keyboard(full: tuple[Program, WaitingScene]) -> None:
    program, scene = full
    ask_who(program)
    name = own_name()
    type_who(program, name, number())
    panel = until_asked_how_many(program)
    program.write(panel.seats, "2c")
    program.hands.key("Enter")
    program.wait(lambda: "place 1 in the line" in program.toasts, what="what is said")
    [entry] = scene.line().values()
    assert (entry.customer_name, entry.seats_wanted, entry.ticket_type_name) == (name, 2, "Child")
    assert flow_of(program).how_many is None


def test_who_is_named_for_the_basket_is_not_asked_again(full: tuple[Program, WaitingScene]) -> None:
    program, scene = full
    customer = Customers(scene.office.database).write_down(
        scene.office.session(), new_request_id(), TypedCustomer(own_name(), number())
    )
    program.sell.customer_desk.customer.customer = customer
    program.hands.key("shift+F4")
    panel = until_asked_how_many(program)
    program.write(panel.seats, "1")
    program.hands.key("Enter")
    program.wait(scene.line, what="the line")


def test_no_best_seats_lead_to_the_list(full: tuple[Program, WaitingScene]) -> None:
    program, _ = full
    program.hands.key("F4")
    program.wait(lambda: program.toasts, what="why there are none")
    toast = program.screen.shell.toasts._shown[-1]
    [button] = [child for child in toast.winfo_children() if isinstance(child, Button)]
    program.press(button)
    program.wait(lambda: flow_of(program).who is not None, what="who waits")


def test_seats_that_are_free_are_said_and_nothing_typed_is_lost(full: tuple[Program, WaitingScene]) -> None:
    program, scene = full
    ask_who(program)
    type_who(program, own_name(), number())
    panel = until_asked_how_many(program)
    scene.let_go("A1", "A2")
    program.write(panel.seats, "2")
    program.hands.key("Enter")
    program.wait(lambda: "There are 2 seats free" in panel.message, what="what is said")
    assert panel.seats.value == "2"
    assert scene.line() == {}


def test_who_cannot_be_told_is_asked_for_a_phone(full: tuple[Program, WaitingScene]) -> None:
    program, _ = full
    ask_who(program)
    panel = flow_of(program).who
    assert panel is not None
    program.write(panel.name, own_name())
    program.hands.key("Enter")
    program.wait(lambda: panel.phone.error, what="the refusal at the phone")
    assert panel.phone.has_focus


def test_esc_goes_back_and_keeps_what_was_typed(full: tuple[Program, WaitingScene]) -> None:
    program, _ = full
    ask_who(program)
    panel, name = flow_of(program).who, own_name()
    assert panel is not None
    program.write(panel.name, name)
    program.hands.key("Escape")
    program.wait(lambda: flow_of(program).who is None, what="the way back")
    program.hands.key("shift+F4")
    program.wait(lambda: flow_of(program).who is not None, what="who waits")
    again = flow_of(program).who
    assert again is not None
    assert again.name.value == name


def test_without_a_show_it_says_what_to_do(start_program: StartProgram) -> None:
    program = start_program()
    program.sign_in()
    program.hands.key("shift+F4")
    program.wait(lambda: "Open the show that is full first" in program.toasts, what="what is said")


@pytest.mark.parametrize(("typed", "count", "code"), [("2", 2, "ADULT"), ("3c", 3, "CHILD"), (" 1s ", 1, "SENIOR")])
def test_seats_are_typed_as_everywhere(office: BoxOffice, typed: str, count: int, code: str) -> None:
    seats, kind = read_seats(typed, office.open().prices.book.ticket_types)
    assert (seats, kind.code) == (count, code)


def test_the_panels_fit(full: tuple[Program, WaitingScene]) -> None:
    program, _ = full
    ask_who(program)
    for size in ("1024x768", "1280x800"):
        wear(program, size, 100)
        assert cut(program) == [], size
    type_who(program, own_name(), number())
    until_asked_how_many(program)
    for size in ("1024x768", "1280x800"):
        for percent in (80, 100, 125):
            wear(program, size, percent)
            assert cut(program) == [], f"{size} at {percent} %"
