"""Holding seats: every pick is a claim in the database at once, all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.baskets import Basket, Pick, read_basket
from app.controllers.sell.expiry import expire
from app.controllers.sell.refusals import cancelled, taken
from app.controllers.sell.seat_plans import OpenShow
from app.models.database import Database, Request
from app.models.errors import DatabaseBusy, HoldExpired, NotFound, SeatNotForSale, ShowNotOnSale
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
from app.models.sell import booking_seats, bookings
from app.models.sell.booking_seats import Glance, SeatConflict
from app.models.sell.bookings import ReferenceTaken
from app.models.statements import Unit
from app.utils.codes import new_booking_reference

CONFLICTS_MAX = 5


@dataclass(frozen=True, slots=True)
class HoldRules:
    """How long a pick holds, and how long all picks of one booking together at most."""

    hold_seconds: int
    hold_limit_seconds: int
    late_sale_minutes: int


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
    ) -> Basket:
        """Claim the picked seats for the basket, or start one with them; its hold is renewed. All seats or none.

        Raises SeatsTaken (with those still free), SeatNotForSale, ShowNotOnSale, HoldExpired.
        """
        if basket is not None and basket.show.id != opened.show.id:
            raise SeatNotForSale(
                f"The basket holds seats of {basket.show.movie_title}. Pay or clear it before another show."
            )
        seats = [pick.seat for pick in picks]
        told = sorted((pick.seat.id, pick.ticket_type.code) for pick in picks)
        booking_id = basket.booking.id if basket else None
        request = Request(request_id, "HOLD", (opened.show.id, booking_id, told))
        lines = tuple(self._line(opened, pick.seat, pick.ticket_type) for pick in picks)
        for _ in range(CONFLICTS_MAX):
            glance = self._clear_glance(opened, seats, request)
            if glance.already_done:
                reference, _ = self._database.once(request, "", _nothing)
                return read_basket(self._database, reference, opened.show)
            try:
                return self._claim(session, request, opened.show, basket, lines, glance.now)
            except (SeatConflict, ReferenceTaken):
                continue  # another counter was faster since the glance, which now can name it; or chance repeated itself
        raise DatabaseBusy("These seats change hands just now. Nothing was held; look at the map and pick again.")

    @needs(Permission.SELL)
    def release(self, session: Session, request_id: str, basket: Basket, seats: Sequence[Seat]) -> Basket | None:
        """Give seats of the basket back; the hold of the others is renewed. None when no seat is left.

        Raises HoldExpired when the hold has run out: then all its seats are free already.
        """
        seat_ids = sorted(seat.id for seat in seats)
        if {line.seat.id for line in basket.booking.lines} <= set(seat_ids):
            self._end(request_id, basket)
            return None
        request = Request(request_id, "RELEASE", (basket.booking.id, seat_ids))

        def work(unit: Unit) -> None:
            self._renew(unit, basket)
            booking_seats.release(unit, basket.booking.id, basket.show.id, seat_ids)
            bookings.remove_lines(unit, basket.booking.id, seat_ids)

        self._database.once(request, basket.booking.reference, work)
        return read_basket(self._database, basket.booking.reference, basket.show)

    @needs(Permission.SELL)
    def clear(self, session: Session, request_id: str, basket: Basket) -> None:
        """Give the whole basket back."""
        self._end(request_id, basket)

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
        line = self._line(opened, seat, ticket_type)

        def work(unit: Unit) -> None:
            self._renew(unit, basket)
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
            if bookings.lock_show(unit, basket.show.id) not in (ShowStatus.UPCOMING, ShowStatus.ONGOING):
                raise cancelled(basket.show)
            self._renew(unit, basket)

        self._database.once(request, basket.booking.reference, work)
        return read_basket(self._database, basket.booking.reference, basket.show)

    def _end(self, request_id: str, basket: Basket) -> None:
        def work(unit: Unit) -> None:
            locked = bookings.lock(unit, basket.booking.id)
            if locked is not None and locked.status is BookingStatus.PENDING:
                booking_seats.release_all(unit, basket.booking.id)
                bookings.set_status(unit, basket.booking.id, BookingStatus.EXPIRED)

        self._database.once(Request(request_id, "CLEAR", (basket.booking.id,)), basket.booking.reference, work)

    def _renew(self, unit: Unit, basket: Basket) -> None:
        if not bookings.renew(unit, basket.booking.id, self._rules.hold_seconds):
            raise HoldExpired("The hold on these seats has run out and they are free again. Pick them once more.")

    def _claim(
        self,
        session: Session,
        request: Request,
        show: Show,
        basket: Basket | None,
        lines: tuple[BookingLine, ...],
        now: datetime,
    ) -> Basket:
        booking = self._held(basket.booking, now) if basket else self._new_booking(show, now)
        ids = [booking.id]

        def work(unit: Unit) -> None:
            if basket:
                self._renew(unit, basket)
            else:
                ids[0] = bookings.create(unit, booking, session.counter.id, session.staff.id, now)
            seat_ids = [line.seat.id for line in lines]
            booking_seats.claim(unit, show.id, ids[0], seat_ids, ClaimState.HELD)
            bookings.add_lines(unit, ids[0], lines)

        reference, repeated = self._database.once(request, booking.reference, work)
        if repeated:
            return read_basket(self._database, reference, show)
        held = replace(booking, id=ids[0], lines=(*booking.lines, *lines))
        return Basket(held, show, (held.held_until - now).total_seconds())

    def _clear_glance(self, opened: OpenShow, seats: Sequence[Seat], request: Request) -> Glance:
        """Look before claiming: frees what has run out, and refuses with the exact seats what has an owner."""
        glance = booking_seats.glance(self._database, opened.show.id, [seat.id for seat in seats], request.id)
        if glance is None:
            raise NotFound("This show is no longer in the programme. Choose another one.")
        if glance.already_done:
            return glance
        self._require_on_sale(opened.show, seats, glance)
        expire(self._database, {obstacle.booking_id for obstacle in glance.obstacles if obstacle.expired})
        standing = [obstacle for obstacle in glance.obstacles if not obstacle.expired]
        if standing:
            raise taken(seats, standing)
        return glance

    def _require_on_sale(self, show: Show, seats: Sequence[Seat], glance: Glance) -> None:
        if glance.show_status not in (ShowStatus.UPCOMING, ShowStatus.ONGOING):
            raise cancelled(show)
        if glance.now > glance.starts_at + timedelta(minutes=self._rules.late_sale_minutes):
            raise ShowNotOnSale(f"{show.movie_title} is over or too long under way. Choose a later show.")
        for seat in seats:
            if seat.id not in glance.for_sale:
                raise SeatNotForSale(f"{seat.label} is out of service. Choose another seat.")

    @staticmethod
    def _line(opened: OpenShow, seat: Seat, ticket_type: TicketType) -> BookingLine:
        price = opened.prices.of(seat, ticket_type)
        return BookingLine(seat, ticket_type, price.amount_minor, price.explained)

    def _held(self, booking: Booking, now: datetime) -> Booking:
        held_until = min(now + timedelta(seconds=self._rules.hold_seconds), booking.hold_limit)
        return replace(booking, held_until=held_until)

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
