"""Keeping the programme's list fresh: the day's shows or the search's, with live counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from app.controllers.permissions import Session
from app.controllers.sell.programme import Programme
from app.models.records import DayOfShows, ShowCounts
from app.utils.errors import BoxOfficeError
from app.utils.local_time import to_local
from app.views.sell.programme_panel import ProgrammePanel
from app.views.tasks import Lane, Tasks

REFRESH_MS = 2500
_NO_SHOWS = "No show is on sale on this day. Choose another day above."
_FOUND_BY = "Try a title, genre, language, certificate, cinema, city or day: “tomorrow”, “sat”, “21 nov”."
_NO_PROGRAMME = "There are no shows yet. A manager plans films and shows; they appear here by themselves."


class ProgrammeFlow:
    """Loads what the panel shows. A lost database leaves the last list on the screen."""

    def __init__(self, panel: ProgrammePanel, session: Session, programme: Programme, tasks: Tasks) -> None:
        self._panel, self._session, self._programme, self._tasks = panel, session, programme, tasks
        self._day: date | None = None
        self._typed = self.listed = ""
        self._days: tuple[DayOfShows, ...] = ()
        self._when_listed: Callable[[], object] | None = None
        self.is_loaded = False
        """Whether there has been a list; until then a number of it says nothing."""
        self.on_listed: Callable[[], object] = _nothing
        self._first_list: Callable[[Sequence[ShowCounts]], object] | None = None

    def start(self, then: Callable[[Sequence[ShowCounts]], object]) -> None:
        """Load the days and today's shows; `then` gets the first list."""
        self._first_list = then
        self._tasks.run(
            Lane.READING, lambda: self._programme.days(self._session), self._got_days, _keep_list, replaces="days"
        )

    def choose_day(self, day: date) -> None:
        """The shows of that day; a search is over."""
        self._day, self._typed = day, ""
        self.start(lambda _found: None)

    def go_to_day_of(self, counts: ShowCounts) -> None:
        """The search has led to a show: the list is that of its day again."""
        day = to_local(counts.show.starts_at, self._session.counter.cinema.time_zone).date()
        self.choose_day(day if day in [each.day for each in self._days] else self._day or day)

    def search(self, typed: str) -> None:
        """Search as one types; nothing typed shows the day again."""
        typed = " ".join(typed.split())
        if typed != self._typed:
            self._typed = typed
            self.refresh()

    def when_listed(self, do: Callable[[], object]) -> None:
        """Do it as soon as the list is the one that was asked for last."""
        if self.is_loaded and self.listed == self._typed:
            do()
        else:
            self._when_listed = do

    def forget_when_listed(self) -> None:
        """Somebody typed on: what waited for the list is not wanted any more."""
        self._when_listed = None

    def refresh(self) -> None:
        """Ask for the list again; only the newest answer counts."""
        typed, day = self._typed, self._day
        if typed:
            self._tasks.run(
                Lane.READING,
                lambda: self._programme.search(self._session, typed, most=20),
                lambda found: self._got_shows(found, nothing_fits(typed), typed),
                _keep_list,
                replaces="shows",
            )
        elif day is not None:
            self._tasks.run(
                Lane.READING,
                lambda: self._programme.shows_on(self._session, day),
                lambda found: self._got_shows(found, _NO_SHOWS),
                _keep_list,
                replaces="shows",
            )
        else:
            self.start(self._first_list or (lambda _found: None))

    def _got_days(self, days: tuple[DayOfShows, ...]) -> None:
        self._days, known = days, [each.day for each in days]
        if self._day not in known:
            self._day = known[0] if known else None
        self._panel.show_days(days, self._day)
        if self._day is None:
            self._panel.show_shows((), _NO_PROGRAMME)
            self.is_loaded = True
        else:
            self.refresh()

    def _got_shows(self, found: Sequence[ShowCounts], empty: str, typed: str = "") -> None:
        self._panel.show_shows(found, empty, searched=bool(typed))
        self.listed = typed
        if self._first_list is not None:
            then, self._first_list = self._first_list, None
            then(found)
        self.is_loaded = True
        self.on_listed()
        if self._when_listed is not None and self.listed == self._typed:
            do, self._when_listed = self._when_listed, None
            do()
        self._prepare_search()

    def _prepare_search(self) -> None:
        """After each list, so that nobody waits for it: a piece of what is searched, and the next when that is there."""
        self._tasks.run(
            Lane.READING,
            lambda: self._programme.prepare_search(self._session),
            lambda more: self._prepare_search() if more else None,
            _keep_list,
            replaces="prepare search",
        )


def nothing_fits(typed: str) -> str:
    """What the list says when a search finds nothing."""
    return f"Nothing on sale fits “{typed}”. {_FOUND_BY}"


def _nothing() -> None:
    """Until somebody wants to hear of a new list."""


def _keep_list(_error: BoxOfficeError) -> None:
    """The connection watch tells of a lost database; the list stays as it was and is asked for again."""
