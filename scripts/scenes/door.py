"""The door as an usher has it: every verdict, a booking without its paper, and an hour without the network."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.controllers.after.door import BookingAtTheDoor
from app.models.records import Role
from app.models.server.server_folder import ServerFolder
from app.utils.codes import new_ticket_code
from app.utils.folders import Folders
from app.utils.local_time import to_local
from app.views.after.door_page import DoorPage
from app.views.plan.cinemas_page import CinemasPage
from app.views.sell.show_row import ShowRow
from app.views.tasks import Lane
from scenes.clerk import Clerk
from scenes.office import LOAD_MS, open_page, open_row, open_tab, take
from scenes.roles import hand_over

OPENS_MINUTES = 1440
"""So that some show can be entered at whatever hour the pictures are made."""
_SOON = timedelta(minutes=OPENS_MINUTES - 60)
_AFTER_TOMORROW = 2


def door(clerk: Clerk) -> None:
    """Let in, in already, and each reason not to; the counter is the door of one hall meanwhile."""
    here, hall = _sell_soon(clerk, 3, "")
    elsewhere, _ = _sell_soon(clerk, 1, hall)
    _choose_day(clerk, _AFTER_TOMORROW)
    later = _sell(clerk, clerk.sell.programme.rows[-1], 1)
    void = _sell_void(clerk)
    hand_over(clerk, Role.MANAGER)
    _limit(clerk, hall)
    hand_over(clerk, Role.USHER)
    page = clerk.stage.widgets(DoorPage)[0]
    clerk.stage.rest(LOAD_MS)
    clerk.take("door-ready")
    good = _codes(clerk, here)
    for name, code in (
        ("admit", good[0]),
        ("already-in", good[0]),
        ("wrong-hall", _codes(clerk, elsewhere)[0]),
        ("wrong-day", _codes(clerk, later)[0]),
        ("void", void),
        ("unknown", new_ticket_code()),
    ):
        _scan(clerk, page, code)
        clerk.take(f"door-{name}")
    clerk.hands.type(here.replace("-", "").lower())
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: page.booking is not None, "the booking's tickets")
    clerk.take("door-booking")
    clerk.hands.key("2")
    clerk.stage.until(lambda: page.verdict.verdict is not None, "the verdict")
    clerk.take("door-booking-admit")
    clerk.hands.key("F4")
    clerk.stage.until(lambda: page.cover.panel is not None, "the question for a manager")
    clerk.take("door-undo")
    clerk.hands.key("Esc")
    _without_network(clerk, page, good[2])
    hand_over(clerk, Role.MANAGER)
    _limit(clerk, "")
    hand_over(clerk, Role.CLERK)
    clerk.screen.open_page("sell")
    _choose_day(clerk, 1)


def _sell_soon(clerk: Clerk, count: int, not_in: str) -> tuple[str, str]:
    """A sale for a show that its guests may enter by now, in another hall than that; its reference, and its hall."""
    for day in (0, 1):
        _choose_day(clerk, day)
        row = next((row for row in clerk.sell.programme.rows if _fits(row, not_in, count)), None)
        if row is not None:
            return _sell(clerk, row, count), row.counts.show.hall_name
    raise AssertionError("no show can be entered within a day")


def _fits(row: ShowRow, not_in: str, count: int) -> bool:
    now, show = datetime.now(UTC), row.counts.show
    return (
        now + timedelta(minutes=10) < show.starts_at < now + _SOON
        and show.hall_name != not_in
        and row.counts.elsewhere is None
        and row.counts.free_count > 20 * count
    )


def _sell_void(clerk: Clerk) -> str:
    """The code of a ticket whose sale is undone at once by a manager's word."""
    code = _codes(clerk, _sell_soon(clerk, 1, "")[0])[0]
    clerk.hands.key("shift+F12")
    voids = clerk.sell.voids
    clerk.stage.until(lambda: voids.panel is not None, "the sale to be undone")
    panel = voids.panel
    assert panel is not None
    name, password = clerk.sign_in_of(Role.MANAGER)
    clerk.stage.until(lambda: panel.approver.has_focus or panel.password.has_focus, "the keyboard")
    if panel.approver.has_focus:
        clerk.write(panel.approver, name)
        clerk.hands.key("Enter")
    clerk.write(panel.password, password)
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: voids.panel is None, "the sale to be undone")
    clerk.screen.shell.toasts.clear()
    return code


def _sell(clerk: Clerk, row: ShowRow, count: int) -> str:
    flow, show_id = clerk.flow, row.counts.show.id
    clerk.sell.shown.open(row.counts)
    clerk.stage.until(lambda: flow.opened is not None and flow.opened.show.id == show_id, "the show")
    clerk.stage.settle()
    clerk.pick(count)
    reference = clerk.sell_for_cash().sale.reference
    clerk.next_customer()
    return reference


def _choose_day(clerk: Clerk, place: int) -> None:
    """Counted from today."""
    programme = clerk.sell.programme
    clerk.stage.until(lambda: programme.strip.chosen is not None, "the days")
    day = to_local(datetime.now(UTC), clerk.screen.session.counter.cinema.time_zone).date() + timedelta(days=place)
    clerk.stage.click(next(button for button in programme.strip.buttons if button.day == day))
    clerk.stage.aside()
    clerk.stage.until(lambda: programme.strip.chosen == day and programme.rows, "that day's shows")
    clerk.stage.rest(LOAD_MS)


def _limit(clerk: Clerk, hall: str) -> None:
    """Let this counter, as a door, let into that hall; "" for all."""
    tabbed = open_page(clerk, "plan")
    open_tab(clerk, tabbed, "cinemas")
    assert isinstance(tabbed.page, CinemasPage)
    cinema = clerk.screen.session.counter.cinema.name
    open_row(clerk, next(place for place, row in enumerate(tabbed.page.listing.table.rows) if cinema in row.cells))
    counters = tabbed.page.counters
    counters.use_button.focus_set()  # the form scrolls to it
    clerk.stage.rest(LOAD_MS)
    own = str(clerk.screen.session.counter.id)
    clerk.hands.click(*counters.table.row_centre(own))
    counters.hall.focus_set()
    counters.hall.select_all()
    if hall:
        clerk.write(counters.hall, hall)
    else:
        clerk.hands.key("BackSpace")
    clerk.hands.key("Enter")
    clerk.stage.rest(LOAD_MS)
    if hall:
        take(clerk, "counters-door")


def _codes(clerk: Clerk, reference: str) -> list[str]:
    """What is printed on the tickets of that booking, asked as the door asks."""
    answers: list[BookingAtTheDoor] = []
    session, asked = clerk.screen.session, clerk.window.desk.after.door.door
    clerk.window.tasks.run(Lane.DOOR, lambda: asked.booking(session, reference), answers.append)
    clerk.stage.until(lambda: answers, "the booking at the door")
    return [verdict.ticket.code for verdict in answers[0].verdicts if verdict.ticket is not None]


def _scan(clerk: Clerk, page: DoorPage, code: str) -> None:
    """As a scanner does it; what was said before goes first."""
    page.verdict.clear()
    clerk.hands.type(code)
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: page.verdict.meaning != "READY", "the verdict")


def _without_network(clerk: Clerk, page: DoorPage, code: str) -> None:
    """The database stands still, as it seems to a door whose network is gone."""
    page.flow.keep_list()
    clerk.stage.rest(2 * LOAD_MS)
    with _database_away(clerk.home):
        _scan(clerk, page, code)
        clerk.stage.until(lambda: "admitting by the list" in (page.banner.sentence or ""), "the banner")
        clerk.take("door-away")
    clerk.stage.until(lambda: not page.flow.is_away, "the network", seconds=60)
    clerk.stage.rest(LOAD_MS)
    clerk.take("door-back")
    clerk.screen.shell.toasts.clear()


@contextmanager
def _database_away(home: Path) -> Iterator[None]:
    server = int(ServerFolder(Folders(home).server).pid_file.read_text("ascii"))
    os.kill(server, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(server, signal.SIGCONT)
