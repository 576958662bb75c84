"""From the key that gives tickets back to the cash in the customer's hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.controllers.after.booking_life import SaleLife
from app.controllers.after.refund_quote import RefundQuote
from app.controllers.after.refunds import Override, TicketsBack
from app.controllers.permissions import Permission, Session
from app.models.errors import ChangedMeanwhile, TillClosed
from app.models.records import Cinema, PaymentMethod
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.utils.money import format_minor
from app.views.after.booking_pane import BookingAction, Close
from app.views.after.refund_panel import RefundDoings, RefundPanel
from app.views.manager_pages import Office
from app.views.tasks import Lane
from app.views.till.column_cover import ColumnCover
from app.views.till.float_flow import FloatFlow
from app.views.till.void_panel import method_name


def refund_action(office: Office, who: Callable[[], Session]) -> BookingAction:
    """Giving tickets of the booking back. `who` is asked for the session at each press."""

    def open_(master: Any, sale: SaleLife, close: Close) -> RefundCover:
        return RefundFlow(office, who, sale.reference, close).open(master)

    return BookingAction("F8", "Refund", "give tickets back", Permission.REFUND, _fits, open_)


class RefundCover(RefundPanel):
    """The panel with room for the till's float over it."""

    def __init__(self, master: Any, cinema: Cinema, doings: RefundDoings) -> None:
        super().__init__(master, cinema, doings)
        self.cover = ColumnCover(self, super().focus_first)

    def step_back(self) -> None:
        if not self.cover.step_back():
            super().step_back()


class RefundFlow:
    """One booking's tickets. The same wish again after a lost answer is the same request: it is paid back once."""

    def __init__(self, office: Office, who: Callable[[], Session], reference: str, close: Close) -> None:
        self._refunds, self._around, self._who = office.desk.after.refunds, office.around, who
        self._cinema = who().counter.cinema
        self._reference, self._close = reference, close
        self._panel: RefundCover | None = None
        self._asked: tuple[object, str] | None = None
        """What was asked for, and its request id."""

    def open(self, master: Any) -> RefundCover:
        """The panel, at once; what can be given back is told as soon as it is known."""
        panel = self._panel = RefundCover(master, self._cinema, RefundDoings(self._refund, self._close))
        session, reference, refunds = self._who(), self._reference, self._refunds
        own = session.staff.username if session.may(Permission.OVERRIDE_REFUND) else ""

        def look() -> tuple[RefundQuote, str]:
            return refunds.quote(session, reference), own or refunds.usual_approver(session)

        self._around.tasks.run(Lane.SALE, look, lambda found: self._found(panel, *found), self._not_found)
        return panel

    def _found(self, panel: RefundCover, quote: RefundQuote, approver: str) -> None:
        if self._is_there(panel):
            panel.show(quote, approver)

    def _not_found(self, error: BoxOfficeError) -> None:
        self._close(error.sentence, bad=True)

    def _refund(self, quote: RefundQuote, override: Override | None) -> None:
        wish = (quote.chosen, quote.percent)
        if self._asked is None or self._asked[0] != wish:
            self._asked = (wish, new_request_id())
        request_id, session, refunds = self._asked[1], self._who(), self._refunds
        self._around.tasks.run(
            Lane.SALE, lambda: refunds.refund(session, request_id, quote, override), self._done, self._refused
        )

    def _done(self, back: TicketsBack) -> None:
        if back.cash_minor:
            self._around.till.open_drawer()
        self._close(told_back(back, self._cinema))

    def _refused(self, error: BoxOfficeError) -> None:
        panel = self._panel
        if panel is None or not self._is_there(panel):
            self._around.toasts.show(error.sentence, "bad", seconds=8)
        elif isinstance(error, TillClosed):
            panel.set_busy(busy=False)
            FloatFlow(panel.cover, self._cinema, self._around.till).needed(panel.submit)
        elif isinstance(error, ChangedMeanwhile) and isinstance(error.now, RefundQuote):
            self._asked = None
            panel.show_changed(error.now, error)
        else:
            panel.refuse(error)

    @staticmethod
    def _is_there(panel: RefundCover) -> bool:
        return bool(panel.winfo_exists()) and panel.winfo_manager() != ""


def told_back(back: TicketsBack, cinema: Cinema) -> str:
    """What was done and what the clerk still has to do."""
    by_hand = [way for way in back.ways if not way.through_provider and way.method is not PaymentMethod.VOUCHER]
    ways = " and ".join(
        f"{format_minor(way.amount_minor, cinema.currency, cinema.locale)} {method_name(way.method)}" for way in by_hand
    )
    seats = ", ".join(back.seat_labels)
    free = f"{seats} of {back.reference} {'is' if len(back.seat_labels) == 1 else 'are'} given back and free again."
    voucher = any(way.method is PaymentMethod.VOUCHER for way in back.ways)
    told = [
        free,
        f"Give back {ways}." if ways else "",
        "The voucher has its balance again." if voucher else "",
        back.refunds_told,
    ]
    return " ".join(each for each in told if each)


def _fits(sale: SaleLife) -> str:
    if sale.is_sale and sale.live_seats:
        return ""
    return "There is nothing to give back: this booking has no ticket that is good."
