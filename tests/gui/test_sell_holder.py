"""Who holds this seat, at the screen: told on a key, taken over by a manager, heard of at the counter that had it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from app.controllers.sell.taking_over import TakingOver
from app.models.records import Role
from app.utils.codes import new_request_id
from app.views.seats.seat_palette import SeatLook
from tests.box_office import RULES
from tests.gui.managing import with_a_manager
from tests.gui.program import Program, program_starter, program_with_a_show, signed_in

__all__ = ["program_starter", "program_with_a_show", "signed_in", "with_a_manager"]


def go_to(program: Program, label: str) -> None:
    program.sell.map_pane.map.focus_seat(program.seat(label).id)
    program.wait(lambda: program.sell.map_pane.map.focused_seat == program.seat(label))


def hover_text(program: Program) -> str:
    canvas: Any = program.sell.map_pane.map._canvas_of_hall
    texts = [item for item in canvas.find_withtag("hover") if canvas.type(item) == "text"]
    return "\n".join(str(canvas.itemcget(item, "text")) for item in texts)


def taken_elsewhere(program: Program, *labels: str) -> None:
    program.office.hold(*labels, counter=1)
    program.wait(lambda: all(program.look(label) is SeatLook.HELD for label in labels), what="the other's hold")


def test_a_key_tells_counter_clerk_seats_and_time(selling: Program) -> None:
    taken_elsewhere(selling, "C4", "C5")
    go_to(selling, "C4")
    selling.hands.key("F3")
    told = re.compile(r"C4 \(with C5\) is held at Counter 2 by Clerk, (10:00|9:\d\d) left\.")
    selling.wait(lambda: told.search(selling.toasts), what="the holder")


def test_the_pointer_tells_counter_clerk_and_time(selling: Program) -> None:
    taken_elsewhere(selling, "C4")
    selling.hands.move(*selling.seat_centre("C4"))
    told = re.compile(r"C4 · .*held at Counter 2 by Clerk · (10:00|9:\d\d) left")
    selling.wait(lambda: told.search(hover_text(selling)), what="what is said under the pointer")


@pytest.fixture
def narrow(selling: Program) -> Iterator[None]:
    selling.root.geometry("1024x768+0+0")
    selling.wait(lambda: selling.root.winfo_width() == 1024, what="the narrow window")
    yield
    selling.root.geometry("1280x800+0+0")
    selling.root.update()


@pytest.mark.usefixtures("narrow")
def test_in_a_narrow_window_what_is_told_is_broken_and_not_cut(selling: Program) -> None:
    taken_elsewhere(selling, "C4")
    selling.hands.move(*selling.seat_centre("C4"))
    selling.wait(lambda: "left" in hover_text(selling), what="what is said under the pointer")
    canvas: Any = selling.sell.map_pane.map._canvas_of_hall
    left, _, right, _ = canvas.bbox("hover")
    assert left >= 0
    assert right <= canvas.winfo_width()


def test_a_clerk_may_ask_and_not_take(selling: Program) -> None:
    taken_elsewhere(selling, "C4")
    go_to(selling, "C4")
    selling.hands.key("shift+F3")
    selling.wait(lambda: "may not do this" in selling.toasts, what="the refusal")
    assert selling.labels == []


def test_a_manager_takes_the_hold_over_with_two_keys(managing: Program) -> None:
    taken_elsewhere(managing, "C4", "C5")
    go_to(managing, "C4")
    managing.hands.key("F3")
    managing.wait(lambda: "Counter 2" in managing.toasts)
    managing.hands.key("shift+F3")
    managing.wait(lambda: managing.labels == ["C4", "C5"], what="the basket")
    assert managing.look("C4") is SeatLook.YOURS
    managing.pay()
    assert managing.status("C5") == "SOLD"


def test_with_a_basket_of_ones_own_nothing_is_taken_over(managing: Program) -> None:
    managing.pick("A1")
    taken_elsewhere(managing, "C4")
    go_to(managing, "C4")
    managing.hands.key("shift+F3")
    managing.wait(lambda: "Pay, park or clear" in managing.toasts)
    assert managing.labels == ["A1"]


def test_the_counter_that_had_the_hold_is_told_and_shows_it_as_the_others(selling: Program) -> None:
    selling.pick("C4", "C5")
    office = selling.office
    taking_over = TakingOver(office.database, RULES.hold_seconds)
    taking_over.take_over(
        office.session(Role.MANAGER, counter=1), new_request_id(), office.open().show, office.seats("C4")[0]
    )
    selling.wait(lambda: selling.labels == [], what="the basket to go")
    selling.wait(lambda: selling.look("C4") is SeatLook.HELD, what="the seat at the other counter")
    selling.wait(lambda: "Manager took C4, C5 of A Film over at Counter 2." in selling.toasts, what="the notice")
