"""What is typed about prices is read as people write it, told back the same way, and refused at its field."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.controllers.form_reading import FormRefused
from app.controllers.plan import price_answers as read
from app.controllers.sell.pricing import prices_at
from app.models.records import SeatType, TicketType
from app.models.sell.price_book import PriceBook
from app.models.sell.price_rules import EVERY_DAY, RuleKind, SpecialRule


@pytest.mark.parametrize(
    ("typed", "bits"),
    [
        ("", EVERY_DAY),
        ("Tue", 0b0000010),
        ("mon-thu, sat", 0b0101111),
        ("Friday – Monday", 0b1110001),
        ("tu th", 0b0001010),
        ("Mon-Sun", EVERY_DAY),
    ],
)
def test_days_of_the_week_are_read_as_people_write_them(typed: str, bits: int) -> None:
    assert read.weekdays({"weekdays": typed}) == bits


@pytest.mark.parametrize("typed", ["t", "someday", "mon-", "mon-tue-wed", "1", "-"])
def test_what_is_no_day_of_the_week_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(FormRefused) as refused:
        read.weekdays({"weekdays": typed})
    assert refused.value.field == "weekdays"


@given(st.integers(1, EVERY_DAY))
def test_days_of_the_week_told_are_read_back_as_they_were(bits: int) -> None:
    assert read.weekdays({"weekdays": read.told_weekdays(bits)}) == bits


def test_dates_are_read_and_may_be_left_out() -> None:
    assert read.dates({"valid_from": "2026-11-20", "valid_until": "2026-11-20"}) == (date(2026, 11, 20),) * 2
    assert read.dates({}) == (None, None)


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        ("2026-11-21", "2026-11-20", "valid_until"),
        ("2026-02-30", "", "valid_from"),
        ("20.11.2026", "", "valid_from"),
        ("", "0206-11-20", "valid_until"),
        ("", "2106-11-20", "valid_until"),
    ],
)
def test_dates_that_cannot_be_are_refused_at_their_field(first: str, last: str, field: str) -> None:
    with pytest.raises(FormRefused) as refused:
        read.dates({"valid_from": first, "valid_until": last})
    assert refused.value.field == field


@pytest.mark.parametrize("typed", ["", "x", "-5", "1001", "12.5", "%", "٥"])
def test_a_percent_that_cannot_be_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(FormRefused) as refused:
        read.percent({"percent": typed}, "percent", 0)
    assert refused.value.field == "percent"


def test_a_percent_may_have_its_sign() -> None:
    assert read.percent({"percent": " 130 % "}, "percent", 0) == 130


def test_a_name_with_a_semicolon_is_refused_since_that_stands_before_what_is_taken_off() -> None:
    with pytest.raises(FormRefused):
        read.name({"name": "Matinee; half"}, "name", "name")


def test_a_name_that_another_has_but_for_case_and_accents_is_refused() -> None:
    with pytest.raises(FormRefused):
        read.require_unique("Matinée", ["matinee"], "name", "special price")


def test_the_longest_explanation_that_can_be_typed_fits_its_column() -> None:
    """booking_lines.price_explained has 300 characters."""
    name = "N" * read.NAME_MAX
    day, percent = date(2026, 11, 17), read.PERCENT_MAX - 1
    specials = (
        SpecialRule(RuleKind.SEAT_TYPE, "PREMIUM", name, percent),
        SpecialRule(RuleKind.DAY, "", name, percent),
        SpecialRule(RuleKind.TIME, "", name, percent, from_time=time(0), until_time=time(23)),
    )
    book = PriceBook((), {}, {}, specials=specials)
    noon = datetime.combine(day, time(12))
    prices = prices_at(10**11, {}, noon, book, lambda _: False, lambda minor: f"MMM {minor:,}.00")
    told = prices.of_type(SeatType.PREMIUM, TicketType(3, "X", name, percent)).explained
    assert len(f"{told}; {name} −100 %") <= 300
