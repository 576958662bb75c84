"""Which days of the demo's week have their shows: one cheap question, asked at every start."""

from __future__ import annotations

from collections import Counter as Tally
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.models.start.demo_facts import DAYS, HALLS, TIME_ZONE
from app.models.statements import Reader
from app.models.times import as_stored, as_utc

_SHOWS_OF_A_DAY = 2
"""A hall with a single show on a day has one that somebody put there, not the demo's programme."""


def week_bounds(today: date) -> tuple[datetime, datetime]:
    """The first moment of `today` and of the day after the week, in UTC."""
    zone = ZoneInfo(TIME_ZONE)
    first, last = (datetime.combine(day, time.min, tzinfo=zone) for day in (today, today + timedelta(days=DAYS)))
    return first.astimezone(UTC), last.astimezone(UTC)


def planned_days(reader: Reader, today: date) -> set[tuple[int, date]]:
    """(hall id, local day) of the week from `today` that have their programme; a cancelled show counts as planned."""
    first, last = week_bounds(today)
    found = reader.rows(
        "SELECT s.hall_id, s.starts_at FROM shows s JOIN (SELECT id FROM halls ORDER BY id LIMIT %s) h ON h.id = s.hall_id"
        " WHERE s.starts_at >= %s AND s.starts_at < %s",
        (HALLS, as_stored(first), as_stored(last)),
    )
    zone = ZoneInfo(TIME_ZONE)
    tally = Tally((int(hall_id), as_utc(starts_at).astimezone(zone).date()) for hall_id, starts_at in found)
    return {hall_day for hall_day, shows in tally.items() if shows >= _SHOWS_OF_A_DAY}


def is_short(reader: Reader, today: date) -> bool:
    """Whether a day of the week from `today` is missing in one of the halls."""
    return len(planned_days(reader, today)) < HALLS * DAYS
