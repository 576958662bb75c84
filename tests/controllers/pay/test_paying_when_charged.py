"""Other money, a second thought, another window: whatever happens beside a charge, it is not taken twice nor forgotten."""

from __future__ import annotations

import pytest

from app.controllers.pay.charges import Charge, ChargeState, End
from app.controllers.sell.baskets import Basket
from app.models.errors import AlreadyPaid, AttemptUnderWay, PaidAfterExpiry
from app.models.records import Payment, PaymentMethod
from app.utils.codes import new_request_id
from tests.controllers.pay.conftest import Counter


def waiting(counter: Counter, basket: Basket) -> Charge:
    return counter.charge(basket, PaymentMethod.UPI)


def unknown(counter: Counter, basket: Basket) -> Charge:
    counter.practice.behave("lose", "lose", "lose")
    return counter.charge(basket)


def approved(counter: Counter, basket: Basket) -> Charge:
    return counter.charge(basket)


@pytest.mark.parametrize("charged", [waiting, unknown, approved])
def test_a_basket_that_is_charged_for_is_not_sold_for_other_money(counter: Counter, charged: object) -> None:
    assert callable(charged)
    basket = counter.office.hold("A1")
    charge = charged(counter, basket)
    with pytest.raises(AttemptUnderWay):
        counter.office.pay(basket)
    assert (counter.booked(basket), counter.office.booking_status(basket)) == ([], "PENDING")
    counter.practice.pay(counter.key_of(charge))
    told = counter.money.charging.poll(counter.office.session(), charge.attempt_id)
    assert told.state is ChargeState.APPROVED
    counter.money.paying.confirm(counter.office.session(), new_request_id(), basket, [told.payment])
    assert counter.booked(basket) == [("PAYMENT", charge.method.value, 35000)]
    counter.require_sound()


def test_given_up_again_after_a_lost_answer_it_still_tells_what_is_due_and_sends_it(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    counter.charge(basket, amount_minor=10000)
    counter.practice.behave("stall", "stall", "stall", on="refund")
    counter.money.giving_up.give_up(counter.office.session(), new_request_id(), basket)
    assert counter.due_minor(basket) == 10000
    ending = counter.money.giving_up.give_up(counter.office.session(), new_request_id(), basket)
    assert (ending.end, ending.owed_minor) == (End.REFUND_DUE, 10000)
    assert counter.due_minor(basket) == 0
    counter.require_sound()


def test_a_sale_cannot_be_given_up(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    counter.office.pay(basket)
    with pytest.raises(AlreadyPaid):
        counter.money.giving_up.give_up(counter.office.session(), new_request_id(), basket)
    told = "SELECT COUNT(*) FROM audit_log WHERE subject = %s AND action = 'PAYMENT_FAILED'"
    assert counter.office.value(told, basket.booking.reference) == 0
    assert counter.office.booking_status(basket) == "CONFIRMED"


def test_money_taken_by_hand_for_a_booking_given_up_elsewhere_is_due_back(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    counter.another_window().giving_up.give_up(counter.office.session(), new_request_id(), basket)
    by_hand = Payment(PaymentMethod.CARD, 35000, approval_code="123456")
    with pytest.raises(PaidAfterExpiry):
        counter.money.paying.confirm(counter.office.session(), new_request_id(), basket, [by_hand])
    assert (counter.booked(basket), counter.due_minor(basket)) == ([("PAYMENT", "CARD", 35000)], 35000)
    assert counter.office.booking_status(basket) == "FAILED"
    counter.require_sound()


def test_a_basket_that_is_charged_for_is_not_cleared_but_given_up(counter: Counter) -> None:
    """Cleared, it would be sold to nobody by the customer's late yes."""
    basket = counter.office.hold("A1")
    charge = waiting(counter, basket)
    office, session = counter.office, counter.office.session()
    with pytest.raises(AttemptUnderWay):
        office.holding().clear(session, new_request_id(), basket)
    with pytest.raises(AttemptUnderWay):
        office.holding().release(session, new_request_id(), office.open(), basket, office.seats("A1"))
    assert (office.booking_status(basket), counter.state(charge)) == ("PENDING", "STARTED")
    assert counter.money.giving_up.give_up(session, new_request_id(), basket).end is End.NOTHING_TAKEN
    counter.practice.pay(counter.key_of(charge))
    assert counter.money.recovery.under_way(session) == ()
    assert counter.booked(basket) == []
    counter.require_sound()
