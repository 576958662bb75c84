"""Promo codes and groups on real baskets: priced with the hold, counted with the sale, never beyond their number."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.controllers.sell.baskets import Basket
from app.controllers.sell.promos import Promos
from app.models.errors import PaymentMismatch, PromoRefused
from app.utils.codes import new_request_id
from tests.box_office import RULES, BoxOffice


@pytest.fixture
def code(office: BoxOffice) -> str:
    """A code of this test's own: ten per cent, once."""
    name = f"T{new_request_id()[:12].upper()}"
    office.change("INSERT INTO promo_codes (code, name, percent_off, uses_max) VALUES (%s, 'Test', 10, 1)", name)
    return name


def enter(office: BoxOffice, basket: Basket, code: str, counter: int = 0) -> Basket:
    promos = Promos(office.database, RULES.hold_seconds)
    return promos.enter(office.session(counter=counter), new_request_id(), office.open(), basket, code)


def prices(basket: Basket) -> list[tuple[int, int]]:
    return [(line.price_minor, line.discount_minor) for line in basket.booking.lines]


def uses(office: BoxOffice, code: str) -> object:
    return office.value("SELECT used FROM promo_codes WHERE code = %s", code)


def test_a_code_prices_every_seat_and_is_typed_as_people_type(office: BoxOffice, code: str) -> None:
    basket = enter(office, office.hold("A1", "A2"), f" {code[:3].lower()} {code[3:]} ")
    assert prices(basket) == [(31500, 3500)] * 2
    assert basket.booking.promo is not None
    assert basket.booking.lines[0].price_explained.endswith(f"; {code} −10 %")


def test_a_seat_picked_later_is_priced_with_the_code(office: BoxOffice, code: str) -> None:
    basket = enter(office, office.hold("A1"), code)
    assert prices(office.hold("A2", basket=basket)) == [(31500, 3500)] * 2


def test_without_the_code_the_full_prices_are_back(office: BoxOffice, code: str) -> None:
    basket = enter(office, office.hold("A1"), code)
    promos = Promos(office.database, RULES.hold_seconds)
    after = promos.remove(office.session(), new_request_id(), office.open(), basket)
    assert prices(after) == [(35000, 0)]
    assert after.booking.promo is None


def test_another_ticket_type_keeps_the_code(office: BoxOffice, code: str) -> None:
    basket = enter(office, office.hold("A1"), code)
    child = office.open().prices.book.ticket_type("CHILD")
    changed = office.holding().change_ticket_type(
        office.session(), new_request_id(), office.open(), basket, office.seats("A1")[0], child
    )
    assert prices(changed) == [(22050, 2450)]


def test_a_sale_counts_the_use_and_the_next_one_is_refused(office: BoxOffice, code: str) -> None:
    office.pay(enter(office, office.hold("A1"), code))
    assert uses(office, code) == 1
    with pytest.raises(PromoRefused, match="used up"):
        enter(office, office.hold("A2"), code)


def test_of_two_baskets_with_the_last_use_one_is_paid_and_the_other_keeps_its_seats(
    office: BoxOffice, code: str
) -> None:
    first, second = enter(office, office.hold("A1"), code), enter(office, office.hold("A2", counter=1), code, 1)
    office.pay(first)
    with pytest.raises(PaymentMismatch, match="used up"):
        office.pay(second, counter=1)
    assert office.booking_status(second) == "PENDING"
    assert uses(office, code) == 1
    promos = Promos(office.database, RULES.hold_seconds)
    without = promos.remove(office.session(counter=1), new_request_id(), office.open(), second)
    assert office.pay(without, counter=1).total_minor == 35000


@pytest.fixture
def group(office: BoxOffice) -> Iterator[None]:
    """A group of three gets a fifth off, in this test only."""
    office.change("INSERT INTO group_discounts (name, seats_min, percent_off) VALUES ('Three', 3, 20)")
    yield
    office.change("DELETE FROM group_discounts WHERE name = 'Three'")


@pytest.mark.usefixtures("group")
def test_the_third_seat_makes_the_group_and_giving_it_back_ends_it(office: BoxOffice) -> None:
    two = office.hold("A1", "A2")
    assert prices(two) == [(35000, 0)] * 2
    three = office.hold("A3", basket=two)
    assert prices(three) == [(28000, 7000)] * 3
    left = office.holding().release(office.session(), new_request_id(), office.open(), three, office.seats("A2"))
    assert left is not None
    assert prices(left) == [(35000, 0)] * 2
    assert office.pay(left).total_minor == 70000
