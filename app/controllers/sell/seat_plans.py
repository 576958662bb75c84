"""The seats of a show as they stand: opened once, then watched through a digest."""

from __future__ import annotations

from dataclasses import dataclass

from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.pricing import ShowPrices
from app.controllers.sell.show_prices import prices_of
from app.models.database import Database
from app.models.errors import NotFound
from app.models.records import Claim, KeptSeat, Seat, Show
from app.models.sell import booking_seats, kept_seats, price_book, shows


@dataclass(frozen=True, slots=True)
class OpenShow:
    """A show as its seat map opens: everything that does not change while it is open, and the claims as they are."""

    show: Show
    seats: tuple[Seat, ...]
    prices: ShowPrices
    claims: tuple[Claim, ...]
    digest: str
    kept: tuple[KeptSeat, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What an open seat map finds when the digest has changed."""

    claims: tuple[Claim, ...]
    digest: str
    kept: tuple[KeptSeat, ...] = ()
    prices: ShowPrices | None = None
    """Those of seats picked from now on, when they may be others; what is held keeps its price."""
    seats: tuple[Seat, ...] | None = None
    """The hall, when it may be another."""


class SeatPlans:
    """Reading seat plans; nothing here takes a lock."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.SEE_PROGRAMME)
    def open_show(self, session: Session, show_id: int) -> OpenShow:
        """A show with its hall, prices and claims. Raises NotFound."""
        # The digest first: what comes between it and the other reads is then seen as a change.
        digest = booking_seats.digest(self._database, show_id)
        found = self._show_and_prices(session, show_id)
        if found is None:
            raise NotFound("This show is no longer in the programme. Choose another one.")
        show, prices = found
        claims = booking_seats.claims_of_show(self._database, show_id)
        kept = tuple(kept_seats.kept_in_show(self._database, show_id))
        seats = tuple(shows.seats_of_hall(self._database, show.hall_id))
        return OpenShow(show, seats, prices, tuple(claims), digest, kept)

    @needs(Permission.SEE_PROGRAMME)
    def watch(self, session: Session, show_id: int, known_digest: str) -> Changes | None:
        """What stands now, when it is not what the digest stands for; None while nothing has changed."""
        digest = booking_seats.digest(self._database, show_id)
        if digest == known_digest:
            return None
        prices = None
        if _of_prices(digest) != _of_prices(known_digest):
            found = self._show_and_prices(session, show_id)
            prices = found[1] if found else None
        claims = tuple(booking_seats.claims_of_show(self._database, show_id))
        kept = tuple(kept_seats.kept_in_show(self._database, show_id))
        return Changes(claims, digest, kept, prices, self._hall_anew(show_id, digest, known_digest))

    def _hall_anew(self, show_id: int, digest: str, known_digest: str) -> tuple[Seat, ...] | None:
        show = shows.one(self._database, show_id) if _of_hall(digest) != _of_hall(known_digest) else None
        return None if show is None else tuple(shows.seats_of_hall(self._database, show.hall_id))

    def _show_and_prices(self, session: Session, show_id: int) -> tuple[Show, ShowPrices] | None:
        show = shows.one(self._database, show_id)
        if show is None:
            return None
        cinema = session.counter.cinema
        own = shows.own_prices(self._database, (show_id,)).get(show_id, {})
        return show, prices_of(show, own, price_book.read(self._database, cinema.id), cinema)


def _of_hall(digest: str) -> str:
    return digest.partition(":")[0]


def _of_prices(digest: str) -> str:
    return digest.rpartition(booking_seats.PRICES_MARK)[2]
