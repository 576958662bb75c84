"""Holds that have run out: freed by whoever wants the seats, and by a sweep for those nobody wants.

The sweep also moves on what the clock alone decides: shows that begin and end.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from app.controllers.permissions import open_to_all
from app.controllers.sell.show_clock import advance
from app.models.database import Database
from app.models.records import BookingStatus
from app.models.sell import booking_seats, bookings, customers
from app.models.statements import Unit

SWEEP_SECONDS = 30
_LOG = logging.getLogger("foyer.expiry")


def expire(database: Database, booking_ids: Iterable[int]) -> int:
    """Make each booking whose hold has still run out EXPIRED and free its seats; returns how many were.

    One transaction a booking: a booking that is paid or renewed in the same instant is decided by its row's lock.
    """
    return sum(database.transaction(partial(_expire_one, booking_id)) for booking_id in booking_ids)


def _expire_one(booking_id: int, unit: Unit) -> bool:
    by_phone = bookings.lock_if_run_out(unit, booking_id)
    if by_phone is None:
        return False
    if by_phone:
        customers.count_given_up(unit, booking_id)
    booking_seats.release_all(unit, booking_id)
    bookings.set_status(unit, booking_id, BookingStatus.EXPIRED)
    return True


class Sweep:
    """What every terminal does each SWEEP_SECONDS, so that an expired booking stands for less than a minute."""

    def __init__(self, database: Database, chores: Sequence[Callable[[Database], object]] = ()) -> None:
        """`chores` come after it, in their order: what is done with the seats that came free, and what is done once a day."""
        self._database = database
        self._chores = chores

    @open_to_all
    def run(self) -> int:
        """Expire what has run out, and let shows begin and end; returns how many bookings were expired."""
        freed = expire(self._database, bookings.run_out(self._database))
        advance(self._database)
        if freed:
            _LOG.info("holds expired", extra={"bookings": freed})
        for chore in self._chores:
            chore(self._database)
        return freed
