"""What a seat costs: pure functions from the price book, the show, the day and the ticket type.

price = base x seat type (or the show's own price for that type) x day rule x ticket type, in whole minor units, rounded
half up once, per seat (the house's price list). A new day rule is a class added to DAY_RULES, and its percent in price_rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.models.records import Seat, SeatType, TicketType
from app.models.sell.price_book import PriceBook
from app.utils.money import percent_of_minor

IsHoliday = Callable[[date], bool]


class DayRule(Protocol):
    """A rule about the show's local date; `code` finds its percent in the price book."""

    code: str
    name: str

    def applies(self, day: date, is_holiday: IsHoliday) -> bool: ...


class Weekday:
    code, name = "WEEKDAY", "Weekday"

    def applies(self, day: date, is_holiday: IsHoliday) -> bool:
        return day.weekday() < 5


class Weekend:
    code, name = "WEEKEND", "Weekend"

    def applies(self, day: date, is_holiday: IsHoliday) -> bool:
        return day.weekday() >= 5


class Holiday:
    code, name = "HOLIDAY", "Holiday"

    def applies(self, day: date, is_holiday: IsHoliday) -> bool:
        return is_holiday(day)


DAY_RULES: tuple[DayRule, ...] = (Weekday(), Weekend(), Holiday())


@dataclass(frozen=True, slots=True)
class DayPrice:
    """The one rule that counts on a day."""

    name: str
    percent: int


def day_price(day: date, is_holiday: IsHoliday, percents: Mapping[str, int]) -> DayPrice:
    """The dearest rule that applies, once: a holiday on a weekend is not doubled twice (data.md)."""
    applying = [
        DayPrice(rule.name, percents[rule.code])
        for rule in DAY_RULES
        if rule.code in percents and rule.applies(day, is_holiday)
    ]
    return max(applying, key=lambda price: price.percent, default=DayPrice("Every day", 100))


@dataclass(frozen=True, slots=True)
class Price:
    """A price and how it was made, e.g. "₹350 Premium ×1.3, Weekend ×1.5, Child ×0.7"."""

    amount_minor: int
    explained: str


@dataclass(frozen=True, slots=True)
class ShowPrices:
    """Everything the price of any seat of one show is made of."""

    base_price_minor: int
    own_prices_minor: Mapping[SeatType, int]
    day: DayPrice
    book: PriceBook
    money: Callable[[int], str]
    """Writes minor units out in the cinema's currency and locale."""
    date: date | None = None
    """The show's local date, which decides which discounts count."""

    def of(self, seat: Seat, ticket_type: TicketType) -> Price:
        """The price of one seat for one ticket type."""
        return self.of_type(seat.seat_type, ticket_type)

    def of_type(self, seat_type: SeatType, ticket_type: TicketType) -> Price:
        """The price of any seat of a type for one ticket type."""
        own = self.own_prices_minor.get(seat_type)
        if own is None:
            start_minor, seat_percent = self.base_price_minor, self.book.seat_type_percents.get(seat_type, 100)
            start = f"{seat_type.label} ×{_factor(seat_percent)}"
        else:
            start_minor, seat_percent = own, 100
            start = f"{seat_type.label}, this show's own price"
        amount_minor = percent_of_minor(start_minor, seat_percent, self.day.percent, ticket_type.percent)
        explained = (
            f"{self.money(start_minor)} {start}, {self.day.name} ×{_factor(self.day.percent)}, "
            f"{ticket_type.name} ×{_factor(ticket_type.percent)}"
        )
        return Price(amount_minor, explained)

    def cheapest_minor(self) -> int:
        """The least a full-price ticket of this show costs: the programme's "from" price."""
        full = self.book.ticket_types[0]
        return min(self.of_type(seat_type, full).amount_minor for seat_type in SeatType)


def _factor(percent: int) -> str:
    return f"{percent / 100:g}"
