"""Promo codes: added, changed, switched off; what was promised to customers stays."""

from __future__ import annotations

import pytest

from app.controllers.form_reading import FormRefused
from app.controllers.sell.baskets import Basket
from app.controllers.sell.promos import Promos
from app.models.errors import ChangedMeanwhile, PermissionDenied, PromoRefused
from app.models.records import Role
from app.utils.codes import new_request_id
from tests.box_office import RULES
from tests.controllers.plan.price_scene import PriceOffice, own_house, own_owner, price_office

__all__ = ["own_house", "own_owner", "price_office"]


def a_promo(**others: str) -> dict[str, str]:
    code = f"P{new_request_id()[:12].upper()}"
    told = {"code": code, "name": "Autumn", "kind": "PERCENT", "value": "20", "seats_min": "1", "active": "yes"}
    return {**told, **others}


def enter(scene: PriceOffice, basket: Basket, code: str) -> Basket:
    promos = Promos(scene.office.database, RULES.hold_seconds)
    return promos.enter(scene.office.session(), new_request_id(), scene.office.open(), basket, code)


def test_a_new_code_takes_off_what_it_says(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.promos, price_office.manager
    kept = desk.save(manager, None, a_promo(code=" di wali "))
    assert kept.record.code == "DIWALI"
    basket = enter(price_office, price_office.office.hold("A1"), "diwali")
    assert basket.booking.lines[0].price_minor == 28_000
    by_amount = desk.save(manager, None, a_promo(kind="AMOUNT", value="50.50"))
    basket = enter(price_office, price_office.office.hold("A2"), by_amount.record.code)
    assert basket.booking.lines[0].discount_minor == 5_050


def test_a_code_switched_off_is_refused_and_the_basket_that_has_it_is_paid_as_held(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.promos, price_office.manager
    kept = desk.save(manager, None, a_promo())
    basket = enter(price_office, price_office.office.hold("B1"), kept.record.code)
    seen = next(each for each in desk.rows(manager) if each.id == kept.id)
    desk.save(manager, seen.record, {**seen.answers, "active": "", "value": "1"})
    with pytest.raises(PromoRefused):
        enter(price_office, price_office.office.hold("B2"), kept.record.code)
    assert price_office.office.pay(basket).total_minor == 28_000


def test_a_code_on_bookings_keeps_its_letters(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.promos, price_office.manager
    unused = desk.save(manager, None, a_promo())
    renamed = desk.save(manager, unused.record, {**unused.answers, "code": f"{unused.record.code}X"})
    assert renamed.record.code == f"{unused.record.code}X"
    enter(price_office, price_office.office.hold("C1"), renamed.record.code)
    seen = next(each for each in desk.rows(manager) if each.id == unused.id)
    with pytest.raises(FormRefused) as refused:
        desk.save(manager, seen.record, {**seen.answers, "code": "ANOTHER"})
    assert refused.value.field == "code"


def test_a_code_keeps_as_many_uses_as_are_paid_or_held(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.promos, price_office.manager
    kept = desk.save(manager, None, a_promo(uses_max="5"))
    price_office.office.pay(enter(price_office, price_office.office.hold("A3"), kept.record.code))
    held = enter(price_office, price_office.office.hold("A4"), kept.record.code)
    seen = next(each for each in desk.rows(manager) if each.id == kept.id)
    assert (seen.answers["used"], seen.answers["held"]) == ("1", "1")
    with pytest.raises(FormRefused) as refused:
        desk.save(manager, seen.record, {**seen.answers, "uses_max": "1"})
    assert refused.value.field == "uses_max"
    desk.save(manager, seen.record, {**seen.answers, "uses_max": "2"})
    assert price_office.office.pay(held).total_minor == 28_000


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"code": "ab"}, "code"),
        ({"code": "ÄPFEL"}, "code"),
        ({"code": "A" * 21}, "code"),
        ({"name": ""}, "name"),
        ({"value": "0"}, "value"),
        ({"value": "101"}, "value"),
        ({"kind": "AMOUNT", "value": "0"}, "value"),
        ({"kind": "AMOUNT", "value": "much"}, "value"),
        ({"seats_min": "0"}, "seats_min"),
        ({"uses_max": "0"}, "uses_max"),
        ({"valid_from": "2026-11-21", "valid_until": "2026-11-20"}, "valid_until"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(price_office: PriceOffice, change: dict[str, str], field: str) -> None:
    count = len(price_office.desk.promos.rows(price_office.manager))
    with pytest.raises(FormRefused) as refused:
        price_office.desk.promos.save(price_office.manager, None, a_promo(**change))
    assert refused.value.field == field
    assert len(price_office.desk.promos.rows(price_office.manager)) == count


def test_a_code_that_is_there_already_is_refused(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.promos, price_office.manager
    kept = desk.save(manager, None, a_promo())
    with pytest.raises(FormRefused) as refused:
        desk.save(manager, None, a_promo(code=kept.record.code.lower()))
    assert refused.value.field == "code"


def test_the_second_of_two_managers_is_told_and_uses_meanwhile_are_no_change(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.promos, price_office.manager
    kept = desk.save(manager, None, a_promo())
    price_office.office.pay(enter(price_office, price_office.office.hold("E1"), kept.record.code))
    longer = desk.save(manager, kept.record, {**kept.answers, "valid_until": "2030-01-01"})
    assert longer.answers["used"] == "1"
    with pytest.raises(ChangedMeanwhile) as told:
        desk.save(manager, kept.record, {**kept.answers, "value": "30"})
    assert told.value.fields == ("valid_until",)


def test_a_clerk_may_not_make_codes(price_office: PriceOffice) -> None:
    with pytest.raises(PermissionDenied):
        price_office.desk.promos.save(price_office.office.session(Role.CLERK), None, a_promo())
