"""The stored figures prices are made of: ticket types and multipliers. How they combine is the controllers' rule."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.records import SeatType, TicketType
from app.models.statements import Reader


@dataclass(frozen=True, slots=True)
class PriceBook:
    """Percent figures: 130 means x 1.3. `day_percents` is keyed WEEKDAY, WEEKEND, HOLIDAY."""

    ticket_types: tuple[TicketType, ...]
    seat_type_percents: dict[SeatType, int]
    day_percents: dict[str, int]

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
    )
