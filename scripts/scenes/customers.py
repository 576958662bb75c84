"""Whom a basket is for, baskets that wait, a booking that was found, and what was left unfinished."""

from __future__ import annotations

from app.views.sell.customer_panel import CustomerPanel
from app.views.sell.open_baskets_sheet import OpenBasketsSheet
from scenes.clerk import Clerk


def customer(clerk: Clerk) -> None:
    """F10, by phone, and the basket with its customer."""
    clerk.open_show()
    clerk.pick()
    panel = _customer_panel(clerk, "F10")
    clerk.take("customer-empty")
    clerk.write(panel.fields[0], "Priya Deshpande")
    clerk.hands.key("Tab")
    clerk.write(panel.fields[1], "98220 12345")
    clerk.take("customer-typed")
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: clerk.sell.customer_desk.customer.panel is None, "the customer to be written down")
    clerk.take("basket-of-customer")
    _customer_panel(clerk, "shift+F10")
    clerk.take("by-phone")
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: clerk.flow.basket is None and not clerk.flow.busy, "the booking by phone")
    clerk.take("by-phone-done")
    clerk.screen.shell.toasts.clear()


def waiting(clerk: Clerk) -> None:
    """F6 and F7: parked, booked by phone, and a search that finds nothing."""
    clerk.open_show()
    clerk.pick(2)
    clerk.hands.key("F6")
    flow = clerk.sell.customer_desk.waiting
    clerk.stage.until(lambda: flow.panel is not None and flow.panel.note.has_focus, "the note")
    clerk.take("park")
    clerk.hands.type("red coat")
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: clerk.flow.basket is None and flow.panel is None, "the parked basket")
    clerk.screen.shell.toasts.clear()
    sheet = _sheet(clerk)
    clerk.take("waiting")
    clerk.hands.key("Down")
    clerk.hands.key("shift+Delete")
    clerk.take("waiting-cancel")
    clerk.write(sheet.field, "zzzz")
    clerk.stage.until(lambda: not sheet.rows, "nothing found")
    clerk.take("waiting-nothing")
    clerk.write(sheet.field, "red coat")
    clerk.stage.until(lambda: len(sheet.rows) == 1, "the parked basket")
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: clerk.flow.basket is not None and not clerk.flow.busy, "the basket")
    clerk.clear()


def found(clerk: Clerk) -> None:
    """A sale that is looked up by its reference, and a booking by phone."""
    clerk.open_show()
    clerk.pick()
    reference = clerk.sell_for_cash().sale.reference
    clerk.next_customer()
    clerk.type_line(_as_people_type(reference))
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: clerk.sell.found.panel is not None, "the booking")
    clerk.take("found")
    clerk.hands.key("Esc")
    sheet = _sheet(clerk)
    by_phone = next(row.basket.reference for row in sheet.rows if row.basket.by_phone)
    clerk.hands.key("Esc")
    clerk.type_line(_as_people_type(by_phone))
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: clerk.sell.found.panel is not None, "the booking by phone")
    clerk.take("found-by-phone")
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: clerk.flow.basket is not None and not clerk.flow.busy, "the booking taken up")
    clerk.sell_for_cash()  # nobody may have more than so many seats by phone, and each look books three
    clerk.next_customer()


def unfinished(clerk: Clerk) -> None:
    """A basket of which this window knows nothing any more, as after a crash."""
    clerk.open_show()
    clerk.pick(2)
    clerk.flow.lost()
    clerk.hands.key("shift+F6")
    clerk.stage.until(lambda: clerk.sell.unfinished.panel is not None, "what was left unfinished")
    clerk.take("unfinished")
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: clerk.flow.basket is not None and not clerk.flow.busy, "the basket")
    clerk.clear()


def _as_people_type(reference: str) -> str:
    """Without its dash: with it, these fast fingers would be taken for a scanner."""
    return reference.replace("-", "").lower()


def _customer_panel(clerk: Clerk, key: str) -> CustomerPanel:
    flow = clerk.sell.customer_desk.customer
    clerk.hands.key(key)
    clerk.stage.until(lambda: flow.panel is not None, "the customer's panel")
    assert flow.panel is not None
    return flow.panel


def _sheet(clerk: Clerk) -> OpenBasketsSheet:
    flow = clerk.sell.customer_desk.waiting
    clerk.hands.key("F7")
    clerk.stage.until(lambda: flow.sheet is not None and flow.sheet.rows, "the sheet of what waits")
    assert flow.sheet is not None
    return flow.sheet
