"""The preview tells how a price is made: line by line, as planned and as if, and the same as the seat would really cost."""

from __future__ import annotations

import pytest

from app.controllers.form_reading import FormRefused
from app.controllers.plan.price_preview import Preview, PreviewKind, first_answers
from app.models.errors import NotFound, PermissionDenied
from app.models.records import Role, SeatType
from app.utils.local_time import to_local
from tests.controllers.plan.price_scene import PriceOffice, own_house, own_owner, price_office

__all__ = ["own_house", "own_owner", "price_office"]


def preview(scene: PriceOffice, **change: str) -> Preview:
    office = scene.office
    begun = first_answers(office.open().show, office.counters[0].cinema)
    return scene.desk.preview.preview(scene.manager, office.show_id, {**begun, **change})


def kind(told: Preview, name: str) -> PreviewKind:
    return next(each for each in told.kinds if each.line.words == name)


def test_a_price_is_told_line_by_line_in_words_and_figures(price_office: PriceOffice) -> None:
    price_office.office.change("UPDATE price_rules SET percent = 150 WHERE code = 'WEEKEND'")
    told = preview(price_office, day="2026-11-21", time="19:50", seat_type="PREMIUM")
    assert [(line.words, line.figure, line.amount) for line in told.lines] == [
        ("The show's base price", "", "₹350"),
        ("Premium", "× 1.3", "₹455"),
        ("Weekend", "× 1.5", "₹682.50"),
    ]
    child = kind(told, "Child")
    assert (child.line.figure, child.line.amount, child.each, child.total) == ("× 0.7", "₹477.75", "₹477.75", "₹477.75")
    assert child.explained == "₹350 Premium ×1.3, Weekend ×1.5, Child ×0.7"
    assert "21 Nov" in told.heading


def test_as_planned_it_is_what_the_seat_is_held_for(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk, price_office.manager
    start = to_local(price_office.office.open().show.starts_at, price_office.office.counters[0].cinema.time_zone)
    hours = {"from_time": start.strftime("%H:%M"), "until_time": "00:00" if start.hour else "23:00"}
    told = {"kind": "TIME", "name": "Late", "percent": "90", "active": "yes", **hours}
    desk.specials.save(manager, None, told)
    desk.shows.set_show_prices(manager, price_office.office.show_id, {SeatType.REGULAR: 33_300})
    line = price_office.hold("A1", "CHILD").booking.lines[0]
    shown = preview(price_office)
    assert kind(shown, "Child").explained == line.price_explained
    assert shown.lines[0].words == "This show's own price for Regular"
    assert kind(shown, "Child").each == price_office.office.open().prices.money(line.price_minor)


def test_many_seats_and_a_code_get_what_takes_more_off(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk, price_office.manager
    group = {"name": "Group of 10", "seats_min": "10", "percent_off": "10", "active": "yes"}
    desk.groups.save(manager, None, group)
    promo = {"code": "FIVE", "name": "x", "kind": "PERCENT", "value": "5", "seats_min": "1", "active": "yes"}
    desk.promos.save(manager, None, promo)
    nine = kind(preview(price_office, seats="9", promo="five"), "Adult")
    ten = kind(preview(price_office, seats="10", promo="five"), "Adult")
    assert (nine.taken_off, nine.each, nine.total) == ("FIVE −5 %", "₹332.50", "₹2,992.50")
    assert (ten.taken_off, ten.each, ten.total) == ("Group of 10 −10 %", "₹315", "₹3,150")


def test_what_does_not_count_is_told_with_its_reason(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.ticket_types, price_office.manager
    child = next(each for each in desk.rows(manager) if each.answers["name"] == "Child")
    desk.save(manager, child.record, {**child.answers, "valid_until": "2026-01-31"})
    told = preview(price_office, day="2026-11-21", promo="NOSUCH")
    assert [each.line.words for each in told.kinds if not each.is_sold] == ["Child"]
    assert "NOSUCH" in told.notes[0]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"day": ""}, "day"),
        ({"time": "noon"}, "time"),
        ({"base_price": "?"}, "base_price"),
        ({"seats": "0"}, "seats"),
        ({"seat_type": "SOFA"}, "seat_type"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(price_office: PriceOffice, change: dict[str, str], field: str) -> None:
    with pytest.raises(FormRefused) as refused:
        preview(price_office, **change)
    assert refused.value.field == field


def test_a_show_that_is_gone_is_told(price_office: PriceOffice) -> None:
    with pytest.raises(NotFound):
        price_office.desk.preview.preview(price_office.manager, 10**8, {})


def test_a_clerk_does_not_plan_prices(price_office: PriceOffice) -> None:
    with pytest.raises(PermissionDenied):
        price_office.desk.preview.preview(price_office.office.session(Role.CLERK), price_office.office.show_id, {})
