"""A basket: a booking under way, with the time that is left of its hold."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.errors import NotFound
from app.models.records import Booking, Show
from app.models.sell import bookings
from app.models.statements import Reader


@dataclass(frozen=True, slots=True)
class Basket:
    """A booking under way. `seconds_left` counts from the moment the server answered, in the server's time."""

    booking: Booking
    show: Show
    seconds_left: float


def read_basket(reader: Reader, reference: str, show: Show) -> Basket:
    """The booking as it stands, as a basket. Raises NotFound."""
    found = bookings.by_reference(reader, reference)
    if found is None:
        raise NotFound(f"There is no booking {reference}.")
    booking, now = found
    return Basket(booking, show, (booking.held_until - now).total_seconds())
