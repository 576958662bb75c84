"""Sell: the page on which a whole sale happens, without a page change and without a dialog before payment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import customtkinter as ctk

from app.controllers.desk import Desk
from app.controllers.permissions import Session
from app.controllers.sell.baskets import Basket, Pick, picks_of
from app.controllers.sell.seat_plans import OpenShow
from app.models.records import BookingLine, PaymentMethod, Seat, ShowCounts
from app.utils.errors import BoxOfficeError
from app.views import theme
from app.views.keys import Key
from app.views.pay.paying_flow import ASK_AGAIN_MS
from app.views.seats.seat_palette import SeatLook
from app.views.sell.basket_flow import BasketFlow, Listeners
from app.views.sell.basket_panel import BasketActions
from app.views.sell.checkout import Checkout, CheckoutListeners
from app.views.sell.map_pane import MapPane
from app.views.sell.paper_flow import PaperFlow
from app.views.sell.programme_flow import REFRESH_MS, ProgrammeFlow
from app.views.sell.programme_panel import ProgrammePanel
from app.views.sell.seat_words import describe, middle_seat
from app.views.sell.sell_keys import keys_of
from app.views.sell.show_flow import ShowFlow
from app.views.surroundings import Surroundings

TICK_MS = 250
LEAVE_MS_MAX = 2000
"""A database that is away is not waited for: the hold runs out by itself."""


class SellView(ctk.CTkFrame):
    """Programme, map and checkout side by side."""

    def __init__(self, master: Any, session: Session, desk: Desk, around: Surroundings) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self._toasts = around.toasts
        self._timers: dict[str, str] = {}
        self.grid_columnconfigure(1, weight=1)
        self.grid_rowconfigure(0, weight=1)
        cinema, tasks = session.counter.cinema, around.tasks
        told = Listeners(self._basket_changed, self._seats_changed, self._refused, self._in_a_moment)
        self.flow = BasketFlow(session, desk.sale.holding, tasks, told)
        self._paper = PaperFlow(session, desk.slow.ticketing, tasks, around.set_unprinted)
        self._show_flow = ShowFlow(self, self.flow, desk.reading.seat_plans, tasks, self._opened)
        self.programme = ProgrammePanel(
            self,
            cinema,
            on_day=self._choose_day,
            on_search=self._search,
            on_enter=self._open_first,
            on_show=self.open_show,
        )
        self.map_pane = MapPane(
            self,
            cinema,
            on_pick=self._pick,
            on_release=self._release,
            describe=lambda seat: describe(seat, self.flow, self.map_pane),
        )
        self.map_pane.map.set_palette(around.palette)
        self.checkout = Checkout(
            self,
            self.flow,
            desk.sale.paying,
            self._paper,
            around,
            BasketActions(
                self._change_type, lambda line: self._release([line.seat]), self.pay, self.clear, self._focus_map
            ),
            CheckoutListeners(self._focus_map, self._sold),
        )
        self.programme.grid(row=0, column=0, sticky="ns", padx=(0, 8))
        self.map_pane.grid(row=0, column=1, sticky="nsew")
        self.checkout.grid(row=0, column=2, sticky="ns", padx=(8, 0))
        self._programme_flow = ProgrammeFlow(self.programme, session, desk.reading.programme, tasks)
        self.map_pane.show_empty("Choose a show on the left: click it, or press its row with Enter.")
        self._programme_flow.start(self._focus_programme)
        self._paper.refresh()
        self._every("programme", REFRESH_MS, self._programme_flow.refresh)
        self._every("tick", TICK_MS, self._tick)

    def destroy(self) -> None:
        for timer in self._timers.values():
            self.after_cancel(timer)
        self._timers.clear()
        self._show_flow.close()
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
        self._timers["leave"] = self.after(LEAVE_MS_MAX, then)
        self.flow.clear_and_leave(then)

    def print_unprinted(self) -> None:
        self.checkout.print_waiting()

    # The show

    def open_show(self, counts: ShowCounts) -> None:
        """Open a show's map; a basket of another show has to be paid or cleared first."""
        basket = self.flow.basket
        if basket is not None and basket.show.id != counts.show.id:
            sentence = f"The basket holds seats of {basket.show.movie_title}. Pay or clear it, then change the show."
            self._toasts.show(sentence, "bad")
            return
        self.checkout.next_customer()
        self._show_flow.open(counts.show.id)

    def _opened(self, opened: OpenShow) -> None:
        self.programme.choose(opened.show.id)
        self.map_pane.show(opened)
        self.map_pane.map.open(opened.seats, self.flow.looks(), self.map_pane.legend(opened))
        self._count_free()
        self.update_idletasks()
        self._focus_map()

    # The basket

    def pay(self, method: PaymentMethod) -> None:
        self.checkout.pay(method)

    def _pick(self, seats: Sequence[Seat]) -> None:
        if self._may_change() and self.flow.opened is not None:
            self.checkout.next_customer()
            self.flow.pick(picks_of(seats, self.flow.opened.prices.book.ticket_types[0]))

    def _release(self, seats: Sequence[Seat]) -> None:
        if self._may_change():
            self.flow.release(seats)

    def _may_change(self) -> bool:
        """Not while money is being taken: what was told as the total must be what is sold."""
        if self.checkout.about_to_take_money:
            self._toasts.show("Money is being taken for this basket. Press Esc first, then change the seats.", "bad")
            return False
        return True

    def _change_type(self, line: BookingLine) -> None:
        """The next ticket type of the list: one press a step, the price follows."""
        if self._may_change():
            self.flow.next_ticket_type(line.seat)

    def clear(self) -> None:
        """Give the basket back, with a way to undo it for as long as the seats are free."""
        basket = self.flow.basket
        if basket is not None:
            self.flow.clear()
            self._toasts.show("Basket cleared.", seconds=8, action=("Undo", lambda: self._hold_again(basket)))

    def _hold_again(self, basket: Basket) -> None:
        if not self._may_change():
            return
        self.checkout.next_customer()
        if self.flow.opened is None or self.flow.opened.show.id != basket.show.id:
            self._toasts.show(f"Open {basket.show.movie_title} first, then pick its seats.", "bad")
            return
        self.flow.pick([Pick(line.seat, line.ticket_type) for line in basket.booking.lines])

    def _sold(self) -> None:
        self._programme_flow.refresh()

    def _basket_changed(self) -> None:
        self.checkout.basket_panel.show(self.flow.basket)
        self.checkout.show_countdown()

    def _seats_changed(self) -> None:
        if self.flow.opened is not None:
            self.map_pane.map.repaint(self.flow.looks())
            self._count_free()

    def _refused(self, error: BoxOfficeError) -> None:
        self._toasts.show(error.sentence, "bad", seconds=8)

    def _count_free(self) -> None:
        looks = self.flow.looks()
        free = sum(look is SeatLook.FREE for look in looks.values())
        self.map_pane.show_free(free, sum(look is not SeatLook.BLOCKED for look in looks.values()))

    # Keys, focus and time

    def step_back(self) -> None:
        """Esc: one step back, and never one that loses something paid."""
        if self.checkout.step_back():
            return
        if self.programme.search.has_focus or self.programme.search.value:
            self.programme.leave_search()
        else:
            self.clear()

    def _focus_map(self) -> None:
        opened = self.flow.opened
        if opened is None:
            return
        focused = self.map_pane.map.focused_seat
        if focused is None or focused not in opened.seats:
            focused = middle_seat(opened.seats)
        self.map_pane.map.focus_seat(focused.id)

    def _focus_programme(self, found: Sequence[ShowCounts]) -> None:
        if found and self.flow.opened is None:
            self.programme.rows[0].focus_set()

    def _choose_day(self, day: Any) -> None:
        self._programme_flow.choose_day(day)

    def _search(self, typed: str) -> None:
        self._programme_flow.search(typed)

    def _open_first(self) -> None:
        self._programme_flow.open_first()

    def _tick(self) -> None:
        self.checkout.show_countdown()
        basket = self.flow.basket
        if basket is None or self.flow.seconds_left > 0 or self.flow.busy or self.checkout.hold_ran_out():
            return
        self.flow.lost()
        action = ("Hold again", lambda: self._hold_again(basket))
        self._toasts.show("The hold has run out and its seats are free again.", "bad", seconds=30, action=action)

    def _in_a_moment(self, work: Callable[[], object]) -> None:
        self._timers["again"] = self.after(ASK_AGAIN_MS, work)

    def _every(self, name: str, delay_ms: int, work: Callable[[], object]) -> None:
        def again() -> None:
            self._timers[name] = self.after(delay_ms, again)
            work()

        self._timers[name] = self.after(delay_ms, again)
