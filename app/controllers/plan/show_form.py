"""The form of a show: what is typed, as a show it could be.

Keys: movie (the film's id), hall (its id), day (2026-11-20), time (19:50), adverts (minutes before the film), base_price, and
price_REGULAR, price_PREMIUM, price_VIP, empty where the price list decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.controllers.form_reading import FormRefused, checked, day_or_none, whole_number
from app.controllers.plan.day_board import ADVERTS_MINUTES, local_start
from app.models.plan.planning import PlanningFilm, ShowWish, StoredShow
from app.models.records import Cinema, SeatType
from app.utils.errors import InvalidInput
from app.utils.local_time import to_local
from app.utils.money import as_typed, parse_minor
from app.utils.typed_times import typed_time

ADVERTS_MINUTES_MAX = 120


@dataclass(frozen=True, slots=True)
class ShowAnswers:
    """A show as it was typed, and what there is to say of its time."""

    wish: ShowWish
    note: str


def read_show(answers: Mapping[str, str], cinema: Cinema, film_of: Callable[[int], PlanningFilm | None]) -> ShowAnswers:
    """What the answers mean; `film_of` finds a film by its id. Raises FormRefused at the first field that cannot be."""
    film = film_of(_id(answers, "movie"))
    if film is None:
        raise FormRefused("Choose a film: type a part of its title, then press Enter.", "movie")
    hall_id = _id(answers, "hall")
    if not hall_id:
        raise FormRefused("Choose a hall.", "hall")
    day = checked(answers, "day", _day)
    at = checked(answers, "time", typed_time)
    start = checked(answers, "time", lambda _typed: local_start(day, at, cinema.time_zone, cinema.locale))
    adverts_minutes = checked(answers, "adverts", lambda typed: whole_number(typed or "0", 0, ADVERTS_MINUTES_MAX))
    ends_at = start.starts_at + timedelta(minutes=film.duration_minutes + adverts_minutes)
    base_price_minor = read_price(answers, "base_price", cinema)
    own = {
        seat_type: read_price(answers, f"price_{seat_type.value}", cinema)
        for seat_type in SeatType
        if answers.get(f"price_{seat_type.value}", "").strip()
    }
    return ShowAnswers(ShowWish(hall_id, film.id, start.starts_at, ends_at, base_price_minor, own), start.note)


def read_price(answers: Mapping[str, str], key: str, cinema: Cinema) -> int:
    """A price in minor units. Raises FormRefused at its field."""
    return checked(answers, key, lambda typed: parse_minor(typed, cinema.currency, cinema.locale))


def answers_of(show: StoredShow, cinema: Cinema) -> dict[str, str]:
    """A show as its form is filled."""
    local = to_local(show.starts_at, cinema.time_zone)
    length_minutes = round((show.ends_at - show.starts_at).total_seconds() / 60)
    answers = {
        "movie": str(show.movie_id),
        "hall": str(show.hall_id),
        "day": local.date().isoformat(),
        "time": local.strftime("%H:%M"),
        "adverts": str(max(0, length_minutes - show.duration_minutes)),
        "base_price": as_typed(show.base_price_minor, cinema.currency, cinema.locale),
    }
    for seat_type, price_minor in show.own_prices_minor.items():
        answers[f"price_{seat_type.value}"] = as_typed(price_minor, cinema.currency, cinema.locale)
    return answers


def first_answers(cinema: Cinema, day: date, price_minor: int | None) -> dict[str, str]:
    """What the form of a new show begins with."""
    price = "" if price_minor is None else as_typed(price_minor, cinema.currency, cinema.locale)
    return {"day": day.isoformat(), "adverts": str(ADVERTS_MINUTES), "base_price": price}


def _day(typed: str) -> date:
    day = day_or_none(typed)
    if day is None:
        raise InvalidInput("Give the day, like 2026-11-21.")
    return day


def _id(answers: Mapping[str, str], key: str) -> int:
    typed = answers.get(key, "")
    return int(typed) if typed.isascii() and typed.isdigit() else 0
