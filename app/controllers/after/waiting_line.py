"""Who in a line is offered what: pure functions over the line and the seats that are free.

First come, first served (decision 0026): the line is asked from its beginning, and whoever the free seats are enough for is
offered some. Who needs more than there are keeps the place and is asked first again next time. Nothing is gathered for them:
seats that nobody is offered are sold to whoever stands at a counter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from app.controllers.sell.best_seat_words import Wish
from app.controllers.sell.best_seats import offers
from app.models.records import Seat

OFFER_SECONDS_MIN = 300
"""Who is offered seats for less than this could hardly be reached."""


class Party(Protocol):
    """Whoever wants so many seats."""

    @property
    def seats_wanted(self) -> int: ...


P = TypeVar("P", bound=Party)


def first_served(line: Iterable[P], free_count: int) -> P | None:
    """The first of the line whom so many seats are enough for; None when they are enough for nobody."""
    return next((party for party in line if party.seats_wanted <= free_count), None)


def to_offer(free: Iterable[Seat]) -> list[Seat]:
    """Of the free seats those that are offered to who waits: a wheelchair place is for who asks for one."""
    return [seat for seat in free if not seat.accessible]


def seats_for(hall: Sequence[Seat], free: Collection[Seat], size: int) -> tuple[Seat, ...]:
    """So many of the free seats: the best that are together, else the best one after the other; () when there are too few.

    Who waits for a full show rather sits apart than not at all, and may still say no.
    """
    usable = to_offer(free)
    if size < 1 or len(usable) < size:
        return ()
    free_ids = {seat.id for seat in usable}
    together = next(offers(hall, free_ids, Wish(size)), None)
    if together is not None:
        return together.seats
    chosen: list[Seat] = []
    while len(chosen) < size:
        best = next(offers(hall, free_ids, Wish(1)), None)
        seat = best.seats[0] if best is not None else next(each for each in usable if each.id in free_ids)
        chosen.append(seat)
        free_ids.discard(seat.id)
    return tuple(sorted(chosen, key=_place))


def offered_until(now: datetime, starts_at: datetime, offer_minutes: int, minutes_before: int) -> datetime | None:
    """Until when seats are kept for somebody: the cinema's time, and never later than a booking by phone has to be paid.

    None when so little is left that nobody is offered anything any more.
    """
    until = min(now + timedelta(minutes=offer_minutes), starts_at - timedelta(minutes=minutes_before))
    return until if until >= now + timedelta(seconds=min(OFFER_SECONDS_MIN, offer_minutes * 60)) else None


def _place(seat: Seat) -> tuple[int, int]:
    return seat.grid_row, seat.grid_column
