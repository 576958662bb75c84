"""What a basket gets off its prices: group discounts and promo codes, as pure functions.

The house's rule, since none is given with the figures: of the group discount the basket has reached and the code it carries,
each seat gets the one that takes more off, never both. A discount counts on the show's local date, as every price rule does
(data.md). It is taken off the full price as it was held, rounded half up once per seat, and never makes a price negative;
the full price itself never changes while seats come and go.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.controllers.sell.pricing import ShowPrices
from app.models.errors import PromoRefused
from app.models.records import BookingLine
from app.models.sell.offers import GroupDiscount, PromoCode
from app.utils.money import percent_of_minor

_MARK = "; "
"""Between how a full price was made and what was taken off it."""


@dataclass(frozen=True, slots=True)
class Offers:
    """Everything that can take something off the seats of one basket."""

    groups: Sequence[GroupDiscount]
    promo: PromoCode | None
    day: date | None
    """The show's local date."""
    money: Callable[[int], str]


def offers_for(prices: ShowPrices, promo: PromoCode | None) -> Offers:
    """What can be taken off a show's seats for a basket with this code, or none."""
    return Offers(prices.book.group_discounts, promo, prices.date, prices.money)


def discounted(lines: Sequence[BookingLine], offers: Offers) -> tuple[BookingLine, ...]:
    """The lines of a basket with what they get off as it is now: each keeps its full price."""
    group = _group_for(len(lines), offers)
    promo = offers.promo if offers.promo is not None and _counts(offers.promo, len(lines), offers.day) else None
    return tuple(_discounted(line, group, promo, offers.money) for line in lines)


def changed(before: Sequence[BookingLine], after: Sequence[BookingLine]) -> list[BookingLine]:
    """Those lines of `after` that stand in `before` with another price or another explanation."""
    known = {line.seat.id: line for line in before}
    return [line for line in after if line.seat.id in known and known[line.seat.id] != line]


def require_usable(promo: PromoCode | None, typed: str, seat_count: int, day: date | None) -> PromoCode:
    """The code, when it can be used for a basket of so many seats. Raises PromoRefused with what is in the way."""
    if promo is None or not promo.active:
        raise PromoRefused(f"There is no code {typed}. Look at it again, letter by letter.")
    if day is not None and promo.valid_from is not None and day < promo.valid_from:
        raise PromoRefused(
            f"{promo.code} counts for shows from {promo.valid_from:%d %b %Y} on, and this show is earlier."
        )
    if day is not None and promo.valid_until is not None and day > promo.valid_until:
        raise PromoRefused(f"{promo.code} counted for shows up to {promo.valid_until:%d %b %Y}: it is over.")
    if promo.uses_left == 0:
        raise PromoRefused(f"{promo.code} has been used up.")
    if seat_count < promo.seats_min:
        raise PromoRefused(f"{promo.code} counts from {promo.seats_min} seats on. Pick more seats, then type it again.")
    return promo


def _counts(promo: PromoCode, seat_count: int, day: date | None) -> bool:
    return seat_count >= promo.seats_min and _in_time(promo, day)


def _in_time(rule: GroupDiscount | PromoCode, day: date | None) -> bool:
    if day is None:
        return True
    return (rule.valid_from is None or rule.valid_from <= day) and (rule.valid_until is None or day <= rule.valid_until)


def _group_for(seat_count: int, offers: Offers) -> GroupDiscount | None:
    """The largest group the basket has reached; of two for the same size the one that takes more off."""
    reached = [group for group in offers.groups if seat_count >= group.seats_min and _in_time(group, offers.day)]
    return max(reached, key=lambda group: (group.seats_min, group.percent_off), default=None)


def _discounted(
    line: BookingLine, group: GroupDiscount | None, promo: PromoCode | None, money: Callable[[int], str]
) -> BookingLine:
    full_minor, explained = line.full_price_minor, line.price_explained.split(_MARK)[0]
    found: list[tuple[int, str]] = []
    if group is not None:
        found.append((percent_of_minor(full_minor, group.percent_off), f"{group.name} −{group.percent_off} %"))
    if promo is not None and promo.percent_off:
        found.append((percent_of_minor(full_minor, promo.percent_off), f"{promo.code} −{promo.percent_off} %"))
    if promo is not None and promo.amount_off_minor:
        off_minor = min(full_minor, promo.amount_off_minor)
        found.append((off_minor, f"{promo.code} −{money(off_minor)}"))
    off_minor, words = max(found, key=lambda each: each[0], default=(0, ""))
    if off_minor == 0:
        return replace(line, price_minor=full_minor, discount_minor=0, price_explained=explained)
    told = f"{explained}{_MARK}{words}"
    return replace(line, price_minor=full_minor - off_minor, discount_minor=off_minor, price_explained=told)
