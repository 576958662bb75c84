"""The keys of Sell, in the order in which the help sheet tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.records import PaymentMethod
from app.views.keys import Key

if TYPE_CHECKING:
    from app.views.sell.checkout import Checkout
    from app.views.sell.found_panel import FoundFlow
    from app.views.sell.sell_view import SellView


def _sale_shown(sell: SellView) -> FoundFlow | Checkout:
    """Where a receipt is asked for: at the booking that was looked up, while one is shown."""
    return sell.found if sell.found.panel is not None else sell.checkout


def keys_of(sell: SellView) -> tuple[Key, ...]:
    """What each key does on this page."""
    return (
        Key("F2", "search films: what is typed then is words", sell.command.bar.ask_for_film, "search"),
        Key("Shift-F2", "the booking shown, with its whole life, in Find", sell.found.open_whole),
        Key("F3", "who holds this seat", lambda: sell.holders.tell(sell.map_pane.map.focused_seat)),
        Key("Shift-F3", "take the hold of this seat over (managers)", lambda: _take_over(sell)),
        Key("F4", "the next best seats; in an empty basket the best for two", sell.seat_help.next_best, "best seats"),
        *sell.customer_desk.keys,
        Key("Shift-F6", "what this counter left unfinished", lambda: sell.unfinished.look(asked=True)),
        Key("F8", "pay with cash", lambda: sell.pay(PaymentMethod.CASH), "cash"),
        Key("F9", "pay by card", lambda: sell.pay(PaymentMethod.CREDIT_CARD), "card"),
        Key("F11", "other ways to pay, or several together", lambda: sell.pay(None)),
        Key("Shift-F8", "a promo code for the basket", sell.promo.ask),
        Key("F12", "print the last sale again", sell.checkout.print_last_again, "last sale"),
        Key("Shift-F7", "a receipt of the sale shown, or of the last one", lambda: _sale_shown(sell).print_receipt()),
        Key("Shift-F9", "its tax invoice", lambda: _sale_shown(sell).print_invoice()),
        Key("Shift-F5", "its tickets by e-mail", sell.checkout.mail.ask),
        Key("Shift-F12", "undo the last sale (with a manager's word)", sell.voids.ask),
        Key("Escape", "one step back, and never one that loses something paid", sell.step_back),
    )


def _take_over(sell: SellView) -> None:
    if sell.hands.may_change():
        sell.holders.take_over(sell.map_pane.map.focused_seat)
