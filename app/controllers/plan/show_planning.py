"""Planning single shows: added, moved, changed. What holds for a hall's day is asked in the transaction that writes it.

Every unit writes the version of the halls it plans in before it reads what plays there (`models/plan/planning.py`), so that
two planners at two counters can never both find the same place free.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from app.controllers.meanwhile import refuse_if_changed
from app.controllers.permissions import Permission, Session, needs
from app.controllers.plan.boards import Board, BoardShow, FilmChoice, listed_films, read_board
from app.controllers.plan.planning_rules import (
    require_film,
    require_hall,
    require_room,
    require_standing,
    require_to_come,
    require_unpromised,
    told,
)
from app.controllers.plan.show_form import ShowAnswers, read_show
from app.controllers.sell.expiry import expire
from app.models import audit_log, places
from app.models.database import Database, Request
from app.models.errors import InTheWay, NotFound
from app.models.plan import outages, planning, promises
from app.models.plan.planning import PlanningHall, ShowWish, StoredShow
from app.models.records import Cinema, ShowStatus
from app.models.statements import Unit

_LABELS = {
    "movie_id": "the film",
    "hall_id": "the hall",
    "starts_at": "the time",
    "ends_at": "how long it lasts",
    "base_price_minor": "the base price",
    "own_prices_minor": "its own prices",
}
_LOG = logging.getLogger("foyer.planning")


def subject_of(show_id: int) -> str:
    """What the audit log calls a show."""
    return f"show {show_id}"


class ShowPlanning:
    """The day board of any of the cinemas, for one lane."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.KEEP_SHOWS)
    def cinemas(self, session: Session) -> tuple[Cinema, ...]:
        """Those that can be planned, this counter's first."""
        here = session.counter.cinema
        others = [cinema for cinema in places.cinemas_by_id(self._database).values() if cinema.id != here.id]
        return (here, *sorted(others, key=lambda cinema: (cinema.city, cinema.name)))

    @needs(Permission.KEEP_SHOWS)
    def board(self, session: Session, cinema: Cinema, day: date) -> Board:
        """A day of a cinema as it stands."""
        return read_board(self._database, cinema, day)

    @needs(Permission.KEEP_SHOWS)
    def films(self, session: Session) -> tuple[FilmChoice, ...]:
        """Every film that can be planned, by title."""
        return listed_films(planning.films_in_use(self._database))

    @needs(Permission.KEEP_SHOWS)
    def usual_price_minor(self, session: Session, cinema: Cinema) -> int | None:
        """The base price that was given last in a cinema; None before its first show."""
        return planning.usual_price_minor(self._database, cinema.id)

    @needs(Permission.KEEP_SHOWS)
    def add(
        self, session: Session, request_id: str, cinema: Cinema, answers: Mapping[str, str]
    ) -> tuple[StoredShow, str]:
        """Plan a new show as it was typed (`show_form.py` tells the keys); with it, what there is to say of its time.

        Raises FormRefused at a field; InTheWay when the hall is not free then, its turnaround counted. Nothing is written then.
        """
        read = self._read(cinema, answers)
        wish = read.wish

        def work(unit: Unit) -> None:
            hall = require_hall(planning.take_halls(unit, (wish.hall_id,)), wish.hall_id)
            film = require_film(unit, wish.movie_id)
            require_to_come(unit, wish)
            require_room(unit, hall, wish, cinema)
            show_id = planning.add(unit, wish)
            outages.block_for_new_show(unit, show_id)
            detail = {**told(wish, cinema), "film_title": film.title, "hall_name": hall.name}
            audit_log.append(unit, session.counter.id, session.staff.id, "SHOW_ADDED", subject_of(show_id), detail)

        request = Request(request_id, "SHOW_ADD", (wish.hall_id, wish.movie_id, wish.starts_at, wish.ends_at))
        self._database.once(request, "", work)
        found = planning.standing_at(self._database, wish.hall_id, wish.starts_at)
        if found is None:
            raise NotFound("The show was planned, and has been moved or cancelled since. Look at the day again.")
        _LOG.info("show added", extra={"show": found.id})
        return found, read.note

    @needs(Permission.KEEP_SHOWS)
    def change(
        self, session: Session, request_id: str, cinema: Cinema, seen: StoredShow, answers: Mapping[str, str]
    ) -> tuple[StoredShow, str]:
        """Write a show as it was typed over what was `seen`; the show as it stands then, and what to say of its time.

        While a seat is held or sold, film, hall and time stay: InTheWay names the bookings. Raises besides what `add` does
        ChangedMeanwhile, and NotFound for a show that is over or cancelled.
        """
        read = self._read(cinema, answers)
        return self._write(session, request_id, cinema, seen, read.wish), read.note

    @needs(Permission.KEEP_SHOWS)
    def move(
        self, session: Session, request_id: str, cinema: Cinema, seen: StoredShow, hall_id: int, starts_at: datetime
    ) -> StoredShow:
        """Another time or hall, as long as before: what a drag on the board means. Raises what `change` raises."""
        wish = replace(
            seen.wish, hall_id=hall_id, starts_at=starts_at, ends_at=starts_at + (seen.ends_at - seen.starts_at)
        )
        return self._write(session, request_id, cinema, seen, wish)

    def _read(self, cinema: Cinema, answers: Mapping[str, str]) -> ShowAnswers:
        return read_show(answers, cinema, lambda movie_id: planning.films(self._database, (movie_id,)).get(movie_id))

    def _write(self, session: Session, request_id: str, cinema: Cinema, seen: StoredShow, wish: ShowWish) -> StoredShow:
        expire(self._database, promises.run_out(self._database, seen.id))

        def work(unit: Unit) -> None:
            halls = planning.take_halls(unit, (seen.hall_id, wish.hall_id))
            now = require_standing(planning.lock(unit, seen.id))
            refuse_if_changed(unit, seen, now, _LABELS, subject_of(seen.id), cinema.time_zone, cinema.locale)
            _require_allowed(unit, cinema, halls, now, wish)
            planning.change(unit, seen.id, wish)
            if _is_another(now, wish):
                promises.close_late_payments(unit, seen.id)
            if wish.hall_id != now.hall_id:
                planning.forget_kept_seats(unit, seen.id)
            outages.block_for_moved_show(unit, seen.id)
            detail = {"before": told(now, cinema), "after": told(wish, cinema), "film_title": now.movie_title}
            audit_log.append(unit, session.counter.id, session.staff.id, "SHOW_CHANGED", subject_of(seen.id), detail)

        asked = (seen.id, wish.hall_id, wish.movie_id, wish.starts_at, wish.ends_at, wish.base_price_minor)
        request = Request(request_id, "SHOW_CHANGE", (*asked, sorted(wish.own_prices_minor.items())))
        self._database.once(request, "", work)
        found = planning.one(self._database, seen.id)
        if found is None:
            raise LookupError
        _LOG.info("show changed", extra={"show": found.id})
        return found


def _is_another(show: StoredShow, wish: ShowWish) -> bool:
    """Whether customers would come to something else than they were sold."""
    return (show.movie_id, show.hall_id, show.starts_at) != (wish.movie_id, wish.hall_id, wish.starts_at)


def _require_allowed(
    unit: Unit, cinema: Cinema, halls: Mapping[int, PlanningHall], now: StoredShow, wish: ShowWish
) -> None:
    """What of a change is refused (docs/decisions/0017): a promise to customers, a closed hall, a retired film, no room."""
    if _is_another(now, wish):
        require_unpromised(unit, now)
        if now.status is ShowStatus.ONGOING:
            raise InTheWay(f"{now.movie_title} has begun: its film, hall and time stay. Cancel it if it cannot go on.")
        require_to_come(unit, wish)
    if wish.movie_id != now.movie_id:
        require_film(unit, wish.movie_id)
    hall = halls[now.hall_id] if wish.hall_id == now.hall_id else require_hall(halls, wish.hall_id)
    require_room(unit, hall, wish, cinema, now.id)


def show_on_board(board: Board, show_id: int) -> BoardShow:
    """The show of a board that was just written. Raises NotFound when it is on another day, or went meanwhile."""
    found = board.show(show_id)
    if found is None:
        raise NotFound("The show is on another day now.")
    return found
