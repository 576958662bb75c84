"""The waiting lists: who wants seats of a show that is full is written down, offered what comes free, or goes again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.controllers.after.offers import Offered, offer_next, seats_came_free
from app.controllers.after.waiting_line import OFFER_SECONDS_MIN, offered_until, to_offer
from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.customers import Customer
from app.controllers.sell.expiry import expire
from app.models import audit_log
from app.models.after import waiting
from app.models.after.waiting import InLine, ShowWaitedFor, Waiting, WaitingState
from app.models.database import Database, Request
from app.models.errors import (
    AttemptUnderWay,
    HoldTakenOver,
    NoSeatsTogether,
    NotFound,
    SeatsAreFree,
    ShowNotOnSale,
    TooManySeats,
)
from app.models.plan import promises, rehousing
from app.models.records import BookingStatus, Show, ShowStatus, TicketType
from app.models.sell import booking_seats, bookings, customers, holders, open_baskets
from app.models.statements import Unit
from app.utils.errors import InvalidInput

__all__ = ["Offered", "Waiting", "WaitingList", "WaitingRules", "WaitingState"]


@dataclass(frozen=True, slots=True)
class WaitingRules:
    """`minutes_before` the show no offer stands any more, as a booking by phone; `seats_most` for one party."""

    minutes_before: int = 30
    seats_most: int = 20


class WaitingList:
    """The lines of a cinema's shows, for one lane."""

    def __init__(self, database: Database, rules: WaitingRules) -> None:
        self._database = database
        self._rules = rules

    @needs(Permission.WAITING_LIST)
    def of_cinema(self, session: Session) -> tuple[Waiting, ...]:
        """Everybody in a line for a show of this cinema that has not begun, those who were served or have gone too."""
        return tuple(waiting.of_cinema(self._database, session.counter.cinema.id))

    @needs(Permission.WAITING_LIST)
    def join(
        self, session: Session, request_id: str, show: Show, customer: Customer, seats_wanted: int, kind: TicketType
    ) -> Waiting:
        """Write a customer down at the end of a show's line; they are told at this counter.

        Raises SeatsAreFree while enough seats are free, ShowNotOnSale for a show that is over or too near to keep seats for,
        InvalidInput for a customer who cannot be told or waits already, TooManySeats, NotFound.
        """
        self._require_size(session, seats_wanted)
        expire(self._database, promises.run_out(self._database, show.id))
        ids: list[int] = []

        def work(unit: Unit) -> None:
            self._require_full(unit, waiting.lock_show(unit, show.id), show, seats_wanted)
            locked = customers.lock(unit, customer.id)
            if locked is None:
                raise NotFound("This customer was taken out of the books just now. Write them down again.")
            if not (locked.phone or locked.email):
                raise InvalidInput("Who waits has to be told: a phone number or an e-mail address is needed.")
            if waiting.is_in_line(unit, show.id, customer.id):
                raise InvalidInput(f"{locked.called} is on the waiting list of {show.movie_title} already.")
            counter_id, clerk_id = session.counter.id, session.staff.id
            ids[:] = [waiting.add(unit, show.id, customer.id, seats_wanted, kind.id, counter_id, clerk_id)]
            detail = {"customer": customer.id, "seats": seats_wanted, "film": show.movie_title}
            audit_log.append(unit, counter_id, clerk_id, "WAITING_ADDED", f"show {show.id}", detail)

        request = Request(request_id, "WAIT", (show.id, customer.id, seats_wanted, kind.id))
        _, repeated = self._database.once(request, "", work)
        if repeated:
            mine = (each for each in waiting.of_customer(self._database, customer.id) if each.show_id == show.id)
            return next(mine)
        return self._one(ids[0])

    @needs(Permission.WAITING_LIST)
    def withdraw(self, session: Session, request_id: str, waiting_id: int) -> None:
        """Take somebody out of a line; seats that were kept for them are free again, and the next in line is asked.

        Raises NotFound, HoldTakenOver while a window has the offered seats as its basket, AttemptUnderWay while they are paid.
        """
        entry = self._of_this_cinema(session, waiting_id)

        def work(unit: Unit) -> None:
            booking_id = waiting.booking_of(unit, waiting_id)
            if booking_id is not None:
                _give_up(unit, booking_id)
            if not waiting.end(unit, waiting_id, booking_id, WaitingState.WITHDRAWN):
                raise NotFound("They are on no waiting list any more. Look at the list again.")
            counter_id, clerk_id = session.counter.id, session.staff.id
            detail = {"film": entry.movie_title, "customer": entry.customer_id}
            audit_log.append(unit, counter_id, clerk_id, "WAITING_WITHDRAWN", f"show {entry.show_id}", detail)

        self._database.once(Request(request_id, "WAIT_NO_MORE", (waiting_id,)), "", work)
        if entry.state is WaitingState.OFFERED:
            seats_came_free(self._database, self._rules.minutes_before, entry.show_id)

    @needs(Permission.OFFER_OUT_OF_TURN)
    def offer_now(self, session: Session, waiting_id: int) -> Offered:
        """Keep free seats for this one, whoever is before them. Done twice it finds them served.

        Raises NotFound when they wait no more, NoSeatsTogether when too few seats are free, ShowNotOnSale.
        """
        entry = self._of_this_cinema(session, waiting_id)

        def this_one(line: Sequence[InLine], free_count: int) -> InLine | None:
            found = next((each for each in line if each.id == waiting_id), None)
            if found is None:
                raise NotFound("They do not wait any more: look at what has become of them in the list.")
            if found.seats_wanted > free_count:
                raise NoSeatsTogether(
                    f"{_free(free_count)}, and {found.seats_wanted} are wanted. They keep their place in the line."
                )
            return found

        asker = (session.counter.id, session.staff.id)
        offered = offer_next(self._database, entry.show_id, self._rules.minutes_before, this_one, asker)
        if offered is None:
            raise self._too_near(entry.movie_title)
        return offered

    def _require_size(self, session: Session, seats_wanted: int) -> None:
        if seats_wanted < 1:
            raise InvalidInput("Type how many seats are wanted, for example 2.")
        if seats_wanted > self._rules.seats_most and not session.may(Permission.SELL_MANY):
            raise TooManySeats(
                f"One party waits for at most {self._rules.seats_most} seats. Write them down as two, or ask a manager."
            )

    def _require_full(self, unit: Unit, stored: ShowWaitedFor | None, show: Show, seats_wanted: int) -> None:
        if stored is None or stored.status is not ShowStatus.UPCOMING or stored.starts_at <= stored.now:
            raise ShowNotOnSale(f"{show.movie_title} has begun, is over, or was cancelled: nobody can wait for it.")
        if offered_until(stored.now, stored.starts_at, stored.offer_minutes, self._rules.minutes_before) is None:
            raise self._too_near(show.movie_title)
        free = len(to_offer(rehousing.free_seats(unit, stored.hall_id, (show.id,)).get(show.id, ())))
        if free >= seats_wanted:
            raise SeatsAreFree(f"{_free(free)} in {show.movie_title}. Sell them instead.", free)

    def _too_near(self, movie_title: str) -> ShowNotOnSale:
        minutes = self._rules.minutes_before + OFFER_SECONDS_MIN // 60
        return ShowNotOnSale(
            f"In the last {minutes} minutes before a show no seats of it are kept for anybody. What comes free in "
            f"{movie_title} is sold at the counter."
        )

    def _of_this_cinema(self, session: Session, waiting_id: int) -> Waiting:
        entry = next((each for each in self._here(session) if each.id == waiting_id), None)
        if entry is None:
            raise NotFound("They are on no waiting list of this cinema any more. Look at the list again.")
        return entry

    def _here(self, session: Session) -> list[Waiting]:
        return waiting.of_cinema(self._database, session.counter.cinema.id)

    def _one(self, waiting_id: int) -> Waiting:
        found = waiting.one(self._database, waiting_id)
        if found is None:
            raise NotFound("They are on no waiting list any more. Look at the list again.")
        return found


def _give_up(unit: Unit, booking_id: int) -> None:
    """Free what was kept for somebody who goes; it does not count against them."""
    locked = bookings.lock(unit, booking_id)
    if locked is None or locked.status is not BookingStatus.PENDING:
        raise NotFound("Their offer is over or was paid for meanwhile. Look at the list again.")
    if open_baskets.where_it_is(unit, booking_id).parked_at is None:
        raise HoldTakenOver("A counter has their seats in its basket just now. Ask there.")
    if holders.attempts_under_way(unit, booking_id):
        raise AttemptUnderWay("Money is being asked for their seats just now. Wait for the answer.")
    booking_seats.release_all(unit, booking_id)
    bookings.set_status(unit, booking_id, BookingStatus.CANCELLED)


def _free(count: int) -> str:
    return "There is 1 seat free" if count == 1 else f"There are {count} seats free"
