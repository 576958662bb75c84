"""The demo's films are told right, and its week is one a cinema could run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

import pytest

from app.models.start.demo import DEMO_FOLDER
from app.models.start.demo_programme import DemoFilm, PlannedShow, plan_week, read_films

ZONE = ZoneInfo("Asia/Kolkata")
FILMS = read_films(DEMO_FOLDER / "films.csv")
TODAY = date(2026, 11, 20)
SEEDS = (7, *range(100, 120))


def week(seed: int = 7, today: date = TODAY) -> tuple[PlannedShow, ...]:
    return plan_week(FILMS, today, ZONE, random.Random(seed))  # noqa: S311  a plan, not a secret


def by_hall(shows: tuple[PlannedShow, ...]) -> Iterator[list[PlannedShow]]:
    ordered = sorted(shows, key=lambda show: (show.hall, show.starts_at))
    for _, of_hall in groupby(ordered, key=lambda show: show.hall):
        yield list(of_hall)


def local_start(show: PlannedShow) -> datetime:
    return show.starts_at.astimezone(ZONE)


def film(title: str) -> DemoFilm:
    return next(film for film in FILMS if film.title == title)


@pytest.mark.parametrize(
    ("title", "duration_minutes", "language", "year"),
    [
        ("Inception", 148, "English", 2010),
        ("Spirited Away", 125, "Japanese", 2001),
        ("Lagaan", 224, "Hindi", 2001),
        ("Dune: Part Two", 166, "English", 2024),
        ("Parasite", 132, "Korean", 2019),
        ("Amélie", 122, "French", 2001),
        ("RRR", 182, "Telugu", 2022),
        ("Pather Panchali", 125, "Bengali", 1955),
    ],
)
def test_a_well_known_film_is_told_right(title: str, duration_minutes: int, language: str, year: int) -> None:
    told = film(title)
    assert (told.duration_minutes, told.language, told.release_date.year) == (duration_minutes, language, year)


def test_there_are_twenty_films_and_none_twice() -> None:
    assert len({film.title for film in FILMS}) == len(FILMS) == 20


def test_certificates_are_those_of_india() -> None:
    assert {film.certificate for film in FILMS} <= {"U", "UA", "UA 7+", "UA 13+", "UA 16+", "A"}


def test_every_film_says_what_it_is_about_in_a_line() -> None:
    assert all(20 < len(film.synopsis) < 160 and film.genres for film in FILMS)


def test_a_title_in_another_script_keeps_its_original() -> None:
    assert film("Spirited Away").original_title == "千と千尋の神隠し"


def test_every_hall_has_shows_on_each_of_seven_local_days() -> None:
    days = {(show.hall, local_start(show).date()) for show in week()}
    assert days == {(hall, TODAY + timedelta(days=day)) for hall in range(4) for day in range(7)}


@pytest.mark.parametrize("seed", SEEDS)
def test_no_two_shows_of_a_hall_overlap_with_half_an_hour_between_them(seed: int) -> None:
    for shows in by_hall(week(seed)):
        for earlier, later in pairwise(shows):
            assert later.starts_at - earlier.ends_at >= timedelta(minutes=30)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_film_is_never_shown_twice_running_in_one_hall_on_a_day(seed: int) -> None:
    for shows in by_hall(week(seed)):
        for earlier, later in pairwise(shows):
            assert earlier.film != later.film or local_start(earlier).date() != local_start(later).date()


def test_a_show_takes_its_film_and_a_quarter_of_an_hour() -> None:
    for show in week():
        assert show.ends_at - show.starts_at == timedelta(minutes=FILMS[show.film].duration_minutes + 15)


def test_shows_start_on_the_five_minutes() -> None:
    assert {local_start(show).minute % 5 for show in week()} == {0}


@pytest.mark.parametrize("hour", range(22))
def test_at_any_hour_several_shows_are_still_to_come_in_every_cinema(hour: int) -> None:
    for cinema in ((0, 1), (2, 3)):
        later = [
            show
            for show in week()
            if show.hall in cinema and local_start(show).date() == TODAY and local_start(show).hour > hour
        ]
        assert len(later) >= 2


def test_every_day_begins_late_in_the_morning_and_its_last_show_late_in_the_evening() -> None:
    for shows in by_hall(week()):
        for _, of_day in groupby(shows, key=lambda show: local_start(show).date()):
            starts = [f"{local_start(show):%H:%M}" for show in of_day]
            assert "10:00" <= starts[0] <= "11:15"
            assert "22:30" <= starts[-1] <= "23:30"


def test_every_film_is_on_in_the_week() -> None:
    assert {show.film for show in week()} == set(range(len(FILMS)))


def test_base_prices_are_whole_tens_of_rupees_between_180_and_350() -> None:
    prices = {show.base_price_minor for show in week()}
    assert min(prices) >= 18_000
    assert max(prices) <= 35_000
    assert {price % 1_000 for price in prices} == {0}
    assert len(prices) > 4


def test_the_same_day_gives_the_same_week() -> None:
    assert week() == week()


def test_another_day_gives_the_same_week_moved() -> None:
    moved = week(today=TODAY + timedelta(days=3))
    assert [show.starts_at - timedelta(days=3) for show in moved] == [show.starts_at for show in week()]
