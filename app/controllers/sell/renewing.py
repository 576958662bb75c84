"""Renewing a hold: what every change of a basket does first, in its own unit."""

from __future__ import annotations

from app.controllers.permissions import Session
from app.controllers.sell.baskets import Basket
from app.controllers.sell.refusals import require_ours
from app.models.errors import HoldExpired
from app.models.sell import bookings
from app.models.statements import Unit


def renew(unit: Unit, session: Session, basket: Basket, hold_seconds: int) -> None:
    """Let the basket's hold run anew, never past its limit. Raises HoldTakenOver, HoldExpired."""
    if not bookings.renew(unit, basket.booking.id, session.counter.id, hold_seconds):
        require_ours(unit, session, basket)
        raise HoldExpired("The hold on these seats has run out and they are free again. Pick them once more.")
