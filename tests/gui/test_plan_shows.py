"""The day board in a real window: shows are chosen, dragged, moved by keys, typed, copied; refusals lose nothing."""

from __future__ import annotations

from datetime import timedelta

import customtkinter as ctk
import pytest

from app.models.plan.planning import StoredShow
from app.models.records import Role
from tests.controllers.plan.planning_scene import opened
from tests.gui.planning_board import PlanningScene, planning_scene
from tests.gui.program import Program, program_starter, signed_in

__all__ = ["planning_scene", "program_starter", "signed_in"]


def test_an_empty_day_shows_its_halls_and_says_what_to_do(planning: PlanningScene) -> None:
    board = planning.board.board
    assert board is not None
    assert [hall.id for hall in board.halls] == list(planning.plan.halls)
    assert not planning.panel.is_open


def test_a_new_show_is_typed_and_saved_with_the_keyboard_alone(planning: PlanningScene) -> None:
    title = planning.plan.office.value("SELECT title FROM movies WHERE id = %s", planning.plan.film_id)
    planning.board.focus_set()
    planning.wait(lambda: planning.board.has_focus)
    planning.key("n")
    planning.wait(lambda: planning.panel.film.field.has_focus, what="the focus on the film")
    planning.program.write(planning.panel.film.field, str(title).lower())
    planning.key("Enter")
    planning.wait(lambda: planning.panel.film.value == str(planning.plan.film_id), what="the film taken")
    planning.key("Tab")
    planning.program.write(planning.panel.hall.field, "Hall 1")
    planning.key("Tab", "Tab")
    planning.program.hands.type("19:00")
    planning.key("ctrl+s")
    planning.wait(lambda: planning.starts() == ["19:00"], what="the show")
    planning.wait(lambda: "is planned" in planning.board.message, what="the word that it is planned")
    assert not planning.panel.dirty


def test_a_refused_show_says_why_at_its_field_and_keeps_what_was_typed(planning: PlanningScene) -> None:
    planning.page.new(planning.plan.halls[0], planning.plan.at("19:00"))
    planning.wait(lambda: planning.panel.film.field.has_focus)
    planning.key("ctrl+s")
    planning.wait(lambda: planning.panel.film.field.error is not None, what="what is wrong with the film")
    assert planning.panel.answers["time"] == "19:00"
    assert planning.panel.answers["hall"] == str(planning.plan.halls[0])


def test_a_show_that_overlaps_is_refused_in_the_form_and_names_the_other(planning: PlanningScene) -> None:
    show = planning.add("19:00")
    planning.choose(show)
    planning.key("c")
    planning.wait(lambda: planning.panel.title == "New show", what="the copy's form")
    assert planning.panel.answers["time"] == "21:25"
    planning.panel.form.lines["time"].value = "20:00"
    planning.key("ctrl+s")
    planning.wait(lambda: show.movie_title in planning.panel.form.message, what="what is in the way")
    assert planning.panel.answers["time"] == "20:00"
    assert planning.starts() == ["19:00"]


def test_a_copy_stands_at_the_next_time_the_hall_is_free(planning: PlanningScene) -> None:
    show = planning.add("12:00", price_VIP="600")
    planning.choose(show)
    planning.key("c")
    planning.wait(lambda: planning.panel.title == "New show", what="the copy's form")
    planning.key("ctrl+s")
    planning.wait(lambda: planning.starts() == ["12:00", "14:25"], what="the copy")
    copied = planning.plan.board().shows[1].stored
    assert (copied.movie_id, dict(copied.own_prices_minor)) == (show.movie_id, {"VIP": 60000})


def test_a_show_is_dragged_to_another_time_and_hall(planning: PlanningScene) -> None:
    show = planning.add("12:00")
    here = planning.board.show_centre(show.id)
    there = planning.point("16:00", hall=1)
    planning.program.hands.drag(here, there)
    planning.wait(lambda: planning.starts(0) == [] and len(planning.starts(1)) == 1, what="the show in the other hall")
    moved = planning.plan.board().shows[0].stored
    # It was taken in its middle: that is where the pointer let go, to the nearest five minutes.
    middle = moved.starts_at + (moved.ends_at - moved.starts_at) / 2
    assert abs(middle - planning.plan.at("16:00")) <= timedelta(minutes=5)
    assert moved.starts_at.minute % 5 == 0


def test_a_drag_onto_another_show_is_told_and_changes_nothing(planning: PlanningScene) -> None:
    noon, evening = planning.add("12:00"), planning.add("19:00")
    planning.program.hands.drag(planning.board.show_centre(noon.id), planning.board.show_centre(evening.id))
    planning.wait(lambda: "stays where it was" in planning.board.message, what="why it was not moved")
    assert evening.movie_title in planning.board.message
    assert planning.starts() == ["12:00", "19:00"]
    assert planning.board.hands.pending is None


def test_while_a_show_is_moved_the_board_says_how_it_fits(planning: PlanningScene) -> None:
    show = planning.add("12:00")
    planning.add("14:30")
    planning.choose(show)
    planning.key("shift+Right")
    planning.wait(lambda: "it fits" in planning.board.message, what="that it fits")
    planning.key("shift+Right")
    planning.wait(lambda: "needs 30 minutes" in planning.board.message, what="that the turnaround is too short")
    for _ in range(8):
        planning.key("shift+Right")
    planning.wait(lambda: "plays in Hall 1 then" in planning.board.message, what="that it overlaps")
    planning.key("Enter")
    planning.key("Escape")
    planning.wait(lambda: planning.board.hands.pending is None, what="the show back where it was")
    assert planning.starts() == ["12:00", "14:30"]


def test_keys_move_a_show_by_five_minutes_and_enter_puts_it_there_and_ctrl_z_takes_it_back(
    planning: PlanningScene,
) -> None:
    show = planning.add("12:00")
    planning.choose(show)
    planning.key("shift+Right", "shift+Right", "shift+Down", "Enter")
    planning.wait(lambda: planning.starts(1) == ["12:10"], what="the show moved")
    planning.wait(lambda: "Ctrl+Z" in planning.board.message, what="that it can be taken back")
    planning.key("ctrl+z")
    planning.wait(lambda: planning.starts(0) == ["12:00"], what="the show where it was")
    assert planning.starts(1) == []


def test_a_show_with_sold_seats_is_not_moved_and_says_why(planning: PlanningScene) -> None:
    show = planning.add("12:00")
    opened(planning.plan, show).sell("A1", "A2")
    planning.page.refresh()
    planning.wait(lambda: (shown := planning.on_board(show)) is not None and shown.sold_count == 2, what="2 sold")
    planning.program.hands.drag(planning.board.show_centre(show.id), planning.point("17:00", hall=1))
    planning.wait(lambda: "2 seats are held or sold" in planning.board.message, what="why it stays")
    assert planning.starts() == ["12:00"]


def test_arrows_choose_the_next_show_and_the_nearest_one_in_the_other_hall(planning: PlanningScene) -> None:
    noon, evening, other = planning.add("12:00"), planning.add("19:00"), planning.add("18:30", hall=1)
    planning.choose(noon)

    def after(key: str, show: StoredShow) -> None:
        planning.key(key)
        planning.wait(lambda: planning.board.chosen == show.id, what=f"{key} to choose {show.starts_at}")

    after("Right", evening)
    after("Down", other)
    after("Up", evening)
    after("Left", noon)


def test_what_is_typed_and_not_saved_stays_when_another_show_is_clicked(planning: PlanningScene) -> None:
    noon, evening = planning.add("12:00"), planning.add("19:00")
    planning.choose(noon)
    planning.panel.form.lines["base_price"].value = "499"
    planning.program.hands.click(*planning.board.show_centre(evening.id))
    planning.wait(lambda: planning.panel.form.message.startswith("Not saved yet."), what="the warning")
    assert planning.panel.answers["base_price"] == "499"
    assert planning.board.chosen == noon.id


def test_the_second_of_two_managers_is_told_and_can_save_once_more(planning: PlanningScene) -> None:
    show = planning.add("12:00")
    planning.choose(show)
    planning.plan.change(show, planning.plan.answers("12:00", base_price="500"))
    planning.panel.form.lines["base_price"].value = "420"
    planning.key("ctrl+s")
    planning.wait(lambda: "Save once more" in planning.panel.form.message, what="that it was changed")
    assert planning.panel.answers["base_price"] == "420"
    planning.key("ctrl+s")
    planning.wait(
        lambda: planning.plan.board().shows[0].stored.base_price_minor == 42000, what="the price of the second"
    )


def test_days_are_walked_through_with_keys(planning: PlanningScene) -> None:
    day = planning.page.day
    planning.key("F4")
    planning.wait(lambda: planning.page.day == day + timedelta(days=1), what="the next day")
    planning.key("F3", "F3")
    planning.wait(lambda: planning.page.day == day - timedelta(days=1), what="the day before")


def test_every_key_of_the_page_is_on_the_help_sheet(planning: PlanningScene) -> None:
    planning.key("F1")
    planning.wait(lambda: planning.program.screen.help.sheet is not None, what="the help sheet")
    sheet = planning.program.screen.help.sheet
    assert sheet is not None
    for key in planning.page.keys:
        assert key.label in sheet.words
        assert key.does in sheet.words
    assert "Shift and an arrow" in sheet.words


@pytest.mark.parametrize("mode", ["Light", "Dark"])
def test_the_board_is_drawn_in_both_themes(planning: PlanningScene, mode: str) -> None:
    planning.add("12:00")
    ctk.set_appearance_mode(mode)
    planning.program.root.update()
    assert planning.board._rows.find_withtag("words")


def test_a_clerk_has_no_page_to_plan(program: Program) -> None:
    assert program.screen.session.staff.role is Role.CLERK
    assert "plan" not in program.screen.shell._items
