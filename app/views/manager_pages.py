"""The managers' pages of the rail, tab by tab. Each is loaded when it is first opened: a counter that only sells needs none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from app.controllers.desk import Desk
from app.controllers.permissions import Permission, Session
from app.views.surroundings import Surroundings
from app.views.tabbed_page import Page, Tab, TabbedPage


@dataclass(frozen=True, slots=True)
class Office:
    """What a manager's page works with. `session` is who opened it; who goes on later is told by `take_over`."""

    desk: Desk
    session: Session
    around: Surroundings


@dataclass(frozen=True, slots=True)
class TabPlan:
    """A tab, who may open it, and what makes its page."""

    key: str
    title: str
    needs: Permission
    make: Callable[[Any, Office], Page]


def _films(master: Any, office: Office) -> Page:
    from app.views.plan.films_page import FilmsPage  # noqa: PLC0415  see the first line of this file

    return FilmsPage(master, office)


def _cinemas(master: Any, office: Office) -> Page:
    from app.views.plan.cinemas_page import CinemasPage  # noqa: PLC0415  see the first line of this file

    return CinemasPage(master, office)


def _halls(master: Any, office: Office) -> Page:
    from app.views.plan.halls_page import HallsPage  # noqa: PLC0415  see the first line of this file

    return HallsPage(master, office)


def _shows(master: Any, office: Office) -> Page:
    from app.views.plan.shows_page import ShowsPage  # noqa: PLC0415  see the first line of this file

    return ShowsPage(master, office)


def _prices(master: Any, office: Office) -> Page:
    from app.views.plan.prices_page import PricesPage  # noqa: PLC0415  see the first line of this file

    return PricesPage(master, office)


def _staff(master: Any, office: Office) -> Page:
    from app.views.team.staff_page import StaffPage  # noqa: PLC0415  see the first line of this file

    return StaffPage(master, office)


def _activity(master: Any, office: Office) -> Page:
    from app.views.team.activity_page import ActivityTable  # noqa: PLC0415  see the first line of this file

    return ActivityTable(master, office)


def _reports(master: Any, office: Office) -> Page:
    from app.views.reports.reports_page import ReportsPage  # noqa: PLC0415  see the first line of this file

    return ReportsPage(master, office)


PLAN_TABS: tuple[TabPlan, ...] = (
    TabPlan("films", "Films", Permission.KEEP_FILMS, _films),
    TabPlan("cinemas", "Cinemas", Permission.KEEP_HALLS, _cinemas),
    TabPlan("halls", "Halls", Permission.KEEP_HALLS, _halls),
    TabPlan("shows", "Shows", Permission.KEEP_SHOWS, _shows),
    TabPlan("prices", "Prices", Permission.KEEP_PRICES, _prices),
)
TEAM_TABS: tuple[TabPlan, ...] = (
    TabPlan("staff", "Staff", Permission.KEEP_TEAM, _staff),
    TabPlan("activity", "Activity", Permission.SEE_ACTIVITY, _activity),
)
REPORT_TABS: tuple[TabPlan, ...] = (TabPlan("reports", "Reports", Permission.SEE_REPORTS, _reports),)


def needed(plans: Sequence[TabPlan]) -> tuple[Permission, ...]:
    """Any of these opens a page with these tabs."""
    return tuple(plan.needs for plan in plans)


def make_page(master: Any, office: Office, plans: Sequence[TabPlan]) -> TabbedPage:
    """A page of the rail with these tabs."""

    def make(plan: TabPlan, parent: Any) -> Page:
        return plan.make(parent, office)

    tabs = [Tab(plan.key, plan.title, plan.needs, partial(make, plan)) for plan in plans]
    return TabbedPage(master, office.session, tabs)
