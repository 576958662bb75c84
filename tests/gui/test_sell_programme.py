"""Finding a show: the day's list, the search, and opening one; real keys in the whole window."""

from __future__ import annotations

from datetime import timedelta

from app.views.sell.show_row import ShowRow
from app.views.tasks import Lane
from tests.box_office import BoxOffice, MakeBoxOffice
from tests.gui.program import Program, StartProgram, program_starter, program_with_a_show, signed_in

__all__ = ["program_starter", "program_with_a_show", "signed_in"]


def with_films(start_program: StartProgram, office: BoxOffice, **films: timedelta) -> Program:
    """The cinema with more films than one; "Dune_Two" is the film "Dune Two"."""
    for name, starts_in in films.items():
        office.add_show(starts_in, name.replace("_", " "))
    program = start_program(office)
    program.sign_in()
    return program


def texts(row: ShowRow) -> str:
    """All that is written on a row."""
    canvas = row._canvas
    return "\n".join(
        canvas.itemcget(item, "text") for item in canvas.find_withtag("content") if canvas.type(item) == "text"
    )


def titles(program: Program) -> list[str]:
    return [row.counts.show.movie_title for row in program.sell.programme.rows]


def search(program: Program, text: str) -> None:
    program.hands.key("F2")
    program.wait(lambda: program.command.has_focus, what="the focus on the search")
    program.write(program.command, text)


def test_a_row_says_what_is_to_be_known_of_a_show(program: Program) -> None:
    row = program.sell.programme.rows[0]
    for told in ("A Film", "Hall 1", "UA · English", "from ₹350", "60 free"):
        program.wait(lambda: told in texts(row), what=f"{told} in {texts(row)}")  # noqa: B023  asked before the next


def test_the_first_show_has_the_focus_and_enter_opens_it(program: Program) -> None:
    program.wait(lambda: program.sell.programme.rows[0].has_focus, what="the focus on the first show")
    program.hands.key("Enter")
    program.wait(lambda: program.flow.opened, what="the show")
    assert program.sell.map_pane._title.cget("text") == "A Film"
    assert program.sell.map_pane._free.cget("text") == "60 free of 60"
    assert program.sell.programme.rows[0]._chosen


def test_shows_of_today_stand_in_order_of_time(start_program: StartProgram, office: BoxOffice) -> None:
    program = with_films(start_program, office, Later=timedelta(hours=2, minutes=5), Sooner=timedelta(minutes=-5))
    starts = [row.counts.show.starts_at for row in program.sell.programme.rows]
    assert starts == sorted(starts)
    assert "Sooner" in titles(program)


def test_a_show_that_began_within_the_late_minutes_is_still_sold_and_an_older_one_is_not(
    start_program: StartProgram, office: BoxOffice
) -> None:
    program = with_films(start_program, office, Just_begun=timedelta(minutes=-15), Long_begun=timedelta(minutes=-25))
    search(program, "begun")
    program.wait(lambda: titles(program) == ["Just begun"], what="the one that is still sold")
    program.hands.key("Enter")
    program.wait(lambda: program.flow.opened, what="the show")
    program.root.update()
    program.pick("C4")
    assert program.labels == ["C4"]


def test_what_other_counters_hold_and_sell_changes_the_row(program: Program) -> None:
    row = program.sell.programme.rows[0]
    program.office.hold("A1", "A2", counter=1)
    program.wait(lambda: "2 held · 58 free" in texts(row), what="two held seats")
    program.office.sell("B1", counter=1)
    program.wait(lambda: "2 held · 57 free" in texts(row), what="a sold seat")
    assert program.sell.programme.rows[0] is row, "a refresh leaves the row, and with it the focus"


def test_a_full_house_says_sold_out(start_program: StartProgram, make_office: MakeBoxOffice) -> None:
    office = make_office(rows="A", seats_per_row=2)
    office.sell("A1", "A2", counter=1)
    program = start_program(office)
    program.sign_in()
    assert "sold out" in texts(program.sell.programme.rows[0])


def test_another_day_is_chosen_on_the_strip(start_program: StartProgram, office: BoxOffice) -> None:
    program = with_films(start_program, office, Tomorrows=timedelta(hours=26))
    assert "Tomorrows" not in titles(program)
    program.press(program.sell.programme.strip.buttons[1])
    program.wait(lambda: titles(program) == ["Tomorrows"], what="tomorrow's shows")
    program.sell.programme.strip.buttons[1].focus_set()
    program.hands.key("Left")
    program.hands.key("Enter")
    program.wait(lambda: titles(program) == ["A Film"], what="today's shows")


def test_every_day_of_two_weeks_can_be_reached(start_program: StartProgram, office: BoxOffice) -> None:
    program = with_films(start_program, office, **{f"Day_{day}": timedelta(days=day, hours=2) for day in range(1, 14)})
    panel = program.sell.programme
    panel.strip.buttons[0].focus_set()
    program.wait(lambda: panel.strip.buttons[0].has_focus)
    for _ in range(13):
        program.hands.key("Right")
    program.hands.key("Enter")
    program.wait(lambda: titles(program) == ["Day 13"], what="the last day")
    assert panel.strip.buttons[-1].has_focus
    for _ in range(4):
        program.press(panel.strip._arrows[0])
    program.press(panel.strip.buttons[0])
    program.wait(lambda: titles(program) == ["A Film"], what="today")


def test_it_searches_as_one_types_and_enter_opens_the_first(start_program: StartProgram, office: BoxOffice) -> None:
    program = with_films(start_program, office, Dune=timedelta(hours=3), Dune_Two=timedelta(days=2))
    search(program, "du")
    program.wait(lambda: titles(program) == ["Dune", "Dune Two"], what="what begins with du")
    program.hands.type("ne tw")
    program.wait(lambda: titles(program) == ["Dune Two"], what="the second film")
    program.hands.key("Enter")
    program.wait(lambda: program.flow.opened is not None, what="the show")
    assert program.flow.opened is not None
    assert program.flow.opened.show.movie_title == "Dune Two"


def test_enter_pressed_before_the_answer_opens_what_was_typed(start_program: StartProgram, office: BoxOffice) -> None:
    """The list of the day is still shown then: its first show is not the one that was asked for."""
    program = with_films(start_program, office, Dune=timedelta(hours=3))
    with program.lane_held_up(Lane.READING):
        search(program, "dune")
        program.hands.key("Enter")
        assert titles(program) == ["A Film", "Dune"]
    program.wait(lambda: program.flow.opened is not None, what="the show")
    assert program.flow.opened is not None
    assert program.flow.opened.show.movie_title == "Dune"


def test_escape_leaves_the_search_and_the_day_comes_back(start_program: StartProgram, office: BoxOffice) -> None:
    program = with_films(start_program, office, Dune=timedelta(hours=3))
    search(program, "dune")
    program.wait(lambda: titles(program) == ["Dune"])
    program.hands.key("Esc")
    program.wait(lambda: titles(program) == ["A Film", "Dune"], what="the day")
    assert program.command.value == ""


def test_a_search_without_result_says_what_to_try(program: Program) -> None:
    search(program, "zzz")
    program.wait(lambda: not program.sell.programme.rows)
    assert program.empty_sentence.startswith("Nothing on sale fits “zzz”.")
    assert program.command.told == "Nothing on sale fits “zzz”. Try the start of another word."
    program.hands.key("Enter")
    program.hands.key("Esc")
    program.wait(lambda: program.sell.programme.rows, what="the day")


def test_a_cinema_without_shows_says_where_they_come_from(start_program: StartProgram, office: BoxOffice) -> None:
    office.cancel_show()
    program = start_program(office)
    program.sign_in()
    assert program.empty_sentence.startswith("There are no shows yet.")
    office.add_show(title="A new one")
    program.wait(lambda: titles(program) == ["A new one"], what="the show that was planned meanwhile")


def test_before_a_show_is_opened_the_map_says_what_to_do(program: Program) -> None:
    assert program.sell.map_pane._empty.cget("text").startswith("Choose a show on the left")


def test_a_show_that_was_taken_out_of_the_programme_cannot_be_opened(program: Program) -> None:
    show = program.sell.programme.rows[0]
    program.office.change("DELETE FROM shows WHERE id = %s", program.office.show_id)
    program.press(show)
    program.wait(lambda: "no longer in the programme" in program.toasts, what="the sentence")
    assert program.flow.opened is None


def test_another_show_waits_until_the_basket_is_paid_or_cleared(start_program: StartProgram, office: BoxOffice) -> None:
    program = with_films(start_program, office, Dune=timedelta(hours=3))
    program.open_show()
    program.pick("C4")
    program.press(program.sell.programme.rows[1])
    program.wait(lambda: "Pay or clear it" in program.toasts, what="the sentence")
    assert program.flow.opened is not None
    assert program.flow.opened.show.movie_title == "A Film"
    assert [row._chosen for row in program.sell.programme.rows] == [True, False]


def test_the_seats_of_ones_own_basket_are_told_apart_from_those_others_hold(selling: Program) -> None:
    row = selling.sell.programme.rows[0]
    selling.pick("C3", "C4")
    selling.wait(lambda: "2 yours · 58 free" in texts(row), what=f"the own seats in {texts(row)}")
    selling.hands.key("Escape")
    selling.wait(lambda: "60 free" in texts(row), what="the seats free again")
