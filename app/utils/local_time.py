"""UTC in, the cinema's own time out. What is stored and compared is UTC; only what is shown passes through here."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import dates

from app.utils.errors import InvalidInput


def to_local(utc: datetime, zone: str) -> datetime:
    """The same moment on the cinema's clock. `zone` is an IANA name such as Asia/Kolkata.

    Raises ValueError for a naive datetime (a defect: nobody knows what it means), InvalidInput for an unknown zone.
    """
    _require_aware(utc)
    return utc.astimezone(_zone(zone))


def day_bounds_utc(day: date, zone: str) -> tuple[datetime, datetime]:
    """The first moment of the cinema's day and of its next day: start <= moment < end, 23 to 25 hours apart.

    Where the clocks skip midnight itself the day starts at the skip, because fold=0 reads a missing hour with the
    offset that was valid before it. Raises InvalidInput for an unknown zone.
    """
    tz = _zone(zone)
    start, end = (datetime.combine(each, time.min, tzinfo=tz) for each in (day, day + timedelta(days=1)))
    return start.astimezone(UTC), end.astimezone(UTC)


class LocalDays(NamedTuple):
    """Days of a zone in UTC, from `start` up to `end`: its clocks are `before_seconds` ahead of UTC (behind it where below
    0), and `after_seconds` from `change` on. Where they are not changed in these days both are the same.
    """

    start: datetime
    end: datetime
    change: datetime
    before_seconds: int
    after_seconds: int


def local_days(first: date, last: date, zone: str) -> LocalDays:
    """The cinema's days `first` to `last`: what a database that knows no zones can tell the time on the wall by.

    No zone changes its clocks twice within a month; that would be a ValueError. Raises InvalidInput for an unknown zone.
    """
    tz, second = _zone(zone), timedelta(seconds=1)
    days = [day_bounds_utc(first + timedelta(days=number), zone) for number in range((last - first).days + 1)]
    start, end = days[0][0], days[-1][1]
    # Within a day, or just where one begins: some clocks skip midnight itself.
    changes = [_change(*day, tz) for day in days if _ahead_seconds(day[0], tz) != _ahead_seconds(day[1] - second, tz)]
    changes += [day[0] for day in days[1:] if _ahead_seconds(day[0] - second, tz) != _ahead_seconds(day[0], tz)]
    if len(changes) > 1:
        message = f"{zone} changes its clocks {len(changes)} times between {first} and {last}"
        raise ValueError(message)
    before, after = _ahead_seconds(start, tz), _ahead_seconds(end - second, tz)
    return LocalDays(start, end, changes[0] if changes else start, before, after)


def _change(start: datetime, end: datetime, tz: ZoneInfo) -> datetime:
    """The second between the two at which the clocks are changed."""
    before, after = start, end - timedelta(seconds=1)
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if _ahead_seconds(middle, tz) == _ahead_seconds(start, tz):
            before = middle
        else:
            after = middle
    return after


def _ahead_seconds(moment: datetime, tz: ZoneInfo) -> int:
    offset = moment.astimezone(tz).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0


def format_day(day: date, locale: str) -> str:
    """A day as the date strip shows it, e.g. "Fri, 20 Nov" in en_IN. Of a datetime, the day on its own clock."""
    if isinstance(day, datetime):
        _require_aware(day)
        day = day.date()
    return dates.format_skeleton("MMMEd", day, locale=locale)


def format_full_day(day: date, locale: str) -> str:
    """A day of any year, e.g. "Fri, 20 Nov 2026" in en_IN."""
    return dates.format_skeleton("yMMMEd", day, locale=locale)


def format_date(day: date, locale: str) -> str:
    """A day of any year where there is little room, e.g. "20 Nov 2026" in en_IN."""
    return dates.format_skeleton("yMMMd", day, locale=locale)


def format_other_day(day: date, today: date, locale: str) -> str:
    """A day where there is little room: "Sat 21" within a week from today, "21 Dec" beyond, in en_IN."""
    near = timedelta(0) <= day - today < timedelta(days=7)
    return dates.format_skeleton("Ed" if near else "MMMd", day, locale=locale)


def format_time(local: datetime, locale: str) -> str:
    """The time of day on the datetime's own clock, e.g. "7:50 pm" in en_IN and "19:50" in en_GB."""
    _require_aware(local)
    return dates.format_time(local.time(), "short", locale=locale)


def format_moment(local: datetime, today: date, locale: str) -> str:
    """The time of day, and its day where that is not today: "7:50 pm", "Sat 21 7:50 pm" in en_IN."""
    time = format_time(local, locale)
    return time if local.date() == today else f"{format_other_day(local.date(), today, locale)} {time}"


def format_countdown(seconds: float) -> str:
    """Minutes and seconds left, "9:41", with hours "2:09:41". Rounded up: 0:00 is shown only when the time has run out."""
    left = max(0, math.ceil(seconds))
    if left >= 3600:
        return f"{left // 3600}:{left // 60 % 60:02d}:{left % 60:02d}"
    return f"{left // 60}:{left % 60:02d}"


def _require_aware(moment: datetime) -> None:
    if moment.utcoffset() is None:
        raise ValueError("a datetime without a time zone")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:  # OSError: "Asia" is a folder of the zone database
        raise InvalidInput(f"There is no time zone '{name}'. Give an IANA name, for example Asia/Kolkata.") from problem
