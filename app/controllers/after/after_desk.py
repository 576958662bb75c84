"""All that is done after a sale, each part on the lane it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.controllers.after.refunds_owed import RefundsOwed

if TYPE_CHECKING:
    from app.controllers.pay.refunding import Refunding
    from app.models.database import Database
    from app.utils.settings import Settings


@dataclass(frozen=True, slots=True)
class AfterLanes:
    """The connections that the parts below work on, one of each lane."""

    sale: Database
    reading: Database
    slow: Database
    planning: Database


@dataclass(frozen=True, slots=True)
class AfterDesk:
    """The controllers of Find and Door."""

    owed: RefundsOwed
    """On the sale lane."""


def after_desk(lanes: AfterLanes, settings: Settings, refunds: Callable[[], Refunding]) -> AfterDesk:
    """`refunds` gives what sends money back through a provider, on the sale lane."""
    return AfterDesk(owed=RefundsOwed(lanes.sale, refunds))
