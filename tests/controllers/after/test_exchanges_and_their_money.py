"""The money of an exchange is that of the first sale: whatever happens next, it goes back the way it once came."""

from __future__ import annotations

from collections import Counter as Tally
from datetime import timedelta

import pytest

from app.controllers.start.sign_in import SignIn
from app.controllers.till.voiding import Voiding
from app.models.errors import AttemptUnderWay, PaymentMismatch
from app.models.records import Payment, Role
from app.utils.codes import new_request_id
from tests.box_office import PASSWORD
from tests.controllers.after.conftest import CARD, CASH, DEBIT, VOUCHER, Till
from tests.controllers.after.exchanging import Swap

FOUR_WAYS = [("PAYMENT", "VOUCHER"), ("PAYMENT", "DEBIT_CARD"), ("PAYMENT", "CARD"), ("PAYMENT", "CASH")]


@pytest.fixture
def swap(till: Till) -> Swap:
    return Swap(till.at.office, refunds=till.at.money.refunding)


def refunded(swap: Swap, reference: str) -> dict[str, int]:
    """What went back of a sale, by method."""
    back: Tally[str] = Tally()
    for kind, method, minor in swap.money(reference):
        back[method] += minor if kind == "REFUND" else 0
    return {method: minor for method, minor in back.items() if minor and method != "EXCHANGE"}


def test_an_exchanged_sale_given_back_goes_the_ways_the_first_one_came(till: Till, swap: Swap) -> None:
    basket, code = till.sell_four_ways()
    new = swap.exchange(basket.booking.reference, (), ("B1", "B2"))
    back = till.refund(till.quote(new.reference))
    assert [(way.method, way.amount_minor) for way in back.ways] == [
        (CASH, 25000), (CARD, 10000), (DEBIT, 15000), (VOUCHER, 20000),
    ]  # fmt: skip
    assert refunded(swap, new.reference) == {"CASH": 25000, "CARD": 10000, "DEBIT_CARD": 15000, "VOUCHER": 20000}
    assert till.at.balance(code) == 20000
    assert till.at.due_minor(basket) == 0
    till.at.require_sound()


def test_so_it_does_after_a_second_exchange_and_a_payment_more(till: Till, swap: Swap) -> None:
    basket, code = till.sell_four_ways()
    later = till.at.office.add_show(timedelta(hours=11))
    second = swap.exchange(basket.booking.reference, (), ("B1", "B2"))
    third = swap.exchange(second.reference, (), ("E1", "E2"), later)
    assert swap.money(third.reference)[-1] == ("PAYMENT", "CASH", 35000)
    back = till.refund(till.quote(third.reference))
    assert next((way.method, way.amount_minor) for way in back.ways) == (CASH, 60000)  # 350 of today, 250 of the first
    assert refunded(swap, third.reference) == {"CASH": 60000, "CARD": 10000, "DEBIT_CARD": 15000, "VOUCHER": 20000}
    assert till.at.balance(code) == 20000
    till.at.require_sound()


def test_cheaper_seats_give_back_through_the_provider_and_into_the_voucher(till: Till, swap: Swap) -> None:
    """700.00 for 350.00: the cash and the card by hand go back, and nothing of the other two."""
    basket, code = till.sell_four_ways()
    first = swap.exchange(basket.booking.reference, ("A1",), ("B1",))  # carried over: cash 250, card 100
    assert swap.money(first.reference) == [("PAYMENT", "EXCHANGE", 10000), ("PAYMENT", "EXCHANGE", 25000)]
    free_child(till)
    rest = swap.exchange(basket.booking.reference, ("A2",), ("B2",))
    assert [(way.method, way.amount_minor, way.through_provider) for way in rest.given_back] == [
        (DEBIT, 15000, True), (VOUCHER, 2500, False),
    ]  # fmt: skip
    assert "went back" in rest.refunds_told
    assert till.at.balance(code) == 2500
    assert till.at.due_minor(basket) == 0
    till.at.require_sound()


def free_child(till: Till) -> None:
    """From now on B2 costs 175.00."""
    office = till.at.office
    office.change("UPDATE shows SET base_price_minor = 17500 WHERE id = %s", office.show_id)


def test_while_the_provider_is_silent_its_part_stays_due(till: Till, swap: Swap) -> None:
    basket = till.at.office.hold("E1")
    paid = till.at.charge(basket, DEBIT, 52500).payment
    till.at.money.paying.confirm(till.at.office.session(), new_request_id(), basket, [paid])
    till.at.practice.behave("lose", "lose", "lose", on="refund")
    new = swap.exchange(basket.booking.reference, ("E1",), ("A1",))
    assert "stays on the list" in new.refunds_told
    assert till.at.due_minor(basket) == 17500
    till.at.require_sound()
    till.at.money.refunding.send_back(till.at.office.session(), basket.booking.reference)
    assert refunded(swap, basket.booking.reference) == {"DEBIT_CARD": 17500}
    till.at.require_sound()


def test_the_difference_is_paid_in_parts_through_the_provider_and_with_a_voucher(till: Till, swap: Swap) -> None:
    old = till.at.office.sell("A1", "A2").reference
    basket = swap.ready(old, (), ("E1", "E2"))
    code, session = till.at.voucher(10000), till.at.office.session()
    with pytest.raises(PaymentMismatch):  # all of it is not asked for: the tickets pay the most
        till.at.money.charging.charge(session, new_request_id(), basket, DEBIT, 35001)
    charge = till.at.money.charging.charge(session, new_request_id(), basket, DEBIT, 20000)
    with pytest.raises(AttemptUnderWay):
        swap.pay(basket, Payment(CASH, 35000, 35000))
    parts = [charge.payment, Payment(VOUCHER, 10000, voucher_code=code), Payment(CASH, 5000, 5000)]
    new = swap.pay(basket, *parts)
    assert [method for _, method, _ in swap.money(new.reference)] == ["EXCHANGE", "DEBIT_CARD", "VOUCHER", "CASH"]
    assert till.at.balance(code) == 0
    till.at.require_sound()
    till.refund(till.quote(new.reference, "E1"))
    assert refunded(swap, new.reference) == {"CASH": 22500, "VOUCHER": 10000, "DEBIT_CARD": 20000}
    till.at.require_sound()


def test_an_exchanged_sale_is_undone_like_any_other(till: Till, swap: Swap) -> None:
    basket, code = till.sell_four_ways()
    new = swap.exchange(basket.booking.reference, (), ("B1", "B2"))
    office = till.at.office
    voiding = Voiding(office.database, SignIn(office.database), till.at.money.refunding)
    manager = office.people[Role.MANAGER].username
    voiding.void(office.session(), new_request_id(), new.reference, "wrong film", manager, PASSWORD)
    assert refunded(swap, new.reference) == {"CASH": 25000, "CARD": 10000, "VOUCHER": 20000, "DEBIT_CARD": 15000}
    assert (till.at.balance(code), swap.status(new.reference)) == (20000, "CANCELLED")
    till.at.require_sound()


def test_a_seat_given_back_with_a_fee_before_leaves_the_other_its_whole_worth(till: Till, swap: Swap) -> None:
    old = till.at.office.sell("A1", "A2").reference
    till.begins_in(3)
    till.refund(till.quote(old, "A1"))  # 175.00 back, 175.00 kept
    new = swap.exchange(old, ("A2",), ("B2",))
    assert swap.money(new.reference) == [("PAYMENT", "EXCHANGE", 35000)]
    assert swap.status(old) == "CANCELLED"
    till.at.require_sound()
