"""Many shows in one step: previewed first, then written hall by hall, each hall in a transaction of its own."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from app.controllers.permissions import Permission, Session, needs
from app.controllers.plan.boards import explain, slot_of, span
from app.controllers.plan.day_board import Slot, judge
from app.controllers.plan.fill import Planned, fill, shifted
from app.controllers.plan.fill_form import FilmWish, read_fill
from app.controllers.plan.planning_rules import require_film, require_hall
from app.models import audit_log
from app.models.database import Database, Request
from app.models.errors import InTheWay
from app.models.plan import outages, planning
from app.models.plan.planning import PlanningHall, ShowWish, StoredShow
from app.models.records import Cinema
from app.models.statements import Unit
from app.utils.errors import BoxOfficeError
from app.utils.local_time import day_bounds_utc, format_day, format_time, to_local
from app.utils.pay.provider import derived_key
from app.utils.progress import Cancelled, Progress

_NAMED_MAX = 3
_LOG = logging.getLogger("foyer.planning")


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """One show that is about to be planned, in words."""

    day: date
    start: str
    hall_name: str
    film_title: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be written. `left_out` says, a sentence each, what cannot be or is not."""

    planned: tuple[Planned, ...]
    lines: tuple[PlannedLine, ...]
    left_out: tuple[str, ...]
    halls: Mapping[int, PlanningHall]


@dataclass(frozen=True, slots=True)
class Written:
    """What came of it: how many shows stand, and why some halls have none of theirs."""

    count: int
    refused: tuple[str, ...]
    cancelled: bool = False


class Filling:
    """Filling days and copying them, for one lane."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.KEEP_SHOWS)
    def halls(self, session: Session, cinema: Cinema) -> tuple[PlanningHall, ...]:
        """The cinema's halls, with their seats."""
        return tuple(planning.halls_of(self._database, cinema.id))

    @needs(Permission.KEEP_SHOWS)
    def usual_films(self, session: Session, cinema: Cinema, day: date) -> frozenset[int]:
        """The films that play in a cinema in the week before a day: a new week is likely to have them, too."""
        first, _ = day_bounds_utc(day - timedelta(days=7), cinema.time_zone)
        last, _ = day_bounds_utc(day, cinema.time_zone)
        found = planning.playing(self._database, list(self._halls(cinema)), first, last)
        return frozenset(show.movie_id for show in found if first <= show.starts_at < last)

    @needs(Permission.KEEP_SHOWS)
    def preview_fill(
        self,
        session: Session,
        cinema: Cinema,
        answers: Mapping[str, str],
        hall_ids: Sequence[int],
        wishes: Sequence[FilmWish],
    ) -> Preview:
        """What a fill would plan (`fill_form.py` tells the keys); nothing is written. Raises FormRefused at a field."""
        halls = self._halls(cinema)
        films = planning.films(self._database, [wish.movie_id for wish in wishes])
        wish = read_fill(
            answers,
            cinema,
            [halls[hall_id] for hall_id in halls if hall_id in set(hall_ids)],
            [(films[each.movie_id], each) for each in wishes if each.movie_id in films],
            planning.server_time(self._database),
        )
        first, _ = day_bounds_utc(wish.days[0], cinema.time_zone)
        _, last = day_bounds_utc(wish.days[-1], cinema.time_zone)
        playing = planning.playing(self._database, [hall.id for hall in wish.halls], first, last)
        planned = fill(wish, [slot_of(show) for show in playing])
        titles = {film.id: film.title for film in films.values()}
        left_out = [told for day in wish.days if (told := _without_room(day, planned, titles, cinema))]
        return _previewed(cinema, planned, left_out, halls, titles)

    @needs(Permission.KEEP_SHOWS)
    def preview_copy(self, session: Session, cinema: Cinema, from_day: date, to_day: date) -> Preview:
        """What copying a day's shows to another one would plan, at the same times by the cinema's clock, with their prices.

        Left out, each with a sentence: what overlaps, closed halls, retired films, and times that do not exist on that day.
        """
        halls = self._halls(cinema)
        first, last = day_bounds_utc(from_day, cinema.time_zone)
        found = planning.playing(self._database, list(halls), first, last)
        source = planning.priced(self._database, [show for show in found if first <= show.starts_at < last])
        to_first, to_last = day_bounds_utc(to_day, cinema.time_zone)
        known = planning.playing(self._database, list(halls), to_first, to_last)
        retired = {
            film.id
            for film in planning.films(self._database, {show.movie_id for show in source}).values()
            if film.retired
        }
        now = planning.server_time(self._database)
        planned: list[Planned] = []
        left_out: list[str] = []
        for show in source:
            copied = _copied(show, to_day, cinema)
            taken = [*map(slot_of, known), *(each.slot for each in planned)]
            why = _why_not(copied, halls[show.hall_id], now, known, taken, cinema)
            if show.movie_id in retired:
                why = "The film is retired."
            if copied is None or why:
                left_out.append(f"{show.movie_title}, {span(show.starts_at, show.ends_at, cinema)}: {why}")
            else:
                planned.append(copied)
        return _previewed(cinema, planned, left_out, halls, {show.movie_id: show.movie_title for show in source})

    @needs(Permission.KEEP_SHOWS)
    def write(self, session: Session, request_id: str, cinema: Cinema, preview: Preview, progress: Progress) -> Written:
        """Write a preview, a transaction for each hall; what is written stays when the rest is cancelled.

        A hall in which somebody has planned something else there meanwhile is left as it is, and told. The same
        `request_id` again writes nothing twice.
        """
        by_hall = {
            hall_id: list(of_hall)
            for hall_id, of_hall in groupby(sorted(preview.planned, key=_by_hall), key=lambda each: each.slot.hall_id)
        }
        done, refused = 0, []
        try:
            progress.report(0, len(preview.planned))
            for hall_id, planned in by_hall.items():
                try:
                    self._write_hall(session, derived_key(request_id, hall_id), cinema, hall_id, planned)
                except BoxOfficeError as error:
                    if error.code not in {"IN_THE_WAY", "FORM_REFUSED", "NOT_FOUND"}:
                        raise
                    refused.append(f"{preview.halls[hall_id].name}: {error.sentence}")
                else:
                    done += len(planned)
                progress.report(done, len(preview.planned))
        except Cancelled:
            return Written(done, tuple(refused), cancelled=True)
        _LOG.info("shows planned", extra={"shows": done})
        return Written(done, tuple(refused))

    def _write_hall(
        self, session: Session, request_id: str, cinema: Cinema, hall_id: int, planned: Sequence[Planned]
    ) -> None:
        def work(unit: Unit) -> None:
            hall = require_hall(planning.take_halls(unit, (hall_id,)), hall_id)
            for movie_id in sorted({each.movie_id for each in planned}):
                require_film(unit, movie_id)
            _require_room_for_all(unit, hall, planned, cinema)
            for each in planned:
                outages.block_for_new_show(unit, planning.add(unit, _wish_of(each)))
            detail = {"shows": [(each.movie_id, each.slot.starts_at) for each in planned], "hall_name": hall.name}
            audit_log.append(unit, session.counter.id, session.staff.id, "SHOWS_ADDED", f"hall {hall_id}", detail)

        asked = [(each.movie_id, each.slot.starts_at, each.slot.ends_at) for each in planned]
        self._database.once(Request(request_id, "SHOWS_ADD", (hall_id, asked)), "", work)

    def _halls(self, cinema: Cinema) -> dict[int, PlanningHall]:
        return {hall.id: hall for hall in planning.halls_of(self._database, cinema.id)}


def _without_room(day: date, planned: Sequence[Planned], titles: Mapping[int, str], cinema: Cinema) -> str:
    """The films that find no room on a day, a few by name; "" when all do."""
    shown = {each.movie_id for each in planned if _day_of(each, cinema) == day}
    missing = [title for movie_id, title in titles.items() if movie_id not in shown]
    if not missing:
        return ""
    told = format_day(day, cinema.locale)
    if not shown:
        return f"{told}: there is no room left."
    named = ", ".join(missing[:_NAMED_MAX])
    more = len(missing) - _NAMED_MAX
    return f"{told}: no room for {named}{f' and {more} more' if more > 0 else ''}."


def _require_room_for_all(unit: Unit, hall: PlanningHall, planned: Sequence[Planned], cinema: Cinema) -> None:
    """Raises InTheWay when somebody has planned there since the preview."""
    first, last = min(each.slot.starts_at for each in planned), max(each.slot.ends_at for each in planned)
    known = planning.playing(unit, (hall.id,), first, last)
    taken = [slot_of(show) for show in known]
    for each in planned:
        judgement = judge(each.slot, taken, hall.turnaround)
        if judgement.other is not None:
            raise InTheWay(
                f"{explain(judgement, hall, known, cinema)} Somebody planned there meanwhile: look once more."
            )
        taken.append(each.slot)


def _copied(show: StoredShow, to_day: date, cinema: Cinema) -> Planned | None:
    starts_at = shifted(show.starts_at, to_day, cinema.time_zone)
    if starts_at is None:
        return None
    slot = Slot(show.hall_id, starts_at, starts_at + (show.ends_at - show.starts_at))
    return Planned(slot, show.movie_id, show.base_price_minor, show.own_prices_minor)


def _why_not(
    copied: Planned | None,
    hall: PlanningHall,
    now: datetime,
    known: Sequence[StoredShow],
    taken: Sequence[Slot],
    cinema: Cinema,
) -> str:
    if copied is None:
        return "That time does not exist on that day: the clocks go forward."
    if not hall.active:
        return f"{hall.name} is closed."
    if copied.slot.starts_at <= now:
        return "That time has passed."
    return explain(judge(copied.slot, taken, hall.turnaround), hall, known, cinema)


def _previewed(
    cinema: Cinema,
    planned: Sequence[Planned],
    left_out: Sequence[str],
    halls: Mapping[int, PlanningHall],
    titles: Mapping[int, str],
) -> Preview:
    ordered = sorted(planned, key=lambda each: (each.slot.starts_at, each.slot.hall_id))
    lines = tuple(
        PlannedLine(
            _day_of(each, cinema),
            format_time(to_local(each.slot.starts_at, cinema.time_zone), cinema.locale),
            halls[each.slot.hall_id].name,
            titles[each.movie_id],
        )
        for each in ordered
    )
    return Preview(tuple(ordered), lines, tuple(left_out), halls)


def _day_of(each: Planned, cinema: Cinema) -> date:
    return to_local(each.slot.starts_at, cinema.time_zone).date()


def _wish_of(each: Planned) -> ShowWish:
    slot = each.slot
    return ShowWish(
        slot.hall_id, each.movie_id, slot.starts_at, slot.ends_at, each.base_price_minor, each.own_prices_minor
    )


def _by_hall(each: Planned) -> tuple[int, datetime]:
    return each.slot.hall_id, each.slot.starts_at
