"""Money through a provider: written down before it is asked for, and taken once whatever becomes of the answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.controllers.pay.charges import ChargeState
from app.controllers.pay.money_desk import money_desk
from app.models.errors import AlreadyPaid, AttemptUnderWay, HoldExpired, HoldTakenOver, PaymentMismatch, ProviderAway
from app.models.records import PaymentMethod
from app.utils.codes import new_request_id
from app.utils.pay.breaker import Breaker
from tests.box_office import RULES
from tests.controllers.pay.conftest import Counter
from tests.training import practice


def test_an_approved_card_becomes_a_payment_with_the_sale(counter: Counter) -> None:
    basket = counter.office.hold("A1", "A2")
    charge = counter.charge(basket)
    assert (charge.state, charge.last_four, charge.amount_minor) == (ChargeState.APPROVED, "4242", 70000)
    assert counter.booked(basket) == []
    sale = counter.money.paying.confirm(counter.office.session(), new_request_id(), basket, [charge.payment])
    assert (sale.total_minor, sale.change_minor, sale.opens_drawer) == (70000, 0, False)
    row = counter.office.owner.row(
        "SELECT method, attempt_id, card_last_four, provider_reference LIKE 'TR%', approval_code FROM payments"
        " WHERE booking_id = %s",
        (basket.booking.id,),
    )
    assert row == ("CREDIT_CARD", charge.attempt_id, "4242", 1, None)
    assert counter.state(charge) == "SETTLED"
    counter.require_sound()


@pytest.mark.parametrize("fate", ["stall", "late:900", "twice", "lose", "die", "die_before"])
def test_a_trouble_on_the_way_is_over_with_the_next_try(counter: Counter, fate: str) -> None:
    basket = counter.office.hold("A1")
    counter.money.charging.ways(counter.office.session())
    counter.practice.behave(fate)
    charge = counter.charge(basket)
    assert charge.state is ChargeState.APPROVED
    assert counter.attempt_states(basket) == ["APPROVED"]


def test_the_attempt_is_committed_before_the_provider_is_asked(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    seen: list[list[str]] = []

    def look() -> bool:
        with_another_connection = counter.office.owner.rows(
            "SELECT state FROM payment_attempts WHERE booking_id = %s", (basket.booking.id,)
        )
        seen.append([str(row[0]) for row in with_another_connection])
        return True

    counter.practice.behave("stall")
    session = counter.office.session()
    counter.money.charging.charge(session, new_request_id(), basket, PaymentMethod.DEBIT_CARD, 35000, wanted=look)
    assert seen[0] == ["STARTED"]


def test_an_unknown_answer_is_looked_up_with_the_same_key_and_never_charged_again(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    counter.practice.behave("lose", "lose", "lose")
    charge = counter.charge(basket)
    assert charge.state is ChargeState.UNKNOWN
    assert "Do not charge again" in charge.sentence
    with pytest.raises(AttemptUnderWay):
        counter.charge(basket)
    assert counter.money.charging.poll(counter.office.session(), charge.attempt_id).state is ChargeState.APPROVED
    assert counter.attempt_states(basket) == ["APPROVED"]


def test_a_request_the_provider_never_heard_of_is_taken_back_there(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    counter.practice.behave("stall", "stall", "stall")
    charge = counter.charge(basket)
    assert charge.state is ChargeState.UNKNOWN
    polled = counter.money.charging.poll(counter.office.session(), charge.attempt_id)
    assert polled.state is ChargeState.CANCELLED
    assert counter.practice.taken(counter.key_of(charge)) == "CANCELLED"
    assert counter.charge(basket).state is ChargeState.APPROVED


def test_the_same_request_again_asks_with_the_same_key(counter: Counter) -> None:
    basket, request_id = counter.office.hold("A1"), new_request_id()
    counter.practice.behave("lose", "lose", "lose")
    assert counter.charge(basket, request_id=request_id).state is ChargeState.UNKNOWN
    again = counter.charge(basket, request_id=request_id)
    assert again.state is ChargeState.APPROVED
    assert counter.charge(basket, request_id=request_id) == again
    assert counter.attempt_states(basket) == ["APPROVED"]


def test_upi_shows_a_code_for_the_exact_amount_until_it_is_paid(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    charge = counter.charge(basket, PaymentMethod.UPI)
    assert charge.state is ChargeState.WAITING
    key = counter.key_of(charge)
    assert charge.payload.startswith("upi://pay?pa=cinema@okbank&")
    assert f"&tr={key}&" in charge.payload
    assert "&am=350.00&cu=INR" in charge.payload
    session = counter.office.session()
    assert counter.money.charging.poll(session, charge.attempt_id) == charge
    counter.practice.pay(key)
    paid = counter.money.charging.poll(session, charge.attempt_id)
    assert (paid.state, paid.payload) == (ChargeState.APPROVED, "")


def test_a_code_for_an_amount_taken_by_hand_is_the_same_each_time_it_is_shown(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    charging = counter.another_window(provider=False).charging
    ways = charging.ways(counter.office.session())
    assert (ways.through_provider, ways.upi_code) == (False, True)
    code = charging.upi_code(counter.office.session(), basket, 35000)
    assert "&am=350.00&" in code
    assert charging.upi_code(counter.office.session(), basket, 35000) == code
    assert charging.upi_code(counter.office.session(), basket, 20000) != code


def test_a_refusal_says_why_and_another_card_may_be_tried(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    counter.practice.behave("decline")
    charge = counter.charge(basket)
    assert (charge.state, charge.sentence) == (ChargeState.DECLINED, "The customer's bank said no.")
    assert not charge.given_up
    assert counter.charge(basket).state is ChargeState.APPROVED


def test_the_third_refusal_makes_the_booking_failed_and_frees_its_seats(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    counter.practice.behave("decline", "decline", "decline")
    told = [counter.charge(basket) for _ in range(3)]
    assert [charge.given_up for charge in told] == [False, False, True]
    assert told[2].sentence.endswith("the seats are free again.")
    assert counter.office.booking_status(basket) == "FAILED"
    assert counter.office.claims(basket) == []
    assert (
        counter.office.value(
            "SELECT detail FROM audit_log WHERE subject = %s AND action = 'PAYMENT_FAILED'", basket.booking.reference
        )
        == '{"reason": "declined three times"}'
    )
    with pytest.raises(HoldExpired):
        counter.charge(basket)
    counter.require_sound()


def test_a_part_that_was_approved_before_the_third_refusal_is_due_back(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    counter.charge(basket, amount_minor=10000)
    counter.practice.behave("decline", "decline", "decline")
    for _ in range(3):
        counter.charge(basket, amount_minor=25000)
    assert counter.office.booking_status(basket) == "FAILED"
    assert counter.booked(basket) == [("PAYMENT", "CREDIT_CARD", 10000)]
    assert counter.due_minor(basket) == 10000
    counter.require_sound()


@pytest.mark.parametrize("amount_minor", [0, -1, 35001])
def test_no_more_is_charged_than_is_still_to_be_paid(counter: Counter, amount_minor: int) -> None:
    basket = counter.office.hold("A1")
    with pytest.raises(PaymentMismatch):
        counter.charge(basket, amount_minor=amount_minor)
    counter.charge(basket, amount_minor=35000)
    with pytest.raises(PaymentMismatch):
        counter.charge(basket, amount_minor=1)


def test_nothing_is_charged_for_a_basket_that_is_gone_paid_or_taken_over(counter: Counter) -> None:
    office = counter.office
    gone, paid, taken = office.hold("A1"), office.hold("A2"), office.hold("A3")
    office.let_hold_run_out(gone)
    with pytest.raises(HoldExpired):
        counter.charge(gone)
    office.pay(paid)
    with pytest.raises(AlreadyPaid):
        counter.charge(paid)
    office.change("UPDATE bookings SET counter_id = %s WHERE id = %s", office.counters[1].id, taken.booking.id)
    with pytest.raises(HoldTakenOver):
        counter.charge(taken)
    assert [counter.attempt_states(basket) for basket in (gone, paid, taken)] == [[], [], []]


def test_a_charge_renews_the_hold(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    counter.office.change(
        "UPDATE bookings SET held_until = UTC_TIMESTAMP(6) + INTERVAL 20 SECOND WHERE id = %s", basket.booking.id
    )
    counter.charge(basket)
    left = "SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), held_until) > 500 FROM bookings WHERE id = %s"
    assert counter.office.value(left, basket.booking.id) == 1


def test_without_a_provider_or_with_one_away_nothing_is_asked_and_a_card_is_taken_by_hand(
    counter: Counter, tmp_path: Path
) -> None:
    basket = counter.office.hold("A1")
    session = counter.office.session()
    with practice(tmp_path, starts_it=False, breaker=Breaker(failures_max=3)) as away:
        charging = money_desk(counter.office.database, away.provider, RULES.hold_seconds).charging
        assert charging.ways(session).through_provider
        with pytest.raises(ProviderAway):
            charging.charge(session, new_request_id(), basket, PaymentMethod.DEBIT_CARD, 35000)
        assert counter.attempt_states(basket) == ["CANCELLED"]
        assert not charging.ways(session).through_provider
        with pytest.raises(ProviderAway):
            charging.charge(session, new_request_id(), basket, PaymentMethod.DEBIT_CARD, 35000)
        assert counter.attempt_states(basket) == ["CANCELLED"]
    with pytest.raises(ProviderAway):
        counter.another_window(provider=False).charging.charge(
            session, new_request_id(), basket, PaymentMethod.DEBIT_CARD, 35000
        )


def test_what_a_basket_has_been_paid_of_is_found_again(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    approved = counter.charge(basket, amount_minor=10000)
    waiting = counter.charge(basket, PaymentMethod.UPI, 5000)
    assert counter.another_window().charging.parts(counter.office.session(), basket) == (approved, waiting)
