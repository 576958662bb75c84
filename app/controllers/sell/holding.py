"""What a counter holds: seats picked for a basket, given back, priced for somebody else, and kept until they are paid."""

from __future__ import annotations

from collections.abc import Sequence

from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.baskets import Basket, Pick, read_basket
from app.controllers.sell.claiming import ON_SALE, Claiming, HoldRules, full_price
from app.controllers.sell.discounts import changed, discounted, offers_for
from app.controllers.sell.refusals import cancelled, require_not_charged
from app.controllers.sell.renewing import renew
from app.controllers.sell.seat_plans import OpenShow
from app.models.database import Database, Request
from app.models.errors import NotFound, SeatNotForSale
from app.models.records import BookingStatus, Seat, TicketType
from app.models.sell import booking_seats, bookings, customers, open_baskets
from app.models.statements import Unit


class Holding:
    """Holding and releasing seats for one lane: what is held, and for how long."""

    def __init__(self, database: Database, rules: HoldRules) -> None:
        self._database = database
        self._rules = rules
        self._claiming = Claiming(database, rules)

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
        return self._claiming.claim(session, request_id, opened, basket, picks, given_back)

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
        full = full_price(opened, seat, ticket_type)
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
            if bookings.lock_show(unit, session.staff.id, basket.show.id) not in ON_SALE:
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
