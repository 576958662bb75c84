"""The Team page as an admin or a manager has it."""

from __future__ import annotations

from app.models.records import Role
from app.views.team.activity_page import ActivityTable
from app.views.team.staff_page import StaffPage
from tests.gui.program import Program


def open_staff(program: Program) -> StaffPage:
    """The rail's Team, with its list read."""
    program.screen.open_page("team")
    page = program.screen._pages["team"].page
    assert isinstance(page, StaffPage)
    program.wait(lambda: page.listing.table.rows, what="the accounts")
    program.wait(lambda: page.listing.search.has_focus, what="the keyboard in the search")
    return page


def open_activity(program: Program) -> ActivityTable:
    """One tab further, with the newest lines read."""
    program.screen.open_page("team")
    tabbed = program.screen._pages["team"]
    program.hands.key("ctrl+Page_Down")
    program.wait(lambda: tabbed.open_tab == "activity", what="the tab")
    page = tabbed.page
    assert isinstance(page, ActivityTable)
    program.wait(lambda: page.lines, what="the lines")
    program.wait(lambda: page.filter.fields["text"].has_focus, what="the keyboard in the search")
    return page


def open_account(program: Program, page: StaffPage, role: Role) -> str:
    """Click on the row of the office's own clerk, manager, …; the account's id."""
    row_id = str(program.office.people[role].id)
    page.listing.search.value = program.office.people[role].username
    program.wait(lambda: [row.id for row in page.listing.table.rows] == [row_id], what="one row")
    program.hands.click(*page.listing.table.row_centre(row_id))
    program.wait(lambda: page.listing.open_id == row_id, what="the account in the form")
    return row_id
