"""Who may wait, for what, and how they go again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.controllers.after.waiting import WaitingList, WaitingState
from app.models.errors import (
    HoldTakenOver,
    NoSeatsTogether,
    NotFound,
    PermissionDenied,
    SeatsAreFree,
    ShowNotOnSale,
    TooManySeats,
)
from app.models.records import Role
from app.utils.codes import new_request_id
from app.utils.errors import InvalidInput
from tests.box_office import BoxOffice, MakeBoxOffice
from tests.controllers.after.waiting_scene import WaitingScene


@pytest.fixture(name="scene")
def full_house(make_office: MakeBoxOffice) -> WaitingScene:
    scene = WaitingScene(make_office(rows="AB", seats_per_row=3))
    scene.fill()
    return scene


def test_who_comes_first_is_first_in_the_line(scene: WaitingScene) -> None:
    entries = [scene.join(2) for _ in range(3)]
    assert [scene.now(entry).place for entry in entries] == [1, 2, 3]
    assert [entry.place for entry in entries] == [1, 2, 3]


def test_the_same_request_puts_nobody_on_the_list_twice(scene: WaitingScene) -> None:
    customer, request_id, session = scene.customer(), new_request_id(), scene.office.session()
    made = [scene.list.join(session, request_id, scene.show, customer, 2, scene.office.adult()) for _ in range(2)]
    assert made[0] == made[1]
    assert len(scene.line()) == 1


def test_nobody_waits_while_as_many_seats_are_free(scene: WaitingScene) -> None:
    scene.let_go("A1", "B3")
    with pytest.raises(SeatsAreFree) as refused:
        scene.join(2)
    assert refused.value.free_count == 2
    assert scene.line() == {}


def test_more_seats_than_are_free_are_waited_for(scene: WaitingScene) -> None:
    scene.let_go("A1", "B3")
    assert scene.join(3).state is WaitingState.WAITING


def test_a_seat_that_is_kept_back_is_none_that_is_free(scene: WaitingScene) -> None:
    seat = scene.office.seats("A1")[0]
    scene.office.change(
        "INSERT INTO blocked_seats (show_id, seat_id, reason, blocked_by, blocked_at)"
        " VALUES (%s, %s, 'press', %s, UTC_TIMESTAMP(6))",
        scene.office.show_id,
        seat.id,
        scene.office.people[Role.MANAGER].id,
    )
    scene.let_go("A1")
    assert scene.join(1).state is WaitingState.WAITING


@pytest.mark.parametrize("starts_in", [timedelta(minutes=-5), timedelta(minutes=20)])
def test_nobody_waits_for_a_show_that_has_begun_or_is_too_near(scene: WaitingScene, starts_in: timedelta) -> None:
    scene.move_show(starts_in)
    with pytest.raises(ShowNotOnSale):
        scene.join(1)


def test_nobody_waits_for_a_show_that_is_cancelled(scene: WaitingScene) -> None:
    scene.office.cancel_show()
    with pytest.raises(ShowNotOnSale):
        scene.join(1)


def test_who_cannot_be_told_cannot_wait(scene: WaitingScene) -> None:
    with pytest.raises(InvalidInput, match="phone number or an e-mail"):
        scene.join(1, scene.customer(phone=""))


def test_nobody_waits_twice_for_a_show(scene: WaitingScene) -> None:
    customer = scene.customer()
    scene.join(2, customer)
    with pytest.raises(InvalidInput, match="already"):
        scene.join(1, customer)


def test_a_party_has_a_limit_that_a_manager_may_exceed(scene: WaitingScene) -> None:
    with pytest.raises(TooManySeats):
        scene.join(21)
    assert scene.join(21, role=Role.MANAGER).seats_wanted == 21
    with pytest.raises(InvalidInput):
        scene.join(0)


def test_who_withdraws_is_no_longer_in_the_line(scene: WaitingScene) -> None:
    first, second = scene.join(2), scene.join(2)
    scene.list.withdraw(scene.office.session(), new_request_id(), first.id)
    assert scene.now(first).state is WaitingState.WITHDRAWN
    assert scene.now(second).place == 1
    with pytest.raises(NotFound):
        scene.list.withdraw(scene.office.session(), new_request_id(), first.id)


def test_the_seats_of_who_withdraws_go_to_the_next_at_once(scene: WaitingScene) -> None:
    first, second = scene.join(1), scene.join(1)
    scene.let_go("A2")
    scene.sweep()
    assert scene.now(first).state is WaitingState.OFFERED
    scene.list.withdraw(scene.office.session(), new_request_id(), first.id)
    assert scene.now(first).state is WaitingState.WITHDRAWN
    assert scene.now(second).state is WaitingState.OFFERED
    scene.office.require_sound()


def test_seats_in_the_basket_of_a_window_are_not_withdrawn_from_under_it(scene: WaitingScene) -> None:
    entry = scene.join(1)
    scene.let_go("A2")
    scene.sweep()
    basket = scene.take_up(entry)
    with pytest.raises(HoldTakenOver):
        scene.list.withdraw(scene.office.session(), new_request_id(), entry.id)
    assert scene.office.booking_status(basket) == "PENDING"


def test_a_manager_offers_seats_out_of_turn(scene: WaitingScene) -> None:
    first, second = scene.join(1), scene.join(1)
    scene.let_go("A2")
    offered = scene.list.offer_now(scene.office.session(Role.MANAGER), second.id)
    assert offered.seat_labels == ("A2",)
    assert scene.now(second).state is WaitingState.OFFERED
    assert scene.now(first).place == 1
    with pytest.raises(NotFound):
        scene.list.offer_now(scene.office.session(Role.MANAGER), second.id)


def test_what_is_not_free_is_offered_to_nobody(scene: WaitingScene) -> None:
    entry = scene.join(2)
    scene.let_go("A2")
    with pytest.raises(NoSeatsTogether):
        scene.list.offer_now(scene.office.session(Role.MANAGER), entry.id)
    with pytest.raises(PermissionDenied):
        scene.list.offer_now(scene.office.session(Role.CLERK), entry.id)


def test_another_cinema_sees_and_ends_nothing_of_it(scene: WaitingScene, office: BoxOffice) -> None:
    entry = scene.join(2)
    other = WaitingList(office.database, scene.list._rules)
    assert entry.id not in {each.id for each in other.of_cinema(office.session())}
    with pytest.raises(NotFound):
        other.withdraw(office.session(), new_request_id(), entry.id)
