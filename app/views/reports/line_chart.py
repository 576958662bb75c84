"""A value for each day: a smooth-edged line over round grid lines, the ground below it faintly filled."""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageTk

from app.controllers.reports.report import Line
from app.utils.paper.report_sheet import ReportSheet
from app.views import theme
from app.views.reports.chart_brush import Brush
from app.views.reports.chart_colours import SERIES
from app.views.reports.chart_geometry import Box, labelled, line_places, nearest, ticks
from app.views.reports.chart_words import short

_ENLARGED = 4
"""Tk's lines have steps: drawn so many times larger with Pillow and made small they have none."""
_DOTS_MAX = 62
"""Of more days than that a dot for each would be a second line."""
_FILL_SHARE = 0.14


class LineChart:
    """Days from left to right."""

    def __init__(self, chart: Line, sheet: ReportSheet, brush: Brush, area: Box) -> None:
        self._points, self._kind, self._sheet, self.brush = chart.points, chart.kind, sheet, brush
        self._ticks = ticks(chart.whole or max((point.value for point in chart.points), default=0))
        axis = max(brush.measure(self._tick_label(value)) for value in self._ticks) + brush.px(8)
        foot = brush.px(24)
        self._area = Box(area.left + axis, area.top + brush.px(8), area.right - brush.px(8), area.bottom - foot)
        self.places = line_places([point.value for point in chart.points], self._area, self._ticks[-1])
        self._photo: ImageTk.PhotoImage | None = None

    def draw(self, row: int | None) -> None:
        """Picture, grid lines and labels; the marked day has a line of its own."""
        brush, area = self.brush, self._area
        self._photo = ImageTk.PhotoImage(self._picture(), master=brush.canvas)
        brush.canvas.create_image(area.left - brush.px(8), area.top - brush.px(8), image=self._photo, anchor="nw")
        for value in self._ticks:
            y = self._height(value)
            brush.text(area.left - brush.px(12), y, self._tick_label(value), theme.QUIET, anchor="e")
        widest = max(brush.measure(point.label) for point in self._points) + brush.px(16)
        for number in labelled(len(self._points), area.width, widest):
            x = self.places[number][0]
            anchor = "nw" if number == 0 else "ne" if number == len(self._points) - 1 else "n"
            brush.text(x, area.bottom + brush.px(8), self._points[number].label, theme.QUIET, anchor=anchor)
        self._mark(row)

    def row_at(self, x: float, y: float) -> int | None:
        number = nearest(self.places, x)
        inside = self._area.top - self.brush.px(16) <= y <= self._area.bottom + self.brush.px(24)
        return self._points[number].row if number is not None and inside else None

    def told(self, row: int | None, _point: tuple[int, int] | None) -> str:
        for point in self._points:
            if point.row == row:
                return f"{point.label}: {self._sheet.shown(point.value, self._kind)}"
        return ""

    def _tick_label(self, value: int) -> str:
        return short(value, self._kind, self._sheet)

    def _height(self, value: int) -> float:
        return self._area.bottom - value * self._area.height / max(1, self._ticks[-1])

    def _mark(self, row: int | None) -> None:
        brush = self.brush
        for point, (x, y) in zip(self._points, self.places, strict=True):
            if point.row == row:
                colour, radius = brush.shade(theme.ACCENT), brush.px(5)
                brush.canvas.create_line(x, self._area.top, x, self._area.bottom, fill=colour, tags=("mark",))
                brush.canvas.create_oval(
                    x - radius, y - radius, x + radius, y + radius, fill=colour, outline="", tags=("mark",)
                )

    def _picture(self) -> Image.Image:
        """Grid lines, filled ground, line and dots, with room around for the line's thickness."""
        brush, area = self.brush, self._area
        room = brush.px(8)
        size = (area.width + 2 * room, area.height + 2 * room)
        pane, series = brush.shade(theme.PANE), brush.shade(SERIES)
        large = Image.new("RGB", (size[0] * _ENLARGED, size[1] * _ENLARGED), pane)
        pen = ImageDraw.Draw(large)
        points = [((x - area.left + room) * _ENLARGED, (y - area.top + room) * _ENLARGED) for x, y in self.places]
        bottom = (area.height + room) * _ENLARGED
        if len(points) > 1:
            pen.polygon([(points[0][0], bottom), *points, (points[-1][0], bottom)], fill=_mixed(pane, series))
        for value in self._ticks:
            line_y = round((self._height(value) - area.top + room) * _ENLARGED)
            pen.rectangle(
                (room * _ENLARGED, line_y, (area.width + room) * _ENLARGED, line_y + _ENLARGED - 1),
                fill=brush.shade(theme.LINE),
            )
        width = max(1, brush.px(2)) * _ENLARGED
        pen.line(points, fill=series, width=width, joint="curve")
        if len(points) <= _DOTS_MAX:
            radius = brush.px(3) * _ENLARGED
            for x, y in points:
                pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=series)
        return large.resize(size, Image.Resampling.BOX)


def _mixed(ground: str, ink: str) -> str:
    pairs = ((int(ground[at : at + 2], 16), int(ink[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(low + (high - low) * _FILL_SHARE):02x}" for low, high in pairs)
