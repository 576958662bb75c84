"""One charge at a provider, from the question to its answer: asked, looked up until it is decided, taken back on wish."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass

from app.controllers.pay.charges import Charge, ChargeState
from app.controllers.pay.charging import Charging
from app.controllers.permissions import Session
from app.controllers.sell.baskets import Basket
from app.models.errors import AttemptUnderWay, ProviderAway
from app.models.records import PaymentMethod
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.views.tasks import Lane, Tasks

POLL_MS = 1000
"""While the customer pays."""
LOOK_AGAIN_MS = 3000
"""While the provider does not answer."""


@dataclass(frozen=True, slots=True)
class ChargeListeners:
    """What the panel is told."""

    say: Callable[[str], object]
    asking: Callable[[], object]
    charge: Callable[[Charge | None], object]
    by_hand: Callable[[PaymentMethod, str], object]
    approved: Callable[[Session, Charge], object]
    failed: Callable[[Session, str], object]
    """Declined for the last time: the seats are free."""
    under_way: Callable[[Session], object]
    """Another charge of this basket is not at its end: it is to be found and followed."""


class ChargeFlow:
    """One charge at a time. Only its answer, or its being taken back, ends it."""

    def __init__(
        self, root: tk.Misc, charging: Charging, tasks: Tasks, basket: Basket, listeners: ChargeListeners
    ) -> None:
        self._root, self._charging, self._tasks, self._basket = root, charging, tasks, basket
        self._tell = listeners
        self._charge: Charge | None = None
        self._wanted = self._listening = True
        self._timer: str | None = None

    def ask(self, session: Session, method: PaymentMethod, amount_minor: int) -> None:
        """Ask the provider for an amount."""
        request_id = new_request_id()
        self._charge, self._wanted = None, True
        self._tell.asking()
        self._tasks.run(
            Lane.SALE,
            lambda: self._charging.charge(
                session, request_id, self._basket, method, amount_minor, lambda: self._wanted
            ),
            lambda charge: self._answered(session, charge),
            lambda error: self._refused(session, error, method),
        )

    def go_on(self, session: Session, charge: Charge) -> None:
        """A charge that was asked for before."""
        self._wanted = True
        self._answered(session, charge)

    def take_back(self, session: Session) -> None:
        """Not wanted any more. If the customer was faster it counts as paid."""
        self._wanted = False
        charge = self._charge
        if charge is not None:
            self._stop_timer()
            self._run(session, lambda: self._charging.take_back(session, charge.attempt_id))

    def pause(self) -> None:
        """The sale is being given up: no more questions until it is known how that ended."""
        self._wanted = False
        self._stop_timer()

    def resume(self, session: Session) -> None:
        """It could not be given up yet: ask again."""
        self._later(session)

    def close(self) -> None:
        """Nobody listens any more; what is under way stays on the list of those that are."""
        self._wanted = self._listening = False
        self._stop_timer()

    def _run(self, session: Session, work: Callable[[], Charge]) -> None:
        self._tasks.run(
            Lane.SALE, work, lambda charge: self._answered(session, charge), lambda _error: self._later(session)
        )

    def _answered(self, session: Session, charge: Charge) -> None:
        if not self._listening:
            return
        before, self._charge = self._charge, charge
        if charge.state in (ChargeState.WAITING, ChargeState.UNKNOWN):
            self._tell.charge(charge)
            if before is None and not self._wanted:
                self.take_back(session)
            else:
                self._later(session)
            return
        self._charge = None
        self._tell.charge(None)
        if charge.state is ChargeState.APPROVED:
            self._tell.approved(session, charge)
        elif charge.given_up:
            self._tell.failed(
                session, f"Declined for the third time. {_ended(charge.sentence)} The seats are free again."
            )
        elif charge.state is ChargeState.DECLINED:
            self._tell.say(f"Declined. {_ended(charge.sentence)} Try again, or take it another way.")
        elif charge.state is ChargeState.CANCELLED:
            self._tell.say("Taken back. Nothing was charged.")

    def _refused(self, session: Session, error: BoxOfficeError, method: PaymentMethod) -> None:
        if not self._listening:
            return
        self._tell.charge(None)
        if isinstance(error, ProviderAway):
            self._tell.by_hand(method, error.sentence)
            return
        self._tell.say(error.sentence)
        if isinstance(error, AttemptUnderWay):
            self._tell.under_way(session)

    def _later(self, session: Session) -> None:
        """Ask again in a moment, also after an outage: the charge is written down and keeps its key."""
        charge = self._charge
        if charge is None or not self._listening:
            return
        delay_ms = POLL_MS if charge.state is ChargeState.WAITING else LOOK_AGAIN_MS
        self._stop_timer()
        self._timer = self._root.after(delay_ms, self._look, session, charge.attempt_id)

    def _look(self, session: Session, attempt_id: int) -> None:
        self._timer = None
        ask = self._charging.poll if self._wanted else self._charging.take_back
        self._run(session, lambda: ask(session, attempt_id))

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._root.after_cancel(self._timer)
            self._timer = None


def _ended(sentence: str) -> str:
    """A provider's reason with one full stop at its end; "" stays "no reason was told"."""
    return f"{(sentence or 'No reason was told').rstrip('. ')}."
