"""Seat types, days and times: usual figures and special ones, and what the next seat costs then."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.controllers.form_reading import FormRefused
from app.controllers.plan.special_price_keeping import first_answers
from app.controllers.sell.pricing import DAY_RULES
from app.models.errors import ChangedMeanwhile, PermissionDenied
from app.models.records import Role, SeatType
from app.models.sell.price_rules import RuleKind
from app.utils.local_time import to_local
from tests.controllers.plan.price_scene import PriceOffice, own_house, own_owner, price_office, row

__all__ = ["own_house", "own_owner", "price_office"]


def day_of(scene: PriceOffice) -> date:
    office = scene.office
    return to_local(office.open().show.starts_at, office.counters[0].cinema.time_zone).date()


def special(**others: str) -> dict[str, str]:
    return {"kind": "DAY", "code": "", "name": "Cinema Day", "percent": "50", "active": "yes", **others}


def test_the_usual_figures_are_always_there_and_can_be_changed(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.specials, price_office.manager
    assert [each.answers["name"] for each in desk.seat_rows(manager)] == ["Regular", "Premium", "VIP"]
    assert [each.answers["name"] for each in desk.day_rows(manager)] == [rule.name for rule in DAY_RULES]
    vip = row(desk.seat_rows(manager), code="VIP")
    desk.save(manager, vip.record, {**vip.answers, "percent": "160"})
    assert price_office.price_minor(SeatType.VIP) == 56_000
    assert price_office.audit("USUAL_PRICE_CHANGED") >= 1


def test_a_usual_figure_that_was_never_written_down_counts_100_and_can_be_changed(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.specials, price_office.manager
    price_office.office.change("DELETE FROM price_rules WHERE code = 'PREMIUM'")
    premium = row(desk.seat_rows(manager), code="PREMIUM")
    assert premium.answers["percent"] == "100"
    desk.save(manager, premium.record, {**premium.answers, "percent": "130"})
    assert price_office.price_minor(SeatType.PREMIUM) == 45_500


@pytest.mark.parametrize("percent", ["0", "1001", "", "x"])
def test_a_figure_that_would_make_seats_free_or_absurd_is_refused(price_office: PriceOffice, percent: str) -> None:
    desk, manager = price_office.desk.specials, price_office.manager
    vip = row(desk.seat_rows(manager), code="VIP")
    with pytest.raises(FormRefused) as refused:
        desk.save(manager, vip.record, {**vip.answers, "percent": percent})
    assert refused.value.field == "percent"


def test_a_special_day_counts_from_its_first_to_its_last_day(price_office: PriceOffice) -> None:
    desk, manager, day = price_office.desk.specials, price_office.manager, day_of(price_office)
    kept = desk.save(manager, None, special(valid_from=day.isoformat(), valid_until=day.isoformat()))
    assert price_office.price_minor() == 17_500
    tomorrow = (day + timedelta(days=1)).isoformat()
    desk.save(manager, kept.record, {**kept.answers, "valid_from": tomorrow, "valid_until": tomorrow})
    assert price_office.price_minor() == 35_000


def test_a_special_day_counts_on_its_days_of_the_week(price_office: PriceOffice) -> None:
    desk, manager, day = price_office.desk.specials, price_office.manager, day_of(price_office)
    kept = desk.save(manager, None, special(weekdays=f"{day:%a}"))
    assert kept.answers["weekdays"] == f"{day:%a}"
    assert price_office.price_minor() == 17_500
    desk.save(manager, kept.record, {**kept.answers, "weekdays": f"{day + timedelta(days=1):%a}"})
    assert price_office.price_minor() == 35_000


def test_a_special_price_switched_off_counts_no_more(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.specials, price_office.manager
    kept = desk.save(manager, None, special(kind="SEAT_TYPE", code="VIP", name="Gala", percent="200"))
    assert price_office.price_minor(SeatType.VIP) == 70_000
    off = desk.save(manager, kept.record, {**kept.answers, "active": ""})
    assert not off.in_use
    assert price_office.price_minor(SeatType.VIP) == 52_500


def test_a_time_comes_on_top_by_the_shows_local_start(price_office: PriceOffice) -> None:
    desk, manager, office = price_office.desk.specials, price_office.manager, price_office.office
    start = to_local(office.open().show.starts_at, office.counters[0].cinema.time_zone)
    after = (start + timedelta(hours=1)).strftime("%H:%M")
    kept = desk.save(
        manager,
        None,
        special(kind="TIME", name="Happy hour", percent="80", from_time=start.strftime("%H:%M"), until_time=after),
    )
    assert price_office.price_minor() == 28_000
    explained = office.hold("A1").booking.lines[0].price_explained
    assert "Happy hour ×0.8" in explained
    desk.save(manager, kept.record, {**kept.answers, "from_time": after, "until_time": start.strftime("%H:%M")})
    assert price_office.price_minor() == 35_000


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "MOON"}, "kind"),
        ({"code": "VIP"}, "code"),
        ({"kind": "SEAT_TYPE", "code": ""}, "code"),
        ({"name": " "}, "name"),
        ({"percent": "0"}, "percent"),
        ({"weekdays": "noday"}, "weekdays"),
        ({"valid_from": "2026-13-01"}, "valid_from"),
        ({"kind": "TIME"}, "from_time"),
        ({"kind": "TIME", "from_time": "25:00"}, "from_time"),
        ({"kind": "TIME", "from_time": "10:00", "until_time": "10:00"}, "until_time"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_written(
    price_office: PriceOffice, change: dict[str, str], field: str
) -> None:
    desk, manager = price_office.desk.specials, price_office.manager
    with pytest.raises(FormRefused) as refused:
        desk.save(manager, None, special(**change))
    assert refused.value.field == field
    assert len(desk.day_rows(manager)) == len(DAY_RULES)


def test_two_special_days_of_one_name_are_refused(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.specials, price_office.manager
    desk.save(manager, None, special())
    with pytest.raises(FormRefused) as refused:
        desk.save(manager, None, special(name="CINEMA DAY"))
    assert refused.value.field == "name"


def test_the_second_of_two_managers_is_told_what_changed(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.specials, price_office.manager
    usual = row(desk.seat_rows(manager), code="VIP")
    desk.save(manager, usual.record, {**usual.answers, "percent": "155"})
    with pytest.raises(ChangedMeanwhile):
        desk.save(manager, usual.record, {**usual.answers, "percent": "170"})
    kept = desk.save(manager, None, special())
    desk.save(manager, kept.record, {**kept.answers, "percent": "60", "weekdays": "Tue"})
    with pytest.raises(ChangedMeanwhile) as told:
        desk.save(manager, kept.record, {**kept.answers, "percent": "70"})
    assert told.value.fields == ("percent", "weekdays")


def test_a_new_one_begins_in_use_with_the_same_price() -> None:
    assert first_answers(RuleKind.SEAT_TYPE) == {
        "kind": "SEAT_TYPE", "code": "REGULAR", "percent": "100", "active": "yes"
    }  # fmt: skip


def test_a_clerk_may_not_change_prices(price_office: PriceOffice) -> None:
    with pytest.raises(PermissionDenied):
        price_office.desk.specials.save(price_office.office.session(Role.CLERK), None, special())
