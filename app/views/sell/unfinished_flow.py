"""An unfinished sale: looked for when a counter opens, and gone on with, given back or decided.

Payments under way are looked up at their provider first: only what it cannot tell is listed for a person to decide.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from app.controllers.desk import Desk
from app.controllers.pay.charges import End, Ending
from app.controllers.pay.recovery import UnderWay
from app.controllers.pay.refunding import SentBack, sentences
from app.controllers.sell.open_baskets import OpenBasket
from app.controllers.sell.unfinished import Leftovers
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.views.sell.basket_flow import BasketFlow
from app.views.sell.checkout import Checkout
from app.views.sell.show_flow import ShowFlow
from app.views.sell.unfinished_panel import UnfinishedActions, UnfinishedPanel
from app.views.surroundings import Surroundings
from app.views.tasks import Lane


class UnfinishedFlow:
    """Finds what a window of this counter was at work on when it stopped."""

    def __init__(
        self, desk: Desk, flow: BasketFlow, around: Surroundings, checkout: Checkout, show_flow: ShowFlow
    ) -> None:
        self._desk, self._flow, self._checkout, self._show_flow = desk, flow, checkout, show_flow
        self._tasks, self._toasts = around.tasks, around.toasts

    @property
    def panel(self) -> UnfinishedPanel | None:
        panel = self._checkout.cover.panel
        return panel if isinstance(panel, UnfinishedPanel) else None

    def look(self, *, asked: bool = False) -> None:
        """Look what there is, ask the providers about it, and show what is left; `asked`: somebody pressed the key for it."""
        session, unfinished = self._flow.session, self._desk.sale.unfinished
        self._tasks.run(
            Lane.SALE,
            lambda: unfinished.of_counter(session),
            lambda found: self._resolve(found, asked=asked),
            self._refused,
        )

    def _resolve(self, found: Leftovers, *, asked: bool) -> None:
        """One question to a provider at a time: a customer who comes meanwhile waits for one of them at the most."""
        session, money = self._flow.session, self._desk.sale.money
        for payment in found.payments:
            self._tasks.run(
                Lane.SALE,
                partial(money.recovery.resolve, session, payment.attempt_id),
                self._resolved,
                self._refused,
            )
        for reference in sorted({refund.booking_reference for refund in found.refunds}):
            self._tasks.run(
                Lane.SALE,
                partial(money.refunding.send_back, session, reference),
                self._sent,
                self._refused,
            )
        if found.payments or found.refunds:
            self._list(asked=asked)
        else:
            self._found(found, asked=asked)

    def _list(self, *, asked: bool = False) -> None:
        session, unfinished = self._flow.session, self._desk.sale.unfinished
        self._tasks.run(
            Lane.SALE,
            lambda: unfinished.of_counter(session),
            lambda found: self._found(found, asked=asked),
            self._refused,
        )

    def _sent(self, told: tuple[SentBack, ...]) -> None:
        if told:
            self._toasts.show(sentences(told), "good" if all(each.sent for each in told) else "bad", seconds=20)

    def _resolved(self, ending: Ending) -> None:
        if ending.end in (End.SOLD, End.REFUND_DUE):
            self._toasts.show(ending.sentence, "good" if ending.end is End.SOLD else "bad", seconds=30)

    def _found(self, found: Leftovers, *, asked: bool) -> None:
        mine = self._flow.basket.booking.id if self._flow.basket is not None else None
        baskets = tuple(each for each in found.baskets if each.booking_id != mine)
        # What is paid of a basket is finished there: the list would only ask for it a second time.
        held = {each.reference for each in baskets}
        payments = tuple(each for each in found.payments if each.booking_reference not in held)
        found = replace(found, baskets=baskets, payments=payments)
        if found.baskets or found.payments or found.refunds:
            self._show(found)
            return
        self._close()
        if asked and found.alone:
            self._toasts.show("Nothing was left unfinished at this counter.")
        elif asked:
            self._toasts.show("Another window of this counter is open; what is unfinished is there.")

    def _show(self, found: Leftovers) -> None:
        if self._flow.basket is not None or self._flow.busy or self._checkout.about_to_take_money:
            return  # a customer is being served already: the key brings it back
        actions = UnfinishedActions(
            self._take_up, self._give_back, self._ask_again, self._give_up, self._send_back, self._leave
        )
        cover = self._checkout.cover
        cover.show(UnfinishedPanel(cover.column, self._flow.session.counter.cinema, found, actions))

    def _take_up(self, basket: OpenBasket) -> None:
        """Its show is opened first; then it is this window's basket."""
        session, shelf, request_id = self._flow.session, self._desk.sale.open_baskets, new_request_id()
        self._close()

        def take_up() -> None:
            self._flow.take_up(lambda: shelf.take_up(session, request_id, basket.reference, unfinished=True))

        self._checkout.next_customer()
        if self._flow.opened is not None and self._flow.opened.show.id == basket.show_id:
            take_up()
        else:
            self._show_flow.open(basket.show_id, take_up)

    def _give_back(self, basket: OpenBasket) -> None:
        session, sale = self._flow.session, self._desk.sale
        taking, clearing = new_request_id(), new_request_id()

        def work() -> None:
            held = sale.open_baskets.take_up(session, taking, basket.reference, unfinished=True)
            sale.holding.clear(session, clearing, held)

        self._decide(work, f"{', '.join(basket.seat_labels)} are free again.")

    def _ask_again(self, payment: UnderWay) -> None:
        session, recovery = self._flow.session, self._desk.sale.money.recovery
        self._tasks.run(Lane.SALE, lambda: recovery.resolve(session, payment.attempt_id), self._decided, self._refused)

    def _give_up(self, payment: UnderWay) -> None:
        session, recovery, request_id = self._flow.session, self._desk.sale.money.recovery, new_request_id()
        self._tasks.run(
            Lane.SALE,
            lambda: recovery.give_up(session, request_id, payment.attempt_id),
            self._decided,
            self._refused,
        )

    def _send_back(self, refund: SentBack) -> None:
        session, refunding = self._flow.session, self._desk.sale.money.refunding

        def sent(told: tuple[SentBack, ...]) -> None:
            self._sent(told)
            self._list()

        self._tasks.run(Lane.SALE, lambda: refunding.send_back(session, refund.booking_reference), sent, self._refused)

    def _decided(self, ending: Ending) -> None:
        good = ending.end in (End.SOLD, End.NOTHING_TAKEN)
        self._toasts.show(ending.sentence, "good" if good else "bad", seconds=20)
        self._list()

    def _decide(self, work: Callable[[], object], sentence: str) -> None:
        def done(_answer: object) -> None:
            self._toasts.show(sentence, "good")
            self._list()

        self._tasks.run(Lane.SALE, work, done, self._refused)

    def _leave(self) -> None:
        self._close()
        self._toasts.show("It stays held until its time runs out. Shift+F6 brings it back.")

    def _close(self) -> None:
        if self.panel is not None:
            self._checkout.cover.close()

    def _refused(self, error: BoxOfficeError) -> None:
        self._toasts.show(error.sentence, "bad", seconds=8)
