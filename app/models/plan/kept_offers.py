"""Group discounts and promo codes as a manager keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.models.statements import Reader, Row, Unit


@dataclass(frozen=True, slots=True)
class KeptGroup:
    """What a basket of so many seats gets off each; the dates are the shows', inclusive."""

    id: int
    name: str
    seats_min: int
    percent_off: int
    valid_from: date | None
    valid_until: date | None
    active: bool


@dataclass(frozen=True, slots=True)
class KeptPromo:
    """What a code takes off each seat: a share or an amount. `used` counts paid bookings, `held` those that wait to be paid."""

    id: int
    code: str
    name: str
    percent_off: int
    amount_off_minor: int
    seats_min: int
    valid_from: date | None
    valid_until: date | None
    uses_max: int | None
    used: int
    active: bool
    held: int


def groups(reader: Reader) -> list[KeptGroup]:
    """Those in use first, the smallest group first."""
    found = reader.rows(
        "SELECT id, name, seats_min, percent_off, valid_from, valid_until, active FROM group_discounts"
        " ORDER BY active DESC, seats_min, percent_off, id"
    )
    return [KeptGroup(int(row[0]), row[1], int(row[2]), int(row[3]), row[4], row[5], bool(row[6])) for row in found]


def add_group(unit: Unit, new: KeptGroup) -> int:
    """Write a new one; its id is the server's."""
    return unit.insert(
        "INSERT INTO group_discounts (name, seats_min, percent_off, valid_from, valid_until, active)"
        " VALUES (%s, %s, %s, %s, %s, %s)",
        (new.name, new.seats_min, new.percent_off, new.valid_from, new.valid_until, new.active),
    )


def change_group(unit: Unit, kept: KeptGroup) -> None:
    unit.later(
        "UPDATE group_discounts SET name = %s, seats_min = %s, percent_off = %s, valid_from = %s, valid_until = %s,"
        " active = %s WHERE id = %s",
        (kept.name, kept.seats_min, kept.percent_off, kept.valid_from, kept.valid_until, kept.active, kept.id),
    )


def promos(reader: Reader) -> list[KeptPromo]:
    """Those in use first, the newest first."""
    found = reader.rows(
        """
        SELECT p.id, p.code, p.name, p.percent_off, p.amount_off_minor, p.seats_min, p.valid_from, p.valid_until,
               p.uses_max, p.used, p.active, COUNT(b.id)
        FROM promo_codes p LEFT JOIN bookings b ON b.promo_code_id = p.id AND b.status = 'PENDING'
        GROUP BY p.id ORDER BY p.active DESC, p.id DESC
        """
    )
    return [_promo_of(row) for row in found]


def promo_to_change(unit: Unit, promo_id: int) -> KeptPromo | None:
    """A code held still: while the unit lasts no sale counts a use of it."""
    unit.execute("SELECT id FROM promo_codes WHERE id = %s FOR UPDATE", (promo_id,))
    return next((promo for promo in promos(unit) if promo.id == promo_id), None)


def was_carried(reader: Reader, promo_id: int) -> bool:
    """Whether any booking, whatever became of it, has had the code."""
    return reader.row("SELECT 1 FROM bookings WHERE promo_code_id = %s LIMIT 1", (promo_id,)) is not None


def add_promo(unit: Unit, new: KeptPromo) -> int:
    """Write a new one; its id is the server's. Raises DuplicateKey when there is such a code."""
    return unit.insert(
        "INSERT INTO promo_codes (code, name, percent_off, amount_off_minor, seats_min, valid_from, valid_until,"
        " uses_max, active) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        _promo_values(new),
    )


def change_promo(unit: Unit, kept: KeptPromo) -> None:
    """Everything but how often it was used: that is the sales'."""
    unit.later(
        "UPDATE promo_codes SET code = %s, name = %s, percent_off = %s, amount_off_minor = %s, seats_min = %s,"
        " valid_from = %s, valid_until = %s, uses_max = %s, active = %s WHERE id = %s",
        (*_promo_values(kept), kept.id),
    )


def _promo_values(promo: KeptPromo) -> tuple[object, ...]:
    return (
        promo.code, promo.name, promo.percent_off, promo.amount_off_minor, promo.seats_min, promo.valid_from,
        promo.valid_until, promo.uses_max, promo.active,
    )  # fmt: skip


def _promo_of(row: Row) -> KeptPromo:
    uses_max = None if row[8] is None else int(row[8])
    return KeptPromo(
        int(row[0]), row[1], row[2], int(row[3]), int(row[4]), int(row[5]), row[6], row[7], uses_max, int(row[9]),
        bool(row[10]), int(row[11]),
    )  # fmt: skip
