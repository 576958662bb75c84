"""What the clerk's hands do with the basket, by key, by mouse or by the command line; nothing while money is being taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.controllers.sell.baskets import Basket, Pick, picks_of
from app.models.records import BookingLine, Seat
from app.views.parts.toast import Toasts
from app.views.sell.basket_flow import BasketFlow
from app.views.sell.checkout import Checkout


class BasketHands:
    """Picking, giving back and undoing, with the one rule that what was told as the total is what is sold."""

    def __init__(self, flow: BasketFlow, toasts: Toasts, checkout: Callable[[], Checkout]) -> None:
        self._flow, self._toasts, self._checkout = flow, toasts, checkout
        self.on_hold_again: Callable[[Basket], object] = lambda _basket: None
        """Told of a basket whose seats are held again: it is for whom it was."""
        self.on_own: Callable[[Sequence[Pick]], Sequence[Pick]] = lambda picks: picks
        """Takes out of what is picked the seats of a sale that is being exchanged."""

    def may_change(self) -> bool:
        """Whether the basket may change now; says what to do when it may not."""
        if self._checkout().about_to_take_money:
            self._toasts.show("Money is being taken for this basket. Press Esc first, then change the seats.", "bad")
            return False
        return True

    def may_begin(self) -> bool:
        """Whether seats may be held now; the last customer's sale is put away then."""
        if not self.may_change():
            return False
        self._checkout().next_customer()
        return True

    def pick(self, seats: Sequence[Seat]) -> None:
        """Hold these seats at the full price."""
        if self._flow.opened is not None:
            self.hold(picks_of(seats, self._flow.opened.prices.book.ticket_types[0]))

    def hold(self, picks: Sequence[Pick]) -> None:
        """Hold these seats, all of them or none."""
        if not self.may_begin():
            return
        wanted = self.on_own(picks)
        if wanted:
            self._flow.pick(wanted)

    def give_back(self, seats: Sequence[Seat]) -> None:
        if self.may_change():
            self._flow.release(seats)

    def change_type(self, line: BookingLine) -> None:
        """The next ticket type of the list: one press a step, the price follows."""
        if self.may_change():
            self._flow.next_ticket_type(line.seat)

    def clear(self) -> None:
        """Give the basket back, with a way to undo it for as long as the seats are free; not once Pay was pressed."""
        if self._checkout().about_to_take_money:
            return
        basket = self._flow.basket
        if basket is not None and basket.booking.by_phone:
            self._flow.clear()
            self._toasts.show(f"{basket.booking.reference} waits again. F7 takes it up.", "good")
        elif basket is not None:
            self._flow.clear()
            self._toasts.show("Basket cleared.", seconds=8, action=("Undo", lambda: self.hold_again(basket)))

    def hold_again(self, basket: Basket) -> None:
        """The seats of a basket that was cleared or ran out, for whom they were."""
        if not self.may_begin():
            return
        if self._flow.opened is None or self._flow.opened.show.id != basket.show.id:
            self._toasts.show(f"Open {basket.show.movie_title} first, then pick its seats.", "bad")
            return
        self.on_hold_again(basket)
        self._flow.pick([Pick(line.seat, line.ticket_type) for line in basket.booking.lines])
