"""Hours by days of the week: each cell the stronger, the more tickets were sold in it."""

from __future__ import annotations

from app.controllers.reports.report import WeekChart
from app.utils.paper.report_sheet import CellKind, ReportSheet
from app.views import theme
from app.views.reports.chart_brush import Brush
from app.views.reports.chart_colours import heat, on_heat
from app.views.reports.chart_geometry import Box, Grid, grid
from app.views.reports.chart_words import short

_CELL_MAX = (136, 40)
_NUMBERS_FROM = 18


class WeekHeatChart:
    """Days across, hours down, in the order in which both run."""

    def __init__(self, chart: WeekChart, sheet: ReportSheet, brush: Brush, area: Box) -> None:
        self._chart, self._sheet, self.brush = chart, sheet, brush
        self._most = max(chart.tickets.values(), default=0)
        names = max(brush.measure(name) for _, name in chart.hours) + brush.px(8)
        inner = Box(area.left + names, area.top + brush.px(20), area.right, area.bottom)
        cell_max = brush.px(_CELL_MAX[0]), brush.px(_CELL_MAX[1])
        self.grid: Grid | None = grid(inner, len(chart.weekdays), len(chart.hours), cell_max)

    @property
    def _is_numbered(self) -> bool:
        return self.grid is not None and self.grid.cell_height >= self.brush.px(_NUMBERS_FROM)

    def draw(self, row: int | None) -> None:
        brush, cells = self.brush, self.grid
        if cells is None:
            return
        numbered = self._is_numbered
        every = max(1, -(-brush.px(16) // cells.cell_height))
        for number, (hour, name) in enumerate(self._chart.hours):
            line = cells.box(0, number)
            if number % every == 0:
                brush.text(line.left - brush.px(8), (line.top + line.bottom) / 2, name, theme.QUIET, anchor="e")
            for column, (weekday, _) in enumerate(self._chart.weekdays):
                tickets = self._chart.tickets.get((weekday, hour), 0)
                share = tickets * 1000 // max(1, self._most)
                box = cells.box(column, number)
                brush.fill(Box(box.left, box.top, box.right - 1, box.bottom - 1), heat(share, brush.mode))
                if numbered and tickets:
                    middle = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
                    brush.text(*middle, short(tickets, CellKind.COUNT, self._sheet), on_heat(share, brush.mode))
            if number == row:
                last = cells.box(cells.columns - 1, number)
                brush.ring(Box(line.left, line.top, last.right, line.bottom))
        for column, (_, name) in enumerate(self._chart.weekdays):
            box = cells.box(column, 0)
            brush.text((box.left + box.right) / 2, box.top - brush.px(4), name, theme.QUIET, anchor="s")

    def row_at(self, x: float, y: float) -> int | None:
        found = self.grid.at(x, y) if self.grid is not None else None
        return found[1] if found is not None else None

    def told(self, row: int | None, point: tuple[int, int] | None) -> str:
        """Of the cell that is pointed at; of the whole hour where none is."""
        if row is None:
            if self._is_numbered:
                return "The figure in a cell: tickets sold in that hour of that day of the week."
            return "The stronger a cell, the more tickets were sold in it. Point at one to see how many."
        hour, name = self._chart.hours[row]
        cell = self.grid.at(*point) if point is not None and self.grid is not None else None
        if cell is None:
            tickets = sum(self._chart.tickets.get((weekday, hour), 0) for weekday, _ in self._chart.weekdays)
            return f"From {name}: {self._sheet.shown(tickets, CellKind.COUNT)} tickets"
        weekday, day_name = self._chart.weekdays[cell[0]]
        tickets = self._chart.tickets.get((weekday, hour), 0)
        return f"{day_name} from {name}: {self._sheet.shown(tickets, CellKind.COUNT)} tickets"
