"""Undoing a sale that was a mistake, from its page: the same question as on Sell, with a manager's word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from app.controllers.after.booking_life import SaleLife
from app.controllers.permissions import Permission, Session
from app.controllers.till.voiding import VoidableSale
from app.models.records import PaymentMethod
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.utils.local_time import to_local
from app.views.after.booking_pane import BookingAction, Close
from app.views.manager_pages import Office
from app.views.tasks import Lane
from app.views.till.void_panel import VoidActions, VoidPanel
from app.views.till.void_words import voided_words


def undo_action(office: Office, who: Callable[[], Session]) -> BookingAction:
    """What is left once tickets were given back is undone by a refund."""

    def open_(master: Any, sale: SaleLife, close: Close) -> UndoSalePanel:
        return UndoSaleFlow(office, who(), sale, close).panel_in(master)

    return BookingAction(
        "Shift-F12", "Undo sale", "undo it as a mistake (with a manager's word)", Permission.SELL, _fits, open_
    )


def _fits(sale: SaleLife) -> str:
    if not sale.is_sale:
        return "This is no sale that stands: there is nothing to undo."
    zone = sale.cinema.time_zone
    if sale.sold_at is None or to_local(sale.sold_at, zone).date() != to_local(datetime.now(UTC), zone).date():
        return "Only a sale of today is undone as a mistake. Its tickets can be refunded."
    if any(seat.state != "VALID" for seat in sale.seats):
        return "Somebody has gone in with it, or tickets were given back: what is left can be refunded."
    return ""


class UndoSalePanel(VoidPanel):
    """Over the lower part of the booking's page."""

    def step_back(self) -> None:
        """Esc keeps the sale, unless the answer is on its way."""
        self.leave()


class UndoSaleFlow:
    """One question and its answer. The password once more asks with the same request: it pays back once."""

    def __init__(self, office: Office, session: Session, sale: SaleLife, close: Close) -> None:
        self._session, self._sale, self._close = session, sale, close
        self._voiding, self._tasks, self._till = office.desk.sale.voiding, office.around.tasks, office.around.till
        self._request_id = new_request_id()
        self._panel: UndoSalePanel | None = None

    def panel_in(self, master: Any) -> UndoSalePanel:
        """The question; what the sale was is looked up meanwhile."""
        session, reference = self._session, self._sale.reference
        name = session.staff.username if session.may(Permission.VOID) else ""
        self._panel = panel = UndoSalePanel(master, self._sale.cinema, name, VoidActions(self._void, self._close))
        self._tasks.run(
            Lane.SALE, lambda: self._voiding.sale_of(session, reference), self._found,
            lambda error: self._close(error.sentence, bad=True),
        )  # fmt: skip
        return panel

    def _found(self, sale: VoidableSale) -> None:
        if self._panel is not None and self._panel.winfo_exists():
            self._panel.show(sale)

    def _void(self, sale: VoidableSale, reason: str, approver: str, password: str) -> None:
        session = self._session
        self._tasks.run(
            Lane.SALE,
            lambda: self._voiding.void(session, self._request_id, sale.reference, reason, approver, password),
            self._done,
            self._refused,
        )

    def _done(self, voided: VoidableSale) -> None:
        if any(part.method is PaymentMethod.CASH for part in voided.paid):
            self._till.open_drawer()
        self._close(voided_words(voided, self._sale.cinema))

    def _refused(self, error: BoxOfficeError) -> None:
        if self._panel is not None and self._panel.winfo_exists():
            self._panel.refuse(error)
