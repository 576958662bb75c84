"""A cinema's day as it stands: halls, shows, how much of each is taken, and what is in the way of what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.controllers.plan.day_board import DayFrame, Fit, Judgement, Slot, frame_of, judge
from app.models.plan import planning
from app.models.plan.planning import PlanningHall, StoredShow
from app.models.records import Cinema, ShowStatus
from app.models.sell import shows
from app.models.statements import Reader
from app.utils.local_time import day_bounds_utc, format_day, format_time, to_local


@dataclass(frozen=True, slots=True)
class BoardShow:
    """A show on the board, with its live counts."""

    stored: StoredShow
    hall_name: str
    seat_count: int
    held_count: int
    sold_count: int

    @property
    def id(self) -> int:
        return self.stored.id

    @property
    def slot(self) -> Slot:
        return slot_of(self.stored)

    @property
    def has_begun(self) -> bool:
        return self.stored.status is not ShowStatus.UPCOMING

    @property
    def is_taken(self) -> bool:
        """Somebody holds or has bought a seat: film, hall and time are promised."""
        return self.held_count + self.sold_count > 0


@dataclass(frozen=True, slots=True)
class Board:
    """A day. `around` is every show that may be in the way of one of this day, those of the days beside it too."""

    cinema: Cinema
    day: date
    now: datetime
    frame: DayFrame
    halls: tuple[PlanningHall, ...]
    shows: tuple[BoardShow, ...]
    around: tuple[StoredShow, ...]
    cancelled: tuple[StoredShow, ...]

    def show(self, show_id: int) -> BoardShow | None:
        return next((show for show in self.shows if show.id == show_id), None)

    def hall(self, hall_id: int) -> PlanningHall | None:
        return next((hall for hall in self.halls if hall.id == hall_id), None)

    def judge(self, wanted: Slot) -> Judgement:
        """Whether a slot fits, by the rule that the transaction asks again."""
        hall = self.hall(wanted.hall_id)
        return Judgement(Fit.FITS) if hall is None else judge(wanted, map(slot_of, self.around), hall.turnaround)

    def explain(self, judgement: Judgement, hall_id: int) -> str:
        """Why it does not fit, in words; "" when it does."""
        hall = self.hall(hall_id)
        return "" if hall is None else explain(judgement, hall, self.around, self.cinema)

    def when(self, slot: Slot) -> str:
        """From when to when, in words: the day of the end is named where it is another one."""
        return span(slot.starts_at, slot.ends_at, self.cinema)


def read_board(reader: Reader, cinema: Cinema, day: date) -> Board:
    """The day as it stands. A hall that is closed is there while it has shows."""
    midnight, next_midnight = day_bounds_utc(day, cinema.time_zone)
    all_halls = planning.halls_of(reader, cinema.id)
    hall_ids = [hall.id for hall in all_halls]
    around = planning.playing(reader, hall_ids, midnight, next_midnight)
    of_day = planning.priced(reader, [show for show in around if midnight <= show.starts_at < next_midnight])
    halls = tuple(hall for hall in all_halls if hall.active or any(show.hall_id == hall.id for show in of_day))
    counts = shows.claim_counts(reader, tuple(show.id for show in of_day))
    by_id = {hall.id: hall for hall in all_halls}
    return Board(
        cinema,
        day,
        planning.server_time(reader),
        frame_of(day, cinema.time_zone, map(slot_of, of_day)),
        halls,
        tuple(
            BoardShow(show, by_id[show.hall_id].name, by_id[show.hall_id].seat_count, *counts.get(show.id, (0, 0)))
            for show in of_day
        ),
        tuple(around),
        tuple(planning.cancelled(reader, hall_ids, midnight, next_midnight)),
    )


def slot_of(show: StoredShow) -> Slot:
    return Slot(show.hall_id, show.starts_at, show.ends_at, show.id)


def explain(judgement: Judgement, hall: PlanningHall, known: Iterable[StoredShow], cinema: Cinema) -> str:
    """Why a slot does not fit: which show is in the way, and what the hall needs."""
    if judgement.other is None:
        return ""
    other = next((show for show in known if show.id == judgement.other.show_id), None)
    title = other.movie_title if other else "another show"
    told = span(judgement.other.starts_at, judgement.other.ends_at, cinema)
    if judgement.fit is Fit.OVERLAPS:
        return f"{title} plays in {hall.name} then ({told})."
    minutes = round(judgement.between.total_seconds() / 60)
    return (
        f"{hall.name} needs {hall.turnaround_minutes} minutes between two shows; to {title} ({told}) "
        f"there {'is' if minutes == 1 else 'are'} {minutes}."
    )


def span(starts_at: datetime, ends_at: datetime, cinema: Cinema) -> str:
    """7:50 pm–10:15 pm; past midnight with the day on which it ends."""
    start, end = to_local(starts_at, cinema.time_zone), to_local(ends_at, cinema.time_zone)
    told = f"{format_time(start, cinema.locale)}–{format_time(end, cinema.locale)}"
    return told if start.date() == end.date() else f"{told} on {format_day(end, cinema.locale)}"


def listed_films(films: Sequence[planning.PlanningFilm]) -> tuple[FilmChoice, ...]:
    """As they are offered to a planner."""
    return tuple(
        FilmChoice(film.id, film.title, film.duration_minutes, film.language, film.certificate) for film in films
    )


@dataclass(frozen=True, slots=True)
class FilmChoice:
    """A film that can be planned."""

    id: int
    title: str
    duration_minutes: int
    language: str
    certificate: str
