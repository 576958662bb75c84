"""The list of what is due back: worked off at any counter of the cinema, and each of it once."""

from __future__ import annotations

import pytest

from app.controllers.plan.show_cancelling import ShowCancelling
from app.controllers.sell.baskets import Basket
from app.models.errors import NotFound, PermissionDenied, TillClosed
from app.models.pay.refunds_due import RefundDue
from app.models.records import Payment, Role
from app.utils.codes import new_request_id
from tests.box_office import FLOAT_MINOR, MakeBoxOffice
from tests.controllers.after.conftest import CARD, CASH, DEBIT, Till
from tests.controllers.pay.conftest import Counter


def owed_by_provider(till: Till) -> tuple[Basket, RefundDue]:
    """A sale given back while its provider was silent, and what of it is due."""
    basket, _ = till.sell_four_ways()
    till.at.practice.behave("lose", "lose", "lose", on="refund")
    till.refund(till.quote(basket.booking.reference))
    [due] = open_list(till)
    return basket, due


def owed_by_hand(till: Till, cash: bool = True) -> tuple[Basket, RefundDue]:
    """A sale whose show was cancelled: its money is due, the way it came."""
    office = till.at.office
    basket = office.hold("A1", "A2")
    paid = Payment(CASH, 70000, 70000) if cash else Payment(CARD, 70000, approval_code="04B7K2")
    till.at.money.paying.confirm(office.session(), new_request_id(), basket, [paid])
    manager, cancelling = office.session(Role.MANAGER), ShowCancelling(office.database)
    cost = cancelling.cost(manager, office.show_id)
    cancelling.cancel(manager, new_request_id(), manager.counter.cinema, office.show_id, "flood", cost)
    [due] = open_list(till)
    return basket, due


def open_list(till: Till, counter: int = 0) -> tuple[RefundDue, ...]:
    return till.owed.open(till.at.office.session(counter=counter))


def test_what_is_due_is_listed_at_every_counter_of_the_cinema_and_of_no_other(
    till: Till, make_office: MakeBoxOffice
) -> None:
    basket, due = owed_by_provider(till)
    assert (due.booking_reference, due.amount_minor, due.method) == (basket.booking.reference, 15000, DEBIT)
    assert due.through_provider
    assert open_list(till, counter=1) == (due,)
    assert till.owed.open(make_office().session()) == ()


def test_sent_again_it_goes_back_once(till: Till) -> None:
    basket, due = owed_by_provider(till)
    told = [till.owed.send(till.at.office.session(counter=1), due) for _ in range(2)]
    assert (told[0].endswith("went back to the customer's debit card."), told[1]) == (True, "")
    assert till.at.booked(basket)[-1] == ("REFUND", "DEBIT_CARD", 15000)
    assert open_list(till) == ()
    till.at.require_sound()


def test_while_the_provider_is_still_silent_it_stays_on_the_list(till: Till) -> None:
    _, due = owed_by_provider(till)
    till.at.practice.behave("lose", "lose", "lose", on="refund")
    assert "stays on the list" in till.owed.send(till.at.office.session(), due)
    assert open_list(till) == (due,)


def test_cash_is_handed_back_out_of_the_till_of_who_does_it(till: Till) -> None:
    office = till.at.office
    basket, due = owed_by_hand(till)
    told = till.owed.hand_back(office.session(counter=1), new_request_id(), due)
    assert told == f"₹700 for {basket.booking.reference} is given back in cash."
    assert open_list(till) == ()
    closed = office.tills().close(office.session(counter=1), new_request_id(), {100: (FLOAT_MINOR - 70000) // 100})
    assert closed.difference_minor == 0
    till.at.require_sound()


def test_cash_comes_out_of_an_open_till_only(till: Till) -> None:
    office = till.at.office
    _, due = owed_by_hand(till)
    office.tills().close(office.session(counter=1), new_request_id(), {100: FLOAT_MINOR // 100})
    with pytest.raises(TillClosed):
        till.owed.hand_back(office.session(counter=1), new_request_id(), due)
    assert open_list(till) == (due,)


def test_a_card_is_credited_by_hand_without_a_till(till: Till) -> None:
    office = till.at.office
    basket, due = owed_by_hand(till, cash=False)
    office.tills().close(office.session(counter=1), new_request_id(), {100: FLOAT_MINOR // 100})
    told = till.owed.hand_back(office.session(counter=1), new_request_id(), due)
    assert told == f"₹700 for {basket.booking.reference} is given back."
    assert till.at.booked(basket)[-1] == ("REFUND", "CARD", 70000)
    till.at.require_sound()


def test_the_same_request_hands_back_once_and_another_is_refused(till: Till) -> None:
    basket, due = owed_by_hand(till)
    request_id = new_request_id()
    told = {till.owed.hand_back(till.at.office.session(), request_id, due) for _ in range(3)}
    assert len(told) == 1
    with pytest.raises(NotFound, match="given back already"):
        till.owed.hand_back(till.at.office.session(), new_request_id(), due)
    assert till.at.booked(basket)[1:] == [("REFUND", "CASH", 70000)]


def test_only_a_manager_gives_cash_for_what_came_another_way(till: Till) -> None:
    basket, due = owed_by_provider(till)
    session = till.at.office.session
    with pytest.raises(PermissionDenied, match="send it again"):
        till.owed.hand_back(session(), new_request_id(), due)
    with pytest.raises(PermissionDenied, match="Only a manager"):
        till.owed.hand_back(session(), new_request_id(), due, in_cash=True)
    assert open_list(till) == (due,)
    told = till.owed.hand_back(session(Role.MANAGER), new_request_id(), due, in_cash=True)
    assert told == f"₹150 for {basket.booking.reference} is given back in cash."
    assert till.at.booked(basket)[-1] == ("REFUND", "CASH", 15000)
    assert till.owed.send(session(), due) == ""
    till.at.require_sound()


def test_a_counter_without_that_provider_leaves_it_on_the_list(till: Till) -> None:
    _, due = owed_by_provider(till)
    elsewhere = Counter(till.at.office, till.at.practice, till.at.another_window(provider=False))
    assert "does not use" in Till(elsewhere).owed.send(till.at.office.session(), due)
    assert open_list(till) == (due,)
