"""When tickets are sold: by day of the week and hour, on the cinema's clock."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.reports import events
from app.models.reports.stretches import Stretch, figures
from app.models.statements import Reader

_BY_WEEKDAY_AND_HOUR = """
    SELECT WEEKDAY(e.day), e.hour, SUM(e.sales), SUM(e.tickets), SUM(e.sold_minor)
    FROM (EVENTS) e GROUP BY WEEKDAY(e.day), e.hour
"""


@dataclass(frozen=True, slots=True)
class HourFigures:
    """Sales made, the tickets in them and their minor units; what was taken back later was sold all the same."""

    sales: int = 0
    tickets: int = 0
    sold_minor: int = 0


def by_weekday_and_hour(reader: Reader, asked: Stretch) -> dict[tuple[int, int], HourFigures]:
    """By (weekday, 0 is Monday; hour, 0 to 23): those in which anything was sold."""
    found = figures(reader, asked, _BY_WEEKDAY_AND_HOUR, events.HOURS, keys=2)
    return {key: HourFigures(*sums) for key, sums in found.items()}
