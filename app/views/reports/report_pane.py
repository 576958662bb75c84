"""One report: what it is called, its chart, the table beside it, and the ways out."""

from __future__ import annotations

import heapq
import tkinter as tk
from collections.abc import Callable, Sequence
from typing import Any

import customtkinter as ctk

from app.controllers.reports.report import Report
from app.controllers.reports.report_files import FileKind
from app.utils.progress import Progress
from app.views import theme
from app.views.parts.bury import bury
from app.views.parts.button import Button
from app.views.parts.progress_bar import ProgressBar
from app.views.parts.table import Column, Table, TableRow
from app.views.reports.chart_pane import ChartPane

TOTALS = "totals"
"""The id of the table's last row."""
_CELL_SPACE, _CELL_MIN, _CELL_MAX = 18, 48, 260
_MEASURED = 5
_CHART_BESIDE_MIN = 300
_LABELS = {FileKind.CSV: ("CSV", "F6"), FileKind.XLSX: ("Excel", "F7"), FileKind.PDF: ("PDF", "F8")}


class ReportPane(ctk.CTkFrame):
    """The table stands beside the chart where there is room for both, else below it."""

    def __init__(self, master: Any, on_save: Callable[[FileKind], object]) -> None:
        super().__init__(master, fg_color="transparent")
        self.report: Report | None = None
        self.table: Table | None = None
        self.progress_bar: ProgressBar | None = None
        self._table_width = 0
        self._beside: bool | None = None
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(1, weight=1)
        self._build_head(on_save)
        self._room = ctk.CTkFrame(self, fg_color="transparent")
        self._room.grid(row=1, column=0, sticky="nsew", pady=(8, 0))
        self.chart = ChartPane(self._room, self._point_out)
        self._said = ctk.CTkLabel(
            self._room, text="", font=theme.font(), text_color=theme.QUIET, wraplength=420, justify="left"
        )
        self._note = ctk.CTkLabel(
            self, text="", font=theme.font(theme.SMALL), text_color=theme.QUIET, anchor="w", justify="left", height=16
        )
        self._note.grid(row=2, column=0, sticky="ew", pady=(8, 0))
        tk.Misc.bind(
            self, "<Configure>", lambda _event: self._resized()
        )  # CustomTkinter's own would hear of its canvas

    def _build_head(self, on_save: Callable[[FileKind], object]) -> None:
        head = ctk.CTkFrame(self, fg_color="transparent")
        head.grid(row=0, column=0, sticky="ew")
        head.grid_columnconfigure(0, weight=1)
        self._title = ctk.CTkLabel(
            head, text="", font=theme.font(theme.TITLE, bold=True), text_color=theme.TEXT, anchor="w", height=24
        )
        self._title.grid(row=0, column=0, sticky="ew")
        self._subtitle = ctk.CTkLabel(head, text="", font=theme.font(), text_color=theme.QUIET, anchor="w", height=20)
        self._subtitle.grid(row=1, column=0, sticky="ew")
        self.buttons: dict[FileKind, Button] = {}
        for column, (kind, (label, key)) in enumerate(_LABELS.items(), start=1):
            button = Button(head, label, lambda kind=kind: on_save(kind), hint=key, height=40)  # type: ignore[misc]
            button.set_enabled(False)
            button.grid(row=0, column=column, rowspan=2, padx=(8, 0))
            self.buttons[kind] = button

    # What is shown

    def show(self, report: Report) -> None:
        """The report, in place of what was there."""
        if report == self.report and self.progress_bar is None and self.table is not None:
            return
        self._clear()
        self.report = report
        self._title.configure(text=report.sheet.title)
        self._subtitle.configure(text=report.sheet.subtitle)
        self._note.configure(text=report.sheet.note)
        for button in self.buttons.values():
            button.set_enabled(bool(report.sheet.rows))
        if not report.sheet.rows:
            self._say("Nothing in these days. Choose other days above, or another report at the left.")
            return
        self._make_table(report)
        self.chart.show(report)
        self._beside = None
        self._resized()

    def wait(self, progress: Progress) -> None:
        """Days are being added up: how far that is, and a way to end it."""
        self._clear()
        self.report = None
        self._title.configure(text="Adding up")
        self._subtitle.configure(text="Days that are over are added up once. Then every report is quick.")
        self.progress_bar = ProgressBar(self._room, progress, "days")
        self.progress_bar.grid(row=0, column=0, sticky="ew")
        self._room.grid_columnconfigure(0, weight=1)

    def ask_for(self, sentence: str) -> None:
        """There is no report; what to do about it."""
        self._clear()
        self.report = None
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        self._take_away()
        self._said.configure(text=sentence)
        self._said.grid(row=0, column=0)
        self._room.grid_columnconfigure(0, weight=1)
        self._room.grid_rowconfigure(0, weight=1)

    @property
    def said(self) -> str:
        """What stands in place of chart and table; "" where they are."""
        return str(self._said.cget("text")) if self._said.winfo_manager() else ""

    def repaint(self) -> None:
        """Colours have changed their meaning."""
        self.chart.draw()

    def _clear(self) -> None:
        self._take_away()
        self._title.configure(text="")
        self._subtitle.configure(text="")
        self._note.configure(text="")
        for button in self.buttons.values():
            button.set_enabled(False)

    def _take_away(self) -> None:
        for widget in (self.table, self.progress_bar):
            if widget is not None:
                bury(widget)
        self.table = self.progress_bar = None
        self.chart.grid_forget()
        self._said.grid_forget()
        for place in (0, 1):
            self._room.grid_columnconfigure(place, weight=0)
            self._room.grid_rowconfigure(place, weight=0, uniform="")

    def _make_table(self, report: Report) -> None:
        sheet = report.sheet
        cells = [
            [sheet.shown(cell, column.kind) for cell, column in zip(row, sheet.columns, strict=True)]
            for row in sheet.rows
        ]
        rows = [TableRow(str(number), tuple(texts)) for number, texts in enumerate(cells)]
        if sheet.totals is not None:
            texts = [sheet.shown(cell, column.kind) for cell, column in zip(sheet.totals, sheet.columns, strict=True)]
            cells.append(texts)
            rows.append(TableRow(TOTALS, tuple(texts), "strong"))
        columns = []
        for place, column in enumerate(sheet.columns):
            width = self._width([column.title, *(texts[place] for texts in cells)])
            anchor = "e" if column.kind.is_number else "w"
            columns.append(Column(column.key, column.title, width, anchor, stretch=True))  # type: ignore[arg-type]
        self._table_width = sum(column.width for column in columns) + 24
        self.table = Table(self._room, columns, self._chosen)
        self.table.grid_propagate(False)  # it has the room that is left, however many rows it has
        self.table.show(rows)

    def _width(self, texts: Sequence[str]) -> int:
        """Units that a column takes: what its longest text does, in bold type, for the totals are. The longest by their
        number of signs are measured, for thousands would take a while.
        """
        font = (theme.family(), -theme.BODY, "bold")
        longest = heapq.nlargest(_MEASURED, set(texts), key=len)
        widest = max(int(self.tk.call("font", "measure", font, text)) for text in longest)
        return min(_CELL_MAX, max(_CELL_MIN, widest + _CELL_SPACE))

    # How it is laid out

    def _resized(self) -> None:
        width = self.winfo_width() / self._get_widget_scaling()
        self._note.configure(wraplength=max(200, round(width) - 8))
        if self.table is None or self.report is None:
            return
        beside = width >= self._table_width + _CHART_BESIDE_MIN + 8
        if beside == self._beside:
            return
        self._beside = beside
        for place in (0, 1):
            self._room.grid_columnconfigure(place, weight=0)
            self._room.grid_rowconfigure(place, weight=0, uniform="")
        self._room.grid_columnconfigure(0, weight=1)
        self._room.grid_rowconfigure(0, weight=1)
        self.chart.grid(row=0, column=0, sticky="nsew")
        if beside:
            self.table.configure(width=self._table_width)
            self.table.grid(row=0, column=1, sticky="nsew", padx=(8, 0), pady=0)
        else:
            for row in (0, 1):
                self._room.grid_rowconfigure(row, weight=1, uniform="half")
            self.table.grid(row=1, column=0, sticky="nsew", padx=0, pady=(8, 0))

    # What a person does

    def _chosen(self, row_id: str) -> None:
        self.chart.mark(None if row_id == TOTALS else int(row_id))

    def _point_out(self, row: int) -> None:
        self.chart.mark(row)
        if self.table is not None:
            self.table.choose(str(row))
