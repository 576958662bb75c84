"""Putting a basket aside, and taking up what waits: parked baskets of this counter, and bookings by phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.controllers.desk import Desk
from app.controllers.sell.open_baskets import OpenBasket
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.views.parts.bury import bury
from app.views.sell.basket_flow import BasketFlow
from app.views.sell.checkout import Checkout
from app.views.sell.open_baskets_sheet import OpenBasketsSheet, SheetActions
from app.views.sell.park_panel import ParkPanel
from app.views.sell.show_flow import ShowFlow
from app.views.surroundings import Surroundings
from app.views.tasks import Lane

_GONE_SECONDS = 5.0
"""A basket that had less left when it was last seen, and is gone, has run out."""


class OpenBasketsFlow:
    """The panel for parking, and the sheet of what waits, over the page `master`."""

    def __init__(
        self,
        master: Any,
        desk: Desk,
        flow: BasketFlow,
        around: Surroundings,
        checkout: Checkout,
        show_flow: ShowFlow,
        on_closed: Callable[[], object],
    ) -> None:
        self._master, self._desk, self._flow, self._checkout = master, desk, flow, checkout
        self._show_flow, self._on_closed = show_flow, on_closed
        self._tasks, self._toasts = around.tasks, around.toasts
        self.sheet: OpenBasketsSheet | None = None
        self.panel: ParkPanel | None = None
        self.parked: tuple[OpenBasket, ...] = ()
        """Those of this counter, as last read."""
        self._typed = ""
        self._park_request = ("", "")

    # Parking

    def park(self) -> None:
        """F6: asks for a note; pressed again, or Enter, parks. A booking by phone needs none: it waits again."""
        basket = self._flow.basket
        if self.panel is not None:
            self.panel.park()
        elif basket is None:
            self._toasts.show("There is no basket to park. Pick seats first, or press F7 for what waits.")
        elif self._checkout.about_to_take_money:
            self._toasts.show("Money is being taken for this basket. Press Esc first, then park it.", "bad")
        elif basket.booking.by_phone:
            self._put_aside("")
        else:
            self.panel = ParkPanel(self._checkout, self._put_aside, self.close)
            self.panel.place(relx=0, rely=0, relwidth=1, relheight=1)
            self.panel.lift()
            self.panel.note.focus_set()

    def _put_aside(self, note: str) -> None:
        basket = self._flow.basket
        if basket is None or self._flow.busy:
            return
        session, shelf = self._flow.session, self._desk.sale.open_baskets
        asked = f"{basket.booking.reference} {note}"
        if self._park_request[0] != asked:
            self._park_request = (asked, new_request_id())
        request_id, seats = self._park_request[1], ", ".join(line.seat.label for line in basket.booking.lines)

        def parked() -> None:
            what = f"{basket.booking.reference} waits again" if basket.booking.by_phone else f"{seats} parked"
            self._toasts.show(f"{what}. F7 takes it up.", "good")
            self.close()
            self.refresh()

        self._flow.set_aside(lambda basket: shelf.park(session, request_id, basket, note), parked)

    # What waits

    def open_or_close(self) -> None:
        """F7: what waits, over the right of the page."""
        if self.sheet is not None:
            self.close()
            return
        self._away()
        self._typed = ""
        actions = SheetActions(self._search, self._take_up_of_sheet, self._cancel, self.close)
        self.sheet = OpenBasketsSheet(self._master, self._flow.session.counter.cinema, actions)
        self.sheet.place(relx=1.0, rely=0, relheight=1, anchor="ne")
        self.sheet.lift()
        self.sheet.field.focus_set()
        self._read()

    def close(self) -> bool:
        """Away with the sheet or the panel; False when neither was open."""
        if not self._away():
            return False
        self._on_closed()
        return True

    def _away(self) -> bool:
        sheet, self.sheet, panel, self.panel = self.sheet, None, self.panel, None
        for part in (sheet, panel):
            if part is not None:
                bury(part)
        return sheet is not None or panel is not None

    def tick(self) -> None:
        if self.sheet is not None:
            self.sheet.tick()

    def refresh(self) -> None:
        """Count what is parked, tell what of it has run out, and read the sheet again."""
        session, shelf = self._flow.session, self._desk.reading.open_baskets
        self._tasks.run(Lane.READING, lambda: shelf.of_counter(session), self._counted, _next_time, replaces="parked")
        if self.sheet is not None:
            self._read()

    def basket_changed(self) -> None:
        """A basket that is gone cannot be parked any more."""
        if self.panel is not None and self._flow.basket is None:
            self.close()

    def _counted(self, baskets: tuple[OpenBasket, ...]) -> None:
        live = {basket.reference for basket in baskets}
        for basket in self.parked:
            if basket.reference not in live and basket.seconds_left < _GONE_SECONDS:
                seats = ", ".join(basket.seat_labels)
                note = f" ({basket.note})" if basket.note else ""
                sentence = f"The hold of the parked basket {seats}{note} has run out; its seats are free again."
                self._toasts.show(sentence, "bad", seconds=30)
        self.parked = tuple(basket for basket in baskets if basket.parked and not basket.by_phone)
        self._checkout.basket_panel.who.show_parked(len(self.parked))

    def _search(self, typed: str) -> None:
        self._typed = typed
        self._read()

    def _read(self) -> None:
        session, shelf, typed = self._flow.session, self._desk.reading.open_baskets, self._typed

        def found(baskets: tuple[OpenBasket, ...]) -> None:
            if self.sheet is not None:
                self.sheet.show(baskets, typed)

        self._tasks.run(Lane.READING, lambda: shelf.waiting(session, typed), found, _next_time, replaces="waiting")

    def _take_up_of_sheet(self, basket: OpenBasket) -> None:
        self.take_up(basket.reference, basket.show_id)

    def take_up(self, reference: str, show_id: int) -> None:
        """What waits becomes this window's basket, if it has none; its show is opened first."""
        if self._flow.basket is not None or self._flow.busy:
            self._toasts.show("Pay, park (F6) or clear your own basket first, then take this one up.", "bad")
            return
        session, shelf, request_id = self._flow.session, self._desk.sale.open_baskets, new_request_id()

        def take_up() -> None:
            self._flow.take_up(lambda: shelf.take_up(session, request_id, reference))

        self._away()
        self._checkout.next_customer()
        self._checkout.basket_panel.say_last("")
        if self._flow.opened is not None and self._flow.opened.show.id == show_id:
            take_up()
            self._on_closed()
        else:
            self._show_flow.open(show_id, take_up)

    def _cancel(self, basket: OpenBasket) -> None:
        """A booking by phone that is given up counts against its customer: so it is asked for twice."""
        if self.sheet is None or not basket.by_phone:
            return
        if self.sheet.asked != basket.reference:
            self.sheet.ask_again(basket)
            return
        session, phone_bookings, request_id = self._flow.session, self._desk.sale.phone_bookings, new_request_id()

        def cancelled(_nothing: object) -> None:
            seats = ", ".join(basket.seat_labels)
            self._toasts.show(f"{basket.reference} is cancelled; {seats} are free again.", "good")
            self.refresh()

        self._tasks.run(
            Lane.SALE, lambda: phone_bookings.cancel(session, request_id, basket.reference), cancelled, self._refused
        )

    def _refused(self, error: BoxOfficeError) -> None:
        self._toasts.show(error.sentence, "bad", seconds=8)
        self.refresh()


def _next_time(_error: BoxOfficeError) -> None:
    """The window tells of a lost database; the list stays as it was and is read again."""
