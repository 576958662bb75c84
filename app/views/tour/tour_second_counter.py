"""The second counter of the guided tour: a process of its own, without a window, that takes seats on being told to.

Orders and answers are lines of text: `show ID` → `shown`, `take SEAT_ID` → `taken` or `refused SENTENCE`. When there are
no more orders, also because the tour has crashed, everything taken is given back.
"""

from __future__ import annotations

from typing import TextIO

from app.controllers.desk import Desk
from app.controllers.permissions import Session
from app.controllers.sell.baskets import Basket, picks_of
from app.controllers.sell.seat_plans import OpenShow
from app.models.errors import SeatsTaken
from app.models.records import Role
from app.utils.codes import new_request_id


def serve_orders(desk: Desk, orders: TextIO, answers: TextIO) -> None:
    """Be the second counter until `orders` ends. The second of the demo's clerks works there."""
    clerks = [(name, password) for name, password, role in desk.demo_sign_ins if role == Role.CLERK]
    counter = _SecondCounter(desk, desk.sale.sign_in.sign_in(*clerks[-1], desk.counter))
    _say(answers, "ready")
    try:
        for line in orders:
            order, number = line.split()
            _say(answers, counter.show(int(number)) if order == "show" else counter.take(int(number)))
    finally:
        counter.give_back()


def _say(answers: TextIO, sentence: str) -> None:
    answers.write(f"{sentence}\n")
    answers.flush()


class _SecondCounter:
    """One basket, filled as any counter fills it."""

    def __init__(self, desk: Desk, session: Session) -> None:
        self._desk, self._session = desk, session
        self._opened: OpenShow | None = None
        self._basket: Basket | None = None

    def show(self, show_id: int) -> str:
        self._opened = self._desk.reading.seat_plans.open_show(self._session, show_id)
        return "shown"

    def take(self, seat_id: int) -> str:
        if self._opened is None:
            raise AssertionError("the order to show comes first")
        seats = [seat for seat in self._opened.seats if seat.id == seat_id]
        full_price = self._opened.prices.book.ticket_types[0]
        hold = self._desk.sale.holding.hold
        try:
            self._basket = hold(
                self._session, new_request_id(), self._opened, self._basket, picks_of(seats, full_price)
            )
        except SeatsTaken as error:
            return f"refused {error.sentence}"
        return "taken"

    def give_back(self) -> None:
        if self._basket is not None:
            self._desk.sale.holding.clear(self._session, new_request_id(), self._basket)
            self._basket = None
