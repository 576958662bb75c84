"""From the press of a way to pay to the sale: the panel, the parts, the provider, and the way back to the basket."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from app.controllers.pay.charges import Charge, WaysToPay
from app.controllers.pay.money_desk import MoneyDesk
from app.controllers.pay.paying import Sale
from app.controllers.sell.baskets import Basket
from app.models.records import Payment, PaymentMethod
from app.utils.errors import BoxOfficeError
from app.views.pay.paying_flow import PayingFlow, PayingListeners
from app.views.pay.payment_actions import PaymentActions
from app.views.pay.payment_panel import PaymentPanel
from app.views.sell.basket_flow import BasketFlow
from app.views.tasks import Lane, Tasks

Way = PaymentMethod | None
"""A way to pay; None: the list of all ways."""


@dataclass(frozen=True, slots=True)
class MoneyListeners:
    """`show` a panel, then `back` to the basket, `sold`, or `over` with what became of the money."""

    show: Callable[[PaymentPanel], object]
    back: Callable[[], object]
    sold: Callable[[Sale], object]
    over: Callable[[str], object]
    refused: Callable[[BoxOfficeError], object]
    changed: Callable[[], object]
    """The customer's window has something else to show."""
    till_closed: Callable[[Callable[[], object]], object]
    """Asks for the till's float, then calls back."""


class MoneyFlow:
    """Takes the money for the basket of one window."""

    def __init__(
        self, master: Any, flow: BasketFlow, money: MoneyDesk, tasks: Tasks, listeners: MoneyListeners
    ) -> None:
        self._master, self._flow, self._money, self._tasks, self._tell = master, flow, money, tasks, listeners
        self._paying: PayingFlow | None = None
        self._panel: PaymentPanel | None = None
        self._ways = WaysToPay("", answers=False, upi_code=False)
        self._beginning = False

    @property
    def begun(self) -> bool:
        """Whether money is being asked for: from then on the basket stays as it is."""
        return self._beginning or self._panel is not None

    @property
    def awaiting_answer(self) -> bool:
        return self._panel is not None and (self._panel.busy or self._panel.charging)

    @property
    def payload(self) -> str:
        """What the customer can scan just now."""
        return self._panel.payload if self._panel is not None else ""

    def begin(self, way: Way) -> None:
        """Renew the hold, look which ways there are and what is paid already; only then is any money asked for."""
        self._flow.renew_to_pay(lambda basket: self._renewed(basket, way))

    def choose(self, way: Way) -> None:
        """Another way for what is left."""
        if self._panel is None or self.awaiting_answer or self._panel.nothing_to_pay:
            return
        if way is None:
            self._panel.show_ways()
            self._panel.focus_first()
            return
        self._panel.set_way(way)
        by_hand = way is PaymentMethod.UPI and not self._ways.through_provider and self._ways.upi_code
        if by_hand and self._paying is not None:
            session, basket, left_minor = self._flow.session, self._paying.basket, self._paying.tendering.left_minor
            self._tasks.run(
                Lane.SALE,
                lambda: self._money.charging.upi_code(session, basket, left_minor),
                self._show_code,
                self._tell.refused,
            )

    def _show_code(self, payload: str) -> None:
        self._with_panel(lambda panel: panel.show_code(payload))
        self._tell.changed()

    def step_back(self) -> None:
        if self._panel is not None:
            self._panel.go_back()

    def close(self) -> None:
        """Nobody waits for an answer any more."""
        if self._paying is not None:
            self._paying.close()
        self._paying = self._panel = None

    def _renewed(self, basket: Basket, way: Way) -> None:
        session, charging = self._flow.session, self._money.charging
        self._beginning = True
        self._tasks.run(
            Lane.SALE,
            lambda: (charging.ways(session), charging.parts(session, basket)),
            lambda found: self._ready(basket, way, *found),
            self._not_ready,
        )

    def _not_ready(self, error: BoxOfficeError) -> None:
        self._beginning = False
        self._tell.refused(error)

    def _ready(self, basket: Basket, way: Way, ways: WaysToPay, charges: tuple[Charge, ...]) -> None:
        self._beginning = False
        self._ways = ways
        cinema = self._flow.session.counter.cinema
        paying = PayingFlow(self._master, self._money, self._tasks, basket, self._paying_listeners())
        panel = PaymentPanel(self._master, cinema, basket, paying.tendering, ways, self._actions())
        self._paying, self._panel = paying, panel
        self._tell.show(panel)
        if charges:
            panel.show_ways()
            paying.go_on(self._flow.session, charges)
        elif panel.nothing_to_pay:
            panel.show_swap()
        else:
            self.choose(way)
        panel.focus_first()

    def _actions(self) -> PaymentActions:
        return PaymentActions(
            take=self._take,
            complete=lambda: self._with_paying(lambda paying: paying.complete(self._flow.session)),
            charge=lambda method, amount_minor: self._with_paying(
                lambda paying: paying.charge(self._flow.session, method, amount_minor)
            ),
            redeem=lambda typed: self._with_paying(lambda paying: paying.redeem(self._flow.session, typed)),
            choose=self.choose,
            drop=lambda payment: self._with_paying(lambda paying: paying.drop(payment)),
            take_back=lambda: self._with_paying(lambda paying: paying.take_back(self._flow.session)),
            give_up=lambda: self._with_paying(lambda paying: paying.give_up(self._flow.session)),
            back=self._back,
        )

    def _paying_listeners(self) -> PayingListeners:
        return PayingListeners(
            say=lambda sentence: self._with_panel(lambda panel: panel.say(sentence)),
            busy=lambda busy: self._with_panel(lambda panel: panel.set_busy(busy)),
            sold=self._sold,
            over=self._over,
            parts_changed=lambda: self._with_panel(PaymentPanel.show_parts),
            asking=lambda: self._with_panel(PaymentPanel.asking),
            charge=self._charge,
            by_hand=self._by_hand,
            till_closed=self._tell.till_closed,
        )

    def _take(self, payment: Payment) -> None:
        self._with_paying(lambda paying: paying.take(self._flow.session, payment))

    def _charge(self, charge: Charge | None) -> None:
        self._with_panel(lambda panel: panel.show_charge(charge))
        self._tell.changed()

    def _by_hand(self, method: PaymentMethod, sentence: str) -> None:
        self._ways = replace(self._ways, answers=False)
        if self._panel is not None:
            self._panel.ways_are(self._ways)
            self.choose(method)
            self._panel.say(sentence)

    def _sold(self, sale: Sale) -> None:
        self.close()
        self._tell.sold(sale)

    def _over(self, sentence: str) -> None:
        self.close()
        self._tell.over(sentence)

    def _back(self) -> None:
        self.close()
        self._tell.back()

    def _with_paying(self, work: Callable[[PayingFlow], object]) -> None:
        if self._paying is not None:
            work(self._paying)

    def _with_panel(self, work: Callable[[PaymentPanel], object]) -> None:
        if self._panel is not None:
            work(self._panel)
