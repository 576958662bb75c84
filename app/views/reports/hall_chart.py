"""A hall from above: each seat the stronger, the oftener it was sold."""

from __future__ import annotations

from app.controllers.reports.report import HallChart
from app.utils.paper.report_sheet import ReportSheet
from app.views import theme
from app.views.reports.chart_brush import Brush
from app.views.reports.chart_colours import heat, on_heat
from app.views.reports.chart_geometry import Box, hall_scale
from app.views.seats.seat_layout import SeatLayout

_SEAT_MAX = 40
_NUMBERS_FROM = 26
"""Pixels of a seat before scaling: in a smaller one its share would be dirt."""
_LETTERS_FROM = 11
_SCREEN = 24
_LEGEND = 20
_LEGEND_STEPS = 5


class HallHeatChart:
    """The screen is on top, as on the seat map; rows by their letter at both sides."""

    def __init__(self, chart: HallChart, sheet: ReportSheet, brush: Brush, area: Box) -> None:
        self._chart, self._sheet, self.brush, self._area = chart, sheet, brush, area
        self._layout = SeatLayout(chart.seats)
        letters = max((brush.measure(row.name) for row in self._layout.rows), default=0) + brush.px(12)
        inner = Box(
            area.left + letters,
            area.top + brush.px(_SCREEN),
            area.right - letters,
            area.bottom - brush.px(_LEGEND + 12),
        )
        self._inner = inner
        self._scale = hall_scale(self._layout.width, self._layout.height, inner, brush.px(_SEAT_MAX))

    @property
    def seat_boxes(self) -> dict[int, Box]:
        """Where each seat stands, gaps included; empty where the pane has no room."""
        if self._scale is None:
            return {}
        size, left, top = self._scale
        return {
            seat_id: Box(
                *(corner := (left + round(place.x * size), top + round(place.y * size))),
                corner[0] + size,
                corner[1] + size,
            )
            for seat_id, place in self._layout.places.items()
        }

    def draw(self, row: int | None) -> None:
        brush = self.brush
        if self._scale is None:
            brush.text(
                self._area.left, self._area.top, "Make the window larger to see the hall.", theme.QUIET, anchor="nw"
            )
            return
        size, left, top = self._scale
        gap, numbered = max(1, size // 14), size >= brush.px(_NUMBERS_FROM)
        for seat_id, box in self.seat_boxes.items():
            share = self._chart.permille_by_seat[seat_id]
            seat = Box(box.left + gap, box.top + gap, box.right - gap, box.bottom - gap)
            brush.fill(seat, heat(share, brush.mode))
            if numbered:
                middle = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
                brush.text(*middle, str(round(share / 10)), on_heat(share, brush.mode))
            if self._chart.row_by_seat[seat_id] == row:
                brush.ring(box)
        right = left + round(self._layout.width * size)
        for each in self._layout.rows if size >= brush.px(_LETTERS_FROM) else ():
            y = top + round((each.y + 0.5) * size)
            brush.text(left - brush.px(8), y, each.name, theme.QUIET, anchor="e")
            brush.text(right + brush.px(8), y, each.name, theme.QUIET, anchor="w")
        self._draw_screen((left + right) // 2, top - brush.px(10), (right - left) * 2 // 5)
        self._draw_legend()

    def row_at(self, x: float, y: float) -> int | None:
        if self._scale is None:
            return None
        size, left, top = self._scale
        seat = self._layout.at((x - left) / size, (y - top) / size)
        return self._chart.row_by_seat[seat.id] if seat is not None else None

    def told(self, row: int | None, _point: tuple[int, int] | None) -> str:
        if row is None:
            if self._scale is not None and self._scale[0] >= self.brush.px(_NUMBERS_FROM):
                return "The figure on a seat: in how many of 100 shows it was sold."
            return "The stronger a seat, the oftener it was sold. Point at one to see how often."
        cells = self._sheet.rows[row]
        share = self._sheet.shown(cells[4], self._sheet.columns[4].kind)
        return f"{cells[0]}: sold in {self._sheet.shown(cells[2], self._sheet.columns[2].kind)} of {cells[3]} shows, {share}"

    def _draw_screen(self, middle: int, y: int, half: int) -> None:
        brush = self.brush
        brush.canvas.create_line(middle - half, y, middle + half, y, fill=brush.shade(theme.EDGE), width=brush.px(3))
        brush.text(middle, y - brush.px(8), "screen", theme.QUIET, anchor="s")

    def _draw_legend(self) -> None:
        brush = self.brush
        y, side = self._area.bottom - brush.px(_LEGEND), brush.px(14)
        x = self._area.left
        brush.text(x, y + side / 2, "never", theme.QUIET, anchor="w")
        x += brush.measure("never") + brush.px(8)
        for step in range(_LEGEND_STEPS):
            brush.fill(
                Box(x, y, x + side, y + side), heat(step * 1000 // (_LEGEND_STEPS - 1), brush.mode), tag="legend"
            )
            x += side + brush.px(2)
        brush.text(x + brush.px(6), y + side / 2, "always", theme.QUIET, anchor="w")
