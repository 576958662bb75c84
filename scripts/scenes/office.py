"""A manager's hands: pages, lists and forms, whatever is kept in them."""

from __future__ import annotations

from app.views.list_and_form import ListAndForm
from app.views.parts.field import Field
from app.views.tabbed_page import TabbedPage
from scenes.clerk import Clerk

LOAD_MS = 900


def open_page(clerk: Clerk, key: str) -> TabbedPage:
    """A page of the rail."""
    clerk.screen.open_page(key)
    clerk.stage.rest(LOAD_MS)
    return clerk.stage.widgets(TabbedPage)[0]


def open_tab(clerk: Clerk, tabbed: TabbedPage, tab: str) -> None:
    tabbed.open(tab)
    clerk.stage.rest(LOAD_MS)


def press(clerk: Clerk, key: str) -> None:
    """A key, and what it asks the database for."""
    clerk.hands.key(key)
    clerk.stage.rest(LOAD_MS)


def open_row(clerk: Clerk, place: int = 0) -> None:
    """A row of the list that is there, in the form beside it; nothing where there are none."""
    lists = [each for each in clerk.stage.widgets(ListAndForm) if each.table.rows]
    if lists:
        table = lists[0].table
        clerk.hands.click(*table.row_centre(table.rows[place].id))
        clerk.stage.rest(LOAD_MS)


def fill(clerk: Clerk, listing: ListAndForm, answers: dict[str, str]) -> None:
    """Type into the lines of the form that is open; choices and ticks are set."""
    for key, text in answers.items():
        line = listing.form.lines[key]
        if isinstance(line.widget, Field):
            line.focus_set()
            clerk.write(line.widget, text)
        else:
            line.value = text
            if listing.form.on_change is not None:
                listing.form.on_change()
            clerk.stage.rest(LOAD_MS)


def take(clerk: Clerk, name: str) -> None:
    """For the managers' guide; nothing is lit by the pointer."""
    clerk.stage.aside()
    clerk.stage.rest(LOAD_MS)
    clerk.take(f"guide-{name}")
