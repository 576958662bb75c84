"""What prices are multiplied with, as it is stored: the usual figures, and special ones for a while. How they combine is the
controllers' rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from app.models.records import SeatType
from app.models.statements import Reader, Row

EVERY_DAY = 127
"""A bit for each day of the week, Monday 1 to Sunday 64."""


class RuleKind(StrEnum):
    SEAT_TYPE = "SEAT_TYPE"
    DAY = "DAY"
    TIME = "TIME"


@dataclass(frozen=True, slots=True)
class SpecialRule:
    """A percent for some dates and days of the week; the dates are inclusive, None without an end.

    `code` is the seat type, or the usual day rule it stands for ("" for all of them); a TIME rule has none and counts from
    `from_time` up to, but not at, `until_time`, both on the cinema's clock.
    """

    kind: RuleKind
    code: str
    name: str
    percent: int
    valid_from: date | None = None
    valid_until: date | None = None
    weekdays: int = EVERY_DAY
    from_time: time | None = None
    until_time: time | None = None


def usual(reader: Reader) -> tuple[dict[SeatType, int], dict[str, int]]:
    """The percents that count when nothing special does: by seat type, and by WEEKDAY, WEEKEND, HOLIDAY."""
    found = reader.rows("SELECT kind, code, percent FROM price_rules")
    return (
        {SeatType(code): int(percent) for kind, code, percent in found if kind == RuleKind.SEAT_TYPE},
        {str(code): int(percent) for kind, code, percent in found if kind == RuleKind.DAY},
    )


def specials(reader: Reader) -> tuple[SpecialRule, ...]:
    """The special rules in use."""
    found = reader.rows(
        "SELECT kind, code, name, percent, valid_from, valid_until, weekdays, from_time, until_time"
        " FROM special_price_rules WHERE active ORDER BY id"
    )
    return tuple(special_of(row) for row in found)


def special_of(row: Row) -> SpecialRule:
    """A SpecialRule from its nine columns in the order of its fields."""
    kind, code, name, percent, valid_from, valid_until, weekdays, from_time, until_time = row
    return SpecialRule(
        RuleKind(kind), code, name, int(percent), valid_from, valid_until, int(weekdays),
        _clock(from_time), _clock(until_time),
    )  # fmt: skip


def _clock(stored: timedelta | None) -> time | None:
    """The driver gives a TIME as the time since midnight."""
    return None if stored is None else (datetime.min.replace(tzinfo=UTC) + stored).time()
