"""What comes back of a ticket: pure rules, in minor units.

A cinema's rules are a ladder: the one of the most minutes that are still left until the show counts. With less left than any of
them asks for nothing comes back. Each seat's part is rounded half up by itself, as its price was.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from app.models.after.refund_rules import RefundRule

_MINUTE = timedelta(minutes=1)


class Parted(NamedTuple):
    """A ticket's price, parted into what goes back and what the cinema keeps."""

    back_minor: int
    fee_minor: int


def percent_left(rules: Sequence[RefundRule], starts_at: datetime, now: datetime) -> int:
    """The percent that comes back `now`, by the server's clock; 0 where no rule has so much time left."""
    left = starts_at - now
    for rule in sorted(rules, key=lambda each: each.minutes_before, reverse=True):
        asked = rule.minutes_before * _MINUTE
        if left > asked or (left == asked and not rule.beyond):
            return rule.percent
    return 0


def until(rules: Sequence[RefundRule], starts_at: datetime, now: datetime) -> datetime | None:
    """Until when what comes back stays as it is now; None when it will not change any more."""
    ends = (starts_at - rule.minutes_before * _MINUTE for rule in rules)
    return min((end for end in ends if end >= now), default=None)


def parted(price_minor: int, percent: int) -> Parted:
    """`percent` of a price, rounded half up, and the rest of it. Raises ValueError for anything but 0 to 100 of at least 0."""
    if price_minor < 0 or not 0 <= percent <= 100:
        raise ValueError(f"{percent} % of {price_minor} minor units is no refund")
    back_minor = (price_minor * percent + 50) // 100
    return Parted(back_minor, price_minor - back_minor)


def minutes_left(starts_at: datetime, now: datetime) -> int:
    """Whole minutes until the show, rounded down; negative once it has begun."""
    return (starts_at - now) // _MINUTE


def sentence(rules: Sequence[RefundRule]) -> str:
    """The rules in one sentence, as they are told to a customer: most time first."""
    told = [
        f"{rule.percent} % {'more than' if rule.beyond else 'from'} {told_minutes(rule.minutes_before)} before the show"
        for rule in sorted(rules, key=lambda each: each.minutes_before, reverse=True)
    ]
    return f"A customer gets back {'; '.join([*told, 'later nothing'])}." if told else "Nothing comes back at any time."


def told_minutes(minutes: int) -> str:
    """90 is 1 h 30 min."""
    hours, rest = divmod(minutes, 60)
    return " ".join([*([f"{hours} h"] if hours else []), *([f"{rest} min"] if rest or not hours else [])])
