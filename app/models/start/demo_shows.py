"""The demo's shows in the database: written with their own prices, and how full each is to be."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.models.records import Seat, SeatType
from app.models.sell import posters
from app.models.start.demo_facts import COUNTRY, REGION, TIME_ZONE
from app.models.start.demo_programme import DemoFilm, PlannedShow
from app.models.start.demo_sales import SellableShow, Till
from app.models.statements import Unit
from app.models.times import as_stored
from app.utils.local_time import to_local
from app.utils.poster_art import draw_poster
from app.utils.public_holidays import is_public_holiday

SOLD_DAYS = 2
"""Seats are sold already for the shows of today and tomorrow."""
_SATURDAY = 5
_NOON_HOUR, _EVENING_HOUR, _LATE_HOUR = 12, 18, 22
_PALACE, _CLASSIC, _STUDIO = 0, 1, 3
_EVENING_VIP_MINOR = 60_000
_MORNING_REGULAR_MINOR = 12_000
_NEARLY_SOLD_OUT = 0.95


@dataclass(frozen=True, slots=True)
class Room:
    """A hall's seats, and where tickets for it are sold."""

    seats: Sequence[Seat]
    tills: Sequence[Till]


@dataclass(frozen=True, slots=True)
class Programmed:
    """A show of the demo as it stands in the database; `hall` counts the demo's halls from 0."""

    id: int
    hall: int
    starts_local: datetime
    certificate: str
    base_price_minor: int
    own_prices_minor: Mapping[SeatType, int]


def maharashtra_holiday(day: date) -> bool:
    """Whether `day` is a public holiday where the demo's cinemas are."""
    return is_public_holiday(day, COUNTRY, REGION)


def add_film(unit: Unit, film: DemoFilm) -> int:
    film_id = unit.insert(
        "INSERT INTO movies (title, original_title, duration_minutes, language, certificate, synopsis, release_date)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s)",
        (
            film.title, film.original_title, film.duration_minutes, film.language, film.certificate, film.synopsis,
            film.release_date,
        ),
    )  # fmt: skip
    unit.insert_rows("INSERT INTO movie_genres (movie_id, genre) VALUES", [(film_id, genre) for genre in film.genres])
    posters.keep(unit, film_id, draw_poster(film.title))
    return film_id


def add_shows(
    unit: Unit,
    films: Sequence[DemoFilm],
    film_ids: Sequence[int],
    hall_ids: Sequence[int],
    plans: Sequence[PlannedShow],
) -> list[Programmed]:
    """Write the planned shows; their films and halls are places in the lists given."""
    programme = []
    for plan in plans:
        starts_at, ends_at = as_stored(plan.starts_at), as_stored(plan.ends_at)
        show_id = unit.insert(
            "INSERT INTO shows (movie_id, hall_id, starts_at, ends_at, base_price_minor) VALUES (%s, %s, %s, %s, %s)",
            (film_ids[plan.film], hall_ids[plan.hall], starts_at, ends_at, plan.base_price_minor),
        )
        starts_local = to_local(plan.starts_at, TIME_ZONE)
        programme.append(
            Programmed(
                id=show_id,
                hall=plan.hall,
                starts_local=starts_local,
                certificate=films[plan.film].certificate,
                base_price_minor=plan.base_price_minor,
                own_prices_minor=_own_prices(plan.hall, starts_local),
            )
        )
    unit.insert_rows(
        "INSERT INTO show_prices (show_id, seat_type, price_minor) VALUES",
        [
            (show.id, seat_type.value, price_minor)
            for show in programme
            for seat_type, price_minor in show.own_prices_minor.items()
        ],
    )
    return programme


def on_sale(
    programme: Sequence[Programmed],
    rooms: Sequence[Room],
    is_holiday: Callable[[date], bool],
    chance: random.Random,
) -> list[SellableShow]:
    """The shows with what their seats cost and how many of them are to be sold."""
    return [
        SellableShow(
            id=show.id,
            certificate=show.certificate,
            base_price_minor=show.base_price_minor,
            own_prices_minor=show.own_prices_minor,
            day_rule=_day_rule(show.starts_local.date(), is_holiday),
            seats=rooms[show.hall].seats,
            tills=rooms[show.hall].tills,
            share=share,
        )
        for show, share in _shares(programme, chance)
    ]


def _own_prices(hall: int, starts_local: datetime) -> dict[SeatType, int]:
    """Dear VIP seats on the palace's evenings, cheap front rows on the studio's mornings."""
    if hall == _PALACE and starts_local.hour >= _EVENING_HOUR:
        return {SeatType.VIP: _EVENING_VIP_MINOR}
    if hall == _STUDIO and starts_local.hour < _NOON_HOUR:
        return {SeatType.REGULAR: _MORNING_REGULAR_MINOR}
    return {}


def _shares(programme: Sequence[Programmed], chance: random.Random) -> list[tuple[Programmed, float]]:
    """How full each show is to be: evenings fuller; the classic's first evening show is nearly sold out."""
    first_evening = min(
        (show for show in programme if show.hall == _CLASSIC and show.starts_local.hour >= _EVENING_HOUR),
        key=lambda show: show.starts_local,
        default=None,
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
