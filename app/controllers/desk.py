"""A terminal's desk: every controller it works with, each on the lane its database connection belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from app.controllers.expiry import Sweep
from app.controllers.holding import Holding, HoldRules
from app.controllers.paying import Paying
from app.controllers.programme import Programme
from app.controllers.seat_plans import SeatPlans
from app.controllers.sign_in import SignIn
from app.controllers.ticketing import Ticketing
from app.models.connection import Connect
from app.models.database import Database
from app.models.records import Counter
from app.utils.printing import Printer, PrintMode
from app.utils.settings import Settings


@dataclass(frozen=True, slots=True)
class SaleLane:
    """What is done for the customer who waits: one connection, one thing after the other."""

    sign_in: SignIn
    holding: Holding
    paying: Paying


@dataclass(frozen=True, slots=True)
class ReadingLane:
    """What is looked at while a sale goes on."""

    programme: Programme
    seat_plans: SeatPlans


@dataclass(frozen=True, slots=True)
class SlowLane:
    """What may take its time: paper, and the sweep."""

    ticketing: Ticketing
    sweep: Sweep


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a window needs. `demo_sign_ins` are (username, password, role) of the demo, empty for a real cinema."""

    counter: Counter
    demo_sign_ins: tuple[tuple[str, str, str], ...]
    sale: SaleLane
    reading: ReadingLane
    slow: SlowLane
    databases: tuple[Database, ...]

    def close(self) -> None:
        """Give the connections back."""
        for database in self.databases:
            database.close()


def furnish(
    connect: Connect, settings: Settings, tickets_folder: Path, demo_sign_ins: tuple[tuple[str, str, str], ...]
) -> Desk:
    """A desk over a house's connections. Raises NotFound when the configured counter does not exist."""
    sale, reading, slow = (Database(connect) for _ in range(3))
    sign_in = SignIn(sale)
    counter = sign_in.counter(settings.counter)
    rules = HoldRules(settings.hold_seconds, settings.hold_limit_seconds, settings.late_sale_minutes)
    printer = Printer(settings.printer or None, cast("PrintMode", settings.print_mode), settings.print_seconds)
    return Desk(
        counter,
        demo_sign_ins,
        SaleLane(sign_in, Holding(sale, rules), Paying(sale)),
        ReadingLane(Programme(reading, settings.late_sale_minutes), SeatPlans(reading)),
        SlowLane(Ticketing(slow, printer, tickets_folder), Sweep(slow)),
        (sale, reading, slow),
    )
