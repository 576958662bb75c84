"""What is forgotten by itself: once nothing was booked for long enough, once a day, a step at a time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.controllers.after import forgetting
from app.controllers.after.forgetting import Forgetting
from app.controllers.sell.customers import Customers, TypedCustomer
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice, unique
from tests.controllers.after.privacy_scene import PrivacyScene, build
from tests.own_house import own_house, own_owner

__all__ = ["own_house", "own_owner"]

KEPT_DAYS = 100


@pytest.fixture(name="scene")
def somebody(office: BoxOffice) -> PrivacyScene:
    """In a house whose lease is free, and that keeps customers for 100 days."""
    office.change("UPDATE cinemas SET customer_keep_days = %s", KEPT_DAYS)
    office.change("DELETE FROM leases")
    scene = build(office)
    office.change("DELETE FROM waiting_list WHERE customer_id = %s", scene.customer.id)
    office.change("UPDATE customers SET created_at = '2020-01-01' WHERE id = %s", scene.customer.id)
    return scene


def a_day(office: BoxOffice, clock: Callable[[], float] = lambda: 0.0) -> int:
    """A window that goes through all customers; how many it forgot."""
    work, count = Forgetting(clock), 0
    count += work.step(office.database)
    while work._after_id is not None:
        count += work.step(office.database)
    return count


@pytest.mark.parametrize(("days_ago", "kept"), [(KEPT_DAYS - 1, True), (KEPT_DAYS + 1, False)])
def test_a_customer_is_kept_so_many_days_after_the_last_show(scene: PrivacyScene, days_ago: int, kept: bool) -> None:
    scene.end_show(days_ago)
    a_day(scene.office)
    assert (scene.stored.erased_at is None) is kept
    assert (scene.places_that_name_them() != []) is kept


def test_the_cinema_that_keeps_longest_counts(scene: PrivacyScene, make_office: Callable[..., BoxOffice]) -> None:
    other = make_office()
    other.change("UPDATE cinemas SET customer_keep_days = 1000 WHERE id = %s", other.counters[0].cinema.id)
    basket = other.hold("A1")
    Customers(other.database).attach(other.session(), new_request_id(), basket.booking.reference, scene.customer)
    other.pay(basket)
    there = PrivacyScene(other, scene.person, scene.customer, basket)
    scene.end_show(500)
    there.end_show(500)
    a_day(scene.office)
    assert scene.stored.erased_at is None
    there.end_show(1001)
    scene.office.change("DELETE FROM leases")
    a_day(scene.office)
    assert scene.stored.erased_at is not None


@pytest.mark.parametrize(("written_days_ago", "kept"), [(KEPT_DAYS - 1, True), (KEPT_DAYS + 1, False)])
def test_who_never_booked_is_kept_as_long_from_the_day_they_were_written_down(
    scene: PrivacyScene, written_days_ago: int, kept: bool
) -> None:
    scene.end_show(1)
    customers = Customers(scene.office.database)
    other = customers.write_down(scene.office.session(), new_request_id(), TypedCustomer(unique("Guest")))
    scene.office.change(
        "UPDATE customers SET created_at = UTC_TIMESTAMP(6) - INTERVAL %s DAY WHERE id = %s", written_days_ago, other.id
    )
    a_day(scene.office)
    erased_at = scene.office.value("SELECT erased_at FROM customers WHERE id = %s", other.id)
    assert (erased_at is None) is kept


def test_who_is_owed_money_is_not_forgotten(scene: PrivacyScene) -> None:
    scene.end_show(KEPT_DAYS + 1)
    scene.office.change(
        "INSERT INTO refunds_due (booking_id, amount_minor, reason, created_at) VALUES (%s, 100, 'x', UTC_TIMESTAMP(6))",
        scene.basket.booking.id,
    )
    a_day(scene.office)
    assert scene.stored.erased_at is None


def test_who_asked_for_it_is_forgotten_once_the_show_is_over(scene: PrivacyScene) -> None:
    scene.privacy.erase_later(scene.manager, new_request_id(), scene.customer.id)
    a_day(scene.office)
    assert scene.stored.erased_at is None
    scene.end_show(1)
    scene.office.change("DELETE FROM leases")
    a_day(scene.office)
    assert scene.stored.erased_at is not None


def test_it_is_written_down_as_done_by_itself(scene: PrivacyScene) -> None:
    scene.end_show(KEPT_DAYS + 1)
    a_day(scene.office)
    line = scene.office.owner.row(
        "SELECT staff_id, detail FROM audit_log WHERE action = 'CUSTOMER_ERASED' AND subject = %s",
        (f"customer {scene.customer.id}",),
    )
    assert line == (None, '{"bookings": 1, "by_itself": true}')


def test_one_window_does_it_once_a_day(scene: PrivacyScene) -> None:
    seconds = 0.0
    first, second = Forgetting(lambda: seconds), Forgetting(lambda: seconds)
    first.step(scene.office.database)
    scene.end_show(KEPT_DAYS + 1)
    for _ in range(3):
        second.step(scene.office.database)
        seconds += forgetting.LOOK_EVERY_SECONDS + 1
        first.step(scene.office.database)
    assert scene.stored.erased_at is None
    scene.office.change("UPDATE leases SET held_until = UTC_TIMESTAMP(6)")
    second.step(scene.office.database)
    assert scene.stored.erased_at is not None


def test_a_window_looks_seldom_whether_a_day_is_over(scene: PrivacyScene) -> None:
    seconds = 0.0
    scene.end_show(KEPT_DAYS + 1)
    scene.office.change(
        "INSERT INTO leases (name, holder, held_until) VALUES (%s, 'somebody', UTC_TIMESTAMP(6) + INTERVAL 1 HOUR)",
        forgetting.LEASE,
    )
    work = Forgetting(lambda: seconds)
    work.step(scene.office.database)
    scene.office.change("DELETE FROM leases")
    work.step(scene.office.database)
    assert scene.stored.erased_at is None
    seconds += forgetting.LOOK_EVERY_SECONDS
    work.step(scene.office.database)
    assert scene.stored.erased_at is not None


def test_many_are_forgotten_step_by_step(scene: PrivacyScene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forgetting, "FORGOTTEN_MAX", 2)
    monkeypatch.setattr(forgetting, "LOOKED_AT_MAX", 3)
    scene.end_show(1)
    a_day(scene.office)
    rows = [(unique("Guest"), "2020-01-01") for _ in range(7)]
    scene.office.owner.transaction(
        lambda unit: unit.insert_rows("INSERT INTO customers (name, created_at) VALUES", rows)
    )
    scene.office.change("DELETE FROM leases")
    work, steps = Forgetting(), []
    steps.append(work.step(scene.office.database))
    while work._after_id is not None:
        steps.append(work.step(scene.office.database))
    assert sum(steps) == 7
    assert max(steps) <= 2
