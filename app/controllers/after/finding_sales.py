"""Finding a booking by whatever the customer knows of it: the newest first, each question bounded, as one types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from app.controllers.after.found_words import FoundLine, line_of
from app.controllers.after.meanings import Meanings
from app.controllers.after.sale_search import LINES_AT_A_TIME, SaleSearch
from app.controllers.after.typed_search import SearchWord, read, whole
from app.controllers.permissions import Permission, Session, needs
from app.models.after import found_sales
from app.models.after.shows_ever import ShowsEver
from app.models.database import Database
from app.utils.local_time import to_local

_LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class FoundPage:
    """Lines of the list, the newest first. `older` is what to go on with, further back; None where there is nothing more.

    `looked_back_to`: not all bookings could be looked at, and this is when the last one was made; None where all were. What
    comes then may belong between the lines that are known.
    `unknown` is a word that fits no booking at all, "" where each fits some.
    """

    lines: tuple[FoundLine, ...]
    words: tuple[str, ...]
    older: int | None = None
    looked_back_to: datetime | None = None
    unknown: str = ""


class FindingSales:
    """Bookings of the session's cinema, for the reading lane."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._meanings: dict[int, Meanings] = {}

    @needs(Permission.FIND_BOOKING)
    def prepare(self, session: Session) -> bool:
        """Load a small piece of what films and days are found by; True while there is more to load."""
        return self._meanings_of(session).shows.step()

    @needs(Permission.FIND_BOOKING)
    def by_code(self, session: Session, code: str) -> str | None:
        """The reference of the one booking that a scanned or typed code names; None where there is none."""
        word = whole(code)
        if word is None:
            return None
        ids = (
            found_sales.with_ticket_code(self._database, word.code)
            if word.code
            else found_sales.with_reference(self._database, word.reference)
        )
        meanings = self._meanings_of(session)
        meanings.shows.keep_up()
        lines = [each for each in found_sales.lines(self._database, ids) if each.show_id in meanings.shows]
        return lines[0].reference if lines else None

    @needs(Permission.FIND_BOOKING)
    def find(self, session: Session, typed: str, before: int | None = None) -> FoundPage:
        """The newest bookings that all typed words fit; with nothing typed the newest of all. `before` is a page's `older`."""
        words, meanings = read(typed), self._meanings_of(session)
        meanings.shows.keep_up()
        cinema = session.counter.cinema
        today = to_local(datetime.now(UTC), cinema.time_zone).date()
        start = _LARGEST_ID if before is None else before
        understood = meanings.of_all(words, today, start)
        unknown = next((each.word.typed for each in understood if each.is_nothing), "")
        told = tuple(word.typed for word in words)
        if unknown:
            return FoundPage((), told, unknown=unknown)
        search = SaleSearch(self._database, meanings.shows, understood, start)
        search.run()
        ids = sorted(search.found, reverse=True)
        more = len(ids) > LINES_AT_A_TIME
        ids = ids[:LINES_AT_A_TIME]
        lines = self._lines(session, ids, words, today)
        stopped_at = search.stopped_at
        if stopped_at is None or (more and ids[-1] > stopped_at):  # what may be missing is further back than these
            return FoundPage(lines, told, ids[-1] if more else None)
        return FoundPage(lines, told, stopped_at, found_sales.made_at(self._database, stopped_at))

    def _meanings_of(self, session: Session) -> Meanings:
        cinema = session.counter.cinema
        if cinema.id not in self._meanings:
            self._meanings[cinema.id] = Meanings(self._database, ShowsEver(self._database, cinema), cinema.locale)
        return self._meanings[cinema.id]

    def _lines(
        self, session: Session, ids: Sequence[int], words: Sequence[SearchWord], today: date
    ) -> tuple[FoundLine, ...]:
        cards = found_sales.cards_of(self._database, ids, {word.card for word in words if word.card})
        cinema = session.counter.cinema
        return tuple(line_of(each, words, cards, cinema, today) for each in found_sales.lines(self._database, ids))
