"""The figures prices are multiplied with, as a manager keeps them: usual ones, and special ones for a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from app.models.sell.price_rules import RuleKind, SpecialRule, special_of
from app.models.statements import Reader, Row, Unit


@dataclass(frozen=True, slots=True)
class UsualPrice:
    """What counts when nothing special does: `code` is a seat type, or WEEKDAY, WEEKEND, HOLIDAY."""

    kind: RuleKind
    code: str
    percent: int


@dataclass(frozen=True, slots=True)
class KeptSpecial:
    """A SpecialRule with its id, and whether it is in use."""

    id: int
    kind: RuleKind
    code: str
    name: str
    percent: int
    valid_from: date | None
    valid_until: date | None
    weekdays: int
    from_time: time | None
    until_time: time | None
    active: bool

    @property
    def rule(self) -> SpecialRule:
        return SpecialRule(
            self.kind, self.code, self.name, self.percent, self.valid_from, self.valid_until, self.weekdays,
            self.from_time, self.until_time,
        )  # fmt: skip


def usual(reader: Reader) -> list[UsualPrice]:
    """Those that are written down; what is not counts 100."""
    found = reader.rows("SELECT kind, code, percent FROM price_rules")
    return [UsualPrice(RuleKind(kind), code, int(percent)) for kind, code, percent in found]


def write_usual(unit: Unit, price: UsualPrice) -> None:
    unit.later(
        "INSERT INTO price_rules (kind, code, percent) VALUES (%s, %s, %s) ON DUPLICATE KEY UPDATE percent = %s",
        (price.kind.value, price.code, price.percent, price.percent),
    )


def specials(reader: Reader) -> list[KeptSpecial]:
    """All of them, those in use first, the newest first."""
    found = reader.rows(
        "SELECT id, active, kind, code, name, percent, valid_from, valid_until, weekdays, from_time, until_time"
        " FROM special_price_rules ORDER BY active DESC, id DESC"
    )
    return [_special_of(row) for row in found]


def add(unit: Unit, new: KeptSpecial) -> int:
    """Write a new one; its id is the server's."""
    return unit.insert(
        "INSERT INTO special_price_rules (kind, code, name, percent, valid_from, valid_until, weekdays, from_time,"
        " until_time, active) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (new.kind.value, *_values(new)),
    )


def change(unit: Unit, kept: KeptSpecial) -> None:
    """Everything but its kind."""
    unit.later(
        "UPDATE special_price_rules SET code = %s, name = %s, percent = %s, valid_from = %s, valid_until = %s,"
        " weekdays = %s, from_time = %s, until_time = %s, active = %s WHERE id = %s",
        (*_values(kept), kept.id),
    )


def _values(kept: KeptSpecial) -> tuple[object, ...]:
    dates = (kept.valid_from, kept.valid_until, kept.weekdays)
    return (kept.code, kept.name, kept.percent, *dates, kept.from_time, kept.until_time, kept.active)


def _special_of(row: Row) -> KeptSpecial:
    rule = special_of(row[2:])
    return KeptSpecial(
        int(row[0]), rule.kind, rule.code, rule.name, rule.percent, rule.valid_from, rule.valid_until, rule.weekdays,
        rule.from_time, rule.until_time, bool(row[1]),
    )  # fmt: skip
