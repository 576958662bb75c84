"""What a window knows of the claims of its open show: as last polled, and corrected by what it has done itself since."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from app.controllers.sell.baskets import Basket
from app.controllers.sell.seat_plans import OpenShow
from app.models.records import Claim, ClaimState, KeptSeat
from app.views.seats.seat_palette import SeatLook
from app.views.sell.basket_changes import OwnBookings


class KnownClaims:
    """Claims and kept seats. What was polled before an answer of ours came is older than the answer."""

    def __init__(self) -> None:
        self.own = OwnBookings()
        self._claims: tuple[Claim, ...] = ()
        self._kept: dict[int, KeptSeat] = {}
        self._polled_at = 0.0

    def poll(self, claims: tuple[Claim, ...], kept: tuple[KeptSeat, ...]) -> None:
        self._claims, self._polled_at = claims, time.monotonic()
        self._kept = {each.seat_id: each for each in kept}

    def stand(self, basket: Basket, state: ClaimState, counter_name: str, seconds_left: float | None) -> None:
        """Until the next poll: a seat that looked free for that moment would be sold to the next customer."""
        seat_ids = {line.seat.id for line in basket.booking.lines}
        others = (claim for claim in self._claims if claim.seat_id not in seat_ids)
        ours = (Claim(seat_id, state, basket.booking.id, counter_name, seconds_left) for seat_id in seat_ids)
        self._claims = (*others, *ours)

    def claim_of(self, seat_id: int) -> Claim | None:
        """A seat's claim, with the time that is left of it now."""
        claim = next((claim for claim in self._claims if claim.seat_id == seat_id), None)
        if claim is None or claim.seconds_left is None:
            return claim
        return replace(claim, seconds_left=max(0.0, claim.seconds_left - (time.monotonic() - self._polled_at)))

    def kept_of(self, seat_id: int) -> KeptSeat | None:
        return self._kept.get(seat_id)

    def looks(self, opened: OpenShow, basket: Basket | None) -> dict[int, SeatLook]:
        """How the seats look: free, kept, claimed by others, and over that the basket."""
        looks = {seat.id: SeatLook.FREE if seat.in_service else SeatLook.BLOCKED for seat in opened.seats}
        looks.update(
            (seat_id, SeatLook.BLOCKED if each.broken else SeatLook.KEPT)
            for seat_id, each in self._kept.items()
            if looks.get(seat_id) is SeatLook.FREE
        )
        looks.update(self._claimed(basket))
        if basket is not None and basket.show.id == opened.show.id:
            looks.update((line.seat.id, SeatLook.YOURS) for line in basket.booking.lines)
        return looks

    def _claimed(self, basket: Basket | None) -> Iterator[tuple[int, SeatLook]]:
        """A seat that is nobody's any more is left out, whatever the claims as polled say; the basket's come later."""
        mine = basket.booking.id if basket is not None else None
        for claim in self._claims:
            if claim.booking_id in self.own.sold:
                yield claim.seat_id, SeatLook.SOLD
            elif claim.booking_id not in self.own.released and claim.booking_id != mine:
                yield claim.seat_id, SeatLook.SOLD if claim.state is ClaimState.SOLD else SeatLook.HELD
