"""One question among a million bookings: every way to fit it that leads to few is followed, what is left is looked through.

Most questions have a way to their answer through an index: a customer's bookings, a show's, a clerk's newest. Where a way leads
to too many, bookings are looked through one by one, the newest first, and no more of them than can be in a blink.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.controllers.after.meanings import Meaning
from app.controllers.after.search_terms import Term, terms_of
from app.models.after import found_sales
from app.models.after.found_sales import BOOKINGS_MAX, CUSTOMERS_MAX, Sketch
from app.models.after.shows_ever import ShowsEver
from app.models.statements import Reader

LINES_AT_A_TIME = 50
LOOKED_THROUGH_AT_A_TIME = 10_000
"""Then somebody says whether to go on."""
STEP = 2_000
_CHECKED_AT_A_TIME = 200
"""Most of those fit; where they do not, four times as many are checked at the next time."""
_SHOWS_MAX, _SHOWS_BY_NEWEST_MAX = 100, 1_500
"""Shows whose bookings are all read, and those of which only the newest are."""
_NEWEST_MAX = 4 * LINES_AT_A_TIME
"""Some may have been given up before they were paid, and are left out."""


class SaleSearch:
    """`run` fills `found` with ids, one more at least than are shown where there are more.

    `stopped_at` is the id down to which was looked, where there may be more below it that are not found; None otherwise.
    """

    def __init__(self, reader: Reader, shows: ShowsEver, meanings: Sequence[Meaning], before: int) -> None:
        self._reader, self._shows, self._before = reader, shows, before
        # Who must be asked about is asked last, when most are out already.
        self._meanings = sorted(meanings, key=lambda each: each.has_very_many_customers)
        self.found: set[int] = set()
        self.stopped_at: int | None = None

    def run(self) -> None:
        terms = terms_of(self._meanings)
        few = [self._few(term) for term in terms or [Term()]]
        known = {each for ids in few if ids is not None for each in ids}
        rest = [term for term, ids in zip(terms or [Term()], few, strict=True) if ids is None]
        if rest:
            self._follow(rest, known)
        self._check(sorted(known, reverse=True))

    def _follow(self, rest: Sequence[Term], known: set[int]) -> None:
        """Ways that lead to many: most often the newest bookings are enough."""
        last = self._look_through(self._before, STEP)
        if last is None or self._is_full:
            return
        newest = [self._newest(term) for term in rest]
        known.update(each for ids in newest if ids is not None for each in ids)
        floors = [ids[-1] for ids in newest if ids is not None and len(ids) >= _NEWEST_MAX]
        looked = STEP
        while None in newest and last is not None and not self._is_full and looked < LOOKED_THROUGH_AT_A_TIME:
            last = self._look_through(last, 2 * STEP)
            looked += 2 * STEP
        if self._is_full:
            return
        if None in newest and last is not None:
            floors.append(last)
        self.stopped_at = max(floors, default=None)

    @property
    def _is_full(self) -> bool:
        return len(self.found) > LINES_AT_A_TIME

    def _few(self, term: Term) -> Sequence[int] | None:
        """All bookings that may fit in this way; None where they are very many."""
        if term.ids is not None and len(term.ids) < found_sales.CARDS_MAX:
            return tuple(term.ids)
        if term.customer_ids is not None and len(term.customer_ids) <= CUSTOMERS_MAX:
            found = found_sales.of_customers(self._reader, term.customer_ids, self._before)
            if len(found) <= BOOKINGS_MAX:
                return found
        if term.show_ids is not None and len(term.show_ids) <= _SHOWS_MAX:
            found = found_sales.of_shows(self._reader, term.show_ids, self._before)
            if len(found) <= BOOKINGS_MAX:
                return found
        return None

    def _newest(self, term: Term) -> list[int] | None:
        """The newest bookings that fit in this way, all of them where they are fewer than _NEWEST_MAX.

        None where that cannot be told without looking through them.
        """
        reader, before = self._reader, self._before
        if term.ids is not None:
            found = sorted((each for each in term.ids if each < before), reverse=True)
        elif term.is_only_clerks and term.clerk_ids is not None:
            found = sorted(
                (each for clerk_id in term.clerk_ids
                 for each in found_sales.newest_of_clerk(reader, clerk_id, before, _NEWEST_MAX)),
                reverse=True,
            )  # fmt: skip
        elif term.is_only_shows and term.show_ids is not None and len(term.show_ids) <= _SHOWS_BY_NEWEST_MAX:
            # The newest bookings are among those shows that have the newest ones.
            shows = found_sales.shows_by_newest(reader, term.show_ids, before)[:_NEWEST_MAX]
            found = found_sales.newest_of_shows(reader, shows, before, _NEWEST_MAX)
        else:
            return None
        return found[:_NEWEST_MAX]

    def _look_through(self, before: int, count: int) -> int | None:
        """Keep what fits of the next so many; returns the last one's id, None where there are none below it."""
        sketches = found_sales.newest(self._reader, before, count)
        self._keep(sketches)
        return sketches[-1].id if len(sketches) == count else None

    def _check(self, ids: Sequence[int]) -> None:
        """Keep what fits of these, the newest first, until there are enough."""
        found = start = 0
        count = _CHECKED_AT_A_TIME
        while start < len(ids) and found <= LINES_AT_A_TIME:
            found += self._keep(found_sales.sketches(self._reader, ids[start : start + count]))
            start, count = start + count, min(4 * count, STEP)

    def _keep(self, sketches: Sequence[Sketch]) -> int:
        """Those of this cinema that every word fits."""
        shows, before = self._shows, self._before
        named = {booking_id for meaning in self._meanings for booking_id in meaning.named}
        left = list(sketches)
        for meaning in self._meanings:
            fitting = meaning.fitting(left)
            if meaning.has_very_many_customers and len(fitting) < len(left):
                fitting += self._called(meaning, left, fitting)
            left = fitting
        left = [
            each for each in left if each.id < before and each.show_id in shows and (not each.idle or each.id in named)
        ]
        self.found.update(each.id for each in left)
        return len(left)

    def _called(self, meaning: Meaning, left: Sequence[Sketch], fitting: Sequence[Sketch]) -> list[Sketch]:
        """Those whose customer must be asked about, and has such a word."""
        known = {each.id for each in fitting}
        others = [each for each in left if each.id not in known and each.customer_id is not None]
        asked = {each.customer_id for each in others if each.customer_id is not None}
        called = found_sales.customers_among(self._reader, asked, meaning.word.customer)
        return [each for each in others if each.customer_id in called]
