"""The form of a fill: what is typed, as a wish for many shows.

Keys: from_day (2026-11-20), days (how many), opens and last_start (times), gap (minutes between two shows; a hall's turnaround
where that is longer), stagger (minutes from one hall's opening to the next one's), adverts (minutes before a film), base_price.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.controllers.form_reading import FormRefused, checked, day_or_none, whole_number
from app.controllers.plan.day_board import ADVERTS_MINUTES
from app.controllers.plan.fill import FillFilm, FillHall, FillWish
from app.controllers.plan.show_form import ADVERTS_MINUTES_MAX, read_price
from app.models.plan.planning import PlanningFilm, PlanningHall
from app.models.records import Cinema
from app.utils.errors import InvalidInput
from app.utils.money import as_typed
from app.utils.typed_times import typed_time

DAYS_MAX = 28
_WEEK = "7"
_STAGGERED = 4
"""After so many halls the openings begin again: the last hall of a big house does not open in the afternoon."""


@dataclass(frozen=True, slots=True)
class FilmWish:
    """A film as it was wished for: `weight` against the others, `per_day` as it was typed, "" for as often as fits."""

    movie_id: int
    weight: int = 1
    per_day: str = ""


def first_fill(cinema: Cinema, day: date, price_minor: int | None) -> dict[str, str]:
    """What the form begins with."""
    return {
        "from_day": day.isoformat(),
        "days": _WEEK,
        "opens": "10:00",
        "last_start": "22:30",
        "gap": "30",
        "stagger": "15",
        "adverts": str(ADVERTS_MINUTES),
        "base_price": "" if price_minor is None else as_typed(price_minor, cinema.currency, cinema.locale),
    }


def read_fill(
    answers: Mapping[str, str],
    cinema: Cinema,
    halls: Sequence[PlanningHall],
    films: Sequence[tuple[PlanningFilm, FilmWish]],
    not_before: datetime,
) -> FillWish:
    """What the answers mean. Raises FormRefused at the first field that cannot be."""
    if not halls:
        raise FormRefused("Choose at least one hall.", "halls")
    if not films:
        raise FormRefused("Choose at least one film.", "films")
    first = checked(answers, "from_day", _day)
    days = checked(answers, "days", lambda typed: whole_number(typed, 1, DAYS_MAX))
    gap_minutes = checked(answers, "gap", lambda typed: whole_number(typed or "0", 0, 240))
    stagger_minutes = checked(answers, "stagger", lambda typed: whole_number(typed or "0", 0, 120))
    adverts_minutes = checked(answers, "adverts", lambda typed: whole_number(typed or "0", 0, ADVERTS_MINUTES_MAX))
    price_minor = read_price(answers, "base_price", cinema)
    return FillWish(
        days=tuple(first + timedelta(days=number) for number in range(days)),
        halls=tuple(
            FillHall(
                hall.id,
                gap=timedelta(minutes=max(gap_minutes, hall.turnaround_minutes)),
                opens_later=timedelta(minutes=place % _STAGGERED * stagger_minutes),
            )
            for place, hall in enumerate(halls)
        ),
        films=tuple(
            FillFilm(
                film.id,
                length=timedelta(minutes=film.duration_minutes + adverts_minutes),
                weight=wish.weight,
                per_day=_per_day(wish, film),
                base_price_minor=price_minor,
            )
            for film, wish in films
        ),
        opens=checked(answers, "opens", typed_time),
        last_start=checked(answers, "last_start", typed_time),
        time_zone=cinema.time_zone,
        not_before=not_before,
    )


def _per_day(wish: FilmWish, film: PlanningFilm) -> int:
    try:
        return whole_number(wish.per_day, 1, 99) if wish.per_day.strip() else 0
    except InvalidInput as error:
        raise FormRefused(f"{film.title}: how often a day? {error.sentence}", "films") from error


def _day(typed: str) -> date:
    day = day_or_none(typed)
    if day is None:
        raise InvalidInput("Give the first day, like 2026-11-21.")
    return day
