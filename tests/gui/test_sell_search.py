"""Searching as one types: by day, genre and place; what is found says where and when it is."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.models.times import as_stored
from app.utils.local_time import to_local
from tests.box_office import BoxOffice, MakeBoxOffice, unique
from tests.gui.program import Program, StartProgram, program_starter, program_with_a_show, signed_in
from tests.gui.test_sell_programme import search, texts, titles, with_films

__all__ = ["program_starter", "program_with_a_show", "signed_in"]


def at_noon(office: BoxOffice, days: int, title: str) -> datetime:
    """A show at noon so many days from today; its local beginning."""
    show_id = office.add_show(title=title)
    zone = ZoneInfo(office.counters[0].cinema.time_zone)
    starts_at = datetime.combine(datetime.now(zone).date() + timedelta(days=days), time(12), tzinfo=zone)
    stored = as_stored(starts_at)
    office.change(
        "UPDATE shows SET starts_at = %s, ends_at = %s WHERE id = %s", stored, stored + timedelta(hours=2), show_id
    )
    return starts_at


def test_beginnings_are_listed_before_middles_and_have_the_numbers_to_open_them(
    start_program: StartProgram, office: BoxOffice
) -> None:
    program = with_films(
        start_program, office, Midnight=timedelta(hours=3), The_Night=timedelta(days=3), Night_Train=timedelta(days=2)
    )
    search(program, "nig")
    program.wait(lambda: titles(program) == ["Night Train", "The Night", "Midnight"], what="what fits nig")
    assert [texts(row).split("\n")[0] for row in program.sell.programme.rows] == ["1", "2", "3"]


def test_a_day_is_found_as_people_say_it_and_its_rows_name_it(start_program: StartProgram, office: BoxOffice) -> None:
    starts_at = at_noon(office, 30, "Far Ahead")
    at_noon(office, 31, "A Day Later")
    program = start_program(office)
    program.sign_in()
    for typed in (f"{starts_at:%d %b}".lower(), f"{starts_at:%Y-%m-%d}", f"{starts_at:%d/%m/%Y}"):
        search(program, typed)
        program.wait(lambda: titles(program) == ["Far Ahead"], what=f"what is on at {typed}")
        assert f"{starts_at.day} {starts_at:%b}" in texts(program.sell.programme.rows[0])


def test_what_is_found_names_today_while_another_day_is_chosen(start_program: StartProgram, office: BoxOffice) -> None:
    office.add_show(timedelta(days=2), "Film of Another Day")
    program = start_program(office)
    program.sign_in()
    rows = program.sell.programme
    search(program, "film")
    program.wait(lambda: len(rows.rows) == 2, what="both days")
    starts = [to_local(row.counts.show.starts_at, office.counters[0].cinema.time_zone) for row in rows.rows]
    assert f"{starts[0]:%a}" not in texts(rows.rows[0])
    assert f"{starts[1]:%a} {starts[1].day}" in texts(rows.rows[1])
    program.hands.key("Esc")
    program.sell._choose_day(starts[1].date())
    program.wait(lambda: titles(program) == ["Film of Another Day"], what="the other day")
    search(program, "film")
    program.wait(lambda: len(rows.rows) == 2, what="both days")
    assert f"{starts[0]:%a} {starts[0].day}" in texts(rows.rows[0])
    assert f"{starts[1]:%a} {starts[1].day}" in texts(rows.rows[1])


def test_a_show_of_another_cinema_is_found_by_its_city_and_says_where_it_is_sold(
    start_program: StartProgram, make_office: MakeBoxOffice
) -> None:
    office, other = make_office(), make_office()
    city = unique("Zürich")
    other.change(
        "UPDATE cities SET name = %s WHERE id = (SELECT city_id FROM cinemas WHERE id = %s)",
        city,
        other.counters[0].cinema.id,
    )
    program = start_program(office)
    program.sign_in()
    search(program, "zurich")
    program.wait(
        lambda: [row.counts.show.id for row in program.sell.programme.rows] == [other.show_id], what="the show"
    )
    assert program.sell.programme.rows[0].counts.place == f"{other.counters[0].cinema.name}, {city}"
    program.press(program.sell.programme.rows[0])
    program.wait(lambda: f"is sold at {other.counters[0].cinema.name}, {city}" in program.toasts, what="the sentence")
    assert program.flow.opened is None


def test_a_film_added_at_another_terminal_comes_into_a_list_that_is_open(program: Program) -> None:
    search(program, "arrak")
    program.wait(lambda: not program.sell.programme.rows, what="nothing")
    program.office.add_show(title="Arrakis")
    program.wait(lambda: titles(program) == ["Arrakis"], what="the film that was added meanwhile")


def test_words_may_be_from_anything_that_is_known_of_a_show(program: Program) -> None:
    program.office.add_show(title="Solaris")
    program.office.change(
        "INSERT INTO movie_genres (movie_id, genre) SELECT movie_id, 'Science-fiction' FROM shows s"
        " JOIN movies m ON m.id = s.movie_id WHERE m.title = 'Solaris' AND s.hall_id = %s",
        program.office.hall_id,
    )
    search(program, "fic eng ua")
    program.wait(lambda: titles(program) == ["Solaris"], what="the film of that genre")
