"""Films as they are stored: many at once, changed one by one, and never twice under one source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.models.database import Database
from app.models.plan import films
from app.models.plan.films import NEW_FILM, Film
from app.models.statements import Unit
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice, unique


def new(title: str, **other: object) -> Film:
    made = Film(NEW_FILM, title, "", 120, "Hindi", "UA", ("Drama", "War"), "About it.", date(2026, 1, 2))
    return replace(made, **other)  # type: ignore[arg-type]  # named as in Film


def added(office: BoxOffice, *wanted: Film) -> list[int]:
    return office.database.transaction(lambda unit: films.add(unit, wanted, films.highest_id(unit)))


def changed_at(office: BoxOffice, film_id: int) -> object:
    return office.value("SELECT changed_at FROM movies WHERE id = %s", film_id)


def change(office: BoxOffice, film_id: int, **wanted: object) -> Film:
    def work(unit: Unit) -> None:
        before = films.lock(unit, [film_id])[0]
        films.change(unit, before, replace(before, **wanted))  # type: ignore[arg-type]  # named as in Film

    office.database.transaction(work)
    found = films.one(office.database, film_id)
    assert found is not None
    return found


def test_films_written_at_once_are_read_as_they_were(office: BoxOffice) -> None:
    wanted = [
        new(unique("Film"), source=f"tmdb:{new_request_id()}"),
        new(unique("Film"), genres=(), synopsis="", release_date=None),
    ]
    ids = added(office, *wanted)
    found = {film.id: film for film in films.some(office.database, ids)}
    assert [found[film_id] for film_id in ids] == [
        replace(film, id=film_id) for film, film_id in zip(wanted, ids, strict=True)
    ]


def test_a_thousand_films_are_written_in_one_piece(office: BoxOffice) -> None:
    titles = [unique("Film") for _ in range(1000)]
    ids = added(office, *(new(title) for title in titles))
    assert {film.title for film in films.some(office.database, ids)} == set(titles)


def test_of_two_that_look_and_then_add_the_later_one_looks_again(office: BoxOffice) -> None:
    other, beside, title = Database(office.connect), unique("Film"), unique("Film")
    seen: list[bool] = []

    def look_and_add(unit: Unit) -> list[int]:
        after_id = films.highest_id(unit)
        seen.append(any(each.title == beside for each in films.identities(unit)))
        if len(seen) == 1:
            added(office, new(beside))
        return films.add(unit, [new(title)], after_id)

    ids = other.transaction(look_and_add)
    other.close()
    assert seen == [False, True]
    assert films.some(office.database, ids)[0].title == title


def test_a_source_is_one_film(office: BoxOffice) -> None:
    source = f"tmdb:{new_request_id()}"
    film_id = added(office, new(unique("Film"), source=source))[0]
    found = {each.film_id: each for each in films.identities(office.database)}
    assert (found[film_id].source, found[film_id].year) == (source, 2026)
    with pytest.raises(Exception, match="busy"):  # the same again is refused by the key, whoever writes it
        added(office, new(unique("Film"), source=source))


def test_what_is_not_changed_is_not_touched(office: BoxOffice) -> None:
    film_id = added(office, new(unique("Film")))[0]
    before = changed_at(office, film_id)
    change(office, film_id)
    assert changed_at(office, film_id) == before


@pytest.mark.parametrize(
    "wanted", [{"title": "Another"}, {"genres": ("Drama",)}, {"genres": ("Drama", "Peace", "War")}, {"retired": True}]
)
def test_a_change_is_stored_and_seen_by_the_search(office: BoxOffice, wanted: dict[str, object]) -> None:
    film_id = added(office, new(unique("Film")))[0]
    before = office.value("SELECT UTC_TIMESTAMP(6)")
    found = change(office, film_id, **wanted)
    assert {name: getattr(found, name) for name in wanted} == wanted
    seen = office.value(
        "SELECT COUNT(*) FROM movies m WHERE m.id = %s AND (m.changed_at >= %s OR EXISTS"
        " (SELECT 1 FROM movie_genres g WHERE g.movie_id = m.id AND g.changed_at >= %s))",
        film_id, before, before,
    )  # fmt: skip
    assert seen == 1


def test_a_genre_in_other_letters_takes_the_place_of_the_old_one(office: BoxOffice) -> None:
    film_id = added(office, new(unique("Film"), genres=("drama",)))[0]
    assert change(office, film_id, genres=("Drama",)).genres == ("Drama",)


def test_genres_that_are_one_to_the_server_are_one(office: BoxOffice) -> None:
    film_id = added(office, new(unique("Film"), genres=("Comedie", "Comédie")))[0]
    assert len(films.some(office.database, [film_id])[0].genres) == 1


def test_planned_shows_are_counted_with_those_too_short_for_the_film(office: BoxOffice) -> None:
    film_id = int(str(office.value("SELECT movie_id FROM shows WHERE id = %s", office.show_id)))
    later = office.add_show(timedelta(days=3))
    office.change("UPDATE shows SET movie_id = %s WHERE id = %s", film_id, later)
    shows = films.planned_shows(office.database, film_id)
    assert (shows.planned, shows.too_short) == (2, 0)
    assert shows.last_starts_at is not None
    assert change(office, film_id, duration_minutes=200).duration_minutes == 200
    assert films.planned_shows(office.database, film_id).too_short == 2
    office.change("UPDATE shows SET status = 'CANCELLED' WHERE movie_id = %s", film_id)
    assert films.planned_shows(office.database, film_id) == (0, 0, None)


LARGEST: list[Callable[[int], Film]] = [
    lambda number: new("ß" * 300, original_title="é" * 300, synopsis="语" * 4000, genres=tuple(f"g {n:02}" for n in range(20)),
                       source=f"x:{number:038}")
]  # fmt: skip


@pytest.mark.parametrize("largest", LARGEST)
def test_as_many_films_of_full_length_as_are_written_at_once_fit_into_a_packet(
    office: BoxOffice, largest: Callable[[int], Film]
) -> None:
    first = int(new_request_id(), 16) % 10**30
    ids = added(office, *(largest(first + number) for number in range(films.ROWS_AT_A_TIME)))
    assert len(films.some(office.database, ids)) == films.ROWS_AT_A_TIME
