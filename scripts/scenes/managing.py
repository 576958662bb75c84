"""The managers' screens with something in them, as the user guide shows them."""

from __future__ import annotations

from app.models.records import Role
from app.views.list_and_form import ListAndForm
from app.views.parts.button import Button
from app.views.plan.shows_page import ShowsPage
from app.views.reports.reports_page import ReportsPage
from app.views.tabbed_page import TabbedPage
from scenes.clerk import Clerk
from scenes.roles import hand_over

_LOAD_MS = 900
_TO_THIS_YEAR = 6
"""From Today, over the choices of days: there are sales in it on every day of the week."""


def plan(clerk: Clerk) -> None:
    """Films, cinemas, halls and the drawing of one, the day board, copying and filling, each part of the price list."""
    hand_over(clerk, Role.MANAGER)
    tabbed = _page(clerk, "plan")
    _first_of_the_list(clerk, tabbed, "films", "guide-films")
    clerk.hands.key("F5")
    _take(clerk, "guide-import")
    clerk.hands.key("Esc")
    _first_of_the_list(clerk, tabbed, "cinemas", "guide-cinemas")
    _first_of_the_list(clerk, tabbed, "halls", "guide-halls")
    clerk.hands.key("F4")
    _take(clerk, "guide-hall-drawing")
    clerk.hands.key("Esc")
    _shows(clerk, tabbed)
    _prices(clerk, tabbed)


def reports(clerk: Clerk) -> None:
    """One picture for each kind of report, of the demo's past days."""
    page = _page(clerk, "reports").page
    assert isinstance(page, ReportsPage)
    clerk.hands.key("F3")
    clerk.hands.key("Home")
    for _ in range(_TO_THIS_YEAR):
        clerk.hands.key("Right")
    clerk.stage.rest(_LOAD_MS)
    for row in page.kinds.rows:
        clerk.stage.hands.click(*page.kinds.row_centre(row.id))
        _take(clerk, f"guide-report-{row.id}")


def team(clerk: Clerk) -> None:
    """A person's account, and what was done."""
    tabbed = _page(clerk, "team")
    _first_of_the_list(clerk, tabbed, "staff", "guide-staff")
    tabbed.open("activity")
    _take(clerk, "guide-activity")


def _shows(clerk: Clerk, tabbed: TabbedPage) -> None:
    tabbed.open("shows")
    page = tabbed.page
    assert isinstance(page, ShowsPage)
    clerk.stage.rest(_LOAD_MS)
    clerk.hands.key("F4")  # tomorrow: all of its shows are still to come
    clerk.stage.rest(_LOAD_MS)
    clerk.hands.key("Right")
    _take(clerk, "guide-shows")
    clerk.hands.key("Esc")
    clerk.hands.key("F6")
    clerk.stage.rest(_LOAD_MS)
    today = [button for button in clerk.stage.widgets(Button) if button.text.startswith("Same as")][1]
    clerk.stage.click(today)
    clerk.stage.rest(_LOAD_MS)
    clerk.hands.key("F9")
    _take(clerk, "guide-shows-copied")
    clerk.hands.key("Esc")
    clerk.stage.rest(_LOAD_MS)
    clerk.hands.key("F5")
    clerk.stage.rest(_LOAD_MS)
    clerk.hands.key("F9")
    _take(clerk, "guide-shows-filled")
    clerk.hands.key("Esc")


def _prices(clerk: Clerk, tabbed: TabbedPage) -> None:
    tabbed.open("prices")
    page = tabbed.page
    clerk.stage.rest(_LOAD_MS)
    first = page.open_part
    while True:
        _first_in(clerk)
        _take(clerk, f"guide-prices-{page.open_part}")
        clerk.hands.key("F6")
        clerk.stage.rest(_LOAD_MS)
        if page.open_part == first:
            return


def _page(clerk: Clerk, key: str) -> TabbedPage:
    clerk.screen.open_page(key)
    clerk.stage.rest(_LOAD_MS)
    return clerk.stage.widgets(TabbedPage)[0]


def _first_of_the_list(clerk: Clerk, tabbed: TabbedPage, tab: str, name: str) -> None:
    tabbed.open(tab)
    clerk.stage.rest(_LOAD_MS)
    _first_in(clerk)
    _take(clerk, name)


def _first_in(clerk: Clerk) -> None:
    """The first row of the list that is there, in the form beside it."""
    lists = [each for each in clerk.stage.widgets(ListAndForm) if each.table.rows]
    if lists:
        clerk.hands.click(*lists[0].table.row_centre(lists[0].table.rows[0].id))
        clerk.stage.rest(_LOAD_MS)


def _take(clerk: Clerk, name: str) -> None:
    clerk.stage.aside()
    clerk.stage.rest(_LOAD_MS)
    clerk.take(name)
