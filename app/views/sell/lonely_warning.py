"""The soft warning of a choice that leaves a single seat alone: said and written down, never a refusal."""

from __future__ import annotations

import logging

from app.controllers.sell.lonely_seats import lonely
from app.controllers.sell.refusals import listed
from app.models.records import Seat
from app.views.parts.toast import Toasts
from app.views.seats.seat_palette import SeatLook
from app.views.sell.basket_flow import BasketFlow

_LOG = logging.getLogger("foyer.lonely_seats")


class LonelyWarning:
    """Looks at each basket once nothing of it is under way any more."""

    def __init__(self, flow: BasketFlow, toasts: Toasts) -> None:
        self._flow, self._toasts = flow, toasts
        self._told: tuple[str, frozenset[int]] = ("", frozenset())
        self._sentence = ""

    def look(self) -> None:
        """Warn of seats that this basket leaves alone and that were not told of yet; take back what is true no longer."""
        opened, basket = self._flow.opened, self._flow.basket
        if opened is None or self._flow.busy:
            return
        seats: tuple[Seat, ...] = ()
        if basket is not None and basket.show.id == opened.show.id:
            chosen = {line.seat.id for line in basket.booking.lines}
            free = {seat_id for seat_id, look in self._flow.looks().items() if look is SeatLook.FREE}
            seats = lonely(opened.seats, free | chosen, chosen)
        reference = basket.booking.reference if basket else ""
        told_before = self._told
        before = told_before[1] if told_before[0] == reference else frozenset()
        self._told = (reference, frozenset(seat.id for seat in seats))
        for seat in seats:
            if seat.id not in before:
                _LOG.info("a seat is left alone", extra={"reference": reference, "seat": seat.label})
        if self._told != told_before and self._sentence:
            self._toasts.withdraw(self._sentence)
            self._sentence = ""
        if self._told[1] - before:
            names = listed([seat.label for seat in seats])
            self._sentence = (
                f"Leaves {names} alone. Take the seat too, or move along by one, if the guests do not mind."
            )
            if len(seats) > 1:
                self._sentence = f"Leaves {names} alone. Move along by one, if the guests do not mind."
            self._toasts.show(self._sentence, seconds=8)
