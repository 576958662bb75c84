"""What Sell does for a customer beside the seats: who they are, baskets that wait, bookings by phone, a busy database."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.controllers.desk import Desk
from app.views.keys import Key
from app.views.sell.customer_flow import CustomerFlow
from app.views.sell.open_baskets_flow import OpenBasketsFlow
from app.views.sell.wait_flow import WaitFlow
from app.views.surroundings import Surroundings

if TYPE_CHECKING:
    from app.views.sell.sell_view import SellView


class CustomerDesk:
    """One panel or sheet of these at a time; the page tells it what happens to its basket."""

    def __init__(self, sell: SellView, desk: Desk, around: Surroundings) -> None:
        self._sell = sell
        self.customer = CustomerFlow(desk, sell.flow, around, sell.checkout, sell.shown.focus_seats)
        self.waiting = OpenBasketsFlow(
            sell, desk, sell.flow, around, sell.checkout, sell.shown.flow, sell.shown.focus_seats
        )
        self.line = WaitFlow(
            desk, sell.flow, around, sell.checkout, lambda: self.customer.customer, sell.shown.focus_seats
        )
        sell.found.on_take_up = self.waiting.take_up
        sell.seat_help.on_wait = self.wait
        sell.hands.on_hold_again = lambda basket: self.customer.held_again(basket.booking.id)
        self.waiting.refresh()

    @property
    def keys(self) -> tuple[Key, ...]:
        """Theirs, in the help sheet's order."""
        customer, waiting = self.customer, self.waiting
        return (
            Key("F6", "park the basket, with a note if you like", self._only(waiting, waiting.park), "park"),
            Key(
                "F7",
                "baskets that wait: parked, or booked by phone",
                self._only(waiting, waiting.open_or_close),
                "waiting",
            ),
            Key("F10", "the customer: name, phone, e-mail", self._only(customer, customer.ask), "customer"),
            Key("Shift-F10", "hold the basket for a caller, paid later", self._only(customer, customer.book_by_phone)),
            Key("Shift-F4", "onto the waiting list of a full show", self.wait),
        )

    def wait(self) -> None:
        """Shift-F4: who waits for seats of the open show."""
        self._only(self.line, self.line.ask)()

    def _only(
        self, wanted: CustomerFlow | OpenBasketsFlow | WaitFlow, press: Callable[[], object]
    ) -> Callable[[], object]:
        def pressed() -> None:
            """What the others have open goes first; what was typed in it is kept."""
            for flow in (self.customer, self.waiting, self.line):
                if flow is not wanted:
                    flow.close()
            self._sell.found.close()
            press()

        return pressed

    def basket_changed(self) -> None:
        self.customer.basket_changed()
        self.waiting.basket_changed()

    def step_back(self) -> bool:
        """Esc: away with what is open; False when nothing was."""
        return self.customer.close() or self.waiting.close() or self.line.close()
