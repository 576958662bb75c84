"""After a crash: every payment under way is found again, looked up with its own key, and finished or listed."""

from __future__ import annotations

import pytest

from app.controllers.pay.charges import Charge, ChargeState, End
from app.controllers.sell.baskets import Basket
from app.models.errors import NotFound
from app.models.records import BookingStatus, PaymentMethod
from app.utils.codes import new_request_id
from tests.controllers.pay.conftest import Counter


def left_behind(counter: Counter, basket: Basket, amount_minor: int | None = None) -> Charge:
    """A charge whose answer never came, as a window leaves it that was killed: the provider has taken the money."""
    counter.practice.behave("lose", "lose", "lose")
    charge = counter.charge(basket, amount_minor=amount_minor)
    assert charge.state is ChargeState.UNKNOWN
    counter.office.change("UPDATE payment_attempts SET state = 'STARTED' WHERE id = %s", charge.attempt_id)
    return charge


def test_the_list_names_what_is_under_way_at_this_counter_only(counter: Counter) -> None:
    office = counter.office
    basket = office.hold("A1")
    charge = left_behind(counter, basket)
    declined = office.hold("A2")
    counter.practice.behave("decline")
    counter.charge(declined)
    [listed] = counter.another_window().recovery.under_way(office.session())
    assert (listed.attempt_id, listed.booking_reference, listed.amount_minor, listed.method) == (
        charge.attempt_id,
        basket.booking.reference,
        35000,
        PaymentMethod.CREDIT_CARD,
    )
    assert (listed.booking_status, listed.movie_title, listed.clerk_name) == (BookingStatus.PENDING, "A Film", "Clerk")
    assert counter.money.recovery.under_way(office.session(counter=1)) == ()
    with pytest.raises(NotFound):
        counter.money.recovery.resolve(office.session(counter=1), charge.attempt_id)


def test_taken_in_full_it_is_sold_once_however_often_it_is_resolved(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    charge = left_behind(counter, basket)
    recovery = counter.another_window().recovery
    ending = recovery.resolve(counter.office.session(), charge.attempt_id)
    assert ending.end is End.SOLD
    assert counter.office.booking_status(basket) == "CONFIRMED"
    assert recovery.resolve(counter.office.session(), charge.attempt_id).end is End.NOTHING_TAKEN
    assert counter.booked(basket) == [("PAYMENT", "CREDIT_CARD", 35000)]
    assert recovery.under_way(counter.office.session()) == ()
    counter.require_sound()


def test_taken_and_the_hold_run_out_with_the_seats_free_it_is_sold(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    charge = left_behind(counter, basket)
    counter.office.let_hold_run_out(basket)
    counter.office.sweep().run()
    assert counter.money.recovery.resolve(counter.office.session(), charge.attempt_id).end is End.SOLD
    counter.require_sound()


def test_taken_and_the_seats_gone_it_goes_back(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    charge = left_behind(counter, basket)
    counter.office.let_hold_run_out(basket)
    counter.office.hold("A1", counter=1)
    ending = counter.money.recovery.resolve(counter.office.session(), charge.attempt_id)
    assert (ending.end, ending.owed_minor) == (End.REFUND_DUE, 35000)
    assert counter.booked(basket) == [("PAYMENT", "CREDIT_CARD", 35000), ("REFUND", "CREDIT_CARD", 35000)]
    counter.require_sound()


def test_a_part_waits_for_its_basket_while_that_is_held_and_goes_back_after(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    charge = left_behind(counter, basket, 10000)
    ending = counter.money.recovery.resolve(counter.office.session(), charge.attempt_id)
    assert ending.end is End.APPROVED
    assert counter.state(charge) == "APPROVED"
    [part] = counter.money.charging.parts(counter.office.session(), basket)
    assert part.payment.amount_minor == 10000
    counter.office.let_hold_run_out(basket)
    ending = counter.money.recovery.resolve(counter.office.session(), charge.attempt_id)
    assert (ending.end, ending.owed_minor) == (End.REFUND_DUE, 10000)
    counter.require_sound()


def test_paid_in_cash_meanwhile_the_card_goes_back_and_the_sale_stands(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    charge = left_behind(counter, basket)
    counter.office.change("UPDATE payment_attempts SET state = 'CANCELLED' WHERE id = %s", charge.attempt_id)
    counter.office.pay(basket)
    counter.office.change("UPDATE payment_attempts SET state = 'STARTED' WHERE id = %s", charge.attempt_id)
    ending = counter.money.recovery.resolve(counter.office.session(), charge.attempt_id)
    assert (ending.end, ending.owed_minor) == (End.REFUND_DUE, 35000)
    assert counter.office.booking_status(basket) == "CONFIRMED"
    assert counter.booked(basket) == [
        ("PAYMENT", "CASH", 35000),
        ("PAYMENT", "CREDIT_CARD", 35000),
        ("REFUND", "CREDIT_CARD", 35000),
    ]
    counter.require_sound()


def test_never_heard_of_it_is_taken_back_and_nothing_was_taken(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    counter.practice.behave("stall", "stall", "stall")
    charge = counter.charge(basket)
    ending = counter.money.recovery.resolve(counter.office.session(), charge.attempt_id)
    assert ending.end is End.NOTHING_TAKEN
    assert counter.practice.taken(counter.key_of(charge)) == "CANCELLED"
    assert counter.office.booking_status(basket) == "PENDING"


def test_still_to_be_paid_it_waits_and_can_be_given_up_from_the_list(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    charge = counter.charge(basket, PaymentMethod.UPI)
    recovery, session = counter.another_window().recovery, counter.office.session()
    assert recovery.resolve(session, charge.attempt_id).end is End.WAITING
    assert recovery.give_up(session, new_request_id(), charge.attempt_id).end is End.NOTHING_TAKEN
    assert counter.office.booking_status(basket) == "FAILED"


def test_without_an_answer_or_without_that_provider_it_stays_on_the_list(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    charge = left_behind(counter, basket)
    session = counter.office.session()
    assert counter.another_window(provider=False).recovery.resolve(session, charge.attempt_id).end is End.UNKNOWN
    counter.practice.behave("stall", "stall", "stall", on="look_up")
    assert counter.money.recovery.resolve(session, charge.attempt_id).end is End.UNKNOWN
    assert [each.state for each in counter.money.recovery.under_way(session)] == [ChargeState.UNKNOWN]
