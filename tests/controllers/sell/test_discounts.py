"""What a basket gets off: the larger of group and code per seat, off the full price, explained on the line."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.controllers.sell.discounts import Offers, changed, discounted, require_usable
from app.models.errors import PromoRefused
from app.models.records import BookingLine, Seat, SeatType, TicketType
from app.models.sell.offers import GroupDiscount, PromoCode

ADULT = TicketType(1, "ADULT", "Adult", 100)
DAY = date(2031, 3, 2)


def line(number: int, full_minor: int = 35000) -> BookingLine:
    seat = Seat(number, "F", number, SeatType.REGULAR, 5, number)
    return BookingLine(seat, ADULT, full_minor, "₹350 Regular ×1")


def promo(
    percent: int = 0,
    amount_minor: int = 0,
    seats_min: int = 1,
    valid_from: date | None = None,
    valid_until: date | None = None,
    uses_left: int | None = None,
) -> PromoCode:
    return PromoCode(1, "TRY", "To try", percent, amount_minor, seats_min, valid_from, valid_until, uses_left, True)


def offers(*groups: GroupDiscount, code: PromoCode | None = None) -> Offers:
    return Offers(groups, code, DAY, lambda minor: f"₹{minor / 100:g}")


TEN = GroupDiscount("Group of 10", 10, 10)


def test_nine_seats_are_no_group_of_ten_and_ten_are() -> None:
    assert sum(each.discount_minor for each in discounted([line(n) for n in range(1, 10)], offers(TEN))) == 0
    ten = discounted([line(n) for n in range(1, 11)], offers(TEN))
    assert {(each.price_minor, each.discount_minor) for each in ten} == {(31500, 3500)}
    assert ten[0].price_explained == "₹350 Regular ×1; Group of 10 −10 %"


def test_the_full_price_comes_back_when_the_group_breaks_up() -> None:
    ten = discounted([line(n) for n in range(1, 11)], offers(TEN))
    nine = discounted(ten[:9], offers(TEN))
    assert nine == tuple(line(n) for n in range(1, 10))


def test_the_larger_group_counts_once_it_is_reached() -> None:
    twenty = GroupDiscount("Group of 20", 20, 15)
    many = discounted([line(n) for n in range(1, 21)], offers(TEN, twenty))
    assert many[0].price_explained.endswith("Group of 20 −15 %")


def test_of_group_and_code_the_larger_counts_and_never_both() -> None:
    ten = [line(n) for n in range(1, 11)]
    assert discounted(ten, offers(TEN, code=promo(percent=5)))[0].price_explained.endswith("Group of 10 −10 %")
    better = discounted(ten, offers(TEN, code=promo(percent=25)))[0]
    assert (better.price_minor, better.price_explained) == (26250, "₹350 Regular ×1; TRY −25 %")


def test_an_amount_off_never_makes_a_price_negative() -> None:
    free = discounted([line(1, 3000)], offers(code=promo(amount_minor=5000)))[0]
    assert (free.price_minor, free.discount_minor) == (0, 3000)
    assert free.price_explained.endswith("TRY −₹30")


def test_a_code_for_four_seats_sleeps_while_there_are_three() -> None:
    code = promo(percent=20, seats_min=4)
    assert discounted([line(n) for n in (1, 2, 3)], offers(code=code))[0].discount_minor == 0
    assert discounted([line(n) for n in (1, 2, 3, 4)], offers(code=code))[0].discount_minor == 7000


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "counts"),
    [
        (DAY, DAY, True),
        (DAY + timedelta(days=1), None, False),
        (None, DAY - timedelta(days=1), False),
        (DAY - timedelta(days=9), None, True),
    ],
)
def test_dates_are_the_shows_and_inclusive(valid_from: date | None, valid_until: date | None, counts: bool) -> None:
    group = GroupDiscount("Pair", 2, 10, valid_from, valid_until)
    code = promo(percent=20, valid_from=valid_from, valid_until=valid_until)
    pair = [line(1), line(2)]
    assert (discounted(pair, offers(group))[0].discount_minor > 0) is counts
    assert (discounted(pair, offers(code=code))[0].discount_minor > 0) is counts
    if not counts:
        with pytest.raises(PromoRefused):
            require_usable(code, "TRY", 2, DAY)


def test_only_lines_whose_price_changes_are_written_again() -> None:
    nine = [line(n) for n in range(1, 10)]
    assert changed(nine, discounted(nine, offers(TEN))) == []
    ten = [*nine, line(10)]
    assert [each.seat.id for each in changed(nine, discounted(ten, offers(TEN)))] == list(range(1, 10))


@given(
    prices=st.lists(st.integers(0, 10**7), min_size=1, max_size=12),
    group_percent=st.integers(1, 100),
    code_percent=st.integers(0, 100),
    code_amount=st.integers(0, 10**6),
)
def test_each_seat_gets_the_best_single_offer_rounded_half_up(
    prices: list[int], group_percent: int, code_percent: int, code_amount: int
) -> None:
    lines = [line(place, price) for place, price in enumerate(prices)]
    group = GroupDiscount("Group", 2, group_percent)
    after = discounted(lines, offers(group, code=promo(code_percent, code_amount)))

    def share(price: int, percent: int) -> int:
        return int(Fraction(price * percent, 100) + Fraction(1, 2))

    for price, each in zip(prices, after, strict=True):
        best = max(
            share(price, group_percent) if len(prices) >= 2 else 0, share(price, code_percent), min(price, code_amount)
        )
        assert each.discount_minor == best
        assert each.price_minor == price - best >= 0
    assert discounted(after, offers(group, code=promo(code_percent, code_amount))) == after


def test_a_code_that_is_unknown_used_up_or_for_more_seats_is_refused_with_what_to_do() -> None:
    with pytest.raises(PromoRefused, match="no code TYR"):
        require_usable(None, "TYR", 2, DAY)
    with pytest.raises(PromoRefused, match="used up"):
        require_usable(promo(percent=5, uses_left=0), "TRY", 2, DAY)
    with pytest.raises(PromoRefused, match="from 4 seats on"):
        require_usable(promo(percent=5, seats_min=4), "TRY", 2, DAY)
