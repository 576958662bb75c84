"""Reports: the day at a glance, the list of reports, and the chosen one for the chosen days."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tkinter import filedialog
from typing import Any

import customtkinter as ctk

from app.controllers.form_reading import FormRefused
from app.controllers.permissions import Session
from app.controllers.reports.report import Report, ReportKind
from app.controllers.reports.report_files import FileKind, suggested_name
from app.controllers.reports.reports import HallChoice, Wanted
from app.utils.errors import BoxOfficeError
from app.utils.progress import Cancelled, Progress
from app.views import theme
from app.views.keys import Key
from app.views.manager_pages import Office
from app.views.parts.table import Column, Table, TableRow
from app.views.reports.glance_cards import GlanceCards
from app.views.reports.period_bar import PeriodBar
from app.views.reports.report_pane import ReportPane
from app.views.tasks import Lane
from app.views.timers import Timers

_LIST_WIDTH = 192
_HALLS_HEIGHT = 152
_GLANCE_EVERY_MS = 60_000
_BAR_AFTER_MS = 300
_FILE_TYPES = {
    FileKind.CSV: ("Comma separated", "*.csv"),
    FileKind.XLSX: ("Excel workbook", "*.xlsx"),
    FileKind.PDF: ("PDF", "*.pdf"),
}


class ReportsPage(ctk.CTkFrame):
    """Every choice is answered at once; the answer of an older one is dropped."""

    def __init__(self, master: Any, office: Office) -> None:
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)
        self._session, self._around = office.session, office.around
        self._tasks, self._toasts = office.around.tasks, office.around.toasts
        self._desk = office.desk
        self._progress: Progress | None = None
        self._kind = ReportKind.BY_DAY
        self._timers = Timers(self)
        self._bar_timer: str | None = None
        self.grid_columnconfigure(1, weight=1)
        self.grid_rowconfigure(2, weight=1)
        self.cards = GlanceCards(self, office.session.counter.cinema)
        self.cards.grid(row=0, column=0, columnspan=2, sticky="ew")
        self.period = PeriodBar(self, self.ask)
        self.period.grid(row=1, column=0, columnspan=2, sticky="ew", pady=8)
        self._build_list()
        self.pane = ReportPane(self, self.choose_file)
        self.pane.grid(row=2, column=1, sticky="nsew", padx=(8, 0))
        self._around.looks.on_change.append(self.pane.repaint)
        self._timers.every("glance", _GLANCE_EVERY_MS, self._glance_if_seen)

    def _build_list(self) -> None:
        left = ctk.CTkFrame(self, fg_color="transparent", width=_LIST_WIDTH)
        left.grid(row=2, column=0, sticky="nsew")
        left.grid_propagate(False)
        left.grid_columnconfigure(0, weight=1)
        left.grid_rowconfigure(0, weight=1)
        self.kinds = Table(left, (Column("name", "Report", _LIST_WIDTH - 16, stretch=True),), self._choose_kind)
        self.kinds.show([TableRow(kind.value, (kind.label,)) for kind in ReportKind])
        self.kinds.choose(self._kind)
        self.kinds.grid(row=0, column=0, sticky="nsew")
        self.halls = Table(
            left,
            (Column("name", "Hall", _LIST_WIDTH - 16, stretch=True),),
            lambda _id: self.ask(),
            empty="There is no hall yet. Draw one on the Plan page.",
        )
        self.halls.configure(height=_HALLS_HEIGHT)
        self.halls.grid_propagate(False)

    def destroy(self) -> None:
        self._timers.stop()
        if self._bar_timer is not None:
            self.after_cancel(self._bar_timer)
        if self.pane.repaint in self._around.looks.on_change:
            self._around.looks.on_change.remove(self.pane.repaint)
        super().destroy()

    # What the page around it asks

    @property
    def keys(self) -> tuple[Key, ...]:
        return (
            Key("F2", "choose a report", self.kinds.focus_set, "Reports"),
            Key("F3", "choose the days", self.period.focus_set, "Days"),
            Key("F4", "go into the table", self._into_table, "Table"),
            Key("F5", "ask once more, as it is now", self.refresh, "Refresh"),
            *(
                Key(key, f"save the report as {words}", partial(self.choose_file, kind), words)
                for key, words, kind in (
                    ("F6", "CSV", FileKind.CSV),
                    ("F7", "Excel", FileKind.XLSX),
                    ("F8", "PDF", FileKind.PDF),
                )
            ),
            Key("Escape", "end the adding up; back to the list of reports", self.step_back),
        )

    def take_over(self, session: Session) -> None:
        self._session = session

    def focus_first(self) -> None:
        self.kinds.focus_set()

    def refresh(self) -> None:
        """The figures and the report, as they are now."""
        self._glance()
        reports = self._desk.reports.reports
        self._tasks.run(Lane.REPORTS, lambda: reports.halls(self._session), self._show_halls, replaces="report halls")
        self.ask()

    # What a person does

    def ask(self) -> None:
        """Make the chosen report for the chosen days."""
        if not self.period.is_complete:
            self.pane.ask_for("Type the first and the last day, then press Enter.")
            return
        chosen = self.halls.chosen
        if self._kind.asks_for_hall and chosen is None:
            self.pane.ask_for("Choose a hall at the left.")
            return
        period = self.period
        wanted = Wanted(
            self._kind,
            period.preset,
            period.first.value,
            period.last.value,
            int(chosen) if chosen is not None else None,
        )
        if self._progress is not None:
            self._progress.cancel()
        progress = self._progress = Progress()
        reports, session = self._desk.reports.reports, self._session
        self._tasks.run(
            Lane.REPORTS, lambda: reports.make(session, wanted, progress), self._show, self._refused, replaces="report"
        )
        self._look_later(progress)

    def step_back(self) -> None:
        if self.pane.progress_bar is not None:
            self.pane.progress_bar.cancel()
        else:
            self.kinds.focus_set()

    def choose_file(self, kind: FileKind) -> None:
        """Ask where to write the report that is shown."""
        report = self.pane.report
        if report is None or not report.sheet.rows:
            return
        named = filedialog.asksaveasfilename(
            parent=self, title="Save the report", initialfile=suggested_name(report, kind),
            defaultextension=f".{kind.value}", filetypes=(_FILE_TYPES[kind],),
        )  # fmt: skip
        if named:
            self.save(report, Path(named))

    def save(self, report: Report, path: Path) -> None:
        """Write the report that was shown when it was asked for."""
        files, session = self._desk.reports.files, self._session
        self._tasks.run(
            Lane.REPORTS,
            lambda: files.save(session, report, path),
            lambda written: self._toasts.show(f"The report is in {written}.", "good"),
        )

    def _choose_kind(self, key: str) -> None:
        self._kind = ReportKind(key)
        self._offer_halls()
        self.ask()

    def _offer_halls(self) -> None:
        if self._kind.asks_for_hall:
            self.halls.grid(row=1, column=0, sticky="ew", pady=(8, 0))
        else:
            self.halls.grid_forget()

    def _into_table(self) -> None:
        if self.pane.table is not None:
            self.pane.table.focus_set()

    # What comes of it

    def _show(self, report: Report) -> None:
        self._progress = None
        self.pane.show(report)

    def _refused(self, error: BoxOfficeError) -> None:
        self._progress = None
        if isinstance(error, FormRefused):
            self.period.refuse(error)
        elif isinstance(error, Cancelled):
            self.pane.ask_for("Stopped. What was added up so far stays; F5 goes on with the rest.")
        else:
            self.pane.ask_for(f"{error.sentence} F5 asks once more.")

    def _show_progress(self, progress: Progress) -> None:
        """Only when it takes a while, and only for the question that still counts."""
        self._bar_timer = None
        if progress is not self._progress:
            return
        if progress.total:
            self.pane.wait(progress)
        else:
            self._look_later(progress)

    def _look_later(self, progress: Progress) -> None:
        if self._bar_timer is not None:
            self.after_cancel(self._bar_timer)
        self._bar_timer = self.after(_BAR_AFTER_MS, lambda: self._show_progress(progress))

    def _show_halls(self, halls: tuple[HallChoice, ...]) -> None:
        before = self.halls.chosen
        self.halls.show([TableRow(str(hall.id), (hall.name,)) for hall in halls])
        if halls and self.halls.chosen is None:
            self.halls.choose(before or str(halls[0].id))
        if self._kind.asks_for_hall and before is None:
            self.ask()

    def _glance(self) -> None:
        reports, session = self._desk.reports.reports, self._session
        self._tasks.run(
            Lane.REPORTS,
            lambda: reports.at_a_glance(session),
            self.cards.show,
            lambda _error: None,  # the report beside it says what is wrong
            replaces="glance",
        )

    def _glance_if_seen(self) -> None:
        if self.winfo_viewable():
            self._glance()
