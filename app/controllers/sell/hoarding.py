"""Limits against hoarding: how many seats one sale may have, and how many unpaid ones a counter may hold at a time.

Both are told by the look that comes before every claim, so the usual sale takes no lock for them. Two windows of one counter
that look at the same moment could together exceed the counter's limit: so a claim after which less than one sale's seats are
left to the limit counts again, behind a lock on the counter's live bookings (decision 0011).
"""

from __future__ import annotations

from dataclasses import dataclass

from app.controllers.permissions import Permission, Session
from app.models.errors import TooManySeats
from app.models.sell import counter_holds
from app.models.statements import Unit


@dataclass(frozen=True, slots=True)
class SeatLimits:
    """What a clerk may hold; a manager may exceed both."""

    per_sale: int = 20
    per_counter: int = 60


def require_few(session: Session, limits: SeatLimits, wanted: int, held_by_sale: int, held_at_counter: int) -> None:
    """Raises TooManySeats when `wanted` more seats are too many for the sale that has `held_by_sale`, or for the counter."""
    if session.may(Permission.SELL_MANY):
        return
    if held_by_sale + wanted > limits.per_sale:
        raise TooManySeats(
            f"One sale has at most {limits.per_sale} seats, and this would be {held_by_sale + wanted}. "
            "Sell these first and the others after them, or ask a manager."
        )
    _require_room(session, limits, wanted, held_at_counter)


def count_again(unit: Unit, session: Session, limits: SeatLimits, wanted: int, held_at_counter: int) -> None:
    """Within the claim's unit, before any other lock: near the limit, count once more while nobody else can add to it."""
    far = held_at_counter + wanted + limits.per_sale <= limits.per_counter
    if far or wanted <= 0 or session.may(Permission.SELL_MANY):
        return
    _require_room(session, limits, wanted, counter_holds.seats_behind_a_lock(unit, session.counter.id))


def _require_room(session: Session, limits: SeatLimits, wanted: int, held: int) -> None:
    if wanted > 0 and held + wanted > limits.per_counter:
        raise TooManySeats(
            f"{session.counter.name} holds {held} unpaid seats, and {limits.per_counter} is the most. "
            "Pay or clear a basket first (F7 shows the parked ones), or ask a manager."
        )
