"""Who holds a seat, and a manager's right to take the whole hold over: audited, and told to the counter that had it."""

from __future__ import annotations

from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.baskets import Basket, read_basket
from app.models import audit_log
from app.models.database import Database, Request
from app.models.errors import HoldExpired, SeatNotForSale
from app.models.records import BookingStatus, Holder, Seat, Show
from app.models.sell import bookings, holders, notices
from app.models.statements import Unit


class TakingOver:
    """Holds that change hands, for one lane."""

    def __init__(self, database: Database, hold_seconds: int) -> None:
        self._database = database
        self._hold_seconds = hold_seconds

    @needs(Permission.SELL)
    def holder_of(self, session: Session, show: Show, seat: Seat) -> Holder | None:
        """Who has the seat now: counter, clerk, what else they hold and for how long; None when it is free."""
        return holders.of_seat(self._database, show.id, seat.id)

    @needs(Permission.TAKE_OVER)
    def take_over(self, session: Session, request_id: str, show: Show, seat: Seat) -> Basket:
        """Make the hold that has `seat` a basket of this counter, with all its seats and prices.

        Raises HoldExpired when the seat is not held any more, SeatNotForSale when it is sold, is this counter's own, or
        money is being asked for it at a provider.
        """
        holder = holders.of_seat(self._database, show.id, seat.id)
        if holder is None:
            raise HoldExpired(f"{seat.label} is not held any more: pick it.")
        if holder.status is not BookingStatus.PENDING:
            raise SeatNotForSale(f"{seat.label} was sold at {holder.counter_name}. Choose another seat.")
        request = Request(request_id, "TAKE_OVER", (holder.booking_id, session.counter.id))

        def work(unit: Unit) -> None:
            locked = bookings.lock(unit, holder.booking_id)
            if locked is None or locked.status is not BookingStatus.PENDING or locked.counter_id != holder.counter_id:
                raise HoldExpired(f"{seat.label} has just changed hands. Look at the map and try again.")
            if locked.counter_id == session.counter.id:
                raise SeatNotForSale(f"{seat.label} is held at this counter already.")
            if holders.attempts_under_way(unit, holder.booking_id):
                raise SeatNotForSale(
                    f"{holder.counter_name} is being paid for these seats just now. Wait for the answer."
                )
            if not holders.move(unit, holder.booking_id, session.counter.id, session.staff.id, self._hold_seconds):
                raise HoldExpired(f"The hold on {seat.label} has just run out: pick it.")
            seats = ", ".join(holder.seat_labels)
            sentence = f"{session.staff.full_name} took {seats} of {show.movie_title} over at {session.counter.name}."
            notices.write(unit, holder.counter_id, "TAKEN_OVER", sentence)
            detail = {"seats": holder.seat_labels, "from": holder.counter_name, "clerk": holder.clerk_name}
            audit_log.append(unit, session.counter.id, session.staff.id, "TAKE_OVER", holder.reference, detail)

        self._database.once(request, holder.reference, work)
        return read_basket(self._database, holder.reference, show)


class Notices:
    """What this counter is to be told, read beside the sale."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.SEE_PROGRAMME)
    def unseen(self, session: Session) -> tuple[str, ...]:
        """Sentences no window of this counter has shown yet; asking for them marks them as shown."""
        found = notices.unseen(self._database, session.counter.id)
        if found:
            self._database.transaction(lambda unit: notices.mark_seen(unit, session.counter.id, found[-1][0]))
        return tuple(sentence for _, sentence in found)
