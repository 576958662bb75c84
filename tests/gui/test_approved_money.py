"""Money a provider has taken, and something in the way of the sale: nobody is charged twice, and nobody stands still."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from app.controllers.pay.money_desk import money_desk
from app.models.records import PaymentMethod
from app.utils.codes import new_request_id
from app.views.pay.ways_body import WaysBody
from tests.box_office import FLOAT_MINOR, RULES, BoxOffice
from tests.faults.busy import impatient
from tests.gui.program import Program, StartProgram, program_starter
from tests.gui.test_till_selling import type_float
from tests.gui.test_ways_to_pay import ask, booked, press, require_sound
from tests.own_house import own_house, own_owner
from tests.training import Practice

__all__ = ["own_house", "own_owner", "program_starter"]


@pytest.fixture
def paying(start_program: StartProgram, office: BoxOffice, trained: Practice) -> Program:
    """Two premium seats for ₹910 in the basket, a provider that answers, connections that wait a second for a lock."""
    program = start_program(office, provider=trained.provider, connect=impatient(office.connect))
    program.sign_in()
    program.open_show()
    program.pick("C4", "C5")
    return program


@contextmanager
def till_held(office: BoxOffice) -> Iterator[None]:
    """Somebody else has the till's row: a sale waits for it."""
    connection = office.owner._connect()
    cursor = connection.cursor()
    cursor.execute("START TRANSACTION")
    cursor.execute("SELECT id FROM till_sessions WHERE open_at = %s FOR UPDATE", (office.counters[0].id,))
    cursor.fetchall()
    try:
        yield
    finally:
        connection.rollback()
        connection.close()


def part_in_cash(program: Program) -> None:
    press(program, "F8")
    program.wait(lambda: program.payment.field.has_focus)
    program.write(program.payment.field, "500")
    program.hands.key("Enter")
    program.wait(lambda: "Enter once more takes" in program.message, what="the question")
    program.hands.key("Enter")
    program.wait(lambda: isinstance(program.payment.body, WaysBody), what="the rest")


def test_approved_while_the_database_is_busy_it_is_sold_by_itself_once_that_is_over(paying: Program) -> None:
    with till_held(paying.office):
        ask(paying)
        paying.wait(lambda: "The money is taken" in paying.message, seconds=30, what="the sentence")
        assert paying.payment.busy
        assert booked(paying) == []
    paying.wait_for_sale()
    assert booked(paying) == [("CREDIT_CARD", 91000)]
    require_sound(paying)


def test_cash_offered_for_a_basket_that_was_charged_meanwhile_is_not_taken(paying: Program, trained: Practice) -> None:
    """As after a charge whose answer this window never got: what the provider took is found and pays."""
    press(paying, "F8")
    paying.wait(lambda: paying.payment.field.has_focus)
    basket = paying.flow.basket
    assert basket is not None
    money = money_desk(paying.office.database, trained.provider, RULES.hold_seconds)
    trained.behave("lose", "lose", "lose")
    session, method = paying.office.session(), PaymentMethod.CREDIT_CARD
    money.charging.charge(session, new_request_id(), basket, method, 91000)
    paying.hands.key("Enter")
    paying.wait_for_sale()
    assert booked(paying) == [("CREDIT_CARD", 91000)]
    require_sound(paying)


def test_a_till_closed_under_a_part_in_cash_is_opened_and_the_cash_is_taken_once(paying: Program) -> None:
    part_in_cash(paying)
    paying.office.tills().close(paying.office.session(), new_request_id(), {100: FLOAT_MINOR // 100})
    ask(paying)
    type_float(paying, "500")
    paying.wait_for_sale()
    assert booked(paying) == [("CREDIT_CARD", 41000), ("CASH", 50000)]
    require_sound(paying)


def test_given_up_while_the_sale_is_made_the_sale_stands(paying: Program) -> None:
    press(paying, "F9")
    paying.wait(lambda: paying.payment.field.has_focus)
    paying.write(paying.payment.field, "400")
    paying.hands.key("Enter")
    paying.wait(lambda: isinstance(paying.payment.body, WaysBody), what="the rest")
    press(paying, "F8")
    paying.wait(lambda: paying.payment.field.has_focus)
    paying.payment.submit()
    paying.payment._give_up.invoke()
    paying.wait_for_sale()
    assert booked(paying) == [("CREDIT_CARD", 40000), ("CASH", 51000)]
    told = "SELECT COUNT(*) FROM audit_log a JOIN bookings b ON b.reference = a.subject WHERE b.show_id = %s"
    assert paying.count(f"{told} AND a.action = 'PAYMENT_FAILED'", paying.office.show_id) == 0
    assert "Nothing was taken" not in paying.toasts


def test_the_third_refusal_sends_the_approved_part_back_and_says_so(paying: Program, trained: Practice) -> None:
    press(paying, "F9")
    paying.wait(lambda: paying.payment.field.has_focus)
    paying.write(paying.payment.field, "400")
    paying.hands.key("Enter")
    paying.wait(lambda: isinstance(paying.payment.body, WaysBody), what="the rest")
    trained.behave("decline", "decline", "decline")
    for _ in range(2):
        ask(paying)
        paying.wait(lambda: "Declined" in paying.message, what="the refusal")
    ask(paying)
    paying.wait(lambda: "₹400 went back" in paying.toasts, what="what became of the money")
    due = "SELECT COUNT(*) FROM refunds_due d JOIN bookings b ON b.id = d.booking_id WHERE b.show_id = %s"
    assert paying.count(f"{due} AND d.settled_at IS NOT NULL", paying.office.show_id) == 1
    assert paying.status("C4") is None
    require_sound(paying)
