"""Activity: what was done, by whom, when and where; searched, and live."""

from __future__ import annotations

from functools import partial
from typing import Any

import customtkinter as ctk

from app.controllers.form_reading import FormRefused
from app.controllers.permissions import Session
from app.controllers.team.activity import ActivityLine, ActivityPage, Kind
from app.utils.errors import BoxOfficeError
from app.utils.progress import Cancelled, Progress
from app.views import theme
from app.views.keys import Key
from app.views.manager_pages import Office
from app.views.parts.bury import bury
from app.views.parts.button import Button
from app.views.parts.progress_bar import ProgressBar
from app.views.parts.table import Column, Table, TableRow
from app.views.tasks import Lane
from app.views.team.activity_filter import ActivityFilter
from app.views.timers import Timers

LIVE_EVERY_MS = 2000
_PROGRESS_EVERY_MS = 300
"""What takes longer than from one look to the next gets a bar."""
_LINES_MAX = 5000
"""So many lines are in sight at most: who wants to look further back looks for less."""
_COLUMNS = (
    Column("day", "Day", 120),
    Column("time", "Time", 88),
    Column("who", "Who", 150),
    Column("where", "Where", 110),
    Column("what", "What", 400, stretch=True),
)
_SEARCH, _LIVE = "activity", "activity live"


class ActivityTable(ctk.CTkFrame):
    """The filter, the lines, and what can be said of them. New lines come by themselves while the page is in sight."""

    def __init__(self, master: Any, office: Office, live_every_ms: int = LIVE_EVERY_MS) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=12)
        self._session, self._activity = office.session, office.desk.team.activity
        self._tasks = office.around.tasks
        self._page: ActivityPage | None = None
        self._lines: dict[int, ActivityLine] = {}
        self._progress: Progress | None = None
        self._progress_before: Progress | None = None
        self._bar: ProgressBar | None = None
        self._timers = Timers(self)
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(1, weight=1)
        self.filter = ActivityFilter(self, self.search)
        self.filter.grid(row=0, column=0, sticky="ew", padx=16, pady=(12, 0))
        self.table = Table(self, _COLUMNS, self._chosen, on_open=self._opened)
        self.table.grid(row=1, column=0, sticky="nsew", padx=8)
        self._foot = ctk.CTkFrame(self, fg_color="transparent", height=64)
        self._foot.grid(row=2, column=0, sticky="ew", padx=16, pady=(4, 12))
        self._foot.grid_columnconfigure(0, weight=1)
        self._say = ctk.CTkLabel(self._foot, text="", font=theme.font(), text_color=theme.QUIET, anchor="w", height=40)
        self._say.grid(row=0, column=0, sticky="ew")
        self.older_button = Button(self._foot, "Older lines", self.look_older, hint="F4", height=40)
        self._timers.every("live", live_every_ms, self._look_newer)
        self._timers.every("bar", _PROGRESS_EVERY_MS, self._look_at_progress)

    # What the page around it asks

    @property
    def keys(self) -> tuple[Key, ...]:
        return (
            Key("F2", "look for a booking or for words", self.filter.focus_first, "Search"),
            Key("F4", "older lines", self.look_older, "Older"),
            Key("Escape", "stop looking, then look for everything again", self.step_back),
        )

    @property
    def lines(self) -> tuple[ActivityLine, ...]:
        """What is in sight, the newest first."""
        return tuple(self._lines.values())

    @property
    def message(self) -> str:
        return str(self._say.cget("text"))

    def take_over(self, session: Session) -> None:
        self._session = session

    def focus_first(self) -> None:
        self.filter.focus_first()

    def refresh(self) -> None:
        if self._page is None:
            self.search()
        else:
            self._look_newer()

    def destroy(self) -> None:
        self._timers.stop()
        super().destroy()

    # What a person does

    def search(self) -> None:
        """Look anew; what was looked for before is not wanted any more."""
        answers = self.filter.answers
        self._ask(lambda progress: self._activity.search(self._session, answers, progress), self._found)

    def look_older(self) -> None:
        """The lines before those that are in sight."""
        page = self._page
        if page is not None and page.older is not None and self._progress is None and len(self._lines) < _LINES_MAX:
            self._ask(lambda progress: self._activity.older(self._session, page, progress), self._found_older)

    def step_back(self) -> None:
        if self._progress is not None:
            self._progress.cancel()
        elif not self.filter.is_empty:
            self.filter.clear()
        self.filter.focus_first()

    def _chosen(self, row_id: str) -> None:
        """Who comes to the last line goes on to those before."""
        if self.table.rows and row_id == self.table.rows[-1].id:
            self.look_older()

    def _opened(self, row_id: str) -> None:
        """Return on a line: all that was done to the same thing."""
        self.filter.look_for(self._lines[int(row_id)].subject)

    # Asking

    def _ask(self, work: Any, then: Any) -> None:
        if self._progress is not None:
            self._progress.cancel()
            self._end_progress()
        progress = self._progress = Progress()
        self._tasks.run(
            Lane.REPORTS, partial(work, progress), partial(self._answered, then), self._refused, replaces=_SEARCH
        )

    def _look_newer(self) -> None:
        page = self._page
        if page is None or self._progress is not None or not self.winfo_viewable():
            return
        self._tasks.run(
            Lane.REPORTS,
            lambda: self._activity.newer(self._session, page),
            partial(self._found_newer, page),
            _asked_again_soon,
            replaces=_LIVE,
        )

    # What becomes of it

    def _answered(self, then: Any, page: ActivityPage) -> None:
        self._end_progress()
        then(page)

    def _found(self, page: ActivityPage) -> None:
        self._page, self._lines = page, {line.id: line for line in page.lines}
        everything = "Nothing was done here yet." if self.filter.is_empty else "Nothing fits. Esc looks for everything."
        self.table.set_empty(everything)
        self.table.show([_row(line) for line in page.lines])
        self._tell()

    def _found_older(self, page: ActivityPage) -> None:
        if self._page is None:
            return
        self._page = ActivityPage((), page.wanted, page.older, self._page.read_at)
        self._lines |= {line.id: line for line in page.lines}
        self._grow()

    def _found_newer(self, asked: ActivityPage, page: ActivityPage | None) -> None:
        if self._page is None or self._page.wanted is not asked.wanted:
            return
        if page is None:
            self.search()
            return
        self._page = ActivityPage((), page.wanted, self._page.older, page.read_at)
        new = {line.id: line for line in page.lines if line.id not in self._lines}
        if new:
            both = {**new, **self._lines}
            ordered = sorted(both.values(), key=lambda line: (line.happened_at, line.id), reverse=True)
            self._lines = {line.id: line for line in ordered}
            self._grow()

    def _grow(self) -> None:
        self.table.grow([_row(line) for line in self._lines.values()])
        self._tell()

    def _refused(self, error: BoxOfficeError) -> None:
        self._end_progress()
        if isinstance(error, FormRefused):
            self.filter.refuse(error)
        if isinstance(error, Cancelled):
            self._say.configure(text="Stopped looking. What is here was found before.", text_color=theme.QUIET)
        else:
            self._say.configure(text=error.sentence, text_color=theme.BAD)

    def _tell(self) -> None:
        count, more = len(self._lines), self._page is not None and self._page.older is not None
        if count >= _LINES_MAX:
            told = f"{count} lines. To look further back, look for less: a person, a day."
        else:
            told = f"{count} lines{'' if more else ', and no older ones'}. New ones come by themselves."
        self._say.configure(text=told if count else "New lines come by themselves.", text_color=theme.QUIET)
        if more and count < _LINES_MAX:
            self.older_button.grid(row=0, column=1)
        else:
            self.older_button.grid_forget()

    def _look_at_progress(self) -> None:
        if self._progress is not None and self._progress is self._progress_before and self._bar is None:
            self._bar = ProgressBar(self._foot, self._progress, "lines")
            self._bar.grid(row=1, column=0, columnspan=2, sticky="ew")
        self._progress_before = self._progress

    def _end_progress(self) -> None:
        self._progress = None
        if self._bar is not None:
            bury(self._bar)
            self._bar = None


def _row(line: ActivityLine) -> TableRow:
    meaning = {Kind.BACK: "warn", Kind.SIGN_INS: "quiet"}.get(line.kind, "") if line.kind else ""
    return TableRow(str(line.id), (line.day, line.time, line.who, line.where, line.what), meaning)


def _asked_again_soon(_error: BoxOfficeError) -> None:
    """The database is away or busy: what is in sight stays, and it is asked again in two seconds."""
