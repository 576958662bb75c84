"""The keys of Sell, in the order in which the help sheet tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.records import PaymentMethod
from app.views.keys import Key

if TYPE_CHECKING:
    from app.views.sell.sell_view import SellView


def keys_of(sell: SellView) -> tuple[Key, ...]:
    """What each key does on this page."""
    return (
        Key("F2", "search films", sell.programme.focus_search),
        Key("F8", "pay with cash", lambda: sell.pay(PaymentMethod.CASH)),
        Key("F9", "pay by card", lambda: sell.pay(PaymentMethod.CARD)),
        Key("F12", "print the last sale again", sell.checkout.print_last_again),
        Key("Escape", "one step back", sell.step_back),
    )
