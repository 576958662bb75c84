"""The stored figures prices are made of: ticket types and multipliers. How they combine is the controllers' rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app.models.records import SeatType, TicketType
from app.models.sell import discounts, price_rules
from app.models.sell.offers import GroupDiscount
from app.models.sell.price_rules import SpecialRule
from app.models.statements import Reader, Unit


@dataclass(frozen=True, slots=True)
class Dates:
    """From a day to a day, both included; None without an end."""

    first: date | None = None
    last: date | None = None

    def include(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class PriceBook:
    """Percent figures: 130 means x 1.3. `day_percents` is keyed WEEKDAY, WEEKEND, HOLIDAY."""

    ticket_types: tuple[TicketType, ...]
    """What is sold, in the price list's order; the first is the full price."""
    seat_type_percents: dict[SeatType, int]
    day_percents: dict[str, int]
    group_discounts: tuple[GroupDiscount, ...] = ()
    specials: tuple[SpecialRule, ...] = ()
    own_days: Mapping[date, bool] = field(default_factory=dict)
    """Days the cinema itself calls a holiday, or an ordinary day (False), whatever the calendar says."""
    type_dates: Mapping[int, Dates] = field(default_factory=dict)
    """By ticket type's id: the dates of the shows it is sold for, where there are some."""

    def ticket_type(self, code: str) -> TicketType:
        """The ticket type of that code. Raises KeyError for one the house does not sell."""
        for ticket_type in self.ticket_types:
            if ticket_type.code == code:
                return ticket_type
        raise KeyError(code)

    def on(self, day: date) -> PriceBook:
        """The same with the ticket types that are sold for shows of that day."""
        sold = tuple(each for each in self.ticket_types if self.type_dates.get(each.id, _ALWAYS).include(day))
        # That one type is always sold is kept by whoever changes them; a show without any could not be shown at all.
        return replace(self, ticket_types=sold or self.ticket_types)


_ALWAYS = Dates()


def read(reader: Reader, cinema_id: int | None = None) -> PriceBook:
    """The price book as it stands now, with the days of a cinema; what is not in use is left out."""
    types = reader.rows(
        "SELECT id, code, name, percent, valid_from, valid_until FROM ticket_types WHERE active ORDER BY sort_order, id"
    )
    seat_type_percents, day_percents = price_rules.usual(reader)
    return PriceBook(
        tuple(TicketType(*row[:4]) for row in types),
        seat_type_percents,
        day_percents,
        discounts.groups(reader),
        price_rules.specials(reader),
        own_days(reader, cinema_id) if cinema_id is not None else {},
        {int(row[0]): Dates(*row[4:]) for row in types if row[4] is not None or row[5] is not None},
    )


def own_days(reader: Reader, cinema_id: int) -> dict[date, bool]:
    """Whether the days a cinema has said something about are holidays there."""
    found = reader.rows("SELECT day, is_holiday FROM cinema_holidays WHERE cinema_id = %s", (cinema_id,))
    return {day: bool(is_holiday) for day, is_holiday in found}


def change(unit: Unit) -> None:
    """The first statement of a unit that changes a price: others who do wait here, and open seat maps read prices again."""
    unit.execute("INSERT INTO price_book (id, version) VALUES (1, 1) ON DUPLICATE KEY UPDATE version = version + 1")


def write_usual(unit: Unit) -> None:
    """The price list a house starts with (the owner's figures): seats 1.0 / 1.3 / 1.5, days 1.0 / 1.5 / 2.0."""
    unit.insert_rows(
        "INSERT INTO ticket_types (code, name, percent, sort_order) VALUES",
        [
            ("ADULT", "Adult", 100, 1),
            ("CHILD", "Child", 70, 2),
            ("SENIOR", "Senior", 80, 3),
            ("STUDENT", "Student", 85, 4),
        ],
    )
    unit.insert_rows(
        "INSERT INTO price_rules (kind, code, percent) VALUES",
        [
            ("SEAT_TYPE", "REGULAR", 100),
            ("SEAT_TYPE", "PREMIUM", 130),
            ("SEAT_TYPE", "VIP", 150),
            ("DAY", "WEEKDAY", 100),
            ("DAY", "WEEKEND", 150),
            ("DAY", "HOLIDAY", 200),
        ],
    )
