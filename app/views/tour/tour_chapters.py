"""The chapters of the guided tour: one sale as a clerk makes it, against a second counter that wants a seat of it.

Each chapter looks where things are, presses there, and waits for what a clerk would wait for.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import customtkinter as ctk

from app.models.records import Seat
from app.views.counter_screen import CounterScreen
from app.views.parts.button import Button
from app.views.parts.pressable import Pressable
from app.views.pay.payment_panel import PaymentPanel
from app.views.seats.seat_palette import SeatLook
from app.views.sell.sale_done_panel import SaleDonePanel
from app.views.sell.sell_view import SellView
from app.views.sell.show_row import ShowRow
from app.views.start.sign_in_view import SignInView
from app.views.tour.tour_choices import best_show, notes_for, side_by_side
from app.views.tour.tour_record import Record
from app.views.tour.tour_rival import Rival
from app.views.tour.tour_stage import Stage, TourStuck

_FIRST_START_SECONDS = 120
_CONFLICTS_MAX = 3
_HOVER_MS = 400

P = TypeVar("P")


class SignInChapter:
    """The way in."""

    def __init__(self, stage: Stage, record: Record, window: Any) -> None:
        self._stage, self._record, self._window = stage, record, window

    def play(self) -> CounterScreen:
        """Sign in as the demo's first clerk, whose name and password the screen shows."""
        stage, hands = self._stage, self._stage.hands
        stage.until(self._is_open, "the sign-in screen", _FIRST_START_SECONDS)
        stage.to_front()
        stage.aside()
        screen: SignInView = self._window.screen
        username, password, _ = self._window.desk.demo_sign_ins[0]
        stage.until(lambda: screen.name.has_focus, "the keyboard to be at the username")
        with self._record.task("sign_in"):
            hands.type(username)
            hands.key("Enter")
            stage.until(lambda: screen.password.has_focus, "the keyboard to be at the password")
            hands.type(password)
            stage.until(lambda: screen.password.value == password, "the password to be typed")
            self._record.picture("sign-in")
            hands.key("Enter")
            stage.until(lambda: isinstance(self._window.screen, CounterScreen), "the counter's screen")
        counter: CounterScreen = self._window.screen
        return counter

    def _is_open(self) -> bool:
        screen = self._window.screen
        if isinstance(screen, SignInView):
            return True
        if self._stage.widgets(Button, screen):  # to try again
            raise TourStuck(self._stage.words(screen))
        return False


class SaleChapters:
    """The sale, from the programme to the next customer."""

    def __init__(self, stage: Stage, record: Record, screen: CounterScreen, rival: Rival) -> None:
        if screen.sell is None:
            raise TourStuck("The person signed in may not sell.")
        self._stage, self._record, self._screen, self._rival = stage, record, screen, rival
        self._sell: SellView = screen.sell
        self._map = screen.sell.map_pane.map

    def play(self, tickets_folder: Path) -> dict[str, object]:
        """All chapters; the ticket is looked for in `tickets_folder`. Returns what was sold. Raises TourStuck."""
        self._open_show()
        seats = self._pick_seats()
        self._conflict(seats[-1])
        self._change_ticket_type(seats[0])
        done = self._pay_cash()
        self._record.ticket(tickets_folder / f"{done.sale.reference}.pdf")
        self._change_theme()
        self._next_customer()
        return {
            "reference": done.sale.reference,
            "seats": list(done.sale.seat_labels),
            "total_minor": done.sale.total_minor,
            "currency": self._screen.session.counter.cinema.currency,
        }

    def _open_show(self) -> None:
        programme = self._sell.programme
        self._stage.until(lambda: programme.rows, "the programme")
        self._record.picture("programme")
        with self._record.task("open_show"):
            row = best_show(programme)
            if row is None:
                row = self._best_show_of_a_later_day()
            self._stage.click(row)
            wanted = row.counts.show
            self._stage.until(
                lambda: self._sell.flow.opened is not None and self._sell.flow.opened.show.id == wanted.id,
                f"the seats of {wanted.movie_title}",
            )

    def _best_show_of_a_later_day(self) -> ShowRow:
        programme = self._sell.programme
        for place in range(1, len(self._days())):
            before = programme.rows
            self._stage.click(self._days()[place])
            self._wait_for_other_rows(before)
            self._stage.settle()
            row = best_show(programme)
            if row is not None:
                return row
        raise TourStuck(
            "No show of this demo has enough free seats. Start the tour with --data and a new folder: that makes a new demo."
        )

    def _wait_for_other_rows(self, before: Sequence[ShowRow]) -> None:
        programme = self._sell.programme
        self._stage.until(lambda: programme.rows and programme.rows != before, "that day's shows")

    def _days(self) -> list[Pressable]:
        """The date strip: what can be pressed above the shows."""
        pressables = self._stage.widgets(Pressable, self._sell.programme)
        return [each for each in pressables if not isinstance(each, ShowRow)]

    def _pick_seats(self) -> Sequence[Seat]:
        """Two by mouse, one by keyboard; the fourth, beside them, is left for the conflict."""
        seats = self._free_side_by_side(4)
        with self._record.task("pick_seats"):
            for count, seat in enumerate(seats[:2], start=1):
                self._stage.hands.click(*self._map.seat_centre(seat.id))
                self._wait_for_basket(count)
            self._stage.hands.key("Right")
            self._stage.until(lambda: self._map.focused_seat == seats[2], "the keyboard to be at the third seat")
            self._stage.hands.key("Space")
            self._wait_for_basket(3)
        self._record.picture("seats")
        return seats

    def _conflict(self, seat: Seat) -> None:
        """The other counter takes a seat in the moment in which this one clicks it."""
        opened = self._sell.flow.opened
        if opened is None:
            raise TourStuck("The show was closed.")
        self._rival.show(opened.show.id)
        with self._record.task("conflict"):
            for _ in range(_CONFLICTS_MAX):
                if self._clicked_too_late(seat):
                    break
                # The map had just asked and knew already: once more, with another seat.
                seat = self._free_side_by_side(1)[0]
            else:
                raise TourStuck(f"{_CONFLICTS_MAX} times the map knew of the other counter's seat before the click.")
        self._stage.aside()
        self._stage.hands.move(*self._map.seat_centre(seat.id))
        self._stage.rest(_HOVER_MS)
        self._record.picture("conflict")
        self._stage.aside()

    def _clicked_too_late(self, seat: Seat) -> bool:
        """Whether the click came before the map showed that the seat was gone, so that the database refused it."""
        place = self._map.seat_centre(seat.id)
        self._stage.hands.move(*place)
        with self._stage.standing_still():
            self._rival.take(seat.id)
            self._stage.hands.click(*place)
        self._stage.until(
            lambda: self._map.look_of(seat.id) is SeatLook.HELD and not self._sell.flow.busy,
            f"the map to show that {seat.label} is held at the other counter",
        )
        return any(seat.label in sentence for sentence in self._screen.shell.toasts.sentences)

    def _change_ticket_type(self, seat: Seat) -> None:
        with self._record.task("change_ticket_type"):
            line = next(line for line in self._sell.checkout.basket_panel.lines if line.line.seat.id == seat.id)
            before = line.line.ticket_type
            self._stage.click(line)
            self._stage.until(lambda: line.line.ticket_type != before, f"another ticket type for {seat.label}")
        self._stage.until(lambda: not self._screen.shell.toasts.sentences, "the message to go")
        self._record.picture("basket")

    def _pay_cash(self) -> SaleDonePanel:
        basket = self._sell.flow.basket
        if basket is None:
            raise TourStuck("The basket is empty when it is to be paid.")
        given = notes_for(basket.booking.total_minor, self._screen.session.counter.cinema.currency)
        with self._record.task("pay_cash"):
            self._stage.hands.key("F8")
            paying = self._panel(PaymentPanel, "the money to be asked for")
            self._stage.until(lambda: paying.field.has_focus, "the keyboard to be at the amount")
            self._stage.hands.type(given)
            self._stage.until(lambda: paying.field.value == given, "the amount to be typed")
            self._record.picture("cash")
            self._stage.hands.key("Enter")
            done = self._panel(SaleDonePanel, "the sale to be done")
        self._stage.until(lambda: f"{done.sale.reference}.pdf" in self._stage.words(done), "the tickets to be made")
        self._record.picture("done")
        return done

    def _change_theme(self) -> None:
        # The header's two buttons without words are the theme's and, right of it, the lock's.
        button = next(each for each in self._stage.widgets(Button, self._screen.shell) if not each.text)
        with self._record.task("change_theme"):
            before = ctk.get_appearance_mode()
            self._stage.click(button)
            self._stage.until(lambda: ctk.get_appearance_mode() != before, "the other theme")
        self._stage.aside()
        self._record.picture("light")
        self._stage.click(button)
        self._stage.until(lambda: ctk.get_appearance_mode() == before, "the theme of the beginning")

    def _next_customer(self) -> None:
        checkout = self._sell.checkout
        with self._record.task("next_customer"):
            button = next(each for each in self._stage.widgets(Button, checkout) if each.text == "Next customer")
            self._stage.click(button)
            self._stage.until(lambda: checkout.panel is checkout.basket_panel, "the next customer's basket")

    def _free_side_by_side(self, count: int) -> Sequence[Seat]:
        opened = self._sell.flow.opened
        seats = opened.seats if opened else ()
        self._stage.settle()
        found = side_by_side(seats, self._is_good, count)
        if not found:
            raise TourStuck(f"There are no {count} free seats side by side on the map.")
        return found

    def _is_good(self, seat: Seat) -> bool:
        """Free, in view, and not kept for somebody in a wheelchair."""
        if self._map.look_of(seat.id) is not SeatLook.FREE or seat.accessible or seat.companion:
            return False
        return self._stage.is_within(self._map.seat_centre(seat.id), self._map)

    def _wait_for_basket(self, count: int) -> None:
        def held() -> bool:
            basket = self._sell.flow.basket
            return not self._sell.flow.busy and basket is not None and len(basket.booking.lines) == count

        self._stage.until(held, f"{count} seats in the basket")

    def _panel(self, kind: type[P], what: str) -> P:
        found: list[P] = []

        def shown() -> bool:
            panel = self._sell.checkout.panel
            if isinstance(panel, kind):
                found.append(panel)
            return bool(found)

        self._stage.until(shown, what)
        return found[0]
