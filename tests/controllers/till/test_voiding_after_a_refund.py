"""A sale of which some seats were given back: the rest of it is undone, and what was kept stays kept."""

from __future__ import annotations

import pytest

from app.controllers.start.sign_in import SignIn
from app.controllers.till.voiding import VoidableSale, Voiding
from app.models.errors import NotVoidable
from app.models.records import PaymentMethod, Role
from app.utils.codes import new_request_id
from tests.box_office import PASSWORD
from tests.controllers.after.conftest import HOURS, Till, counter, own_house, own_owner, till

__all__ = ["counter", "own_house", "own_owner", "till"]


def voiding(at: Till) -> Voiding:
    return Voiding(at.at.office.database, SignIn(at.at.office.database), at.at.money.refunding)


def void(at: Till, reference: str, request_id: str | None = None) -> VoidableSale:
    manager = at.at.office.people[Role.MANAGER].username
    request = request_id or new_request_id()
    return voiding(at).void(at.at.office.session(), request, reference, "wrong film", manager, PASSWORD)


def test_what_the_live_tickets_cost_comes_back_and_the_fee_does_not(till: Till) -> None:
    reference = till.at.office.sell("A1", "A2").reference
    till.begins_in(HOURS["half"])
    till.refund(till.quote(reference, "A1"))
    offered = voiding(till).sale_of(till.at.office.session(), reference)
    assert (offered.seat_labels, offered.total_minor) == (("A2",), 35000)
    assert offered.paid == ((PaymentMethod.CASH, 35000, False),)
    assert void(till, reference).total_minor == 35000
    assert till.books(reference) == ("CANCELLED", 0, 0, 70000, 52500, 17500, 0, 0)
    till.at.require_sound()


def test_the_money_goes_the_way_that_is_left(till: Till) -> None:
    """The cash and the card went with the first seat: the provider and the voucher are left."""
    basket, code = till.sell_four_ways()
    till.refund(till.quote(basket.booking.reference, "A1"))
    told = void(till, basket.booking.reference)
    assert told.paid == ((PaymentMethod.DEBIT_CARD, 15000, True), (PaymentMethod.VOUCHER, 20000, False))
    assert till.at.balance(code) == 20000
    till.at.require_sound()


def test_asked_again_the_same_money_is_told(till: Till) -> None:
    reference, request_id = till.at.office.sell("A1", "A2").reference, new_request_id()
    told = [void(till, reference, request_id) for _ in range(2)]
    assert told[0].total_minor == told[1].total_minor == 70000
    assert told[0].seat_labels == told[1].seat_labels == ("A1", "A2")


def test_a_sale_that_was_given_back_whole_is_not_undone(till: Till) -> None:
    reference = till.at.office.sell("A1").reference
    till.refund(till.quote(reference))
    with pytest.raises(NotVoidable):
        void(till, reference)
    assert till.books(reference)[4] == 35000


def test_the_last_sale_is_what_was_sold_last_and_not_what_was_given_back_last(till: Till) -> None:
    first = till.at.office.sell("A1", "A2").reference
    last = till.at.office.sell("B1").reference
    till.refund(till.quote(first, "A1"))
    assert voiding(till).last_sale(till.at.office.session()).reference == last
