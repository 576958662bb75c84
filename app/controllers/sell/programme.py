"""The programme: which shows there are, how full they are and what they cost."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from app.controllers.permissions import Permission, Session, needs
from app.controllers.sell.show_prices import prices_of
from app.models.database import Database
from app.models.places import halls_of
from app.models.records import Cinema, DayOfShows, Show, ShowCounts, TicketType
from app.models.sell import kept_seats, price_book, shows
from app.models.sell.catalogue import Catalogue
from app.models.sell.show_index import Question
from app.utils.local_time import day_bounds_utc, to_local
from app.utils.typed_days import typed_words


class Programme:
    """The shows of the session's cinema."""

    def __init__(self, database: Database, late_sale_minutes: int) -> None:
        self._database, self._catalogue = database, Catalogue(database)
        self._late_sale = timedelta(minutes=late_sale_minutes)

    @needs(Permission.SEE_PROGRAMME)
    def days(self, session: Session) -> tuple[DayOfShows, ...]:
        """The cinema's dates that have shows still on sale, from today on."""
        cinema = session.counter.cinema
        starts = shows.starts_of(self._database, cinema.id, self._still_sellable_since())
        tally = Tally(to_local(start, cinema.time_zone).date() for start in starts)
        return tuple(DayOfShows(day, count) for day, count in sorted(tally.items()))

    @needs(Permission.SEE_PROGRAMME)
    def shows_on(self, session: Session, day: date) -> tuple[ShowCounts, ...]:
        """A day's shows that are still on sale, in order of time, with live counts and the price from."""
        cinema = session.counter.cinema
        first, last = day_bounds_utc(day, cinema.time_zone)
        found = shows.starting_between(self._database, cinema.id, max(first, self._still_sellable_since()), last)
        return self._counted(cinema, found)

    @needs(Permission.SEE_PROGRAMME)
    def search(self, session: Session, typed: str, most: int = 50) -> tuple[ShowCounts, ...]:
        """Shows still on sale that all typed words fit: those a word of which begins so first, then in order of time.

        A word is looked for in title, genres, language, certificate, cinema, city and day (show_index.py, typed_days.py);
        case, accents and punctuation do not count. Where a cinema or city is named, shows of other cinemas come last,
        to be told about and not to be sold.
        """
        cinema = session.counter.cinema
        words, since = typed_words(typed), self._still_sellable_since()
        if typed.strip() and not words:
            return ()
        today = to_local(datetime.now(UTC), cinema.time_zone).date()
        ids = tuple(self._catalogue.find(Question(words, cinema.id, since, today, cinema.locale), most))
        found = shows.with_ids(self._database, ids, since)
        counted: dict[int, ShowCounts] = {}
        for cinema_id in {cinema_id for _, cinema_id in found.values()}:
            there = cinema if cinema_id == cinema.id else self._catalogue.cinemas[cinema_id]
            of_cinema = [show for show, its_cinema_id in found.values() if its_cinema_id == cinema_id]
            for each in self._counted(there, of_cinema):
                counted[each.show.id] = each if there is cinema else replace(each, elsewhere=there)
        return tuple(counted[show_id] for show_id in ids if show_id in counted)

    @needs(Permission.SEE_PROGRAMME)
    def prepare_search(self, session: Session) -> bool:
        """Load a small piece of what is searched, or look what has changed; True while there is more to load."""
        return self._catalogue.step()

    @needs(Permission.SEE_PROGRAMME)
    def ticket_types(self, session: Session) -> tuple[TicketType, ...]:
        """What the house sells for shows of today, in the price list's order; what an open show sells it tells itself."""
        today = to_local(datetime.now(UTC), session.counter.cinema.time_zone).date()
        return price_book.read(self._database).on(today).ticket_types

    def _still_sellable_since(self) -> datetime:
        return datetime.now(UTC) - self._late_sale

    def _counted(self, cinema: Cinema, found: Sequence[Show]) -> tuple[ShowCounts, ...]:
        ids = tuple(show.id for show in found)
        counts = shows.claim_counts(self._database, ids)
        kept = kept_seats.kept_counts(self._database, ids)
        own = shows.own_prices(self._database, ids)
        book = price_book.read(self._database, cinema.id)
        sizes = {hall_id: size for hall_id, _, size in halls_of(self._database, cinema.id)}
        return tuple(
            ShowCounts(
                show,
                sizes.get(show.hall_id, 0),
                *counts.get(show.id, (0, 0)),
                prices_of(show, own.get(show.id, {}), book, cinema).cheapest_minor(),
                kept_count=kept.get(show.id, 0),
            )
            for show in found
        )
