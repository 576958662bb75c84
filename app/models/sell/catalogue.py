"""The shows on sale as they are searched: read once in small pieces, then kept up with what changes.

The server writes on each film, genre and show when it was last changed, whoever changed it. A few numbers are a digest of
what has changed since a mark; while they are the same, nothing has to be read. The mark stays behind the server's time, because
what was changed earlier may be committed later.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from app.models.places import cinemas_by_id, halls_by_name
from app.models.records import Cinema
from app.models.sell import catalogue_rows as stored
from app.models.sell.show_index import Question, ShowIndex, ShowOnSale
from app.models.statements import Reader
from app.utils.folded_text import searchable_words

STEP_SHOWS = 1000
"""A piece of loading, some 40 ms among 100,000: whatever else the lane is asked for comes in between."""
FRESH_SECONDS = 1.0
RENEW_SECONDS = 1800.0
"""Then all is read anew, piece by piece: past shows go, and what was committed very late is seen."""
_LATE_COMMIT = timedelta(seconds=60)
_PAST = timedelta(days=1)
"""Shows stay for a while after their beginning: who asks says since when they may have begun."""


@dataclass(slots=True)
class _Shelf:
    """All shows read, or being read up to `after`. The digest of what has changed since `mark` was so before that."""

    mark: datetime
    digest: stored.Digest
    after: tuple[datetime, int]
    index: ShowIndex = field(default_factory=ShowIndex)


class Catalogue:
    """The shows of all cinemas, for one lane of the database."""

    def __init__(self, reader: Reader, clock: Callable[[], float] = time.monotonic) -> None:
        self._reader, self._clock = reader, clock
        self._shelf: _Shelf | None = None
        self._loading: _Shelf | None = None
        self._looked_at = self._loaded_at = 0.0
        self.cinemas: dict[int, Cinema] = {}
        self._halls: dict[int, tuple[int, int]] = {}

    def step(self) -> bool:
        """Load a piece, or look for changes where all is loaded; True while there is more to load."""
        if self._shelf is None:
            self._load_a_piece()
        else:
            self._step(self._shelf)
        return self._loading is not None

    def find(self, question: Question, most: int) -> list[int]:
        """The ids of at most so many shows, best first. A first question waits until all is loaded."""
        while self._shelf is None:
            self._load_a_piece()
        if self._clock() >= self._looked_at + FRESH_SECONDS:
            self._step(self._shelf)
        return self._shelf.index.find(question, most)

    def _step(self, shelf: _Shelf) -> None:
        self._looked_at = self._clock()
        if self._loading is not None or self._looked_at >= self._loaded_at + RENEW_SECONDS:
            self._load_a_piece()
        else:
            self._look(shelf)

    def _load_a_piece(self) -> None:
        if self._loading is None:
            now = stored.server_time(self._reader)
            mark = now - _LATE_COMMIT
            self._loading = _Shelf(mark, stored.digest(self._reader, mark), (now - _PAST, 0))
            self._read_places()
        loading = self._loading
        found = stored.shows_after(self._reader, *loading.after, STEP_SHOWS)
        self._put_shows(loading.index, found)
        if len(found) == STEP_SHOWS:
            loading.after = (found[-1].starts_at, found[-1].show_id)
            return
        self._shelf, self._loading = loading, None
        loading.index.place_words = self._place_words()
        self._loaded_at = self._looked_at = self._clock()

    def _look(self, shelf: _Shelf) -> None:
        """Read what has changed; where that is very much, begin to read all again, piece by piece."""
        later_mark = stored.server_time(self._reader) - _LATE_COMMIT
        # The later mark's digest first: what comes between the two is then seen as a change of the earlier one.
        of_later_mark = stored.digest(self._reader, later_mark)
        digest = stored.digest(self._reader, shelf.mark)
        self._read_places()
        shelf.index.place_words = self._place_words()
        if digest == shelf.digest:
            shelf.mark, shelf.digest = later_mark, of_later_mark
        elif stored.count_of(digest) > STEP_SHOWS:
            self._load_a_piece()
        else:
            self._read_changes(shelf.index, shelf.mark)
            shelf.digest = digest

    def _read_changes(self, index: ShowIndex, since: datetime) -> None:
        films = [each for each in stored.films_changed(self._reader, since) if index.film_number(each) is not None]
        self._read_films(index, films)
        shows = stored.shows_changed(self._reader, since)
        self._put_shows(
            index, [each for each in shows if not each.cancelled], frozenset(each.show_id for each in shows)
        )

    def _put_shows(
        self, index: ShowIndex, found: Sequence[stored.StoredShow], gone: frozenset[int] = frozenset()
    ) -> None:
        self._read_films(index, {each.movie_id for each in found if index.film_number(each.movie_id) is None})
        index.put_shows(gone, self._on_sale(index, found))

    def _read_films(self, index: ShowIndex, movie_ids: Collection[int]) -> None:
        for movie_id, fields in stored.fields_of_films(self._reader, tuple(movie_ids)).items():
            index.put_film(movie_id, frozenset().union(*map(searchable_words, fields)))

    def _read_places(self) -> None:
        self.cinemas = cinemas_by_id(self._reader)
        self._halls = {
            hall_id: (order, cinema_id) for order, (hall_id, cinema_id) in enumerate(halls_by_name(self._reader))
        }

    def _place_words(self) -> dict[int, frozenset[str]]:
        return {each.id: searchable_words(each.name) | searchable_words(each.city) for each in self.cinemas.values()}

    def _on_sale(self, index: ShowIndex, found: Iterable[stored.StoredShow]) -> Iterator[ShowOnSale]:
        zones = {each.id: ZoneInfo(each.time_zone) for each in self.cinemas.values()}
        for show in found:
            film = index.film_number(show.movie_id)
            if film is None or show.hall_id not in self._halls:
                continue  # its hall or film came after those were read: the next look sees the show as a change
            order, cinema_id = self._halls[show.hall_id]
            starts_at = show.starts_at.replace(tzinfo=UTC)
            day_number = starts_at.astimezone(zones[cinema_id]).toordinal()
            yield ShowOnSale(int(starts_at.timestamp()), order, show.show_id, film, cinema_id, day_number)
