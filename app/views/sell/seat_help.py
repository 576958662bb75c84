"""What helps a clerk with seats beyond picking them: the best ones, a warning of lonely ones, seats kept back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.controllers.desk import Desk
from app.controllers.sell.parties import Party
from app.models.errors import NoSeatsTogether
from app.models.records import Seat
from app.utils.errors import BoxOfficeError
from app.views.sell.basket_flow import BasketFlow
from app.views.sell.best_flow import BestFlow
from app.views.sell.keep_flow import KeepFlow
from app.views.sell.lonely_warning import LonelyWarning
from app.views.sell.map_pane import MapPane
from app.views.surroundings import Surroundings


class SeatHelp:
    """`may_begin` asks whether the basket may change now, and begins with the next customer if it may."""

    def __init__(
        self,
        desk: Desk,
        flow: BasketFlow,
        around: Surroundings,
        pane: MapPane,
        may_begin: Callable[[], bool],
        focus_map: Callable[[], object],
    ) -> None:
        self.on_wait: Callable[[], object] = lambda: None
        """Puts somebody on the waiting list of the open show."""
        self._toasts, self._may_begin = around.toasts, may_begin
        self._flow, self._map = flow, pane.map
        self._held: frozenset[int] = frozenset()
        self._best = BestFlow(flow, desk.sale.offering, pane.say_reason, self._refuse)
        self._lonely = LonelyWarning(flow, around.toasts)
        self._keep = KeepFlow(flow, desk.sale.keeping, around.tasks, around.toasts, pane.reason_line, focus_map)

    def offer(self, party: Party) -> None:
        """Hold the best seats for a party, besides what the basket holds."""
        if self._may_begin():
            self._best.offer(party)

    def next_best(self) -> None:
        """Other seats than those offered, as good as can be; in an empty basket the best for two."""
        if self._may_begin():
            self._best.next_best()

    def keep(self, seats: Sequence[Seat]) -> None:
        """Keep these seats back for the show, or put them on sale again."""
        self._keep.press(seats)

    def basket_changed(self) -> None:
        """The basket is another one, or has other seats."""
        self._best.basket_changed()
        self._lonely.look()
        lines = self._flow.basket.booking.lines if self._flow.basket else ()
        self._map.reveal([line.seat for line in lines if line.seat.id not in self._held])
        self._held = frozenset(line.seat.id for line in lines)

    def _refuse(self, error: BoxOfficeError) -> None:
        too_full = isinstance(error, NoSeatsTogether) and error.too_few
        action = ("Waiting list", self.on_wait) if too_full else None
        self._toasts.show(error.sentence, "bad", seconds=8, action=action)
