"""Best seats at the counter: offered and held with one key, and the next best with the same key again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.controllers.sell.baskets import Basket
from app.controllers.sell.offering import Offering, Search, look_further, ticket_types_of, wish_of
from app.controllers.sell.parties import Party
from app.controllers.sell.seat_plans import OpenShow
from app.models.errors import NoSeatsTogether
from app.models.records import BookingLine
from app.utils.errors import BoxOfficeError
from app.views.seats.seat_palette import SeatLook
from app.views.sell.basket_changes import painted
from app.views.sell.basket_flow import BasketFlow

DEFAULT_SIZE = 2
"""For whom F4 looks in an empty basket: two at the full price, as most guests come."""


class BestFlow:
    """`say` shows why these seats, in words, empty when no offer stands; `refuse` tells why there are none."""

    def __init__(
        self,
        flow: BasketFlow,
        offering: Offering,
        say: Callable[[str], object],
        refuse: Callable[[BoxOfficeError], object],
    ) -> None:
        self._flow, self._offering, self._say, self._refuse = flow, offering, say, refuse
        self._party: Party | None = None
        self._offered: list[frozenset[int]] = []
        self._standing: frozenset[int] = frozenset()
        """The seats of the offer that is held."""
        self._presses = 0

    def offer(self, party: Party) -> None:
        """Hold the best seats for a party, besides what the basket holds."""
        opened = self._flow.opened
        if opened is None:
            return
        self._party, self._offered, self._presses = party, [], 0
        types = ticket_types_of(party, opened.prices.book.ticket_types[0])
        self._look_for(Search(opened, wish_of(party), types, self._free_ids()))

    def next_best(self) -> None:
        """Give the offer back and hold the next best; in an empty basket the best for two."""
        opened = self._flow.opened
        if opened is None:
            self._refuse(NoSeatsTogether("Open a show first, then F4 offers its best seats."))
            return
        if self._flow.busy:
            self._presses += 1
            return
        self._presses = 0
        self._look_again(opened)

    def _look_again(self, opened: OpenShow) -> None:
        basket = self._flow.basket
        if basket is None:
            self.offer(Party.of([opened.prices.book.ticket_types[0]] * DEFAULT_SIZE))
            return
        lines = self._lines_of_the_offer(basket)
        if not lines or self._party is None:
            sentence = "F4 offers seats to an empty basket, or other seats than it offered. Esc gives these back."
            self._refuse(NoSeatsTogether(sentence))
            return
        wish = wish_of(self._party)
        places = min(wish.places, sum(line.seat.accessible for line in lines))
        wish = replace(wish, size=len(lines), places=places)
        lines.sort(key=lambda line: places > 0 and not (line.seat.accessible or line.seat.companion))
        given_back = tuple(line.seat for line in lines)
        free = self._free_ids() | {seat.id for seat in given_back}
        types = tuple(line.ticket_type for line in lines)
        self._look_for(Search(opened, wish, types, free, given_back, list(self._offered)))

    def basket_changed(self) -> None:
        """The reason stands as long as what was offered is held."""
        held = {line.seat.id for line in self._flow.basket.booking.lines} if self._flow.basket else set()
        if self._standing and not self._standing <= held:
            self._say("")
            if not self._standing & held:
                self._standing = frozenset()

    def _lines_of_the_offer(self, basket: Basket) -> list[BookingLine]:
        return [line for line in basket.booking.lines if line.seat.id in self._standing]

    def _free_ids(self) -> set[int]:
        return {seat_id for seat_id, look in self._flow.looks().items() if look is SeatLook.FREE}

    def _look_for(self, search: Search) -> None:
        """Paint what is found at once and hold it; the sale lane goes on to the next when another counter was faster."""
        try:
            offer = look_further(search)
        except NoSeatsTogether as error:
            self._presses = 0
            if error.begins_again:
                self._offered = []
            self._refuse(error)
            return
        session = self._flow.session
        looks = painted(search.given_back, SeatLook.FREE) | painted(offer.seats, SeatLook.YOURS)
        self._flow.change(
            lambda basket: self._offering.hold(session, search, basket), looks, lambda: self._held(search)
        )

    def _held(self, search: Search) -> None:
        offer = search.offer
        assert offer is not None
        self._standing = frozenset(seat.id for seat in offer.seats)
        self._offered.append(self._standing)
        self._say(f"{offer.reason}  ·  F4 next best")
        if self._presses and not self._flow.busy:
            self._presses -= 1
            self._look_again(search.opened)
