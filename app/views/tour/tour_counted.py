"""The counted chapters of the guided tour: what a clerk does most, with as few keys as there are.

Everything is typed; the mouse is not touched. `tour.json` tells how many events each took, and a test holds them to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from app.models.records import Seat
from app.views.counter_screen import CounterScreen
from app.views.pay.payment_panel import PaymentPanel
from app.views.seats.seat_palette import SeatLook
from app.views.sell.sale_done_panel import SaleDonePanel
from app.views.sell.sell_view import SellView
from app.views.till.void_panel import VoidPanel
from app.views.tour.tour_choices import best_show, side_by_side
from app.views.tour.tour_record import Record
from app.views.tour.tour_stage import Stage, TourStuck

_ONE_DIGIT = 9
P = TypeVar("P")


class CountedChapters:
    """Sales at full speed, one after the other."""

    def __init__(self, stage: Stage, record: Record, screen: CounterScreen, manager: tuple[str, str]) -> None:
        """`manager` is the name and the password of somebody who may undo a sale."""
        if screen.sell is None:
            raise TourStuck("The person signed in may not sell.")
        self._stage, self._record, self._screen = stage, record, screen
        self._manager = manager
        self._sell: SellView = screen.sell
        self._map = screen.sell.map_pane.map

    def play(self) -> None:
        """All of them. Raises TourStuck."""
        self._two_adults_best_cash()
        self._reprint_last()
        self._next_best()
        self._chosen_seats_with_change()
        self._void_last()
        self._help()

    def _two_adults_best_cash(self) -> None:
        """Show number, Enter, F4, F8, Enter."""
        number = self._number_of_a_show()
        with self._record.task("two_adults_best_cash"):
            self._sell_best(number)
        self._wait_for_paper()
        self._next_customer()

    def sell_two(self) -> str:
        """Two of the best seats once more, for the chapters after this one; the sale's reference. Raises TourStuck."""
        reference = self._sell_best(self._number_of_a_show()).sale.reference
        self._wait_for_paper()
        self._next_customer()
        return reference

    def _sell_best(self, number: str) -> SaleDonePanel:
        self._open_show(number)
        self._stage.hands.key("F4")
        self._wait_for_seats(2)
        self._ask_for_cash()
        self._stage.hands.key("Enter")
        return self._wait_for_sale()

    def _reprint_last(self) -> None:
        toasts = self._screen.shell.toasts
        with self._record.task("reprint_last"):
            self._stage.hands.key("F12")
            self._stage.until(lambda: any("duplicate" in told for told in toasts.sentences), "the duplicate")
        self._stage.until(lambda: not toasts.sentences, "the message to go")

    def _next_best(self) -> None:
        self._stage.hands.key("F4")
        first = self._wait_for_seats(2)
        with self._record.task("next_best"):
            self._stage.hands.key("F4")
            self._stage.until(lambda: len(self._held) == 2 and self._held != first, "the next best seats")
        self._stage.until(lambda: not self._sell.flow.busy, "the answer")
        self._record.picture("best-seats")
        self._stage.hands.key("Esc")
        self._stage.until(lambda: not self._held and not self._sell.flow.busy, "an empty basket")

    def _chosen_seats_with_change(self) -> None:
        """Show number, Enter, two seats by name, Enter, F8, the next note, Enter."""
        number, line = self._number_of_a_show(), self._sell.command.bar
        with self._record.task("chosen_seats_with_change"):
            self._open_show(number)
            first, last = self._two_seats()
            typed = f"{first.label}-{last.seat_number}".lower()
            self._stage.hands.type(typed)
            self._stage.until(lambda: line.value == typed, "the seats to be typed")
            self._record.picture("command")
            self._stage.hands.key("Enter")
            self._wait_for_seats(2)
            paying = self._ask_for_cash()
            self._stage.hands.key("Down")
            self._stage.until(lambda: paying.field.value, "the next note")
            self._stage.hands.key("Enter")
            done = self._wait_for_sale()
        if not done.sale.change_minor:
            raise TourStuck("The next note was no more than the exact amount, so there was no change to give.")
        self._wait_for_paper()
        self._next_customer()

    def _void_last(self) -> None:
        """The second of the day: by then the counter knows the manager who stands by, if she was not here before."""
        name, password = self._manager
        panel = self._ask_to_void()
        if panel.approver.value != name:
            panel.approver.focus_set()
            panel.approver.select_all()
            self._stage.hands.type(name)
            self._stage.hands.key("Enter")
        self._stage.until(lambda: panel.password.has_focus, "the keyboard to be at the password")
        self._stage.hands.type(password)
        self._record.picture("void")
        self._stage.hands.key("Enter")
        self._wait_for_void()
        with self._record.task("void_last"):
            panel = self._ask_to_void()
            self._stage.until(lambda: panel.password.has_focus, "the keyboard to be at the password")
            self._stage.hands.type(password)
            self._stage.hands.key("Enter")
            self._wait_for_void()

    def _ask_to_void(self) -> VoidPanel:
        voids = self._sell.voids
        self._stage.hands.key("shift+F12")
        self._stage.until(lambda: voids.panel is not None, "the sale to be undone")
        if voids.panel is None:
            raise TourStuck("The sale to be undone was gone at once.")
        return voids.panel

    def _wait_for_void(self) -> None:
        voids = self._sell.voids
        self._stage.until(lambda: voids.panel is None, "the sale to be undone")

    def _help(self) -> None:
        help_flow = self._screen.help
        self._stage.hands.key("F1")
        self._stage.until(lambda: help_flow.is_open, "the help sheet")
        self._record.picture("help")
        self._stage.hands.key("F1")
        self._stage.until(lambda: not help_flow.is_open, "the page again")

    # Pieces

    def _number_of_a_show(self) -> str:
        row = best_show(self._sell.programme)
        if row is None:
            raise TourStuck("No show in the list has enough free seats any more.")
        return str(self._sell.programme.rows.index(row) + 1)

    def _open_show(self, number: str) -> None:
        wanted = self._sell.programme.rows[int(number) - 1].counts.show
        before = self._sell.flow.opened
        self._stage.hands.type(number)
        self._stage.until(lambda: self._sell.command.bar.value == number, "the number to be typed")
        self._stage.hands.key("Enter")

        def opened() -> bool:
            now = self._sell.flow.opened
            return now is not None and now is not before and now.show.id == wanted.id

        self._stage.until(opened, f"the seats of {wanted.movie_title}")
        self._stage.settle()

    def _two_seats(self) -> Sequence[Seat]:
        opened = self._sell.flow.opened
        found = side_by_side(opened.seats if opened else (), self._is_quickly_typed, 2)
        if not found:
            raise TourStuck("There are no two free seats side by side with a number of one digit.")
        return found

    def _is_quickly_typed(self, seat: Seat) -> bool:
        free = self._map.look_of(seat.id) is SeatLook.FREE and not seat.accessible and not seat.companion
        return free and seat.seat_number <= _ONE_DIGIT and len(seat.row_name) == 1

    def _ask_for_cash(self) -> PaymentPanel:
        self._stage.hands.key("F8")
        paying = self._panel(PaymentPanel, "the money to be asked for")
        self._stage.until(lambda: paying.field.has_focus, "the keyboard to be at the amount")
        return paying

    def _wait_for_sale(self) -> SaleDonePanel:
        return self._panel(SaleDonePanel, "the sale to be done")

    def _wait_for_paper(self) -> None:
        done = self._wait_for_sale()
        self._stage.until(lambda: f"{done.sale.reference}.pdf" in self._stage.words(done), "the tickets to be made")

    def _next_customer(self) -> None:
        checkout = self._sell.checkout
        self._stage.hands.key("Enter")
        self._stage.until(lambda: checkout.panel is checkout.basket_panel, "the next customer's basket")

    @property
    def _held(self) -> set[int]:
        basket = self._sell.flow.basket
        return {line.seat.id for line in basket.booking.lines} if basket else set()

    def _wait_for_seats(self, count: int) -> set[int]:
        self._stage.until(lambda: len(self._held) == count and not self._sell.flow.busy, f"{count} seats in the basket")
        return self._held

    def _panel(self, kind: type[P], what: str) -> P:
        self._stage.until(lambda: isinstance(self._sell.checkout.panel, kind), what)
        panel = self._sell.checkout.panel
        if not isinstance(panel, kind):
            raise TourStuck(f"The tour waited for {what}, and it was gone at once.")
        return panel
