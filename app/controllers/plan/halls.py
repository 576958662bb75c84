"""Halls: made, drawn, renamed and taken out of use, without a seat that somebody has being lost."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from app.controllers.form_reading import FormRefused, checked, whole_number
from app.controllers.meanwhile import refuse_if_changed
from app.controllers.permissions import Permission, Session, needs
from app.controllers.plan.hall_drawing import HallDrawing, drawing_of, new_drawing, seats_of
from app.controllers.plan.hall_rules import harms, obstacles, told_moment
from app.controllers.plan.hall_sheet import write_sheet
from app.controllers.sell.expiry import expire
from app.models import audit_log, places
from app.models.database import Database, Request
from app.models.errors import InTheWay, NotFound
from app.models.plan import hall_seats, halls, planning
from app.models.plan.hall_seats import Difference
from app.models.plan.halls import HallInList, HallPlan
from app.models.records import Cinema
from app.models.statements import DuplicateKey, Unit
from app.utils.errors import InvalidInput
from app.utils.folded_text import folded
from app.utils.typed_text import clean_name

__all__ = ["HallInList", "HallPlan", "Halls", "OpenHall", "open_hall"]

_LOG = logging.getLogger("foyer.halls")
NAME_MAX = 50
TURNAROUND_MINUTES_MAX = 240
ROWS_MAX, SEATS_IN_ROW_MAX = 60, 50
"""Of a new hall; an aisle or a row more is drawn."""
TOLD_LABELS_MAX = 200
"""So many seats of a change are named in the audit log; the number tells of the others."""
_LABELS = {
    "name": "the hall's name",
    "turnaround_minutes": "the turnaround",
    "active": "whether it is in use",
    "seats": "the seats",
}


@dataclass(frozen=True, slots=True)
class OpenHall:
    """A hall as it was read, and its seats as they are drawn."""

    plan: HallPlan
    drawn: HallDrawing


def open_hall(plan: HallPlan) -> OpenHall:
    """The hall with its seats as they are drawn."""
    return OpenHall(plan, drawing_of(plan.seats))


@dataclass(frozen=True, slots=True)
class _Wish:
    """Checked answers of the form."""

    name: str
    turnaround_minutes: int
    active: bool


class Halls:
    """Keeping halls for one lane. The form's answers are name, turnaround_minutes and active ("" for no); of a new hall also
    cinema, rows and seats.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.KEEP_HALLS)
    def listed(self, session: Session) -> tuple[HallInList, ...]:
        """Every hall of the house."""
        return halls.listed(self._database)

    @needs(Permission.KEEP_HALLS)
    def open(self, session: Session, hall_id: int) -> OpenHall:
        """A hall with its seats. Raises NotFound."""
        return self._open(hall_id)

    @needs(Permission.KEEP_HALLS)
    def add(
        self, session: Session, request_id: str, answers: Mapping[str, str], drawing: HallDrawing | None = None
    ) -> OpenHall:
        """A new hall with these seats, or with as many `rows` of as many `seats` as are answered. Audited.

        The answer `cinema` is the name of its cinema, with the city where two have one name. Raises FormRefused, InvalidInput
        without a seat.
        """
        wish = _read(answers)
        cinema = checked(answers, "cinema", self._cinema)
        drawn = drawing or new_drawing(
            checked(answers, "rows", lambda typed: whole_number(typed, 1, ROWS_MAX)),
            checked(answers, "seats", lambda typed: whole_number(typed, 1, SEATS_IN_ROW_MAX)),
        )
        wanted = hall_seats.difference((), seats_of(_with_seats(drawn)))

        def work(unit: Unit) -> None:
            try:
                hall_id = halls.add(unit, cinema.id, wish.name, wish.turnaround_minutes)
            except DuplicateKey as error:
                raise _named_twice(wish) from error
            hall_seats.write(unit, hall_id, wanted)
            detail = {"hall": wish.name, "cinema": cinema.name, "seats": drawn.seat_count}
            audit_log.append(unit, session.counter.id, session.staff.id, "HALL_ADDED", f"hall {hall_id}", detail)

        self._database.once(Request(request_id, "ADD_HALL", (cinema.id, *_told(wish), write_sheet(drawn))), "", work)
        hall_id = halls.id_of(self._database, cinema.id, wish.name)
        if hall_id is None:
            raise _gone()
        _LOG.info("hall added", extra={"hall": wish.name, "seats": drawn.seat_count})
        return self._open(hall_id)

    @needs(Permission.KEEP_HALLS)
    def save(
        self, session: Session, request_id: str, seen: HallPlan, answers: Mapping[str, str], drawn: HallDrawing
    ) -> OpenHall:
        """The hall as it is wanted now; `seen` is the hall as it was opened. Audited.

        Raises FormRefused, InvalidInput, ChangedMeanwhile, NotFound; InTheWay with a line for each held or sold seat that would
        not stay what it is, each show that would follow too soon, or each show that a hall out of use still has.
        """
        wish = _read(answers)
        seats = seats_of(_with_seats(drawn))
        expire(self._database, halls.run_out(self._database, seen.id))

        def work(unit: Unit) -> None:
            if not planning.take_halls(unit, [seen.id]):
                raise _gone()
            now = halls.one(unit, seen.id)
            if now is None:
                raise _gone()
            refuse_if_changed(unit, seen, now, _LABELS, _subject(now), now.cinema.time_zone, now.cinema.locale)
            difference = hall_seats.difference(now.seats, seats)
            _require_shows_unharmed(unit, now, wish)
            _require_seats_unharmed(unit, now, difference)
            try:
                halls.change(unit, now.id, wish.name, wish.turnaround_minutes, active=wish.active)
            except DuplicateKey as error:
                raise _named_twice(wish) from error
            hall_seats.write(unit, now.id, difference)
            detail = _written(now, wish, difference)
            audit_log.append(unit, session.counter.id, session.staff.id, "HALL_CHANGED", _subject(now), detail)

        request = Request(request_id, "SAVE_HALL", (seen.id, *_told(wish), write_sheet(drawn)))
        self._database.once(request, "", work)
        _LOG.info("hall saved", extra={"hall": wish.name, "seats": drawn.seat_count})
        return self._open(seen.id)

    def _cinema(self, typed: str) -> Cinema:
        every = places.cinemas_by_id(self._database).values()
        named = folded(typed)
        found = [each for each in every if named in (folded(each.name), folded(f"{each.name}, {each.city}"))]
        if len(found) == 1:
            return found[0]
        if found:
            told = f"{found[0].name}, {found[0].city}"
            raise InvalidInput(f"There are several cinemas of this name. Write the city, too: {told}")
        raise InvalidInput(f"There is no such cinema. There is: {'; '.join(sorted(each.name for each in every))}.")

    def _open(self, hall_id: int) -> OpenHall:
        plan = halls.one(self._database, hall_id)
        if plan is None:
            raise _gone()
        return open_hall(plan)


def _read(answers: Mapping[str, str]) -> _Wish:
    return _Wish(
        checked(answers, "name", lambda typed: clean_name(typed, "hall's name", NAME_MAX)),
        checked(answers, "turnaround_minutes", lambda typed: whole_number(typed, 0, TURNAROUND_MINUTES_MAX)),
        bool(answers.get("active")),
    )


def _told(wish: _Wish) -> tuple[object, ...]:
    return wish.name, wish.turnaround_minutes, wish.active


def _with_seats(drawn: HallDrawing) -> HallDrawing:
    if not drawn.seat_count:
        raise InvalidInput("This hall has no seats. Paint some first: choose Regular and drag over the grid.")
    return drawn


def _require_seats_unharmed(unit: Unit, now: HallPlan, difference: Difference) -> None:
    """The seats are locked before it is looked who has them: a claim that is being made is waited for."""
    hall_seats.lock(unit, difference.touched)
    harmed = harms(difference)
    told = tuple(obstacles(harmed, halls.claimed(unit, harmed), now.cinema))
    if told:
        raise InTheWay(
            "Nothing was changed: some of these seats are held or sold for shows to come. Leave them as they are, or"
            " move their guests first (Out of service…).",
            told,
        )


def _require_shows_unharmed(unit: Unit, now: HallPlan, wish: _Wish) -> None:
    if wish.active and wish.turnaround_minutes <= now.turnaround_minutes:
        return
    to_come = halls.shows_to_come(unit, now.id, wish.turnaround_minutes)
    told = [
        (show.follows_too_soon, f"{show.movie_title}, {told_moment(show.starts_at, now.cinema)}") for show in to_come
    ]
    if not wish.active and told:
        raise InTheWay("This hall still has shows to come. Move or cancel them first.", [line for _, line in told])
    too_soon = [line for follows_too_soon, line in told if follows_too_soon]
    if too_soon:
        raise InTheWay(
            f"With {wish.turnaround_minutes} minutes of turnaround these shows begin too soon after the one before them.",
            too_soon,
        )


def _written(now: HallPlan, wish: _Wish, difference: Difference) -> dict[str, object]:
    """What the audit log keeps of a change."""
    detail: dict[str, object] = {"hall": wish.name}
    if wish.name != now.name:
        detail["was_called"] = now.name
    if wish.turnaround_minutes != now.turnaround_minutes:
        detail["turnaround_minutes"] = [now.turnaround_minutes, wish.turnaround_minutes]
    if wish.active != now.active:
        detail["in_use"] = wish.active
    renamed = [[old.label, new.label] for old, new in difference.changed if old.label != new.label]
    repainted = [old.label for old, new in difference.changed if old.label == new.label]
    for key, labels in (
        ("taken_out", [seat.label for seat in difference.gone]),
        ("new", [seat.label for seat in difference.new]),
        ("renamed", renamed),
        ("changed", repainted),
    ):
        if labels:
            detail[key] = labels[:TOLD_LABELS_MAX]
            detail[f"{key}_count"] = len(labels)
    return detail


def _subject(plan: HallPlan) -> str:
    return f"hall {plan.id}"


def _named_twice(wish: _Wish) -> FormRefused:
    return FormRefused(f"This cinema has a hall called {wish.name} already. Choose another name.", "name")


def _gone() -> NotFound:
    return NotFound("This hall is no longer there. Choose another one.")
