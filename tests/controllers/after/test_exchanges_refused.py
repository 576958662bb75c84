"""An exchange that cannot be, or not any more, is refused with a clear word, and nothing has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app.controllers.permissions import Session
from app.models.after import admissions
from app.models.errors import (
    HoldExpired,
    NotExchangeable,
    NotFound,
    PaidAfterExpiry,
    PaymentMismatch,
    PermissionDenied,
    TillClosed,
)
from app.models.records import Payment, PaymentMethod, Role
from app.utils.codes import new_request_id
from app.utils.errors import InvalidInput
from tests.box_office import BoxOffice, MakeBoxOffice
from tests.controllers.after.exchanging import Swap

CASH = PaymentMethod.CASH


@pytest.fixture
def swap(office: BoxOffice) -> Swap:
    return Swap(office)


@pytest.fixture
def unchanged(swap: Swap) -> Callable[[str, Callable[[], object], str], None]:
    def require(reference: str, work: Callable[[], object], code: str) -> None:
        before = swap.everything(reference)
        with pytest.raises(Exception) as refused:
            work()
        assert getattr(refused.value, "code", refused.value) == code
        assert swap.everything(reference) == before
        swap.office.require_sound()

    return require


Unchanged = Callable[[str, Callable[[], object], str], None]


def test_used_void_and_unknown_tickets_are_not_exchanged(swap: Swap, office: BoxOffice, unchanged: Unchanged) -> None:
    old = office.sell("A1", "A2").reference
    used, good = swap.ticket_ids(old, "A1")[0], swap.ticket_ids(old, "A2")[0]
    usher = office.people[Role.USHER].id
    office.owner.transaction(lambda unit: admissions.admit(unit, used, office.counters[0].id, usher))
    unchanged(old, lambda: swap.exchanges.begin(swap.session, old, [used, good]), NotExchangeable.code)
    unchanged(old, lambda: swap.exchanges.begin(swap.session, old, []), InvalidInput.code)
    swap.exchange(old, ("A2",), ("B2",))
    assert swap.status(old) == "CONFIRMED"  # somebody sits there
    unchanged(old, lambda: swap.exchanges.look(swap.session, old), NotExchangeable.code)
    unchanged(old, lambda: swap.exchanges.look(swap.session, "FYR-NOSUCH"), NotFound.code)


def test_a_cancelled_sale_and_an_unpaid_basket_are_not_exchanged(
    swap: Swap, office: BoxOffice, unchanged: Unchanged
) -> None:
    old = office.sell("A1").reference
    swap.exchange(old, ("A1",), ("B1",))
    unchanged(old, lambda: swap.exchanges.look(swap.session, old), NotExchangeable.code)
    held = office.hold("A5").booking.reference
    unchanged(held, lambda: swap.exchanges.look(swap.session, held), NotFound.code)


def test_a_sale_of_another_cinema_is_exchanged_there(make_office: MakeBoxOffice, unchanged: Unchanged) -> None:
    here, there = make_office(), make_office()
    old = there.sell("A1").reference
    unchanged(old, lambda: Swap(here).exchanges.look(here.session(), old), NotExchangeable.code)


def test_a_sale_whose_show_is_over_is_not_exchanged(swap: Swap, office: BoxOffice, unchanged: Unchanged) -> None:
    old = office.sell("A1").reference
    office.change(
        "UPDATE shows SET starts_at = UTC_TIMESTAMP(6) - INTERVAL 4 HOUR, ends_at = UTC_TIMESTAMP(6) WHERE id = %s",
        office.show_id,
    )
    unchanged(old, lambda: swap.exchanges.look(swap.session, old), NotExchangeable.code)


def test_a_show_cancelled_while_its_seats_are_exchanged_keeps_the_sale_as_it_was(swap: Swap, office: BoxOffice) -> None:
    old, later = office.sell("A1").reference, office.add_show(timedelta(hours=8))
    basket = swap.ready(old, ("A1",), ("B1",), later)
    before = swap.everything(old)
    office.cancel_show()
    with pytest.raises(NotExchangeable):
        swap.pay(basket)
    assert swap.everything(old) == before
    office.change("UPDATE shows SET status = 'UPCOMING' WHERE id = %s", office.show_id)  # its seats are sold still


def test_an_usher_may_not_exchange(swap: Swap, office: BoxOffice) -> None:
    old = office.sell("A1").reference
    usher = Session(office.people[Role.USHER], office.counters[0])
    with pytest.raises(PermissionDenied):
        swap.exchanges.look(usher, old)


def test_a_sale_under_exchange_at_another_counter_is_left_to_it_until_the_hold_runs_out(
    swap: Swap, office: BoxOffice, unchanged: Unchanged
) -> None:
    old, there = office.sell("A1").reference, Swap(office, counter=1)
    basket = swap.hold(swap.begin(old), "B1")
    theirs = there.hold(there.begin(old), "B2")
    held = there.exchanges.renew_to_pay(there.session, new_request_id(), theirs)
    unchanged(old, lambda: swap.exchanges.look(swap.session, old), NotExchangeable.code)
    unchanged(old, lambda: swap.exchanges.renew_to_pay(swap.session, new_request_id(), basket), NotExchangeable.code)
    office.let_hold_run_out(held)
    new = swap.pay(swap.exchanges.renew_to_pay(swap.session, new_request_id(), basket))
    assert swap.sold_to("B1") == new.reference
    unchanged(old, lambda: there.pay(held), NotExchangeable.code)


def test_a_sale_changed_since_its_tickets_were_chosen_is_not_exchanged(
    swap: Swap, office: BoxOffice, unchanged: Unchanged
) -> None:
    old = office.sell("A1", "A2").reference
    basket = swap.ready(old, ("A1",), ("B1",))
    swap.exchange(old, ("A2",), ("B2",))
    unchanged(old, lambda: swap.pay(basket), NotExchangeable.code)
    unchanged(old, lambda: swap.exchanges.renew_to_pay(swap.session, new_request_id(), basket), NotExchangeable.code)


def test_seats_that_went_away_in_between_change_nothing(swap: Swap, office: BoxOffice, unchanged: Unchanged) -> None:
    old = office.sell("A1").reference
    basket = swap.ready(old, ("A1",), ("B1",))
    office.let_hold_run_out(basket)
    office.sell("B1", counter=1)
    unchanged(old, lambda: swap.exchanges.renew_to_pay(swap.session, new_request_id(), basket), HoldExpired.code)
    unchanged(old, lambda: swap.pay(basket), HoldExpired.code)


def test_money_that_came_when_the_seats_were_gone_is_due_back_and_the_old_sale_stands(
    swap: Swap, office: BoxOffice, unchanged: Unchanged
) -> None:
    old = office.sell("A1").reference
    basket = swap.ready(old, ("A1",), ("E1",))
    office.let_hold_run_out(basket)
    office.sell("E1", counter=1)
    unchanged(old, lambda: swap.pay(basket, Payment(CASH, 17500, 17500)), PaidAfterExpiry.code)
    owed = "SELECT CAST(SUM(amount_minor) AS SIGNED) FROM refunds_due WHERE booking_id = %s AND settled_at IS NULL"
    assert office.value(owed, basket.booking.id) == 17500


def test_a_hold_that_lapsed_while_its_seats_stayed_free_is_sold_all_the_same(swap: Swap, office: BoxOffice) -> None:
    """As any late payment: nobody is sent away for seats that nobody else has."""
    old = office.sell("A1").reference
    basket = swap.ready(old, ("A1",), ("B1",))
    office.let_hold_run_out(basket)
    office.sweep().run()
    assert office.booking_status(basket) == "EXPIRED"
    assert swap.pay(basket).reference == basket.booking.reference
    office.require_sound()


@pytest.mark.parametrize("offered_minor", [0, 17400, 17600, 52500])
def test_only_the_difference_is_taken(swap: Swap, office: BoxOffice, unchanged: Unchanged, offered_minor: int) -> None:
    old = office.sell("A1").reference
    basket = swap.ready(old, ("A1",), ("E1",))
    unchanged(old, lambda: swap.pay(basket, Payment(CASH, offered_minor, offered_minor)), PaymentMismatch.code)


def test_a_credit_counts_for_its_own_tickets_only(swap: Swap, office: BoxOffice, unchanged: Unchanged) -> None:
    """A credit that was changed on its way takes nothing that is not there."""
    old, other = office.sell("A1").reference, office.sell("F1").reference
    basket = swap.ready(old, ("A1",), ("B1",))
    credit = swap.begin(old)
    stolen = replace(credit, good=swap.begin(other).good, chosen=swap.begin(other).chosen)
    unchanged(other, lambda: swap.pay(replace(basket, credit=stolen)), NotExchangeable.code)


def test_cash_that_goes_back_wants_an_open_till(make_office: MakeBoxOffice) -> None:
    office = make_office()
    swap = Swap(office)
    old = office.sell("E1").reference
    basket = swap.ready(old, ("E1",), ("A1",))
    office.tills().close(office.session(), new_request_id(), {50000: 3, 2500: 1})
    before = swap.everything(old)
    with pytest.raises(TillClosed):
        swap.pay(basket)
    assert swap.everything(old) == before


def test_a_basket_begun_in_exchange_and_paid_in_full_takes_nobodys_place(swap: Swap, office: BoxOffice) -> None:
    """The clerk left the exchange, and the customer bought the seats beside the others."""
    old = office.sell("A1").reference
    basket = swap.ready(old, ("A1",), ("B1",))
    new = office.pay(replace(basket, credit=None)).reference
    assert office.value("SELECT exchanged_from FROM bookings WHERE reference = %s", new) is None
    assert swap.tickets(old) == {"A1": "VALID"}
    office.require_sound()
