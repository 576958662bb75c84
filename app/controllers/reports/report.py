"""A report that was made: its rows, and what is drawn beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.controllers.reports.periods import Period
from app.models.records import Seat
from app.utils.paper.report_sheet import CellKind, ReportSheet


class ReportKind(StrEnum):
    BY_DAY = "BY_DAY"
    BY_FILM = "BY_FILM"
    BY_HALL = "BY_HALL"
    BY_CLERK = "BY_CLERK"
    BY_METHOD = "BY_METHOD"
    BY_SEAT_TYPE = "BY_SEAT_TYPE"
    OCCUPANCY = "OCCUPANCY"
    BEST_AND_WORST = "BEST_AND_WORST"
    HALL_HEAT = "HALL_HEAT"
    BUSY_HOURS = "BUSY_HOURS"

    @property
    def label(self) -> str:
        """As people read it."""
        return _TITLES[self]

    @property
    def asks_for_hall(self) -> bool:
        """Whether one hall is looked at, and not the whole cinema."""
        return self is ReportKind.HALL_HEAT


_TITLES = {
    ReportKind.BY_DAY: "Sales by day",
    ReportKind.BY_FILM: "Sales by film",
    ReportKind.BY_HALL: "Sales by hall",
    ReportKind.BY_CLERK: "Sales by clerk",
    ReportKind.BY_METHOD: "Ways of paying",
    ReportKind.BY_SEAT_TYPE: "Sales by seat type",
    ReportKind.OCCUPANCY: "Occupancy",
    ReportKind.BEST_AND_WORST: "Best and worst shows",
    ReportKind.HALL_HEAT: "Favourite seats",
    ReportKind.BUSY_HOURS: "Busy hours",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One thing's value, and the number of its row in the sheet. `good` False should be better: it looks another way."""

    label: str
    value: int
    row: int
    good: bool = True


@dataclass(frozen=True, slots=True)
class Bars:
    """One bar for each thing, the first on top; `kind` tells what the values are."""

    bars: tuple[Bar, ...]
    kind: CellKind


@dataclass(frozen=True, slots=True)
class Line:
    """A value for each day, in order; `whole` is the value that fills the height, 0 for the largest there is."""

    points: tuple[Bar, ...]
    kind: CellKind
    whole: int = 0


@dataclass(frozen=True, slots=True)
class HallChart:
    """How often each seat of a hall was sold, in thousandths of its shows."""

    seats: tuple[Seat, ...]
    permille_by_seat: Mapping[int, int]
    row_by_seat: Mapping[int, int]
    """The number of each seat's row in the sheet."""


@dataclass(frozen=True, slots=True)
class WeekChart:
    """Tickets by (weekday, hour); `weekdays` are the names in the order in which a week runs, with their numbers.

    The hours are the rows of the sheet, in its order.
    """

    weekdays: tuple[tuple[int, str], ...]
    hours: tuple[tuple[int, str], ...]
    tickets: Mapping[tuple[int, int], int]


Chart = Bars | Line | HallChart | WeekChart


@dataclass(frozen=True, slots=True)
class Report:
    """What was asked for and what came of it; `chart` is None where there is nothing to draw."""

    kind: ReportKind
    period: Period
    sheet: ReportSheet
    chart: Chart | None
