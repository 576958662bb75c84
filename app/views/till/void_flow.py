"""From the key that undoes the last sale to the cash in the customer's hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.controllers.desk import Desk
from app.controllers.permissions import Permission, Session
from app.controllers.till.voiding import VoidableSale
from app.models.errors import TillClosed
from app.models.records import PaymentMethod
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.views.surroundings import Surroundings
from app.views.tasks import Lane
from app.views.till.void_panel import VoidActions, VoidPanel
from app.views.till.void_words import voided_words

if TYPE_CHECKING:
    from app.views.sell.basket_flow import BasketFlow
    from app.views.sell.checkout import Checkout


class VoidFlow:
    """Undoes one sale at a time. The name of who allowed the last one is remembered as long as the window lives.

    For the first one the manager who was here last is proposed. It is asked for ahead: a name that came later than the key
    would let a password that is typed blindly stand in the name's field, for all to read.
    """

    def __init__(
        self,
        checkout: Checkout,
        desk: Desk,
        flow: BasketFlow,
        around: Surroundings,
        on_voided: Callable[[], object],
    ) -> None:
        self._checkout, self._cover, self._desk, self._flow = checkout, checkout.cover, desk, flow
        self._cinema = flow.session.counter.cinema
        self._tasks, self._toasts, self._till = around.tasks, around.toasts, around.till
        self._on_voided = on_voided
        self._approver = ""
        self._request_id = ""
        session = flow.session
        self._tasks.run(Lane.SALE, lambda: desk.sale.voiding.usual_approver(session), self._propose, _type_it)

    def _propose(self, username: str) -> None:
        self._approver = self._approver or username

    @property
    def panel(self) -> VoidPanel | None:
        panel = self._cover.panel
        return panel if isinstance(panel, VoidPanel) else None

    def ask(self, reference: str | None = None) -> None:
        """Ask for a manager's word for the last sale of this counter, or for the sale of that reference.

        Not while money is being taken for another one.
        """
        if self.panel is not None or self._checkout.about_to_take_money:
            return
        voiding, session = self._desk.sale.voiding, self._flow.session
        self._request_id = new_request_id()
        name = session.staff.username if session.may(Permission.VOID) else self._approver
        panel = VoidPanel(self._cover.column, self._cinema, name, VoidActions(partial(self._void, session), self._keep))
        self._cover.show(panel)

        def found(sale: VoidableSale) -> None:
            if self.panel is panel:
                panel.show(sale)

        def refused(error: BoxOfficeError) -> None:
            if self.panel is panel:
                self._cover.close()
            self._toasts.show(error.sentence, "bad", seconds=8)

        def look() -> VoidableSale:
            return voiding.last_sale(session) if reference is None else voiding.sale_of(session, reference)

        self._tasks.run(Lane.SALE, look, found, refused)

    def _void(self, session: Session, sale: VoidableSale, reason: str, approver: str, password: str) -> None:
        voiding, request_id, panel = self._desk.sale.voiding, self._request_id, self.panel

        def done(voided: VoidableSale) -> None:
            self._approver = approver.strip()
            self._cover.close()
            if any(part.method is PaymentMethod.CASH for part in voided.paid):
                self._till.open_drawer()
            self._toasts.show(voided_words(voided, self._cinema), "good", seconds=20)
            if self._flow.basket is None:  # there it says what change that sale had
                self._checkout.basket_panel.say_last(voided_words(voided, self._cinema))
            self._on_voided()

        def refused(error: BoxOfficeError) -> None:
            if isinstance(error, TillClosed):
                self._checkout.floats.needed(lambda: self.ask(sale.reference))
            elif panel is not None:
                panel.refuse(error)  # the password once more asks with the same request: it pays back once

        self._tasks.run(
            Lane.SALE,
            lambda: voiding.void(session, request_id, sale.reference, reason, approver, password),
            done,
            refused,
        )

    def _keep(self) -> None:
        self._cover.close()


def _type_it(_error: BoxOfficeError) -> None:
    """Without a proposal the manager's name is typed."""
