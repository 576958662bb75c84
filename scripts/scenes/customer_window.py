"""What the customer sees, at the size of a monitor of its own."""

from __future__ import annotations

from app.views.sell.sale_done_panel import SaleDonePanel
from scenes.clerk import Clerk


def display(clerk: Clerk) -> None:
    """Nobody served, the basket, the sum, the code to scan, and the change."""
    clerk.open_show()
    looks = clerk.screen.looks
    looks.set_customer_display(on=True)
    try:
        _picture(clerk, "idle")
        clerk.pick()
        _picture(clerk, "basket")
        clerk.ask_to_pay()
        _picture(clerk, "payment")
        clerk.hands.key("Esc")
        clerk.sell_for_cash()
        _picture(clerk, "change")
        clerk.next_customer()
        _code(clerk)
    finally:
        looks.set_customer_display(on=False)


def _code(clerk: Clerk) -> None:
    clerk.pick(2)
    paying = clerk.choose_way("3")
    clerk.hands.key("Enter")
    clerk.stage.until(lambda: paying.payload, "the code")
    _picture(clerk, "code")
    clerk.panel(SaleDonePanel)
    clerk.next_customer()


def _picture(clerk: Clerk, name: str) -> None:
    """Over the clerk's window for the moment: it is drawn as on a monitor of the same size."""
    window, root = clerk.screen.customers.window, clerk.window.winfo_toplevel()
    assert window is not None
    before = window.geometry()
    window.geometry(f"{root.winfo_width()}x{root.winfo_height()}+{root.winfo_rootx()}+{root.winfo_rooty()}")
    window.lift()
    clerk.take(f"customer-display-{name}")
    window.geometry(before)
    clerk.stage.to_front()
