"""Where things are on the day board: time across, a row for each hall. Pure geometry, in canvas pixels."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.controllers.plan.day_board import STEP, DayFrame, snapped

NAMES_WIDTH, ROW_HEIGHT_MIN, ROW_HEIGHT_MAX, ROW_GAP = 88, 48, 104, 6
"""In units before scaling."""
_HOUR_LABEL_MIN = 44
"""An hour's label needs so much room; where there is less, every second or third hour has one."""


class BoardLayout:
    """One size of the board for one day."""

    def __init__(self, frame: DayFrame, hall_count: int, width: int, height: int, scale: float) -> None:
        """`width` and `height` of what is in sight, in pixels."""
        self.frame, self._scale = frame, scale
        self.left = round(NAMES_WIDTH * scale)
        self.right = max(self.left + 1, width - round(12 * scale))
        rows = max(1, hall_count)
        self.row_height = min(max(height // rows, round(ROW_HEIGHT_MIN * scale)), round(ROW_HEIGHT_MAX * scale))
        self.row_gap = round(ROW_GAP * scale)
        self.height = rows * self.row_height
        """Of all rows; more than is in sight where there are many halls."""
        self.hall_count = hall_count

    def x_of(self, moment: datetime) -> int:
        """Also of moments before the first hour and after the last one."""
        share = (moment - self.frame.opens) / (self.frame.closes - self.frame.opens)
        return self.left + round(share * (self.right - self.left))

    def moment_at(self, x: float) -> datetime:
        share = (x - self.left) / (self.right - self.left)
        return self.frame.opens + share * (self.frame.closes - self.frame.opens)

    def start_at(self, x: float) -> datetime:
        """The nearest step a show of this day can start at."""
        return self.within_day(snapped(self.moment_at(x), self.frame.midnight))

    def within_day(self, moment: datetime) -> datetime:
        """A show that starts after midnight is another day's: the last step before it is as far as it goes."""
        return min(max(moment, self.frame.midnight), self.frame.next_midnight - STEP)

    def row_at(self, y: float) -> int:
        """The row at or nearest to a height."""
        return min(max(int(y // self.row_height), 0), max(0, self.hall_count - 1))

    def row_span(self, row: int) -> tuple[int, int]:
        """Top and bottom of what stands in a row, the gap between rows left out."""
        top = row * self.row_height
        return top + self.row_gap // 2, top + self.row_height - self.row_gap // 2

    def labelled_hours(self) -> list[datetime]:
        """The hours that have room for their label."""
        hours = self.frame.hours()
        width = (self.right - self.left) / max(1, len(hours) - 1)
        every = 1
        while width * every < _HOUR_LABEL_MIN * self._scale and every < len(hours):
            every += 1
        return hours[::every]

    def px(self, units: float) -> int:
        return round(units * self._scale)

    @property
    def hour_width(self) -> float:
        return (self.right - self.left) * (timedelta(hours=1) / (self.frame.closes - self.frame.opens))
