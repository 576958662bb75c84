"""What happens between the clerk's hand and the basket: one change of the basket at a time, painted at once.

Clicks come faster than answers. Each change is queued, shown as if it were done, and sent when the one before has been
answered, so that two quick clicks never start two bookings. A refused change is taken back. No widget is known here.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.controllers.pay.credit import Credit
from app.controllers.permissions import Session
from app.controllers.sell.baskets import Basket, Pick
from app.controllers.sell.holding import Holding
from app.controllers.sell.pricing import ShowPrices
from app.controllers.sell.seat_plans import OpenShow
from app.models.errors import AlreadyPaid, DatabaseBusy, HoldExpired, OutcomeUnknown
from app.models.records import Claim, ClaimState, KeptSeat, Seat
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.views.seats.seat_palette import SeatLook
from app.views.sell.basket_changes import Change, Renewal, Work, painted
from app.views.sell.known_claims import KnownClaims
from app.views.tasks import Lane, Tasks


@dataclass(slots=True)
class Listeners:
    """Who is told: the basket has changed, seats look different, a change was refused."""

    basket_changed: Callable[[], object]
    seats_changed: Callable[[], object]
    refused: Callable[[BoxOfficeError], object]
    later: Callable[[Callable[[], object]], object]
    """Calls back in a moment: when an answer was lost it is asked for again."""
    busy: Callable[[int, Callable[[], object]], object]
    """Calls back after so many seconds: the database is busy, and what was asked for is asked again."""


class BasketFlow:
    """The open show and the basket of one window."""

    def __init__(self, session: Session, holding: Holding, tasks: Tasks, listeners: Listeners) -> None:
        self.session = session
        self._holding = holding
        self._tasks = tasks
        self._tell = listeners
        self.opened: OpenShow | None = None
        self.basket: Basket | None = None
        self.credit: Credit | None = None  # what tickets given in exchange pay of whatever is picked, until it is sold
        self._renewal: Renewal = holding.renew_to_pay
        self._known = KnownClaims()
        self._received_at = 0.0
        self._waiting: deque[Change] = deque()
        self._under_way: Change | None = None
        self._when_idle: Callable[[], object] | None = None

    # The show

    def open(self, opened: OpenShow) -> None:
        """Another show: its claims replace the ones known; the basket must be empty or of this show."""
        self.opened = opened
        self._known.poll(opened.claims, opened.kept)

    def plan_anew(self, prices: ShowPrices, seats: tuple[Seat, ...]) -> OpenShow:
        """Seats picked from now on are these and cost this; what the basket holds keeps its price. A show must be open."""
        assert self.opened is not None, "no show is open"
        self.opened = replace(self.opened, prices=prices, seats=seats)
        return self.opened

    def claims_changed(self, claims: tuple[Claim, ...], kept: tuple[KeptSeat, ...] = ()) -> None:
        self._known.poll(claims, kept)
        mine = self.basket.booking.id if self.basket is not None else None
        if any(claim.booking_id == mine and claim.counter_name != self.session.counter.name for claim in claims):
            self.basket = None  # a manager took it over: that counter's seats now, and shown so
            self._tell.basket_changed()
        self._tell.seats_changed()

    def looks(self) -> dict[int, SeatLook]:
        """How every seat looks now: the claims as polled, this basket over them, and what is under way on top."""
        if self.opened is None:
            return {}
        looks = self._known.looks(self.opened, self.basket)
        for change in self._unanswered:
            looks.update(change.looks)
        return looks

    def exchange(self, credit: Credit | None, renewal: Renewal | None = None) -> None:
        """What is picked is paid with these tickets first, its hold being renewed by `renewal`; None: with money alone."""
        self.credit, self._renewal = credit, renewal or self._holding.renew_to_pay
        self.basket = self._paid_with_credit(self.basket)
        self._tell.basket_changed()

    def _paid_with_credit(self, basket: Basket | None) -> Basket | None:
        return replace(basket, credit=self.credit) if basket is not None else None

    def claim_of(self, seat_id: int) -> Claim | None:
        """A seat's claim, with the time that is left of it now."""
        return self._known.claim_of(seat_id)

    def kept_of(self, seat_id: int) -> KeptSeat | None:
        """Why only a manager sells this seat; None for an ordinary one."""
        return self._known.kept_of(seat_id)

    @property
    def seconds_left(self) -> float:
        """Of the hold, counted from the server's answer; a terminal's own clock decides nothing."""
        if self.basket is None:
            return 0.0
        return self.basket.seconds_left - (time.monotonic() - self._received_at)

    @property
    def busy(self) -> bool:
        """Whether a change is under way or waiting."""
        return self._under_way is not None or bool(self._waiting)

    @property
    def about_to_pay(self) -> bool:
        """Whether Pay was pressed and its renewal is under way: the total that will be told must not change any more."""
        return any(change.then is not None for change in self._unanswered)

    @property
    def _unanswered(self) -> tuple[Change, ...]:
        return (*([self._under_way] if self._under_way else ()), *self._waiting)

    # What the clerk does

    def pick(self, picks: Sequence[Pick]) -> None:
        """Hold these seats, all of them or none."""
        opened, request_id = self.opened, new_request_id()
        if opened is None or not picks:
            return

        def work(basket: Basket | None) -> Basket | None:
            return self._holding.hold(self.session, request_id, opened, basket, picks)

        self._enqueue(Change(work, painted((pick.seat for pick in picks), SeatLook.YOURS)))

    def release(self, seats: Sequence[Seat]) -> None:
        opened, request_id = self.opened, new_request_id()
        if opened is None:
            return

        def work(basket: Basket | None) -> Basket | None:
            return self._holding.release(self.session, request_id, opened, basket, seats) if basket else None

        self._enqueue(Change(work, painted(seats, SeatLook.FREE)))

    def next_ticket_type(self, seat: Seat) -> None:
        """The seat's next ticket type in the price list's order, counted from what it is when the database is asked."""
        opened, request_id = self.opened, new_request_id()
        if opened is None:
            return
        types = opened.prices.book.ticket_types

        def work(basket: Basket | None) -> Basket | None:
            line = next((line for line in basket.booking.lines if line.seat.id == seat.id), None) if basket else None
            if basket is None or line is None:
                return basket
            codes = [each.code for each in types]
            known = line.ticket_type.code in codes  # else it is sold no more, and the first follows
            following = types[(codes.index(line.ticket_type.code) + 1) % len(types) if known else 0]
            return self._holding.change_ticket_type(self.session, request_id, opened, basket, seat, following)

        self._enqueue(Change(work))

    def clear(self) -> None:
        request_id = new_request_id()

        def work(basket: Basket | None) -> Basket | None:
            if basket is not None:
                self._holding.clear(self.session, request_id, basket)
            return None

        lines = self.basket.booking.lines if self.basket else ()
        self._enqueue(Change(work, painted((line.seat for line in lines), SeatLook.FREE)))

    def change(self, work: Work, looks: Mapping[int, SeatLook], answered: Callable[[], object]) -> None:
        """Any other change: painted so until its answer; `answered` when it was done."""
        self._enqueue(Change(work, looks, answered=answered))

    def take_up(self, work: Callable[[], Basket]) -> None:
        """A hold made elsewhere becomes this window's basket, if it has none: taken over, parked or left unfinished."""
        self._enqueue(Change(lambda basket: basket if basket is not None else work()))

    def set_aside(self, work: Callable[[Basket], object], answered: Callable[[], object]) -> None:
        """The basket leaves this window, with its credit, and stays held: parked, or booked by phone. Then `answered`."""

        def change(basket: Basket | None) -> None:
            if basket is not None:
                work(basket)

        def put_aside() -> None:
            self.exchange(None)
            answered()

        lines = self.basket.booking.lines if self.basket else ()
        looks = painted((line.seat for line in lines), SeatLook.HELD)
        self._enqueue(Change(change, looks, answered=put_aside, stays_held=True))

    def renew_to_pay(self, then: Callable[[Basket], object]) -> None:
        """Renew the hold before any money is asked for; `then` gets the renewed basket, and is not called otherwise."""
        request_id, renewal = new_request_id(), self._renewal

        def work(basket: Basket | None) -> Basket | None:
            return renewal(self.session, request_id, basket) if basket else None

        self._enqueue(Change(work, then=then))

    def clear_and_leave(self, then: Callable[[], object]) -> None:
        """Give everything back, what is still on its way included; `then`, once nothing is under way."""
        if self.basket is None and not self.busy:
            then()
            return
        self._when_idle = then
        self.clear()

    def sold(self) -> None:
        """The basket was paid: it is a sale now, and this window starts with an empty one."""
        self._stands(self.basket, ClaimState.SOLD)
        self.credit, self._renewal = None, self._holding.renew_to_pay
        self._end(self._known.own.sold)

    def _stands(self, basket: Basket | None, state: ClaimState) -> None:
        """What this window knows of its own seats sooner than the next poll."""
        if basket is not None and self.opened is not None and basket.show.id == self.opened.show.id:
            left = basket.seconds_left if state is ClaimState.HELD else None
            self._known.stand(basket, state, self.session.counter.name, left)

    def lost(self) -> None:
        """The hold is over: the seats are free for everybody again."""
        self._end(self._known.own.released)

    def _end(self, own: set[int]) -> None:
        if self.basket is not None:
            own.add(self.basket.booking.id)
        self.basket = None
        self._tell.basket_changed()
        self._tell.seats_changed()

    # One change at a time

    def _enqueue(self, change: Change) -> None:
        self._waiting.append(change)
        self._tell.seats_changed()
        self._send_next()

    def _send_next(self) -> None:
        if self._under_way is not None:
            return
        if self._waiting:
            self._under_way = self._waiting.popleft()
            self._send(self._under_way)
        elif self._when_idle is not None:
            then, self._when_idle = self._when_idle, None
            then()

    def _send(self, change: Change) -> None:
        basket = self.basket
        self._tasks.run(Lane.SALE, lambda: change.work(basket), self._answered, self._refused)

    def _answered(self, basket: Basket | None) -> None:
        change, self._under_way = self._under_way, None
        basket = self._paid_with_credit(basket)
        before, self.basket = self.basket, basket
        self._received_at = time.monotonic()
        if basket is None and before is not None:
            if before.booking.by_phone or (change is not None and change.stays_held):
                self._stands(before, ClaimState.HELD)
            else:
                self._known.own.released.add(before.booking.id)
        self._tell.basket_changed()
        self._tell.seats_changed()
        if change is not None and change.then is not None and basket is not None:
            change.then(basket)
        if change is not None and change.answered is not None:
            change.answered()
        self._send_next()

    def _refused(self, error: BoxOfficeError) -> None:
        change = self._under_way
        if isinstance(error, OutcomeUnknown) and change is not None:
            self._tell.refused(error)
            self._tell.later(lambda: self._send(change))  # the same request: it is done once, and its answer found out
            return
        if isinstance(error, DatabaseBusy) and change is not None and change.then is None:
            self._tell.busy(error.wait_seconds, lambda: self._send(change))  # not Pay's: that waits for another press
            return
        self._under_way = None
        if isinstance(error, HoldExpired | AlreadyPaid):
            self._waiting.clear()
            self.lost()
        self._tell.seats_changed()
        self._tell.refused(error)
        self._send_next()
