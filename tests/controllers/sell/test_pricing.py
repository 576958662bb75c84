"""Prices: base x seat type x day x ticket type, rounded half up once."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.controllers.sell.pricing import ShowPrices, day_price
from app.controllers.sell.special_prices import Factor
from app.models.records import Seat, SeatType, TicketType
from app.models.sell.price_book import PriceBook

ADULT, CHILD = TicketType(1, "ADULT", "Adult", 100), TicketType(2, "CHILD", "Child", 70)
SEAT_PERCENTS = {SeatType.REGULAR: 100, SeatType.PREMIUM: 130, SeatType.VIP: 150}
DAY_PERCENTS = {"WEEKDAY": 100, "WEEKEND": 150, "HOLIDAY": 200}
BOOK = PriceBook((ADULT, CHILD), SEAT_PERCENTS, DAY_PERCENTS)
WEEKDAY, WEEKEND, HOLIDAY = Factor("Weekday", 100), Factor("Weekend", 150), Factor("Holiday", 200)
FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 11, day) for day in (20, 21, 22, 23))
DIWALI = date(2026, 11, 8)
"""A Sunday."""


def prices(base_minor: int = 350, day: Factor = WEEKDAY, own: dict[SeatType, int] | None = None) -> ShowPrices:
    return ShowPrices(base_minor, own or {}, day, BOOK, str)


@pytest.mark.parametrize(
    ("seat_type", "day", "ticket_type", "amount_minor"),
    [
        (SeatType.REGULAR, WEEKDAY, ADULT, 350),
        (SeatType.PREMIUM, WEEKDAY, ADULT, 455),
        (SeatType.VIP, WEEKDAY, ADULT, 525),
        (SeatType.PREMIUM, WEEKDAY, CHILD, 319),  # 318.5
        (SeatType.REGULAR, WEEKEND, ADULT, 525),
        (SeatType.PREMIUM, WEEKEND, ADULT, 683),  # 682.5
        (SeatType.PREMIUM, HOLIDAY, ADULT, 910),
        (SeatType.VIP, HOLIDAY, CHILD, 735),
    ],
)
def test_the_price_lists_examples(seat_type: SeatType, day: Factor, ticket_type: TicketType, amount_minor: int) -> None:
    assert prices(day=day).of_type(seat_type, ticket_type).amount_minor == amount_minor


def test_a_price_in_paise_is_exact_to_the_paisa() -> None:
    assert prices(35_000).of_type(SeatType.PREMIUM, CHILD).amount_minor == 31_850


def test_a_seat_costs_what_its_type_costs() -> None:
    seat = Seat(1, "C", 4, SeatType.PREMIUM, 2, 4)
    assert prices().of(seat, ADULT) == prices().of_type(SeatType.PREMIUM, ADULT)


def test_a_shows_own_price_stands_for_base_and_seat_type_but_day_and_ticket_type_still_count() -> None:
    own = prices(day=WEEKEND, own={SeatType.VIP: 600})
    assert own.of_type(SeatType.VIP, CHILD).amount_minor == 630
    assert own.of_type(SeatType.PREMIUM, ADULT).amount_minor == 683


def test_an_own_price_of_nothing_is_nothing() -> None:
    assert prices(own={SeatType.VIP: 0}).of_type(SeatType.VIP, ADULT).amount_minor == 0


def test_a_price_tells_how_it_was_made() -> None:
    assert prices(day=WEEKEND).of_type(SeatType.PREMIUM, CHILD).explained == (
        "350 Premium ×1.3, Weekend ×1.5, Child ×0.7"
    )
    own = prices(own={SeatType.VIP: 600}).of_type(SeatType.VIP, ADULT)
    assert own.explained == "600 VIP, this show's own price, Weekday ×1, Adult ×1"


def test_the_cheapest_is_a_full_price_ticket_in_the_cheapest_seats() -> None:
    assert prices().cheapest_minor() == 350
    assert prices(own={SeatType.VIP: 100}).cheapest_minor() == 100


@pytest.mark.parametrize(
    ("day", "expected"), [(FRIDAY, WEEKDAY), (SATURDAY, WEEKEND), (SUNDAY, WEEKEND), (MONDAY, WEEKDAY)]
)
def test_saturday_and_sunday_are_the_weekend(day: date, expected: Factor) -> None:
    assert day_price(day, lambda _: False, DAY_PERCENTS) == expected


@pytest.mark.parametrize("day", [MONDAY, DIWALI])
def test_a_holiday_counts_once_also_on_a_weekend(day: date) -> None:
    assert day_price(day, lambda asked: asked == day, DAY_PERCENTS) == HOLIDAY


def test_of_two_rules_on_one_day_the_dearer_counts_whichever_it_is() -> None:
    cheap_holidays = DAY_PERCENTS | {"HOLIDAY": 120}
    assert day_price(DIWALI, lambda _: True, cheap_holidays) == WEEKEND


def test_a_house_without_day_rules_has_one_price_for_every_day() -> None:
    assert day_price(SATURDAY, lambda _: True, {}) == Factor("Every day", 100)


@given(
    base_minor=st.integers(0, 10**9),
    seat_percent=st.integers(0, 1000),
    day_percent=st.integers(0, 1000),
    ticket_percent=st.integers(0, 1000),
)
def test_every_price_is_the_exact_product_rounded_half_up_once(
    base_minor: int, seat_percent: int, day_percent: int, ticket_percent: int
) -> None:
    book = PriceBook((ADULT,), {SeatType.REGULAR: seat_percent}, {})
    shown = ShowPrices(base_minor, {}, Factor("Day", day_percent), book, str)
    exact = base_minor * Fraction(seat_percent, 100) * Fraction(day_percent, 100) * Fraction(ticket_percent, 100)
    ticket_type = TicketType(1, "ANY", "Any", ticket_percent)
    assert shown.of_type(SeatType.REGULAR, ticket_type).amount_minor == floor(exact + Fraction(1, 2))
