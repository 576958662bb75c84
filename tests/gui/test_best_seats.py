"""Best seats in the whole window: one key offers and holds, again the next best, and why is said by the map."""

from __future__ import annotations

import logging

import pytest

from app.views.seats.seat_palette import SeatLook
from tests.gui.program import Program, program_starter, program_with_a_show, signed_in

__all__ = ["program_starter", "program_with_a_show", "signed_in"]


def press_f4(program: Program, *expected: str) -> None:
    program.hands.key("F4")
    program.wait(
        lambda: sorted(program.labels) == sorted(expected) and not program.flow.busy,
        what=f"{expected} in the basket, not {program.labels}, {program.toasts}",
    )


def hold_all_but(program: Program, *free: str) -> None:
    """The other counter takes what it may; a sale has at most 20 seats."""
    taken = [seat.label for seat in program.office.open().seats if seat.label not in free]
    for start in range(0, len(taken), 20):
        program.office.hold(*taken[start : start + 20], counter=1)
    program.wait(lambda: program.look(taken[-1]) is SeatLook.HELD, what="the other counter's seats")


def reason(program: Program) -> str:
    return program.sell.map_pane.reason


def test_f4_holds_the_best_seats_for_two_and_says_why(selling: Program) -> None:
    press_f4(selling, "D5", "D6")
    assert [selling.status(label) for label in ("D5", "D6")] == ["HELD", "HELD"]
    assert selling.look("D5") is SeatLook.YOURS
    assert reason(selling).startswith("Row D, middle, two thirds back")
    assert selling.booking_count == 1


def test_f4_paints_its_offer_before_the_database_has_answered(selling: Program) -> None:
    with selling.lane_held_up():
        selling.hands.key("F4")
        selling.wait(lambda: selling.look("D5") is SeatLook.YOURS, what="the paint")
        assert selling.status("D5") is None
    selling.wait(lambda: selling.labels == ["D5", "D6"], what="the basket")


def test_f4_again_gives_the_offer_back_and_holds_the_next_best_with_one_key(selling: Program) -> None:
    press_f4(selling, "D5", "D6")
    before = selling.hands.events
    press_f4(selling, "E5", "E6")
    assert selling.hands.events == before + 1
    assert [selling.status(label) for label in ("D5", "D6", "E5", "E6")] == [None, None, "HELD", "HELD"]
    assert selling.look("D5") is SeatLook.FREE
    assert reason(selling).startswith("Row E, middle")
    assert selling.booking_count == 1, "one booking, whose seats were exchanged"


def test_f4_pressed_faster_than_the_database_answers_counts_each_time(selling: Program) -> None:
    with selling.lane_held_up():
        for _ in range(3):
            selling.hands.key("F4")
    selling.wait(lambda: len(selling.sell.seat_help._best._offered) == 3 and not selling.flow.busy, what="three offers")
    held = selling.count("SELECT COUNT(*) FROM booking_seats WHERE show_id = %s", selling.office.show_id)
    assert (held, len(selling.labels)) == (2, 2)


def test_f4_keeps_the_ticket_types_that_were_chosen(selling: Program) -> None:
    press_f4(selling, "D5", "D6")
    selling.flow.next_ticket_type(selling.seat("D5"))
    selling.wait(lambda: not selling.flow.busy)
    press_f4(selling, "E5", "E6")
    assert selling.flow.basket is not None
    assert [line.ticket_type.code for line in selling.flow.basket.booking.lines] == ["CHILD", "ADULT"]


def test_when_another_counter_takes_the_seats_meanwhile_the_next_best_are_held(selling: Program) -> None:
    with selling.lane_held_up():
        selling.hands.key("F4")
        selling.wait(lambda: selling.look("D5") is SeatLook.YOURS, what="the paint")
        selling.office.hold("D5", "D6", counter=1)
    selling.wait(lambda: selling.labels == ["E5", "E6"], what=f"the next best, not {selling.labels}")
    assert reason(selling).startswith("Row E")
    assert selling.toasts == "", "it is nobody's fault and nothing to be told"


def test_without_another_offer_the_seats_stay_and_it_is_said(selling: Program) -> None:
    hold_all_but(selling, "D5", "D6")
    press_f4(selling, "D5", "D6")
    selling.hands.key("F4")
    selling.wait(lambda: "These were all the choices" in selling.toasts, what="the sentence")
    assert selling.labels == ["D5", "D6"]


def test_with_nothing_together_it_is_said_why(selling: Program) -> None:
    hold_all_but(selling, "A1", "C3", "E5")
    selling.hands.key("F4")
    selling.wait(lambda: "Only 3 single seats are left" in selling.toasts, what="the reason")
    assert selling.flow.basket is None


def test_seats_picked_by_hand_are_not_exchanged(selling: Program) -> None:
    selling.pick("A1", "A2")
    selling.hands.key("F4")
    selling.wait(lambda: "Esc gives these back" in selling.toasts, what="the sentence")
    assert selling.labels == ["A1", "A2"]


def test_the_reason_goes_with_the_seats(selling: Program) -> None:
    press_f4(selling, "D5", "D6")
    selling.click_seat("D5")
    selling.wait(lambda: selling.labels == ["D6"], what="one seat")
    assert reason(selling) == ""


def test_f4_does_not_change_the_seats_while_money_is_being_taken(selling: Program) -> None:
    press_f4(selling, "D5", "D6")
    selling.ask_to_pay()
    selling.hands.key("F4")
    selling.wait(lambda: "Money is being taken" in selling.toasts, what="the refusal")
    assert selling.labels == ["D5", "D6"]


def test_best_seats_for_two_adults_are_sold_in_four_keys(selling: Program) -> None:
    before = selling.hands.events
    press_f4(selling, "D5", "D6")
    selling.pay()
    assert selling.hands.events - before <= 4
    assert [selling.status(label) for label in ("D5", "D6")] == ["SOLD", "SOLD"]


def test_a_choice_that_leaves_a_seat_alone_is_warned_of_and_written_down_and_stands(
    selling: Program, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "foyer.lonely_seats"):
        selling.pick("C2")
        selling.wait(lambda: "Leaves C1 alone." in selling.toasts, what="the warning")
    assert selling.labels == ["C2"]
    assert selling.flow.basket is not None
    told = [record for record in caplog.records if record.name == "foyer.lonely_seats"]
    assert [(vars(record)["reference"], vars(record)["seat"]) for record in told] == [
        (selling.flow.basket.booking.reference, "C1")
    ]


def test_the_warning_goes_when_the_seat_is_taken_too(selling: Program) -> None:
    selling.pick("C2")
    selling.wait(lambda: "Leaves C1 alone." in selling.toasts, what="the warning")
    selling.pick("C1")
    selling.wait(lambda: selling.toasts == "", what="the end of the warning")


def test_the_warning_goes_with_the_sale(selling: Program) -> None:
    selling.pick("C2")
    selling.wait(lambda: "Leaves C1 alone." in selling.toasts, what="the warning")
    selling.pay()
    assert "Leaves C1" not in selling.toasts


def test_seats_held_by_name_come_into_view(selling: Program) -> None:
    seat_map = selling.sell.map_pane.map
    view = seat_map.view
    assert view is not None
    view.zoom(view.cell * 3, 0, 0)
    seat_map.redraw()
    seats = [selling.seat(label) for label in ("F9", "F10")]
    assert not any(view.shows(seat.id) for seat in seats)
    selling.hands.type("f9-10")
    selling.wait(lambda: selling.command.value == "f9-10", what="the line")
    selling.hands.key("Enter")
    selling.wait(lambda: selling.labels == ["F9", "F10"], what="the seats")
    assert all(view.shows(seat.id) for seat in seats)


def test_a_choice_that_leaves_nobody_alone_is_not_warned_of(selling: Program) -> None:
    selling.pick("C3", "C4")
    assert selling.toasts == ""
