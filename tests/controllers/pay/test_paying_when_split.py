"""Several payments for one basket: all of them in one transaction, change from cash alone, no money spent twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.models.errors import PaidAfterExpiry, PaymentMismatch, VoucherRefused
from app.models.records import Payment, PaymentMethod
from app.utils.codes import new_request_id
from tests.controllers.pay.conftest import Counter
from tests.controllers.pay.test_paying_statement_counts import counted

CASH, CARD, VOUCHER = PaymentMethod.CASH, PaymentMethod.CARD, PaymentMethod.VOUCHER
EXCHANGE = PaymentMethod.EXCHANGE


def by_hand(amount_minor: int, method: PaymentMethod = CARD) -> Payment:
    return Payment(method, amount_minor, approval_code="04B7K2")


def cash(amount_minor: int, tendered_minor: int | None = None) -> Payment:
    return Payment(CASH, amount_minor, amount_minor if tendered_minor is None else tendered_minor)


def test_a_voucher_a_card_by_the_provider_one_by_hand_and_cash_pay_one_basket(counter: Counter) -> None:
    basket = counter.office.hold("A1", "A2")
    code = counter.voucher(20000)
    charge = counter.charge(basket, PaymentMethod.DEBIT_CARD, 15000)
    parts = [Payment(VOUCHER, 20000, voucher_code=code), charge.payment, by_hand(10000), cash(25000, 30000)]
    request_id = new_request_id()
    session = counter.office.session()
    sale = counter.money.paying.confirm(session, request_id, basket, parts)
    assert (sale.total_minor, sale.change_minor, sale.opens_drawer) == (70000, 5000, True)
    assert counter.money.paying.confirm(session, request_id, basket, parts) == sale
    assert counter.booked(basket) == [
        ("PAYMENT", "VOUCHER", 20000),
        ("PAYMENT", "DEBIT_CARD", 15000),
        ("PAYMENT", "CARD", 10000),
        ("PAYMENT", "CASH", 25000),
    ]
    assert (counter.balance(code), counter.state(charge)) == (0, "SETTLED")
    counter.require_sound()


def test_each_part_more_costs_a_statement_or_two_and_no_round_trip(counter: Counter) -> None:
    alone, split = counter.office.hold("A1"), counter.office.hold("A2")
    code = counter.voucher(20000)
    paying, session = counter.money.paying, counter.office.session()
    one = counted(counter.office, lambda: paying.confirm(session, new_request_id(), alone, [cash(35000)]))
    parts = [Payment(VOUCHER, 10000, voucher_code=code), by_hand(5000), cash(20000)]
    three = counted(counter.office, lambda: paying.confirm(session, new_request_id(), split, parts))
    assert three - one == 3


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [cash(34999)],
        [by_hand(35001)],
        [cash(10000), by_hand(25000)],
        [cash(10000), cash(25000)],
        [by_hand(35000), cash(0)],
        [by_hand(40000), by_hand(-5000)],
        [by_hand(10000), cash(25000, 24999)],
        [Payment(CARD, 35000)],
        [Payment(PaymentMethod.UPI, 35000)],
        [Payment(VOUCHER, 35000)],
        [replace(by_hand(35000), tendered_minor=40000)],
    ],
    ids=[
        "nothing", "too little", "too much", "cash first", "cash twice", "a part of nothing", "a negative part",
        "too little cash", "a card without its code", "UPI without its code", "a voucher without its code",
        "change from a card",
    ],
)  # fmt: skip
def test_parts_that_do_not_make_a_payment_take_nothing(counter: Counter, parts: list[Payment]) -> None:
    basket = counter.office.hold("A1")
    with pytest.raises(PaymentMismatch):
        counter.money.paying.confirm(counter.office.session(), new_request_id(), basket, parts)
    assert counter.booked(basket) == []
    assert counter.office.booking_status(basket) == "PENDING"


@pytest.mark.parametrize("method", [each for each in PaymentMethod if each not in (CASH, VOUCHER, EXCHANGE)])
def test_every_way_but_cash_and_voucher_can_be_approved_by_hand(counter: Counter, method: PaymentMethod) -> None:
    basket = counter.office.hold("A1")
    counter.money.paying.confirm(counter.office.session(), new_request_id(), basket, [by_hand(35000, method)])
    assert counter.booked(basket) == [("PAYMENT", method.value, 35000)]
    counter.require_sound()


def test_what_an_exchange_brings_is_not_approved_by_hand(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    with pytest.raises(PaymentMismatch):
        counter.money.paying.confirm(counter.office.session(), new_request_id(), basket, [by_hand(35000, EXCHANGE)])
    assert counter.booked(basket) == []


def test_a_charge_of_another_basket_not_approved_or_of_another_amount_pays_nothing(counter: Counter) -> None:
    basket, other = counter.office.hold("A1"), counter.office.hold("A2")
    elsewhere, waiting = counter.charge(other), counter.charge(basket, PaymentMethod.UPI, 10000)
    session = counter.office.session()
    part = counter.charge(counter.office.hold("A3"), amount_minor=10000)
    for wrong in (
        [elsewhere.payment],
        [waiting.payment, cash(25000)],
        [replace(part.payment, amount_minor=35000)],
    ):
        with pytest.raises(PaymentMismatch):
            counter.money.paying.confirm(session, new_request_id(), basket, wrong)
    assert counter.booked(basket) == []
    assert counter.state(elsewhere) == "APPROVED"


def test_one_charge_or_voucher_cannot_stand_in_a_payment_twice(counter: Counter) -> None:
    basket = counter.office.hold("A1", "A2")
    charge = counter.charge(basket, amount_minor=35000)
    voucher = Payment(VOUCHER, 35000, voucher_code=counter.voucher(70000))
    for twice in ([charge.payment, charge.payment], [voucher, voucher]):
        with pytest.raises(PaymentMismatch):
            counter.money.paying.confirm(counter.office.session(), new_request_id(), basket, twice)


def test_a_voucher_that_holds_less_out_of_date_or_of_another_currency_leaves_the_basket_unpaid(
    counter: Counter,
) -> None:
    basket = counter.office.hold("A1")
    poor, old, foreign = counter.voucher(34999), counter.voucher(90000), counter.voucher(90000, "USD")
    counter.office.change("UPDATE vouchers SET valid_until = UTC_DATE() - INTERVAL 2 DAY WHERE code = %s", old)
    session = counter.office.session()
    for code in (poor, old, foreign, "2" * 16):
        with pytest.raises(VoucherRefused):
            counter.money.paying.confirm(
                session, new_request_id(), basket, [Payment(VOUCHER, 35000, voucher_code=code)]
            )
    assert counter.booked(basket) == []
    assert [counter.balance(code) for code in (poor, old, foreign)] == [34999, 90000, 90000]


def test_paid_too_late_for_its_seats_a_voucher_keeps_its_balance_and_the_rest_is_due_back(counter: Counter) -> None:
    office = counter.office
    basket = office.hold("A1", "A2")
    code, charge = counter.voucher(20000), counter.charge(basket, amount_minor=15000)
    office.let_hold_run_out(basket)
    office.hold("A2", counter=1)
    parts = [Payment(VOUCHER, 20000, voucher_code=code), charge.payment, by_hand(10000), cash(25000)]
    with pytest.raises(PaidAfterExpiry) as late:
        counter.money.paying.confirm(office.session(), new_request_id(), basket, parts)
    assert late.value.amount_minor == 50000
    assert counter.balance(code) == 20000
    due = office.owner.rows(
        "SELECT method, amount_minor, attempt_id FROM refunds_due WHERE booking_id = %s ORDER BY id",
        (basket.booking.id,),
    )
    assert due == [("CREDIT_CARD", 15000, charge.attempt_id), ("CARD", 10000, None), ("CASH", 25000, None)]
    [sent] = counter.money.refunding.send_back(office.session(), basket.booking.reference)
    assert sent.sent
    assert counter.due_minor(basket) == 35000
    counter.require_sound()


def test_a_late_payment_whose_seats_are_free_is_a_sale(counter: Counter) -> None:
    basket = counter.office.hold("A1")
    charge = counter.charge(basket)
    counter.office.let_hold_run_out(basket)
    counter.office.sweep().run()
    assert counter.office.booking_status(basket) == "EXPIRED"
    counter.money.paying.confirm(counter.office.session(), new_request_id(), basket, [charge.payment])
    assert counter.office.booking_status(basket) == "CONFIRMED"
    counter.require_sound()
