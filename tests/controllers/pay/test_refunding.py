"""Money goes back the way it came, the last tender first, and each of it once."""

from __future__ import annotations

import pytest

from app.controllers.pay.refunding import GivenBack, give_back
from app.controllers.sell.baskets import Basket
from app.controllers.start.sign_in import SignIn
from app.controllers.till.voiding import Voiding
from app.models.records import Payment, PaymentMethod, Role
from app.models.sell import bookings
from app.models.statements import Unit
from app.utils.codes import new_request_id
from tests.box_office import PASSWORD
from tests.controllers.pay.conftest import Counter

CARD, CASH, VOUCHER, WALLET = PaymentMethod.CARD, PaymentMethod.CASH, PaymentMethod.VOUCHER, PaymentMethod.WALLET


def sold_four_ways(counter: Counter) -> tuple[Basket, str]:
    """Two seats paid with a voucher, a debit card through the provider, a card by hand and cash; the voucher's code."""
    basket = counter.office.hold("A1", "A2")
    code = counter.voucher(20000)
    parts = [
        Payment(VOUCHER, 20000, voucher_code=code),
        counter.charge(basket, PaymentMethod.DEBIT_CARD, 15000).payment,
        Payment(CARD, 10000, approval_code="04B7K2"),
        Payment(CASH, 25000, 30000),
    ]
    counter.money.paying.confirm(counter.office.session(), new_request_id(), basket, parts)
    return basket, code


def void(counter: Counter, basket: Basket) -> None:
    office = counter.office
    voiding = Voiding(office.database, SignIn(office.database), counter.money.refunding)
    manager = office.people[Role.MANAGER].username
    voiding.void(office.session(), new_request_id(), basket.booking.reference, "wrong film", manager, PASSWORD)


BACK = [
    ("REFUND", "CASH", 25000),
    ("REFUND", "CARD", 10000),
    ("REFUND", "VOUCHER", 20000),
    ("REFUND", "DEBIT_CARD", 15000),
]
"""The provider's part comes last: it is sent after the commit."""


def test_a_sale_that_is_undone_gives_every_tender_back(counter: Counter) -> None:
    basket, code = sold_four_ways(counter)
    assert counter.balance(code) == 0
    void(counter, basket)
    assert counter.booked(basket)[4:] == BACK
    assert counter.balance(code) == 20000
    assert counter.due_minor(basket) == 0
    counter.require_sound()


def test_while_the_provider_is_silent_its_part_stays_due_and_is_sent_once(counter: Counter) -> None:
    basket, _ = sold_four_ways(counter)
    counter.practice.behave("lose", "lose", "lose", on="refund")
    void(counter, basket)
    assert counter.booked(basket)[4:] == BACK[:3]
    assert counter.due_minor(basket) == 15000
    counter.require_sound()
    session, reference = counter.office.session(), basket.booking.reference
    [waiting] = counter.money.refunding.waiting(session)
    assert (waiting.booking_reference, waiting.amount_minor, waiting.sent) == (reference, 15000, False)
    assert counter.money.refunding.waiting(counter.office.session(counter=1)) == ()
    [without] = counter.another_window(provider=False).refunding.send_back(session, reference)
    assert not without.sent
    [sent] = counter.money.refunding.send_back(session, reference)
    assert sent.sent
    assert counter.booked(basket)[4:] == BACK
    counter.require_sound()


def test_a_refund_that_the_provider_refuses_stays_due_and_says_why(counter: Counter) -> None:
    basket, _ = sold_four_ways(counter)
    [charge_id] = [
        row[0] for row in counter.office.owner.rows(
            "SELECT provider_key FROM payment_attempts WHERE booking_id = %s", (basket.booking.id,)
        )
    ]  # fmt: skip
    counter.practice.line.tell({"do": "refund", "key": charge_id, "refund_key": "by telephone", "amount_minor": 15000})
    void(counter, basket)
    [refused] = counter.money.refunding.send_back(counter.office.session(), basket.booking.reference)
    assert not refused.sent
    assert "refuses: More than was taken" in refused.sentence
    assert counter.due_minor(basket) == 15000


class Undone(Exception):
    """Only what is said is looked at: tickets that were paid back and are still good would be unsound."""


def test_more_than_was_paid_is_never_given_back(counter: Counter) -> None:
    basket, code = sold_four_ways(counter)
    session = counter.office.session()
    told: list[GivenBack] = []

    def work(unit: Unit) -> None:
        bookings.lock(unit, basket.booking.id)
        told.extend(give_back(unit, session, basket.booking.id, basket.booking.reference, 70000, "all of it"))
        with pytest.raises(ValueError, match="1 of 1 minor units were never paid"):
            give_back(unit, session, basket.booking.id, basket.booking.reference, 1, "once more")
        raise Undone

    with pytest.raises(Undone):
        counter.office.database.transaction(work)
    assert [each.method for each in told] == [CASH, CARD, PaymentMethod.DEBIT_CARD, VOUCHER]
    assert [each.through_provider for each in told] == [False, False, True, False]
    assert counter.balance(code) == 0


def test_a_part_goes_back_from_the_last_tender_on(counter: Counter) -> None:
    basket, _ = sold_four_ways(counter)
    told: list[GivenBack] = []

    def work(unit: Unit) -> None:
        bookings.lock(unit, basket.booking.id)
        session = counter.office.session()
        told.extend(give_back(unit, session, basket.booking.id, basket.booking.reference, 27000, "a part"))
        told.extend(give_back(unit, session, basket.booking.id, basket.booking.reference, 10000, "another part"))
        [due] = unit.rows("SELECT amount_minor FROM refunds_due WHERE booking_id = %s", (basket.booking.id,))
        assert due == (2000,)
        raise Undone

    with pytest.raises(Undone):
        counter.office.database.transaction(work)
    assert [(each.method, each.amount_minor) for each in told] == [
        (CASH, 25000),
        (CARD, 2000),
        (CARD, 8000),
        (PaymentMethod.DEBIT_CARD, 2000),
    ]
