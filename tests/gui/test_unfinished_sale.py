"""After a crash: the clerk finds the basket again, and no payment under way is forgotten."""

from __future__ import annotations

import pytest

from app.controllers.pay.charging import Charging
from app.controllers.pay.money_desk import money_desk
from app.models.database import Database
from app.models.errors import PaidAfterExpiry
from app.models.records import PaymentMethod
from app.models.sell import presence
from app.utils.codes import new_request_id
from app.views.seats.seat_palette import SeatLook
from tests.box_office import RULES, BoxOffice, MakeBoxOffice
from tests.gui.program import Program, StartProgram, program_starter
from tests.own_house import own_house, own_owner
from tests.training import Practice

__all__ = ["own_house", "own_owner", "program_starter"]


@pytest.fixture
def office(make_office: MakeBoxOffice) -> BoxOffice:
    return make_office()


def opened_again(start_program: StartProgram, office: BoxOffice, trained: Practice) -> Program:
    """The counter's window, started anew after whatever happened before."""
    program = start_program(office, provider=trained.provider)
    program.sign_in()
    return program


def wait_for_panel(program: Program) -> None:
    program.wait(lambda: program.sell.unfinished.panel is not None, what="what was left unfinished")
    panel = program.sell.unfinished.panel
    assert panel is not None
    program.wait(lambda: panel.buttons[0].has_focus, what="the keyboard on the first button")


def test_the_basket_of_a_killed_window_is_taken_up_with_enter(
    start_program: StartProgram, office: BoxOffice, trained: Practice
) -> None:
    office.hold("C4", "C5")
    program = opened_again(start_program, office, trained)
    wait_for_panel(program)
    program.hands.key("Enter")
    program.wait(lambda: program.labels == ["C4", "C5"], what="the basket")
    program.wait(lambda: program.look("C4") is SeatLook.YOURS)
    program.pay()
    assert program.status("C5") == "SOLD"


def test_given_back_its_seats_are_free(start_program: StartProgram, office: BoxOffice, trained: Practice) -> None:
    office.hold("C4")
    program = opened_again(start_program, office, trained)
    wait_for_panel(program)
    program.hands.key("Tab")
    program.hands.key("Enter")
    program.wait(lambda: "C4 are free again" in program.toasts or "C4 is free again" in program.toasts, what="the end")
    assert office.value("SELECT COUNT(*) FROM booking_seats WHERE show_id = %s", office.show_id) == 0
    program.wait(lambda: program.sell.unfinished.panel is None)


def test_left_for_later_a_key_brings_it_back(start_program: StartProgram, office: BoxOffice, trained: Practice) -> None:
    basket = office.hold("C4")
    program = opened_again(start_program, office, trained)
    wait_for_panel(program)
    program.hands.key("Escape")
    program.wait(lambda: program.sell.unfinished.panel is None)
    assert office.booking_status(basket) == "PENDING"
    program.hands.key("shift+F6")
    wait_for_panel(program)


def test_with_nothing_left_nothing_is_shown(start_program: StartProgram, office: BoxOffice, trained: Practice) -> None:
    office.hold("A1", counter=1)  # another counter's basket is none of ours
    program = opened_again(start_program, office, trained)
    program.hands.key("shift+F6")
    program.wait(lambda: "Nothing was left unfinished" in program.toasts)


def test_a_payment_the_provider_had_taken_is_a_sale_when_the_counter_opens(
    start_program: StartProgram, office: BoxOffice, trained: Practice
) -> None:
    """Killed between the provider's yes and the sale."""
    basket = office.hold("C4")
    charging = Charging(office.database, trained.provider, RULES.hold_seconds)
    charging.charge(office.session(), new_request_id(), basket, PaymentMethod.CREDIT_CARD, basket.booking.total_minor)
    program = opened_again(start_program, office, trained)
    program.wait(lambda: f"{basket.booking.reference} is sold" in program.toasts, what="the sale")
    assert office.booking_status(basket) == "CONFIRMED"
    office.require_sound()


def test_a_payment_nobody_can_tell_of_is_listed_for_a_decision(
    start_program: StartProgram, office: BoxOffice, trained: Practice
) -> None:
    """The hold has run out, and the provider does not answer: it is asked again on a press."""
    basket = office.hold("C4")
    charging = Charging(office.database, trained.provider, RULES.hold_seconds)
    trained.behave("stall", "stall", "stall")
    charging.charge(office.session(), new_request_id(), basket, PaymentMethod.CREDIT_CARD, basket.booking.total_minor)
    office.let_hold_run_out(basket)
    trained.behave("stall", "stall", "stall", on="look_up")
    program = opened_again(start_program, office, trained)
    wait_for_panel(program)
    panel = program.sell.unfinished.panel
    assert panel is not None
    assert [each.booking_reference for each in panel.payments] == [basket.booking.reference]
    program.hands.key("Enter")
    program.wait(lambda: "Nothing was taken" in program.toasts, what="what the provider says")
    program.wait(lambda: program.sell.unfinished.panel is None)


def test_a_second_window_of_the_counter_leaves_the_first_ones_basket_alone(
    start_program: StartProgram, office: BoxOffice, trained: Practice
) -> None:
    first = Database(office.connect)
    assert presence.alone_at(first, office.counters[0].id)
    office.hold("C4")
    program = opened_again(start_program, office, trained)
    program.hands.key("shift+F6")
    program.wait(lambda: "Another window of this counter is open" in program.toasts, what="the sentence")
    assert program.sell.unfinished.panel is None
    first.close()
    program.hands.key("shift+F6")
    wait_for_panel(program)


def test_a_refund_the_provider_did_not_take_waits_for_a_press(
    start_program: StartProgram, office: BoxOffice, trained: Practice
) -> None:
    """Paid by card after the hold, for a seat that was gone; the provider was silent when it was to go back."""
    basket = office.hold("C4")
    charging = Charging(office.database, trained.provider, RULES.hold_seconds)
    total_minor = basket.booking.total_minor
    charge = charging.charge(office.session(), new_request_id(), basket, PaymentMethod.CREDIT_CARD, total_minor)
    office.let_hold_run_out(basket)
    office.sell("C4", counter=1)
    with pytest.raises(PaidAfterExpiry):
        office.paying().confirm(office.session(), new_request_id(), basket, (charge.payment,))
    trained.behave("stall", "stall", "stall", on="refund")
    program = opened_again(start_program, office, trained)
    wait_for_panel(program)
    panel = program.sell.unfinished.panel
    assert panel is not None
    assert [each.amount_minor for each in panel.refunds] == [total_minor]
    program.hands.key("Enter")
    program.wait(lambda: program.sell.unfinished.panel is None, what="the refund")
    settled = "SELECT settled_at IS NOT NULL FROM refunds_due WHERE booking_id = %s"
    assert office.value(settled, basket.booking.id) == 1


def test_money_that_is_due_back_through_the_provider_is_sent_when_the_counter_opens(
    start_program: StartProgram, office: BoxOffice, trained: Practice
) -> None:
    basket, session, money = office.hold("C4"), office.session(), money_desk(office.database, trained.provider, 60)
    money.charging.charge(session, new_request_id(), basket, PaymentMethod.CREDIT_CARD, 10000)
    trained.behave("stall", "stall", "stall", on="refund")
    money.giving_up.give_up(session, new_request_id(), basket)
    due = "SELECT COUNT(*) FROM refunds_due WHERE booking_id = %s AND settled_at IS NULL"
    assert office.value(due, basket.booking.id) == 1
    program = opened_again(start_program, office, trained)
    program.wait(lambda: office.value(due, basket.booking.id) == 0, what="the refund")
    office.require_sound()
