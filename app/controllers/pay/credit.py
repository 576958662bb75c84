"""Tickets that pay for others: what they are worth, and what goes back where the new seats cost less. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.controllers.pay.refunding import GivenBack
from app.models.pay import payments
from app.models.pay.payments import Kept
from app.models.records import PaymentMethod, StaffMember


@dataclass(frozen=True, slots=True)
class GivenTicket:
    """A ticket that is given in exchange, for what was paid for it."""

    ticket_id: int
    seat_id: int
    seat_label: str
    price_minor: int


@dataclass(frozen=True, slots=True)
class Credit:
    """A part of what pays for a basket: tickets of a sale that end when the basket is sold.

    `good` are all of the sale's tickets that could be given, `chosen` the ids of those that are; `has_used`: somebody has
    entered with another one. `version` is the sale's as it was read, and `kept` is what was paid for it, the last payment
    first: whoever changes either changes the version. A late exchange names the manager who allows it, and why.
    """

    booking_id: int
    reference: str
    version: int
    show_id: int
    movie_title: str
    good: tuple[GivenTicket, ...]
    chosen: frozenset[int]
    has_used: bool
    kept: tuple[Kept, ...]
    allowed_by: StaffMember | None = None
    reason: str = ""

    @property
    def tickets(self) -> tuple[GivenTicket, ...]:
        """Those that are given, row by row."""
        return tuple(ticket for ticket in self.good if ticket.ticket_id in self.chosen)

    @property
    def staying(self) -> tuple[GivenTicket, ...]:
        """Those that could be given, and stay as they are."""
        return tuple(ticket for ticket in self.good if ticket.ticket_id not in self.chosen)

    @property
    def amount_minor(self) -> int:
        return sum(ticket.price_minor for ticket in self.tickets)

    @property
    def seat_labels(self) -> tuple[str, ...]:
        return tuple(ticket.seat_label for ticket in self.tickets)

    @property
    def ends_sale(self) -> bool:
        return not self.staying and not self.has_used

    @property
    def told(self) -> tuple[object, ...]:
        """What makes a request the same as an earlier one."""
        return (self.booking_id, self.version, sorted(self.chosen))

    def pays_minor(self, total_minor: int) -> int:
        """How much of a basket's total it pays."""
        return min(self.amount_minor, total_minor)

    def goes_back_minor(self, total_minor: int) -> int:
        """What is over once it has paid."""
        return self.amount_minor - self.pays_minor(total_minor)

    def ways_back(self, total_minor: int) -> tuple[GivenBack, ...]:
        """The way that goes: as it came, the last tender first, each way once."""
        ways: dict[tuple[PaymentMethod, bool], int] = {}
        for part in payments.last_first(self.kept, self.goes_back_minor(total_minor)):
            way = (part.method, part.attempt_id is not None)
            ways[way] = ways.get(way, 0) + part.amount_minor
        return tuple(GivenBack(method, minor, provider) for (method, provider), minor in ways.items())

    def ticket_of(self, show_id: int, seat_id: int) -> GivenTicket | None:
        """The ticket of that seat of a show, given or staying as it is; None for a seat that is not of the sale."""
        here = self.good if show_id == self.show_id else ()
        return next((ticket for ticket in here if ticket.seat_id == seat_id), None)

    def turned(self, ticket: GivenTicket) -> Credit:
        """The same with that ticket staying as it is, or given after all. The last one given stays so."""
        return replace(self, chosen=self.chosen ^ {ticket.ticket_id} or self.chosen)
