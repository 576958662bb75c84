"""Films as a manager keeps them: added, changed, retired; every answer checked, nothing lost, all told to the audit log."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from app.controllers.form_reading import FormRefused
from app.controllers.plan.films import Film, Films, SavedFilm, answers_of
from app.controllers.sell.programme import Programme
from app.models.errors import ChangedMeanwhile, NotFound, PermissionDenied
from app.models.plan import planning
from app.models.records import Role
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice, unique


def answers(**other: str) -> dict[str, str]:
    told = {
        "title": unique("Film"), "original_title": "", "duration_minutes": "2h 28m", "language": "hi", "certificate": "UA",
        "genres": "Thriller, Drama", "release_date": "21.11.2026", "synopsis": "Two lines.\r\nOf it.",
    }  # fmt: skip
    return told | other


def save(office: BoxOffice, told: dict[str, str], seen: Film | None = None, poster: bytes | None = None) -> SavedFilm:
    return Films(office.database).save(office.session(Role.MANAGER), new_request_id(), seen, told, poster)


def audited(office: BoxOffice, film: Film) -> list[tuple[str, dict[str, Any]]]:
    found = office.owner.rows(
        "SELECT action, detail FROM audit_log WHERE subject = %s ORDER BY id", (f"film {film.id}",)
    )
    return [(action, json.loads(detail)) for action, detail in found]


def test_a_film_is_stored_as_it_was_meant(office: BoxOffice) -> None:
    film = save(office, answers(title="  Dune   Part Two ", release_date="", original_title="Dune: deux")).film
    try:
        assert (film.title, film.original_title, film.duration_minutes) == ("Dune   Part Two", "Dune: deux", 148)
        assert (film.language, film.genres, film.synopsis) == ("Hindi", ("Drama", "Thriller"), "Two lines.\nOf it.")
    finally:
        office.change("UPDATE movies SET title = %s WHERE id = %s", unique("Film"), film.id)


def test_what_a_form_shows_of_a_film_saves_as_it_stands(office: BoxOffice) -> None:
    film = save(office, answers()).film
    before = office.value("SELECT changed_at FROM movies WHERE id = %s", film.id)
    assert save(office, answers_of(film), film).film == film
    assert office.value("SELECT changed_at FROM movies WHERE id = %s", film.id) == before
    assert [action for action, _ in audited(office, film)] == ["FILM_ADDED"]


def test_a_change_is_stored_and_told(office: BoxOffice) -> None:
    film = save(office, answers()).film
    changed = save(office, answers_of(film) | {"certificate": "A", "genres": "Drama"}, film).film
    assert (changed.certificate, changed.genres) == ("A", ("Drama",))
    action, detail = audited(office, film)[-1]
    assert (action, detail["changed"]) == ("FILM_CHANGED", ["certificate", "genres"])


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("title", " "), ("title", "x" * 301), ("original_title", "x" * 301), ("duration_minutes", ""),
        ("duration_minutes", "0"), ("duration_minutes", "long"), ("language", ""), ("language", "x" * 41),
        ("certificate", ""), ("certificate", "x" * 11), ("release_date", "soon"), ("release_date", "05/06/2026"),
        ("genres", "x" * 41), ("synopsis", "x" * 4001),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_used_is_refused_at_its_field_and_nothing_is_written(
    office: BoxOffice, field: str, typed: str
) -> None:
    before = office.value("SELECT COUNT(*) FROM movies")
    with pytest.raises(FormRefused) as refused:
        save(office, answers(**{field: typed}))
    assert (refused.value.field, refused.value.code) == (field, "FORM_REFUSED")
    assert office.value("SELECT COUNT(*) FROM movies") == before


def test_a_title_of_the_same_year_is_not_added_twice(office: BoxOffice) -> None:
    told = answers()
    film = save(office, told).film
    for twin in (told, told | {"title": told["title"].upper() + "!"}, told | {"release_date": "2026-01-01"}):
        with pytest.raises(FormRefused) as refused:
            save(office, twin)
        assert refused.value.field == "title"
    remake = save(office, told | {"release_date": "2027-01-01"}).film
    with pytest.raises(FormRefused):
        save(office, answers_of(remake) | {"release_date": "2026-05-05"}, remake)
    assert save(office, answers_of(film) | {"release_date": "2026-05-05"}, film).film.id == film.id


def test_two_managers_at_one_film_the_second_is_told_and_can_still_save(office: BoxOffice) -> None:
    seen = save(office, answers()).film
    save(office, answers_of(seen) | {"certificate": "A"}, seen)
    mine = answers_of(seen) | {"duration_minutes": "150"}
    with pytest.raises(ChangedMeanwhile) as told:
        save(office, mine, seen)
    assert told.value.fields == ("certificate",)
    assert "Manager" in told.value.sentence
    assert "the certificate" in told.value.sentence
    assert isinstance(told.value.now, Film)
    assert save(office, mine, told.value.now).film.duration_minutes == 150


def test_a_press_that_comes_twice_adds_one_film(office: BoxOffice) -> None:
    told, request_id, films = answers(), new_request_id(), Films(office.database)
    first, again = (films.save(office.session(Role.MANAGER), request_id, None, told) for _ in range(2))
    assert first.film == again.film


def test_another_length_is_told_with_the_shows_that_keep_their_times(office: BoxOffice) -> None:
    film_id = int(str(office.value("SELECT movie_id FROM shows WHERE id = %s", office.show_id)))
    office.change("UPDATE movies SET title = %s WHERE id = %s", unique("Film"), film_id)
    seen = Films(office.database).film(office.session(Role.MANAGER), film_id)
    starts, ends = office.owner.rows("SELECT starts_at, ends_at FROM shows WHERE id = %s", (office.show_id,))[0]
    saved = save(office, answers_of(seen) | {"duration_minutes": "200"}, seen)
    assert saved.sentence.endswith("Its planned show keeps its time, and ends before the film does.")
    assert office.owner.rows("SELECT starts_at, ends_at FROM shows WHERE id = %s", (office.show_id,)) == [
        (starts, ends)
    ]


def test_a_retired_film_is_offered_for_no_new_show_and_its_planned_shows_are_sold(office: BoxOffice) -> None:
    film_id = int(str(office.value("SELECT movie_id FROM shows WHERE id = %s", office.show_id)))
    films, manager = Films(office.database), office.session(Role.MANAGER)
    saved = films.set_retired(manager, new_request_id(), films.film(manager, film_id), retired=True)
    assert "no new shows of it. Its planned show stays on sale, on " in saved.sentence
    assert film_id not in {film.id for film in planning.films_in_use(office.database)}
    assert films.every(manager)[-1].retired
    assert office.sell("F7").total_minor > 0
    back = films.set_retired(manager, new_request_id(), saved.film, retired=False)
    assert not back.film.retired
    assert film_id in {film.id for film in planning.films_in_use(office.database)}
    assert [action for action, _ in audited(office, back.film)] == ["FILM_RETIRED", "FILM_BROUGHT_BACK"]


def test_the_list_is_in_order_of_the_titles_with_retired_films_last(office: BoxOffice) -> None:
    films, manager = Films(office.database), office.session(Role.MANAGER)
    words = [unique(word) for word in ("Ärger", "aab", "zebra")]
    saved = [save(office, answers(title=title)).film for title in words]
    films.set_retired(manager, new_request_id(), saved[1], retired=True)
    found = [film.title for film in films.every(manager) if film.title in words]
    assert found == [words[0], words[2], words[1]]


def test_a_film_that_is_gone_is_told(office: BoxOffice) -> None:
    films, manager = Films(office.database), office.session(Role.MANAGER)
    film = save(office, answers()).film
    office.change("DELETE FROM movie_genres WHERE movie_id = %s", film.id)
    office.change("DELETE FROM movies WHERE id = %s", film.id)
    with pytest.raises(NotFound):
        films.film(manager, film.id)
    with pytest.raises(NotFound):
        save(office, answers_of(film) | {"certificate": "A"}, film)
    with pytest.raises(NotFound):
        films.set_retired(manager, new_request_id(), film, retired=True)


@pytest.mark.parametrize("role", [Role.CLERK, Role.USHER])
def test_nobody_else_keeps_films(office: BoxOffice, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        Films(office.database).save(office.session(role), new_request_id(), None, answers())


def test_a_search_finds_the_show_under_its_films_new_title(office: BoxOffice) -> None:
    show_id = office.add_show(timedelta(hours=3), unique("Old"))
    film_id = int(str(office.value("SELECT movie_id FROM shows WHERE id = %s", show_id)))
    programme, clerk = Programme(office.database, 20), office.session()
    seen = Films(office.database).film(office.session(Role.MANAGER), film_id)
    title = unique("Newlynamed").replace(" ", "")
    save(office, answers_of(seen) | {"title": title}, seen)
    assert [each.show.id for each in programme.search(clerk, title)] == [show_id]
