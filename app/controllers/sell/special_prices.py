"""Which special rules count for a show: pure functions of its local date and time. An example of all of it together is in
docs/decisions/0018-how-a-price-is-made.md.

Of several rules that fit, the dearest counts, once. A special rule stands in the place of a usual one, dearer or cheaper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from app.models.records import SeatType
from app.models.sell.price_book import Dates
from app.models.sell.price_rules import RuleKind, SpecialRule


@dataclass(frozen=True, slots=True)
class Factor:
    """What a price is multiplied with, in percent, and what people call it."""

    name: str
    percent: int


def dearest(factors: Iterable[Factor]) -> Factor | None:
    """The one that counts of those that fit, None of none."""
    return max(factors, key=lambda factor: factor.percent, default=None)


def seat_factors(specials: Sequence[SpecialRule], day: date) -> dict[SeatType, Factor]:
    """By seat type what stands in the place of its usual figure that day."""
    found = {
        seat_type: dearest(
            Factor(f"{seat_type.label} ({rule.name})", rule.percent)
            for rule in _fitting(specials, RuleKind.SEAT_TYPE, day)
            if rule.code == seat_type
        )
        for seat_type in SeatType
    }
    return {seat_type: factor for seat_type, factor in found.items() if factor is not None}


def day_factor(specials: Sequence[SpecialRule], day: date, usual: Sequence[tuple[str, Factor]]) -> Factor | None:
    """The one rule about the day; `usual` are (code, factor) of those that apply on it.

    A rule for a sort of day stands in for that usual figure alone: a cheap Tuesday leaves a holiday on a Tuesday as dear as
    holidays are. One for every sort of day stands in for them all.
    """
    codes = {code for code, _ in usual}
    fitting = [rule for rule in _fitting(specials, RuleKind.DAY, day) if not rule.code or rule.code in codes]
    if any(not rule.code for rule in fitting):
        return dearest(_factors(fitting))
    instead = {code: dearest(_factors(rule for rule in fitting if rule.code == code)) for code in codes}
    return dearest(instead[code] or factor for code, factor in usual)


def time_factor(specials: Sequence[SpecialRule], day: date, start: time) -> Factor | None:
    """What comes on top because of the time the show starts at, None where nothing does."""
    return dearest(_factors(rule for rule in _fitting(specials, RuleKind.TIME, day) if starts_within(rule, start)))


def starts_within(rule: SpecialRule, start: time) -> bool:
    """Whether a start is in the rule's hours, which may pass midnight: 22:00 to 02:00 is late in the evening and at night."""
    if rule.from_time is None or rule.until_time is None:
        return False
    if rule.from_time <= rule.until_time:
        return rule.from_time <= start < rule.until_time
    return start >= rule.from_time or start < rule.until_time


def _fitting(specials: Sequence[SpecialRule], kind: RuleKind, day: date) -> list[SpecialRule]:
    return [
        rule
        for rule in specials
        if rule.kind is kind
        and Dates(rule.valid_from, rule.valid_until).include(day)
        and rule.weekdays >> day.weekday() & 1
    ]


def _factors(rules: Iterable[SpecialRule]) -> list[Factor]:
    return [Factor(rule.name, rule.percent) for rule in rules]
