"""What comes after a sale, as a clerk has it: found, given back, exchanged."""

from __future__ import annotations

from app.models.records import Role
from app.views.after.booking_pane import BookingPane
from app.views.after.bookings_page import BookingsPage
from app.views.after.exchange_panel import ExchangePanel
from app.views.after.refund_panel import RefundPanel
from app.views.pay.payment_panel import PaymentPanel
from app.views.pay.swap_body import SwapBody
from app.views.sell.sale_done_panel import SaleDonePanel
from scenes.clerk import Clerk
from scenes.office import open_page

CUSTOMER = ("Meher Wadia", "98200 55214", "meher.wadia@example.com")


def find(clerk: Clerk) -> None:
    """Nothing typed, bookings found, nothing found, and the life of a sale to which much has happened."""
    reference = sell(clerk, 4, CUSTOMER)
    _give_one_back(clerk, reference)
    page = _bookings(clerk)
    _pane(clerk, reference).buttons["Print again"].invoke()
    clerk.stage.until(lambda: "printer…" not in page.pane.message, "the tickets to be made")
    clerk.hands.key("Esc")
    clerk.hands.key("Esc")
    clerk.take("find-empty")
    _look_for(clerk, page, "asha")
    clerk.take("find-found")
    _look_for(clerk, page, "zzzz")
    clerk.take("find-nothing")
    _look_for(clerk, page, "meher")
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: page.pane.sale is not None and page.pane.text.lines, "the booking's life")
    clerk.take("find-life")
    _back_to_sell(clerk)


def refund(clerk: Clerk) -> None:
    """All seats by the rules, one of them, another percent by a manager's word, and what is said afterwards."""
    reference = sell(clerk, 3)
    _bookings(clerk)
    pane = _pane(clerk, reference)
    panel = _refund_panel(clerk, pane)
    clerk.take("refund")
    clerk.hands.key("F6")
    clerk.stage.until(lambda: panel.override.percent.has_focus, "the percent")
    clerk.write(panel.override.percent, "50")
    clerk.hands.key("Enter")
    clerk.write(panel.override.reason, "Came late, the road was closed")
    clerk.hands.key("Enter")
    name, password = clerk.sign_in_of(Role.MANAGER)
    if panel.override.approver.has_focus:  # nobody is proposed before a manager was ever here
        clerk.write(panel.override.approver, name)
        clerk.hands.key("Enter")
    clerk.write(panel.override.password, "wrong")
    clerk.take("refund-override")
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: panel.message and not panel.busy, "the refusal")
    clerk.take("refund-override-refused")
    clerk.write(panel.override.password, password)
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: pane.panel is None and not (pane.sale and pane.sale.live_seats), "the tickets given back")
    clerk.take("refund-done")
    _back_to_sell(clerk)


def exchange(clerk: Clerk) -> None:
    """Which seats, the new ones on Sell, what is to be paid, and the new tickets."""
    reference = sell(clerk, 2)
    _bookings(clerk)
    pane = _pane(clerk, reference)
    clerk.hands.key("F9")
    clerk.stage.until(lambda: isinstance(pane.panel, ExchangePanel), "the seats to be exchanged")
    clerk.stage.rest(300)  # until when is told a moment later
    clerk.take("exchange")
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: clerk.flow.credit is not None and clerk.flow.opened is not None, "Sell")
    clerk.stage.settle()
    clerk.pick(2)
    clerk.take("exchange-sell")
    clerk.ask_to_pay()
    clerk.stage.rest(300)
    clerk.take("exchange-pay")
    paying = clerk.panel(PaymentPanel)
    if not isinstance(paying.body, SwapBody):
        clerk.hands.key("Down")
    clerk.hands.key("Enter")
    clerk.panel(SaleDonePanel)
    clerk.take("exchange-done")
    clerk.next_customer()


def sell(clerk: Clerk, count: int = 2, customer: tuple[str, str, str] | None = None) -> str:
    """Sold for cash, with its tickets made; the reference."""
    clerk.open_show()
    clerk.pick(count)
    if customer is not None:
        _name(clerk, customer)
    reference = clerk.sell_for_cash().sale.reference
    clerk.next_customer()
    return reference


def _name(clerk: Clerk, customer: tuple[str, str, str]) -> None:
    flow = clerk.sell.customer_desk.customer
    clerk.hands.key("F10")
    clerk.stage.until(lambda: flow.panel is not None, "the customer's panel")
    panel = flow.panel
    assert panel is not None
    for place, text in enumerate(customer):
        if place:
            clerk.hands.key("Tab")
        clerk.write(panel.fields[place], text)
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: flow.panel is None, "the customer to be written down")


def _bookings(clerk: Clerk) -> BookingsPage:
    tabbed = open_page(clerk, "find")
    tabbed.open("bookings")
    clerk.stage.settle()
    page = tabbed.page
    assert isinstance(page, BookingsPage)
    return page


def _look_for(clerk: Clerk, page: BookingsPage, words: str) -> None:
    clerk.hands.key("F2")
    clerk.write(page.search, words)
    clerk.stage.rest(500)


def _pane(clerk: Clerk, reference: str) -> BookingPane:
    """The booking of that reference, opened by typing it."""
    page = clerk.stage.widgets(BookingsPage)[0]
    _look_for(clerk, page, reference)
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: page.pane.sale is not None and page.pane.sale.reference == reference, reference)
    clerk.stage.settle()
    return page.pane


def _refund_panel(clerk: Clerk, pane: BookingPane) -> RefundPanel:
    clerk.hands.key("F8")
    clerk.stage.until(lambda: isinstance(pane.panel, RefundPanel) and pane.panel.quote, "what comes back")
    panel = pane.panel
    assert isinstance(panel, RefundPanel)
    return panel


def give_back(clerk: Clerk, reference: str) -> None:
    """All of its tickets, by the rules."""
    _bookings(clerk)
    pane = _pane(clerk, reference)
    panel = _refund_panel(clerk, pane)
    clerk.stage.click(panel.refund_button)
    clerk.stage.until(lambda: pane.panel is None, "the tickets given back")
    clerk.stage.aside()
    _back_to_sell(clerk)


def _give_one_back(clerk: Clerk, reference: str) -> None:
    _bookings(clerk)
    pane = _pane(clerk, reference)
    panel = _refund_panel(clerk, pane)
    for tick in list(panel.ticks.values())[1:]:
        clerk.stage.click(tick)
    clerk.stage.aside()
    clerk.take("refund-one")
    clerk.stage.click(panel.refund_button)
    clerk.stage.until(lambda: pane.panel is None, "a ticket given back")
    clerk.stage.aside()


def _back_to_sell(clerk: Clerk) -> None:
    clerk.hands.key("Esc")
    clerk.hands.key("Esc")
    clerk.screen.open_page("sell")
    clerk.stage.settle()
