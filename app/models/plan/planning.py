"""Shows planned into halls. Who plans in a hall writes its version first, so that two planners take turns on any server.

A row lock would do on one server; on a cluster row locks are local to a node, and only a common row that both write makes the
later COMMIT fail and its unit run again. What is read after the version was written is what there is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from app.models.plan import outages, show_prices
from app.models.records import SeatType, ShowStatus
from app.models.sell import shows
from app.models.statements import Reader, Row, Unit
from app.models.times import as_stored, as_utc

_LONGEST = timedelta(days=2)
"""No show with its turnaround lasts longer: what begins so much earlier is out of the way."""


@dataclass(frozen=True, slots=True)
class PlanningHall:
    """A hall as a planner needs it. `seat_count` are its seats in service, 0 where that was not asked for."""

    id: int
    cinema_id: int
    name: str
    turnaround_minutes: int
    active: bool
    seat_count: int = 0

    @property
    def turnaround(self) -> timedelta:
        return timedelta(minutes=self.turnaround_minutes)


@dataclass(frozen=True, slots=True)
class PlanningFilm:
    """A film that shows can be planned of."""

    id: int
    title: str
    duration_minutes: int
    language: str
    certificate: str
    retired: bool


@dataclass(frozen=True, slots=True)
class ShowWish:
    """A show as it shall stand. Own prices are those of the seat types that have one in this show, in minor units."""

    hall_id: int
    movie_id: int
    starts_at: datetime
    ends_at: datetime
    base_price_minor: int
    own_prices_minor: Mapping[SeatType, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredShow:
    """A show as it stands."""

    id: int
    hall_id: int
    movie_id: int
    movie_title: str
    duration_minutes: int
    starts_at: datetime
    ends_at: datetime
    base_price_minor: int
    status: ShowStatus
    cancelled_reason: str
    own_prices_minor: Mapping[SeatType, int] = field(default_factory=dict)

    @property
    def wish(self) -> ShowWish:
        """What would plan it once more."""
        return ShowWish(
            self.hall_id, self.movie_id, self.starts_at, self.ends_at, self.base_price_minor, self.own_prices_minor
        )


_SHOWS = """
    SELECT s.id, s.hall_id, s.movie_id, m.title, m.duration_minutes, s.starts_at, s.ends_at, s.base_price_minor, s.status,
           s.cancelled_reason
    FROM shows s JOIN movies m ON m.id = s.movie_id
"""


def take_halls(unit: Unit, hall_ids: Collection[int]) -> dict[int, PlanningHall]:
    """Keep every other planner out of these halls until the unit ends: the first statements of whoever plans in them.

    In the order of their ids, so that two planners wait for each other in one direction. A hall that is not there is left out.
    """
    ordered = tuple(sorted(set(hall_ids)))
    for hall_id in ordered:
        unit.later("UPDATE halls SET version = version + 1 WHERE id = %s", (hall_id,))
    found = unit.rows(
        "SELECT id, cinema_id, name, turnaround_minutes, active FROM halls WHERE id IN %s ORDER BY id", (ordered,)
    )
    return {int(row[0]): PlanningHall(int(row[0]), int(row[1]), row[2], int(row[3]), bool(row[4])) for row in found}


def halls_of(reader: Reader, cinema_id: int) -> list[PlanningHall]:
    """A cinema's halls in the order they were made, with how many seats are in service."""
    found = reader.rows(
        """
        SELECT h.id, h.cinema_id, h.name, h.turnaround_minutes, h.active, COALESCE(SUM(x.in_service AND x.live), 0)
        FROM halls h LEFT JOIN seats x ON x.hall_id = h.id
        WHERE h.cinema_id = %s GROUP BY h.id, h.cinema_id, h.name, h.turnaround_minutes, h.active ORDER BY h.id
        """,
        (cinema_id,),
    )
    return [PlanningHall(int(row[0]), int(row[1]), row[2], int(row[3]), bool(row[4]), int(row[5])) for row in found]


def playing(reader: Reader, hall_ids: Collection[int], first: datetime, last: datetime) -> list[StoredShow]:
    """Every show of the halls that may be in the way of one between the two times, in order; cancelled ones are not."""
    if not hall_ids:
        return []
    return _read(
        reader.rows(
            _SHOWS
            + " WHERE s.hall_id IN %s AND s.starts_at >= %s AND s.starts_at < %s AND s.status <> 'CANCELLED'"
            + " ORDER BY s.starts_at, s.id",
            (tuple(hall_ids), as_stored(first - _LONGEST), as_stored(last + _LONGEST)),
        )
    )


def cancelled(reader: Reader, hall_ids: Collection[int], first: datetime, last: datetime) -> list[StoredShow]:
    """The shows of the halls that were to start in [first, last) and are cancelled."""
    if not hall_ids:
        return []
    return _read(
        reader.rows(
            _SHOWS
            + " WHERE s.hall_id IN %s AND s.starts_at >= %s AND s.starts_at < %s AND s.status = 'CANCELLED'"
            + " ORDER BY s.starts_at, s.id",
            (tuple(hall_ids), as_stored(first), as_stored(last)),
        )
    )


def one(reader: Reader, show_id: int) -> StoredShow | None:
    """The show with its own prices."""
    return next(iter(priced(reader, _read(reader.rows(_SHOWS + " WHERE s.id = %s", (show_id,))))), None)


def lock(unit: Unit, show_id: int) -> StoredShow | None:
    """The show, which nobody sells, holds or changes until the unit ends."""
    unit.rows("SELECT id FROM shows WHERE id = %s FOR UPDATE", (show_id,))
    return one(unit, show_id)


def standing_at(reader: Reader, hall_id: int, starts_at: datetime) -> StoredShow | None:
    """The show of a hall that starts just then."""
    found = reader.rows(
        _SHOWS + " WHERE s.hall_id = %s AND s.starts_at = %s AND s.status <> 'CANCELLED' ORDER BY s.id DESC LIMIT 1",
        (hall_id, as_stored(starts_at)),
    )
    return next(iter(priced(reader, _read(found))), None)


def priced(reader: Reader, found: Iterable[StoredShow]) -> list[StoredShow]:
    """The same shows with their own prices."""
    listed = list(found)
    own = shows.own_prices(reader, tuple(show.id for show in listed))
    return [replace(show, own_prices_minor=own[show.id]) if show.id in own else show for show in listed]


def films(reader: Reader, movie_ids: Collection[int]) -> dict[int, PlanningFilm]:
    """Films by their ids."""
    if not movie_ids:
        return {}
    found = reader.rows(_FILMS + " WHERE id IN %s", (tuple(movie_ids),))
    return {int(row[0]): _film(row) for row in found}


def films_in_use(reader: Reader) -> list[PlanningFilm]:
    """Every film that is not retired, by title."""
    return [_film(row) for row in reader.rows(_FILMS + " WHERE NOT retired ORDER BY title, id")]


_FILMS = "SELECT id, title, duration_minutes, language, certificate, retired FROM movies"


def add(unit: Unit, wish: ShowWish) -> int:
    """Write a new show with its own prices; its hall is taken. Returns its id."""
    show_id = unit.insert(
        "INSERT INTO shows (movie_id, hall_id, starts_at, ends_at, base_price_minor) VALUES (%s, %s, %s, %s, %s)",
        (wish.movie_id, wish.hall_id, as_stored(wish.starts_at), as_stored(wish.ends_at), wish.base_price_minor),
    )
    show_prices.write(unit, show_id, wish.own_prices_minor)
    outages.block_for_new_show(unit, show_id)
    return show_id


def change(unit: Unit, show_id: int, wish: ShowWish) -> None:
    """Write a locked show anew; its hall and the one it comes from are taken."""
    unit.later(
        "UPDATE shows SET movie_id = %s, hall_id = %s, starts_at = %s, ends_at = %s, base_price_minor = %s WHERE id = %s",
        (
            wish.movie_id,
            wish.hall_id,
            as_stored(wish.starts_at),
            as_stored(wish.ends_at),
            wish.base_price_minor,
            show_id,
        ),
    )
    show_prices.write(unit, show_id, wish.own_prices_minor)
    outages.block_for_moved_show(unit, show_id)


def forget_kept_seats(unit: Unit, show_id: int) -> None:
    """A show that has gone to another hall: what was kept back in the old one is kept no more."""
    unit.later(
        "DELETE k FROM blocked_seats k JOIN shows s ON s.id = k.show_id JOIN seats x ON x.id = k.seat_id"
        " WHERE k.show_id = %s AND x.hall_id <> s.hall_id",
        (show_id,),
    )


def usual_price_minor(reader: Reader, cinema_id: int) -> int | None:
    """The base price of the show that was planned last in a cinema; None before the first one."""
    row = reader.row(
        "SELECT s.base_price_minor FROM shows s JOIN halls h ON h.id = s.hall_id WHERE h.cinema_id = %s"
        " ORDER BY s.id DESC LIMIT 1",
        (cinema_id,),
    )
    return int(row[0]) if row else None


def server_time(reader: Reader) -> datetime:
    """What the server's clock says."""
    row = reader.row("SELECT UTC_TIMESTAMP(6)")
    if row is None:
        raise LookupError
    return as_utc(row[0])


def _read(found: Iterable[Row]) -> list[StoredShow]:
    return [
        StoredShow(
            int(row[0]),
            int(row[1]),
            int(row[2]),
            row[3],
            int(row[4]),
            as_utc(row[5]),
            as_utc(row[6]),
            int(row[7]),
            ShowStatus(row[8]),
            row[9],
        )
        for row in found
    ]


def _film(row: Row) -> PlanningFilm:
    return PlanningFilm(int(row[0]), row[1], int(row[2]), row[3], row[4], bool(row[5]))
