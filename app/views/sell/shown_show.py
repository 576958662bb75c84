"""The show on the page: opened, painted as its seats change, planned anew, and the keyboard among its seats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.controllers.desk import Desk
from app.controllers.sell.seat_plans import OpenShow
from app.models.records import ShowCounts
from app.views.sell.seat_words import middle_seat
from app.views.sell.show_flow import ShowFlow
from app.views.surroundings import Surroundings

if TYPE_CHECKING:
    from app.views.sell.sell_view import SellView


class ShownShow:
    """What Sell does about its open show; `flow` reads and watches it, and opens others for whoever knows which."""

    def __init__(self, sell: SellView, desk: Desk, around: Surroundings) -> None:
        self._sell, self._around = sell, around
        self.flow = ShowFlow(sell, sell.flow, desk.reading.seat_plans, around.tasks, self._opened, self._replanned)

    def open(self, counts: ShowCounts) -> bool:
        """Open a show's map; a basket of another show has to be paid or cleared first: then it is False, and said."""
        sell, basket = self._sell, self._sell.flow.basket
        if counts.elsewhere is not None:
            self._around.toasts.show(f"This show is sold at {counts.place}, and not at this counter.", "bad")
            return False
        if basket is not None and basket.show.id != counts.show.id:
            sentence = f"The basket holds seats of {basket.show.movie_title}. Pay or clear it, then change the show."
            self._around.toasts.show(sentence, "bad")
            return False
        sell.found.close()
        sell.checkout.next_customer()
        self.flow.open(counts.show.id)
        return True

    def seats_changed(self) -> None:
        """Other seats of it are free, held or sold than a moment ago."""
        sell = self._sell
        if sell.flow.opened is not None:
            sell.map_pane.map.repaint(sell.flow.looks())
            sell.map_pane.count_free(sell.flow.looks())
            sell.command.refresh()

    def focus_map(self) -> None:
        """The keyboard goes back to the seat it was at, or to a good one to start from."""
        sell = self._sell
        opened = sell.flow.opened
        if opened is None:
            return
        focused = sell.map_pane.map.focused_seat
        if focused is None or focused not in opened.seats:
            focused = middle_seat(opened.seats)
        sell.map_pane.map.focus_seat(focused.id)

    def focus_seats(self) -> None:
        """The keyboard goes to the seats, or where a show is chosen while none is open."""
        if self._sell.flow.opened is None:
            self._sell.programme.focus_first()
        else:
            self.focus_map()

    def focus_programme(self, found: Sequence[ShowCounts]) -> None:
        """The programme is there: the keyboard begins in it, unless somebody has begun elsewhere."""
        sell = self._sell
        busy = sell.command.is_typing or sell.checkout.cover.panel is not None
        if found and sell.flow.opened is None and not busy:
            sell.programme.focus_first()

    def _opened(self, opened: OpenShow) -> None:
        sell = self._sell
        sell.map_pane.hang_poster(sell.posters, opened.show.id)
        sell.programme.choose(opened.show.id)
        sell.map_pane.show(opened)
        self._show_hall(opened)
        sell.update_idletasks()
        if not sell.command.is_typing:
            self.focus_map()
        sell.command.opened()

    def _show_hall(self, opened: OpenShow) -> None:
        self._around.customers.show_hall(opened.seats)
        self._sell.map_pane.fill(opened, self._sell.flow.looks())
        self._sell.exchange.outline()

    def _replanned(self, before: OpenShow, after: OpenShow) -> None:
        """A manager has changed prices, or the hall, while the map is open."""
        pane, toasts = self._sell.map_pane, self._around.toasts
        if after.seats != before.seats:
            self._show_hall(after)
            toasts.show("This hall was just changed. The map shows it as it is now.")
        legend = pane.legend(after)
        if legend != pane.legend(before):
            pane.map.tell_prices(legend)
            toasts.show("The prices of this show have changed. Seats that are held keep theirs.")
        self._sell.command.refresh()
