"""Claiming seats: every pick is a claim in the database at once, all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.baskets import Basket, Pick, read_basket
from app.controllers.sell.discounts import changed, discounted, offers_for
from app.controllers.sell.expiry import expire
from app.controllers.sell.hoarding import SeatLimits, count_again, require_few
from app.controllers.sell.refusals import cancelled, changed_since, is_another, kept, taken
from app.controllers.sell.renewing import renew
from app.controllers.sell.seat_plans import OpenShow
from app.models.database import Database, Request
from app.models.errors import DatabaseBusy, NotFound, SeatNotForSale, ShowNotOnSale
from app.models.records import Booking, BookingLine, BookingStatus, ClaimState, Seat, Show, ShowStatus, TicketType
from app.models.sell import booking_seats, bookings
from app.models.sell.booking_seats import Glance, SeatConflict
from app.models.sell.bookings import ReferenceTaken, ShowChanged
from app.models.statements import NEW_ID, Unit
from app.utils.codes import new_booking_reference

CONFLICTS_MAX = 5
ON_SALE = (ShowStatus.UPCOMING, ShowStatus.ONGOING)


@dataclass(frozen=True, slots=True)
class HoldRules:
    """How long a pick holds, and how long all picks of one booking together at most."""

    hold_seconds: int
    hold_limit_seconds: int
    late_sale_minutes: int
    seats: SeatLimits = field(default_factory=SeatLimits)


class Claiming:
    """Looks first, then claims in one transaction; between the two another counter may be faster."""

    def __init__(self, database: Database, rules: HoldRules) -> None:
        self._database = database
        self._rules = rules

    @needs(Permission.SELL)
    def claim(
        self,
        session: Session,
        request_id: str,
        opened: OpenShow,
        basket: Basket | None,
        picks: Sequence[Pick],
        given_back: Sequence[Seat],
    ) -> Basket:
        """The basket with the picked seats and without those given back. Arguments and errors are those of Holding.hold."""
        seats = [pick.seat for pick in picks]
        told = sorted((pick.seat.id, pick.ticket_type.code) for pick in picks)
        booking_id = basket.booking.id if basket else None
        back = frozenset(seat.id for seat in given_back)
        request = Request(request_id, "HOLD", (opened.show.id, booking_id, told, *([sorted(back)] if back else [])))
        for _ in range(CONFLICTS_MAX):
            glance = self._look(session, opened, basket, seats, back, request)
            if glance.already_done:
                reference, _ = self._database.once(request, "", _nothing)
                return read_basket(self._database, reference, opened.show)
            try:
                return self._take(session, request, opened, basket, picks, back, glance)
            except (SeatConflict, ReferenceTaken, ShowChanged):
                continue  # another counter was faster since the glance, which now can name it; or chance repeated itself
        raise DatabaseBusy("These seats change hands just now. Nothing was held; look at the map and pick again.")

    def _take(
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
        lines = tuple(full_price(opened, pick.seat, pick.ticket_type) for pick in picks)
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

    def _look(
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
        if glance.show_status not in ON_SALE:
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


def full_price(opened: OpenShow, seat: Seat, ticket_type: TicketType) -> BookingLine:
    """A line of a booking before any discount."""
    price = opened.prices.of(seat, ticket_type)
    return BookingLine(seat, ticket_type, price.amount_minor, price.explained)


def _nothing(unit: Unit) -> None:
    """The work of a request that is known to be done."""
    raise AssertionError(unit)
