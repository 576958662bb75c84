"""What happened to a booking, and who hears of it in the same transaction.

`announce` is called inside the unit that did it, after its locks are taken: what an observer writes stands or falls with the
event. An observer only adds statements that wait for the next one, so it costs no round trip. OBSERVERS is the one place where
another one is added.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.models.after import outbox
from app.models.after.outbox import Template
from app.models.statements import Unit
from app.models.times import as_stored


@dataclass(frozen=True, slots=True)
class BookingConfirmed:
    """A basket was paid. `customer_id` None: nobody was written on it."""

    booking_id: int
    counter_id: int
    customer_id: int | None


@dataclass(frozen=True, slots=True)
class TicketsReturned:
    """Tickets of a sale were given back, or the sale was undone. `whole`: none of its tickets is left.

    `given_back_minor` goes back to the customer, `fee_minor` was kept of what these tickets had cost.
    """

    booking_id: int
    counter_id: int
    seat_labels: tuple[str, ...]
    given_back_minor: int
    fee_minor: int
    whole: bool


@dataclass(frozen=True, slots=True)
class SeatsExchanged:
    """Tickets of the old sale are dead, the new sale has others. `difference_minor`: above 0 was paid, below 0 goes back."""

    old_booking_id: int
    new_booking_id: int
    counter_id: int
    difference_minor: int


@dataclass(frozen=True, slots=True)
class ShowCancelled:
    """A show will not be played. `booking_ids` are the sales that stood until now."""

    show_id: int
    counter_id: int
    reason: str
    booking_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SeatsOffered:
    """Seats are kept for somebody who waited: `booking_id` is the hold, until `until`. It has the customer written on it."""

    booking_id: int
    counter_id: int
    seat_labels: tuple[str, ...]
    until: datetime


Event = BookingConfirmed | TicketsReturned | SeatsExchanged | ShowCancelled | SeatsOffered


def announce(unit: Unit, event: Event) -> None:
    """Tell every observer, in the unit of the event itself."""
    for observer in OBSERVERS:
        observer(unit, event)


def _write_message(unit: Unit, event: Event) -> None:
    """Leave a message to the customer in the outbox, if there is one who can be reached."""
    match event:
        case BookingConfirmed(booking_id, counter_id, customer_id):
            if customer_id is not None:
                outbox.write(unit, Template.CONFIRMATION, (booking_id,), counter_id)
        case TicketsReturned(booking_id, counter_id, seats, given_back_minor, fee_minor, whole):
            told = {"seats": seats, "given_back_minor": given_back_minor, "fee_minor": fee_minor, "whole": whole}
            outbox.write(unit, Template.CANCELLATION, (booking_id,), counter_id, told)
        case SeatsExchanged(_, booking_id, counter_id, difference_minor):
            outbox.write(unit, Template.EXCHANGE, (booking_id,), counter_id, {"difference_minor": difference_minor})
        case ShowCancelled(_, counter_id, reason, booking_ids):
            outbox.write(unit, Template.SHOW_CANCELLED, booking_ids, counter_id, {"reason": reason})
        case SeatsOffered(booking_id, counter_id, seats, until):
            told = {"seats": seats, "until": as_stored(until).isoformat()}
            outbox.write(unit, Template.SEATS_OFFERED, (booking_id,), counter_id, told)


OBSERVERS: Final[tuple[Callable[[Unit, Event], None], ...]] = (_write_message,)
