"""What the window gives each of its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.controllers.pay.credit import Credit
from app.views.looks import Looks
from app.views.parts.toast import Toasts
from app.views.sell.customer_display import CustomerDisplay
from app.views.tasks import Tasks
from app.views.till.till_flow import TillFlow


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the window gives a page: its work lanes, its messages its badge of unprinted tickets, its looks."""

    tasks: Tasks
    toasts: Toasts
    set_unprinted: Callable[[int], object]
    looks: Looks
    customers: CustomerDisplay
    """What the customer sees on the other side of the counter."""
    till: TillFlow
    """The counter's drawer: whether it is open, and whose it is."""
    begin_exchange: Callable[[Credit], str]
    """Goes to Sell, where other seats are picked for the tickets given; "" or why that cannot be."""
    take_up: Callable[[str, int], object]
    """Opens Sell with a booking that waits, by its reference and its show, as the basket."""
