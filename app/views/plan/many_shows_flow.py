"""Filling days and copying one: wished for, previewed, written with its progress, and told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from app.controllers.form_reading import day_or_none
from app.controllers.plan.fill_form import first_fill
from app.controllers.plan.filling import Preview, Written
from app.controllers.plan.plan_desk import PlanDesk
from app.utils.codes import new_request_id
from app.utils.errors import BoxOfficeError, InvalidInput
from app.utils.progress import Progress
from app.views import theme
from app.views.keys import Key
from app.views.parts.bury import bury
from app.views.plan.copy_wishes import CopyWishes
from app.views.plan.fill_wishes import FillWishes
from app.views.plan.many_shows_sheet import ManyShowsSheet, SheetDoings
from app.views.tasks import Lane, Tasks

if TYPE_CHECKING:
    from app.views.plan.shows_page import ShowsPage


class Left(Protocol):
    def __call__(self, *, changed: bool) -> object: ...


class ManyShowsFlow:
    """For one page of shows; its sheet lies over the board until it is left."""

    def __init__(self, page: ShowsPage, plan: PlanDesk, tasks: Tasks, on_left: Left) -> None:
        self._page, self._plan, self._tasks, self._on_left = page, plan, tasks, on_left
        self.sheet: ManyShowsSheet | None = None
        self.fill: FillWishes | None = None
        self.copy: CopyWishes | None = None
        self.preview: Preview | None = None
        self._progress: Progress | None = None
        self._changed = False

    @property
    def is_open(self) -> bool:
        return self.sheet is not None

    @property
    def keys(self) -> tuple[Key, ...]:
        return (
            Key("F9", "show what would be planned", self.ask, "Preview"),
            Key("Control-s", "plan what is shown", self.write, "Plan"),
            Key("Escape", "one step back; ends what is under way", self.step_back),
        )

    def focus_first(self) -> None:
        wishes = self.fill or self.copy
        if wishes is not None:
            wishes.focus_first()

    # Opening

    def open_fill(self, day: date) -> None:
        """Ask for what a week or a day is to be filled with."""
        session, cinema = self._page.session, self._page.cinema

        def read() -> tuple[Any, ...]:
            shows, filling = self._plan.shows, self._plan.filling
            price = shows.usual_price_minor(session, cinema)
            return (
                shows.films(session),
                filling.halls(session, cinema),
                filling.usual_films(session, cinema, day),
                first_fill(cinema, day, price),
            )

        self._open("Fill days with shows")
        sheet = self._require_sheet()
        self.fill = FillWishes(sheet.wishes, lambda _answers: self.ask(), self._wish_changed)
        self.fill.grid(row=0, column=0, sticky="nsew")
        sheet.wishes.grid_rowconfigure(0, weight=1)
        sheet.say("F9 shows what would be planned. Nothing is written before you say so.")
        self._tasks.run(Lane.PLANNING, read, lambda found: self._begin_fill(*found), self._failed, replaces="fill")

    def open_copy(self, day: date) -> None:
        """Ask which day this one is to be like."""
        self._open(f"Copy another day to {self._page.bar.words}")
        sheet = self._require_sheet()
        self.copy = CopyWishes(sheet.wishes, day, self._page.cinema.locale, self.ask)
        self.copy.grid(row=0, column=0, sticky="nsew")
        sheet.wishes.grid_rowconfigure(0, weight=1)
        self.copy.focus_first()
        self.copy.take(day - timedelta(days=7))

    def _open(self, title: str) -> None:
        self.sheet = ManyShowsSheet(self._page, title, SheetDoings(self.write, self.step_back))
        self.sheet.grid(row=0, column=0, rowspan=2, columnspan=2, sticky="nsew")
        self.sheet.lift()
        self.preview, self._changed = None, False

    def _begin_fill(self, films: Any, halls: Any, usual: Any, answers: dict[str, str]) -> None:
        if self.fill is not None:
            self.fill.fill(answers, halls, films, usual)
            self.fill.focus_first()

    # What a person does

    def step_back(self) -> None:
        """Esc: end what is under way, else back to the board."""
        if self._progress is not None:
            bar = self.sheet.progress_bar if self.sheet is not None else None
            if bar is not None:
                bar.cancel()
            return
        if self.sheet is not None:
            bury(self.sheet)
        self.sheet = self.fill = self.copy = self.preview = None
        self._on_left(changed=self._changed)

    def ask(self) -> None:
        """Show what would come of what is wished for."""
        if self._progress is not None or self.sheet is None:
            return
        work = self._fill_preview() if self.fill is not None else self._copy_preview()
        if work is not None:
            self.sheet.say("Looking for room…")
            self._tasks.run(Lane.PLANNING, work, self._show, self._failed, replaces="preview")

    def write(self) -> None:
        """Plan what is shown."""
        preview, sheet, request_id = self.preview, self.sheet, new_request_id()
        if preview is None or sheet is None or self._progress is not None or not preview.planned:
            return
        session, cinema, filling = self._page.session, self._page.cinema, self._plan.filling
        progress = self._progress = Progress()
        sheet.show_progress(progress)
        sheet.say("Each hall is written as a whole: when you cancel, the halls that are done stay.")
        self._tasks.run(
            Lane.PLANNING,
            lambda: filling.write(session, request_id, cinema, preview, progress),
            self._written,
            self._not_written,
        )

    def _fill_preview(self) -> Callable[[], Preview] | None:
        fill, session, cinema = self.fill, self._page.session, self._page.cinema
        if fill is None:
            return None
        answers, hall_ids, films = fill.form.answers, fill.hall_ids, fill.wished
        return lambda: self._plan.filling.preview_fill(session, cinema, answers, hall_ids, films)

    def _copy_preview(self) -> Callable[[], Preview] | None:
        copy, session, cinema, to_day = self.copy, self._page.session, self._page.cinema, self._page.day
        if copy is None:
            return None
        try:
            from_day = day_or_none(copy.day.value)
        except InvalidInput as error:
            copy.day.set_error(error.sentence)
            return None
        if from_day is None:
            copy.day.set_error("Give the day whose shows are to be copied.")
            return None
        return lambda: self._plan.filling.preview_copy(session, cinema, from_day, to_day)

    # What becomes of it

    def _wish_changed(self) -> None:
        self.preview = None
        if self.sheet is not None and self._progress is None:
            self.sheet.forget_preview()

    def _show(self, preview: Preview) -> None:
        if self.sheet is None:
            return
        self.preview = preview
        if self.fill is not None:
            self.fill.form.set_busy(busy=False)
        self.sheet.show_preview(preview, self._page.cinema)
        if not preview.lines and not preview.left_out:
            self.sheet.say("There is nothing to copy from that day.", theme.WARN)

    def _written(self, written: Written) -> None:
        self._ended()
        self._changed = self._changed or written.count > 0
        if self.sheet is None:
            return
        stopped = "Stopped: " if written.cancelled else ""
        shows = "1 show is" if written.count == 1 else f"{written.count} shows are"
        told = f"{stopped}{shows} planned."
        colour = theme.WARN if written.refused or written.cancelled else theme.GOOD
        self.sheet.forget_preview()
        self.sheet.say("\n".join((told, *written.refused)), colour)
        self.sheet.back_button.focus_set()

    def _not_written(self, error: BoxOfficeError) -> None:
        self._ended()
        self._changed = True
        self._failed(error)

    def _ended(self) -> None:
        self._progress = self.preview = None
        if self.sheet is not None:
            self.sheet.end_progress()

    def _failed(self, error: BoxOfficeError) -> None:
        self.preview = None
        if self.sheet is None:
            return
        if self.fill is not None and hasattr(error, "field"):
            self.fill.refuse(error)
            self.sheet.say("")
            return
        if self.fill is not None:
            self.fill.form.set_busy(busy=False)
        self.sheet.say(error.sentence, theme.BAD)

    def _require_sheet(self) -> ManyShowsSheet:
        assert self.sheet is not None
        return self.sheet
