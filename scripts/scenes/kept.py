"""What comes after a sale, as a manager has it: money that is due, who waits, customers, messages."""

from __future__ import annotations

from app.models.records import Role
from app.utils.folders import Folders
from app.utils.pay.training_line import TrainingLine
from app.views.after.bookings_page import BookingsPage
from app.views.after.customers_page import CustomersPage
from app.views.after.messages_page import MessagesPage
from app.views.after.owed_page import OwedPage
from app.views.after.waiting_page import WaitingPage
from app.views.pay.payment_panel import PaymentPanel
from app.views.seats.seat_palette import SeatLook
from app.views.sell.sale_done_panel import SaleDonePanel
from app.views.tabbed_page import TabbedPage
from scenes.after import CUSTOMER, give_back, sell
from scenes.clerk import Clerk
from scenes.office import LOAD_MS, open_page, open_tab, press
from scenes.roles import hand_over

_OTHERS = (("Farhan Qureshi", "98190 40172", ""), ("Lata Menon", "", "lata.menon@example.com"))
_TRIES = 3
"""So often a provider is asked before what it has to send back stays due."""


def lists(clerk: Clerk) -> None:
    """Each list with something in it, and the questions that are asked over it."""
    _owe(clerk)
    hand_over(clerk, Role.MANAGER)
    clerk.screen.open_page("sell")
    clerk.stage.settle()
    _fill_and_wait(clerk)
    tabbed = open_page(clerk, "find")
    open_tab(clerk, tabbed, "due")
    assert isinstance(tabbed.page, OwedPage)
    _take(clerk, "due")
    press(clerk, "shift+F8")
    clerk.take("due-cash")
    clerk.hands.key("Esc")
    _waiting(clerk, tabbed)
    _customers(clerk, tabbed)
    open_tab(clerk, tabbed, "messages")
    assert isinstance(tabbed.page, MessagesPage)
    _take(clerk, "messages")
    press(clerk, "F2")
    clerk.take("messages-sent")
    _booking(clerk, tabbed)
    hand_over(clerk, Role.CLERK)
    clerk.screen.open_page("sell")
    clerk.stage.settle()


def _take(clerk: Clerk, name: str) -> None:
    """For the managers' guide; what the counter was told a moment ago is not about the page."""
    clerk.stage.aside()
    clerk.stage.rest(LOAD_MS)
    clerk.screen.shell.toasts.clear()
    clerk.take(f"guide-{name}")


def _booking(clerk: Clerk, tabbed: TabbedPage) -> None:
    """The life of a sale."""
    open_tab(clerk, tabbed, "bookings")
    page = tabbed.page
    assert isinstance(page, BookingsPage)
    page.focus_search()
    clerk.write(page.search, "meher")
    clerk.stage.rest(LOAD_MS)
    sold = next(line.reference for line in page.lines if not line.state)
    clerk.hands.click(*page.table.row_centre(sold))
    clerk.stage.until(lambda: page.pane.sale is not None and page.pane.sale.reference == sold, "the booking's life")
    _take(clerk, "bookings")
    clerk.hands.key("Esc")


def _owe(clerk: Clerk) -> None:
    """Paid by card and given back; the provider does not answer, so the money stays due."""
    clerk.open_show()
    clerk.pick(2)
    clerk.ask_to_pay("F9")
    clerk.stage.until(lambda: clerk.panel(PaymentPanel).field.has_focus, "the keyboard at the amount")
    clerk.hands.key("Enter")
    done = clerk.panel(SaleDonePanel)
    reference = done.sale.reference
    clerk.stage.until(lambda: f"{reference}.pdf" in clerk.stage.words(done), "the tickets to be made")
    clerk.next_customer()
    line = TrainingLine(Folders(clerk.home).provider, starts_it=False)
    line.behave(*["lose"] * _TRIES, on="refund")
    line.close()
    give_back(clerk, reference)


def _fill_and_wait(clerk: Clerk) -> None:
    """Three wait for a show that is full; seats of it come back, and are kept for the first of them."""
    reference = sell(clerk, 2)
    looks, opened = clerk.flow.looks(), clerk.flow.opened
    assert opened is not None
    clerk.sell.hands.pick([seat for seat in opened.seats if looks[seat.id] is SeatLook.FREE])
    clerk.stage.until(lambda: clerk.flow.basket is not None and not clerk.flow.busy, "all of its seats")
    clerk.sell_for_cash()
    clerk.next_customer()
    for place, (who, wanted) in enumerate(zip((CUSTOMER, *_OTHERS), ("2", "3", "2c"), strict=True)):
        _wait(clerk, who, wanted, pictured=place == 0)
    give_back(clerk, reference)


def _wait(clerk: Clerk, who: tuple[str, str, str], wanted: str, *, pictured: bool) -> None:
    flow = clerk.sell.customer_desk.line
    clerk.hands.key("shift+F4")
    clerk.stage.until(lambda: flow.who is not None and flow.who.fields[0].has_focus, "who waits")
    assert flow.who is not None
    for place, text in enumerate(who):
        if place:
            clerk.hands.key("Tab")
        clerk.write(flow.who.fields[place], text)
    if pictured:
        clerk.take("wait-who")
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: flow.how_many is not None and flow.how_many.seats.has_focus, "how many seats")
    assert flow.how_many is not None
    clerk.write(flow.how_many.seats, wanted)
    if pictured:
        clerk.take("wait-seats")
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: flow.how_many is None, "the waiting list")
    if pictured:
        clerk.take("wait-done")
    clerk.screen.shell.toasts.clear()


def _waiting(clerk: Clerk, tabbed: TabbedPage) -> None:
    open_tab(clerk, tabbed, "waiting")
    page = tabbed.page
    assert isinstance(page, WaitingPage)
    clerk.stage.until(lambda: page.table.rows, "who waits")
    clerk.hands.click(*page.table.row_centre(page.table.rows[0].id))
    _take(clerk, "waiting")
    press(clerk, "F8")
    clerk.take("waiting-take-off")
    clerk.hands.key("Esc")


def _customers(clerk: Clerk, tabbed: TabbedPage) -> None:
    open_tab(clerk, tabbed, "customers")
    page = tabbed.page
    assert isinstance(page, CustomersPage)
    clerk.take("customers-empty")
    clerk.write(page.list.search, "meher")
    clerk.stage.rest(LOAD_MS)
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: page.stored is not None, "what is stored of her")
    _take(clerk, "customers")
    press(clerk, "F8")
    _take(clerk, "customers-erase")
    clerk.hands.key("Esc")
