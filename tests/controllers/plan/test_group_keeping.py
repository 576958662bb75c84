"""Group discounts: added, changed, switched off."""

from __future__ import annotations

import pytest

from app.controllers.form_reading import FormRefused
from app.models.errors import ChangedMeanwhile, PermissionDenied
from app.models.records import Role
from tests.box_office import unique
from tests.controllers.plan.price_scene import PriceOffice, own_house, own_owner, price_office

__all__ = ["own_house", "own_owner", "price_office"]


def a_group(**others: str) -> dict[str, str]:
    return {"name": unique("Trio"), "seats_min": "3", "percent_off": "10", "active": "yes", **others}


def test_a_new_group_counts_for_the_next_basket_and_switched_off_no_more(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.groups, price_office.manager
    kept = desk.save(manager, None, a_group())
    three = price_office.office.hold("A1", "A2", "A3")
    assert {line.price_minor for line in three.booking.lines} == {31_500}
    desk.save(manager, kept.record, {**kept.answers, "active": ""})
    assert {line.price_minor for line in price_office.office.hold("B1", "B2", "B3").booking.lines} == {35_000}
    assert price_office.office.pay(three).total_minor == 94_500


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "A; B"}, "name"),
        ({"seats_min": "1"}, "seats_min"),
        ({"percent_off": "0"}, "percent_off"),
        ({"percent_off": "101"}, "percent_off"),
        ({"valid_until": "soon"}, "valid_until"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(price_office: PriceOffice, change: dict[str, str], field: str) -> None:
    with pytest.raises(FormRefused) as refused:
        price_office.desk.groups.save(price_office.manager, None, a_group(**change))
    assert refused.value.field == field


def test_the_second_of_two_managers_is_told_what_changed(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.groups, price_office.manager
    kept = desk.save(manager, None, a_group())
    desk.save(manager, kept.record, {**kept.answers, "percent_off": "15"})
    with pytest.raises(ChangedMeanwhile) as told:
        desk.save(manager, kept.record, {**kept.answers, "seats_min": "4"})
    assert told.value.fields == ("percent_off",)


def test_a_clerk_may_not_make_groups(price_office: PriceOffice) -> None:
    with pytest.raises(PermissionDenied):
        price_office.desk.groups.save(price_office.office.session(Role.CLERK), None, a_group())
