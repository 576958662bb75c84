"""A basket: a booking under way, with the time that is left of its hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.controllers.pay.credit import Credit
from app.models.errors import NotFound
from app.models.records import Booking, Seat, Show, TicketType
from app.models.sell import bookings
from app.models.statements import Reader


@dataclass(frozen=True, slots=True)
class Basket:
    """A booking under way. `seconds_left` counts from the moment the server answered, in the server's time.

    `credit` is what tickets that are given in exchange pay of it.
    """

    booking: Booking
    show: Show
    seconds_left: float
    credit: Credit | None = None

    @property
    def to_pay_minor(self) -> int:
        """What the customer still pays: all of it, or what the tickets given in exchange do not."""
        total_minor = self.booking.total_minor
        return total_minor - (self.credit.pays_minor(total_minor) if self.credit else 0)

    @property
    def goes_back_minor(self) -> int:
        """What the customer gets back, because the tickets given in exchange were worth more."""
        return self.credit.goes_back_minor(self.booking.total_minor) if self.credit else 0


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
