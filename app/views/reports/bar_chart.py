"""Horizontal bars, each with its name before it and its value behind."""

from __future__ import annotations

from app.controllers.reports.report import Bars
from app.utils.paper.report_sheet import ReportSheet
from app.views import theme
from app.views.reports.chart_brush import Brush
from app.views.reports.chart_colours import SERIES, WEAK
from app.views.reports.chart_geometry import Box, bar_places, both_ends

_ROW_MIN, _ROW_MAX, _GAP = 20, 40, 4
_NAME_SHARE = 0.38
"""Of the width, at most, for names."""


class BarChart:
    """Bars that should be better are hollow: their colour alone would not tell."""

    def __init__(self, chart: Bars, sheet: ReportSheet, brush: Brush, area: Box) -> None:
        room = max(1, area.height // brush.px(_ROW_MIN))
        ends = any(not bar.good for bar in chart.bars)
        shown = both_ends(len(chart.bars), room) if ends else list(range(min(room, len(chart.bars))))
        self._bars = [chart.bars[place] for place in shown]
        self._left_out, self._has_ends = len(chart.bars) - len(shown), ends
        self.brush = brush
        self._values = [sheet.shown(bar.value, chart.kind) for bar in self._bars]
        names = max((brush.measure(bar.label) for bar in self._bars), default=0)
        values = max((brush.measure(value) for value in self._values), default=0)
        space = brush.px(8)
        self._name_room = min(names, int(area.width * _NAME_SHARE))
        inner = Box(area.left + self._name_room + space, area.top, area.right - values - space, area.bottom)
        self.places = bar_places(
            [bar.value for bar in self._bars], inner, brush.px(_ROW_MIN), brush.px(_ROW_MAX), brush.px(_GAP)
        )

    def draw(self, row: int | None) -> None:
        """All that has room; the bar of the marked row has a ring."""
        brush, space = self.brush, self.brush.px(8)
        for bar, value, place in zip(self._bars, self._values, self.places, strict=False):
            middle = (place.whole.top + place.whole.bottom) // 2
            name = brush.fitted(bar.label, self._name_room)
            brush.text(place.bar.left - space, middle, name, theme.TEXT, anchor="e")
            if place.bar.width:
                if bar.good:
                    brush.fill(place.bar, brush.shade(SERIES))
                else:
                    brush.fill(place.bar, "", brush.shade(WEAK), brush.px(2))
            brush.text(place.bar.right + space, middle, value, theme.TEXT, anchor="w")
            if bar.row == row:
                brush.ring(place.bar if place.bar.width else place.whole)

    def row_at(self, _x: float, y: float) -> int | None:
        for bar, place in zip(self._bars, self.places, strict=False):
            if place.whole.top <= y < place.whole.bottom:
                return bar.row
        return None

    def told(self, row: int | None, _point: tuple[int, int] | None) -> str:
        """What is said of a row, or of them all."""
        for bar, value in zip(self._bars, self._values, strict=True):
            if bar.row == row:
                return f"{bar.label}: {value}"
        if self._left_out and not self._has_ends:
            return f"{self._left_out} more in the table."
        return "Full bars are the fullest shows, hollow ones the emptiest." if self._has_ends else ""
