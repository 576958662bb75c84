"""How money that is due goes back, in words."""

from __future__ import annotations

from typing import NamedTuple

from app.controllers.after.refunds_owed import RefundDue
from app.models.records import PaymentMethod


class WayBack(NamedTuple):
    """`name` is told in the list, `verb` on the button ("Hand back ₹700 in cash"); `from_drawer`: it is cash."""

    name: str
    verb: str
    from_drawer: bool


def told_way(due: RefundDue, *, in_cash: bool = False) -> WayBack:
    """The way it came, or `in_cash`."""
    if in_cash or due.method is PaymentMethod.CASH:
        return WayBack("in cash", "Hand back {} in cash", True)
    name = due.method.label if due.method is PaymentMethod.UPI else due.method.label.lower()
    if due.through_provider:
        return WayBack(f"{name}, by provider", "Send {} again", False)
    return WayBack(f"{name}, by hand", "Credit {} by hand", False)
