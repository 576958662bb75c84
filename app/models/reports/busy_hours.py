"""When tickets are sold: by day of the week and hour, on the cinema's clock."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.reports import events
from app.models.reports.stretches import Stretch, read, summed
from app.models.statements import Reader

_BY_WEEKDAY_AND_HOUR = """
    SELECT WEEKDAY(e.day), e.hour, SUM(e.sales), SUM(e.tickets), SUM(e.sold_minor)
    FROM (EVENTS) e GROUP BY WEEKDAY(e.day), e.hour
"""
_KEPT = _BY_WEEKDAY_AND_HOUR.replace(
    "EVENTS",
    "SELECT d.day, f.hour, f.sales, f.tickets, f.sold_minor FROM figures_days d JOIN figures_hours f ON f.day_id = d.id"
    " WHERE d.cinema_id = %s AND d.time_zone = %s AND d.day BETWEEN %s AND %s",
)
_LIVE = _BY_WEEKDAY_AND_HOUR.replace("EVENTS", events.HOURS)


@dataclass(frozen=True, slots=True)
class HourFigures:
    """Sales made, the tickets in them and their minor units; what was taken back later was sold all the same."""

    sales: int = 0
    tickets: int = 0
    sold_minor: int = 0


def by_weekday_and_hour(reader: Reader, asked: Stretch) -> dict[tuple[int, int], HourFigures]:
    """By (weekday, 0 is Monday; hour, 0 to 23): those in which anything was sold."""
    rows = read(reader, asked, _KEPT, _LIVE, events.HOURS_SELECTS)
    return {key: HourFigures(*figures) for key, figures in summed(rows, keys=2).items()}
