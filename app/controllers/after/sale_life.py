"""A booking as its page tells it: what it is now, what was paid, and what has happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.models.records import BookingStatus, Cinema, PaymentMethod, Show

TicketState = Literal["VALID", "USED", "VOID"]


@dataclass(frozen=True, slots=True)
class SoldSeat:
    """A line with its newest ticket. `told`: what became of the ticket, in a few words; "" for one that is good."""

    ticket_id: int
    line_id: int
    seat_label: str
    ticket_type: str
    price_minor: int
    state: TicketState
    told: str


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """Money that came, or went back: then `amount_minor` is negative. `told` is the way: "cash", "credit card …4242"."""

    at: datetime
    method: PaymentMethod
    amount_minor: int
    told: str


@dataclass(frozen=True, slots=True)
class LifeLine:
    """Something that happened: `who` is "Foyer" for what it did by itself, `where` "" for what has no place.

    `opens` is the reference of the other booking that the line tells of, "" where there is none.
    """

    at: datetime
    who: str
    where: str
    sentence: str
    opens: str = ""


@dataclass(frozen=True, slots=True)
class SaleLife:
    """A booking as it stands, and what has happened to it, the oldest first."""

    reference: str
    booking_id: int
    show: Show
    cinema: Cinema
    status: BookingStatus
    state: str
    """The status in words: "Sold", "Cancelled"."""
    by_phone: bool
    customer_name: str
    customer_phone: str
    customer_email: str
    counter: str
    """Where it was made, and by whom."""
    clerk: str
    made_at: datetime
    sold_at: datetime | None
    held_until: datetime | None
    """Where it is held and not paid."""
    seats: tuple[SoldSeat, ...]
    held_seats: tuple[str, ...]
    """Labels of seats that are held, and have no ticket yet."""
    money: tuple[MoneyLine, ...]
    life: tuple[LifeLine, ...]
    paid_minor: int
    given_back_minor: int
    due_minor: int
    """Still to be given back."""
    fees_minor: int
    """Kept of what was given back."""

    @property
    def live_seats(self) -> tuple[SoldSeat, ...]:
        """Those whose ticket is good still, and who have not entered."""
        return tuple(seat for seat in self.seats if seat.state == "VALID")

    @property
    def is_sale(self) -> bool:
        """Paid for, and not undone."""
        return self.status.is_sale
