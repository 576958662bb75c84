"""A show's own prices by seat type: they stand for its base price times the seat type. Day, time and ticket type still
count.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.controllers.permissions import Permission, Session, needs
from app.controllers.plan.price_keeping import Kept, change_prices, standing
from app.controllers.plan.show_form import read_price
from app.controllers.plan.show_planning import subject_of
from app.models import audit_log
from app.models.database import Database
from app.models.errors import NotFound
from app.models.plan import show_prices
from app.models.records import Cinema, SeatType, Show, ShowStatus
from app.models.sell import shows
from app.models.statements import Unit
from app.utils.local_time import day_bounds_utc, to_local
from app.utils.money import as_typed

DAYS_AHEAD = 28
_LABELS = {"prices_minor": "its own prices"}


@dataclass(frozen=True, slots=True)
class OwnPrices:
    """A show with the seat types that have a price of their own in it, in minor units."""

    show: Show
    prices_minor: Mapping[SeatType, int]


class ShowPriceKeeping:
    """The own prices of shows, for one lane."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.KEEP_PRICES)
    def rows(self, session: Session) -> tuple[Kept, ...]:
        """The shows of the next weeks at the session's cinema in order, today's first, with their own prices."""
        cinema = session.counter.cinema
        today = to_local(datetime.now(UTC), cinema.time_zone).date()
        first, _ = day_bounds_utc(today, cinema.time_zone)
        _, last = day_bounds_utc(today + timedelta(days=DAYS_AHEAD), cinema.time_zone)
        found = shows.starting_between(self._database, cinema.id, first, last)
        own = shows.own_prices(self._database, tuple(show.id for show in found))
        return tuple(_kept(OwnPrices(show, own.get(show.id, {})), cinema) for show in found)

    @needs(Permission.KEEP_PRICES)
    def set_show_prices(
        self, session: Session, show_id: int, own_prices_minor: Mapping[SeatType, int | None]
    ) -> dict[SeatType, int]:
        """Give seat types of a show their own price, or with None the price list's; what is not named stays.

        Seats that are held or sold keep theirs. Returns the own prices as they are then. Raises NotFound.
        """
        return dict(self._write(session, show_id, own_prices_minor, None).prices_minor)

    @needs(Permission.KEEP_PRICES)
    def save(self, session: Session, seen: OwnPrices, answers: Mapping[str, str]) -> Kept:
        """`set_show_prices` as it was typed: REGULAR, PREMIUM, VIP, nothing for the price list's.

        Raises FormRefused at a field, ChangedMeanwhile, NotFound.
        """
        cinema = session.counter.cinema
        wanted = {
            seat_type: read_price(answers, seat_type.value, cinema)
            if answers.get(seat_type.value, "").strip()
            else None
            for seat_type in SeatType
        }
        return _kept(self._write(session, seen.show.id, wanted, seen), cinema)

    def _write(
        self, session: Session, show_id: int, wanted: Mapping[SeatType, int | None], seen: OwnPrices | None
    ) -> OwnPrices:
        def work(unit: Unit) -> OwnPrices:
            show_prices.lock(unit, show_id)
            found = show_prices.read(unit, show_id)
            if found is None or found[0].status in (ShowStatus.CANCELLED, ShowStatus.COMPLETED):
                raise NotFound("This show is over, cancelled, or not in the programme any more. Choose another one.")
            now = OwnPrices(*found)
            if seen is not None:
                standing(unit, session, seen, now, _LABELS, subject_of(show_id))
            prices = {**now.prices_minor, **wanted}
            after = OwnPrices(now.show, {seat_type: price for seat_type, price in prices.items() if price is not None})
            show_prices.write(unit, show_id, after.prices_minor)
            detail = {"before": _told(now), "after": _told(after)}
            audit_log.append(
                unit, session.counter.id, session.staff.id, "SHOW_PRICES_CHANGED", subject_of(show_id), detail
            )
            return after

        return change_prices(self._database, work)


def _told(own: OwnPrices) -> dict[str, int]:
    return {seat_type.value: price for seat_type, price in sorted(own.prices_minor.items())}


def _kept(own: OwnPrices, cinema: Cinema) -> Kept:
    prices = own.prices_minor.items()
    answers = {seat_type.value: as_typed(price, cinema.currency, cinema.locale) for seat_type, price in prices}
    return Kept(str(own.show.id), own, answers)
