"""Picking seats in the whole window: a click is a claim in the database at once, and a conflict is taken back."""

from __future__ import annotations

from typing import Any

import pytest

from app.views.seats.seat_palette import SeatLook
from app.views.tasks import Lane
from tests.box_office import BoxOffice
from tests.gui.program import Program, StartProgram, program_starter, program_with_a_show, signed_in

__all__ = ["program_starter", "program_with_a_show", "signed_in"]


def hover(program: Program, label: str) -> str:
    """The text that appears at a seat under the pointer."""
    program.hands.move(*program.seat_centre(label))
    canvas: Any = program.sell.map_pane.map._canvas_of_hall

    def told() -> str:
        words = [item for item in canvas.find_withtag("hover") if canvas.type(item) == "text"]
        return "".join(canvas.itemcget(item, "text") for item in words)

    program.wait(lambda: label in told(), what=f"the text at {label}, not {told()!r}")
    return told()


def test_a_click_paints_at_once_and_holds_in_the_database(selling: Program) -> None:
    with selling.lane_held_up():
        selling.click_seat("C4")
        selling.wait(lambda: selling.look("C4") is SeatLook.YOURS, what="the paint")
        assert selling.status("C4") is None, "the database has not been asked yet"
    selling.wait(lambda: selling.labels == ["C4"], what="the basket")
    assert selling.status("C4") == "HELD"


def test_an_own_seat_clicked_again_is_given_back(selling: Program) -> None:
    selling.pick("C4", "C5")
    selling.click_seat("C4")
    selling.wait(lambda: selling.labels == ["C5"], what="one seat in the basket")
    assert (selling.status("C4"), selling.look("C4")) == (None, SeatLook.FREE)
    selling.click_seat("C5")
    selling.wait(lambda: selling.flow.basket is None, what="the empty basket")
    assert selling.status("C5") is None


def test_arrows_and_space_pick_and_give_back(selling: Program) -> None:
    seat_map = selling.sell.map_pane.map
    seat_map.focus_seat(selling.seat("C4").id)
    selling.hands.key("Right")
    selling.hands.key("Space")
    selling.wait(lambda: selling.labels == ["C5"], what="C5")
    selling.hands.key("Down")
    selling.hands.key("Space")
    selling.wait(lambda: selling.labels == ["C5", "D5"], what="D5")
    selling.hands.key("Space")
    selling.wait(lambda: selling.labels == ["C5"], what="D5 given back")


def test_a_dragged_run_is_held_as_one(selling: Program) -> None:
    selling.hands.drag(selling.seat_centre("D3"), selling.seat_centre("D7"))
    selling.wait(lambda: selling.labels == ["D3", "D4", "D5", "D6", "D7"], what="the run")
    assert selling.booking_count == 1


def test_of_a_dragged_run_that_lost_a_seat_nothing_is_held(selling: Program) -> None:
    with selling.lane_held_up():
        selling.hands.drag(selling.seat_centre("D3"), selling.seat_centre("D5"))
        selling.wait(lambda: selling.look("D4") is SeatLook.YOURS, what="the paint")
        selling.office.hold("D4", counter=1)
    selling.wait(lambda: selling.toasts, what="the refusal")
    assert selling.toasts == "D4 was just taken at Counter 2. D3 and D5 are free."
    selling.wait(lambda: not selling.flow.busy)
    assert (selling.look("D3"), selling.look("D5")) == (SeatLook.FREE, SeatLook.FREE)
    assert (selling.labels, selling.status("D3"), selling.status("D5")) == ([], None, None)
    selling.wait(lambda: selling.look("D4") is SeatLook.HELD, what="the other counter's seat")


def test_a_seat_taken_between_paint_and_answer_is_taken_back_with_its_name(selling: Program) -> None:
    selling.pick("C4")
    with selling.lane_held_up():
        selling.click_seat("C5")
        selling.wait(lambda: selling.look("C5") is SeatLook.YOURS, what="the paint")
        selling.office.sell("C5", counter=1)
    selling.wait(lambda: selling.toasts, what="the refusal")
    assert selling.toasts == "C5 was just sold at Counter 2. Pick another seat."
    selling.wait(lambda: selling.look("C5") is SeatLook.SOLD, what="the sold seat")
    assert selling.labels == ["C4"], "the basket is as it was"


def test_three_quick_clicks_are_one_booking_with_three_lines(selling: Program) -> None:
    with selling.lane_held_up():
        for label in ("C3", "C4", "C5"):
            selling.click_seat(label)
        selling.wait(lambda: selling.look("C5") is SeatLook.YOURS, what="the paint")
    selling.wait(lambda: selling.labels == ["C3", "C4", "C5"], what="the basket")
    assert selling.booking_count == 1


def test_a_quick_double_click_picks_and_gives_back(selling: Program) -> None:
    with selling.lane_held_up():
        selling.click_seat("C4")
        selling.click_seat("C4")
    selling.wait(lambda: not selling.flow.busy)
    assert selling.flow.basket is None
    assert selling.status("C4") is None


def test_a_seat_out_of_service_cannot_be_picked(start_program: StartProgram, office: BoxOffice) -> None:
    office.change(
        "UPDATE seats SET in_service = FALSE WHERE hall_id = %s AND row_name = 'C' AND seat_number = 4", office.hall_id
    )
    program = start_program(office)
    program.sign_in()
    program.open_show()
    assert program.look("C4") is SeatLook.BLOCKED
    program.click_seat("C4")
    program.pick("C5")
    assert program.labels == ["C5"]
    assert program.sell.map_pane._free.cget("text") == "58 free of 59"
    assert "out of service" in hover(program, "C4")


def test_a_pick_for_a_show_that_was_cancelled_is_taken_back(selling: Program) -> None:
    selling.office.cancel_show()
    selling.click_seat("C4")
    selling.wait(lambda: selling.toasts, what="the refusal")
    assert "no longer on sale" in selling.toasts
    assert selling.look("C4") is SeatLook.FREE


def test_the_text_at_a_seat_tells_type_price_and_whose_it_is(selling: Program) -> None:
    selling.office.hold("A1", counter=1)
    selling.office.sell("A2", counter=1)
    selling.pick("C4")
    selling.wait(lambda: selling.look("A1") is SeatLook.HELD and selling.look("A2") is SeatLook.SOLD)
    assert hover(selling, "F1") == "F1 · VIP · ₹525"
    assert "held at Counter 2" in hover(selling, "A1")
    assert "sold at Counter 2" in hover(selling, "A2")
    assert "yours, 10:00 left" in hover(selling, "C4") or "yours, 9:5" in hover(selling, "C4")


def test_what_another_counter_does_is_painted(selling: Program) -> None:
    basket = selling.office.hold("A1", "A2", counter=1)
    selling.wait(lambda: selling.look("A1") is SeatLook.HELD, what="the held seat")
    assert selling.sell.map_pane._free.cget("text") == "58 free of 60"
    selling.office.let_hold_run_out(basket)
    selling.wait(lambda: selling.look("A1") is SeatLook.FREE, what="the freed seat")


def test_the_seat_that_an_expired_hold_still_blocks_is_taken(selling: Program) -> None:
    basket = selling.office.hold("A1", counter=1)
    selling.office.let_hold_run_out(basket)
    selling.wait(lambda: selling.look("A1") is SeatLook.FREE)
    selling.pick("A1")
    assert selling.office.booking_status(basket) == "EXPIRED"


def test_a_sold_seat_never_looks_free_in_between(selling: Program) -> None:
    """Until the claims are asked for again the window only has its own word for it."""
    selling.pick("C4")
    with selling.lane_held_up(Lane.READING):
        selling.pay()
        assert selling.look("C4") is SeatLook.SOLD
        assert selling.sell.map_pane._free.cget("text") == "59 free of 60"


@pytest.mark.parametrize("key", ["F8", "F9"])
def test_pay_pressed_right_after_a_pick_waits_for_it(selling: Program, key: str) -> None:
    with selling.lane_held_up():
        selling.click_seat("C4")
        selling.wait(lambda: selling.flow.busy)
        selling.hands.key(key)
        selling.click_seat("C5")
    selling.wait(lambda: selling.checkout.taking_money, what="the payment panel")
    selling.wait(lambda: not selling.flow.busy)
    assert selling.labels == ["C4"], "after Pay the basket stays as it is"
    assert "Press Esc first" in selling.toasts
