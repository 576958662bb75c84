"""What a seat costs: pure functions from the price book, the show, the day and the ticket type.

price = base x seat type (or the show's own price for that type) x day rule x time rule x ticket type, in whole minor units,
rounded half up once, per seat (the house's price list). A new day rule is a class added to DAY_RULES, and its percent in
price_rules; what counts for a while only is in special_prices.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from app.controllers.sell.special_prices import Factor, day_factor, seat_factors, time_factor
from app.models.records import Seat, SeatType, TicketType
from app.models.sell.price_book import PriceBook
from app.models.sell.price_rules import SpecialRule
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


def day_price(
    day: date, is_holiday: IsHoliday, percents: Mapping[str, int], specials: Sequence[SpecialRule] = ()
) -> Factor:
    """The dearest rule that applies, once: a holiday on a weekend is not doubled twice (data.md)."""
    usual = [
        (rule.code, Factor(rule.name, percents[rule.code]))
        for rule in DAY_RULES
        if rule.code in percents and rule.applies(day, is_holiday)
    ]
    return day_factor(specials, day, usual) or Factor("Every day", 100)


@dataclass(frozen=True, slots=True)
class Price:
    """A price and how it was made, e.g. "₹350 Premium ×1.3, Weekend ×1.5, Child ×0.7"."""

    amount_minor: int
    explained: str


@dataclass(frozen=True, slots=True)
class Step:
    """A line of a price as it is told to a person: what is counted, and what the price comes to so far.

    `percent` is None for what the price begins with. Each amount is rounded for itself: none is made of another rounded one.
    """

    name: str
    percent: int | None
    amount_minor: int


@dataclass(frozen=True, slots=True)
class ShowPrices:
    """Everything the price of any seat of one show is made of."""

    base_price_minor: int
    own_prices_minor: Mapping[SeatType, int]
    day: Factor
    book: PriceBook
    money: Callable[[int], str]
    """Writes minor units out in the cinema's currency and locale."""
    date: date | None = None
    """The show's local date, which decides which discounts count."""
    time: Factor | None = None
    """What comes on top because of the time the show starts at."""
    seats: Mapping[SeatType, Factor] = field(default_factory=dict)
    """What stands in the place of a seat type's usual figure on this date."""

    def of(self, seat: Seat, ticket_type: TicketType) -> Price:
        """The price of one seat for one ticket type."""
        return self.of_type(seat.seat_type, ticket_type)

    def of_type(self, seat_type: SeatType, ticket_type: TicketType) -> Price:
        """The price of any seat of a type for one ticket type."""
        start_minor, factors = self._made_of(seat_type, ticket_type)
        told = ", ".join(f"{factor.name} ×{times(factor.percent)}" for factor in factors)
        if seat_type in self.own_prices_minor:
            told = f"{seat_type.label}, this show's own price, {told}"
        amount_minor = percent_of_minor(start_minor, *(factor.percent for factor in factors))
        return Price(amount_minor, f"{self.money(start_minor)} {told}")

    def steps(self, seat_type: SeatType, ticket_type: TicketType) -> tuple[Step, ...]:
        """The same price line by line; the last one is what it comes to."""
        start_minor, factors = self._made_of(seat_type, ticket_type)
        own = seat_type in self.own_prices_minor
        first = f"This show's own price for {seat_type.label}" if own else "The show's base price"
        percents = [factor.percent for factor in factors]
        return (
            Step(first, None, start_minor),
            *(
                Step(factor.name, factor.percent, percent_of_minor(start_minor, *percents[: place + 1]))
                for place, factor in enumerate(factors)
            ),
        )

    def cheapest_minor(self) -> int:
        """The least a full-price ticket of this show costs: the programme's "from" price."""
        full = self.book.ticket_types[0]
        return min(self.of_type(seat_type, full).amount_minor for seat_type in SeatType)

    def _made_of(self, seat_type: SeatType, ticket_type: TicketType) -> tuple[int, tuple[Factor, ...]]:
        """What the price begins with, and what it is multiplied with, in the order in which it is told."""
        of_time = () if self.time is None else (self.time,)
        after = (self.day, *of_time, Factor(ticket_type.name, ticket_type.percent))
        own_minor = self.own_prices_minor.get(seat_type)
        if own_minor is not None:
            return own_minor, after
        usual = Factor(seat_type.label, self.book.seat_type_percents.get(seat_type, 100))
        return self.base_price_minor, (self.seats.get(seat_type, usual), *after)


def prices_at(
    base_price_minor: int,
    own_prices_minor: Mapping[SeatType, int],
    starts_local: datetime,
    book: PriceBook,
    is_holiday: IsHoliday,
    money: Callable[[int], str],
) -> ShowPrices:
    """The prices of a show that starts at this time on the cinema's clock: its local date and time decide (data.md)."""
    day = starts_local.date()
    return ShowPrices(
        base_price_minor,
        own_prices_minor,
        day_price(day, is_holiday, book.day_percents, book.specials),
        book.on(day),
        money,
        day,
        time_factor(book.specials, day, starts_local.time()),
        seat_factors(book.specials, day),
    )


def times(percent: int) -> str:
    """As people read a factor: 130 is 1.3."""
    return f"{percent / 100:g}"
