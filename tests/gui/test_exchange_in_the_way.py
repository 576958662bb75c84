"""What stands in the way of an exchange is told where it happens, and nothing that was done before is lost."""

from __future__ import annotations

from app.models.records import Role
from app.utils.codes import new_request_id
from app.views.tasks import Lane
from app.views.till.float_flow import FloatPanel
from tests.box_office import PASSWORD
from tests.controllers.after.exchanging import Swap
from tests.gui.exchange_scene import begin, books, exchange_of, found, panel_of
from tests.gui.finding_scene import bookings_page, open_booking, open_find
from tests.gui.program import Program, program_starter, signed_in

__all__ = ["program_starter", "signed_in"]


def test_too_late_it_takes_a_managers_word(program: Program) -> None:
    office = program.office
    reference = office.sell("A7").reference
    office.change(
        "UPDATE shows SET starts_at = UTC_TIMESTAMP(6) - INTERVAL 5 MINUTE, ends_at = UTC_TIMESTAMP(6) + INTERVAL 2 HOUR"
        " WHERE id = %s",
        office.show_id,
    )
    open_find(program)
    open_booking(program, reference)
    program.hands.key("F9")
    panel = panel_of(program)
    program.wait(lambda: panel.is_late and panel.reason.has_focus, what="the focus on the reason")
    program.write(panel.reason, "the bus was late")
    program.hands.key("Enter")
    program.wait(lambda: panel.approver.has_focus, what="the focus on the name")
    program.write(panel.approver, office.people[Role.MANAGER].username)
    program.hands.key("Enter")
    program.wait(lambda: panel.password.has_focus, what="the focus on the password")
    program.write(panel.password, "guess")
    program.hands.key("Enter")
    program.wait(lambda: "do not go together" in panel.message, what="the refusal")
    program.wait(lambda: panel.password.has_focus and panel.password.value == "", what="an empty password")
    program.write(panel.password, PASSWORD)
    program.hands.key("Enter")
    credit = exchange_of(program).credit
    assert credit is not None
    assert credit.reason == "the bus was late"


def test_enter_before_it_is_known_whether_it_is_late_is_not_lost(program: Program) -> None:
    found(program, "A7")
    with program.lane_held_up(Lane.SALE):
        program.hands.key("F9")
        panel = panel_of(program)
        program.wait(lambda: panel.begin_button.has_focus, what="the focus on the verb")
        program.hands.key("Enter")
    exchange_of(program)


def test_a_basket_of_another_customer_comes_first(program: Program) -> None:
    program.open_show()
    program.pick("B1")
    reference = found(program, "A7")
    pane = bookings_page(program).pane
    program.hands.key("F9")
    panel_of(program)
    program.hands.key("Enter")
    program.wait(lambda: pane.message.startswith("Sell holds a basket of another customer"), what="the refusal")
    assert bookings_page(program).winfo_ismapped()
    assert (program.labels, program.flow.credit) == (["B1"], None)
    assert books(program, reference) == ("CONFIRMED", 1)


def test_a_basket_that_is_parked_is_no_exchange_any_more(program: Program) -> None:
    """The next customer's seats must not be paid with this one's."""
    reference = begin(program, "A7")
    program.pick("B1")
    program.hands.key("F6")
    waiting = program.sell.customer_desk.waiting
    program.wait(lambda: waiting.panel is not None and waiting.panel.note.has_focus, what="the note")
    program.hands.key("Enter")
    program.wait(lambda: program.flow.basket is None and program.flow.credit is None, what="the parked basket")
    assert program.sell.exchange.banner.sentence is None
    program.pick("B5")
    assert program.pay().sale.total_minor == 35000
    assert books(program, reference) == ("CONFIRMED", 1)


def test_seats_that_went_away_are_told_and_others_may_be_picked(program: Program) -> None:
    reference = begin(program, "A7")
    program.pick("B1")
    basket = program.flow.basket
    assert basket is not None
    program.office.let_hold_run_out(basket)
    program.office.sell("B1", counter=1)
    program.hands.key("F8")
    program.wait(lambda: program.flow.basket is None and "run out" in program.toasts, what="the refusal")
    assert books(program, reference) == ("CONFIRMED", 1)
    program.pick("B2")
    program.hands.key("F8")
    program.wait(lambda: program.checkout.taking_money, what="the payment panel")
    program.hands.key("Enter")
    program.wait_for_sale()
    assert books(program, reference) == ("CANCELLED", 0)


def test_a_sale_changed_at_another_counter_is_told_and_nothing_is_done(program: Program) -> None:
    reference = begin(program, "A7")
    program.pick("B1")
    other = Swap(program.office, counter=1)
    other.exchange(reference, ("A7",), ("B9",))
    program.hands.key("F8")
    program.wait(lambda: f"{reference} is cancelled" in program.toasts, what="the refusal")
    assert not program.checkout.taking_money
    assert program.labels == ["B1"]


def test_cash_that_goes_back_asks_for_the_till(program: Program) -> None:
    reference = begin(program, "E7")
    program.office.tills().close(program.office.session(), new_request_id(), {50000: 3, 2500: 1})
    program.pick("A1")
    program.hands.key("F8")
    program.wait(lambda: program.checkout.taking_money, what="the payment panel")
    program.hands.key("Enter")
    program.wait(lambda: isinstance(program.checkout.cover.panel, FloatPanel), what="the question for the float")
    question = program.checkout.cover.panel
    assert isinstance(question, FloatPanel)
    program.wait(lambda: question.form.fields[0].has_focus)
    program.write(question.form.fields[0], "1000")
    program.hands.key("Enter")
    program.wait_for_sale()
    assert books(program, reference) == ("CANCELLED", 0)


def test_nothing_to_exchange_is_said(program: Program) -> None:
    office = program.office
    reference = office.sell("A7").reference
    Swap(office).exchange(reference, ("A7",), ("B1",))
    open_find(program)
    pane = open_booking(program, reference)
    program.hands.key("F9")
    program.wait(lambda: pane.message.startswith("There is nothing to exchange"), what="the refusal")
    assert pane.panel is None
