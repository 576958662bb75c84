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


PLAN_TABS: tuple[TabPlan, ...] = ()
TEAM_TABS: tuple[TabPlan, ...] = ()
REPORT_TABS: tuple[TabPlan, ...] = ()


def needed(plans: Sequence[TabPlan]) -> tuple[Permission, ...]:
    """Any of these opens a page with these tabs."""
    return tuple(plan.needs for plan in plans)


def make_page(master: Any, office: Office, plans: Sequence[TabPlan]) -> TabbedPage:
    """A page of the rail with these tabs."""

    def make(plan: TabPlan, parent: Any) -> Page:
        return plan.make(parent, office)

    tabs = [Tab(plan.key, plan.title, plan.needs, partial(make, plan)) for plan in plans]
    return TabbedPage(master, office.session, tabs)
