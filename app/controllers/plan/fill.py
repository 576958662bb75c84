"""Many shows planned in one step, as pure functions: a week from openings, film lengths and gaps, or a day like another one.

Deterministic: the same wish gives the same plan. What plays already stays, and nothing is put over it; nothing that comes out
overlaps, the hall's turnaround counted, by the rule of day_board.py. What did not fit is told and never forced.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.controllers.plan.day_board import STEP, Slot, judge
from app.models.records import SeatType

SPREAD = timedelta(minutes=30)
"""The same film does not start in another hall so soon, while there is another one to show."""


@dataclass(frozen=True, slots=True)
class FillHall:
    """A hall to be filled. `gap` is the least time between two shows: never below its turnaround, which the caller sees to."""

    id: int
    gap: timedelta
    opens_later: timedelta = timedelta(0)
    """How much after the opening its first show starts, so that the foyer does not fill at once."""


@dataclass(frozen=True, slots=True)
class FillFilm:
    """A film to be shown. `weight`: how often against the others; `per_day`: at most so often a day in all halls, 0 for any."""

    movie_id: int
    length: timedelta
    """From the first advert to the end."""
    weight: int = 1
    per_day: int = 0
    base_price_minor: int = 0


@dataclass(frozen=True, slots=True)
class FillWish:
    """What is to be planned. Shows start from `opens` to `last_start`, by the cinema's clock; that may be after midnight."""

    days: tuple[date, ...]
    halls: tuple[FillHall, ...]
    films: tuple[FillFilm, ...]
    opens: time
    last_start: time
    time_zone: str
    not_before: datetime


@dataclass(frozen=True, slots=True)
class Planned:
    """A show that is about to be planned."""

    slot: Slot
    movie_id: int
    base_price_minor: int
    own_prices_minor: Mapping[SeatType, int] = field(default_factory=dict)


def fill(wish: FillWish, playing: Sequence[Slot]) -> tuple[Planned, ...]:
    """The plan, in order of time and hall. `playing` are the shows there are, of these halls and the days beside these."""
    planned: list[Planned] = []
    taken: dict[int, list[Slot]] = {hall.id: [] for hall in wish.halls}
    for slot in playing:
        if slot.hall_id in taken:
            taken[slot.hall_id].append(slot)
    for day in wish.days:
        planned += _Day(wish, day, taken).planned()
    return tuple(sorted(planned, key=lambda each: (each.slot.starts_at, each.slot.hall_id)))


class _Day:
    """One day of it: always the hall whose next show could start first gets the film that is most behind its share."""

    def __init__(self, wish: FillWish, day: date, taken: dict[int, list[Slot]]) -> None:
        self._wish, self._taken = wish, taken
        first, last = _opening(day, wish)
        self._last_start = last
        self._shown = {film.movie_id: 0 for film in wish.films}
        self._last_begun: dict[int, datetime] = {}
        starts = {hall.id: _on_step(max(first + hall.opens_later, wish.not_before), first) for hall in wish.halls}
        self._next = {hall_id: starts_at for hall_id, starts_at in starts.items() if starts_at <= last}
        self._halls = {hall.id: hall for hall in wish.halls}
        self._order = {hall.id: place for place, hall in enumerate(wish.halls)}

    def planned(self) -> list[Planned]:
        found: list[Planned] = []
        while self._next:
            hall_id = min(self._next, key=lambda each: (self._next[each], self._order[each]))
            show = self._show_in(self._halls[hall_id], self._next[hall_id])
            if show is None:
                self._move_on(self._halls[hall_id])
                continue
            found.append(show)
            self._taken[hall_id].append(show.slot)
            self._shown[show.movie_id] += 1
            self._last_begun[show.movie_id] = show.slot.starts_at
            self._go_to(self._halls[hall_id], show.slot.ends_at + self._halls[hall_id].gap)
        return found

    def _show_in(self, hall: FillHall, starts_at: datetime) -> Planned | None:
        """Of the films that fit here the one most behind its share; one that has just begun elsewhere comes last."""
        fitting = [film for film in self._left() if self._fits(hall, starts_at, film)]
        if not fitting:
            return None
        film = min(fitting, key=lambda each: self._wanted(each, starts_at))
        return Planned(Slot(hall.id, starts_at, starts_at + film.length), film.movie_id, film.base_price_minor)

    def _left(self) -> list[FillFilm]:
        """The films of which the day has not had enough."""
        return [film for film in self._wish.films if not film.per_day or self._shown[film.movie_id] < film.per_day]

    def _wanted(self, film: FillFilm, starts_at: datetime) -> tuple[bool, float, int]:
        begun = self._last_begun.get(film.movie_id)
        just_begun = begun is not None and abs(starts_at - begun) < SPREAD
        return just_begun, (self._shown[film.movie_id] + 1) / film.weight, self._wish.films.index(film)

    def _fits(self, hall: FillHall, starts_at: datetime, film: FillFilm) -> bool:
        slot = Slot(hall.id, starts_at, starts_at + film.length)
        return judge(slot, self._taken[hall.id], hall.gap).other is None

    def _move_on(self, hall: FillHall) -> None:
        """Nothing fits here: past what is in the way of the shortest film, or the hall's day is over."""
        films = self._left()
        if not films:
            del self._next[hall.id]
            return
        starts_at = self._next[hall.id]
        shortest = min(film.length for film in films)
        other = judge(Slot(hall.id, starts_at, starts_at + shortest), self._taken[hall.id], hall.gap).other
        self._go_to(hall, starts_at + STEP if other is None else max(other.ends_at + hall.gap, starts_at + STEP))

    def _go_to(self, hall: FillHall, moment: datetime) -> None:
        following = _on_step(moment, self._next[hall.id])
        if following > self._last_start:
            del self._next[hall.id]
        else:
            self._next[hall.id] = following


def _opening(day: date, wish: FillWish) -> tuple[datetime, datetime]:
    """When the first show of a day may start, and when the last one must; a last start before the opening is after midnight."""
    zone = ZoneInfo(wish.time_zone)
    last_day = day if wish.last_start >= wish.opens else day + timedelta(days=1)
    # A time that the clocks skip is read with the offset before: the same moment that they would have shown.
    first = datetime.combine(day, wish.opens, tzinfo=zone).astimezone(UTC)
    last = datetime.combine(last_day, wish.last_start, tzinfo=zone).astimezone(UTC)
    return first, last


def _on_step(moment: datetime, start: datetime) -> datetime:
    """The moment, or the next one a whole number of steps after `start`."""
    return start + max(0, -(-(moment - start) // STEP)) * STEP


def shifted(moment: datetime, to_day: date, time_zone: str) -> datetime | None:
    """The same time on the cinema's clock on another day; None where it does not exist there."""
    zone = ZoneInfo(time_zone)
    local = datetime.combine(to_day, moment.astimezone(zone).time(), tzinfo=zone)
    utc = local.astimezone(UTC)
    return utc if utc.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None) else None
