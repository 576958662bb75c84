"""What takes something off a price: records of group discounts and promo codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class GroupDiscount:
    """What a basket of many seats gets off each seat; the dates are inclusive, None without an end."""

    name: str
    seats_min: int
    percent_off: int
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class PromoCode:
    """What a code takes off each seat: a share or an amount. `uses_left` is None where there is no limit."""

    id: int
    code: str
    name: str
    percent_off: int
    amount_off_minor: int
    seats_min: int
    valid_from: date | None
    valid_until: date | None
    uses_left: int | None
    active: bool
