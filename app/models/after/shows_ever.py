"""Every show there ever was in a cinema, kept in memory as bookings are looked for by film and day.

A show takes one number: its film's and its day's. The server writes when a show or film was last changed, whoever changed it;
what was changed since is read again, a minute back each time, for what was changed earlier may be committed later. Shows are
never taken out of the table. Why in memory: docs/decisions/0008 tells it of the search for shows, and here it is the same.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from app.models.records import Cinema
from app.models.sell import catalogue_rows
from app.models.sell.catalogue_rows import Digest
from app.models.statements import Reader
from app.utils.folded_text import searchable_words

STEP_SHOWS = 2000
"""A piece of loading, some 20 ms: whatever else the lane is asked for comes in between."""
FRESH_SECONDS = 1.0
_LATE_COMMIT = timedelta(seconds=60)
_DAY_BITS = 22
_LAST = "\U0010ffff"

_SHOWS = """
    SELECT s.id, s.movie_id, s.starts_at FROM shows s JOIN halls h ON h.id = s.hall_id WHERE h.cinema_id = %s
"""
_TITLES = "SELECT id, title, original_title FROM movies"


class ShowsEver:
    """The shows of one cinema, for one lane of the database."""

    def __init__(self, reader: Reader, cinema: Cinema, clock: Callable[[], float] = time.monotonic) -> None:
        self._reader, self._cinema, self._clock = reader, cinema, clock
        self._zone = ZoneInfo(cinema.time_zone)
        self._shows: dict[int, int] = {}
        """By the show's id: its film's id, and in the lowest bits the number of its day."""
        self._words: dict[str, set[int]] = {}
        self._sorted: list[str] = []
        self._read_to: int | None = 0
        """The id up to which shows are read; None once all are."""
        self._mark: datetime | None = None
        self._digest: Digest = ()
        self._looked_at = 0.0
        self.version = 0
        """Another number whenever something was read: what was made of the shows before may not hold any more."""

    def __contains__(self, show_id: int) -> bool:
        return show_id in self._shows

    def __len__(self) -> int:
        return len(self._shows)

    def step(self) -> bool:
        """Load a piece; True while there is more to load."""
        if self._read_to is None:
            return False
        if self._mark is None:
            self._mark = catalogue_rows.server_time(self._reader) - _LATE_COMMIT
            self._digest = catalogue_rows.digest(self._reader, self._mark)
            self._put_films(self._reader.rows(_TITLES))
        found = self._reader.rows(
            f"{_SHOWS} AND s.id > %s ORDER BY s.id LIMIT %s", (self._cinema.id, self._read_to, STEP_SHOWS)
        )
        self._put_shows(found)
        self._read_to = int(found[-1][0]) if len(found) == STEP_SHOWS else None
        self._looked_at = self._clock()
        return self._read_to is not None

    def keep_up(self) -> None:
        """Wait until all is loaded; then read what was changed, once in a second at most."""
        while self._read_to is not None:
            self.step()
        if self._clock() < self._looked_at + FRESH_SECONDS or self._mark is None:
            return
        later_mark = catalogue_rows.server_time(self._reader) - _LATE_COMMIT
        # The later mark's digest first: what comes between the two is then seen as a change of the earlier one.
        of_later_mark = catalogue_rows.digest(self._reader, later_mark)
        digest = catalogue_rows.digest(self._reader, self._mark)
        if digest == self._digest:
            self._mark, self._digest = later_mark, of_later_mark
        else:
            self._put_films(self._reader.rows(f"{_TITLES} WHERE changed_at >= %s", (self._mark,)))
            self._put_shows(self._reader.rows(f"{_SHOWS} AND s.changed_at >= %s", (self._cinema.id, self._mark)))
            self._digest = digest
        self._looked_at = self._clock()

    def films_called(self, start: str) -> frozenset[int]:
        """The ids of films with a word in their title that begins so, folded."""
        first, last = bisect_left(self._sorted, start), bisect_left(self._sorted, start + _LAST)
        return frozenset().union(*(self._words[word] for word in self._sorted[first:last]))

    def days(self) -> frozenset[int]:
        """The numbers of all days with a show, as date.toordinal counts them, on the cinema's calendar."""
        mask = (1 << _DAY_BITS) - 1
        return frozenset(each & mask for each in self._shows.values())

    def shows_with(self, films: Collection[int], days: Collection[int]) -> frozenset[int]:
        """The ids of shows of one of these films, or on one of these days."""
        if not films and not days:
            return frozenset()
        mask = (1 << _DAY_BITS) - 1
        return frozenset(
            show_id for show_id, each in self._shows.items() if each >> _DAY_BITS in films or each & mask in days
        )

    def _put_films(self, found: Iterable[tuple[object, ...]]) -> None:
        """A film that was called something else before is found by that, too: somebody's ticket has it."""
        for film_id, *titles in found:
            for word in frozenset().union(*(searchable_words(str(title)) for title in titles)):
                self._words.setdefault(word, set()).add(int(str(film_id)))
        self._sorted = sorted(self._words)
        self.version += 1

    def _put_shows(self, found: Iterable[tuple[object, ...]]) -> None:
        for show_id, film_id, starts_at in found:
            assert isinstance(starts_at, datetime)
            day = starts_at.replace(tzinfo=UTC).astimezone(self._zone).toordinal()
            self._shows[int(str(show_id))] = int(str(film_id)) << _DAY_BITS | day
        self.version += 1
