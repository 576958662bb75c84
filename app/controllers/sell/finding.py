"""Finding a booking again, for whoever stands at the counter with its reference or one of its tickets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.controllers.permissions import Permission, Session, needs
from app.models.database import Database
from app.models.errors import NotFound
from app.models.records import Booking, BookingStatus, Show
from app.models.sell import bookings, found_bookings, shows

_STATES = {
    BookingStatus.PENDING: "Held, not paid",
    BookingStatus.CONFIRMED: "Sold",
    BookingStatus.CANCELLED: "Cancelled",
    BookingStatus.EXPIRED: "Given up, not paid",
    BookingStatus.FAILED: "Not paid: the payment failed",
    BookingStatus.COMPLETED: "Sold, the show is over",
}


def state_words(status: BookingStatus, *, held: bool) -> str:
    """A booking's status as people read it; `held`: it has seats that nobody else can take."""
    return _STATES[BookingStatus.EXPIRED if status is BookingStatus.PENDING and not held else status]


@dataclass(frozen=True, slots=True)
class FoundBooking:
    """A booking as it stands, with its show and where it was made."""

    booking: Booking
    show: Show
    counter_name: str
    made_at: datetime
    sold_at: datetime | None

    @property
    def state(self) -> str:
        """Its status in words."""
        return state_words(self.booking.status, held=bool(self.booking.lines))

    @property
    def has_tickets(self) -> bool:
        """Whether there is something to print."""
        return self.booking.status in (BookingStatus.CONFIRMED, BookingStatus.COMPLETED)


class Finding:
    """Looking bookings up; nothing here takes a lock."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.FIND_BOOKING)
    def by_reference(self, session: Session, reference: str) -> FoundBooking:
        """The booking of this cinema with that reference, as `normalise_reference` gives it. Raises NotFound."""
        found = found_bookings.by_reference(self._database, session.counter.cinema.id, reference)
        if found is None:
            raise NotFound(
                f"There is no booking {reference} in this cinema. Compare it with the ticket, then try again."
            )
        return self._read(found)

    @needs(Permission.FIND_BOOKING)
    def by_ticket_code(self, session: Session, code: str) -> FoundBooking:
        """The booking that a ticket's code belongs to. Raises NotFound."""
        found = found_bookings.by_ticket_code(self._database, session.counter.cinema.id, code)
        if found is None:
            raise NotFound("No ticket of this cinema has that code. Scan it again, or type the booking reference.")
        return self._read(found)

    def _read(self, found: found_bookings.Found) -> FoundBooking:
        read = bookings.by_reference(self._database, found.reference)
        show = shows.one(self._database, read[0].show_id) if read else None
        if read is None or show is None:
            raise NotFound(f"{found.reference} was taken out of the books just now.")
        return FoundBooking(read[0], show, found.counter_name, found.made_at, found.sold_at)
