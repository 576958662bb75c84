"""Who holds this seat: told on a key, taken over by a manager, and heard of at the counter that had it."""

from __future__ import annotations

from collections.abc import Callable

from app.controllers.desk import Desk
from app.controllers.permissions import Permission
from app.models.records import BookingStatus, Holder, Seat
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.utils.local_time import format_countdown
from app.views.parts.toast import Toasts
from app.views.sell.basket_flow import BasketFlow
from app.views.tasks import Lane, Tasks


class HolderFlow:
    """Asks on the reading lane; a take-over becomes this window's basket."""

    def __init__(self, desk: Desk, flow: BasketFlow, tasks: Tasks, toasts: Toasts) -> None:
        self._desk, self._flow, self._tasks, self._toasts = desk, flow, tasks, toasts

    def tell(self, seat: Seat | None) -> None:
        """Say who has the seat: counter, clerk, what else they hold, for how long."""
        opened = self._flow.opened
        if seat is None or opened is None:
            self._toasts.show("Go to a seat of the map with the arrow keys, then press F3.")
            return
        session, holders = self._flow.session, self._desk.reading.holders
        self._tasks.run(
            Lane.READING,
            lambda: holders.holder_of(session, opened.show, seat),
            lambda holder: self._told(holder, seat),
            replaces="holder",
        )

    def take_over(self, seat: Seat | None) -> None:
        """Make the whole hold this counter's basket. Refused to clerks, and while there is a basket already."""
        opened, session = self._flow.opened, self._flow.session
        if seat is None or opened is None:
            return
        if self._flow.basket is not None or self._flow.busy:
            self._toasts.show("Pay, park or clear your own basket first, then take this one over.", "bad")
            return
        request_id, taking_over = new_request_id(), self._desk.sale.taking_over
        self._flow.take_up(lambda: taking_over.take_over(session, request_id, opened.show, seat))

    def hear(self) -> None:
        """Show what this counter is to be told, once."""
        session, notices = self._flow.session, self._desk.reading.notices
        self._tasks.run(Lane.READING, lambda: notices.unseen(session), self._heard, _next_time, replaces="notices")

    def _heard(self, sentences: tuple[str, ...]) -> None:
        for sentence in sentences:
            self._toasts.show(sentence, "bad", seconds=30)

    def _told(self, holder: Holder | None, seat: Seat) -> None:
        if holder is None:
            self._toasts.show(f"{seat.label} is free.")
            return
        with_it = [label for label in holder.seat_labels if label != seat.label]
        seats = f"{seat.label} (with {', '.join(with_it)})" if with_it else seat.label
        where = f"at {holder.counter_name} by {holder.clerk_name}"
        if holder.status is not BookingStatus.PENDING:
            self._toasts.show(f"{seats} was sold {where}: {holder.reference}.", seconds=10)
            return
        sentence = f"{seats} is held {where}, {format_countdown(holder.seconds_left)} left."
        action: tuple[str, Callable[[], object]] | None = None
        if self._flow.session.may(Permission.TAKE_OVER) and holder.counter_id != self._flow.session.counter.id:
            action = ("Take over  Shift+F3", lambda: self.take_over(seat))
        self._toasts.show(sentence, seconds=10, action=action)


def _next_time(_error: BoxOfficeError) -> None:
    """The window tells of a lost database; notices wait in it until they are shown."""
