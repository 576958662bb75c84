"""Ticket types as a manager keeps them. One that was ever sold stays in the table: tickets tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.models.statements import Reader, Row, Unit


@dataclass(frozen=True, slots=True)
class KeptTicketType:
    """`place` is where it stands in the price list; the first that is on sale is the full price. Dates are the shows'."""

    id: int
    code: str
    name: str
    percent: int
    place: int
    active: bool
    valid_from: date | None
    valid_until: date | None

    @property
    def always_sold(self) -> bool:
        return self.active and self.valid_from is None and self.valid_until is None


def all_of_them(reader: Reader) -> list[KeptTicketType]:
    """In the price list's order, those that are no longer sold among them."""
    found = reader.rows(
        "SELECT id, code, name, percent, sort_order, active, valid_from, valid_until FROM ticket_types"
        " ORDER BY sort_order, id"
    )
    return [_type_of(row) for row in found]


def add(unit: Unit, new: KeptTicketType) -> int:
    """Write a new one; its id is the server's."""
    return unit.insert(
        "INSERT INTO ticket_types (code, name, percent, sort_order, active, valid_from, valid_until)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s)",
        (new.code, new.name, new.percent, new.place, new.active, new.valid_from, new.valid_until),
    )


def change(unit: Unit, kept: KeptTicketType) -> None:
    """Everything but its code, which is what it is known by."""
    unit.later(
        "UPDATE ticket_types SET name = %s, percent = %s, sort_order = %s, active = %s, valid_from = %s, valid_until = %s"
        " WHERE id = %s",
        (kept.name, kept.percent, kept.place, kept.active, kept.valid_from, kept.valid_until, kept.id),
    )


def _type_of(row: Row) -> KeptTicketType:
    type_id, code, name, percent, place, active, valid_from, valid_until = row
    return KeptTicketType(int(type_id), code, name, int(percent), int(place), bool(active), valid_from, valid_until)
