"""How full shows were: tickets and their minor units for each show that has begun, whenever they were sold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.models.reports import events
from app.models.reports.stretches import Stretch, summed
from app.models.statements import Reader
from app.models.times import as_stored, as_utc
from app.utils.local_time import day_bounds_utc

_SHOWS = """
    SELECT s.id, s.movie_id, s.hall_id, s.starts_at, COALESCE(e.tickets, 0), COALESCE(e.sales_minor, 0)
    FROM shows s JOIN halls h ON h.id = s.hall_id LEFT JOIN (
        SELECT f.show_id, SUM(f.sold - f.returned) tickets, SUM(f.sold_minor - f.returned_minor) sales_minor
        FROM figures_days d JOIN figures_tickets f ON f.day_id = d.id
        WHERE d.cinema_id = %s AND d.time_zone = %s AND d.day <= %s GROUP BY f.show_id
    ) e ON e.show_id = s.id
    WHERE h.cinema_id = %s AND s.starts_at >= %s AND s.starts_at < %s AND s.status <> 'CANCELLED'
    ORDER BY s.starts_at, h.name, s.id
"""
_HALLS = """
    SELECT h.id, h.name, COUNT(x.id) FROM halls h LEFT JOIN seats x ON x.hall_id = h.id AND x.live = 1 AND x.in_service
    WHERE h.cinema_id = %s GROUP BY h.id, h.name
"""
_LIVE = """
    SELECT e.show_id, SUM(e.sold - e.returned), SUM(e.sold_minor - e.returned_minor) FROM (EVENTS) e GROUP BY e.show_id
""".replace("EVENTS", events.TICKETS.live)


@dataclass(frozen=True, slots=True)
class ShowFigures:
    """A show with the tickets that are good for it and what they cost; `seats` its hall has now, or had at least."""

    show_id: int
    title: str
    hall_id: int
    hall_name: str
    starts_at: datetime
    seats: int
    tickets: int
    sales_minor: int


def begun(reader: Reader, first: date, last: date, until_now: Stretch, now: datetime) -> list[ShowFigures]:
    """The cinema's shows of the days `first` to `last` that have begun, in the order of their times.

    `until_now` is what `since_added_up` gives: tickets were sold long before the show, and may have been taken back after it.
    """
    cinema = until_now.cinema
    start, end = day_bounds_utc(first, cinema.time_zone)[0], min(now, day_bounds_utc(last, cinema.time_zone)[1])
    between = (as_stored(start), as_stored(end))
    shows = reader.rows(_SHOWS, (cinema.id, cinema.time_zone, until_now.kept_until, cinema.id, *between))
    if not shows:
        return []
    live = _sold_live(reader, until_now)
    # Names come by themselves: with each of a year's shows they would be half of all that is sent.
    film_ids = tuple({row[1] for row in shows})
    films: dict[int, str] = dict(reader.rows("SELECT id, title FROM movies WHERE id IN %s", (film_ids,)))
    halls = {row[0]: (row[1], int(row[2])) for row in reader.rows(_HALLS, (cinema.id,))}
    told = []
    for show_id, movie_id, hall_id, starts_at, kept, kept_minor in shows:
        tickets, sales_minor = live.get(show_id, (0, 0))
        tickets, sales_minor = tickets + int(kept), sales_minor + int(kept_minor)
        name, seats = halls[hall_id]
        title, seats = films[movie_id], max(seats, tickets)
        told.append(ShowFigures(show_id, title, hall_id, name, as_utc(starts_at), seats, tickets, sales_minor))
    return told


def _sold_live(reader: Reader, until_now: Stretch) -> dict[int, tuple[int, ...]]:
    """(tickets, minor units) of each show on the days that are not added up yet."""
    if until_now.live is None:
        return {}
    return summed(reader.rows(_LIVE, events.TICKETS.values_of(until_now.live, until_now.cinema.id)))
