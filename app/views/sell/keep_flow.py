"""Keeping seats back from the map, for a manager: one key, a reason, and the same key puts them on sale again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.controllers.permissions import Permission
from app.controllers.sell.keeping import Keeping
from app.controllers.sell.refusals import listed
from app.models.records import Seat
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.views.parts.toast import Toasts
from app.views.seats.seat_palette import SeatLook
from app.views.sell.basket_flow import BasketFlow
from app.views.sell.reason_line import ReasonLine
from app.views.tasks import Lane, Tasks

REASON = "Kept for a guest"
"""What Enter takes when no other reason is typed."""


class KeepFlow:
    """Asks for the reason in `line`, then tells the database; every open map shows it with its next look."""

    def __init__(
        self,
        flow: BasketFlow,
        keeping: Keeping,
        tasks: Tasks,
        toasts: Toasts,
        line: ReasonLine,
        focus_map: Callable[[], object],
    ) -> None:
        self._flow, self._keeping, self._tasks, self._toasts = flow, keeping, tasks, toasts
        self._line, self._focus_map = line, focus_map

    def press(self, seats: Sequence[Seat]) -> None:
        """Keep these seats back; seats that are kept already go on sale again."""
        opened = self._flow.opened
        if opened is None or not seats:
            return
        if not self._flow.session.may(Permission.SELL_KEPT):
            self._toasts.show("Only a manager keeps seats back. Ask one to sign in at this counter.", "bad")
            return
        looks = self._flow.looks()
        kept = [seat for seat in seats if looks.get(seat.id) is SeatLook.KEPT]
        free = [seat for seat in seats if looks.get(seat.id) is SeatLook.FREE]
        if kept and not free:
            self._let_go(kept)
        elif free:
            question = f"Keep {listed([seat.label for seat in free])} back. Why?"
            self._line.ask(question, REASON, lambda reason: self._keep(free, reason), self._focus_map)
        else:
            self._toasts.show("Only a free seat can be kept back. Give it back first, then press Ctrl+B.", "bad")

    def _keep(self, seats: Sequence[Seat], reason: str) -> None:
        opened, session, request_id = self._flow.opened, self._flow.session, new_request_id()
        if opened is None:
            return
        names = listed([seat.label for seat in seats])
        self._tasks.run(
            Lane.SALE,
            lambda: self._keeping.keep(session, request_id, opened, seats, reason),
            lambda _done: self._toasts.show(
                f"{names} kept back ({reason}).", "good", seconds=8, action=("Undo", lambda: self._let_go(seats))
            ),
            self._refused,
        )

    def _let_go(self, seats: Sequence[Seat]) -> None:
        opened, session, request_id = self._flow.opened, self._flow.session, new_request_id()
        if opened is None:
            return
        names = listed([seat.label for seat in seats])
        self._tasks.run(
            Lane.SALE,
            lambda: self._keeping.let_go(session, request_id, opened, seats),
            lambda _done: self._toasts.show(f"{names} on sale again.", "good"),
            self._refused,
        )

    def _refused(self, error: BoxOfficeError) -> None:
        self._toasts.show(error.sentence, "bad", seconds=8)
