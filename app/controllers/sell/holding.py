"""Holding seats: every pick is a claim in the database at once, all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.baskets import Basket, Pick, read_basket
from app.controllers.sell.discounts import changed, discounted, offers_for
from app.controllers.sell.expiry import expire
from app.controllers.sell.hoarding import SeatLimits, count_again, require_few
from app.controllers.sell.refusals import (
    cancelled,
    changed_since,
    is_another,
    kept,
    require_not_charged,
    taken,
)
from app.controllers.sell.renewing import renew
from app.controllers.sell.seat_plans import OpenShow
from app.models.database import Database, Request
from app.models.errors import DatabaseBusy, NotFound, SeatNotForSale, ShowNotOnSale
from app.models.records import (
    Booking,
    BookingLine,
    BookingStatus,
    ClaimState,
    Seat,
    Show,
    ShowStatus,
    TicketType,
)
from app.models.sell import booking_seats, bookings, customers, open_baskets
from app.models.sell.booking_seats import Glance, SeatConflict
from app.models.sell.bookings import ReferenceTaken, ShowChanged
from app.models.statements import NEW_ID, Unit
from app.utils.codes import new_booking_reference

CONFLICTS_MAX = 5
_ON_SALE = (ShowStatus.UPCOMING, ShowStatus.ONGOING)


@dataclass(frozen=True, slots=True)
class HoldRules:
    """How long a pick holds, and how long all picks of one booking together at most."""

    hold_seconds: int
    hold_limit_seconds: int
    late_sale_minutes: int
    seats: SeatLimits = field(default_factory=SeatLimits)


class Holding:
    """Holding and releasing seats for one lane."""

    def __init__(self, database: Database, rules: HoldRules) -> None:
        self._database = database
        self._rules = rules

    @needs(Permission.SELL)
    def hold(
        self,
        session: Session,
        request_id: str,
        opened: OpenShow,
        basket: Basket | None,
        picks: Sequence[Pick],
        given_back: Sequence[Seat] = (),
    ) -> Basket:
        """Claim the picked seats for the basket, or start one with them; its hold is renewed. All seats or none.

        `given_back` are seats of the basket that are freed in the same unit: when the new ones are refused it keeps them.
        Raises SeatsTaken (with those still free), SeatNotForSale, ShowNotOnSale, TooManySeats, HoldExpired.
        """
        if basket is not None and basket.show.id != opened.show.id:
            raise SeatNotForSale(
                f"The basket holds seats of {basket.show.movie_title}. Pay or clear it before another show."
            )
        seats = [pick.seat for pick in picks]
        told = sorted((pick.seat.id, pick.ticket_type.code) for pick in picks)
        booking_id = basket.booking.id if basket else None
        back = frozenset(seat.id for seat in given_back)
        request = Request(request_id, "HOLD", (opened.show.id, booking_id, told, *([sorted(back)] if back else [])))
        for _ in range(CONFLICTS_MAX):
            glance = self._clear_glance(session, opened, basket, seats, back, request)
            if glance.already_done:
                reference, _ = self._database.once(request, "", _nothing)
                return read_basket(self._database, reference, opened.show)
            try:
                return self._claim(session, request, opened, basket, picks, back, glance)
            except (SeatConflict, ReferenceTaken, ShowChanged):
                continue  # another counter was faster since the glance, which now can name it; or chance repeated itself
        raise DatabaseBusy("These seats change hands just now. Nothing was held; look at the map and pick again.")

    @needs(Permission.SELL)
    def release(
        self, session: Session, request_id: str, opened: OpenShow, basket: Basket, seats: Sequence[Seat]
    ) -> Basket | None:
        """Give seats of the basket back; the hold of the others is renewed. None when no seat is left.

        Raises HoldExpired when the hold has run out: then all its seats are free already; AttemptUnderWay for the last
        seats while a provider is asked for them.
        """
        seat_ids = sorted(seat.id for seat in seats)
        if {line.seat.id for line in basket.booking.lines} <= set(seat_ids):
            self._end(session, request_id, basket)
            return None
        request = Request(request_id, "RELEASE", (basket.booking.id, seat_ids))
        stayed = tuple(line for line in basket.booking.lines if line.seat.id not in set(seat_ids))
        after = discounted(stayed, offers_for(opened.prices, basket.booking.promo))

        def work(unit: Unit) -> None:
            renew(unit, session, basket, self._rules.hold_seconds)
            booking_seats.release(unit, basket.booking.id, basket.show.id, seat_ids)
            bookings.change_prices(unit, basket.booking.id, changed(stayed, after))
            bookings.remove_lines(unit, basket.booking.id, seat_ids)

        self._database.once(request, basket.booking.reference, work)
        return read_basket(self._database, basket.booking.reference, basket.show)

    @needs(Permission.SELL)
    def clear(self, session: Session, request_id: str, basket: Basket) -> None:
        """Give the whole basket back; a booking by phone stays held and waits again. Raises AttemptUnderWay."""
        self._end(session, request_id, basket, phone_waits=True)

    @needs(Permission.SELL)
    def change_ticket_type(
        self,
        session: Session,
        request_id: str,
        opened: OpenShow,
        basket: Basket,
        seat: Seat,
        ticket_type: TicketType,
    ) -> Basket:
        """Price a held seat for another ticket type; the hold is renewed. Raises HoldExpired."""
        request = Request(request_id, "CHANGE_TYPE", (basket.booking.id, seat.id, ticket_type.code))
        full = self._line(opened, seat, ticket_type)
        lines = [full if line.seat.id == seat.id else line for line in basket.booking.lines]
        after = discounted(lines, offers_for(opened.prices, basket.booking.promo))
        line = next((line for line in after if line.seat.id == seat.id), full)

        def work(unit: Unit) -> None:
            renew(unit, session, basket, self._rules.hold_seconds)
            if bookings.change_line(unit, basket.booking.id, line) != 1:
                raise NotFound(f"{seat.label} is no longer in this basket.")

        self._database.once(request, basket.booking.reference, work)
        return read_basket(self._database, basket.booking.reference, basket.show)

    @needs(Permission.SELL)
    def renew_to_pay(self, session: Session, request_id: str, basket: Basket) -> Basket:
        """What Pay does before any money is asked for: the hold is renewed and the show is still to be sold.

        Raises HoldExpired or ShowNotOnSale: then no money may be taken.
        """
        request = Request(request_id, "RENEW_TO_PAY", (basket.booking.id,))

        def work(unit: Unit) -> None:
            if bookings.lock_show(unit, session.staff.id, basket.show.id) not in _ON_SALE:
                raise cancelled(basket.show)
            renew(unit, session, basket, self._rules.hold_seconds)

        self._database.once(request, basket.booking.reference, work)
        return read_basket(self._database, basket.booking.reference, basket.show)

    def _end(self, session: Session, request_id: str, basket: Basket, *, phone_waits: bool = False) -> None:
        def work(unit: Unit) -> None:
            locked = bookings.lock(unit, basket.booking.id)
            ours = locked is not None and locked.counter_id == session.counter.id
            if locked is None or not ours or locked.status is not BookingStatus.PENDING:
                return
            require_not_charged(unit, basket.booking.id)
            if locked.by_phone and phone_waits:
                open_baskets.wait_again(unit, basket.booking.id)
                return
            if locked.by_phone:
                customers.count_given_up(unit, basket.booking.id)
            booking_seats.release_all(unit, basket.booking.id)
            bookings.set_status(unit, basket.booking.id, BookingStatus.EXPIRED)

        self._database.once(Request(request_id, "CLEAR", (basket.booking.id,)), basket.booking.reference, work)

    def _claim(
        self,
        session: Session,
        request: Request,
        opened: OpenShow,
        basket: Basket | None,
        picks: Sequence[Pick],
        back: frozenset[int],
        glance: Glance,
    ) -> Basket:
        show, now = opened.show, glance.now
        lines = tuple(self._line(opened, pick.seat, pick.ticket_type) for pick in picks)
        booking = self._held(basket.booking, now) if basket else self._new_booking(show, now)
        stayed = tuple(line for line in booking.lines if line.seat.id not in back)
        after = discounted((*stayed, *lines), offers_for(opened.prices, booking.promo))
        booking_id = booking.id if basket else NEW_ID
        told_id = [booking.id]

        def work(unit: Unit) -> None:
            nonlocal told_id
            count_again(unit, session, self._rules.seats, len(lines) - len(back), glance.held_at_counter)
            if basket:
                renew(unit, session, basket, self._rules.hold_seconds)
            else:
                told_id = bookings.create(unit, booking, glance.performance, session.counter.id, session.staff.id, now)
            if back:
                booking_seats.release(unit, booking.id, show.id, sorted(back))
                bookings.remove_lines(unit, booking.id, sorted(back))
            seat_ids = [line.seat.id for line in lines]
            booking_seats.claim(unit, show.id, booking_id, seat_ids, ClaimState.HELD)
            bookings.change_prices(unit, booking.id, changed(stayed, after))
            bookings.add_lines(unit, booking_id, after[len(stayed) :])

        reference, repeated = self._database.once(request, booking.reference, work)
        if repeated:
            return read_basket(self._database, reference, show)
        held = replace(booking, id=told_id[0], lines=after)
        return Basket(held, show, (held.held_until - now).total_seconds())

    def _clear_glance(
        self,
        session: Session,
        opened: OpenShow,
        basket: Basket | None,
        seats: Sequence[Seat],
        back: frozenset[int],
        request: Request,
    ) -> Glance:
        """Look before claiming: frees what has run out, and refuses with the exact seats what has an owner."""
        glance = booking_seats.glance(
            self._database, opened.show.id, [seat.id for seat in seats], request.id, session.counter.id
        )
        if glance is None:
            raise NotFound("This show is no longer in the programme. Choose another one.")
        if glance.already_done:
            return glance
        self._require_on_sale(session, opened.show, seats, glance)
        ours = basket.booking.id if basket else None
        in_the_way = [each for each in glance.obstacles if each.booking_id != ours or each.seat_id not in back]
        expire(self._database, {obstacle.booking_id for obstacle in in_the_way if obstacle.expired})
        standing = [obstacle for obstacle in in_the_way if not obstacle.expired]
        if standing:
            raise taken(seats, standing)
        held = len(basket.booking.lines) if basket else 0
        require_few(session, self._rules.seats, len(seats) - len(back), held, glance.held_at_counter)
        return glance

    def _require_on_sale(self, session: Session, show: Show, seats: Sequence[Seat], glance: Glance) -> None:
        if glance.show_status not in _ON_SALE:
            raise cancelled(show)
        if is_another(show, glance.performance):
            raise changed_since(session, show, glance.performance)
        if glance.now > glance.performance.starts_at + timedelta(minutes=self._rules.late_sale_minutes):
            raise ShowNotOnSale(f"{show.movie_title} is over or too long under way. Choose a later show.")
        for seat in seats:
            if seat.id not in glance.for_sale:
                raise SeatNotForSale(f"{seat.label} is out of service. Choose another seat.")
            if seat.id in glance.kept and not session.may(Permission.SELL_KEPT):
                raise kept(seat, glance.kept[seat.id])

    @staticmethod
    def _line(opened: OpenShow, seat: Seat, ticket_type: TicketType) -> BookingLine:
        price = opened.prices.of(seat, ticket_type)
        return BookingLine(seat, ticket_type, price.amount_minor, price.explained)

    def _held(self, booking: Booking, now: datetime) -> Booking:
        held_until = min(now + timedelta(seconds=self._rules.hold_seconds), booking.hold_limit)
        return replace(booking, held_until=max(held_until, booking.held_until) if booking.by_phone else held_until)

    def _new_booking(self, show: Show, now: datetime) -> Booking:
        return Booking(
            id=0,
            reference=new_booking_reference(),
            show_id=show.id,
            status=BookingStatus.PENDING,
            held_until=now + timedelta(seconds=self._rules.hold_seconds),
            hold_limit=now + timedelta(seconds=self._rules.hold_limit_seconds),
            lines=(),
        )


def _nothing(unit: Unit) -> None:
    """The work of a request that is known to be done."""
    raise AssertionError(unit)
