"""All that is done after a sale, each part on the lane it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app.controllers.after.booking_life import BookingLife
from app.controllers.after.door import Door, DoorWatch
from app.controllers.after.door_lists import DoorByList, ListMaking
from app.controllers.after.exchanges import Exchanges
from app.controllers.after.finding_sales import FindingSales
from app.controllers.after.offers import seats_came_free
from app.controllers.after.post_desk import PostDesk, post_desk
from app.controllers.after.privacy import Privacy
from app.controllers.after.reconciling import Reconciling
from app.controllers.after.refunds import Refunds
from app.controllers.after.refunds_owed import RefundsOwed
from app.controllers.after.waiting import WaitingList, WaitingRules
from app.controllers.start.sign_in import SignIn
from app.utils.chimes import Chimes

if TYPE_CHECKING:
    from pathlib import Path

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
    door: Database


@dataclass(frozen=True, slots=True)
class DoorDesk:
    """What lets in, with the network and without it."""

    door: Door
    """On the door's lane, as the next two."""
    by_list: DoorByList
    reconciling: Reconciling
    watch: DoorWatch
    """On the reading lane."""
    lists: ListMaking
    """On the slow lane."""
    chimes: Chimes
    """On the door's lane."""


@dataclass(frozen=True, slots=True)
class AfterDesk:
    """The controllers of Find and Door."""

    owed: RefundsOwed
    """On the sale lane."""
    refunds: Refunds
    """On the sale lane."""
    exchanges: Exchanges
    """On the sale lane."""
    life: BookingLife
    """On the reading lane, as the next."""
    finding: FindingSales
    waiting: WaitingList
    """On the sale lane, and the next on the reading lane."""
    lines: WaitingList
    privacy: Privacy
    """On the planning lane."""
    door: DoorDesk
    post: PostDesk


def after_desk(
    lanes: AfterLanes, settings: Settings, door_folder: Path, sign_in: SignIn, refunds: Callable[[], Refunding]
) -> AfterDesk:
    """`refunds` gives what sends money back through a provider, `sign_in` a manager's word, both on the sale lane."""
    waiting_rules = WaitingRules(settings.phone_hold_minutes, settings.seats_per_sale)
    came_free = partial(seats_came_free, lanes.sale, settings.phone_hold_minutes)
    return AfterDesk(
        owed=RefundsOwed(lanes.sale, refunds),
        refunds=Refunds(lanes.sale, sign_in, refunds, came_free),
        exchanges=Exchanges(lanes.sale, sign_in, settings.hold_seconds),
        life=BookingLife(lanes.reading),
        finding=FindingSales(lanes.reading),
        waiting=WaitingList(lanes.sale, waiting_rules),
        lines=WaitingList(lanes.reading, waiting_rules),
        privacy=Privacy(lanes.planning),
        door=_door_desk(lanes, settings, door_folder),
        post=post_desk(lanes.sale, lanes.reading, lanes.planning, lanes.slow, settings),
    )


def _door_desk(lanes: AfterLanes, settings: Settings, folder: Path) -> DoorDesk:
    """`folder` is where this machine keeps its door list, and whom it let in without the network."""
    opens_minutes = settings.door_opens_minutes
    return DoorDesk(
        Door(lanes.door, SignIn(lanes.door), opens_minutes),
        DoorByList(folder, opens_minutes),
        Reconciling(lanes.door, folder),
        DoorWatch(lanes.reading),
        ListMaking(lanes.slow, folder),
        Chimes(folder, on=settings.door_sound == "on"),
    )
