"""What every report is made from, and what comes of it before it has a heading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.controllers.reports.periods import Period
from app.controllers.reports.report import Chart
from app.models.records import Cinema
from app.models.reports.stretches import Stretch
from app.models.statements import Reader
from app.utils.local_time import to_local
from app.utils.paper.report_sheet import Cell, CellKind, SheetColumn, shown


@dataclass(frozen=True, slots=True)
class Making:
    """A report under way. `now` is the server's time at which it was asked for; `hall_id` the hall it looks at, if it does."""

    reader: Reader
    cinema: Cinema
    period: Period
    stretch: Stretch
    now: datetime
    hall_id: int | None = None

    @property
    def today(self) -> date:
        return to_local(self.now, self.cinema.time_zone).date()


@dataclass(frozen=True, slots=True)
class Made:
    """Columns, rows, what is drawn, and what a reader should know. `adds_up` False: a total would mean nothing."""

    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    chart: Chart | None
    note: str = ""
    adds_up: bool = True


def words(making: Making, cell: Cell, kind: CellKind) -> str:
    """A cell as people of the cinema read it."""
    return shown(cell, kind, making.cinema.currency, making.cinema.locale)
