"""Keeping the programme's list fresh: the day's shows or the search's, with live counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from app.controllers.permissions import Session
from app.controllers.sell.programme import Programme
from app.models.records import DayOfShows, ShowCounts
from app.utils.errors import BoxOfficeError
from app.views.sell.programme_panel import ProgrammePanel
from app.views.tasks import Lane, Tasks

REFRESH_MS = 2500
_NO_SHOWS = "No show is on sale on this day. Choose another day above."
_NO_PROGRAMME = "There are no shows yet. A manager plans films and shows; they appear here by themselves."


class ProgrammeFlow:
    """Loads what the panel shows. A lost database leaves the last list on the screen."""

    def __init__(self, panel: ProgrammePanel, session: Session, programme: Programme, tasks: Tasks) -> None:
        self._panel, self._session, self._programme, self._tasks = panel, session, programme, tasks
        self._day: date | None = None
        self._typed = self._listed = ""
        self._open_when_listed = False
        self._first_list: Callable[[Sequence[ShowCounts]], object] | None = None

    def start(self, then: Callable[[Sequence[ShowCounts]], object]) -> None:
        """Load the days and today's shows; `then` gets the first list."""
        self._first_list = then
        self._tasks.run(
            Lane.READING, lambda: self._programme.days(self._session), self._got_days, _keep_list, replaces="days"
        )

    def choose_day(self, day: date) -> None:
        self._day = day
        if self._panel.search.value:
            self._panel.search.value = ""
        self.start(lambda _found: None)

    def search(self, typed: str) -> None:
        """Search as one types; an empty field shows the day again."""
        self._typed = typed.strip()
        self._open_when_listed = False
        self.refresh()

    def open_first(self) -> None:
        """Open the first show of the list; after fast typing, once the list is of what was typed."""
        if self._listed == self._typed:
            self._panel.open_first()
        else:
            self._open_when_listed = True

    def refresh(self) -> None:
        """Ask for the list again; only the newest answer counts."""
        typed, day = self._typed, self._day
        if typed:
            self._tasks.run(
                Lane.READING,
                lambda: self._programme.search(self._session, typed, most=20),
                lambda found: self._got_shows(
                    found, f"No film with “{typed}” is on sale. Try the start of another word.", typed
                ),
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
        known = [each.day for each in days]
        if self._day not in known:
            self._day = known[0] if known else None
        self._panel.show_days(days, self._day)
        if self._day is None:
            self._panel.show_shows((), _NO_PROGRAMME)
        else:
            self.refresh()

    def _got_shows(self, found: Sequence[ShowCounts], empty: str, typed: str = "") -> None:
        self._panel.show_shows(found, empty)
        self._listed = typed
        if self._open_when_listed:
            self._open_when_listed = False
            self._panel.open_first()
        if self._first_list is not None:
            then, self._first_list = self._first_list, None
            then(found)


def _keep_list(_error: BoxOfficeError) -> None:
    """The connection watch tells of a lost database; the list stays as it was and is asked for again."""
