"""Until so many minutes before the show a clerk exchanges seats; later it takes a manager's word, told with a reason."""

from __future__ import annotations

import json

import pytest

from app.controllers.pay.credit import Credit
from app.models.errors import NotExchangeable, PermissionDenied, SignInRefused, TooLateToExchange
from app.models.records import Role
from app.utils.codes import new_request_id
from app.utils.errors import InvalidInput
from tests.box_office import PASSWORD, BoxOffice
from tests.controllers.after.exchanging import Swap

WHY = "the bus was late"


@pytest.fixture
def swap(office: BoxOffice) -> Swap:
    return Swap(office)


def begins_in(office: BoxOffice, seconds: int) -> None:
    office.change(
        "UPDATE shows SET starts_at = UTC_TIMESTAMP(6) + INTERVAL %s SECOND,"
        " ends_at = UTC_TIMESTAMP(6) + INTERVAL %s SECOND WHERE id = %s",
        seconds,
        seconds + 9000,
        office.show_id,
    )


def until(office: BoxOffice, minutes_before: int) -> None:
    office.change(
        "UPDATE cinemas SET exchange_minutes_before = %s WHERE id = %s", minutes_before, office.counters[0].cinema.id
    )


def allowed(
    swap: Swap, reference: str, role: Role = Role.MANAGER, reason: str = WHY, password: str = PASSWORD
) -> Credit:
    name = swap.office.people[role].username
    return swap.exchanges.begin(swap.session, reference, swap.ticket_ids(reference), reason, name, password)


@pytest.mark.parametrize(
    ("minutes_before", "seconds_left", "late"),
    [(0, 60, False), (0, -60, True), (30, 31 * 60, False), (30, 29 * 60, True)],
)
def test_the_cinemas_minutes_count_back_from_the_old_show(
    swap: Swap, office: BoxOffice, minutes_before: int, seconds_left: int, late: bool
) -> None:
    old = office.sell("A1").reference
    until(office, minutes_before)
    begins_in(office, seconds_left)
    assert swap.exchanges.look(swap.session, old).is_late is late
    if late:
        with pytest.raises(TooLateToExchange):
            swap.begin(old)
    else:
        assert swap.begin(old).allowed_by is None


def test_a_manager_allows_it_later_and_it_is_on_record(swap: Swap, office: BoxOffice) -> None:
    old = office.sell("A1").reference
    begins_in(office, -600)
    basket = swap.exchanges.renew_to_pay(swap.session, new_request_id(), swap.hold(allowed(swap, old), "B1"))
    new = swap.pay(basket).reference
    manager = office.people[Role.MANAGER]
    row = office.owner.row(
        "SELECT r.override_by, r.reason FROM refunds r JOIN bookings b ON b.id = r.new_booking_id WHERE b.reference = %s",
        (new,),
    )
    assert row == (manager.id, WHY)
    told = office.value("SELECT detail FROM audit_log WHERE action = 'EXCHANGE' AND subject = %s", old)
    assert json.loads(str(told)) | {"reason": WHY, "allowed_by": manager.username} == json.loads(str(told))
    office.require_sound()


def test_begun_in_time_and_paid_too_late_takes_the_managers_word_too(swap: Swap, office: BoxOffice) -> None:
    old = office.sell("A1").reference
    basket = swap.hold(swap.begin(old), "B1")
    begins_in(office, -60)
    with pytest.raises(TooLateToExchange):
        swap.exchanges.renew_to_pay(swap.session, new_request_id(), basket)


def test_whose_hold_was_renewed_in_time_may_finish_paying(swap: Swap, office: BoxOffice) -> None:
    """Money may be taken by then: what counts is when it was asked for."""
    old = office.sell("A1").reference
    basket = swap.ready(old, (), ("B1",))
    begins_in(office, -60)
    assert swap.pay(basket).reference == basket.booking.reference


def test_no_word_allows_it_once_the_show_is_over(swap: Swap, office: BoxOffice) -> None:
    old = office.sell("A1").reference
    tickets = swap.ticket_ids(old)
    begins_in(office, -9001)
    name = office.people[Role.MANAGER].username
    with pytest.raises(NotExchangeable):
        swap.exchanges.begin(swap.session, old, tickets, WHY, name, PASSWORD)


def test_neither_a_clerk_nor_a_wrong_password_nor_no_reason_allows_it(swap: Swap, office: BoxOffice) -> None:
    old = office.sell("A1").reference
    begins_in(office, -60)
    with pytest.raises(PermissionDenied):
        allowed(swap, old, Role.CLERK)
    with pytest.raises(SignInRefused):
        allowed(swap, old, password="guess")
    with pytest.raises(InvalidInput):
        allowed(swap, old, reason="  ")


def test_who_was_here_last_is_proposed(swap: Swap, office: BoxOffice) -> None:
    old = office.sell("A1").reference
    assert swap.exchanges.usual_approver(swap.session) == ""
    begins_in(office, -60)
    allowed(swap, old)
    assert swap.exchanges.usual_approver(swap.session) == office.people[Role.MANAGER].username
