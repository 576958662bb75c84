"""What every window's sweep does after it has freed what ran out: offers to who waits, and forgetting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.controllers.after.forgetting import Forgetting
from app.controllers.after.offers import offer_everywhere
from app.models.database import Database
from app.utils.settings import Settings


def chores_of(settings: Settings) -> tuple[Callable[[Database], object], ...]:
    """In their order; each is called with the sweep's own database."""
    return (partial(offer_everywhere, minutes_before=settings.phone_hold_minutes), Forgetting().step)
