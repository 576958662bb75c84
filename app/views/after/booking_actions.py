"""What can be done with a booking that was found, in the order in which it is offered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.controllers.after.booking_life import SaleLife
from app.controllers.permissions import Permission, Session
from app.utils.errors import BoxOfficeError
from app.views.after.booking_pane import BookingAction, Close
from app.views.after.exchange_flow import exchange_action
from app.views.after.refund_flow import refund_action
from app.views.after.undo_sale_flow import undo_action
from app.views.manager_pages import Office
from app.views.sell.paper_flow import Failed, PaperFlow, Say


def booking_actions(office: Office, who: Callable[[], Session]) -> tuple[BookingAction, ...]:
    """Each with its key; what whoever is signed in may not do is not shown.

    `who` is asked for the session at each press: another person may have gone on with the window since it was made.
    """
    slow = office.desk.slow
    paper = PaperFlow(who(), slow.ticketing, slow.receipts, office.around.tasks, office.around.set_unprinted)

    def printing(key: str, label: str, does: str, work: Callable[[str, Say, Failed], object]) -> BookingAction:
        def print_it(reference: str, say: Say, failed: Failed) -> None:
            paper.session = who()
            work(reference, say, failed)

        return _printing(key, label, does, print_it)

    return (
        refund_action(office, who),
        exchange_action(office, who),
        printing("F12", "Print again", "print its tickets again", paper.print_again),
        printing("Shift-F7", "Receipt", "its receipt", paper.print_receipt),
        printing("Shift-F9", "Invoice", "its tax invoice", paper.print_invoice),
        undo_action(office, who),
    )


def _printing(key: str, label: str, does: str, work: Callable[[str, Say, Failed], object]) -> BookingAction:
    """Paper needs no panel: what became of it is told at the pane's foot."""

    def open_(_master: Any, sale: SaleLife, close: Close) -> None:
        def failed(error: BoxOfficeError) -> None:
            close(error.sentence, bad=True)

        close(f"{label}: at the printer…")
        work(sale.reference, close, failed)

    return BookingAction(key, label, does, Permission.REPRINT, _has_tickets, open_)


def _has_tickets(sale: SaleLife) -> str:
    if sale.is_sale and any(seat.state != "VOID" for seat in sale.seats):
        return ""
    return "There is nothing to print: this booking has no ticket that is good."
