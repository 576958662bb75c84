"""Kept seats in the whole window: seen by everybody, sold by a manager, kept back and let go with one key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from app.models.records import Role
from app.views.seats.seat_palette import SeatLook
from tests.box_office import BoxOffice
from tests.gui.managing import with_a_manager
from tests.gui.program import Program, StartProgram, program_starter, program_with_a_show, signed_in

__all__ = ["program_starter", "program_with_a_show", "signed_in", "with_a_manager"]


@pytest.fixture
def with_a_house_seat(make_office: Callable[..., BoxOffice]) -> BoxOffice:
    office = make_office()
    office.change("UPDATE seats SET house = TRUE WHERE id = %s", office.seats("D5")[0].id)
    return office


def start_on(start_program: StartProgram, office: BoxOffice, role: Role) -> Program:
    program = start_program(office)
    program.sign_in(role)
    program.open_show()
    return program


def focus(program: Program, label: str) -> None:
    program.sell.map_pane.map.focus_seat(program.seat(label).id)


def keep(program: Program, label: str, typed: str = "") -> None:
    """Ctrl+B, the reason (or the one proposed), Enter."""
    focus(program, label)
    program.hands.key("ctrl+b")
    line = program.sell.map_pane.reason_line
    program.wait(lambda: line.field is not None and line.field.has_focus, what="the question")
    if typed:
        assert line.field is not None
        program.write(line.field, typed)
    program.hands.key("Enter")
    program.wait(lambda: program.look(label) is SeatLook.KEPT, what=f"{label} kept, {program.toasts}")


def hover(program: Program, label: str) -> str:
    program.hands.move(*program.seat_centre(label))
    canvas: Any = program.sell.map_pane.map._canvas_of_hall

    def told() -> str:
        words = [item for item in canvas.find_withtag("hover") if canvas.type(item) == "text"]
        return "".join(canvas.itemcget(item, "text") for item in words)

    program.wait(lambda: label in told(), what=f"the text at {label}, not {told()!r}")
    return told()


def test_a_house_seat_is_shown_and_refused_to_a_clerk(
    start_program: StartProgram, with_a_house_seat: BoxOffice
) -> None:
    program = start_on(start_program, with_a_house_seat, Role.CLERK)
    assert program.look("D5") is SeatLook.KEPT
    assert hover(program, "D5").endswith("kept for the house")
    program.click_seat("D5")
    program.wait(lambda: "D5 is not for sale here (kept for the house)" in program.toasts, what="the refusal")
    program.wait(lambda: program.look("D5") is SeatLook.KEPT, what="the look taken back")
    assert (program.status("D5"), program.labels) == (None, [])


def test_a_manager_sells_a_house_seat_and_it_is_a_house_seat_again_when_given_back(
    start_program: StartProgram, with_a_house_seat: BoxOffice
) -> None:
    program = start_on(start_program, with_a_house_seat, Role.MANAGER)
    program.pick("D5")
    assert program.status("D5") == "HELD"
    program.click_seat("D5")
    program.wait(lambda: program.look("D5") is SeatLook.KEPT, what="the house seat")
    program.pick("D5")
    program.pay()
    assert program.status("D5") == "SOLD"


@pytest.mark.parametrize("role", [Role.CLERK, Role.MANAGER])
def test_best_seats_leave_kept_seats_out(start_program: StartProgram, with_a_house_seat: BoxOffice, role: Role) -> None:
    program = start_on(start_program, with_a_house_seat, role)
    program.hands.key("F4")
    program.wait(lambda: len(program.labels) == 2, what="an offer")
    assert "D5" not in program.labels


def test_a_run_over_a_kept_seat_picks_the_others(start_program: StartProgram, with_a_house_seat: BoxOffice) -> None:
    program = start_on(start_program, with_a_house_seat, Role.CLERK)
    program.hands.drag(program.seat_centre("D4"), program.seat_centre("D6"))
    program.wait(lambda: program.labels == ["D4", "D6"], what=f"both, not {program.labels}")


def test_a_manager_keeps_the_seat_in_focus_back_with_the_reason_proposed(managing: Program) -> None:
    keep(managing, "C4")
    assert hover(managing, "C4").endswith("Kept for a guest")
    assert managing.sell.map_pane.map._canvas_of_hall is managing.root.focus_get(), "the keyboard is on the map again"
    assert not managing.sell.map_pane.reason_line.winfo_ismapped()


def test_a_reason_can_be_typed(managing: Program) -> None:
    keep(managing, "C4", "Broken arm rest")
    assert hover(managing, "C4").endswith("Broken arm rest")


def test_the_same_key_puts_a_kept_seat_on_sale_again(managing: Program) -> None:
    keep(managing, "C4")
    focus(managing, "C4")
    managing.hands.key("ctrl+b")
    managing.wait(lambda: managing.look("C4") is SeatLook.FREE, what="the free seat")


def test_esc_keeps_nothing_back_and_gives_no_basket_back(managing: Program) -> None:
    managing.pick("A1")
    focus(managing, "C4")
    managing.hands.key("ctrl+b")
    line = managing.sell.map_pane.reason_line
    managing.wait(lambda: line.field is not None and line.field.has_focus, what="the question")
    managing.hands.key("Esc")
    managing.wait(lambda: not line.winfo_ismapped(), what="the end of the question")
    assert managing.labels == ["A1"]
    assert managing.look("C4") is SeatLook.FREE


def test_a_clerk_keeps_nothing_back(selling: Program) -> None:
    focus(selling, "C4")
    selling.hands.key("ctrl+b")
    selling.wait(lambda: "Only a manager keeps seats back" in selling.toasts, what="the refusal")
    assert selling.look("C4") is SeatLook.FREE


def test_a_seat_kept_back_elsewhere_is_seen_at_once_at_this_counter(selling: Program) -> None:
    office, seat = selling.office, selling.seat("C4")
    office.change(
        "INSERT INTO blocked_seats (show_id, seat_id, reason, blocked_by, blocked_at)"
        " VALUES (%s, %s, 'Press night', %s, UTC_TIMESTAMP(6))",
        office.show_id, seat.id, office.people[Role.MANAGER].id,
    )  # fmt: skip
    selling.wait(lambda: selling.look("C4") is SeatLook.KEPT, seconds=2, what="the kept seat")
