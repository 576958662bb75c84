"""Whatever a manager does to the price list, what is held is paid at the price that was told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.controllers.sell.seat_plans import SeatPlans
from app.models.records import SeatType
from tests.controllers.pay.test_paying_statement_counts import HOLD_MAX, counted, holding_of
from tests.controllers.plan.price_scene import PriceOffice, own_house, own_owner, price_office, row

__all__ = ["own_house", "own_owner", "price_office"]


def change_everything(scene: PriceOffice) -> None:
    """Every part of the price list, through its own page's controller."""
    desk, manager, office = scene.desk, scene.manager, scene.office
    for name in ("Child", "Adult"):
        kept = row(desk.ticket_types.rows(manager), name=name)
        desk.ticket_types.save(manager, kept.record, {**kept.answers, "percent": "90", "place": "9"})
    child = row(desk.ticket_types.rows(manager), name="Child")
    desk.ticket_types.save(manager, child.record, {**child.answers, "active": ""})
    for kept in (*desk.specials.seat_rows(manager), *desk.specials.day_rows(manager)):
        desk.specials.save(manager, kept.record, {**kept.answers, "percent": "300"})
    for kind, code in (("SEAT_TYPE", "REGULAR"), ("DAY", ""), ("TIME", "")):
        told = {"kind": kind, "code": code, "name": f"Special {kind}", "percent": "250", "active": "yes"}
        desk.specials.save(manager, None, {**told, "from_time": "00:00", "until_time": "23:59"})
    desk.shows.set_show_prices(manager, office.show_id, {SeatType.REGULAR: 1})
    group = {"name": "Two", "seats_min": "2", "percent_off": "90", "active": "yes"}
    desk.groups.save(manager, None, group)
    office.change("UPDATE shows SET base_price_minor = 99999 WHERE id = %s", office.show_id)


def lines_of(scene: PriceOffice, booking_id: int) -> list[tuple[object, ...]]:
    return scene.office.owner.rows("SELECT * FROM booking_lines WHERE booking_id = %s ORDER BY id", (booking_id,))


def test_what_is_held_is_paid_at_its_price_after_every_rule_has_changed(price_office: PriceOffice) -> None:
    office = price_office.office
    basket = price_office.hold("A1", "CHILD")
    held = lines_of(price_office, basket.booking.id)
    change_everything(price_office)
    assert lines_of(price_office, basket.booking.id) == held
    renewed = office.holding().renew_to_pay(office.session(), f"{basket.booking.id:032}", basket)
    assert renewed.booking.total_minor == 24_500
    assert office.pay(renewed).total_minor == 24_500
    assert lines_of(price_office, basket.booking.id) == held
    office.require_sound()


def test_what_is_paid_stays_as_it_was_told(price_office: PriceOffice) -> None:
    office = price_office.office
    basket = price_office.hold("A2", "CHILD")
    office.pay(basket)
    paid = lines_of(price_office, basket.booking.id)
    change_everything(price_office)
    assert lines_of(price_office, basket.booking.id) == paid
    office.require_sound()


def test_a_seat_picked_after_it_costs_the_new_price_beside_held_ones_at_theirs(price_office: PriceOffice) -> None:
    office = price_office.office
    basket = office.hold("B1")
    vip = row(price_office.desk.specials.seat_rows(price_office.manager), code="REGULAR")
    price_office.desk.specials.save(price_office.manager, vip.record, {**vip.answers, "percent": "200"})
    grown = office.hold("B2", basket=basket)
    assert [line.price_minor for line in grown.booking.lines] == [35_000, 70_000]


CHANGES: dict[str, Callable[[PriceOffice], object]] = {
    "price list": lambda scene: scene.desk.specials.save(
        scene.manager, None, {"kind": "DAY", "code": "", "name": "Half", "percent": "50", "active": "yes"}
    ),
    "own price": lambda scene: scene.office.change(
        "INSERT INTO show_prices (show_id, seat_type, price_minor) VALUES (%s, 'REGULAR', 17500)", scene.office.show_id
    ),
    "another own price": lambda scene: scene.office.change(
        "UPDATE show_prices SET price_minor = 17500 WHERE show_id = %s", scene.office.show_id
    ),
    "base price": lambda scene: scene.office.change(
        "UPDATE shows SET base_price_minor = 17500 WHERE id = %s", scene.office.show_id
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_open_seat_map_hears_of_another_price(price_office: PriceOffice, change: str) -> None:
    office = price_office.office
    if change == "another own price":
        office.change("INSERT INTO show_prices VALUES (%s, 'REGULAR', 34000)", office.show_id)
    plans, session = SeatPlans(office.database), office.session()
    opened = plans.open_show(session, office.show_id)
    office.hold("C1")
    held = plans.watch(session, office.show_id, opened.digest)
    assert held is not None
    assert held.prices is None
    CHANGES[change](price_office)
    changed = plans.watch(session, office.show_id, held.digest)
    assert changed is not None
    assert changed.prices is not None
    adult = changed.prices.book.ticket_type("ADULT")
    assert changed.prices.of_type(SeatType.REGULAR, adult).amount_minor == 17_500
    assert plans.watch(session, office.show_id, changed.digest) is None


def test_a_long_price_list_costs_a_hold_no_statement(price_office: PriceOffice) -> None:
    change_everything(price_office)
    assert counted(price_office.office, holding_of(price_office.office, "D1", "D2")) <= HOLD_MAX
