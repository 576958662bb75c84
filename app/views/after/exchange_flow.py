"""From the key that exchanges seats of a booking to Sell, where the new ones are picked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.controllers.after.booking_life import SaleLife
from app.controllers.after.exchanges import Exchangeable
from app.controllers.pay.credit import Credit
from app.controllers.permissions import Permission, Session
from app.utils.errors import BoxOfficeError
from app.views.after.booking_pane import BookingAction, Close
from app.views.after.exchange_panel import ExchangeDoings, ExchangePanel, ExchangeWish
from app.views.manager_pages import Office
from app.views.tasks import Lane


def exchange_action(office: Office, who: Callable[[], Session]) -> BookingAction:
    """Other seats for those of the booking. `who` is asked for the session at each press."""

    def open_(master: Any, sale: SaleLife, close: Close) -> ExchangePanel:
        return ExchangeFlow(office, who(), sale, close).open(master)

    return BookingAction("F9", "Exchange", "exchange its seats for others", Permission.REFUND, _fits, open_)


class ExchangeFlow:
    """One booking's seats, up to the moment at which Sell has them as a credit."""

    def __init__(self, office: Office, session: Session, sale: SaleLife, close: Close) -> None:
        self._exchanges, self._around, self._session = office.desk.after.exchanges, office.around, session
        self._sale, self._close = sale, close
        self._panel: ExchangePanel | None = None

    def open(self, master: Any) -> ExchangePanel:
        """The panel, at once; until when it is possible is told as soon as it is known."""
        session, reference, exchanges = self._session, self._sale.reference, self._exchanges
        panel = ExchangePanel(master, session.counter.cinema, self._sale, ExchangeDoings(self._begin, self._close))
        self._panel = panel
        own = session.staff.username if session.may(Permission.OVERRIDE_REFUND) else ""

        def look() -> tuple[Exchangeable, str]:
            found = exchanges.look(session, reference)
            return found, own or (exchanges.usual_approver(session) if found.is_late else "")

        self._around.tasks.run(Lane.SALE, look, lambda found: self._found(panel, *found), self._not_found)
        return panel

    def _found(self, panel: ExchangePanel, known: Exchangeable, approver: str) -> None:
        if self._is_there(panel):
            panel.show(known, approver)

    def _not_found(self, error: BoxOfficeError) -> None:
        self._close(error.sentence, bad=True)

    def _begin(self, wish: ExchangeWish) -> None:
        session, reference, exchanges = self._session, self._sale.reference, self._exchanges
        self._around.tasks.run(
            Lane.SALE,
            lambda: exchanges.begin(session, reference, wish.ticket_ids, wish.reason, wish.approver, wish.password),
            self._begun,
            self._refused,
        )

    def _begun(self, credit: Credit) -> None:
        why_not = self._around.begin_exchange(credit)
        self._close(why_not, bad=bool(why_not))

    def _refused(self, error: BoxOfficeError) -> None:
        if self._panel is not None and self._is_there(self._panel):
            self._panel.refuse(error)
        else:
            self._around.toasts.show(error.sentence, "bad", seconds=8)

    @staticmethod
    def _is_there(panel: ExchangePanel) -> bool:
        return bool(panel.winfo_exists()) and panel.winfo_manager() != ""


def _fits(sale: SaleLife) -> str:
    if sale.is_sale and sale.live_seats:
        return ""
    return "There is nothing to exchange: this booking has no ticket that is good."
