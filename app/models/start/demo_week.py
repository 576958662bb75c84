"""A demo made days ago: it gets the days that are missing of the week from today, so that there is always a show to sell."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.models import audit_log
from app.models.database import RetryUnit
from app.models.plan import planning
from app.models.records import Role
from app.models.sell import price_book, shows
from app.models.sell.kept_seats import seats_for_everybody
from app.models.start.demo_days import planned_days, week_bounds
from app.models.start.demo_facts import DAYS, HALLS, TIME_ZONE
from app.models.start.demo_places import add_vouchers
from app.models.start.demo_programme import FILMS_FILE, DemoFilm, PlannedShow, plan_hall_day, read_films
from app.models.start.demo_sales import Till, by_card, day_of_sale, make_sales, write_sales
from app.models.start.demo_shows import SOLD_DAYS, Programmed, Room, add_film, add_shows, maharashtra_holiday, on_sale
from app.models.statements import DuplicateKey, Unit
from app.models.times import as_stored, as_utc
from app.utils.local_time import day_bounds_utc, to_local


@dataclass(frozen=True, slots=True)
class _Hall:
    """One of the demo's halls with what already plays in it around the week."""

    id: int
    cinema_id: int
    turnaround: timedelta
    taken: list[tuple[datetime, datetime]]

    def has_room_for(self, plan: PlannedShow) -> bool:
        return all(
            plan.starts_at >= ends_at + self.turnaround or starts_at >= plan.ends_at + self.turnaround
            for starts_at, ends_at in self.taken
        )


def extend_demo(unit: Unit, today: date, is_holiday: Callable[[date], bool] = maharashtra_holiday) -> int:
    """Plan what is missing of the week from `today`, under the owner's account; returns how many shows that adds.

    Whatever plays already stays, and nothing is planned over it, turnaround counted. When a day was missing, the shows of
    today and tomorrow in which no seat is taken get sales like the first ones, with an audit line that tells them.
    The same day again, or in two windows at once, adds nothing.
    """
    halls = _halls(unit, today)
    planned = planned_days(unit, today)
    missing = [
        (place, hall, day)
        for day in (today + timedelta(days=offset) for offset in range(DAYS))
        for place, hall in enumerate(halls)
        if (hall.id, day) not in planned
    ]
    if not missing:
        return 0
    films = read_films(FILMS_FILE)
    plans: list[PlannedShow] = []
    for place, hall, day in missing:
        for plan in plan_hall_day(films, place, day, ZoneInfo(TIME_ZONE)):
            if hall.has_room_for(plan):
                hall.taken.append((plan.starts_at, plan.ends_at))
                plans.append(plan)
    add_vouchers(unit)
    add_shows(unit, films, _film_ids(unit, films), [hall.id for hall in halls], plans)
    _sell(unit, today, halls, is_holiday)
    return len(plans)


def _halls(unit: Unit, today: date) -> list[_Hall]:
    """The demo's halls, taken until the unit ends: whoever else plans in them, another window's start, waits."""
    found = unit.rows("SELECT id, cinema_id, turnaround_minutes FROM halls ORDER BY id LIMIT %s", (HALLS,))
    planning.take_halls(unit, [int(row[0]) for row in found])
    first, last = week_bounds(today)
    playing = unit.rows(
        "SELECT hall_id, starts_at, ends_at FROM shows WHERE status <> 'CANCELLED' AND starts_at >= %s AND starts_at < %s",
        # A day more at either end: a show near midnight reaches into the week.
        (as_stored(first - timedelta(days=1)), as_stored(last + timedelta(days=1))),
    )
    return [
        _Hall(
            int(hall_id),
            int(cinema_id),
            timedelta(minutes=turnaround_minutes),
            [(as_utc(starts_at), as_utc(ends_at)) for hall, starts_at, ends_at in playing if hall == hall_id],
        )
        for hall_id, cinema_id, turnaround_minutes in found
    ]


def _film_ids(unit: Unit, films: Sequence[DemoFilm]) -> list[int]:
    """By title; a film that was renamed or taken out comes anew."""
    known = {str(title): int(film_id) for film_id, title in unit.rows("SELECT id, title FROM movies ORDER BY id DESC")}
    return [known.get(film.title) or add_film(unit, film) for film in films]


def _sell(unit: Unit, today: date, halls: Sequence[_Hall], is_holiday: Callable[[date], bool]) -> None:
    chance = random.Random(f"sales on {today}")  # noqa: S311  codes come from the system's randomness
    rooms = [Room(seats_for_everybody(unit, hall.id), _tills(unit, hall.cinema_id)) for hall in halls]
    if not all(room.tills for room in rooms):
        return  # a cinema without a clerk has sold nothing
    for_sale = on_sale(_untouched(unit, today, halls), rooms, is_holiday, chance)
    # By card: the tills are whoever's tries the demo by now, and no cash comes into them from behind.
    sales = [by_card(sale) for sale in make_sales(for_sale, price_book.read(unit), *day_of_sale(today), chance)]
    if not sales:
        return
    try:
        write_sales(unit, sales)
    except DuplicateKey as error:  # a seat was picked at another counter this instant: its show is left alone then
        raise RetryUnit from error
    counter_id = rooms[0].tills[0].counter_id
    told = {"bookings": len(sales), "sales": [(sale.reference, sale.total_minor) for sale in sales]}
    audit_log.append(unit, counter_id, None, "DEMO", today.isoformat(), told)


def _tills(unit: Unit, cinema_id: int) -> list[Till]:
    counters = unit.rows("SELECT id FROM counters WHERE cinema_id = %s ORDER BY id", (cinema_id,))
    clerks = unit.rows("SELECT id FROM staff WHERE role = %s ORDER BY id", (Role.CLERK.value,))
    return [Till(int(counter[0]), int(clerk[0])) for counter, clerk in zip(counters, clerks, strict=False)]


def _untouched(unit: Unit, today: date, halls: Sequence[_Hall]) -> list[Programmed]:
    """Today's and tomorrow's shows in which no seat is taken."""
    places = {hall.id: place for place, hall in enumerate(halls)}
    first, _ = day_bounds_utc(today, TIME_ZONE)
    _, last = day_bounds_utc(today + timedelta(days=SOLD_DAYS - 1), TIME_ZONE)
    found = unit.rows(
        """
        SELECT s.id, s.hall_id, s.starts_at, m.certificate, s.base_price_minor
        FROM shows s JOIN movies m ON m.id = s.movie_id LEFT JOIN booking_seats c ON c.show_id = s.id
        WHERE s.starts_at >= %s AND s.starts_at < %s AND s.status = 'UPCOMING' AND s.hall_id IN %s AND c.seat_id IS NULL
        ORDER BY s.id
        """,
        (as_stored(first), as_stored(last), tuple(places)),
    )
    own = shows.own_prices(unit, tuple(int(row[0]) for row in found))
    return [
        Programmed(
            id=int(show_id),
            hall=places[hall_id],
            starts_local=to_local(as_utc(starts_at), TIME_ZONE),
            certificate=str(certificate),
            base_price_minor=int(base_price_minor),
            own_prices_minor=own.get(int(show_id), {}),
        )
        for show_id, hall_id, starts_at, certificate, base_price_minor in found
    ]
