"""Sell: the page on which a whole sale happens, without a page change and without a dialog before payment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import customtkinter as ctk

from app.controllers.desk import Desk
from app.controllers.permissions import Session
from app.models.records import PaymentMethod, Seat
from app.utils.errors import BoxOfficeError
from app.views import theme
from app.views.after.sell_exchange import SellExchange
from app.views.keys import Key
from app.views.pay.paying_flow import ASK_AGAIN_MS
from app.views.sell.basket_flow import BasketFlow, Listeners
from app.views.sell.basket_hands import BasketHands
from app.views.sell.basket_panel import BasketActions
from app.views.sell.busy_notice import BusyNotice
from app.views.sell.checkout import Checkout, CheckoutListeners
from app.views.sell.customer_desk import CustomerDesk
from app.views.sell.found_panel import FoundFlow
from app.views.sell.holder_flow import HolderFlow
from app.views.sell.mail_flow import MailFlow
from app.views.sell.map_pane import MapPane
from app.views.sell.page_looks import PageLooks
from app.views.sell.paper_flow import PaperFlow
from app.views.sell.poster_shelf import PosterShelf
from app.views.sell.programme_flow import REFRESH_MS, ProgrammeFlow
from app.views.sell.programme_panel import ProgrammePanel
from app.views.sell.promo_flow import PromoFlow
from app.views.sell.seat_help import SeatHelp
from app.views.sell.seat_words import describe
from app.views.sell.sell_commands import FORMS, command_flow_of
from app.views.sell.sell_keys import keys_of
from app.views.sell.shown_show import ShownShow
from app.views.sell.unfinished_flow import UnfinishedFlow
from app.views.surroundings import Surroundings
from app.views.till.void_flow import VoidFlow
from app.views.timers import Timers

TICK_MS = 250
LEAVE_MS_MAX = 2000
"""A database that is away is not waited for: the hold runs out by itself."""


class SellView(ctk.CTkFrame):
    """Programme, map and checkout side by side."""

    def __init__(self, master: Any, session: Session, desk: Desk, around: Surroundings) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self._toasts = around.toasts
        self._timers = Timers(self)
        self.grid_columnconfigure(1, weight=1)
        self.grid_rowconfigure(2, weight=1)
        cinema, tasks = session.counter.cinema, around.tasks
        self.busy = BusyNotice(self, {"row": 3, "column": 0, "columnspan": 3, "sticky": "ew", "pady": (8, 0)})
        told = Listeners(self._basket_changed, self._seats_changed, self._refused, self._in_a_moment, self.busy.wait)
        self.flow = BasketFlow(session, desk.sale.holding, tasks, told)
        self.hands = BasketHands(self.flow, self._toasts, lambda: self.checkout)
        self.holders = HolderFlow(desk, self.flow, tasks, self._toasts)
        self._paper = PaperFlow(session, desk.slow.ticketing, desk.slow.receipts, tasks, around.set_unprinted)
        self.shown = ShownShow(self, desk, around)
        self.posters = PosterShelf(session, desk.reading.posters, tasks)
        self.programme = ProgrammePanel(
            self, cinema, on_day=self._choose_day, on_show=self.shown.open, posters=self.posters
        )
        self.map_pane = MapPane(
            self,
            cinema,
            on_pick=self.hands.pick,
            on_release=self.hands.give_back,
            describe=lambda seat: self.exchange.told_of(seat) or describe(seat, self.flow, self.map_pane),
            on_keep=self._keep,
        )
        self.seat_help = SeatHelp(desk, self.flow, around, self.map_pane, self.hands.may_begin, self.shown.focus_map)
        self._around = around
        self.exchange = SellExchange(self, desk, around)
        self.promo = PromoFlow(
            desk, self.flow, lambda: self.checkout.basket_panel.promo, self.hands.may_change, self.shown.focus_map
        )
        self.checkout = Checkout(
            self,
            self.flow,
            desk.sale.money,
            self._paper,
            around,
            BasketActions(
                self.hands.change_type,
                lambda line: self.hands.give_back([line.seat]),
                self.pay,
                self.hands.clear,
                self.promo.actions,
                self.shown.focus_map,
            ),
            CheckoutListeners(self.shown.focus_map, self._sold),
            mail=MailFlow(desk, self.flow, tasks),
        )
        self.found = FoundFlow(self.checkout, cinema, self._paper, self.shown.focus_seats)
        self.voids = VoidFlow(self.checkout, desk, self.flow, around, self._sold)
        self.found.on_void = self.voids.ask
        self.customer_desk = CustomerDesk(self, desk, around)
        self.unfinished = UnfinishedFlow(desk, self.flow, around, self.checkout, self.shown.flow)
        self._programme_flow = ProgrammeFlow(self.programme, session, desk.reading.programme, tasks)
        self.command = command_flow_of(self, desk, around, self._programme_flow)
        self._lay_out()
        self._begin()

    def _begin(self) -> None:
        """Show what there is, and keep looking."""
        self.map_pane.show_empty("Choose a show on the left: click it, or type its number and press Enter.")
        self._programme_flow.start(self.shown.focus_programme)
        self._paper.refresh()
        self.unfinished.look()
        self._timers.every("programme", REFRESH_MS, self._refresh)
        self._timers.every("tick", TICK_MS, self._tick)

    def _lay_out(self) -> None:
        self.command.bar.lower(self.programme)  # the first stop of Tab, as it is the first thing on the page
        self.command.bar.grid(row=0, column=0, columnspan=3, sticky="ew", pady=(0, 8))
        self.programme.grid(row=2, column=0, sticky="ns", padx=(0, 8))
        self.map_pane.grid(row=2, column=1, sticky="nsew")
        self.checkout.grid(row=2, column=2, sticky="ns", padx=(8, 0))
        self._page_looks = PageLooks(self, self._around)

    def destroy(self) -> None:
        self._page_looks.close()
        self._timers.stop()
        self.shown.flow.close()
        self.busy.close()
        super().destroy()

    # What the window asks of its page

    def take_over(self, session: Session) -> None:
        """Another clerk goes on with this counter, its open show and its basket."""
        self.flow.session = self._paper.session = session

    @property
    def keys(self) -> tuple[Key, ...]:
        """What the window's keys do here."""
        return keys_of(self)

    def leave(self, then: Callable[[], object]) -> None:
        """Give the basket back, `then` the window may go; not while the answer to a payment is on its way."""
        if self.checkout.awaiting_answer:
            self._toasts.show("The answer to this payment is on its way. Wait for it, then close.", "bad")
            return
        if "leave" in self._timers:
            return
        self._timers.later("leave", LEAVE_MS_MAX, then)
        self.flow.clear_and_leave(then)

    def print_unprinted(self) -> None:
        self.checkout.print_waiting()

    def _keep(self, seats: Sequence[Seat]) -> None:
        self.seat_help.keep(seats)

    # The basket

    def pay(self, way: PaymentMethod | None) -> None:
        self.found.close()
        self.checkout.pay(way)

    def _sold(self) -> None:
        self._programme_flow.refresh()

    def _refresh(self) -> None:
        self._programme_flow.refresh()
        self.holders.hear()
        self.customer_desk.waiting.refresh()

    def _basket_changed(self) -> None:
        self.checkout.basket_panel.show(self.flow.basket)
        self.exchange.basket_changed()
        self.seat_help.basket_changed()
        self.customer_desk.basket_changed()
        self.checkout.tell_customer()
        self._count_own()
        self.checkout.show_countdown()
        self.command.basket_changed()

    def _seats_changed(self) -> None:
        self.shown.seats_changed()

    def _refused(self, error: BoxOfficeError) -> None:
        self._toasts.show(error.sentence, "bad", seconds=8)

    def _count_own(self) -> None:
        basket = self.flow.basket
        self.programme.show_own(basket.show.id if basket else None, len(basket.booking.lines) if basket else 0)

    # Keys, focus and time

    def step_back(self) -> None:
        """Esc: one step back, and never one that loses something paid."""
        if self.customer_desk.step_back():
            return
        if self.command.leave() or self.found.close() or self.checkout.step_back():
            return
        if self.flow.basket is not None or not self.exchange.leave():
            self.hands.clear()

    typed_forms = FORMS

    def typed(self, sign: str) -> None:
        """A letter, digit or dash that no field wanted begins a command; not while money is being taken."""
        if not self.checkout.about_to_take_money:
            self.command.bar.start(sign)

    def _choose_day(self, day: Any) -> None:
        self.command.bar.clear()
        self._programme_flow.choose_day(day)

    def _tick(self) -> None:
        self.checkout.show_countdown()
        self.customer_desk.waiting.tick()
        if not self.flow.busy:
            self.busy.over()
        basket = self.flow.basket
        if basket is None or self.flow.seconds_left > 0 or self.flow.busy or self.checkout.hold_ran_out():
            return
        self.flow.lost()
        action = ("Hold again", lambda: self.hands.hold_again(basket))
        self._toasts.show("The hold has run out and its seats are free again.", "bad", seconds=30, action=action)

    def _in_a_moment(self, work: Callable[[], object]) -> None:
        self._timers.later("again", ASK_AGAIN_MS, work)
