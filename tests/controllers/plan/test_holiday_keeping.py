"""Holidays of a cinema: the calendar's, its own, and public ones on which it asks no holiday price."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.controllers.form_reading import FormRefused
from app.controllers.plan.holiday_keeping import CALENDAR, HOLIDAY, ORDINARY
from app.models.errors import ChangedMeanwhile, PermissionDenied
from app.models.records import Role
from app.utils.local_time import to_local
from app.utils.public_holidays import is_public_holiday, public_holidays
from tests.box_office import MakeBoxOffice
from tests.controllers.plan.price_scene import PriceOffice, own_house, own_owner, price_office, row

__all__ = ["own_house", "own_owner", "price_office"]


def today(scene: PriceOffice) -> date:
    """The local date of the scene's show, made the only dear one."""
    office = scene.office
    office.change("UPDATE price_rules SET percent = 200 WHERE code = 'HOLIDAY'")
    return to_local(office.open().show.starts_at, office.counters[0].cinema.time_zone).date()


def ordinary(scene: PriceOffice) -> date:
    """A day near the show's that no calendar calls a holiday."""
    day = today(scene)
    while is_public_holiday(day, "IN", None):
        day += timedelta(days=1)
    return day


def move_show_to(scene: PriceOffice, day: date) -> None:
    sql = "UPDATE shows SET starts_at = %s, ends_at = %s + INTERVAL 2 HOUR WHERE id = %s"
    noon = f"{day.isoformat()} 06:00:00"
    scene.office.change(sql, noon, noon, scene.office.show_id)


def test_the_calendar_from_today_to_the_end_of_next_year_is_there_with_its_names(price_office: PriceOffice) -> None:
    first = to_local(datetime.now(UTC), price_office.office.counters[0].cinema.time_zone).date()
    days = {each.record.day: each.record.name for each in price_office.desk.holidays.rows(price_office.manager)}
    known = {**public_holidays(first.year, "IN", None), **public_holidays(first.year + 1, "IN", None)}
    assert days == {day: name[:60] for day, name in known.items() if day >= first}
    assert all(each.in_use for each in price_office.desk.holidays.rows(price_office.manager))


def test_a_cinemas_own_holiday_is_dear_there_and_nowhere_else(
    price_office: PriceOffice, make_office: MakeBoxOffice
) -> None:
    day = ordinary(price_office)
    move_show_to(price_office, day)
    assert price_office.price_minor() == 35_000
    answers = {"day": day.isoformat(), "name": "Founding day", "said": HOLIDAY}
    kept = price_office.desk.holidays.save(price_office.manager, None, answers)
    assert price_office.price_minor() == 70_000
    elsewhere = PriceOffice(make_office(), price_office.desk, price_office.manager)
    move_show_to(elsewhere, day)
    assert elsewhere.price_minor() == 35_000
    price_office.desk.holidays.save(price_office.manager, kept.record, {**kept.answers, "said": CALENDAR})
    assert price_office.price_minor() == 35_000
    assert not any(each.record.day == day for each in price_office.desk.holidays.rows(price_office.manager))


def test_a_public_holiday_can_be_an_ordinary_day_here_and_be_one_again(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.holidays, price_office.manager
    year = today(price_office).year + 1
    day, name = next((day, name) for day, name in public_holidays(year, "IN", None).items() if day.weekday() < 5)
    move_show_to(price_office, day)
    assert price_office.price_minor() == 70_000
    seen = row(desk.rows(manager), day=day.isoformat())
    assert seen.answers["name"] == name
    kept = desk.save(manager, seen.record, {**seen.answers, "said": ORDINARY})
    assert price_office.price_minor() == 35_000
    assert not kept.in_use
    back = desk.save(manager, kept.record, {**kept.answers, "said": CALENDAR})
    assert price_office.price_minor() == 70_000
    assert back.in_use


@pytest.mark.parametrize(
    ("change", "field"),
    [({"day": ""}, "day"), ({"day": "2026-11-31"}, "day"), ({"name": ""}, "name"), ({"said": "MAYBE"}, "said")],
)
def test_what_cannot_be_is_refused_at_its_field(price_office: PriceOffice, change: dict[str, str], field: str) -> None:
    day = ordinary(price_office).isoformat()
    with pytest.raises(FormRefused) as refused:
        answers = {"day": day, "name": "Our day", "said": HOLIDAY, **change}
        price_office.desk.holidays.save(price_office.manager, None, answers)
    assert refused.value.field == field


def test_a_day_that_was_said_something_of_is_changed_and_not_added_again(price_office: PriceOffice) -> None:
    desk, manager, day = price_office.desk.holidays, price_office.manager, ordinary(price_office)
    answers = {"day": day.isoformat(), "name": "Our day", "said": HOLIDAY}
    desk.save(manager, None, answers)
    with pytest.raises(FormRefused) as refused:
        desk.save(manager, None, {**answers, "said": ORDINARY})
    assert refused.value.field == "day"


def test_the_second_of_two_managers_is_told_what_changed(price_office: PriceOffice) -> None:
    desk, manager, day = price_office.desk.holidays, price_office.manager, ordinary(price_office)
    kept = desk.save(manager, None, {"day": day.isoformat(), "name": "Our day", "said": HOLIDAY})
    desk.save(manager, kept.record, {**kept.answers, "said": ORDINARY})
    with pytest.raises(ChangedMeanwhile) as told:
        desk.save(manager, kept.record, {**kept.answers, "name": "Their day"})
    assert told.value.fields == ("said",)


def test_a_clerk_may_not_change_holidays(price_office: PriceOffice) -> None:
    with pytest.raises(PermissionDenied):
        price_office.desk.holidays.rows(price_office.office.session(Role.CLERK))
