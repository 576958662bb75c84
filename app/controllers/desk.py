"""A terminal's desk: every controller it works with, each on the lane its database connection belongs to.

The sign-in stands from the start. A lane loads what it is made of when it is first asked for: nobody needs them before a
password is typed, and ticket PDFs, prices and calendars are a third of all that there is to load.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from app.controllers.start.sign_in import SignIn
from app.models.connection import Connect
from app.models.database import Database
from app.utils.settings import Settings

if TYPE_CHECKING:
    from app.controllers.after.after_desk import AfterDesk
    from app.controllers.paper.receipts import Receipts
    from app.controllers.pay.money_desk import MoneyDesk
    from app.controllers.pay.paying import Paying
    from app.controllers.plan.plan_desk import PlanDesk
    from app.controllers.reports.report_desk import ReportDesk
    from app.controllers.sell.customers import Customers
    from app.controllers.sell.expiry import Sweep
    from app.controllers.sell.finding import Finding
    from app.controllers.sell.holding import Holding
    from app.controllers.sell.keeping import Keeping
    from app.controllers.sell.offering import Offering
    from app.controllers.sell.open_baskets import OpenBaskets
    from app.controllers.sell.phone_bookings import PhoneBookings
    from app.controllers.sell.posters import Posters
    from app.controllers.sell.programme import Programme
    from app.controllers.sell.promos import Promos
    from app.controllers.sell.seat_plans import SeatPlans
    from app.controllers.sell.taking_over import Notices, TakingOver
    from app.controllers.sell.ticketing import Ticketing
    from app.controllers.sell.unfinished import Unfinished
    from app.controllers.start.standing import Standing
    from app.controllers.team.team_desk import TeamDesk
    from app.controllers.till.drawers import Drawers
    from app.controllers.till.till_reports import TillReports
    from app.controllers.till.tills import Tills
    from app.controllers.till.voiding import Voiding
    from app.utils.paper.printing import PrintMode
    from app.utils.pay.patient_provider import PatientProvider


@dataclass(frozen=True, slots=True)
class SaleLane:
    """What is done for the customer who waits: one connection, one thing after the other."""

    sign_in: SignIn
    holding: Holding
    keeping: Keeping
    offering: Offering
    paying: Paying
    money: MoneyDesk
    taking_over: TakingOver
    customers: Customers
    open_baskets: OpenBaskets
    phone_bookings: PhoneBookings
    promos: Promos
    unfinished: Unfinished
    tills: Tills
    voiding: Voiding


@dataclass(frozen=True, slots=True)
class ReadingLane:
    """What is looked at while a sale goes on."""

    programme: Programme
    seat_plans: SeatPlans
    finding: Finding
    holders: TakingOver
    customers: Customers
    open_baskets: OpenBaskets
    notices: Notices
    posters: Posters
    tills: Tills
    standing: Standing


@dataclass(frozen=True, slots=True)
class SlowLane:
    """What may take its time: paper, and the sweep."""

    ticketing: Ticketing
    receipts: Receipts
    sweep: Sweep
    till_reports: TillReports
    drawers: Drawers


class Desk:
    """Everything a window needs. `demo_sign_ins` are (username, password, role) of the demo, empty for a real cinema."""

    def __init__(
        self,
        connect: Connect,
        settings: Settings,
        tickets_folder: Path,
        demo_sign_ins: tuple[tuple[str, str, str], ...] = (),
        make_provider: Callable[[], PatientProvider | None] = lambda: None,
        door_folder: Path | None = None,
    ) -> None:
        """`make_provider` gives what cards, UPI and the like are taken through, None for by hand alone.

        `door_folder` is where this machine keeps its door list; None: beside the tickets.

        Raises NotFound when the configured counter does not exist.
        """
        self._make_provider = make_provider
        self._settings, self._tickets_folder = settings, tickets_folder
        self._door_folder = door_folder or tickets_folder.parent / "door"
        self._sale, self._reading, self._slow, self._planning, self._reports, self._door = (
            Database(connect) for _ in range(6)
        )
        self.demo_sign_ins = demo_sign_ins
        self.sign_in = SignIn(self._sale)
        self.counter = self.sign_in.counter(settings.counter)

    @cached_property
    def sale(self) -> SaleLane:
        # Here, as in the other two lanes, and not above: see the first lines of this file.
        from app.controllers.pay.money_desk import money_desk  # noqa: PLC0415
        from app.controllers.sell.claiming import HoldRules  # noqa: PLC0415
        from app.controllers.sell.customers import Customers  # noqa: PLC0415
        from app.controllers.sell.hoarding import SeatLimits  # noqa: PLC0415
        from app.controllers.sell.holding import Holding  # noqa: PLC0415
        from app.controllers.sell.keeping import Keeping  # noqa: PLC0415
        from app.controllers.sell.offering import Offering  # noqa: PLC0415
        from app.controllers.sell.open_baskets import OpenBaskets  # noqa: PLC0415
        from app.controllers.sell.phone_bookings import PhoneBookings, PhoneRules  # noqa: PLC0415
        from app.controllers.sell.promos import Promos  # noqa: PLC0415
        from app.controllers.sell.taking_over import TakingOver  # noqa: PLC0415
        from app.controllers.sell.unfinished import Unfinished  # noqa: PLC0415
        from app.controllers.till.tills import Tills  # noqa: PLC0415
        from app.controllers.till.voiding import Voiding  # noqa: PLC0415

        settings = self._settings
        seats = SeatLimits(settings.seats_per_sale, settings.held_seats_per_counter)
        rules = HoldRules(settings.hold_seconds, settings.hold_limit_seconds, settings.late_sale_minutes, seats)
        phone_rules = PhoneRules(
            settings.phone_hold_minutes, settings.phone_hold_hours, settings.phone_seats_per_customer
        )
        holding = Holding(self._sale, rules)
        open_baskets = OpenBaskets(self._sale, settings.hold_seconds)
        money = money_desk(
            self._sale, self._make_provider(), settings.hold_seconds, settings.upi_address, self._came_free
        )
        return SaleLane(
            self.sign_in,
            holding,
            Keeping(self._sale),
            Offering(holding),
            money.paying,
            money,
            TakingOver(self._sale, settings.hold_seconds),
            Customers(self._sale),
            open_baskets,
            PhoneBookings(self._sale, phone_rules, self._came_free),
            Promos(self._sale, settings.hold_seconds),
            Unfinished(self._sale, open_baskets, money),
            Tills(self._sale),
            Voiding(self._sale, self.sign_in, money.refunding, self._came_free),
        )

    @cached_property
    def reading(self) -> ReadingLane:
        from app.controllers.sell.customers import Customers  # noqa: PLC0415
        from app.controllers.sell.finding import Finding  # noqa: PLC0415
        from app.controllers.sell.open_baskets import OpenBaskets  # noqa: PLC0415
        from app.controllers.sell.posters import Posters  # noqa: PLC0415
        from app.controllers.sell.programme import Programme  # noqa: PLC0415
        from app.controllers.sell.seat_plans import SeatPlans  # noqa: PLC0415
        from app.controllers.sell.taking_over import Notices, TakingOver  # noqa: PLC0415
        from app.controllers.start.standing import Standing  # noqa: PLC0415
        from app.controllers.till.tills import Tills  # noqa: PLC0415

        return ReadingLane(
            Programme(self._reading, self._settings.late_sale_minutes),
            SeatPlans(self._reading),
            Finding(self._reading),
            TakingOver(self._reading, self._settings.hold_seconds),
            Customers(self._reading),
            OpenBaskets(self._reading, self._settings.hold_seconds),
            Notices(self._reading),
            Posters(self._reading),
            Tills(self._reading),
            Standing(self._reading),
        )

    def _came_free(self, show_id: int) -> None:
        """Seats of a show came free on the sale lane: they are offered to who waits for them."""
        from app.controllers.after.offers import seats_came_free  # noqa: PLC0415

        seats_came_free(self._sale, self._settings.phone_hold_minutes, show_id)

    @cached_property
    def slow(self) -> SlowLane:
        from app.controllers.after.chores import chores_of  # noqa: PLC0415
        from app.controllers.paper.receipts import Receipts  # noqa: PLC0415
        from app.controllers.sell.expiry import Sweep  # noqa: PLC0415
        from app.controllers.sell.ticketing import Ticketing  # noqa: PLC0415
        from app.controllers.till.drawers import Drawers  # noqa: PLC0415
        from app.controllers.till.till_reports import TillReports  # noqa: PLC0415
        from app.utils.paper.drawer import Drawer  # noqa: PLC0415
        from app.utils.paper.paper_size import Paper  # noqa: PLC0415
        from app.utils.paper.printing import Printer  # noqa: PLC0415

        settings, folder = self._settings, self._tickets_folder
        paper = Paper(settings.paper)
        printer = Printer(settings.printer or None, cast("PrintMode", settings.print_mode), settings.print_seconds)
        return SlowLane(
            Ticketing(self._slow, printer, folder, paper),
            Receipts(self._slow, printer, folder, paper, always=settings.receipt == "always"),
            Sweep(self._slow, chores_of(settings)),
            TillReports(self._slow, printer, folder, roll=paper is Paper.ROLL80),
            Drawers(Drawer(settings.drawer, settings.print_seconds)),
        )

    @cached_property
    def plan(self) -> PlanDesk:
        """For the planning lane; loaded when a manager first opens a page that needs it, as the next two."""
        from app.controllers.plan.plan_desk import plan_desk  # noqa: PLC0415

        return plan_desk(self._planning, self._settings)

    @cached_property
    def team(self) -> TeamDesk:
        from app.controllers.team.team_desk import team_desk  # noqa: PLC0415

        return team_desk(self._planning, self._reports)

    @cached_property
    def reports(self) -> ReportDesk:
        from app.controllers.reports.report_desk import report_desk  # noqa: PLC0415

        return report_desk(self._reports)

    @cached_property
    def after(self) -> AfterDesk:
        """What comes after a sale; its parts say which lane they are for."""
        from app.controllers.after.after_desk import AfterLanes, after_desk  # noqa: PLC0415

        lanes = AfterLanes(self._sale, self._reading, self._slow, self._planning, self._door)
        return after_desk(lanes, self._settings, self._door_folder, self.sign_in, lambda: self.sale.money.refunding)

    @property
    def sends_messages(self) -> bool:
        """Whether messages to customers are sent from here, in turns."""
        return bool(self._settings.smtp_host or self._settings.notify_urls)

    def lay_out(self) -> None:
        """Load the counter's lanes ahead of their first use."""
        _ = self.sale, self.reading, self.slow

    def close(self) -> None:
        """Give the connections back."""
        for database in (self._sale, self._reading, self._slow, self._planning, self._reports, self._door):
            database.close()
