"""The stored figures prices are made of: ticket types and multipliers. How they combine is the controllers' rule."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.records import SeatType, TicketType
from app.models.sell import discounts
from app.models.sell.offers import GroupDiscount
from app.models.statements import Reader, Unit


@dataclass(frozen=True, slots=True)
class PriceBook:
    """Percent figures: 130 means x 1.3. `day_percents` is keyed WEEKDAY, WEEKEND, HOLIDAY."""

    ticket_types: tuple[TicketType, ...]
    seat_type_percents: dict[SeatType, int]
    day_percents: dict[str, int]
    group_discounts: tuple[GroupDiscount, ...] = ()

    def ticket_type(self, code: str) -> TicketType:
        """The ticket type of that code. Raises KeyError for one the house does not sell."""
        for ticket_type in self.ticket_types:
            if ticket_type.code == code:
                return ticket_type
        raise KeyError(code)


def read(reader: Reader) -> PriceBook:
    """The price book as it stands now."""
    types = tuple(
        TicketType(*row) for row in reader.rows("SELECT id, code, name, percent FROM ticket_types ORDER BY sort_order")
    )
    rules = reader.rows("SELECT kind, code, percent FROM price_rules")
    return PriceBook(
        types,
        {SeatType(code): int(percent) for kind, code, percent in rules if kind == "SEAT_TYPE"},
        {str(code): int(percent) for kind, code, percent in rules if kind == "DAY"},
        discounts.groups(reader),
    )


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
