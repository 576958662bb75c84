"""The open show: read once, then watched through its digest, one question at a time."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from app.controllers.sell.seat_plans import Changes, OpenShow, SeatPlans
from app.utils.errors import BoxOfficeError
from app.views.sell.basket_flow import BasketFlow
from app.views.tasks import Lane, Tasks

WATCH_MS = 200
"""With the answer's own time this keeps another counter's change under the 600 ms that are promised."""
AWAY_MS = 1000


class ShowFlow:
    """Opens shows on the reading lane; only the newest asked for counts."""

    def __init__(
        self,
        root: tk.Misc,
        flow: BasketFlow,
        seat_plans: SeatPlans,
        tasks: Tasks,
        on_opened: Callable[[OpenShow], object],
        on_replanned: Callable[[OpenShow, OpenShow], object],
    ) -> None:
        """`on_replanned` gets the open show as it was and as it is, when its prices or its hall may be others."""
        self._root, self._flow, self._seat_plans, self._tasks = root, flow, seat_plans, tasks
        self._on_opened, self._on_replanned = on_opened, on_replanned
        self._digest = ""
        self._timer: str | None = None

    def open(self, show_id: int, then: Callable[[], object] | None = None) -> None:
        """Open a show; `then`, once it is there. When it cannot be, or another one is asked for meanwhile, it is not called."""
        session = self._flow.session

        def opened(show: OpenShow) -> None:
            self._opened(show)
            if then is not None:
                then()

        self._tasks.run(
            Lane.READING,
            lambda: self._seat_plans.open_show(session, show_id),
            opened,
            replaces="open show",
        )

    def close(self) -> None:
        """Watch no more."""
        if self._timer is not None:
            self._root.after_cancel(self._timer)
            self._timer = None

    def _opened(self, opened: OpenShow) -> None:
        self._flow.open(opened)
        self._digest = opened.digest
        self._on_opened(opened)
        self.close()
        self._watch()

    def _watch(self) -> None:
        self._timer = None
        opened = self._flow.opened
        if opened is None:
            return
        session, show_id, digest = self._flow.session, opened.show.id, self._digest
        self._tasks.run(
            Lane.READING,
            lambda: self._seat_plans.watch(session, show_id, digest),
            self._watched,
            self._not_answered,
            replaces="watch",
        )

    def _watched(self, changes: Changes | None) -> None:
        if changes is not None:
            self._digest = changes.digest
            before = self._flow.opened
            if before is not None and (changes.prices is not None or changes.seats is not None):
                after = self._flow.plan_anew(changes.prices or before.prices, changes.seats or before.seats)
                self._on_replanned(before, after)
            self._flow.claims_changed(changes.claims, changes.kept)
        self._again_in(WATCH_MS)

    def _not_answered(self, _error: BoxOfficeError) -> None:
        """The window tells of a lost database; the map stays as it was and asks again."""
        self._again_in(AWAY_MS)

    def _again_in(self, delay_ms: int) -> None:
        self.close()
        self._timer = self._root.after(delay_ms, self._watch)
