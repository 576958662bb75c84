"""Ticket types: added, changed, switched off; one is always sold."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.controllers.form_reading import FormRefused
from app.models.errors import ChangedMeanwhile, PermissionDenied
from app.models.records import Role
from app.utils.local_time import to_local
from tests.box_office import unique
from tests.controllers.plan.price_scene import PriceOffice, own_house, own_owner, price_office, row

__all__ = ["own_house", "own_owner", "price_office"]


def a_type(**others: str) -> dict[str, str]:
    return {"name": unique("Club"), "percent": "60", "place": "9", "active": "yes", **others}


def adult(scene: PriceOffice) -> dict[str, str]:
    return dict(row(scene.desk.ticket_types.rows(scene.manager), name="Adult").answers)


def test_a_new_type_is_sold_at_once_and_has_a_code_of_its_own(price_office: PriceOffice) -> None:
    kept = price_office.desk.ticket_types.save(price_office.manager, None, a_type(name="Föyer friend"))
    assert kept.record.code == "FOYERFRIEND"
    assert "FOYERFRIEND" in price_office.sold_codes()
    assert price_office.price_minor(code="FOYERFRIEND") == 21_000
    assert price_office.audit("TICKET_TYPE_ADDED") >= 1


def test_two_names_with_the_same_letters_get_two_codes(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.ticket_types, price_office.manager
    first = desk.save(manager, None, a_type(name="पास"))
    second = desk.save(manager, None, a_type(name="सीनियर"))
    assert (first.record.code, second.record.code) == ("TYPE", "TYPE2")


def test_a_new_name_keeps_the_code_it_is_known_by(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.ticket_types, price_office.manager
    child = row(desk.rows(manager), name="Child")
    desk.save(manager, child.record, {**child.answers, "name": "Kid", "percent": "50"})
    assert price_office.price_minor(code="CHILD") == 17_500
    assert row(desk.rows(manager), name="Kid").record.code == "CHILD"


def test_a_type_switched_off_is_offered_for_no_new_seat_and_held_lines_keep_it(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.ticket_types, price_office.manager
    basket = price_office.hold("A1", "CHILD")
    child = row(desk.rows(manager), name="Child")
    desk.save(manager, child.record, {**child.answers, "active": ""})
    assert "CHILD" not in price_office.sold_codes()
    grown = price_office.office.hold("A2", basket=basket)
    assert [(line.ticket_type.code, line.price_minor) for line in grown.booking.lines] == [
        ("CHILD", 24_500),
        ("ADULT", 35_000),
    ]
    assert price_office.office.pay(grown).total_minor == 59_500


def test_the_dates_of_a_type_are_those_of_the_shows(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.ticket_types, price_office.manager
    office = price_office.office
    day = to_local(office.open().show.starts_at, office.counters[0].cinema.time_zone).date()
    child = row(desk.rows(manager), name="Child")
    kept = desk.save(manager, child.record, {**child.answers, "valid_until": day.isoformat()})
    assert "CHILD" in price_office.sold_codes()
    day_before = (day - timedelta(days=1)).isoformat()
    desk.save(manager, kept.record, {**kept.answers, "valid_until": day_before})
    assert "CHILD" not in price_office.sold_codes()


@pytest.mark.parametrize(
    ("change", "field"), [({"active": ""}, "active"), ({"valid_until": "2030-01-01"}, "valid_from")]
)
def test_the_last_type_that_is_always_sold_stays(price_office: PriceOffice, change: dict[str, str], field: str) -> None:
    desk, manager = price_office.desk.ticket_types, price_office.manager
    for kept in desk.rows(manager):
        if kept.in_use and kept.answers["name"] != "Adult":
            desk.save(manager, kept.record, {**kept.answers, "active": ""})
    last = row(desk.rows(manager), name="Adult")
    with pytest.raises(FormRefused) as refused:
        desk.save(manager, last.record, {**last.answers, **change})
    assert refused.value.field == field
    assert price_office.sold_codes() == ["ADULT"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "adult"}, "name"),
        ({"name": "x" * 31}, "name"),
        ({"percent": "1001"}, "percent"),
        ({"percent": ""}, "percent"),
        ({"place": "0"}, "place"),
        ({"valid_from": "tomorrow"}, "valid_from"),
        ({"valid_from": "2026-11-21", "valid_until": "2026-11-20"}, "valid_until"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_written(
    price_office: PriceOffice, change: dict[str, str], field: str
) -> None:
    desk, manager = price_office.desk.ticket_types, price_office.manager
    before = desk.rows(manager)
    with pytest.raises(FormRefused) as refused:
        desk.save(manager, None, a_type(**change))
    assert refused.value.field == field
    assert desk.rows(manager) == before


def test_the_second_of_two_managers_is_told_what_changed_and_may_save_over_it(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.ticket_types, price_office.manager
    seen = row(desk.rows(manager), name="Child")
    desk.save(manager, seen.record, {**seen.answers, "percent": "65"})
    with pytest.raises(ChangedMeanwhile) as told:
        desk.save(manager, seen.record, {**seen.answers, "percent": "60"})
    assert told.value.fields == ("percent",)
    assert "its percent" in told.value.sentence
    assert price_office.price_minor(code="CHILD") == 22_750
    desk.save(manager, told.value.now, {**seen.answers, "percent": "60"})  # type: ignore[arg-type]  # the record as it is
    assert price_office.price_minor(code="CHILD") == 21_000


def test_a_clerk_may_not_look_or_change(price_office: PriceOffice) -> None:
    clerk = price_office.office.session(Role.CLERK)
    with pytest.raises(PermissionDenied):
        price_office.desk.ticket_types.rows(clerk)
    with pytest.raises(PermissionDenied):
        price_office.desk.ticket_types.save(clerk, None, a_type())


def test_the_first_type_on_sale_is_the_full_price(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.ticket_types, price_office.manager
    price_office.office.change("UPDATE ticket_types SET sort_order = sort_order + 1")
    kept = desk.save(manager, None, a_type(name=f"Member {datetime.now(UTC):%f}", place="1", percent="90"))
    assert price_office.sold_codes()[0] == kept.record.code
    assert adult(price_office)["place"] == "2"
