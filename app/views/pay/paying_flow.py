"""Taking money for a basket: part by part until nothing is left, then all of it in one sale.

The same money offered again after an outage is the same request: it is paid once. What a provider is asked for is
followed until it has answered (`charge_flow`).
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass

from app.controllers.pay.charges import Charge, End, Ending
from app.controllers.pay.money_desk import MoneyDesk
from app.controllers.pay.paying import Sale
from app.controllers.pay.refunding import sentences
from app.controllers.pay.voucher_desk import HeldVoucher
from app.controllers.permissions import Session
from app.controllers.sell.baskets import Basket
from app.models.errors import (
    AlreadyPaid,
    AttemptUnderWay,
    DatabaseAway,
    DatabaseBusy,
    HoldExpired,
    OutcomeUnknown,
    PaidAfterExpiry,
    TillClosed,
)
from app.models.records import Payment, PaymentMethod
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.views.pay.charge_flow import ChargeFlow, ChargeListeners
from app.views.pay.tendering import Tendering
from app.views.tasks import Lane, Tasks, Unexpected

ASK_AGAIN_MS = 2000


@dataclass(frozen=True, slots=True)
class PayingListeners:
    """`say` a sentence while paying goes on; `busy` while nothing may be typed; then either `sold` or `over`."""

    say: Callable[[str], object]
    busy: Callable[[bool], object]
    sold: Callable[[Sale], object]
    over: Callable[[str], object]
    parts_changed: Callable[[], object]
    asking: Callable[[], object]
    charge: Callable[[Charge | None], object]
    by_hand: Callable[[PaymentMethod, str], object]
    """The provider is away: the same way to pay, approved by hand, and the sentence that says so."""
    till_closed: Callable[[Callable[[], object]], object]
    """The cash needs an open till: asks for its float, then calls back to take the same money."""


class PayingFlow:
    """One basket's payment."""

    def __init__(
        self, root: tk.Misc, money: MoneyDesk, tasks: Tasks, basket: Basket, listeners: PayingListeners
    ) -> None:
        self._root, self._money, self._tasks = root, money, tasks
        self.basket = basket
        self.tendering = Tendering(basket.to_pay_minor)
        self._tell = listeners
        self._offered: tuple[Payment, ...] = ()
        self._request_id = ""
        self._timer: str | None = None
        self._giving_up = self._closed = False
        self._charges = ChargeFlow(
            root,
            money.charging,
            tasks,
            basket,
            ChargeListeners(
                listeners.say,
                listeners.asking,
                listeners.charge,
                listeners.by_hand,
                self._approved,
                self._failed,
                self._look_again,
            ),
        )

    # What is given

    def take(self, session: Session, payment: Payment) -> None:
        """Add this money; once nothing is left the sale is made by whoever is signed in now."""
        self.tendering.add(payment)
        if self.tendering.left_minor > 0:
            self._tell.parts_changed()
            return
        self.complete(session)

    def complete(self, session: Session) -> None:
        """Nothing is left to pay: make the sale."""
        if self.tendering.offered != self._offered or not self._request_id:
            self._offered, self._request_id = self.tendering.offered, new_request_id()
        self._tell.busy(True)
        self._ask(session)

    def drop(self, payment: Payment) -> None:
        """Take a part out again."""
        if self.tendering.drop(payment):
            self._tell.parts_changed()

    def redeem(self, session: Session, typed: str) -> None:
        """Pay with a gift voucher as far as it goes."""
        self._tell.busy(True)
        self._tasks.run(
            Lane.SALE,
            lambda: self._money.vouchers.look_up(session, typed),
            lambda voucher: self._redeemed(session, voucher),
            self._not_redeemed,
        )

    def charge(self, session: Session, method: PaymentMethod, amount_minor: int) -> None:
        """Ask the provider."""
        self._charges.ask(session, method, amount_minor)

    def go_on(self, session: Session, charges: tuple[Charge, ...]) -> None:
        """What was paid or asked for before, in this window or one that crashed, counts."""
        for charge in charges:
            self._charges.go_on(session, charge)

    def take_back(self, session: Session) -> None:
        self._charges.take_back(session)

    def give_up(self, session: Session) -> None:
        """The customer does not pay: what is under way is taken back, the seats are free, what was taken goes back."""
        self._charges.pause()
        self._giving_up = True
        self._tell.busy(True)
        request_id = new_request_id()
        self._tasks.run(
            Lane.SALE,
            lambda: self._money.giving_up.give_up(session, request_id, self.basket),
            lambda ending: self._ended(session, ending),
            lambda error: self._not_ended(session, error),
        )

    def close(self) -> None:
        """Nobody waits for the answer any more."""
        self._closed = True
        self._charges.close()
        if self._timer is not None:
            self._root.after_cancel(self._timer)
            self._timer = None

    # What is answered

    def _approved(self, session: Session, charge: Charge) -> None:
        if self._giving_up:
            self.tendering.add(charge.payment)  # that sells it, or sends it back
        elif not any(part.attempt_id == charge.attempt_id for part in self.tendering.parts):
            self.take(session, charge.payment)

    def _redeemed(self, session: Session, voucher: HeldVoucher) -> None:
        self._tell.busy(False)
        if any(part.voucher_code == voucher.code for part in self.tendering.parts):
            self._tell.say(f"Voucher {voucher.shown_code} is among the parts already.")
            return
        self.take(session, voucher.payment(self.tendering.left_minor))

    def _not_redeemed(self, error: BoxOfficeError) -> None:
        self._tell.busy(False)
        self._tell.say(error.sentence)

    def _ended(self, session: Session, ending: Ending) -> None:
        if self._closed:
            return
        self._giving_up = False
        self._tell.busy(False)
        if ending.end is End.SOLD and ending.sale is not None:
            self._tell.sold(ending.sale)
        elif ending.end in (End.NOTHING_TAKEN, End.REFUND_DUE):
            self._tell.over(ending.sentence)
        else:
            self._tell.say(ending.sentence)
            self._charges.resume(session)

    def _not_ended(self, session: Session, error: BoxOfficeError) -> None:
        if self._closed:
            return
        self._giving_up = False
        self._tell.busy(False)
        if isinstance(error, AlreadyPaid):
            self._tell.over(error.sentence)
            return
        self._show_parts_again(error.sentence)
        self._charges.resume(session)

    def _show_parts_again(self, sentence: str) -> None:
        """What a provider has taken stands there, with the way to give it back."""
        if self.tendering.approved_minor:
            self._tell.parts_changed()
        self._tell.say(sentence)

    def _look_again(self, session: Session) -> None:
        """A charge that this window does not know of, because its answer was lost, is followed to its end."""
        self._tasks.run(
            Lane.SALE,
            lambda: self._money.charging.parts(session, self.basket),
            lambda charges: self.go_on(session, charges),
            lambda error: self._tell.say(error.sentence),
        )

    def _ask(self, session: Session) -> None:
        self._timer = None
        request_id, offered = self._request_id, self._offered
        self._tasks.run(
            Lane.SALE,
            lambda: self._money.paying.confirm(session, request_id, self.basket, offered),
            self._sold,
            lambda error: self._refused(error, session),
        )

    def _sold(self, sale: Sale) -> None:
        if not self._closed:
            self._tell.sold(sale)

    def _ended_without_a_sale(self, session: Session, error: BoxOfficeError, *, approved: bool) -> None:
        """What a provider took for it goes back at once, if the provider answers."""
        if not approved:
            self._tell.over(error.sentence)
        elif isinstance(error, PaidAfterExpiry):
            self._send_back(session, error.sentence)
        else:
            self.give_up(session)

    def _failed(self, session: Session, sentence: str) -> None:
        if self.tendering.approved_minor:
            self._send_back(session, sentence)
        else:
            self._tell.over(sentence)

    def _send_back(self, session: Session, sentence: str) -> None:
        """What is due back for the basket goes back as far as the provider answers; then it is over."""
        self._tell.busy(True)
        self._tasks.run(
            Lane.SALE,
            lambda: self._money.refunding.send_back(session, self.basket.booking.reference),
            lambda sent: self._tell.over(f"{sentence} {sentences(sent)}".strip()),
            lambda _away: self._tell.over(sentence),
        )

    def _refused(self, error: BoxOfficeError, session: Session) -> None:
        if self._closed:
            return
        if isinstance(error, OutcomeUnknown):
            self._tell.say(error.sentence)
            self._timer = self._root.after(ASK_AGAIN_MS, self._ask, session)
            return
        self._not_sold(session, error)

    def _not_sold(self, session: Session, error: BoxOfficeError) -> None:
        approved, undone = self.tendering.approved_minor, self.tendering.undo_last()
        if isinstance(error, DatabaseAway | DatabaseBusy) and approved and undone is None:
            self._tell.say(f"{error.sentence} The money is taken: the sale is tried again by itself.")
            self._timer = self._root.after(ASK_AGAIN_MS, self._ask, session)
            return
        self._tell.busy(False)
        if isinstance(error, TillClosed):
            self._tell.till_closed(lambda: self.take(session, undone) if undone else self.complete(session))
        elif isinstance(error, PaidAfterExpiry | AlreadyPaid | HoldExpired):
            self._ended_without_a_sale(session, error, approved=bool(approved))
        elif isinstance(error, DatabaseAway | DatabaseBusy | Unexpected) and undone is not None:
            self._tell.say(f"{error.sentence} What you typed stays: press Enter to try again.")
        else:
            if undone is None:
                self._show_parts_again(error.sentence)
            else:
                self._tell.say(error.sentence)
            if isinstance(error, AttemptUnderWay):
                self._look_again(session)
