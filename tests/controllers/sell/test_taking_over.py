"""Who holds a seat, and a hold that changes hands: one counter has it, the other is told, the money is safe."""

from __future__ import annotations

import pytest

from app.controllers.sell.baskets import Basket
from app.controllers.sell.taking_over import Notices, TakingOver
from app.models.errors import HoldExpired, HoldTakenOver, PermissionDenied, SeatNotForSale
from app.models.records import Role
from app.utils.codes import new_request_id
from tests.box_office import RULES, BoxOffice


@pytest.fixture
def taking_over(office: BoxOffice) -> TakingOver:
    return TakingOver(office.database, RULES.hold_seconds)


def take(office: BoxOffice, taking_over: TakingOver, label: str, request_id: str = "", counter: int = 1) -> Basket:
    session = office.session(Role.MANAGER, counter=counter)
    return taking_over.take_over(session, request_id or new_request_id(), office.open().show, office.seats(label)[0])


def test_the_holder_is_told_with_counter_clerk_seats_and_time(office: BoxOffice, taking_over: TakingOver) -> None:
    office.hold("C4", "C5")
    holder = taking_over.holder_of(office.session(counter=1), office.open().show, office.seats("C5")[0])
    assert holder is not None
    assert (holder.counter_name, holder.clerk_name, holder.seat_labels) == ("Counter 1", "Clerk", ("C4", "C5"))
    assert 590 < holder.seconds_left <= 600


def test_a_hold_that_has_run_out_has_no_holder(office: BoxOffice, taking_over: TakingOver) -> None:
    office.let_hold_run_out(office.hold("C4"))
    assert taking_over.holder_of(office.session(), office.open().show, office.seats("C4")[0]) is None


def test_a_manager_takes_the_whole_hold_over_with_its_prices(office: BoxOffice, taking_over: TakingOver) -> None:
    before = office.hold("C4", "C5")
    basket = take(office, taking_over, "C5")
    assert basket.booking.lines == before.booking.lines
    assert basket.booking.reference == before.booking.reference
    assert {claim.counter_name for claim in office.open().claims} == {"Counter 2"}


def test_a_clerk_may_not(office: BoxOffice, taking_over: TakingOver) -> None:
    office.hold("C4")
    with pytest.raises(PermissionDenied):
        taking_over.take_over(office.session(counter=1), new_request_id(), office.open().show, office.seats("C4")[0])


def test_the_counter_that_had_it_is_told_once(office: BoxOffice, taking_over: TakingOver) -> None:
    office.hold("C4", "C5")
    take(office, taking_over, "C4")
    notices = Notices(office.database)
    assert notices.unseen(office.session()) == ("Manager took C4, C5 of A Film over at Counter 2.",)
    assert notices.unseen(office.session()) == ()
    assert notices.unseen(office.session(counter=1)) == ()


def test_it_is_audited_with_where_it_came_from(office: BoxOffice, taking_over: TakingOver) -> None:
    basket = office.hold("C4")
    take(office, taking_over, "C4")
    detail = office.value(
        "SELECT detail FROM audit_log WHERE action = 'TAKE_OVER' AND subject = %s", basket.booking.reference
    )
    assert "Counter 1" in str(detail)
    assert "C4" in str(detail)


def test_the_counter_that_had_it_can_neither_add_to_it_nor_pay_it(office: BoxOffice, taking_over: TakingOver) -> None:
    basket = office.hold("C4")
    take(office, taking_over, "C4")
    with pytest.raises(HoldTakenOver, match="Counter 2"):
        office.hold("C5", basket=basket)
    with pytest.raises(HoldTakenOver, match="Counter 2"):
        office.pay(basket)
    assert office.claims(basket) == [(office.seats("C4")[0].id, "HELD")]
    assert office.value("SELECT COUNT(*) FROM payments WHERE booking_id = %s", basket.booking.id) == 0


def test_clearing_what_was_taken_over_leaves_it_to_the_manager(office: BoxOffice, taking_over: TakingOver) -> None:
    basket = office.hold("C4")
    take(office, taking_over, "C4")
    office.holding().clear(office.session(), new_request_id(), basket)
    assert office.claims(basket) == [(office.seats("C4")[0].id, "HELD")]


def test_the_manager_pays_it_at_the_new_counter(office: BoxOffice, taking_over: TakingOver) -> None:
    office.hold("C4")
    basket = take(office, taking_over, "C4")
    office.pay(basket, counter=1, role=Role.MANAGER)
    assert office.booking_status(basket) == "CONFIRMED"


def test_the_same_request_again_takes_over_nothing_more(office: BoxOffice, taking_over: TakingOver) -> None:
    office.hold("C4")
    request_id = new_request_id()
    first = take(office, taking_over, "C4", request_id)
    assert take(office, taking_over, "C4", request_id).booking.reference == first.booking.reference
    assert office.value("SELECT COUNT(*) FROM audit_log WHERE action = 'TAKE_OVER' AND subject = %s",
                        first.booking.reference) == 1  # fmt: skip


def test_a_seat_that_is_sold_free_or_already_here_is_not_taken_over(office: BoxOffice, taking_over: TakingOver) -> None:
    office.sell("C4")
    office.hold("C5", counter=1)
    with pytest.raises(SeatNotForSale, match="sold at Counter 1"):
        take(office, taking_over, "C4")
    with pytest.raises(SeatNotForSale, match="this counter"):
        take(office, taking_over, "C5")
    with pytest.raises(HoldExpired, match="pick it"):
        take(office, taking_over, "C6")


def test_a_basket_that_is_being_paid_stays_where_it_is(office: BoxOffice, taking_over: TakingOver) -> None:
    """Money may be on its way for it: only the counter that asked for it can end that."""
    basket = office.hold("C4")
    office.change(
        "INSERT INTO payment_attempts (booking_id, method, amount_minor, provider, provider_key, state, counter_id,"
        " clerk_id, created_at, changed_at) SELECT id, 'CREDIT_CARD', 100, 'training', %s, 'STARTED', counter_id,"
        " clerk_id, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) FROM bookings WHERE id = %s",
        new_request_id(), basket.booking.id,
    )  # fmt: skip
    with pytest.raises(SeatNotForSale, match="being paid"):
        take(office, taking_over, "C4")
    assert {claim.counter_name for claim in office.open().claims} == {"Counter 1"}
