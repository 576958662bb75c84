"""What is said of a seat under the pointer or the keyboard, and where the keyboard starts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from app.controllers.permissions import Permission
from app.models.records import ClaimState, Seat
from app.utils.local_time import format_countdown
from app.views.seats.seat_palette import SeatLook
from app.views.sell.basket_flow import BasketFlow

if TYPE_CHECKING:
    from app.views.sell.map_pane import MapPane


def describe(seat: Seat, flow: BasketFlow, pane: MapPane) -> str:
    """A seat in one line: its name, type and price, and whose it is."""
    opened = flow.opened
    if opened is None:
        return seat.label
    price = opened.prices.of(seat, opened.prices.book.ticket_types[0]).amount_minor
    parts = [seat.label, seat.seat_type.label, pane.money(price)]
    parts += ["wheelchair place"] * seat.accessible + ["companion seat"] * seat.companion
    look, claim = pane.map.look_of(seat.id), flow.claim_of(seat.id)
    if look is SeatLook.BLOCKED:
        broken = flow.kept_of(seat.id)
        parts.append(f"out of service: {broken.reason}" if broken is not None and broken.broken else "out of service")
    elif look is SeatLook.KEPT:
        kept = flow.kept_of(seat.id)
        parts += [kept.reason] if kept else []
    elif look is SeatLook.YOURS:
        parts.append(f"yours, {format_countdown(max(0.0, flow.seconds_left))} left")
    elif look is not SeatLook.FREE and claim is not None:
        parts.append(
            f"{'sold' if claim.state is ClaimState.SOLD else 'held'} at {claim.counter_name} by {claim.clerk_name}"
        )
        parts += [] if claim.seconds_left is None else [f"{format_countdown(claim.seconds_left)} left"]
    return " · ".join(parts)


def in_the_way(flow: BasketFlow) -> Callable[[Seat], str | None]:
    """Asked of a seat, tells why it cannot be picked now; None for a free one."""
    looks = cache(flow.looks)

    def reason(seat: Seat) -> str | None:
        look, claim = looks().get(seat.id, SeatLook.BLOCKED), flow.claim_of(seat.id)
        if look is SeatLook.FREE or (
            flow.credit and flow.opened and flow.credit.ticket_of(flow.opened.show.id, seat.id)
        ):
            return None
        if look is SeatLook.YOURS:
            return "being held for you just now"
        if look is SeatLook.SOLD:
            return "sold"
        if look is SeatLook.HELD:
            return f"held at {claim.counter_name}" if claim else "held"
        if look is SeatLook.KEPT:
            return None if flow.session.may(Permission.SELL_KEPT) else "kept, and only a manager sells it"
        return "out of service"

    return reason


def middle_seat(seats: Sequence[Seat]) -> Seat:
    """Where the keyboard starts: two thirds back and in the middle, where most people want to sit."""
    rows, columns = [seat.grid_row for seat in seats], [seat.grid_column for seat in seats]
    row, column = min(rows) + (max(rows) - min(rows)) * 2 / 3, (min(columns) + max(columns)) / 2
    return min(seats, key=lambda seat: (abs(seat.grid_row - row), abs(seat.grid_column - column)))
