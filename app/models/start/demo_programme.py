"""What the demo cinemas show: films, and a week of performances planned as a cinema would.

Pure: no SQL. The facts in `sql/demo/films.csv` (titles, running times in cinemas, languages, release dates in the country
of origin) are publicly known; certificates are India's as commonly listed, to be checked by whoever really shows a film.
The synopses are our own.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from pathlib import Path
from zoneinfo import ZoneInfo

from app.models.server.migrations import SQL_FOLDER
from app.models.start.demo_facts import DAYS

FILMS_FILE = SQL_FOLDER / "demo" / "films.csv"
ADVERTS_MINUTES = 15
TURNAROUND_MINUTES = 30
STEP_MINUTES = 5
FIRST_START_MINUTES = (10 * 60, 10 * 60 + 30, 10 * 60 + 45, 11 * 60 + 15)
"""Each hall's first start, in minutes after local midnight: staggered, so that the foyer never fills at once."""
LAST_START_MINUTES = (22 * 60 + 30, 22 * 60 + 45, 23 * 60, 23 * 60 + 30)
"""Each hall's last start: until late at night there is still something to sell."""
LAST_FILM_MINUTES_MAX = 170
LINE_UPS_TRIED = 60
IDLE_MINUTES_MAX = 45
NEW_FROM_YEAR = 2024

_PRICE_BY_START = ((12 * 60, 18_000), (16 * 60, 22_000), (19 * 60, 26_000), (22 * 60, 30_000))
_LATE_PRICE_MINOR = 24_000
_NEW_FILM_EXTRA_MINOR = 5_000


@dataclass(frozen=True, slots=True)
class DemoFilm:
    title: str
    original_title: str
    """Empty where it is the title."""
    duration_minutes: int
    language: str
    certificate: str
    genres: tuple[str, ...]
    release_date: date
    synopsis: str


@dataclass(frozen=True, slots=True)
class PlannedShow:
    """`hall` and `film` are places in the lists the plan was made from; times are UTC."""

    hall: int
    film: int
    starts_at: datetime
    ends_at: datetime
    base_price_minor: int


def read_films(path: Path) -> tuple[DemoFilm, ...]:
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(
            DemoFilm(
                title=line["title"],
                original_title=line["original_title"],
                duration_minutes=int(line["duration_minutes"]),
                language=line["language"],
                certificate=line["certificate"],
                genres=tuple(line["genres"].split("|")),
                release_date=date.fromisoformat(line["release_date"]),
                synopsis=line["synopsis"],
            )
            for line in csv.DictReader(lines)
        )


def plan_week(films: Sequence[DemoFilm], today: date, zone: ZoneInfo, chance: random.Random) -> tuple[PlannedShow, ...]:
    """Seven local days from `today` in four halls; hall n shows every fourth film of the list, from the nth on."""
    halls = len(FIRST_START_MINUTES)
    return tuple(
        _planned(films, hall, film, start, today + timedelta(days=day), zone)
        for day in range(DAYS)
        for hall in range(halls)
        for film, start in plan_day(films, range(hall, len(films), halls), hall, chance)
    )


def plan_hall_day(films: Sequence[DemoFilm], hall: int, day: date, zone: ZoneInfo) -> tuple[PlannedShow, ...]:
    """One day of one of the four halls, the same whenever it is planned."""
    chance = random.Random(f"hall {hall} on {day}")  # noqa: S311  a plan, not a secret
    pool = range(hall, len(films), len(FIRST_START_MINUTES))
    return tuple(_planned(films, hall, film, start, day, zone) for film, start in plan_day(films, pool, hall, chance))


def plan_day(
    films: Sequence[DemoFilm], pool: Sequence[int], hall: int, chance: random.Random
) -> tuple[tuple[int, int], ...]:
    """One hall's day as (film, start in minutes after local midnight), from its first start to exactly its last.

    Line-ups are drawn until one leaves little time idle, and that time goes between the shows.
    """
    first, last = FIRST_START_MINUTES[hall], LAST_START_MINUTES[hall]
    line_up, idle = _line_up(films, pool, last - first, chance)
    for _ in range(LINE_UPS_TRIED):
        if idle <= IDLE_MINUTES_MAX:
            break
        line_up, idle = min((line_up, idle), _line_up(films, pool, last - first, chance), key=itemgetter(1))
    starts, cursor = [], first
    for place, film in enumerate(line_up[:-1]):
        starts.append((film, cursor + _on_step(idle * place // (len(line_up) - 1))))
        cursor += _minutes_in_hall(films[film])
    return (*starts, (line_up[-1], last))


def _line_up(
    films: Sequence[DemoFilm], pool: Sequence[int], minutes: int, chance: random.Random
) -> tuple[list[int], int]:
    """Films for a day whose last one starts `minutes` after the first, and the minutes left idle before it.

    A film comes again only once the others were tried, and never twice running.
    """
    drawn = chance.sample(pool, len(pool))
    late = next(film for film in drawn if _fits_late(films[film]))
    others = [film for film in drawn if film != late]
    chosen: list[int] = []
    for film in others + others:
        if _minutes_in_hall(films[film]) <= minutes and film not in chosen[-1:]:
            chosen.append(film)
            minutes -= _minutes_in_hall(films[film])
    return [*chosen, late], minutes


def _planned(
    films: Sequence[DemoFilm], hall: int, film: int, start_minutes: int, day: date, zone: ZoneInfo
) -> PlannedShow:
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    starts_at = (midnight + timedelta(minutes=start_minutes)).astimezone(UTC)
    price_minor = next((price for before, price in _PRICE_BY_START if start_minutes < before), _LATE_PRICE_MINOR)
    if films[film].release_date.year >= NEW_FROM_YEAR:
        price_minor += _NEW_FILM_EXTRA_MINOR
    ends_at = starts_at + timedelta(minutes=films[film].duration_minutes + ADVERTS_MINUTES)
    return PlannedShow(hall, film, starts_at, ends_at, price_minor)


def _minutes_in_hall(film: DemoFilm) -> int:
    """From one start to the earliest next one."""
    minutes = film.duration_minutes + ADVERTS_MINUTES + TURNAROUND_MINUTES
    return -(-minutes // STEP_MINUTES) * STEP_MINUTES


def _on_step(minutes: int) -> int:
    return minutes // STEP_MINUTES * STEP_MINUTES


def _fits_late(film: DemoFilm) -> bool:
    return film.duration_minutes <= LAST_FILM_MINUTES_MAX and "Family" not in film.genres
