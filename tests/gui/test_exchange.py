"""Exchanging seats in the window: from the booking on Find to the new seats on Sell, with as few keys as can be."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.views.pay.swap_body import SwapBody
from tests.box_office import MakeBoxOffice
from tests.gui.exchange_scene import begin, books, exchange_of, found, panel_of, type_command
from tests.gui.program import Program, StartProgram, program_starter, signed_in
from tests.own_house import own_house, own_owner

__all__ = ["own_house", "own_owner", "program_starter", "signed_in"]


@pytest.fixture(name="plain")
def one_price(start_program: StartProgram, make_office: MakeBoxOffice) -> Program:
    """A hall in which every seat costs 350 rupees."""
    program = start_program(make_office(rows="AB"))
    program.sign_in()
    return program


def test_an_even_swap_takes_seven_keys_from_the_booking_on(plain: Program) -> None:
    reference = found(plain, "A7", "A8")
    before = plain.hands.events
    plain.hands.key("F9")
    panel_of(plain)
    plain.hands.key("Enter")
    exchange_of(plain)
    plain.hands.type("2a")
    plain.hands.key("Enter")
    plain.wait(lambda: len(plain.labels) == 2 and not plain.flow.busy, what="the best seats")
    plain.hands.key("F8")
    plain.wait(lambda: plain.checkout.taking_money, what="the payment panel")
    plain.hands.key("Enter")
    done = plain.wait_for_sale()
    assert plain.hands.events - before == 7
    assert (done.change, done.hint) == ("Nothing to pay", "In place of A7, A8")
    assert books(plain, reference) == ("CANCELLED", 0)
    assert books(plain, done.sale.reference) == ("CONFIRMED", 2)
    assert plain.sell.exchange.banner.sentence is None
    assert plain.flow.credit is None
    plain.office.require_sound()


def test_dearer_seats_ask_for_the_difference_only(program: Program) -> None:
    reference = begin(program, "A7", "A8")
    assert program.sell.exchange.banner.sentence == (
        f"Exchanging {reference} A7 A8 · credit ₹700. Pick the new seats, in any show; Esc leaves it as it was."
    )
    program.pick("E5", "E6")
    assert str(program.checkout.basket_panel._total_words.cget("text")) == "To pay"
    assert str(program.checkout.basket_panel._total.cget("text")) == "₹350"
    panel = program.ask_to_pay()
    assert (panel.head.amount, panel.head.words) == ("₹350", f"To pay for 2 seats, beside ₹700 of {reference}")
    program.hands.type("500")
    program.hands.key("Enter")
    done = program.wait_for_sale()
    assert done.change == "Change ₹150"
    assert books(program, reference) == ("CANCELLED", 0)
    program.office.require_sound()


def test_the_difference_is_paid_in_parts_too(program: Program) -> None:
    reference = begin(program, "A7")
    program.pick("E5")
    program.ask_to_pay()
    program.hands.type("100")
    program.hands.key("Enter")
    program.wait(lambda: "is missing" in program.message, what="the question")
    program.hands.key("Enter")
    program.wait(lambda: "Left to pay of ₹175" in program.payment.head.words, what="the rest")
    program.hands.key("F9")
    program.wait(lambda: program.payment.field.has_focus, what="the focus on the approval code")
    program.hands.type("4711")
    program.hands.key("Enter")
    done = program.wait_for_sale()
    assert [part.amount_minor for part in done.sale.payments] == [7500, 10000]
    assert books(program, reference) == ("CANCELLED", 0)


def test_cheaper_seats_tell_what_goes_back_before_and_after(program: Program) -> None:
    reference = begin(program, "E7", "E8")
    program.pick("A1", "A2")
    assert str(program.checkout.basket_panel._total_words.cget("text")) == "Goes back"
    program.hands.key("F8")
    program.wait(lambda: program.checkout.taking_money, what="the payment panel")
    assert (program.payment.head.amount, program.payment.head.words) == ("₹350", f"To give back, of {reference}")
    assert isinstance(program.payment.body, SwapBody)
    assert program.payment.body.words == f"E7, E8 of {reference}\nfor A1, A2"
    program.hands.key("Enter")
    done = program.wait_for_sale()
    assert (done.change, done.hint) == ("Give back ₹350", "₹350 in cash.")
    assert done.sale.opens_drawer
    program.office.require_sound()


def test_escape_gives_the_new_seats_back_and_then_leaves_the_sale_as_it_was(program: Program) -> None:
    reference = begin(program, "A7", "A8")
    program.pick("B1")
    program.hands.key("F8")
    program.wait(lambda: program.checkout.taking_money, what="the payment panel")
    for left in (
        lambda: not program.checkout.taking_money,
        lambda: program.flow.basket is None and not program.flow.busy,
        lambda: program.flow.credit is None,
    ):
        program.hands.key("Esc")
        program.wait(left, what="one step back")
    assert f"{reference} stays as it was." in program.toasts
    assert program.sell.exchange.banner.sentence is None
    assert books(program, reference) == ("CONFIRMED", 2)
    program.pick("B2")
    assert program.pay().sale.total_minor == 35000  # the next customer pays all of it


def test_only_the_seats_that_are_ticked_are_given(program: Program) -> None:
    reference = found(program, "A7", "A8")
    program.hands.key("F9")
    panel = panel_of(program)
    assert panel.worth == "₹700"
    first = next(iter(panel.ticks.values()))
    program.press(first)
    program.wait(lambda: panel.worth == "₹350", what="one seat's worth")
    program.press(panel.begin_button)
    credit = exchange_of(program).credit
    assert credit is not None
    assert credit.seat_labels == ("A8",)
    program.pick("B1")
    program.hands.key("F8")
    program.wait(lambda: program.checkout.taking_money, what="the payment panel")
    program.hands.key("Enter")
    program.wait_for_sale()
    assert books(program, reference) == ("CONFIRMED", 1)


def test_none_ticked_is_nothing_to_exchange(program: Program) -> None:
    found(program, "A7")
    program.hands.key("F9")
    panel = panel_of(program)
    program.press(next(iter(panel.ticks.values())))
    program.wait(lambda: panel.worth == "–", what="no tick")
    program.press(panel.begin_button)
    program.wait(lambda: "Tick at least one seat" in panel.message, what="the refusal")


def test_a_seat_that_is_wanted_again_stays_and_only_the_other_is_exchanged(program: Program) -> None:
    """F7 and F8 for F8 and F9: F8 keeps its ticket."""
    reference = begin(program, "A7", "A8")
    type_command(program, "a8-9")
    program.wait(lambda: program.labels == ["A9"] and not program.flow.busy, what="the seat that is new")
    assert "A8 stays as it is: only A7 is exchanged." in program.toasts
    credit = program.flow.credit
    assert credit is not None
    assert credit.seat_labels == ("A7",)
    program.hands.key("F8")
    program.wait(lambda: program.checkout.taking_money, what="the payment panel")
    program.hands.key("Enter")
    program.wait_for_sale()
    assert books(program, reference) == ("CONFIRMED", 1)
    program.office.require_sound()


def test_a_press_on_one_of_its_own_seats_keeps_it_and_another_gives_it_after_all(program: Program) -> None:
    begin(program, "A7", "A8")
    program.click_seat("A8")
    program.wait(lambda: program.flow.credit is not None and program.flow.credit.seat_labels == ("A7",))
    program.click_seat("A8")
    program.wait(lambda: program.flow.credit is not None and program.flow.credit.seat_labels == ("A7", "A8"))
    program.click_seat("A8")
    program.click_seat("A7")
    program.wait(lambda: "A7 is the only seat that is exchanged" in program.toasts, what="the refusal")
    assert program.flow.basket is None


def test_seats_of_another_show_are_picked_as_always(start_program: StartProgram, make_office: MakeBoxOffice) -> None:
    office = make_office()
    later = office.add_show(timedelta(hours=5), "Later")
    program = start_program(office)
    program.sign_in()
    reference = begin(program, "A7")
    place = [row.counts.show.id for row in program.sell.programme.rows].index(later)
    type_command(program, str(place + 1))
    program.wait(lambda: program.flow.opened is not None and program.flow.opened.show.id == later, what="the show")
    program.pick("A7")  # of the other show it is free
    program.hands.key("F8")
    program.wait(lambda: program.checkout.taking_money, what="the payment panel")
    program.hands.key("Enter")
    program.wait_for_sale()
    assert books(program, reference) == ("CANCELLED", 0)
    office.require_sound()
