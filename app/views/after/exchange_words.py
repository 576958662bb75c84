"""What an exchange says at the counter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.controllers.pay.credit import Credit
from app.controllers.pay.refunding import GivenBack
from app.models.records import PaymentMethod
from app.views.till.void_panel import method_name

Money = Callable[[int], str]
"""An amount in minor units as people of the cinema read it."""


def told_ways(ways: Sequence[GivenBack], money: Money) -> str:
    """₹250 in cash and ₹100 by card."""
    return " and ".join(f"{money(way.amount_minor)} {told_way(way)}" for way in ways)


def told_way(way: GivenBack) -> str:
    if way.method is PaymentMethod.VOUCHER:
        return "onto the gift voucher"
    name = method_name(way.method)
    return f"{name}, sent by the provider" if way.through_provider else name


def told_seats(credit: Credit) -> str:
    """FYR-7K2P9M F7 F8."""
    return " ".join((credit.reference, *credit.seat_labels))
