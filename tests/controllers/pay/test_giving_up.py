"""The clerk gives a payment up: nothing the provider had taken meanwhile is lost."""

from __future__ import annotations

from app.controllers.pay.charges import ChargeState, End
from app.models.records import PaymentMethod
from app.utils.codes import new_request_id
from tests.controllers.pay.conftest import Counter

UPI = PaymentMethod.UPI


def test_a_waiting_payment_is_taken_back_at_the_provider_and_the_seats_are_free(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    charge = counter.charge(basket, UPI)
    request_id = new_request_id()
    for _ in range(2):
        ending = counter.money.giving_up.give_up(counter.office.session(), request_id, basket)
        assert ending.end is End.NOTHING_TAKEN
    assert counter.practice.pay(counter.key_of(charge))["answer"] == "CANCELLED"
    assert (counter.state(charge), counter.office.booking_status(basket)) == ("CANCELLED", "FAILED")
    assert counter.office.claims(basket) == []
    told = "SELECT COUNT(*) FROM audit_log WHERE subject = %s AND action = 'PAYMENT_FAILED'"
    assert counter.office.value(told, basket.booking.reference) == 1
    counter.office.sell("A1", counter=1)
    counter.require_sound()


def test_what_the_provider_had_approved_meanwhile_is_sold(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    charge = counter.charge(basket, UPI)
    counter.practice.pay(counter.key_of(charge))
    ending = counter.money.giving_up.give_up(counter.office.session(), new_request_id(), basket)
    assert ending.end is End.SOLD
    assert ending.sale is not None
    assert ending.sale.reference == basket.booking.reference
    assert counter.office.booking_status(basket) == "CONFIRMED"
    assert counter.booked(basket) == [("PAYMENT", "UPI", 35000)]
    counter.require_sound()


def test_approved_meanwhile_and_its_seats_gone_the_money_goes_back(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    charge = counter.charge(basket, UPI)
    counter.practice.pay(counter.key_of(charge))
    counter.office.let_hold_run_out(basket)
    counter.office.hold("A1", counter=1)
    ending = counter.money.giving_up.give_up(counter.office.session(), new_request_id(), basket)
    assert (ending.end, ending.owed_minor) == (End.REFUND_DUE, 35000)
    assert counter.office.booking_status(basket) == "EXPIRED"
    assert counter.booked(basket) == [("PAYMENT", "UPI", 35000), ("REFUND", "UPI", 35000)]
    assert counter.due_minor(basket) == 0
    counter.require_sound()


def test_a_part_that_was_paid_goes_back_and_stays_due_while_the_provider_is_silent(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    counter.charge(basket, amount_minor=10000)
    counter.practice.behave("stall", "stall", "stall", on="refund")
    ending = counter.money.giving_up.give_up(counter.office.session(), new_request_id(), basket)
    assert (ending.end, ending.owed_minor) == (End.REFUND_DUE, 10000)
    assert "stays on the list" in ending.sentence
    assert (counter.office.booking_status(basket), counter.due_minor(basket)) == ("FAILED", 10000)
    session = counter.office.session()
    assert [each.amount_minor for each in counter.money.refunding.waiting(session)] == [10000]
    [sent] = counter.money.refunding.send_back(session, basket.booking.reference)
    assert sent.sent
    assert counter.money.refunding.waiting(session) == ()
    assert counter.money.refunding.send_back(session, basket.booking.reference) == ()
    assert counter.booked(basket) == [("PAYMENT", "CREDIT_CARD", 10000), ("REFUND", "CREDIT_CARD", 10000)]
    counter.require_sound()


def test_a_refund_whose_answer_is_lost_is_paid_once(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    charge = counter.charge(basket, amount_minor=10000)
    counter.practice.behave("lose", "lose", "lose", on="refund")
    counter.money.giving_up.give_up(counter.office.session(), new_request_id(), basket)
    assert counter.due_minor(basket) == 10000
    counter.money.refunding.send_back(counter.office.session(), basket.booking.reference)
    assert counter.due_minor(basket) == 0
    ledger = (counter.practice.folder / "taken.jsonl").read_text("utf-8")
    last = [line for line in ledger.splitlines() if counter.key_of(charge) in line][-1]
    assert last.count('"RF') == 1


def test_while_the_provider_is_silent_nothing_is_decided(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    counter.practice.behave("lose", "lose", "lose")
    charge = counter.charge(basket)
    assert charge.state is ChargeState.UNKNOWN
    counter.practice.behave("stall", "stall", "stall", on="cancel")
    ending = counter.money.giving_up.give_up(counter.office.session(), new_request_id(), basket)
    assert ending.end is End.UNKNOWN
    assert counter.office.booking_status(basket) == "PENDING"
    assert len(counter.office.claims(basket)) == 1
    assert counter.state(charge) == "UNKNOWN"
    assert [each.attempt_id for each in counter.money.recovery.under_way(counter.office.session())] == [
        charge.attempt_id
    ]


def test_a_basket_nobody_was_charged_for_is_given_up_as_well(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    ending = counter.another_window(provider=False).giving_up.give_up(
        counter.office.session(), new_request_id(), basket
    )
    assert ending.end is End.NOTHING_TAKEN
    assert counter.office.booking_status(basket) == "FAILED"
