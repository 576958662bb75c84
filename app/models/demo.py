"""A demo to try Foyer with: two cinemas in Pune, a week of shows, and seats that are already sold.

The films are real (see `demo_programme`), the cinemas, their halls and the people are invented.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.models import price_book
from app.models.demo_places import COUNTRY, REGION, STAFF, TIME_ZONE, add_houses, add_prices, add_staff
from app.models.demo_programme import DemoFilm, PlannedShow, plan_week, read_films
from app.models.demo_sales import SellableShow, Till, make_sales, write_sales
from app.models.migrations import SQL_FOLDER
from app.models.records import Role, Seat, SeatType
from app.models.shows import seats_of_hall
from app.models.statements import Unit
from app.models.times import as_stored
from app.utils.local_time import day_bounds_utc, to_local
from app.utils.public_holidays import is_public_holiday

DEMO_FOLDER = SQL_FOLDER / "demo"
DEMO_PASSWORD = "popcorn-please"  # noqa: S105  told to everybody who tries the demo; no real house has these accounts

_SATURDAY = 5
_NOON_HOUR, _EVENING_HOUR, _LATE_HOUR = 12, 18, 22
_PALACE, _CLASSIC, _STUDIO = 0, 1, 3
_EVENING_VIP_MINOR = 60_000
_MORNING_REGULAR_MINOR = 12_000
_SOLD_DAYS = 2
_NEARLY_SOLD_OUT = 0.95
_OPENS_AFTER = timedelta(hours=10)
_OPEN_MINUTES = 12 * 60


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


@dataclass(frozen=True, slots=True)
class _Room:
    """A hall's seats, and where tickets for it are sold."""

    seats: Sequence[Seat]
    tills: Sequence[Till]


@dataclass(frozen=True, slots=True)
class _Programmed:
    """A planned show as it stands in the database."""

    id: int
    plan: PlannedShow
    starts_local: datetime


def maharashtra_holiday(day: date) -> bool:
    """Whether `day` is a public holiday where the demo's cinemas are."""
    return is_public_holiday(day, COUNTRY, REGION)


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
    films = read_films(DEMO_FOLDER / "films.csv")
    clerk_ids = add_staff(unit, [hash_password(DEMO_PASSWORD) for _ in STAFF])
    add_prices(unit)
    houses = add_houses(unit, DEMO_FOLDER / "halls")
    rooms = {
        hall_id: _Room(
            seats=seats_of_hall(unit, hall_id),
            tills=[Till(*ids) for ids in zip(house.counter_ids, clerk_ids, strict=True)],
        )
        for house in houses
        for hall_id in house.hall_ids
    }
    programme = _add_programme(unit, films, list(rooms), plan_week(films, today, ZoneInfo(TIME_ZONE), chance))
    on_sale = _on_sale(programme, today, films, list(rooms.values()), is_holiday, chance)
    opened_at = day_bounds_utc(today - timedelta(days=1), TIME_ZONE)[0] + _OPENS_AFTER
    sales = make_sales(on_sale, price_book.read(unit), opened_at, _OPEN_MINUTES, chance)
    write_sales(unit, sales)
    return DemoCinema(
        sign_ins=tuple(DemoSignIn(username, DEMO_PASSWORD, role) for username, _, role in STAFF),
        cinema_ids=tuple(house.cinema_id for house in houses),
        counter_ids=tuple(counter_id for house in houses for counter_id in house.counter_ids),
        show_count=len(programme),
        sales=tuple((sale.reference, sale.total_minor) for sale in sales),
    )


def _add_programme(
    unit: Unit, films: Sequence[DemoFilm], hall_ids: Sequence[int], week: Sequence[PlannedShow]
) -> list[_Programmed]:
    film_ids = [_add_film(unit, film) for film in films]
    programme = []
    for plan in week:
        starts_at, ends_at = as_stored(plan.starts_at), as_stored(plan.ends_at)
        show_id = unit.insert(
            "INSERT INTO shows (movie_id, hall_id, starts_at, ends_at, base_price_minor) VALUES (%s, %s, %s, %s, %s)",
            (film_ids[plan.film], hall_ids[plan.hall], starts_at, ends_at, plan.base_price_minor),
        )
        programme.append(_Programmed(show_id, plan, to_local(plan.starts_at, TIME_ZONE)))
    unit.insert_rows(
        "INSERT INTO show_prices (show_id, seat_type, price_minor) VALUES",
        [
            (show.id, seat_type.value, price_minor)
            for show in programme
            for seat_type, price_minor in _own_prices(show).items()
        ],
    )
    return programme


def _add_film(unit: Unit, film: DemoFilm) -> int:
    film_id = unit.insert(
        "INSERT INTO movies (title, duration_minutes, language, certificate, synopsis, release_date)"
        " VALUES (%s, %s, %s, %s, %s, %s)",
        (film.title, film.duration_minutes, film.language, film.certificate, film.synopsis, film.release_date),
    )
    unit.insert_rows("INSERT INTO movie_genres (movie_id, genre) VALUES", [(film_id, genre) for genre in film.genres])
    return film_id


def _own_prices(show: _Programmed) -> dict[SeatType, int]:
    """Dear VIP seats on the palace's evenings, cheap front rows on the studio's mornings."""
    if show.plan.hall == _PALACE and show.starts_local.hour >= _EVENING_HOUR:
        return {SeatType.VIP: _EVENING_VIP_MINOR}
    if show.plan.hall == _STUDIO and show.starts_local.hour < _NOON_HOUR:
        return {SeatType.REGULAR: _MORNING_REGULAR_MINOR}
    return {}


def _on_sale(
    programme: Sequence[_Programmed],
    today: date,
    films: Sequence[DemoFilm],
    rooms: Sequence[_Room],
    is_holiday: Callable[[date], bool],
    chance: random.Random,
) -> list[SellableShow]:
    """The shows that have sold seats already: today's and tomorrow's."""
    soon = [show for show in programme if show.starts_local.date() < today + timedelta(days=_SOLD_DAYS)]
    return [
        SellableShow(
            id=show.id,
            certificate=films[show.plan.film].certificate,
            base_price_minor=show.plan.base_price_minor,
            own_prices_minor=_own_prices(show),
            day_rule=_day_rule(show.starts_local.date(), is_holiday),
            seats=rooms[show.plan.hall].seats,
            tills=rooms[show.plan.hall].tills,
            share=share,
        )
        for show, share in _shares(soon, chance)
    ]


def _shares(programme: Sequence[_Programmed], chance: random.Random) -> list[tuple[_Programmed, float]]:
    """How full each show is to be: evenings fuller; the classic's first evening show is nearly sold out."""
    first_evening = min(
        (show for show in programme if show.plan.hall == _CLASSIC and show.starts_local.hour >= _EVENING_HOUR),
        key=lambda show: show.plan.starts_at,
    )
    return [
        (show, _NEARLY_SOLD_OUT)
        if show is first_evening
        else (
            show,
            chance.triangular(0.05, 0.85, 0.6 if _EVENING_HOUR <= show.starts_local.hour < _LATE_HOUR else 0.15),
        )
        for show in programme
    ]


def _day_rule(day: date, is_holiday: Callable[[date], bool]) -> str:
    """A holiday on a weekend counts once, as the dearer of the two."""
    if is_holiday(day):
        return "HOLIDAY"
    return "WEEKEND" if day.weekday() >= _SATURDAY else "WEEKDAY"
