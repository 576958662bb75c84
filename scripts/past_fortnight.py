"""A demo with a fortnight behind it: what was sold for the shows that are over, so that each report has something to tell.

A demo sells for today and tomorrow alone, and just after midnight no show of today has begun.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

from app.controllers.start import demo_house
from app.controllers.start.opening import DEMO_DATABASE
from app.models import audit_log
from app.models.database import Database
from app.models.records import PaymentMethod, Role
from app.models.sell import price_book
from app.models.sell.kept_seats import seats_for_everybody
from app.models.server.house import House, open_private
from app.models.server.private_server import PrivateServer
from app.models.server.server_program import find_server_program
from app.models.start.demo_facts import HALLS, TIME_ZONE
from app.models.start.demo_programme import FILMS_FILE, plan_hall_day, read_films
from app.models.start.demo_sales import Sale, Till, make_sales, write_sales
from app.models.start.demo_shows import Programmed, Room, add_shows, maharashtra_holiday, on_sale
from app.models.statements import Unit
from app.utils.folders import Folders
from app.utils.local_time import day_bounds_utc, to_local
from app.utils.settings import Settings

DAYS = 14
"""Last week is within them, whatever day a week begins on."""
_BUSY = (0.8, 0.7, 0.85, 0.9, 1.2, 1.5, 1.4)
"""How full a show is compared with the demo's, from Monday on."""
_FULL = 0.97
_UPI_SHARE = 0.45
"""Of what was not paid in cash."""
_BEFORE_MINUTES = 300
"""A ticket is sold so long before its show at most, but not before the counters open, and mostly just before it."""
_MOSTLY_MINUTES = 20
_OPENS_HOUR = 9


def live_through(folder: Path) -> None:
    """Give the demo of that folder its fortnight; made first where there is none. Once for a folder."""
    server = PrivateServer(Folders(folder).server, find_server_program)
    try:
        house = open_private(server, DEMO_DATABASE, Settings().db_timeout_seconds)
        demo_house.get_ready(house, _write)
        _write(house, add_fortnight)
    finally:
        server.leave()


def add_fortnight(unit: Unit) -> int:
    """Shows and sales of the days before today, under the owner's account; how many tickets were sold."""
    today = datetime.now(ZoneInfo(TIME_ZONE)).date()
    chance = random.Random("a fortnight")  # noqa: S311  the same one every time; codes come from the system's randomness
    rooms = _rooms(unit)
    shows = _plan(unit, list(rooms), [today - timedelta(days=number) for number in range(DAYS, 0, -1)])
    sales = _sales(unit, shows, list(rooms.values()), chance)
    write_sales(unit, sales)
    ids = tuple(show.id for show in shows)
    unit.execute("UPDATE shows SET status = 'COMPLETED' WHERE id IN %s", (ids,))
    unit.execute("UPDATE bookings SET status = 'COMPLETED' WHERE show_id IN %s", (ids,))
    for day, of_day in groupby(sales, key=lambda sale: to_local(sale.sold_at, TIME_ZONE).date()):
        sold = [(sale.reference, sale.total_minor) for sale in of_day]
        told = {"bookings": len(sold), "sales": sold}
        audit_log.append(unit, next(iter(rooms.values())).tills[0].counter_id, None, "DEMO", day.isoformat(), told)
    return sum(len(sale.lines) for sale in sales)


def _rooms(unit: Unit) -> dict[int, Room]:
    """The demo's halls by their ids."""
    clerks = unit.rows("SELECT id FROM staff WHERE role = %s ORDER BY id", (Role.CLERK.value,))
    rooms = {}
    for hall_id, cinema_id in unit.rows("SELECT id, cinema_id FROM halls ORDER BY id LIMIT %s", (HALLS,)):
        counters = unit.rows("SELECT id FROM counters WHERE cinema_id = %s ORDER BY id", (cinema_id,))
        tills = [Till(int(counter[0]), int(clerk[0])) for counter, clerk in zip(counters, clerks, strict=False)]
        rooms[int(hall_id)] = Room(seats_for_everybody(unit, int(hall_id)), tills)
    return rooms


def _plan(unit: Unit, hall_ids: list[int], days: list[date]) -> list[Programmed]:
    films = read_films(FILMS_FILE)
    known = {str(title): int(film_id) for film_id, title in unit.rows("SELECT id, title FROM movies ORDER BY id DESC")}
    zone = ZoneInfo(TIME_ZONE)
    plans = [plan for day in days for hall in range(len(hall_ids)) for plan in plan_hall_day(films, hall, day, zone)]
    return add_shows(unit, films, [known[film.title] for film in films], hall_ids, plans)


def _sales(unit: Unit, shows: list[Programmed], rooms: list[Room], chance: random.Random) -> list[Sale]:
    by_id = {show.id: show for show in shows}
    for_sale = [
        replace(each, share=min(_FULL, each.share * _BUSY[by_id[each.id].starts_local.weekday()]))
        for each in on_sale(shows, rooms, maharashtra_holiday, chance)
    ]
    opened = shows[0].starts_local
    sold = [
        _as_it_was(sale, by_id[sale.show_id].starts_local, chance)
        for sale in make_sales(for_sale, price_book.read(unit), opened, 1, chance)
    ]
    return sorted(sold, key=lambda sale: sale.sold_at)


def _as_it_was(sale: Sale, starts_local: datetime, chance: random.Random) -> Sale:
    """Sold on the day of its show, and some of it through UPI."""
    midnight, _ = day_bounds_utc(starts_local.date(), TIME_ZONE)
    open_minutes = (starts_local - midnight) / timedelta(minutes=1) - _OPENS_HOUR * 60
    sold_at = starts_local - timedelta(
        minutes=chance.triangular(1, min(_BEFORE_MINUTES, open_minutes), _MOSTLY_MINUTES)
    )
    if sale.method is PaymentMethod.CASH or chance.random() > _UPI_SHARE:
        return replace(sale, sold_at=sold_at)
    return replace(sale, sold_at=sold_at, method=PaymentMethod.UPI)


def _write(house: House, work: Callable[[Unit], object]) -> None:
    assert house.connect_owner is not None
    owner = Database(house.connect_owner)
    try:
        owner.transaction(work)
    finally:
        owner.close()
