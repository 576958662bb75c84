"""A demo to try Foyer with: two cinemas in Pune, a week of shows, and seats that are already sold.

The films are real (see `demo_programme`), the cinemas, their halls and the people are invented.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from app.models.records import Role
from app.models.sell import price_book
from app.models.sell.kept_seats import seats_for_everybody
from app.models.server.migrations import SQL_FOLDER
from app.models.start.demo_facts import DEMO_PASSWORD, STAFF, TIME_ZONE
from app.models.start.demo_places import add_houses, add_prices, add_staff, add_vouchers
from app.models.start.demo_programme import FILMS_FILE, plan_week, read_films
from app.models.start.demo_sales import Till, day_of_sale, make_sales, write_sales
from app.models.start.demo_shows import SOLD_DAYS, Room, add_film, add_shows, maharashtra_holiday, on_sale
from app.models.statements import Unit

DEMO_FOLDER = SQL_FOLDER / "demo"


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    """An account to try: everybody may know its password."""

    username: str
    password: str
    role: Role


@dataclass(frozen=True, slots=True)
class DemoCinema:
    """What was made. `sales` are (booking reference, paid amount in minor units): the import's audit line tells them."""

    sign_ins: tuple[DemoSignIn, ...]
    cinema_ids: tuple[int, ...]
    counter_ids: tuple[int, ...]
    show_count: int
    sales: tuple[tuple[str, int], ...]

    @property
    def booking_references(self) -> tuple[str, ...]:
        return tuple(reference for reference, _ in self.sales)


def fill_demo(
    unit: Unit,
    today: date,
    hash_password: Callable[[str], str],
    is_holiday: Callable[[date], bool] = maharashtra_holiday,
) -> DemoCinema:
    """Fill an empty database, under the owner's account, with shows for seven local days from `today`.

    The same `today` gives the same demo, but for booking references, ticket codes and password hashes. The sales are
    dated the day before `today`: money that is in nobody's open till. The caller writes the audit line.
    Raises DuplicateKey when the database has ticket types or these user names already.
    """
    chance = random.Random(7)  # noqa: S311  the same demo every time; codes come from the system's randomness
    films = read_films(FILMS_FILE)
    clerk_ids = add_staff(unit, [hash_password(DEMO_PASSWORD) for _ in STAFF])
    add_prices(unit)
    add_vouchers(unit)
    houses = add_houses(unit, DEMO_FOLDER / "halls")
    rooms = {
        hall_id: Room(
            seats=seats_for_everybody(unit, hall_id),
            tills=[Till(*ids) for ids in zip(house.counter_ids, clerk_ids, strict=True)],
        )
        for house in houses
        for hall_id in house.hall_ids
    }
    film_ids = [add_film(unit, film) for film in films]
    week = plan_week(films, today, ZoneInfo(TIME_ZONE), chance)
    programme = add_shows(unit, films, film_ids, list(rooms), week)
    soon = [show for show in programme if show.starts_local.date() < today + timedelta(days=SOLD_DAYS)]
    for_sale = on_sale(soon, list(rooms.values()), is_holiday, chance)
    sales = make_sales(for_sale, price_book.read(unit), *day_of_sale(today), chance)
    write_sales(unit, sales)
    return DemoCinema(
        sign_ins=tuple(DemoSignIn(username, DEMO_PASSWORD, role) for username, _, role in STAFF),
        cinema_ids=tuple(house.cinema_id for house in houses),
        counter_ids=tuple(counter_id for house in houses for counter_id in house.counter_ids),
        show_count=len(programme),
        sales=tuple((sale.reference, sale.total_minor) for sale in sales),
    )
