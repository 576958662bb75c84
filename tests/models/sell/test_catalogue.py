"""What is searched is what stands in the database: loaded in pieces, and kept up with other terminals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from app.models.database import Database
from app.models.sell import catalogue
from app.models.sell.catalogue import FRESH_SECONDS, RENEW_SECONDS, Catalogue
from app.models.sell.show_index import Question
from app.models.statements import Unit
from app.models.times import as_stored
from app.utils.typed_days import typed_words
from tests.box_office import BoxOffice, MakeBoxOffice

Search = Callable[[str], list[int]]


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shelf(office: BoxOffice, clock: Clock) -> Catalogue:
    return Catalogue(office.database, clock)


@pytest.fixture
def search(office: BoxOffice, shelf: Catalogue, clock: Clock) -> Search:
    """Search a moment later than what was done before: the ids of this cinema's shows."""

    def ask(typed: str) -> list[int]:
        clock.now += FRESH_SECONDS
        return found(shelf, office, typed)

    return ask


def found(shelf: Catalogue, office: BoxOffice, typed: str) -> list[int]:
    since = datetime.now(UTC) - timedelta(minutes=20)
    question = Question(typed_words(typed), office.counters[0].cinema.id, since, date(2026, 11, 20), "en_IN")
    return shelf.find(question, 50)


def test_a_film_planned_at_another_terminal_is_found_a_second_later(office: BoxOffice, search: Search) -> None:
    assert search("arrakis") == []
    show_id = office.add_show(title="Arrakis")
    assert search("arrakis") == [show_id]


def test_within_a_second_nothing_is_asked_twice(office: BoxOffice, shelf: Catalogue, search: Search) -> None:
    assert search("arrakis") == []
    office.add_show(title="Arrakis")
    assert found(shelf, office, "arrakis") == []


def test_a_film_whose_transaction_was_slow_is_found_when_it_is_there(office: BoxOffice, search: Search) -> None:
    """Its rows tell an earlier time than what was seen meanwhile."""

    def plan(unit: Unit) -> int:
        movie_id = unit.insert(
            "INSERT INTO movies (title, duration_minutes, language, certificate) VALUES ('Slowest', 90, 'Hindi', 'U')"
        )
        starts_at = as_stored(datetime.now(UTC) + timedelta(hours=4))
        show_id = unit.insert(
            "INSERT INTO shows (movie_id, hall_id, starts_at, ends_at, base_price_minor) VALUES (%s, %s, %s, %s, 1)",
            (movie_id, office.hall_id, starts_at, starts_at + timedelta(hours=2)),
        )
        assert search("slow") == []
        assert search("slow") == []
        return show_id

    assert search("slow") == []
    show_id = office.owner.transaction(plan)
    assert search("slow") == [show_id]


def test_a_new_title_is_found_and_the_old_one_is_not(office: BoxOffice, search: Search) -> None:
    show_id = office.add_show(title="Wrok in progress")
    assert search("wrok") == [show_id]
    office.change("UPDATE movies SET title = 'Work in progress' WHERE title = 'Wrok in progress'")
    assert search("wrok") == []
    assert search("work pro") == [show_id]


def test_a_genre_is_found_when_it_is_given_and_not_when_it_is_taken_away(office: BoxOffice, search: Search) -> None:
    show_id = office.add_show(title="Solaris")
    assert search("solaris mystery") == []
    office.change("INSERT INTO movie_genres (movie_id, genre) SELECT id, 'Mystery' FROM movies WHERE title = 'Solaris'")
    assert search("solaris myst") == [show_id]
    office.change("DELETE g FROM movie_genres g JOIN movies m ON m.id = g.movie_id WHERE m.title = 'Solaris'")
    office.change("UPDATE movies SET changed_at = CURRENT_TIMESTAMP(6) WHERE title = 'Solaris'")
    assert search("solaris myst") == []


def test_a_show_moved_to_another_time_is_listed_there(office: BoxOffice, search: Search) -> None:
    first, second = office.add_show(timedelta(hours=3), "Twice"), office.add_show(timedelta(hours=4), "Twice")
    assert search("twice") == [first, second]
    office.change("UPDATE shows SET starts_at = starts_at + INTERVAL 2 HOUR, ends_at = ends_at + INTERVAL 2 HOUR"
                  " WHERE id = %s", first)  # fmt: skip
    assert search("twice") == [second, first]


def test_a_cancelled_show_is_not_found_and_comes_back_when_it_is_on_again(office: BoxOffice, search: Search) -> None:
    show_id = office.add_show(title="Maybe")
    assert search("maybe") == [show_id]
    office.change("UPDATE shows SET status = 'CANCELLED' WHERE id = %s", show_id)
    assert search("maybe") == []
    office.change("UPDATE shows SET status = 'UPCOMING' WHERE id = %s", show_id)
    assert search("maybe") == [show_id]


def test_a_cinemas_new_name_is_found(make_office: MakeBoxOffice, search: Search) -> None:
    other = make_office()
    assert other.show_id not in search("Kinopolis")
    other.change("UPDATE cinemas SET name = 'Kinopolis' WHERE id = %s", other.counters[0].cinema.id)
    assert search("Kinopolis") == [other.show_id]
    other.change("UPDATE cinemas SET name = %s WHERE id = %s", f"Cinema {other.show_id}", other.counters[0].cinema.id)


def test_it_is_loaded_in_small_pieces_and_misses_nothing_that_comes_meanwhile(
    office: BoxOffice, shelf: Catalogue, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "STEP_SHOWS", 3)
    films = [office.add_show(timedelta(hours=3 + number), f"Piece {number}") for number in range(10)]
    pieces = 0
    while shelf.step():
        pieces += 1
        if pieces == 2:
            films.insert(0, office.add_show(timedelta(hours=2), "Piece between"))
    assert pieces > 2
    while shelf.step():
        pieces += 1
    assert search("piece") == films


def test_very_much_that_is_new_is_loaded_in_pieces_while_the_search_goes_on(
    office: BoxOffice, shelf: Catalogue, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert search("mass") == []
    monkeypatch.setattr(catalogue, "STEP_SHOWS", 3)
    films = [office.add_show(timedelta(hours=3 + number), f"Mass {number}") for number in range(6)]
    while shelf.step():
        assert office.show_id in found(shelf, office, "film")
    assert search("mass") == films


def test_shows_of_the_past_go_when_all_is_read_anew(
    office: BoxOffice, shelf: Catalogue, search: Search, clock: Clock
) -> None:
    old = office.add_show(title="Yesterdays")
    assert search("yesterdays") == [old]
    office.change("UPDATE shows SET starts_at = starts_at - INTERVAL 3 DAY, ends_at = ends_at - INTERVAL 3 DAY,"
                  " changed_at = changed_at - INTERVAL 3 DAY WHERE id = %s", old)  # fmt: skip
    clock.now += RENEW_SECONDS
    while shelf.step():
        pass
    assert shelf._shelf is not None
    assert old not in shelf._shelf.index._columns[2]


def test_a_lost_database_is_told_and_the_next_question_is_answered(office: BoxOffice, search: Search) -> None:
    assert search("film") == [office.show_id]
    assert isinstance(office.database, Database)
    office.database.close()
    assert search("film") == [office.show_id]
