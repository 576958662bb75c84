"""A stretch of a cinema's days, for which reports are asked: what of it was added up, and what is read as it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from app.models.records import Cinema
from app.models.reports import closed_days
from app.models.reports.events import Events
from app.models.statements import Reader, Row
from app.utils.local_time import LocalDays, local_days, to_local


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days `first` to `last` of a cinema as of one moment: up to `kept_until` they were added up, `live` are the rest."""

    cinema: Cinema
    first: date
    last: date
    kept_until: date
    live: LocalDays | None

    @property
    def kept_values(self) -> tuple[object, ...]:
        """What the statements that read figures_days ask for."""
        return (self.cinema.id, self.cinema.time_zone, self.first, min(self.last, self.kept_until))


def stretch(cinema: Cinema, first: date, last: date, now: datetime) -> Stretch:
    """The days `first` to `last` at the server's time `now`; nothing happens on days to come."""
    over, today = closed_days.last_over(now, cinema.time_zone), to_local(now, cinema.time_zone).date()
    live_first, live_last = max(first, over + timedelta(days=1)), min(last, today)
    live = local_days(live_first, live_last, cinema.time_zone) if live_first <= live_last else None
    return Stretch(cinema, first, last, over, live)


def since_added_up(cinema: Cinema, now: datetime) -> Stretch:
    """The days that are not added up yet: today, and just after midnight yesterday too."""
    first = closed_days.last_over(now, cinema.time_zone) + timedelta(days=1)
    return stretch(cinema, first, to_local(now, cinema.time_zone).date(), now)


def figures(reader: Reader, asked: Stretch, question: str, of: Events, keys: int = 1) -> dict[Any, tuple[int, ...]]:
    """What `question` finds in its EVENTS, by its first `keys` columns: days that were added up and the rest together."""
    rows = reader.rows(question.replace("EVENTS", of.kept), asked.kept_values)
    if asked.live is not None:
        rows += reader.rows(question.replace("EVENTS", of.live), of.values_of(asked.live, asked.cinema.id))
    return summed(rows, keys)


def summed(rows: Iterable[Row], keys: int = 1) -> dict[Any, tuple[int, ...]]:
    """Rows of the same key made one: the first `keys` columns are the key (one alone as it is), the others are added."""
    sums: dict[Any, list[int]] = defaultdict(list)
    for row in rows:
        key = row[0] if keys == 1 else tuple(row[:keys])
        figures = [int(value) for value in row[keys:]]
        before = sums[key]
        sums[key] = [one + other for one, other in zip(before, figures, strict=True)] if before else figures
    return {key: tuple(figures) for key, figures in sums.items()}
