"""Seats that came free are kept for who waits for them: after a sale was undone, and by the sweep of every window.

Any number of windows may do it at once. The line of a show is locked while somebody in it is offered seats, and the write that
makes a WAITING row OFFERED, like the key of the claims, is met by whoever was at it on another node of a cluster.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from app.controllers.after.observers import SeatsOffered, announce
from app.controllers.after.waiting_line import first_served, offered_until, seats_for, to_offer
from app.controllers.sell.discounts import discounted, offers_for
from app.controllers.sell.expiry import expire
from app.controllers.sell.refusals import listed
from app.controllers.sell.show_prices import prices_of
from app.models import audit_log, places
from app.models.after import waiting
from app.models.after.waiting import InLine, ShowWaitedFor, WaitingState
from app.models.database import Database
from app.models.errors import DatabaseBusy
from app.models.plan import promises, rehousing
from app.models.records import Booking, BookingLine, BookingStatus, Cinema, ClaimState, Seat, ShowStatus
from app.models.sell import booking_seats, bookings, notices, open_baskets, price_book, shows
from app.models.sell.booking_seats import Performance, SeatConflict
from app.models.sell.bookings import ReferenceTaken, ShowChanged
from app.models.statements import NEW_ID, Reader, Unit
from app.utils.codes import new_booking_reference
from app.utils.errors import BoxOfficeError
from app.utils.local_time import format_day, format_time, to_local

OFFERS_MAX = 50
"""Of one show at a time: the next sweep goes on."""
_LOG = logging.getLogger("foyer.waiting")


AT_ONCE_MAX = 5
"""While a customer waits at the counter; the sweep goes on with the rest."""
CONFLICTS_MAX = 5
Asker = tuple[int, int]
"""The counter and the person who asked for an offer out of turn."""
Choose = Callable[[Sequence[InLine], int], InLine | None]
"""Picks who is next from a line, given how many seats are free."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What somebody was offered, for the counter that tells them."""

    reference: str
    waiting_id: int
    seat_labels: tuple[str, ...]
    until: datetime


def offer_everywhere(database: Database, minutes_before: int) -> int:
    """End what has ended, then offer what has come free; returns how many offers were made.

    `minutes_before` the show an unpaid booking by phone ends, and an offer with it.
    """
    for waiting_id, booking_id, state in waiting.to_settle(database):
        database.transaction(partial(_end, waiting_id, booking_id, state))
    return sum(_offer_if_can_be(database, show_id, minutes_before) for show_id in waiting.shows_with_room(database))


def seats_came_free(database: Database, minutes_before: int, show_id: int) -> int:
    """The same for one show, at once and after what freed its seats; returns how many offers were made.

    Nothing is refused: the seats came free all the same, and what is in the way now is tried again by the sweep.
    """
    try:
        has_room = waiting.shows_with_room(database, show_id)
    except BoxOfficeError as error:
        _LOG.warning("the waiting list was not looked at yet", extra={"show": show_id, "code": error.code})
        return 0
    return _offer_if_can_be(database, show_id, minutes_before, AT_ONCE_MAX) if has_room else 0


def offer_next(
    database: Database, show_id: int, minutes_before: int, choose: Choose = first_served, asked_by: Asker | None = None
) -> Offered | None:
    """Keep free seats of a show for one party of its line; None when there is nobody whom they are enough for.

    Raises DatabaseBusy when others were faster again and again.
    """
    expire(database, promises.run_out(database, show_id))
    for _ in range(CONFLICTS_MAX):
        try:
            return database.transaction(partial(_offer, show_id, minutes_before, choose, asked_by))
        except (SeatConflict, ReferenceTaken, ShowChanged):
            continue  # a counter took one of the seats since they were looked at, or the show is another one now
    raise DatabaseBusy("The seats change hands just now. Nobody was offered any; try again in a moment.")


def _offer_if_can_be(database: Database, show_id: int, minutes_before: int, most: int = OFFERS_MAX) -> int:
    """What is in the way at one show does not hold up the others."""
    try:
        return _offer_all(database, show_id, minutes_before, most)
    except BoxOfficeError as error:
        _LOG.warning("nobody was offered the seats yet", extra={"show": show_id, "code": error.code})
        return 0


def _offer_all(database: Database, show_id: int, minutes_before: int, most: int) -> int:
    for count in range(most):
        offered = offer_next(database, show_id, minutes_before)
        if offered is None:
            return count
        _LOG.info("seats offered", extra={"show": show_id, "reference": offered.reference})
    return most


def _end(waiting_id: int, booking_id: int | None, state: WaitingState, unit: Unit) -> bool:
    return waiting.end(unit, waiting_id, booking_id, state)


def _offer(show_id: int, minutes_before: int, choose: Choose, asked_by: Asker | None, unit: Unit) -> Offered | None:
    """In the house's order of locks: show, the line, then a booking that nobody else knows yet, and its claims."""
    show = waiting.lock_show(unit, show_id)
    if show is None or show.status is not ShowStatus.UPCOMING:
        return None
    until = offered_until(show.now, show.starts_at, show.offer_minutes, minutes_before)
    if until is None:
        return None
    line = waiting.lock_line(unit, show_id)
    free = to_offer(rehousing.free_seats(unit, show.hall_id, (show_id,)).get(show_id, ()))
    chosen = choose(line, len(free))
    if chosen is None:
        return None
    seats = seats_for(shows.seats_of_hall(unit, show.hall_id), free, chosen.seats_wanted)
    return _keep_for(unit, show, chosen, seats, until, asked_by) if seats else None


def _keep_for(
    unit: Unit, show: ShowWaitedFor, chosen: InLine, seats: Sequence[Seat], until: datetime, asked_by: Asker | None
) -> Offered:
    """Hold the seats as a booking by phone that waits, and tell counter and customer."""
    cinema = places.cinemas_by_id(unit)[show.cinema_id]
    lines = _priced(unit, show, cinema, seats, chosen)
    booking = Booking(0, new_booking_reference(), show.show_id, BookingStatus.PENDING, until, until, lines)
    performance = Performance(show.movie_id, show.hall_id, show.starts_at, show.movie_title)
    ids = bookings.create(unit, booking, performance, chosen.counter_id, chosen.clerk_id, show.now)
    booking_seats.claim(unit, show.show_id, NEW_ID, [seat.id for seat in seats], ClaimState.HELD)
    bookings.add_lines(unit, NEW_ID, lines)
    unit.flush()
    [booking_id] = ids
    if not open_baskets.book_by_phone(unit, booking_id, chosen.customer_id, until):
        raise ShowChanged
    if not waiting.offer(unit, chosen.id, booking_id, until):
        raise ShowChanged  # somebody else has offered them seats, or they have gone: look at the line again
    labels = tuple(seat.label for seat in seats)
    announce(unit, SeatsOffered(booking_id, chosen.counter_id, labels, until))
    notices.write(unit, chosen.counter_id, "SEATS_OFFERED", _sentence(show, cinema, booking.reference, labels, until))
    detail = {"seats": labels, "until": until, "film": show.movie_title, "out_of_turn": asked_by is not None}
    counter_id, staff_id = asked_by or (chosen.counter_id, None)
    audit_log.append(unit, counter_id, staff_id, "WAITING_OFFERED", booking.reference, detail)
    return Offered(booking.reference, chosen.id, labels, until)


def _priced(
    reader: Reader, show: ShowWaitedFor, cinema: Cinema, seats: Sequence[Seat], chosen: InLine
) -> tuple[BookingLine, ...]:
    """The seats at what they cost today, for the ticket type that was asked for."""
    found = shows.one(reader, show.show_id)
    if found is None:
        raise ShowChanged
    own = shows.own_prices(reader, (show.show_id,)).get(show.show_id, {})
    prices = prices_of(found, own, price_book.read(reader, cinema.id), cinema)
    lines = []
    for seat in seats:
        price = prices.of(seat, chosen.ticket_type)
        lines.append(BookingLine(seat, chosen.ticket_type, price.amount_minor, price.explained))
    return discounted(lines, offers_for(prices, None))


def _sentence(show: ShowWaitedFor, cinema: Cinema, reference: str, labels: Sequence[str], until: datetime) -> str:
    """What the counter is told. Whom it is for is read on the booking: a notice outlives what is known of a customer."""
    starts, ends = to_local(show.starts_at, cinema.time_zone), to_local(until, cinema.time_zone)
    when = f"{format_day(starts.date(), cinema.locale)} {format_time(starts, cinema.locale)}"
    return (
        f"{show.movie_title}, {when}: {listed(labels)} {'is' if len(labels) == 1 else 'are'} kept for who waited, until "
        f"{format_time(ends, cinema.locale)}. Call them; F7 has {reference}."
    )
