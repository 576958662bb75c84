"""The seats of a show as they stand: opened once, then watched through a digest."""

from __future__ import annotations

from dataclasses import dataclass

from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.pricing import ShowPrices
from app.controllers.sell.programme import prices_of
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


class SeatPlans:
    """Reading seat plans; nothing here takes a lock."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.SEE_PROGRAMME)
    def open_show(self, session: Session, show_id: int) -> OpenShow:
        """A show with its hall, prices and claims. Raises NotFound."""
        show = shows.one(self._database, show_id)
        if show is None:
            raise NotFound("This show is no longer in the programme. Choose another one.")
        own = shows.own_prices(self._database, (show_id,)).get(show_id, {})
        prices = prices_of(show, own, price_book.read(self._database), session.counter.cinema)
        # The digest first: a claim that comes between the two reads is then seen as a change.
        digest = booking_seats.digest(self._database, show_id)
        claims = booking_seats.claims_of_show(self._database, show_id)
        kept = tuple(kept_seats.kept_in_show(self._database, show_id))
        seats = tuple(shows.seats_of_hall(self._database, show.hall_id))
        return OpenShow(show, seats, prices, tuple(claims), digest, kept)

    @needs(Permission.SEE_PROGRAMME)
    def watch(self, session: Session, show_id: int, known_digest: str) -> Changes | None:
        """The claims and kept seats now, when they are not what the digest stands for; None while nothing has changed."""
        digest = booking_seats.digest(self._database, show_id)
        if digest == known_digest:
            return None
        claims = tuple(booking_seats.claims_of_show(self._database, show_id))
        return Changes(claims, digest, tuple(kept_seats.kept_in_show(self._database, show_id)))
