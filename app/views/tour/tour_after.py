"""What comes after a sale, on the guided tour: found, given back, exchanged, and let in.

The sales are the counter's own, made before. A booking is found by its reference; from there the keys are counted.
"""

from __future__ import annotations

from app.views.after.booking_pane import BookingPane
from app.views.after.door_page import DoorPage
from app.views.after.exchange_panel import ExchangePanel
from app.views.after.refund_panel import RefundPanel
from app.views.counter_screen import CounterScreen
from app.views.pay.payment_panel import PaymentPanel
from app.views.sell.sale_done_panel import SaleDonePanel
from app.views.sell.sell_view import SellView
from app.views.tour.tour_pages import open_page
from app.views.tour.tour_record import Record
from app.views.tour.tour_stage import Stage, TourStuck


class AfterChapters:
    """Everything is typed; pages are changed with Ctrl and a number."""

    def __init__(self, stage: Stage, record: Record, screen: CounterScreen) -> None:
        if screen.sell is None:
            raise TourStuck("The person signed in may not sell.")
        self._stage, self._record, self._screen = stage, record, screen
        self._sell: SellView = screen.sell

    def play(self, given_back: str, swapped: str) -> None:
        """With the references of two sales of the counter, of two seats each. Raises TourStuck."""
        self._give_back(self._find(given_back))
        new = self._swap(self._find(swapped))
        self._at_the_door(new)

    def _find(self, reference: str) -> BookingPane:
        stage, find = self._stage, open_page(self._stage, self._screen, "find")
        pane: BookingPane = find.page.pane
        stage.hands.key("F2")
        stage.until(lambda: find.page.search.has_focus, "the keyboard at the search")
        stage.hands.key("ctrl+slash")
        stage.hands.type(reference)
        stage.until(lambda: [line.reference for line in find.page.lines] == [reference], f"{reference} to be found")
        stage.hands.key("Enter")
        stage.until(lambda: pane.sale is not None and pane.sale.reference == reference, f"the life of {reference}")
        stage.settle()
        return pane

    def _give_back(self, pane: BookingPane) -> None:
        """F8, the verb that is not the safe one, Enter."""
        stage, hands = self._stage, self._stage.hands
        self._record.picture("find")
        with self._record.task("refund"):
            hands.key("F8")
            stage.until(lambda: isinstance(pane.panel, RefundPanel) and pane.panel.quote is not None, "what comes back")
            self._record.picture("refund")
            hands.key("Left")
            stage.settle()
            hands.key("Enter")
            stage.until(lambda: pane.panel is None, "the tickets to be given back")
        stage.until(lambda: pane.sale is not None and not pane.sale.live_seats, "the booking as it is now")

    def _swap(self, pane: BookingPane) -> str:
        """F9, Enter, who wants seats, Enter, F8, Enter; the reference of the sale that takes the other one's place."""
        stage, hands, sell = self._stage, self._stage.hands, self._sell
        with self._record.task("swap"):
            hands.key("F9")
            stage.until(lambda: isinstance(pane.panel, ExchangePanel), "the seats to be exchanged")
            hands.key("Enter")
            stage.until(lambda: sell.flow.credit is not None and sell.winfo_ismapped(), "Sell")
            stage.until(lambda: self._shows_the_credits_show() and not sell.flow.busy, "the show")
            stage.settle()
            hands.type("2a")
            stage.until(lambda: sell.command.bar.value == "2a", "the party to be typed")
            hands.key("Enter")
            stage.until(lambda: sell.flow.basket is not None and not sell.flow.busy, "the new seats")
            self._record.picture("exchange")
            hands.key("F8")
            stage.until(lambda: isinstance(sell.checkout.panel, PaymentPanel), "the exchange to be confirmed")
            stage.settle()
            hands.key("Enter")
            stage.until(lambda: isinstance(sell.checkout.panel, SaleDonePanel), "the exchange")
        done = sell.checkout.panel
        if not isinstance(done, SaleDonePanel):
            raise TourStuck("The exchange was gone at once.")
        reference = done.sale.reference
        stage.until(lambda: f"{reference}.pdf" in stage.words(done), "the new tickets")
        hands.key("Enter")
        stage.until(lambda: sell.checkout.panel is sell.checkout.basket_panel, "the next customer's basket")
        return reference

    def _at_the_door(self, reference: str) -> None:
        """The reference, Enter, and the number of a ticket, which goes in or hears that it is too early."""
        stage, hands = self._stage, self._stage.hands
        door: DoorPage = open_page(self._stage, self._screen, "door")
        stage.settle()
        hands.type(reference)
        hands.key("Enter")
        stage.until(lambda: reference in stage.words(door), "the tickets of the booking")
        before = door.verdict.words
        with self._record.task("at_the_door"):
            hands.key("1")
            stage.until(lambda: door.verdict.words != before, "the verdict")
        stage.settle()
        self._record.picture("door")

    def _shows_the_credits_show(self) -> bool:
        opened, credit = self._sell.flow.opened, self._sell.flow.credit
        return opened is not None and credit is not None and opened.show.id == credit.show_id
