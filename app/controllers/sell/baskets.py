"""A basket: a booking under way, with the time that is left of its hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.models.errors import NotFound
from app.models.records import Booking, Seat, Show, TicketType
from app.models.sell import bookings
from app.models.statements import Reader


@dataclass(frozen=True, slots=True)
class Basket:
    """A booking under way. `seconds_left` counts from the moment the server answered, in the server's time."""

    booking: Booking
    show: Show
    seconds_left: float


@dataclass(frozen=True, slots=True)
class Pick:
    """A seat that is wanted, and for whom."""

    seat: Seat
    ticket_type: TicketType


def picks_of(seats: Iterable[Seat], ticket_type: TicketType) -> tuple[Pick, ...]:
    """Seats wanted for one ticket type."""
    return tuple(Pick(seat, ticket_type) for seat in seats)


def read_basket(reader: Reader, reference: str, show: Show) -> Basket:
    """The booking as it stands, as a basket. Raises NotFound."""
    found = bookings.by_reference(reader, reference)
    if found is None:
        raise NotFound(f"There is no booking {reference}.")
    booking, now = found
    return Basket(booking, show, (booking.held_until - now).total_seconds())
