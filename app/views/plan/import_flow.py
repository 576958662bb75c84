"""An import from choosing the file to its report: each step on the planning lane, each of them can be left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from app.controllers.permissions import Session
from app.controllers.plan.film_import import FetchedPosters, FilmImport
from app.controllers.plan.film_lines import FilmFile
from app.controllers.plan.films import Film
from app.controllers.plan.import_plan import Assumed, ImportPlan, read_assumed
from app.models.errors import ChangedMeanwhile
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError
from app.utils.progress import Progress
from app.views import theme
from app.views.keys import Key
from app.views.plan.ask_for_file import ask_for_file
from app.views.plan.import_sheet import WRITTEN_AT_ONCE, ImportDoings, ImportSheet
from app.views.tasks import Lane, Tasks

_KINDS = (("CSV and JSON", "*.csv *.tsv *.txt *.json *.jsonl"), ("All files", "*"))
_READ = "Reading the films"
_FETCHED = "Each film is looked up with its length and certificate. Nothing is written yet."
_POSTERS = "Each poster is kept as it comes: cancelled, those that are here stay."


class Left(Protocol):
    def __call__(self, *, changed: bool) -> object: ...


class ImportFlow:
    """One for the page of films. `on_left` hears whether films were imported."""

    def __init__(self, master: Any, session: Session, films: FilmImport, tasks: Tasks, on_left: Left) -> None:
        self.session = session
        self._master, self._import, self._tasks, self._on_left = master, films, tasks, on_left
        self._sheet: ImportSheet | None = None
        self._progress: Progress | None = None
        """Of what is under way."""
        self.plan: ImportPlan | None = None
        """What would be done."""
        self._missing: tuple[tuple[Film, str], ...] = ()
        self.is_open = self._changed = self._done = False

    @property
    def sheet(self) -> ImportSheet:
        """Made when it is first opened, and kept."""
        if self._sheet is None:
            doings = ImportDoings(
                self.choose_file, self.fetch, self._assume, self.run, self.fetch_posters, self.step_back
            )
            self._sheet = ImportSheet(self._master, doings)
        return self._sheet

    @property
    def keys(self) -> tuple[Key, ...]:
        return (
            Key("F5", "choose a file with films", self.choose_file, "File"),
            Key("F9", "fetch from The Movie Database", self.fetch_posters if self._done else self.fetch, "Fetch"),
            Key("Control-s", "import what is shown", self.run, "Import"),
            Key("Escape", "one step back; ends what is under way", self.step_back),
        )

    def open(self) -> None:
        self.is_open, self._changed = True, False
        self.sheet.grid(row=0, column=0, sticky="nsew")
        self._ask_where_from()

    def focus_first(self) -> None:
        self.sheet.focus_first()

    # What a person does

    def step_back(self) -> None:
        """Esc: end what is under way; from the lines to the choice; from there back to the films."""
        if self._progress is not None:
            bar = self.sheet.progress_bar
            if bar is not None:
                bar.cancel()
        elif self.plan is not None and not self._done:
            self._ask_where_from()
        else:
            self.is_open = False
            self.sheet.grid_forget()
            self._on_left(changed=self._changed)

    def choose_file(self) -> None:
        if self._progress is None:
            path = ask_for_file(self.sheet, "Import films", _KINDS)
            if path is not None:
                self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Read a file and show what importing it would do."""

        def work(progress: Progress) -> ImportPlan:
            file = self._import.read(self.session, path, progress)
            return self._import.preview(self.session, file, Assumed())

        self._under_way(_READ, "", "lines", work, self._show_plan, self._ask_where_from)

    def fetch(self) -> None:
        """Ask The Movie Database what is playing, and show what importing it would do."""
        if self._progress is not None or self.plan is not None or not self._import.can_fetch:
            return

        def work(progress: Progress) -> ImportPlan:
            file = self._import.now_playing(self.session, progress)
            return self._import.preview(self.session, file, Assumed())

        self._under_way("The Movie Database", _FETCHED, "films", work, self._show_plan, self._ask_where_from)

    def run(self) -> None:
        """Do what is shown."""
        plan, request_id = self.plan, new_request_id()
        if plan is None or self._done or self._progress is not None or not plan.writes:
            return

        def work(progress: Progress) -> ImportPlan:
            return self._import.run(self.session, request_id, plan, progress)

        self._under_way(f"Importing {plan.file.name}", WRITTEN_AT_ONCE, "films", work, self._imported, self._show_again)

    def fetch_posters(self) -> None:
        missing = self._missing
        if self._progress is not None or not missing:
            return

        def work(progress: Progress) -> FetchedPosters:
            return self._import.fetch_posters(self.session, missing, progress)

        self._under_way("Posters", _POSTERS, "posters", work, self._posters_here, self._leave_posters)

    def _assume(self, answers: dict[str, str]) -> None:
        """Other values for what the file does not say."""
        plan = self.plan
        if plan is None:
            return
        try:
            assumed = read_assumed(answers)
        except BoxOfficeError as error:
            if self.sheet.lines is not None:
                self.sheet.lines.refuse(error)
            return
        self._preview(plan.file, assumed)

    # What becomes of it

    def _under_way(
        self,
        title: str,
        sentence: str,
        what: str,
        work: Callable[[Progress], Any],
        then: Callable[[Any], object],
        back: Callable[[], object],
    ) -> None:
        """Do long work with its bar; whatever ends it, the next step is shown and why is said."""
        progress = self._progress = Progress()
        self.sheet.show_progress(title, sentence, progress, what)

        def ended(result: Any) -> None:
            self._progress = None
            then(result)

        def failed(error: BoxOfficeError) -> None:
            self._progress = None
            if isinstance(error, ChangedMeanwhile) and isinstance(error.now, ImportPlan):
                self.plan = error.now
            back()
            self.sheet.say(error.sentence, theme.BAD)

        self._tasks.run(Lane.PLANNING, lambda: work(progress), ended, failed)

    def _preview(self, file: FilmFile, assumed: Assumed) -> None:
        self._tasks.run(
            Lane.PLANNING,
            lambda: self._import.preview(self.session, file, assumed),
            self._show_plan,
            replaces="preview",
        )

    def _ask_where_from(self) -> None:
        self.plan, self._missing, self._done = None, (), False
        self.sheet.show_choice(can_fetch=self._import.can_fetch, country=self.session.counter.cinema.country)
        self.sheet.focus_first()

    def _show_plan(self, plan: ImportPlan) -> None:
        self.plan = plan
        self.sheet.show_plan(plan)

    def _show_again(self) -> None:
        if self.plan is not None:
            self.sheet.show_plan(self.plan)

    def _imported(self, plan: ImportPlan) -> None:
        self._changed, self._done, self.plan = True, True, plan
        self.sheet.show_done(plan)
        if self._import.can_fetch and plan.file.from_tmdb:
            self._tasks.run(
                Lane.PLANNING, lambda: self._import.missing_posters(self.session, plan), self._offer_posters
            )

    def _offer_posters(self, missing: tuple[tuple[Film, str], ...]) -> None:
        if missing and self._done:
            self._missing = missing
            self.sheet.offer_posters(len(missing))

    def _posters_here(self, fetched: FetchedPosters) -> None:
        self._leave_posters()
        without = f" Without one: {' '.join(fetched.without)}" if fetched.without else ""
        self.sheet.say(f"Posters fetched: {fetched.count}.{without}", theme.GOOD)

    def _leave_posters(self) -> None:
        self._missing = ()
        if self.plan is not None:
            self.sheet.show_done(self.plan)
