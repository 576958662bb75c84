"""Taking money for a basket: asked once, asked again with the same request id while the answer is unknown."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass

from app.controllers.pay.paying import Paying, Sale
from app.controllers.permissions import Session
from app.controllers.sell.baskets import Basket
from app.models.errors import (
    AlreadyPaid,
    DatabaseAway,
    DatabaseBusy,
    HoldExpired,
    OutcomeUnknown,
    PaidAfterExpiry,
)
from app.models.records import Payment
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.views.tasks import Lane, Tasks, Unexpected

ASK_AGAIN_MS = 2000


@dataclass(frozen=True, slots=True)
class PayingListeners:
    """`say` a sentence while paying goes on; `busy` while nothing may be typed; then either `sold` or `over`."""

    say: Callable[[str], object]
    busy: Callable[[bool], object]
    sold: Callable[[Sale], object]
    over: Callable[[BoxOfficeError], object]


class PayingFlow:
    """One basket's payment. The same money offered again after an outage is the same request: it is paid once."""

    def __init__(self, root: tk.Misc, paying: Paying, tasks: Tasks, basket: Basket, listeners: PayingListeners) -> None:
        self._root, self._paying, self._tasks = root, paying, tasks
        self.basket = basket
        self._tell = listeners
        self._offered: Payment | None = None
        self._request_id = ""
        self._timer: str | None = None

    def take(self, session: Session, payment: Payment) -> None:
        """Offer this money, taken by whoever is signed in now. Another amount or code than before is another request."""
        if payment != self._offered:
            self._offered, self._request_id = payment, new_request_id()
        self._tell.busy(True)
        self._ask(session, payment)

    def close(self) -> None:
        """Nobody waits for the answer any more."""
        if self._timer is not None:
            self._root.after_cancel(self._timer)
            self._timer = None

    def _ask(self, session: Session, payment: Payment) -> None:
        self._timer = None
        request_id = self._request_id
        self._tasks.run(
            Lane.SALE,
            lambda: self._paying.confirm(session, request_id, self.basket, payment),
            self._tell.sold,
            lambda error: self._refused(error, session, payment),
        )

    def _refused(self, error: BoxOfficeError, session: Session, payment: Payment) -> None:
        if isinstance(error, OutcomeUnknown):
            self._tell.say(error.sentence)
            self._timer = self._root.after(ASK_AGAIN_MS, self._ask, session, payment)
            return
        self._tell.busy(False)
        if isinstance(error, PaidAfterExpiry | AlreadyPaid | HoldExpired):
            self._tell.over(error)
            return
        if isinstance(error, DatabaseAway | DatabaseBusy | Unexpected):
            self._tell.say(f"{error.sentence} What you typed stays: press Enter to try again.")
            return
        self._tell.say(error.sentence)
