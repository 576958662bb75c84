"""From the promo code that is typed to the basket's prices."""

from __future__ import annotations

from collections.abc import Callable

from app.controllers.desk import Desk
from app.controllers.sell.baskets import Basket
from app.controllers.sell.seat_plans import OpenShow
from app.models.errors import PromoRefused
from app.utils.codes import new_request_id
from app.views.sell.basket_flow import BasketFlow
from app.views.sell.promo_bar import PromoActions, PromoBar


class PromoFlow:
    """Enters and removes a code as a change of the basket, in turn with the others. A refusal stays at the field."""

    def __init__(
        self,
        desk: Desk,
        flow: BasketFlow,
        bar: Callable[[], PromoBar],
        may_change: Callable[[], bool],
        on_left: Callable[[], object],
    ) -> None:
        self._desk, self._flow, self._bar, self._may_change = desk, flow, bar, may_change
        self.actions = PromoActions(self._enter, self._remove, on_left)

    def ask(self) -> None:
        self._bar().open()

    def _enter(self, typed: str) -> None:
        session, request_id, promos = self._flow.session, new_request_id(), self._desk.sale.promos
        refused: list[str] = []

        def work(opened: OpenShow, basket: Basket) -> Basket:
            try:
                return promos.enter(session, request_id, opened, basket, typed)
            except PromoRefused as error:
                refused.append(error.sentence)
                return basket

        self._change(work, lambda: self._bar().refuse(refused[0]) if refused else None)

    def _remove(self) -> None:
        session, request_id, promos = self._flow.session, new_request_id(), self._desk.sale.promos
        self._change(lambda opened, basket: promos.remove(session, request_id, opened, basket), lambda: None)

    def _change(self, work: Callable[[OpenShow, Basket], Basket], answered: Callable[[], object]) -> None:
        opened = self._flow.opened
        if opened is not None and self._may_change():
            self._flow.change(lambda basket: work(opened, basket) if basket is not None else None, {}, answered)
