"""A show's own prices: given, taken away, and never those of what is held."""

from __future__ import annotations

import pytest

from app.controllers.form_reading import FormRefused
from app.models.errors import ChangedMeanwhile, NotFound, PermissionDenied
from app.models.records import Role, SeatType
from tests.controllers.plan.price_scene import PriceOffice, own_house, own_owner, price_office

__all__ = ["own_house", "own_owner", "price_office"]


def test_a_show_gets_its_own_prices_and_loses_them_again(price_office: PriceOffice) -> None:
    desk, manager, show_id = price_office.desk.shows, price_office.manager, price_office.office.show_id
    assert desk.set_show_prices(manager, show_id, {SeatType.VIP: 60_000}) == {SeatType.VIP: 60_000}
    assert (price_office.price_minor(SeatType.VIP), price_office.price_minor()) == (60_000, 35_000)
    both = desk.set_show_prices(manager, show_id, {SeatType.REGULAR: 0})
    assert both == {SeatType.VIP: 60_000, SeatType.REGULAR: 0}
    assert desk.set_show_prices(manager, show_id, {SeatType.VIP: None}) == {SeatType.REGULAR: 0}
    assert price_office.price_minor(SeatType.VIP) == 52_500
    assert price_office.audit("SHOW_PRICES_CHANGED") >= 3


def test_held_seats_keep_their_price_and_are_paid_with_it(price_office: PriceOffice) -> None:
    office = price_office.office
    basket = office.hold("A1")
    price_office.desk.shows.set_show_prices(price_office.manager, office.show_id, {SeatType.REGULAR: 90_000})
    grown = office.hold("A2", basket=basket)
    assert [line.price_minor for line in grown.booking.lines] == [35_000, 90_000]
    assert office.pay(grown).total_minor == 125_000


def test_prices_are_saved_as_they_are_typed_nothing_meaning_the_price_lists(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.shows, price_office.manager
    (seen,) = desk.rows(manager)
    kept = desk.save(manager, seen.record, {"REGULAR": "", "PREMIUM": "400.50", "VIP": " "})
    assert kept.record.prices_minor == {SeatType.PREMIUM: 40_050}
    assert desk.rows(manager) == (kept,)
    with pytest.raises(FormRefused) as refused:
        desk.save(manager, kept.record, {"PREMIUM": "cheap"})
    assert refused.value.field == "PREMIUM"


def test_the_second_of_two_managers_is_told(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.shows, price_office.manager
    (seen,) = desk.rows(manager)
    desk.save(manager, seen.record, {"VIP": "600"})
    with pytest.raises(ChangedMeanwhile):
        desk.save(manager, seen.record, {"VIP": "700"})


def test_a_show_that_is_over_cancelled_or_nowhere_is_not_priced(price_office: PriceOffice) -> None:
    desk, manager = price_office.desk.shows, price_office.manager
    with pytest.raises(NotFound):
        desk.set_show_prices(manager, 10**8, {SeatType.VIP: 1})
    price_office.office.cancel_show()
    with pytest.raises(NotFound):
        desk.set_show_prices(manager, price_office.office.show_id, {SeatType.VIP: 1})


def test_a_clerk_may_not_price_a_show(price_office: PriceOffice) -> None:
    with pytest.raises(PermissionDenied):
        clerk = price_office.office.session(Role.CLERK)
        price_office.desk.shows.set_show_prices(clerk, price_office.office.show_id, {SeatType.VIP: 1})
