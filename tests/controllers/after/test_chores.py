"""What the sweep of a real window does besides: offers to who waits, and forgetting."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.controllers.after import forgetting
from app.controllers.after.chores import chores_of
from app.controllers.after.offers import seats_came_free
from app.controllers.after.refunds import Refunds
from app.controllers.after.waiting import WaitingState
from app.controllers.desk import Desk
from app.controllers.pay.paying import Paying
from app.controllers.pay.refunding import Refunding
from app.controllers.sell.expiry import Sweep
from app.controllers.sell.phone_bookings import PhoneBookings, PhoneRules
from app.controllers.start.sign_in import SignIn
from app.controllers.till.voiding import Voiding
from app.models.records import Role
from app.utils.codes import new_request_id
from app.utils.settings import Settings
from tests.box_office import PASSWORD, MakeBoxOffice
from tests.controllers.after.exchanging import Swap
from tests.controllers.after.privacy_scene import build
from tests.controllers.after.waiting_scene import MINUTES_BEFORE, WaitingScene
from tests.own_house import own_house, own_owner

__all__ = ["own_house", "own_owner"]


@pytest.fixture(name="scene")
def full_house(make_office: MakeBoxOffice) -> WaitingScene:
    scene = WaitingScene(make_office(rows="AB", seats_per_row=3))
    scene.fill()
    return scene


def came_free(scene: WaitingScene, show_id: int) -> int:
    return seats_came_free(scene.office.database, MINUTES_BEFORE, show_id)


def test_one_sweep_frees_a_hold_and_offers_its_seat(scene: WaitingScene) -> None:
    entry = scene.join(1)
    scene.let_go("A1")
    Sweep(scene.office.database, chores_of(Settings())).run()
    assert scene.now(entry).state is WaitingState.OFFERED


def test_the_sweep_forgets_who_was_here_too_long_ago(make_office: MakeBoxOffice) -> None:
    office = make_office()
    somebody = build(office)
    office.change("DELETE FROM waiting_list WHERE customer_id = %s", somebody.customer.id)
    office.change("UPDATE customers SET created_at = '2020-01-01' WHERE id = %s", somebody.customer.id)
    office.change("DELETE FROM leases WHERE name = %s", forgetting.LEASE)
    somebody.end_show(800)
    Sweep(office.database, chores_of(Settings())).run()
    assert somebody.stored.erased_at is not None


def test_a_sale_that_is_undone_is_offered_at_once(scene: WaitingScene) -> None:
    entry = scene.join(1)
    sale = scene.office.pay(scene.baskets["A1"], counter=1)
    voiding = Voiding(
        scene.office.database, SignIn(scene.office.database), came_free=lambda show_id: came_free(scene, show_id)
    )
    manager = scene.office.people[Role.MANAGER].username
    voiding.void(scene.office.session(), new_request_id(), sale.reference, "mis-sale", manager, PASSWORD)
    assert scene.now(entry).state is WaitingState.OFFERED


def test_tickets_that_are_given_back_are_offered_at_once(scene: WaitingScene) -> None:
    entry = scene.join(1)
    sale, office = scene.office.pay(scene.baskets["A1"], counter=1), scene.office
    refunds = Refunds(
        office.database,
        SignIn(office.database),
        lambda: Refunding(office.database, None),
        lambda show_id: came_free(scene, show_id),
    )
    quote = refunds.quote(office.session(), sale.reference)
    refunds.refund(office.session(), new_request_id(), quote)
    assert scene.now(entry).state is WaitingState.OFFERED


def test_a_booking_by_phone_that_is_cancelled_is_offered_at_once(scene: WaitingScene) -> None:
    entry, office = scene.join(1), scene.office
    phone = PhoneBookings(office.database, PhoneRules(), lambda show_id: came_free(scene, show_id))
    booked = phone.book(office.session(counter=1), new_request_id(), scene.baskets["A1"], scene.customer())
    phone.cancel(office.session(), new_request_id(), booked.reference)
    assert scene.now(entry).state is WaitingState.OFFERED


def test_seats_that_were_exchanged_are_offered_at_once(scene: WaitingScene) -> None:
    entry, office = scene.join(1), scene.office
    sale = office.pay(scene.baskets["A1"], counter=1)
    swap = Swap(office)
    basket = swap.ready(sale.reference, ["A1"], ["B2"], office.add_show())
    paying = Paying(office.database, came_free=lambda show_id: came_free(scene, show_id))
    paying.confirm(swap.session, new_request_id(), basket, ())
    assert scene.now(entry).state is WaitingState.OFFERED


def test_a_counters_desk_has_all_of_it_wired(scene: WaitingScene, tmp_path: Path) -> None:
    """Each way in which seats come free at a counter leads to the line of their show."""
    office = scene.office
    first, second, third = scene.join(1), scene.join(1), scene.join(1)
    desk = Desk(office.connect, Settings(), tmp_path)
    try:
        session, manager = office.session(counter=1), office.people[Role.MANAGER].username
        sale = office.pay(scene.baskets["A1"], counter=1)
        desk.sale.voiding.void(session, new_request_id(), sale.reference, "mis-sale", manager, PASSWORD)
        assert scene.now(first).state is WaitingState.OFFERED
        given = office.pay(scene.baskets["A2"], counter=1)
        quote = desk.after.refunds.quote(session, given.reference)
        desk.after.refunds.refund(session, new_request_id(), quote)
        assert scene.now(second).state is WaitingState.OFFERED
        old = office.pay(scene.baskets["A3"], counter=1)
        basket = Swap(office, counter=1).ready(old.reference, ["A3"], ["B2"], office.add_show())
        desk.sale.paying.confirm(session, new_request_id(), basket, ())
        assert scene.now(third).state is WaitingState.OFFERED
        fourth = scene.join(1)
        scene.let_go("B1")
        desk.slow.sweep.run()
        assert scene.now(fourth).state is WaitingState.OFFERED
    finally:
        desk.close()
