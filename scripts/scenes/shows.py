"""The day board: a day, what it costs to cancel a show, a day copied to another one, days filled."""

from __future__ import annotations

from functools import partial

from app.views.parts.button import Button
from app.views.plan.shows_page import ShowsPage
from app.views.tabbed_page import TabbedPage
from scenes.clerk import Clerk
from scenes.office import LOAD_MS, open_tab, press, take

_AFTER_THE_WEEK = 7
"""Days from tomorrow: the demo has planned nothing there."""


def pictures(clerk: Clerk, tabbed: TabbedPage) -> None:
    """Tomorrow, whose shows are all to come, and a day eight days from now on which little is planned yet."""
    open_tab(clerk, tabbed, "shows")
    page = tabbed.page
    assert isinstance(page, ShowsPage)
    press(clerk, "F4")
    clerk.hands.key("Right")
    take(clerk, "shows")
    press(clerk, "F8")
    take(clerk, "shows-cancel")
    press(clerk, "Esc")
    for _ in range(_AFTER_THE_WEEK):
        press(clerk, "F4")
    _plan_one(clerk, page)
    press(clerk, "F6")
    tomorrow = next(button for button in clerk.stage.widgets(Button) if button.text.startswith("Same as last"))
    clerk.stage.click(tomorrow)
    clerk.stage.rest(LOAD_MS)
    take(clerk, "shows-copied")
    press(clerk, "Esc")
    press(clerk, "F5")
    press(clerk, "F9")
    take(clerk, "shows-filled")
    press(clerk, "Esc")


def _plan_one(clerk: Clerk, page: ShowsPage) -> None:
    """The hall's last show, which begins at the same time every day: what is copied has to leave it alone."""
    board = page.board.board
    assert board is not None
    if board.shows:
        return
    panel = page.panel
    clerk.hands.key("ctrl+n")
    clerk.stage.until(lambda: panel.is_open, "the form of a new show")
    for field, typed in ((panel.film, "Parasite"), (panel.hall, "Hall 2")):
        field.focus_set()
        clerk.write(field.field, typed)
        clerk.hands.key("Enter")
        clerk.stage.until(partial(getattr, field, "value"), typed)
    time = panel.form.lines["time"]
    time.focus_set()
    clerk.write(time.widget, "22:45")
    clerk.hands.key("ctrl+s")
    clerk.stage.until(lambda: page.board.board is not None and page.board.board.shows, "the show on the board")
    press(clerk, "Esc")
