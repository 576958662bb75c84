"""The command line of Sell, with real keys: it says what Enter will do, and Enter does that."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.views.seats.seat_palette import SeatLook
from app.views.tasks import Lane
from tests.box_office import BoxOffice
from tests.gui.program import Program, StartProgram, program_starter, program_with_a_show, signed_in
from tests.gui.typist import type_like_a_typist

__all__ = ["program_starter", "program_with_a_show", "signed_in"]


def type_line(program: Program, text: str) -> None:
    """Type as a clerk does: into nothing in particular."""
    program.hands.type(text)
    program.wait(lambda: program.command.value == text, what=f"{text!r} in the line, not {program.command.value!r}")


def enter(program: Program) -> None:
    program.hands.key("Enter")


def wait_for(program: Program, *labels: str) -> None:
    program.wait(lambda: program.labels == list(labels) and not program.flow.busy, what=f"{labels} in the basket")


def types_of(program: Program) -> list[str]:
    assert program.flow.basket is not None
    return [line.ticket_type.name for line in program.flow.basket.booking.lines]


def test_a_number_opens_that_show_and_the_map_has_the_keyboard(start_program: StartProgram, office: BoxOffice) -> None:
    office.add_show(timedelta(hours=3), "Dune")
    program = start_program(office)
    program.sign_in()
    type_line(program, "2")
    assert program.command.told.startswith("↵  Open 2 · ")
    assert program.command.told.endswith("Dune · Hall 1")
    enter(program)
    program.wait(lambda: program.flow.opened is not None, what="the show")
    assert program.flow.opened is not None
    assert program.flow.opened.show.movie_title == "Dune"
    assert program.command.value == ""
    program.wait(
        lambda: program.sell.map_pane.map._canvas_of_hall.focus_get() is program.sell.map_pane.map._canvas_of_hall
    )


def test_a_number_typed_before_the_programme_is_there_waits_for_it(start_program: StartProgram) -> None:
    program = start_program()
    program.type_sign_in()
    program.wait(lambda: hasattr(program.window.screen, "sell"), what="the counter's screen")
    with program.lane_held_up(Lane.READING):
        type_line(program, "1")
        enter(program)
    program.wait(lambda: program.flow.opened is not None, what="the show")


def test_seats_are_held_as_they_are_typed(selling: Program) -> None:
    type_line(selling, "f7-9")
    assert selling.command.told == "↵  Hold F7–F9 for 3 adults, ₹1,575"
    assert selling.labels == [], "nothing is held before Enter"
    enter(selling)
    wait_for(selling, "F7", "F8", "F9")
    assert selling.status("F8") == "HELD"
    assert selling.command.value == ""


def test_seats_are_held_for_whom_they_are_typed(selling: Program) -> None:
    type_line(selling, "c3 2c1s")
    enter(selling)
    wait_for(selling, "C3", "C4", "C5")
    assert types_of(selling) == ["Child", "Child", "Senior"]


def test_a_party_gets_the_best_seats_at_once(selling: Program) -> None:
    type_line(selling, "2a1c")
    assert selling.command.told == "↵  Hold the best seats for 2 adults and 1 child"
    enter(selling)
    selling.wait(lambda: len(selling.labels) == 3 and not selling.flow.busy, what="three seats")
    assert sorted(types_of(selling)) == ["Adult", "Adult", "Child"]


def test_a_show_and_its_seats_in_one_line(start_program: StartProgram, office: BoxOffice) -> None:
    program = start_program(office)
    program.sign_in()
    type_line(program, "1 d4-5")
    meant = "A Film · Hall 1, then hold D4–D5"
    program.wait(lambda: program.command.told.endswith(meant), what="what Enter would do")
    enter(program)
    wait_for(program, "D4", "D5")


def test_seats_that_are_gone_by_then_stay_in_the_line(start_program: StartProgram, office: BoxOffice) -> None:
    office.sell("D5", counter=1)
    program = start_program(office)
    program.sign_in()
    type_line(program, "1 d4-5")
    enter(program)
    program.wait(lambda: program.command.value == "d4-5", what="what could not be done")
    assert program.command.told == "D5 is sold: pick another."
    assert program.labels == []


def test_a_dash_gives_back_the_seat_picked_last(selling: Program) -> None:
    selling.pick("D8", "A2")
    type_line(selling, "-")
    assert selling.command.told == "↵  Give A2 back"
    enter(selling)
    wait_for(selling, "D8")
    type_line(selling, "-d8")
    enter(selling)
    wait_for(selling)


def test_the_line_learns_of_another_counter_while_it_stands_there(selling: Program) -> None:
    type_line(selling, "f7-8")
    selling.office.sell("F8", counter=1)
    selling.wait(lambda: selling.command.told == "F8 is sold: pick another.", what="the other counter's sale")
    enter(selling)
    selling.wait(lambda: selling.look("F8") is SeatLook.SOLD)
    assert selling.labels == []
    assert selling.command.value == "f7-8", "nothing typed is lost"


def test_escape_empties_the_line_and_gives_the_map_the_keyboard(selling: Program) -> None:
    selling.pick("F7")
    type_line(selling, "f8")
    selling.hands.key("Esc")
    selling.wait(lambda: selling.command.value == "" and not selling.command.has_focus, what="an empty line")
    assert selling.labels == ["F7"], "the basket is another step"
    selling.hands.key("Space")
    selling.wait(lambda: not selling.flow.busy)


def test_enter_on_the_line_never_pays(selling: Program) -> None:
    type_line(selling, "f7")
    enter(selling)
    enter(selling)
    enter(selling)
    wait_for(selling, "F7")
    assert not selling.checkout.about_to_take_money
    assert selling.payment_count == 0


def test_words_narrow_the_list_and_escape_brings_the_day_back(start_program: StartProgram, office: BoxOffice) -> None:
    office.add_show(timedelta(hours=3), "Dune")
    program = start_program(office)
    program.sign_in()
    rows = program.sell.programme
    type_line(program, "dun")
    program.wait(lambda: len(rows.rows) == 1 and "Dune" in program.command.told, what="one show found")
    program.hands.key("Esc")
    program.wait(lambda: len(rows.rows) == 2, what="the day's list")


def test_a_found_show_of_another_day_brings_its_day(start_program: StartProgram, office: BoxOffice) -> None:
    office.add_show(timedelta(days=2), "Dune")
    program = start_program(office)
    program.sign_in()
    type_line(program, "dune")
    enter(program)
    program.wait(lambda: program.flow.opened is not None, what="the show")
    program.wait(lambda: [row.counts.show.movie_title for row in program.sell.programme.rows] == ["Dune"])
    assert program.sell.programme.rows[0]._chosen


def test_the_keys_give_way_to_what_a_search_has_found(start_program: StartProgram, office: BoxOffice) -> None:
    office.add_show(timedelta(hours=3), "The Quick Brown Fox Who Jumped Over One Lazy Dog Of Mine")
    program = start_program(office)
    program.sign_in()
    program.hands.key("F2")
    program.wait(lambda: program.command.has_focus)
    with program.lane_held_up(Lane.READING):
        type_line(program, "quick")
        program.root.update()
    program.wait(lambda: "Lazy Dog Of Mine · Hall 1" in program.command.told, what="the film")
    program.root.update()
    assert program.command._words.cget("text") == program.command.told


def test_down_leads_from_the_line_into_the_list(program: Program) -> None:
    type_line(program, "fil")
    program.hands.key("Down")
    program.wait(lambda: program.sell.programme.rows[0].has_focus, what="the focus on what was found")


def test_after_f2_everything_is_a_word_of_a_film(start_program: StartProgram, office: BoxOffice) -> None:
    office.add_show(timedelta(hours=3), "2a")
    program = start_program(office)
    program.sign_in()
    program.hands.key("F2")
    program.wait(lambda: program.command.has_focus)
    type_line(program, "2a")
    program.wait(lambda: "2a · Hall 1" in program.command.told, what="the film of that name")
    program.hands.key("Esc")
    type_line(program, "2a")
    assert program.command.told.startswith("Open a show first")


def test_a_booking_is_found_by_its_reference_and_printed_again(selling: Program) -> None:
    sale = selling.office.sell("B3", "B4", counter=1)
    type_line(selling, sale.reference.removeprefix("FYR-").lower().join(["fyr", ""]))
    assert selling.command.told == f"↵  Find booking {sale.reference}"
    enter(selling)
    selling.wait(lambda: selling.sell.found.panel is not None, what="the booking")
    panel = selling.sell.found.panel
    assert panel is not None
    for told in ("Sold", sale.reference, "B3–B4", "₹700", "at Counter 2"):
        assert told in panel.words
    enter(selling)  # Print again has the focus
    selling.wait(lambda: f"{sale.reference}.pdf" in panel.words, what="the tickets")
    selling.hands.key("Esc")
    selling.wait(lambda: selling.sell.found.panel is None, what="the basket")


def test_a_reference_nobody_has_stays_in_the_line_with_a_sentence(selling: Program) -> None:
    type_like_a_typist(selling, "fyr-222222\n")
    selling.wait(lambda: selling.command.told.startswith("There is no booking FYR-222222"), what="the sentence")
    assert selling.command.value == "fyr-222222"


def test_what_fast_fingers_type_into_a_field_stays_there(selling: Program) -> None:
    selling.pick("F7")
    panel = selling.ask_to_pay("F9")
    selling.hands.type("ABCDEFGHIJ2345")
    enter(selling)
    selling.wait(lambda: "That is not an approval code" in selling.message, what="the refusal of that code")
    assert panel.field.value.startswith("ABCDEFGHIJ2345")


def test_a_half_typed_line_gives_way_to_what_is_typed_next(selling: Program) -> None:
    type_line(selling, "f7-")
    selling.sell.shown.focus_seats()
    type_line(selling, "c3")
    enter(selling)
    wait_for(selling, "C3")


def test_letters_while_money_is_taken_start_no_command(selling: Program) -> None:
    selling.pick("F7")
    selling.ask_to_pay()._take.focus_set()
    selling.hands.type("f8")
    selling.root.update()
    assert selling.command.value == ""


def test_nothing_is_typed_into_the_line_under_the_lock(selling: Program) -> None:
    view = selling.lock()
    selling.hands.type("x")
    selling.wait(lambda: view.password.value == "x")
    assert selling.command.value == ""


@pytest.mark.parametrize("chord", ["ctrl+f", "alt+f"])
def test_chords_are_no_commands(selling: Program, chord: str) -> None:
    selling.hands.key(chord)
    selling.root.update()
    assert selling.command.value == ""


def test_next_notes_of_cash_are_chosen_with_one_key(selling: Program) -> None:
    selling.pick("F7")  # 525 rupees
    panel = selling.ask_to_pay()
    selling.hands.key("Down")
    selling.wait(lambda: panel.field.value == "550", what="the next sum of notes")
    selling.hands.key("Up")
    selling.wait(lambda: panel.field.value == "525", what="the exact amount")
