"""Halls: the list, the drawing, seats out of service with the guests who have them, and the hall as text."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.models.records import Seat
from app.models.start.demo_facts import TIME_ZONE
from app.views.plan.halls_page import HallsPage
from app.views.seats.seat_palette import SeatLook
from app.views.tabbed_page import TabbedPage
from app.views.tour.tour_choices import side_by_side
from scenes.clerk import Clerk
from scenes.office import LOAD_MS, open_row, open_tab, press, take

_BROKEN = 3
"""Seats side by side, of one party or of two."""
_DAYS = 6
"""From tomorrow they are out of service for so long."""


def taken_seats(clerk: Clerk) -> tuple[str, list[Seat]]:
    """A hall's name, and seats of it that are sold for a show of tomorrow. A clerk stands at Sell, with an empty basket."""
    clerk.screen.open_page("sell")
    clerk.open_show(largest=True)
    flow = clerk.flow
    assert flow.opened is not None
    looks = flow.looks()
    sold = side_by_side(flow.opened.seats, lambda seat: looks[seat.id] is SeatLook.SOLD, _BROKEN)
    assert sold, f"no {_BROKEN} seats are sold side by side"
    return flow.opened.show.hall_name, list(sold)


def pictures(clerk: Clerk, tabbed: TabbedPage, hall: str, taken: list[Seat]) -> None:
    """What is put out of service is given back at the end."""
    open_tab(clerk, tabbed, "halls")
    page = tabbed.page
    assert isinstance(page, HallsPage)
    open_row(clerk, next(place for place, row in enumerate(page.listing.table.rows) if row.cells[0] == hall))
    take(clerk, "halls")
    press(clerk, "F4")
    take(clerk, "hall-drawing")
    _out_of_service(clerk, page, taken)
    press(clerk, "F8")
    take(clerk, "hall-text")
    press(clerk, "Esc")


def _out_of_service(clerk: Clerk, page: HallsPage, taken: list[Seat]) -> None:
    editor = page.editor
    press(clerk, "F7")
    first, last = _place(page, taken[0]), _place(page, taken[-1])
    clerk.hands.drag(editor.canvas.centre_of(first), editor.canvas.centre_of(last))
    form = editor.outages.panel.form
    today = datetime.now(ZoneInfo(TIME_ZONE)).date()
    until = (today + timedelta(days=_DAYS)).isoformat()
    for key, text in (("from", f"{today + timedelta(days=1)} 06:00"), ("until", until), ("reason", "New upholstery")):
        form.lines[key].focus_set()
        clerk.hands.type(text)
        clerk.stage.rest(LOAD_MS)
    take(clerk, "hall-outage")
    press(clerk, "F9")
    take(clerk, "hall-rehousing")
    clerk.hands.drag(editor.canvas.centre_of(first), editor.canvas.centre_of(last))
    clerk.stage.click(editor.outages.panel.give_back_button)
    clerk.stage.rest(LOAD_MS)


def _place(page: HallsPage, seat: Seat) -> tuple[int, int]:
    """Where it stands in the drawing."""
    assert page.editor.history is not None
    return next(
        (row, column)
        for row, drawn in enumerate(page.editor.history.now.rows)
        for column, each in enumerate(drawn.places)
        if each is not None and each.seat_id == seat.id
    )
