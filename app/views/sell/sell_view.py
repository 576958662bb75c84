"""Sell: the page on which a whole sale happens, without a page change and without a dialog before payment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import customtkinter as ctk

from app.controllers.desk import Desk
from app.controllers.permissions import Session
from app.controllers.sell.seat_plans import OpenShow
from app.models.records import PaymentMethod, Seat, ShowCounts
from app.utils.errors import BoxOfficeError
from app.views import theme
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
from app.views.sell.map_pane import MapPane
from app.views.sell.page_looks import PageLooks
from app.views.sell.paper_flow import PaperFlow
from app.views.sell.poster_shelf import PosterShelf
from app.views.sell.programme_flow import REFRESH_MS, ProgrammeFlow
from app.views.sell.programme_panel import ProgrammePanel
from app.views.sell.promo_flow import PromoFlow
from app.views.sell.seat_help import SeatHelp
from app.views.sell.seat_words import describe, middle_seat
from app.views.sell.sell_commands import FORMS, command_flow_of
from app.views.sell.sell_keys import keys_of
from app.views.sell.show_flow import ShowFlow
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
        self.grid_rowconfigure(1, weight=1)
        cinema, tasks = session.counter.cinema, around.tasks
        self.busy = BusyNotice(self, {"row": 2, "column": 0, "columnspan": 3, "sticky": "ew", "pady": (8, 0)})
        told = Listeners(self._basket_changed, self._seats_changed, self._refused, self._in_a_moment, self.busy.wait)
        self.flow = BasketFlow(session, desk.sale.holding, tasks, told)
        self.hands = BasketHands(self.flow, self._toasts, lambda: self.checkout)
        self.holders = HolderFlow(desk, self.flow, tasks, self._toasts)
        self._paper = PaperFlow(session, desk.slow.ticketing, desk.slow.receipts, tasks, around.set_unprinted)
        self._show_flow = ShowFlow(self, self.flow, desk.reading.seat_plans, tasks, self._opened, self._replanned)
        self.posters = PosterShelf(session, desk.reading.posters, tasks)
        self.programme = ProgrammePanel(
            self,
            cinema,
            on_day=self._choose_day,
            on_show=self.open_show,
            posters=self.posters,
        )
        self.map_pane = MapPane(
            self,
            cinema,
            on_pick=self.hands.pick,
            on_release=self.hands.give_back,
            describe=lambda seat: describe(seat, self.flow, self.map_pane),
            on_keep=self._keep,
        )
        self.seat_help = SeatHelp(desk, self.flow, around, self.map_pane, self.hands.may_begin, self._focus_map)
        self._around = around
        self.promo = PromoFlow(
            desk, self.flow, lambda: self.checkout.basket_panel.promo, self.hands.may_change, self._focus_map
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
                self._focus_map,
            ),
            CheckoutListeners(self._focus_map, self._sold),
        )
        self.found = FoundFlow(self.checkout, cinema, self._paper, self.focus_seats)
        self.voids = VoidFlow(self.checkout, desk, self.flow, around, self._sold)
        self.found.on_void = self.voids.ask
        self.customer_desk = CustomerDesk(self, desk, around, self._show_flow)
        self.unfinished = UnfinishedFlow(desk, self.flow, around, self.checkout, self._show_flow)
        self._programme_flow = ProgrammeFlow(self.programme, session, desk.reading.programme, tasks)
        self.command = command_flow_of(self, desk, around, self._programme_flow)
        self._lay_out()
        self._begin()

    def _begin(self) -> None:
        """Show what there is, and keep looking."""
        self.map_pane.show_empty("Choose a show on the left: click it, or type its number and press Enter.")
        self._programme_flow.start(self._focus_programme)
        self._paper.refresh()
        self.unfinished.look()
        self._timers.every("programme", REFRESH_MS, self._refresh)
        self._timers.every("tick", TICK_MS, self._tick)

    def _lay_out(self) -> None:
        self.command.bar.lower(self.programme)  # the first stop of Tab, as it is the first thing on the page
        self.command.bar.grid(row=0, column=0, columnspan=3, sticky="ew", pady=(0, 8))
        self.programme.grid(row=1, column=0, sticky="ns", padx=(0, 8))
        self.map_pane.grid(row=1, column=1, sticky="nsew")
        self.checkout.grid(row=1, column=2, sticky="ns", padx=(8, 0))
        self._page_looks = PageLooks(self, self._around)

    def destroy(self) -> None:
        self._page_looks.close()
        self._timers.stop()
        self._show_flow.close()
        self.busy.close()
        self.command.close()
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

    # The show

    def open_show(self, counts: ShowCounts) -> bool:
        """Open a show's map; a basket of another show has to be paid or cleared first: then it is False, and said."""
        basket = self.flow.basket
        if counts.elsewhere is not None:
            self._toasts.show(f"This show is sold at {counts.place}, and not at this counter.", "bad")
            return False
        if basket is not None and basket.show.id != counts.show.id:
            sentence = f"The basket holds seats of {basket.show.movie_title}. Pay or clear it, then change the show."
            self._toasts.show(sentence, "bad")
            return False
        self.found.close()
        self.checkout.next_customer()
        self._show_flow.open(counts.show.id)
        return True

    def _opened(self, opened: OpenShow) -> None:
        self.map_pane.hang_poster(self.posters, opened.show.id)
        self.programme.choose(opened.show.id)
        self.map_pane.show(opened)
        self._show_hall(opened)
        self.update_idletasks()
        if not self.command.is_typing:
            self._focus_map()
        self.command.opened()

    def _show_hall(self, opened: OpenShow) -> None:
        self._around.customers.show_hall(opened.seats)
        self.map_pane.fill(opened, self.flow.looks())

    def _replanned(self, before: OpenShow, after: OpenShow) -> None:
        """A manager has changed prices, or the hall, while the map is open."""
        if after.seats != before.seats:
            self._show_hall(after)
            self._toasts.show("This hall was just changed. The map shows it as it is now.")
        legend = self.map_pane.legend(after)
        if legend != self.map_pane.legend(before):
            self.map_pane.map.tell_prices(legend)
            self._toasts.show("The prices of this show have changed. Seats that are held keep theirs.")
        self.command.refresh()

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
        self.seat_help.basket_changed()
        self.customer_desk.basket_changed()
        self.checkout.tell_customer()
        self._count_own()
        self.checkout.show_countdown()
        self.command.basket_changed()

    def _seats_changed(self) -> None:
        if self.flow.opened is not None:
            self.map_pane.map.repaint(self.flow.looks())
            self.map_pane.count_free(self.flow.looks())
            self.command.refresh()

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
        if not (self.command.leave() or self.found.close() or self.checkout.step_back()):
            self.hands.clear()

    typed_forms = FORMS

    def typed(self, sign: str) -> None:
        """A letter, digit or dash that no field wanted begins a command; not while money is being taken."""
        if not self.checkout.about_to_take_money:
            self.command.bar.start(sign)

    def focus_seats(self) -> None:
        """The keyboard goes to the seats, or where a show is chosen while none is open."""
        if self.flow.opened is None:
            self.programme.focus_first()
        else:
            self._focus_map()

    def _focus_map(self) -> None:
        opened = self.flow.opened
        if opened is None:
            return
        focused = self.map_pane.map.focused_seat
        if focused is None or focused not in opened.seats:
            focused = middle_seat(opened.seats)
        self.map_pane.map.focus_seat(focused.id)

    def _focus_programme(self, found: Sequence[ShowCounts]) -> None:
        busy = self.command.is_typing or self.checkout.cover.panel is not None
        if found and self.flow.opened is None and not busy:
            self.programme.focus_first()

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
