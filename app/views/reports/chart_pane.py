"""A report's canvas: drawn again when its size, the theme or the scale change; it tells what is pointed at."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import Any

import customtkinter as ctk

from app.controllers.reports.report import Bars, HallChart, Line, Report, WeekChart
from app.views import theme
from app.views.reports.bar_chart import BarChart
from app.views.reports.chart_brush import Brush
from app.views.reports.chart_geometry import Box
from app.views.reports.hall_chart import HallHeatChart
from app.views.reports.line_chart import LineChart
from app.views.reports.week_chart import WeekHeatChart

Drawn = BarChart | LineChart | HallHeatChart | WeekHeatChart
_MARGIN = 16
_CAPTION = 28


class ChartPane(ctk.CTkFrame):
    """One chart. `on_choose` hears the number of the sheet's row that was clicked."""

    def __init__(self, master: Any, on_choose: Callable[[int], object]) -> None:
        super().__init__(master, fg_color=theme.PANE, corner_radius=12)
        self._on_choose = on_choose
        self._report: Report | None = None
        self._drawn: Drawn | None = None
        self._row: int | None = None
        self._pending: str | None = None
        self.grid_columnconfigure(0, weight=1)
        self.grid_rowconfigure(0, weight=1)
        self.canvas = tk.Canvas(self, highlightthickness=0, borderwidth=0, width=1, height=1, takefocus=0)
        self.canvas.grid(row=0, column=0, sticky="nsew", padx=4, pady=4)
        self.canvas.bind("<Configure>", lambda _event: self._soon())
        self.canvas.bind("<Motion>", self._pointed)
        self.canvas.bind("<Leave>", lambda _event: self._tell(self._row))
        self.canvas.bind("<Button-1>", self._clicked)

    def show(self, report: Report) -> None:
        """Draw this report's chart; without one the canvas is empty."""
        self._report, self._row = report, None
        self._soon()

    def mark(self, row: int | None) -> None:
        """Point out the part that belongs to this row of the sheet."""
        if row != self._row:
            self._row = row
            self.draw()

    @property
    def caption(self) -> str:
        """What is told of the part that is pointed at or marked."""
        items = self.canvas.find_withtag("caption")
        return str(self.canvas.itemcget(items[0], "text")) if items else ""  # type: ignore[no-untyped-call]

    @property
    def drawn(self) -> Drawn | None:
        """The chart as it stands on the canvas."""
        return self._drawn

    def draw(self) -> None:
        """Draw it now."""
        if self._pending is not None:
            self.after_cancel(self._pending)
            self._pending = None
        canvas = self.canvas
        brush = Brush(canvas, ctk.get_appearance_mode(), self._get_widget_scaling())
        canvas.delete("all")
        canvas.configure(background=brush.shade(theme.PANE))
        self._drawn = None
        margin, caption = brush.px(_MARGIN), brush.px(_CAPTION)
        area = Box(margin, margin, canvas.winfo_width() - margin, canvas.winfo_height() - margin - caption)
        report = self._report
        if report is None or report.chart is None or area.width < 40 or area.height < 40:
            return
        self._drawn = _chart(report, brush, area)
        self._drawn.draw(self._row)
        self._tell(self._row)

    def destroy(self) -> None:
        if self._pending is not None:
            self.after_cancel(self._pending)
        super().destroy()

    def _soon(self) -> None:
        if self._pending is None:
            self._pending = self.after_idle(self.draw)

    def _set_appearance_mode(self, mode_string: str) -> None:
        super()._set_appearance_mode(mode_string)
        self._soon()

    def _set_scaling(self, new_widget_scaling: float, new_window_scaling: float) -> None:
        super()._set_scaling(new_widget_scaling, new_window_scaling)
        self._soon()

    def _pointed(self, event: tk.Event[Any]) -> None:
        row = self._drawn.row_at(event.x, event.y) if self._drawn else None
        self.canvas.configure(cursor="hand2" if row is not None else "")
        self._tell(self._row if row is None else row, event)

    def _clicked(self, event: tk.Event[Any]) -> None:
        row = self._drawn.row_at(event.x, event.y) if self._drawn else None
        if row is not None:
            self._on_choose(row)

    def _tell(self, row: int | None, event: tk.Event[Any] | None = None) -> None:
        """The caption below the chart: of the part pointed at, else of the marked one, else what the chart shows."""
        self.canvas.delete("caption")
        if self._drawn is None:
            return
        point = (event.x, event.y) if event is not None else None
        brush = self._drawn.brush
        words = brush.fitted(self._drawn.told(row, point), self.canvas.winfo_width() - 2 * brush.px(_MARGIN))
        brush.text(
            brush.px(_MARGIN), self.canvas.winfo_height() - brush.px(_CAPTION) // 2 - brush.px(4), words,
            theme.QUIET, anchor="w", tag="caption",
        )  # fmt: skip


def _chart(report: Report, brush: Brush, area: Box) -> Drawn:
    chart = report.chart
    if isinstance(chart, Bars):
        return BarChart(chart, report.sheet, brush, area)
    if isinstance(chart, Line):
        return LineChart(chart, report.sheet, brush, area)
    if isinstance(chart, HallChart):
        return HallHeatChart(chart, report.sheet, brush, area)
    assert isinstance(chart, WeekChart)
    return WeekHeatChart(chart, report.sheet, brush, area)
