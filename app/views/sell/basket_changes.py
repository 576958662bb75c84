"""A change of the basket on its way to the database and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from app.controllers.permissions import Session
from app.controllers.sell.baskets import Basket
from app.models.records import Seat
from app.views.seats.seat_palette import SeatLook

Work = Callable[["Basket | None"], "Basket | None"]
Renewal = Callable[[Session, str, Basket], Basket]
"""Renews the hold of a basket before money is asked for, under a request id."""


@dataclass(slots=True)
class Change:
    """A queued change, and how it paints which seats until it is answered."""

    work: Work
    looks: Mapping[int, SeatLook] = field(default_factory=dict)
    then: Callable[[Basket], object] | None = None
    """Pay goes on with the renewed basket."""
    answered: Callable[[], object] | None = None
    """Told when it was done, the basket standing."""
    stays_held: bool = False
    """The basket leaves the window and its seats stay held: parked, or booked by phone."""


@dataclass(slots=True)
class OwnBookings:
    """Bookings of this window that the polled claims may still show in an old state."""

    released: set[int] = field(default_factory=set)
    sold: set[int] = field(default_factory=set)


def painted(seats: Iterable[Seat], look: SeatLook) -> dict[int, SeatLook]:
    """These seats in one look."""
    return {seat.id: look for seat in seats}
