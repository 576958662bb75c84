"""Special rules: which of them count for a date and a time, and what stands in the place of what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.controllers.sell.pricing import ShowPrices, day_price, prices_at, times
from app.controllers.sell.special_prices import Factor, seat_factors, starts_within, time_factor
from app.models.records import SeatType, TicketType
from app.models.sell.price_book import Dates, PriceBook
from app.models.sell.price_rules import EVERY_DAY, RuleKind, SpecialRule

ADULT, CHILD = TicketType(1, "ADULT", "Adult", 100), TicketType(2, "CHILD", "Child", 70)
SEATS = {SeatType.REGULAR: 100, SeatType.PREMIUM: 130, SeatType.VIP: 150}
DAYS = {"WEEKDAY": 100, "WEEKEND": 150, "HOLIDAY": 200}
BOOK = PriceBook((ADULT, CHILD), SEATS, DAYS)
TUESDAY, SATURDAY = date(2026, 11, 17), date(2026, 11, 21)
ONLY_TUESDAYS = 1 << 1


def of_day(name: str, percent: int, code: str = "", **more: object) -> SpecialRule:
    return replace(SpecialRule(RuleKind.DAY, code, name, percent), **more)  # type: ignore[arg-type]


def of_time(name: str, percent: int, begins: time, ends: time, **more: object) -> SpecialRule:
    rule = SpecialRule(RuleKind.TIME, "", name, percent, from_time=begins, until_time=ends)
    return replace(rule, **more)  # type: ignore[arg-type]


def day_of(day: date, *specials: SpecialRule, holiday: bool = False) -> Factor:
    return day_price(day, lambda _: holiday, DAYS, specials)


CHEAP_TUESDAY = of_day("Cheap Tuesday", 80, "WEEKDAY", weekdays=ONLY_TUESDAYS)


def test_a_special_weekday_stands_in_the_place_of_the_usual_one_also_when_it_is_cheaper() -> None:
    assert day_of(TUESDAY, CHEAP_TUESDAY) == Factor("Cheap Tuesday", 80)
    assert day_of(TUESDAY + timedelta(days=1), CHEAP_TUESDAY) == Factor("Weekday", 100)


def test_a_special_weekday_leaves_a_holiday_as_dear_as_holidays_are() -> None:
    assert day_of(TUESDAY, CHEAP_TUESDAY, holiday=True) == Factor("Holiday", 200)


def test_a_special_holiday_does_not_count_on_an_ordinary_day() -> None:
    assert day_of(TUESDAY, of_day("Diwali", 300, "HOLIDAY")) == Factor("Weekday", 100)
    assert day_of(TUESDAY, of_day("Diwali", 300, "HOLIDAY"), holiday=True) == Factor("Diwali", 300)


def test_a_cheap_holiday_on_a_weekend_leaves_the_weekends_price() -> None:
    assert day_of(SATURDAY, of_day("Children's Day", 50, "HOLIDAY"), holiday=True) == Factor("Weekend", 150)


def test_a_rule_for_every_sort_of_day_stands_for_all_usual_ones() -> None:
    cinema_day = of_day("Cinema Day", 50)
    assert day_of(SATURDAY, cinema_day, holiday=True) == Factor("Cinema Day", 50)


def test_of_several_special_days_the_dearest_counts_once() -> None:
    cinema_day, gala = of_day("Cinema Day", 50), of_day("Gala", 250, "WEEKEND")
    assert day_of(SATURDAY, cinema_day, gala, of_day("Winter", 120)) == Factor("Gala", 250)
    assert day_of(TUESDAY, cinema_day, gala) == Factor("Cinema Day", 50)


@pytest.mark.parametrize(
    ("first", "last", "counts"),
    [
        (TUESDAY, TUESDAY, True),
        (None, TUESDAY, True),
        (TUESDAY, None, True),
        (TUESDAY + timedelta(days=1), None, False),
        (None, TUESDAY - timedelta(days=1), False),
    ],
)
def test_dates_are_the_shows_and_inclusive(first: date | None, last: date | None, counts: bool) -> None:
    rule = of_day("Special", 90, valid_from=first, valid_until=last)
    assert (day_of(TUESDAY, rule).name == "Special") is counts


def test_a_special_seat_price_names_its_seat_type_and_of_several_the_dearest_counts() -> None:
    def vip(name: str, percent: int) -> SpecialRule:
        return SpecialRule(RuleKind.SEAT_TYPE, "VIP", name, percent)

    assert seat_factors((vip("Offer", 120), vip("Gala", 140)), TUESDAY) == {SeatType.VIP: Factor("VIP (Gala)", 140)}


LATE = of_time("Late show", 90, time(22), time(2))


@pytest.mark.parametrize(
    ("start", "counts"),
    [
        (time(22), True),
        (time(23, 59), True),
        (time(0), True),
        (time(1, 59), True),
        (time(2), False),
        (time(21, 59), False),
    ],
)
def test_hours_may_pass_midnight_and_end_before_their_end(start: time, counts: bool) -> None:
    assert starts_within(LATE, start) is counts


def test_the_hours_of_a_show_after_midnight_are_of_its_own_date() -> None:
    """Friday's late show at 00:30 starts on Saturday: that is the show's local date (data.md)."""
    fridays_only = replace(LATE, weekdays=1 << 4)
    assert time_factor((fridays_only,), date(2026, 11, 20), time(23)) == Factor("Late show", 90)
    assert time_factor((fridays_only,), SATURDAY, time(0, 30)) is None


def test_of_several_times_the_dearest_counts_once_and_cheaper_than_none_counts_too() -> None:
    early, morning = of_time("Early bird", 60, time(6), time(10)), of_time("Morning", 75, time(8), time(12))
    assert time_factor((early, morning), TUESDAY, time(9)) == Factor("Morning", 75)
    assert time_factor((early, morning), TUESDAY, time(7)) == Factor("Early bird", 60)
    assert time_factor((early, morning), TUESDAY, time(12)) is None


def asked(day: date, at: time, *specials: SpecialRule, own: dict[SeatType, int] | None = None) -> ShowPrices:
    book = replace(BOOK, specials=specials)
    return prices_at(35_000, own or {}, datetime.combine(day, at), book, lambda _: False, str)


MATINEE = of_time("Matinee", 80, time(10), time(16))
GALA_VIP = SpecialRule(RuleKind.SEAT_TYPE, "VIP", "Gala", 200)


def test_the_documents_example() -> None:
    """docs/decisions/0018-how-a-price-is-made.md."""
    prices = asked(SATURDAY, time(11), MATINEE, GALA_VIP)
    price = prices.of_type(SeatType.VIP, CHILD)
    assert price.amount_minor == 58_800
    assert price.explained == "35000 VIP (Gala) ×2, Weekend ×1.5, Matinee ×0.8, Child ×0.7"
    assert [(step.name, step.percent, step.amount_minor) for step in prices.steps(SeatType.VIP, CHILD)] == [
        ("The show's base price", None, 35_000),
        ("VIP (Gala)", 200, 70_000),
        ("Weekend", 150, 105_000),
        ("Matinee", 80, 84_000),
        ("Child", 70, 58_800),
    ]


def test_a_shows_own_price_stands_for_the_special_seat_price_too() -> None:
    prices = asked(SATURDAY, time(11), MATINEE, GALA_VIP, own={SeatType.VIP: 60_000})
    assert (
        prices.of_type(SeatType.VIP, ADULT).explained
        == "60000 VIP, this show's own price, Weekend ×1.5, Matinee ×0.8, Adult ×1"
    )
    assert prices.steps(SeatType.VIP, ADULT)[0].name == "This show's own price for VIP"


def test_a_ticket_type_out_of_its_dates_is_not_sold_for_the_show() -> None:
    book = replace(BOOK, type_dates={2: Dates(SATURDAY, SATURDAY)})
    assert book.on(SATURDAY).ticket_types == (ADULT, CHILD)
    assert book.on(TUESDAY).ticket_types == (ADULT,)


def test_a_book_in_which_no_type_is_sold_that_day_still_shows_its_prices() -> None:
    book = replace(BOOK, type_dates={1: Dates(SATURDAY), 2: Dates(SATURDAY)})
    assert book.on(TUESDAY).ticket_types == (ADULT, CHILD)


RULES = st.lists(
    st.builds(
        SpecialRule,
        kind=st.sampled_from(RuleKind),
        code=st.sampled_from(["", "WEEKDAY", "WEEKEND", "HOLIDAY", "REGULAR", "PREMIUM", "VIP"]),
        name=st.sampled_from("abcdef"),
        percent=st.integers(1, 1000),
        valid_from=st.none() | st.dates(date(2026, 11, 10), date(2026, 11, 20)),
        valid_until=st.none() | st.dates(date(2026, 11, 15), date(2026, 11, 28)),
        weekdays=st.integers(1, EVERY_DAY),
        from_time=st.times(),
        until_time=st.times(),
    ),
    max_size=8,
)
DAY_OF_TEST = st.dates(date(2026, 11, 12), date(2026, 11, 24))


def fits(rule: SpecialRule, day: date) -> bool:
    """Written down once more, another way."""
    first, last = rule.valid_from or date.min, rule.valid_until or date.max
    return first <= day <= last and f"{rule.weekdays:07b}"[::-1][day.weekday()] == "1"


def minute_of(at: time) -> Fraction:
    return Fraction(at.hour * 3600 + at.minute * 60 + at.second) + Fraction(at.microsecond, 10**6)


def in_hours(rule: SpecialRule, start: time) -> bool:
    """The distance from the beginning, round the clock, is less than the length."""
    assert rule.from_time is not None
    assert rule.until_time is not None
    day = 24 * 3600
    length = (minute_of(rule.until_time) - minute_of(rule.from_time)) % day
    return (minute_of(start) - minute_of(rule.from_time)) % day < length


def expected_percents(
    rules: list[SpecialRule], day: date, start: time, seat_type: SeatType, *, holiday: bool
) -> tuple[int, int, int]:
    """(seat, day, time) by the decision's words."""
    today = [rule for rule in rules if fits(rule, day)]
    seats = [rule.percent for rule in today if rule.kind is RuleKind.SEAT_TYPE and rule.code == seat_type]
    sorts = ["WEEKEND" if day.isoweekday() > 5 else "WEEKDAY", *(["HOLIDAY"] if holiday else [])]
    days = [rule for rule in today if rule.kind is RuleKind.DAY]
    if any(rule.code == "" for rule in days):
        day_percent = max(rule.percent for rule in days if rule.code in {"", *sorts})
    else:
        day_percent = max(
            max([rule.percent for rule in days if rule.code == sort], default=DAYS[sort]) for sort in sorts
        )
    times_of_day = [rule.percent for rule in today if rule.kind is RuleKind.TIME and in_hours(rule, start)]
    return max(seats, default=SEATS[seat_type]), day_percent, max(times_of_day, default=100)


@given(
    rules=RULES,
    day=DAY_OF_TEST,
    start=st.times(),
    seat_type=st.sampled_from(SeatType),
    holiday=st.booleans(),
    base_minor=st.integers(0, 10**9),
    ticket_percent=st.integers(0, 1000),
)
def test_every_price_is_the_exact_product_of_the_rules_that_count_rounded_half_up_once(
    rules: list[SpecialRule],
    day: date,
    start: time,
    seat_type: SeatType,
    holiday: bool,
    base_minor: int,
    ticket_percent: int,
) -> None:
    ticket_type = TicketType(9, "ANY", "Any", ticket_percent)
    book = PriceBook((ticket_type,), SEATS, DAYS, specials=tuple(rules))
    prices = prices_at(base_minor, {}, datetime.combine(day, start), book, lambda _: holiday, str)
    percents = (*expected_percents(rules, day, start, seat_type, holiday=holiday), ticket_percent)
    exact = Fraction(base_minor)
    for percent in percents:
        exact *= Fraction(percent, 100)
    price = prices.of_type(seat_type, ticket_type)
    assert price.amount_minor == floor(exact + Fraction(1, 2))
    assert prices.steps(seat_type, ticket_type)[-1].amount_minor == price.amount_minor
    assert all(
        f"×{times(step.percent)}" in price.explained for step in prices.steps(seat_type, ticket_type) if step.percent
    )


@given(rules=RULES, day=DAY_OF_TEST, start=st.times(), seat_type=st.sampled_from(SeatType), holiday=st.booleans())
def test_the_order_in_which_rules_were_written_changes_no_price(
    rules: list[SpecialRule], day: date, start: time, seat_type: SeatType, holiday: bool
) -> None:
    def amount(specials: list[SpecialRule]) -> int:
        book = replace(BOOK, specials=tuple(specials))
        at = datetime.combine(day, start)
        return prices_at(35_000, {}, at, book, lambda _: holiday, str).of_type(seat_type, ADULT).amount_minor

    assert amount(rules) == amount(rules[::-1])
