"""The rail's pages that are made of tabs. Each tab is loaded when it is first opened: a counter that only sells needs none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
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
    """A tab, who may open it, and where in app.views its page is found."""

    key: str
    title: str
    needs: Permission
    page: str

    def load(self) -> Callable[[Any, Office], Page]:
        """What makes the page; its module is loaded now, unless it is there already."""
        module, _, name = self.page.rpartition(".")
        make: Callable[[Any, Office], Page] = getattr(import_module(f"app.views.{module}"), name)
        return make


AFTER_TABS: tuple[TabPlan, ...] = (
    TabPlan("bookings", "Bookings", Permission.FIND_BOOKING, "after.bookings_page.BookingsPage"),
    TabPlan("due", "Due", Permission.REFUND, "after.owed_page.OwedPage"),
    TabPlan("waiting", "Waiting", Permission.WAITING_LIST, "after.waiting_page.WaitingPage"),
    TabPlan("customers", "Customers", Permission.KEEP_CUSTOMERS, "after.customers_page.CustomersPage"),
    TabPlan("messages", "Messages", Permission.SEE_MESSAGES, "after.messages_page.MessagesPage"),
)
PLAN_TABS: tuple[TabPlan, ...] = (
    TabPlan("films", "Films", Permission.KEEP_FILMS, "plan.films_page.FilmsPage"),
    TabPlan("cinemas", "Cinemas", Permission.KEEP_HALLS, "plan.cinemas_page.CinemasPage"),
    TabPlan("halls", "Halls", Permission.KEEP_HALLS, "plan.halls_page.HallsPage"),
    TabPlan("shows", "Shows", Permission.KEEP_SHOWS, "plan.shows_page.ShowsPage"),
    TabPlan("prices", "Prices", Permission.KEEP_PRICES, "plan.prices_page.PricesPage"),
)
TEAM_TABS: tuple[TabPlan, ...] = (
    TabPlan("staff", "Staff", Permission.KEEP_TEAM, "team.staff_page.StaffPage"),
    TabPlan("activity", "Activity", Permission.SEE_ACTIVITY, "team.activity_page.ActivityTable"),
)
REPORT_TABS: tuple[TabPlan, ...] = (
    TabPlan("reports", "Reports", Permission.SEE_REPORTS, "reports.reports_page.ReportsPage"),
)


def needed(plans: Sequence[TabPlan]) -> tuple[Permission, ...]:
    """Any of these opens a page with these tabs."""
    return tuple(plan.needs for plan in plans)


def make_page(master: Any, office: Office, plans: Sequence[TabPlan]) -> TabbedPage:
    """A page of the rail with these tabs."""

    def make(plan: TabPlan, parent: Any) -> Page:
        return plan.load()(parent, office)

    tabs = [Tab(plan.key, plan.title, plan.needs, partial(make, plan)) for plan in plans]
    return TabbedPage(master, office.session, tabs)
