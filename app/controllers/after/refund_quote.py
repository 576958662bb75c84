"""What giving tickets back would mean: seat by seat, and the way the money goes. Pure; nothing is read or written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from app.controllers.after import refund_policy
from app.controllers.pay.refunding import GivenBack
from app.models.after.live_tickets import SaleHead, TicketOfSale
from app.models.pay import payments
from app.models.pay.payments import Kept
from app.models.records import PaymentMethod

_WHY_NOT = {"USED": "Somebody has entered with it", "VOID": "Given back before"}


@dataclass(frozen=True, slots=True)
class SeatBack:
    """A seat of the sale. `why_not` is "" for one that can be given back; amounts are 0 for one that is not chosen."""

    ticket_id: int
    seat_id: int
    seat_label: str
    ticket_type_name: str
    price_minor: int
    back_minor: int
    fee_minor: int
    chosen: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class RefundQuote:
    """A sale's tickets with those that are `chosen` to be given back, at `percent` of their prices.

    `rules_percent` is what the cinema's rules say now; `holds_until` is when they say less, None when never.
    """

    head: SaleHead
    tickets: tuple[TicketOfSale, ...]
    chosen: frozenset[int]
    rules_percent: int
    percent: int
    holds_until: datetime | None
    kept: tuple[Kept, ...]

    @property
    def reference(self) -> str:
        return self.head.reference

    @property
    def seats(self) -> tuple[SeatBack, ...]:
        """All of them, row by row."""
        return tuple(self._seat(ticket) for ticket in self.tickets)

    @property
    def going(self) -> tuple[SeatBack, ...]:
        """Those that are given back."""
        return tuple(seat for seat in self.seats if seat.chosen)

    @property
    def seat_labels(self) -> tuple[str, ...]:
        return tuple(seat.seat_label for seat in self.going)

    @property
    def tickets_minor(self) -> int:
        """What the seats that are given back had cost."""
        return sum(seat.price_minor for seat in self.going)

    @property
    def back_minor(self) -> int:
        return sum(seat.back_minor for seat in self.going)

    @property
    def fee_minor(self) -> int:
        """What the cinema keeps."""
        return sum(seat.fee_minor for seat in self.going)

    @property
    def ways(self) -> tuple[GivenBack, ...]:
        """The way the money goes: the last tender first, each way once. Raises ValueError when less was ever paid."""
        ways: dict[tuple[PaymentMethod, bool], int] = {}
        for part in payments.last_first(self.kept, self.back_minor):
            way = (part.method, part.attempt_id is not None)
            ways[way] = ways.get(way, 0) + part.amount_minor
        return tuple(GivenBack(method, minor, provider) for (method, provider), minor in ways.items())

    @property
    def cash_minor(self) -> int:
        """What comes out of the drawer."""
        return sum(way.amount_minor for way in self.ways if way.method is PaymentMethod.CASH)

    @property
    def ends_booking(self) -> bool:
        """Whether no live ticket is left after it."""
        return all(ticket.ticket_id in self.chosen for ticket in self.tickets if ticket.is_live)

    def of(self, ticket_ids: Collection[int] | None) -> RefundQuote:
        """The same for these tickets, as far as they can be given back; None for all that can."""
        good = frozenset(ticket.ticket_id for ticket in self.tickets if ticket.status == "VALID")
        return replace(self, chosen=good if ticket_ids is None else good & frozenset(ticket_ids))

    def at(self, percent: int) -> RefundQuote:
        """The same at another percent, which a manager allows."""
        return replace(self, percent=percent)

    def _seat(self, ticket: TicketOfSale) -> SeatBack:
        chosen = ticket.ticket_id in self.chosen
        parted = refund_policy.parted(ticket.price_minor if chosen else 0, self.percent)
        return SeatBack(
            ticket.ticket_id,
            ticket.seat_id,
            ticket.seat_label,
            ticket.ticket_type_name,
            ticket.price_minor,
            parted.back_minor,
            parted.fee_minor,
            chosen,
            _WHY_NOT.get(ticket.status, ""),
        )
