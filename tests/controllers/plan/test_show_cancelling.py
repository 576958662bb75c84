"""A show is cancelled whole: nothing of it stays held, sold or good for entry, and all of its money is on its way back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.controllers.plan.show_cancelling import CancellationCost
from app.controllers.plan.show_planning import subject_of
from app.controllers.sell.taking_over import Notices
from app.models import checks
from app.models.errors import (
    ChangedMeanwhile,
    NotFound,
    PaidAfterExpiry,
    PermissionDenied,
    ShowNotOnSale,
)
from app.models.pay import attempts, vouchers
from app.models.pay.attempts import Asked, AttemptState
from app.models.plan.planning import StoredShow
from app.models.records import Payment, PaymentMethod, Role
from app.utils.codes import new_request_id, new_voucher_code
from app.utils.errors import InvalidInput
from tests.box_office import BoxOffice, MakeBoxOffice
from tests.controllers.plan.planning_scene import Planner, opened, planner
from tests.own_house import own_house, own_owner

__all__ = ["own_house", "own_owner"]


@pytest.fixture
def plan(make_office: MakeBoxOffice) -> Iterator[Planner]:
    """After each test all that was ever written in this module's database is proved sound."""
    made = planner(make_office)
    yield made
    assert [finding for finding in checks.prove(made.office.owner) if not finding.holds] == []


@pytest.fixture
def show(plan: Planner) -> StoredShow:
    return plan.add("19:00")


@pytest.fixture
def office(plan: Planner, show: StoredShow) -> BoxOffice:
    return opened(plan, show)


def cost(plan: Planner, show: StoredShow) -> CancellationCost:
    return plan.cancelling.cost(plan.session, show.id)


def cancel(plan: Planner, show: StoredShow, reason: str = "projector broken") -> CancellationCost:
    agreed = cost(plan, show)
    return plan.cancelling.cancel(plan.session, new_request_id(), plan.cinema, show.id, reason, agreed)


def dues(office: BoxOffice, reference: str) -> list[tuple[str, int, bool]]:
    found = office.owner.rows(
        "SELECT d.method, d.amount_minor, d.attempt_id IS NOT NULL FROM refunds_due d"
        " JOIN bookings b ON b.id = d.booking_id WHERE b.reference = %s AND d.settled_at IS NULL ORDER BY d.id",
        (reference,),
    )
    return [(str(row[0]), int(row[1]), bool(row[2])) for row in found]


def status_of(office: BoxOffice, reference: str) -> object:
    return office.value("SELECT status FROM bookings WHERE reference = %s", reference)


def approved(office: BoxOffice, booking_id: int, amount_minor: int) -> int:
    """An attempt that its provider has approved, by its id."""
    key, counter, clerk = new_request_id(), office.counters[0].id, office.people[Role.CLERK].id
    asked = Asked(booking_id, PaymentMethod.UPI, amount_minor, "training", key)
    office.owner.transaction(lambda unit: attempts.start(unit, asked, counter, clerk))
    found = attempts.with_key(office.owner, key)
    assert found is not None
    office.owner.transaction(lambda unit: attempts.answer(unit, found.id, AttemptState.APPROVED, "ref"))
    return found.id


def test_a_show_nobody_wants_is_cancelled_for_nothing(plan: Planner, show: StoredShow) -> None:
    assert cost(plan, show).total_minor == 0
    cancel(plan, show)
    assert plan.office.owner.row("SELECT status, cancelled_reason FROM shows WHERE id = %s", (show.id,)) == (
        "CANCELLED",
        "projector broken",
    )
    assert plan.audit(subject_of(show.id)) == ["SHOW_ADDED", "SHOW_CANCELLED"]
    assert plan.starts() == []


def test_what_it_costs_is_told_before(plan: Planner, show: StoredShow, office: BoxOffice) -> None:
    office.sell("A1", "A2")
    office.sell("B1", counter=1)
    office.hold("C1", "C2")
    told = cost(plan, show)
    assert (told.sold_seats, told.sold_bookings, told.held_seats, told.held_baskets) == (3, 2, 2, 1)
    assert told.total_minor == 105000
    assert [(back.method, back.amount_minor, back.payment_count) for back in told.money_back] == [
        (PaymentMethod.CASH, 105000, 2)
    ]


def test_a_sold_booking_is_cancelled_its_tickets_are_void_and_its_money_is_due(
    plan: Planner, show: StoredShow, office: BoxOffice
) -> None:
    sale = office.sell("A1", "A2")
    cancel(plan, show)
    assert status_of(office, sale.reference) == "CANCELLED"
    assert dues(office, sale.reference) == [("CASH", 70000, False)]
    assert office.value("SELECT COUNT(*) FROM booking_seats WHERE show_id = %s", show.id) == 0
    found = office.owner.rows("SELECT status FROM tickets WHERE show_id = %s", (show.id,))
    assert found == [("VOID",), ("VOID",)]
    assert "BOOKING_CANCELLED" in plan.audit(sale.reference)


def test_every_payment_of_a_split_sale_goes_back_its_own_way(
    plan: Planner, show: StoredShow, office: BoxOffice
) -> None:
    basket = office.hold("A1", "A2", "A3")
    attempt_id = approved(office, basket.booking.id, 35000)
    code = new_voucher_code()
    office.owner.transaction(lambda unit: vouchers.add(unit, [(code, "INR", 50000, None)]))
    paid = (
        Payment(PaymentMethod.UPI, 35000, attempt_id=attempt_id),
        Payment(PaymentMethod.VOUCHER, 40000, voucher_code=code),
        Payment(PaymentMethod.CASH, 30000, 30000),
    )
    sale = office.paying().confirm(office.session(), new_request_id(), basket, paid)
    told = cost(plan, show)
    assert [(back.method, back.by_provider, back.at_once) for back in told.money_back] == [
        (PaymentMethod.CASH, False, False),
        (PaymentMethod.UPI, True, False),
        (PaymentMethod.VOUCHER, False, True),
    ]
    cancel(plan, show)
    assert sorted(dues(office, sale.reference)) == [("CASH", 30000, False), ("UPI", 35000, True)]
    assert office.value("SELECT balance_minor FROM vouchers WHERE code = %s", code) == 50000


def test_what_was_given_back_already_is_not_due_again(plan: Planner, show: StoredShow, office: BoxOffice) -> None:
    sale = office.sell("A1")
    cancel(plan, show)
    with pytest.raises(NotFound, match="cancelled meanwhile"):
        cost(plan, show)
    assert dues(office, sale.reference) == [("CASH", 35000, False)]


def test_the_same_request_again_gives_nothing_back_twice(plan: Planner, show: StoredShow, office: BoxOffice) -> None:
    sale = office.sell("A1")
    request_id, agreed = new_request_id(), cost(plan, show)
    for _ in range(2):
        plan.cancelling.cancel(plan.session, request_id, plan.cinema, show.id, "broken", agreed)
    assert dues(office, sale.reference) == [("CASH", 35000, False)]


def test_held_baskets_are_given_back_and_their_counters_told(
    plan: Planner, show: StoredShow, office: BoxOffice
) -> None:
    basket = office.hold("A1", "A2", counter=1)
    cancel(plan, show)
    assert (office.booking_status(basket), office.claims(basket)) == ("CANCELLED", [])
    (told,) = Notices(office.database).unseen(office.session(counter=1))
    assert "was cancelled: projector broken" in told
    assert "given back" in told
    assert Notices(office.database).unseen(office.session(counter=0)) == ()


def test_the_counter_that_holds_a_basket_takes_no_money_for_it(
    plan: Planner, show: StoredShow, office: BoxOffice
) -> None:
    basket = office.hold("A1")
    cancel(plan, show)
    with pytest.raises(ShowNotOnSale):
        office.holding().renew_to_pay(office.session(), new_request_id(), basket)
    with pytest.raises(ShowNotOnSale):
        office.hold("A2", basket=basket)


def test_cash_that_was_taken_in_the_same_instant_is_a_refund_due(
    plan: Planner, show: StoredShow, office: BoxOffice
) -> None:
    basket = office.hold("A1")
    cancel(plan, show)
    with pytest.raises(PaidAfterExpiry):
        office.pay(basket)
    assert dues(office, basket.booking.reference) == [("CASH", 35000, False)]


def test_an_approved_part_of_an_unpaid_basket_goes_back_through_its_provider(
    plan: Planner, show: StoredShow, office: BoxOffice
) -> None:
    basket = office.hold("A1", "A2")
    approved(office, basket.booking.id, 35000)
    cancel(plan, show)
    assert dues(office, basket.booking.reference) == [("UPI", 35000, True)]


def test_a_booking_by_phone_that_was_cancelled_by_the_house_is_not_held_against_the_customer(
    plan: Planner, show: StoredShow, office: BoxOffice
) -> None:
    basket = office.hold("A1")
    customer = office.owner.transaction(
        lambda unit: unit.insert("INSERT INTO customers (name, created_at) VALUES ('Uma', UTC_TIMESTAMP(6))")
    )
    office.change("UPDATE bookings SET channel = 'PHONE', customer_id = %s WHERE id = %s", customer, basket.booking.id)
    cancel(plan, show)
    assert office.value("SELECT cancelled_in_a_row FROM customers WHERE id = %s", customer) == 0


def test_a_promo_code_that_paid_for_it_may_be_used_once_more(
    plan: Planner, show: StoredShow, office: BoxOffice
) -> None:
    sale = office.sell("A1")
    promo = office.owner.transaction(
        lambda unit: unit.insert("INSERT INTO promo_codes (code, name, percent_off, used) VALUES ('P', 'P', 0, 1)")
    )
    office.change("UPDATE bookings SET promo_code_id = %s WHERE reference = %s", promo, sale.reference)
    cancel(plan, show)
    assert office.value("SELECT used FROM promo_codes WHERE id = %s", promo) == 0


def test_what_was_sold_meanwhile_was_not_agreed_to(plan: Planner, show: StoredShow, office: BoxOffice) -> None:
    agreed = cost(plan, show)
    sale = office.sell("A1")
    with pytest.raises(ChangedMeanwhile, match="Nothing was cancelled") as refused:
        plan.cancelling.cancel(plan.session, new_request_id(), plan.cinema, show.id, "broken", agreed)
    now = refused.value.now
    assert isinstance(now, CancellationCost)
    assert now.total_minor == 35000
    assert status_of(office, sale.reference) == "CONFIRMED"
    plan.cancelling.cancel(plan.session, new_request_id(), plan.cinema, show.id, "broken", now)
    assert status_of(office, sale.reference) == "CANCELLED"


def test_a_show_that_has_begun_can_be_broken_off_and_who_has_entered_gets_the_money_back(
    plan: Planner, show: StoredShow, office: BoxOffice
) -> None:
    sale = office.sell("A1")
    office.change("UPDATE tickets SET status = 'USED' WHERE show_id = %s", show.id)
    office.change("UPDATE shows SET status = 'ONGOING' WHERE id = %s", show.id)
    cancel(plan, show)
    assert dues(office, sale.reference) == [("CASH", 35000, False)]


def test_a_show_that_is_over_is_not_cancelled(plan: Planner, show: StoredShow, office: BoxOffice) -> None:
    agreed = cost(plan, show)
    office.change("UPDATE shows SET status = 'COMPLETED' WHERE id = %s", show.id)
    with pytest.raises(NotFound, match="is over"):
        plan.cancelling.cancel(plan.session, new_request_id(), plan.cinema, show.id, "broken", agreed)


def test_a_reason_is_needed(plan: Planner, show: StoredShow) -> None:
    with pytest.raises(InvalidInput):
        cancel(plan, show, "  ")
    assert plan.starts() == ["19:00"]


def test_nothing_waits_to_be_printed_for_a_cancelled_show(plan: Planner, show: StoredShow, office: BoxOffice) -> None:
    office.sell("A1")
    cancel(plan, show)
    waiting = office.value(
        "SELECT COUNT(*) FROM outbox o JOIN bookings b ON b.id = o.booking_id"
        " WHERE b.show_id = %s AND o.done_at IS NULL",
        show.id,
    )
    assert waiting == 0


def test_a_clerk_cancels_nothing(plan: Planner, show: StoredShow) -> None:
    with pytest.raises(PermissionDenied):
        plan.cancelling.cost(plan.office.session(Role.CLERK), show.id)
