"""The managers' screens with something in them, as the user guide shows them."""

from __future__ import annotations

import csv
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import past_fortnight

from app.controllers.reports.report import ReportKind
from app.models.records import Role
from app.models.start.demo_facts import TIME_ZONE
from app.models.start.demo_programme import FILMS_FILE
from app.views.plan.cinemas_page import CinemasPage
from app.views.plan.films_page import FilmsPage
from app.views.reports.reports_page import ReportsPage
from app.views.tabbed_page import TabbedPage
from app.views.team.staff_page import StaffPage
from scenes import halls, prices, shows
from scenes.clerk import Clerk
from scenes.office import LOAD_MS, fill, open_page, open_row, open_tab, press, take
from scenes.roles import hand_over

_LAST_WEEK = 3
"""From Today, over the choices of days: all of its shows are over, at whatever hour the pictures are made."""
_DAY_BY_DAY = (ReportKind.BY_DAY, ReportKind.BUSY_HOURS)
"""Of other days than last week: yesterday may be one of that, on which the demo has sold for today and tomorrow too."""
_NEW_FILMS = (
    ("The Lantern Maker", "118", "Marathi", "U", "2026-10-30"),
    ("Salt Road", "142", "Hindi", "UA", "2026-11-06"),
    ("Two Seats in the Rain", "", "Hindi", "UA", "2026-11-13"),
)
"""Invented; one does not say how long it is."""


def plan(clerk: Clerk) -> None:
    """Films and their import, cinemas, halls, the day board and what plans many shows, each part of the price list."""
    hall, taken = halls.taken_seats(clerk)
    clerk.pick()
    clerk.sell_for_cash()
    clerk.next_customer()
    hand_over(clerk, Role.MANAGER)
    tabbed = open_page(clerk, "plan")
    _films(clerk, tabbed)
    open_tab(clerk, tabbed, "cinemas")
    open_row(clerk)
    take(clerk, "cinemas")
    assert isinstance(tabbed.page, CinemasPage)
    counters = tabbed.page.counters
    counters.use_button.focus_set()  # the form scrolls to it
    clerk.stage.rest(LOAD_MS)
    clerk.hands.click(*counters.table.row_centre(counters.table.rows[-1].id))
    take(clerk, "counters")
    halls.pictures(clerk, tabbed, hall, taken)
    shows.pictures(clerk, tabbed)
    prices.pictures(clerk, tabbed)


def reports(clerk: Clerk) -> None:
    """One picture for each kind of report: of last week, or of days that are typed."""
    page = open_page(clerk, "reports").page
    assert isinstance(page, ReportsPage)
    clerk.hands.key("F3")
    clerk.hands.key("Home")
    for _ in range(_LAST_WEEK):
        clerk.hands.key("Right")
    clerk.stage.rest(LOAD_MS)
    for kind in ReportKind:
        if kind not in _DAY_BY_DAY:
            _report(clerk, page, kind)
    clerk.hands.key("F3")
    press(clerk, "End")
    today = datetime.now(ZoneInfo(TIME_ZONE)).date()
    for field, days_ago in ((page.period.first, past_fortnight.DAYS), (page.period.last, 2)):
        field.focus_set()
        clerk.write(field, (today - timedelta(days=days_ago)).isoformat())
    press(clerk, "Enter")
    for kind in _DAY_BY_DAY:
        _report(clerk, page, kind)


def team(clerk: Clerk) -> None:
    """A person's account, a temporary password, and what was done."""
    tabbed = open_page(clerk, "team")
    open_tab(clerk, tabbed, "staff")
    open_row(clerk)
    take(clerk, "staff")
    page = tabbed.page
    assert isinstance(page, StaffPage)
    listing = page.listing
    place = next((place for place, row in enumerate(listing.table.rows) if row.cells[1] == "nisha"), None)
    if place is None:
        press(clerk, "ctrl+n")
        fill(clerk, listing, {"full_name": "Nisha Patil", "username": "nisha"})
        clerk.hands.key("ctrl+s")
        clerk.stage.until(lambda: page.slip.password, "the first password")
    else:
        open_row(clerk, place)
    before = page.slip.password
    clerk.hands.key("F6")
    clerk.stage.until(lambda: page.slip.password not in ("", before), "another password")
    take(clerk, "staff-password")
    clerk.hands.key("Esc")
    open_tab(clerk, tabbed, "activity")
    take(clerk, "activity")


def _report(clerk: Clerk, page: ReportsPage, kind: ReportKind) -> None:
    clerk.hands.click(*page.kinds.row_centre(kind))
    take(clerk, f"report-{kind}")


def _films(clerk: Clerk, tabbed: TabbedPage) -> None:
    open_tab(clerk, tabbed, "films")
    open_row(clerk)
    take(clerk, "films")
    page = tabbed.page
    assert isinstance(page, FilmsPage)
    press(clerk, "F5")
    with tempfile.TemporaryDirectory() as folder:
        page.importing.take_file(_file_of_films(Path(folder)))
        clerk.stage.rest(LOAD_MS)
        take(clerk, "import")
        press(clerk, "ctrl+s")
        take(clerk, "import-report")
    press(clerk, "Esc")


def _file_of_films(folder: Path) -> Path:
    """As a distributor would send it: three that are new, one with another certificate, two known ones, one without a title."""
    with FILMS_FILE.open(encoding="utf-8", newline="") as lines:
        known = list(csv.DictReader(lines))[:3]
    known[0]["certificate"] = "A" if known[0]["certificate"] != "A" else "UA"
    columns = ("title", "duration_minutes", "language", "certificate", "release_date")
    path = folder / "november.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("title", "minutes", "language", "certificate", "release date"))
        writer.writerows(_NEW_FILMS)
        writer.writerows([film[column] for column in columns] for film in known)
        writer.writerow(("", "95", "English", "U", "2026-11-20"))
    return path
