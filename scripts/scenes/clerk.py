"""The hands in front of the demo, and the camera: what every scene is given.

A scene presses real keys, so a picture shows the focus ring where a clerk would have it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from app.models.records import Role, Seat
from app.views.counter_screen import CounterScreen
from app.views.parts.field import Field
from app.views.pay.payment_panel import PaymentPanel
from app.views.pay.ways_body import WaysBody
from app.views.seats.seat_palette import SeatLook
from app.views.sell.basket_flow import BasketFlow
from app.views.sell.sale_done_panel import SaleDonePanel
from app.views.sell.sell_view import SellView
from app.views.sell.show_row import ShowRow
from app.views.tour.hands import Hands
from app.views.tour.tour_choices import best_show, side_by_side
from app.views.tour.tour_rival import Rival
from app.views.tour.tour_stage import Stage

P = TypeVar("P")


class Clerk:
    """Somebody signed in to the demo. Every scene begins and ends on Sell, with an empty basket."""

    def __init__(self, stage: Stage, window: Any, rival: Rival, take: Callable[[str], object], home: Path) -> None:
        """`take` makes a picture of that name; `home` is where this machine keeps everything."""
        self.stage, self.window, self.rival, self.take, self.home = stage, window, rival, take, home

    # Where one is

    @property
    def screen(self) -> CounterScreen:
        screen: CounterScreen = self.window.screen
        return screen

    @property
    def sell(self) -> SellView:
        assert self.screen.sell is not None
        return self.screen.sell

    @property
    def flow(self) -> BasketFlow:
        return self.sell.flow

    @property
    def hands(self) -> Hands:
        return self.stage.hands

    def panel(self, kind: type[P]) -> P:
        """What the right column shows, once it is of this kind."""
        self.stage.until(lambda: isinstance(self.sell.checkout.panel, kind), kind.__name__)
        panel = self.sell.checkout.panel
        assert isinstance(panel, kind)
        return panel

    # What a clerk does

    def write(self, field: Field, text: str) -> None:
        """Type into the field that has the keyboard."""
        self.stage.until(lambda: field.has_focus, f"the keyboard to be at {field.label}")
        self.hands.key("ctrl+slash")  # what stands there is typed over
        self.hands.type(text)
        self.stage.until(lambda: field.value == text, f"{text!r} in {field.label}")

    def type_line(self, text: str) -> None:
        """Type what belongs into the line above the page."""
        self.hands.type(text)
        self.stage.until(lambda: self.sell.command.bar.value == text, f"{text!r} in the command line")

    def choose_tomorrow(self) -> None:
        """All of its shows are still to come, at whatever hour the pictures are made."""
        programme = self.sell.programme
        before = programme.rows
        self.stage.click(programme.strip.buttons[1])
        self.stage.until(lambda: programme.rows and programme.rows != before, "tomorrow's shows")
        self.stage.aside()

    def open_show(self, *, largest: bool = False) -> None:
        """A show with many free seats; in the smallest hall, unless the largest is asked for."""
        programme = self.sell.programme
        self.stage.until(lambda: programme.rows, "the programme")
        row = max(programme.rows, key=_seats_here) if largest else best_show(programme)
        wanted = row or max(programme.rows, key=lambda each: each.counts.free_count)
        flow, before = self.flow, self.flow.opened
        self.sell.shown.open(wanted.counts)

        def opened() -> bool:
            now = flow.opened
            return now is not None and now is not before and now.show.id == wanted.counts.show.id

        self.stage.until(opened, "the show")
        self.stage.settle()

    def free_seats(self, count: int) -> list[Seat]:
        """So many side by side, in the middle."""
        opened, looks = self.flow.opened, self.flow.looks()
        seats = opened.seats if opened is not None else ()
        found = side_by_side(
            seats, lambda seat: looks[seat.id] is SeatLook.FREE and not seat.accessible and not seat.companion, count
        )
        if not found:
            raise AssertionError(f"no {count} free seats side by side")
        return list(found)

    def pick(self, count: int = 3) -> list[Seat]:
        """So many seats into the basket."""
        seats = self.free_seats(count)
        self.sell.hands.pick(seats)
        self._until_basket(lambda: self.flow.basket is not None)
        return seats

    def clear(self) -> None:
        """Esc: an empty basket, and no message about it."""
        self.hands.key("Esc")
        self._until_basket(lambda: self.flow.basket is None)
        self.screen.shell.toasts.clear()

    def ask_to_pay(self, key: str = "F8") -> PaymentPanel:
        self.hands.key(key)
        return self.panel(PaymentPanel)

    def choose_way(self, number: str) -> PaymentPanel:
        """F11 and the number of a way in the list."""
        paying = self.ask_to_pay("F11")

        def listed() -> bool:
            return isinstance(paying.body, WaysBody) and paying.body.rows[0].has_focus

        self.stage.until(listed, "the list of ways")
        self.hands.key(number)
        self.stage.until(lambda: not isinstance(paying.body, WaysBody) and paying.field.has_focus, "the way's field")
        return paying

    def sell_for_cash(self) -> SaleDonePanel:
        """From the basket to the change, with more given than is needed and the paper made."""
        paying = self.ask_to_pay()
        self.stage.until(lambda: paying.field.has_focus, "the keyboard to be at the amount")
        self.hands.key("Down")
        self.stage.until(lambda: paying.field.value, "the next note")
        self.hands.key("Enter")
        done = self.panel(SaleDonePanel)
        self.stage.until(lambda: f"{done.sale.reference}.pdf" in self.stage.words(done), "the tickets to be made")
        return done

    def next_customer(self) -> None:
        self.hands.key("Esc")
        checkout = self.sell.checkout
        self.stage.until(lambda: checkout.panel is checkout.basket_panel, "the next customer's basket")
        self.screen.shell.toasts.clear()

    def sign_in_of(self, role: Role) -> tuple[str, str]:
        """Name and password of the demo's first person of that role."""
        return next((name, password) for name, password, has in self.window.desk.demo_sign_ins if has == role)

    def _until_basket(self, holds: Callable[[], bool]) -> None:
        self.stage.until(lambda: holds() and not self.flow.busy, "the basket")
        self.stage.settle()


def _seats_here(row: ShowRow) -> int:
    return row.counts.seat_count if row.counts.elsewhere is None else 0
