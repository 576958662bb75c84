"""Sell: the page on which a whole sale happens, without a page change and without a dialog before payment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import customtkinter as ctk

from app.controllers.desk import Desk
from app.controllers.holding import Basket
from app.controllers.paying import Sale
from app.controllers.permissions import Session
from app.controllers.seat_plans import Changes, OpenShow
from app.models.records import BookingLine, ClaimState, Payment, PaymentMethod, Seat, ShowCounts
from app.utils.errors import BoxOfficeError
from app.utils.local_time import format_countdown
from app.views import theme
from app.views.basket_flow import BasketFlow, Listeners
from app.views.basket_panel import BasketActions, BasketPanel
from app.views.map_pane import MapPane
from app.views.paper_flow import PaperFlow
from app.views.paying_flow import PayingFlow, PayingListeners
from app.views.payment_panel import PaymentActions, PaymentPanel
from app.views.programme_flow import REFRESH_MS, ProgrammeFlow
from app.views.programme_panel import ProgrammePanel
from app.views.sale_done_panel import SaleDonePanel
from app.views.seat_palette import PaletteName, SeatLook
from app.views.tasks import Lane, Tasks
from app.views.toast import Toasts

WATCH_MS = 200
AWAY_MS = 1000
TICK_MS = 250


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the window gives a page: its work lanes, its messages and its badge of unprinted tickets."""

    tasks: Tasks
    toasts: Toasts
    set_unprinted: Callable[[int], object]
    palette: PaletteName


class SellView(ctk.CTkFrame):
    """Programme, map and basket side by side. The right pane is the basket, then the payment, then "done"."""

    def __init__(self, master: Any, session: Session, desk: Desk, around: Surroundings) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self._session, self._desk, self._around = session, desk, around
        self._cinema = session.counter.cinema
        self._flow = BasketFlow(
            session,
            desk.sale.holding,
            around.tasks,
            Listeners(self._basket_changed, self._seats_changed, self._refused),
        )
        self._paper = PaperFlow(session, desk.slow.ticketing, around.tasks, around.set_unprinted)
        self._paying: PayingFlow | None = None
        self._timers: dict[str, str] = {}
        self._digest = ""
        self.grid_columnconfigure(1, weight=1)
        self.grid_rowconfigure(0, weight=1)
        self.programme = ProgrammePanel(
            self, self._cinema, on_day=self._choose_day, on_search=self._search, on_show=self.open_show
        )
        self.programme.grid(row=0, column=0, sticky="ns", padx=(0, 12))
        self.map_pane = MapPane(
            self, self._cinema, on_pick=self._pick, on_release=self._flow.release, describe=self._describe
        )
        self.map_pane.map.set_palette(around.palette)
        self.map_pane.grid(row=0, column=1, sticky="nsew")
        self.basket_panel = BasketPanel(
            self, self._cinema, BasketActions(self._change_type, self._remove, self.pay, self.clear)
        )
        self._right: BasketPanel | PaymentPanel | SaleDonePanel = self.basket_panel
        self._show_right(self.basket_panel)
        self._programme_flow = ProgrammeFlow(self.programme, session, desk.reading.programme, around.tasks)
        self.map_pane.show_empty("Choose a show on the left: click it, or press its row with Enter.")
        self._programme_flow.start(self._focus_programme)
        self._paper.refresh()
        self._every("programme", REFRESH_MS, self._programme_flow.refresh)
        self._every("tick", TICK_MS, self._tick)

    def destroy(self) -> None:
        for timer in self._timers.values():
            self.after_cancel(timer)
        self._timers.clear()
        if self._paying is not None:
            self._paying.close()
        super().destroy()

    # What the window asks of its page

    @property
    def panel(self) -> BasketPanel | PaymentPanel | SaleDonePanel:
        """The right pane as it is now."""
        return self._right

    @property
    def flow(self) -> BasketFlow:
        return self._flow

    def take_over(self, session: Session) -> None:
        """Another clerk goes on with this counter, its open show and its basket."""
        self._session = self._flow.session = session
        self._paper.session = session

    def key(self, name: str) -> None:
        """A function key or Esc, as the window hears it wherever the focus is."""
        actions: dict[str, Callable[[], object]] = {
            "F2": self.programme.focus_search,
            "F8": lambda: self.pay(PaymentMethod.CASH),
            "F9": lambda: self.pay(PaymentMethod.CARD),
            "F12": self.print_last_again,
            "Escape": self.step_back,
        }
        if name in actions:
            actions[name]()

    def leave(self) -> bool:
        """Give the basket back before the window goes; False while the answer to a payment is on its way."""
        if isinstance(self._right, PaymentPanel) and self._right.busy:
            self._around.toasts.show("The answer to this payment is on its way. Wait for it, then close.", "bad")
            return False
        if self._flow.basket is not None:
            self._flow.clear()
        return True

    def print_unprinted(self) -> None:
        self._paper.print_waiting(self._say_paper, self._paper_failed)

    # The show

    def open_show(self, counts: ShowCounts) -> None:
        """Open a show's map; a basket of another show has to be paid or cleared first."""
        basket = self._flow.basket
        if basket is not None and basket.show.id != counts.show.id:
            sentence = (
                f"The basket holds seats of {basket.show.movie_title}. Pay for it or clear it, then change the show."
            )
            self._around.toasts.show(sentence, "bad")
            return
        if isinstance(self._right, SaleDonePanel):
            self._next_customer()
        self.programme.choose(counts.show.id)
        self._around.tasks.run(
            Lane.READING,
            lambda: self._desk.reading.seat_plans.open_show(self._session, counts.show.id),
            self._opened,
            replaces="open show",
        )

    def _opened(self, opened: OpenShow) -> None:
        self._flow.open(opened)
        self._digest = opened.digest
        self.map_pane.show(opened)
        self.map_pane.map.open(opened.seats, self._flow.looks(), self.map_pane.legend(opened))
        self._count_free()
        self.update_idletasks()
        self._focus_map()
        self._watch()

    def _watch(self) -> None:
        """Ask for the show's digest again and again; one question at a time, the newest show's only."""
        opened = self._flow.opened
        if opened is None:
            return
        show_id, digest = opened.show.id, self._digest
        self._around.tasks.run(
            Lane.READING,
            lambda: self._desk.reading.seat_plans.watch(self._session, show_id, digest),
            self._watched,
            lambda _error: self._after("watch", AWAY_MS, self._watch),
            replaces="watch",
        )

    def _watched(self, changes: Changes | None) -> None:
        if changes is not None:
            self._digest = changes.digest
            self._flow.claims_changed(changes.claims)
        self._after("watch", WATCH_MS, self._watch)

    # The basket

    def _pick(self, seats: Sequence[Seat]) -> None:
        if isinstance(self._right, PaymentPanel):
            self._around.toasts.show(
                "Money is being taken for this basket. Press Esc first, then change the seats.", "bad"
            )
            return
        if isinstance(self._right, SaleDonePanel):
            self._next_customer()
        if self._flow.opened is not None:
            self._flow.pick(seats, self._flow.opened.prices.book.ticket_types[0])

    def _change_type(self, line: BookingLine) -> None:
        """The next ticket type of the list: one press a step, the price follows."""
        if self._flow.opened is None:
            return
        types = self._flow.opened.prices.book.ticket_types
        codes = [each.code for each in types]
        following = types[(codes.index(line.ticket_type.code) + 1) % len(types)]
        self._flow.change_ticket_type(line.seat, following)

    def _remove(self, line: BookingLine) -> None:
        self._flow.release([line.seat])

    def clear(self) -> None:
        """Give the basket back, with a way to undo it for as long as the seats are free."""
        basket = self._flow.basket
        if basket is not None:
            self._flow.clear()
            self._around.toasts.show("Basket cleared.", seconds=8, action=("Undo", lambda: self._hold_again(basket)))

    def _hold_again(self, basket: Basket) -> None:
        if self._flow.opened is None or self._flow.opened.show.id != basket.show.id:
            self._around.toasts.show(f"Open {basket.show.movie_title} first, then pick its seats.", "bad")
            return
        for ticket_type in self._flow.opened.prices.book.ticket_types:
            seats = [line.seat for line in basket.booking.lines if line.ticket_type.code == ticket_type.code]
            if seats:
                self._flow.pick(seats, ticket_type)

    def _basket_changed(self) -> None:
        self.basket_panel.show(self._flow.basket)

    def _seats_changed(self) -> None:
        if self._flow.opened is not None:
            self.map_pane.map.repaint(self._flow.looks())
            self._count_free()

    def _refused(self, error: BoxOfficeError) -> None:
        self._around.toasts.show(error.sentence, "bad", seconds=8)

    def _count_free(self) -> None:
        looks = self._flow.looks()
        free = sum(look is SeatLook.FREE for look in looks.values())
        self.map_pane.show_free(free, sum(look is not SeatLook.BLOCKED for look in looks.values()))

    def _describe(self, seat: Seat) -> str:
        opened = self._flow.opened
        if opened is None:
            return seat.label
        price = opened.prices.of(seat, opened.prices.book.ticket_types[0]).amount_minor
        parts = [seat.label, seat.seat_type.value.title(), self.map_pane.money(price)]
        parts += ["wheelchair place"] * seat.accessible + ["companion seat"] * seat.companion
        look, claim = self.map_pane.map.look_of(seat.id), self._flow.claim_of(seat.id)
        if look is SeatLook.BLOCKED:
            parts.append("out of service")
        elif look is SeatLook.YOURS:
            parts.append(f"yours, {format_countdown(max(0.0, self._flow.seconds_left))} left")
        elif look is not SeatLook.FREE and claim is not None:
            parts.append(f"{'sold' if claim.state is ClaimState.SOLD else 'held'} at {claim.counter_name}")
        return " · ".join(parts)

    # Money

    def pay(self, method: PaymentMethod) -> None:
        """Renew the hold first; only when that worked is any money asked for."""
        if self._flow.basket is None or self._flow.busy or isinstance(self._right, PaymentPanel):
            return
        self._flow.renew_to_pay(lambda basket: self._ask_for_money(basket, method))

    def _ask_for_money(self, basket: Basket, method: PaymentMethod) -> None:
        panel = PaymentPanel(self, self._cinema, basket, method, PaymentActions(self._take, self._back_to_basket))
        self._paying = PayingFlow(
            self,
            self._session,
            self._desk.sale.paying,
            self._around.tasks,
            basket,
            PayingListeners(panel.say, panel.set_busy, self._sold, self._payment_over),
        )
        self._show_right(panel)
        panel.focus_first()

    def _take(self, payment: Payment) -> None:
        if self._paying is not None:
            self._paying.take(payment)

    def _back_to_basket(self) -> None:
        if self._paying is not None:
            self._paying.close()
            self._paying = None
        self._show_right(self.basket_panel)
        self._focus_map()

    def _sold(self, sale: Sale) -> None:
        self._paying = None
        panel = SaleDonePanel(
            self, self._cinema, sale, on_next=self._next_customer, on_print_again=self.print_last_again
        )
        self._show_right(panel)
        self._flow.sold()
        panel.focus_first()
        self._paper.print_sale(sale.reference, self._say_paper, self._paper_failed)
        self._programme_flow.refresh()

    def _payment_over(self, error: BoxOfficeError) -> None:
        """The basket cannot be sold any more: say what became of the money, and start anew."""
        self._flow.lost()
        self._back_to_basket()
        self._around.toasts.show(error.sentence, "bad", seconds=30)

    def _next_customer(self) -> None:
        self._show_right(self.basket_panel)
        self._focus_map()

    # Paper

    def print_last_again(self) -> None:
        self._paper.print_last_again(self._say_paper, self._paper_failed)

    def _say_paper(self, sentence: str) -> None:
        if isinstance(self._right, SaleDonePanel):
            self._right.say_paper(sentence)
        else:
            self._around.toasts.show(sentence, "good")

    def _paper_failed(self, error: BoxOfficeError) -> None:
        if isinstance(self._right, SaleDonePanel):
            self._right.say_paper(error.sentence, bad=True)
        self._around.toasts.show(error.sentence, "bad", seconds=8)

    # Keys, focus and time

    def step_back(self) -> None:
        """Esc: one step back, and never one that loses something paid."""
        if isinstance(self._right, PaymentPanel):
            self._right.go_back()
        elif isinstance(self._right, SaleDonePanel):
            self._next_customer()
        elif self.programme.search.has_focus or self.programme.search.value:
            self.programme.leave_search()
        else:
            self.clear()

    def _show_right(self, panel: BasketPanel | PaymentPanel | SaleDonePanel) -> None:
        if self._right is not panel:
            if self._right is self.basket_panel:
                self._right.grid_forget()
            else:
                self._right.destroy()
        self._right = panel
        panel.grid(row=0, column=2, sticky="ns", padx=(12, 0))
        self._tick_once()

    def _focus_map(self) -> None:
        opened = self._flow.opened
        if opened is None:
            return
        focused = self.map_pane.map.focused_seat
        if focused is None or focused not in opened.seats:
            focused = _middle_seat(opened)
        self.map_pane.map.focus_seat(focused.id)

    def _focus_programme(self, found: Sequence[ShowCounts]) -> None:
        if found and self._flow.opened is None:
            self.programme.rows[0].focus_set()

    def _choose_day(self, day: Any) -> None:
        self._programme_flow.choose_day(day)

    def _search(self, typed: str) -> None:
        self._programme_flow.search(typed)

    def _tick(self) -> None:
        self._tick_once()
        if self._flow.basket is not None and self._flow.seconds_left <= 0 and not self._flow.busy:
            self._hold_over(self._flow.basket)

    def _tick_once(self) -> None:
        if isinstance(self._right, SaleDonePanel):
            return
        self._right.show_countdown(self._flow.seconds_left if self._flow.basket is not None else None)

    def _hold_over(self, basket: Basket) -> None:
        """The time is up. While money is being taken the basket stays: what is paid now keeps its seats if they are free."""
        if isinstance(self._right, PaymentPanel):
            self._right.say("The hold has run out. Money taken now keeps the seats only if all are still free.")
            return
        self._flow.lost()
        self._around.toasts.show(
            "The hold has run out and its seats are free again.",
            "bad",
            seconds=30,
            action=("Hold again", lambda: self._hold_again(basket)),
        )

    def _after(self, name: str, delay_ms: int, work: Callable[[], object]) -> None:
        if name in self._timers:
            self.after_cancel(self._timers[name])
        self._timers[name] = self.after(delay_ms, work)

    def _every(self, name: str, delay_ms: int, work: Callable[[], object]) -> None:
        def again() -> None:
            self._after(name, delay_ms, again)
            work()

        self._after(name, delay_ms, again)


def _middle_seat(opened: OpenShow) -> Seat:
    """Where the keyboard starts: two thirds back and in the middle, where most people want to sit."""
    rows, columns = [seat.grid_row for seat in opened.seats], [seat.grid_column for seat in opened.seats]
    row, column = min(rows) + (max(rows) - min(rows)) * 2 / 3, (min(columns) + max(columns)) / 2
    return min(opened.seats, key=lambda seat: (abs(seat.grid_row - row), abs(seat.grid_column - column)))
