"""The page Find, in the whole window, with a clerk's hands on it."""

from __future__ import annotations

from app.views.after.booking_pane import BookingPane
from app.views.after.bookings_page import BookingsPage
from tests.gui.program import Program


def bookings_page(program: Program) -> BookingsPage:
    page = program.screen._pages["find"].page
    assert isinstance(page, BookingsPage)
    return page


def open_find(program: Program) -> BookingsPage:
    """Press Find on the rail."""
    program.press(program.screen.shell._items["find"])
    program.wait(lambda: "find" in program.screen._pages, what="the page Find")
    page = bookings_page(program)
    program.wait(lambda: page.winfo_ismapped() and page.search.has_focus, what="the focus in the search")
    return page


def open_booking(program: Program, reference: str) -> BookingPane:
    """Type the reference and press Enter."""
    page = bookings_page(program)
    program.hands.key("F2")
    program.wait(lambda: page.search.has_focus, what="the focus in the search")
    program.hands.type(reference)
    program.hands.key("Enter")
    program.wait(lambda: page.pane.sale is not None and page.pane.sale.reference == reference, what=reference)
    program.root.update()
    return page.pane
