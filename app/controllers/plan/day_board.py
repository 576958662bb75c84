"""The rules of a day's plan, as pure functions: what fits into a hall, when a local time is, and which day a show belongs to.

The board draws with these rules while a show is dragged, and the transaction that writes it asks the same ones again. Times are
moments in UTC, so a night on which the clocks change is an hour shorter or longer and needs no rule of its own. A show belongs
to the day it starts on, by the cinema's clock, however long after midnight it ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.utils.errors import InvalidInput
from app.utils.local_time import day_bounds_utc, format_day, format_time, to_local

STEP = timedelta(minutes=5)
"""Shows start on such steps, counted from the day's first moment."""
ADVERTS_MINUTES = 15
"""What plays before the film, where nothing else is said."""


class Fit(StrEnum):
    """What a place in a hall's day is good for."""

    FITS = "FITS"
    TURNAROUND = "TURNAROUND"
    """The hall is free, but there is too little time between two shows to clean it."""
    OVERLAPS = "OVERLAPS"


@dataclass(frozen=True, slots=True)
class Slot:
    """A time in a hall. `show_id` is 0 for a show that is not planned yet; a show is never in its own way."""

    hall_id: int
    starts_at: datetime
    ends_at: datetime
    show_id: int = 0

    def moved(self, starts_at: datetime, hall_id: int | None = None) -> Slot:
        """As long, at another time, or in another hall."""
        length = self.ends_at - self.starts_at
        return replace(
            self,
            starts_at=starts_at,
            ends_at=starts_at + length,
            hall_id=self.hall_id if hall_id is None else hall_id,
        )


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a slot fits, and what is most in its way. `between` is the time left between the two, below 0: they overlap."""

    fit: Fit
    other: Slot | None = None
    between: timedelta = timedelta(0)


def judge(wanted: Slot, others: Iterable[Slot], turnaround: timedelta) -> Judgement:
    """Whether each show of the hall ends, with the turnaround counted, when the next one starts, or before.

    Shows of other halls, and the show itself, are in nobody's way.
    """
    worst = Judgement(Fit.FITS)
    for other in others:
        if other.hall_id != wanted.hall_id or (other.show_id and other.show_id == wanted.show_id):
            continue
        between = _between(wanted, other)
        if between < turnaround and (worst.other is None or between < worst.between):
            worst = Judgement(Fit.OVERLAPS if between < timedelta(0) else Fit.TURNAROUND, other, between)
    return worst


def _between(one: Slot, another: Slot) -> timedelta:
    """From the end of the earlier to the start of the later one; below 0 where they overlap."""
    return max(another.starts_at - one.ends_at, one.starts_at - another.ends_at)


def next_fit(wanted: Slot, others: Sequence[Slot], turnaround: timedelta, before: datetime) -> Slot | None:
    """The first slot as long, on the steps from `wanted` on, that fits and starts before then; None when the day is full."""
    slot = wanted
    while slot.starts_at < before:
        found = judge(slot, others, turnaround)
        if found.other is None:
            return slot
        free_at = found.other.ends_at + turnaround
        slot = slot.moved(slot.starts_at + max(_steps_up(free_at - slot.starts_at), STEP))
    return None


def _steps_up(span: timedelta) -> timedelta:
    return -(-span // STEP) * STEP


def snapped(moment: datetime, midnight: datetime) -> datetime:
    """The nearest step counted from the day's first moment."""
    steps = round((moment - midnight) / STEP)
    return midnight + steps * STEP


@dataclass(frozen=True, slots=True)
class LocalStart:
    """When a typed time is, and what there is to say about it: "" on all nights but one."""

    starts_at: datetime
    note: str = ""


def local_start(day: date, at: time, time_zone: str, locale: str) -> LocalStart:
    """The moment of a time on the cinema's clock.

    On the night on which the clocks go forward some times do not exist: InvalidInput says which do. When they go back some
    come twice: the first is taken, and the note says so.
    """
    zone = ZoneInfo(time_zone)
    first = datetime.combine(day, at, tzinfo=zone)
    told, told_day = format_time(first, locale), format_day(day, locale)
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != first.replace(tzinfo=None):
        before, after = _clock_change(first)
        raise InvalidInput(
            f"On {told_day} the clocks go forward from {format_time(before, locale)} to {format_time(after, locale)}: "
            f"there is no {told}. Give another time."
        )
    if first.replace(fold=1).utcoffset() != first.utcoffset():
        note = f"On {told_day} the clocks go back and {told} comes twice: this is the first of them."
        return LocalStart(first.astimezone(UTC), note)
    return LocalStart(first.astimezone(UTC))


def _clock_change(missing: datetime) -> tuple[datetime, datetime]:
    """What a clock shows as it is put forward over a missing time, and what it shows then.

    A missing time is read with the offset before the change (fold=0) or after it (fold=1): between the two lies the change.
    """
    zone, minute = missing.tzinfo, timedelta(minutes=1)
    moment, offset_after = missing.replace(fold=1).astimezone(UTC), missing.replace(fold=1).utcoffset()
    while moment.astimezone(zone).utcoffset() != offset_after:
        moment += minute
    before = missing.utcoffset()
    assert before is not None
    return (moment + before).replace(tzinfo=UTC), moment.astimezone(zone)


def day_of(starts_at: datetime, time_zone: str) -> date:
    """The day a show belongs to."""
    return to_local(starts_at, time_zone).date()


@dataclass(frozen=True, slots=True)
class DayFrame:
    """A day as the board lays it out: from its first moment, and as far as its last show runs past midnight."""

    day: date
    midnight: datetime
    next_midnight: datetime
    opens: datetime
    closes: datetime

    def hours(self) -> list[datetime]:
        """Every full hour from `opens` to `closes`: 23 or 25 of them in a day are no trouble."""
        count = (self.closes - self.opens) // timedelta(hours=1)
        return [self.opens + timedelta(hours=number) for number in range(count + 1)]


_EARLIEST, _LATEST = timedelta(hours=9), timedelta(hours=25)


def frame_of(day: date, time_zone: str, slots: Iterable[Slot]) -> DayFrame:
    """From nine in the morning to one at night, or as much more as the day's shows need; full hours."""
    midnight, next_midnight = day_bounds_utc(day, time_zone)
    of_day = [slot for slot in slots if midnight <= slot.starts_at < next_midnight]
    hour = timedelta(hours=1)
    first = min([_EARLIEST, *(slot.starts_at - midnight for slot in of_day)]) // hour * hour
    last = -(-max([_LATEST, *(slot.ends_at - midnight for slot in of_day)]) // hour) * hour
    return DayFrame(day, midnight, next_midnight, midnight + first, midnight + last)
