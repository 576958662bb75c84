"""Filling days and copying one in a real window: previewed, written with a count, cancelled, told."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from app.views.plan.fill_wishes import FillWishes
from app.views.tasks import Lane
from tests.gui.planning_board import PlanningScene, planning_scene
from tests.gui.program import program_starter

__all__ = ["planning_scene", "program_starter"]


def open_fill(planning: PlanningScene, days: str = "2") -> None:
    """The sheet with two films wished for."""
    planning.key("F5")
    planning.wait(
        lambda: planning.page.many.fill is not None and planning.page.many.fill.films.rows, what="the sheet's films"
    )
    fill = planning.page.many.fill
    assert fill is not None
    fill.form.lines["days"].value = days
    for film_id in (planning.plan.film_id, planning.plan.other_film_id):
        fill.films.choose(str(film_id))
        fill.films.focus_set()
        planning.wait(lambda: fill.films.has_focus, what="the focus on the films")
        before = len(fill.wished)
        planning.key("space")
        planning.wait(partial(_has_more, fill, before), what="the film wished for")


def _has_more(fill: FillWishes, films: int) -> bool:
    return len(fill.wished) > films


def preview(planning: PlanningScene) -> None:
    planning.key("F9")
    planning.wait(lambda: planning.page.many.preview is not None, what="the preview")


def test_a_fill_is_seen_before_it_is_written(planning: PlanningScene) -> None:
    open_fill(planning)
    preview(planning)
    sheet, seen = planning.page.many.sheet, planning.page.many.preview
    assert sheet is not None
    assert seen is not None
    assert len(sheet.table.rows) == len(seen.planned) > 0
    assert sheet.write_button.text == f"Plan {len(seen.planned)} shows"
    assert planning.starts() == []


def test_what_was_seen_is_written_and_the_board_shows_it(planning: PlanningScene) -> None:
    open_fill(planning)
    preview(planning)
    seen = planning.page.many.preview
    assert seen is not None
    planning.key("ctrl+s")
    sheet = planning.page.many.sheet
    assert sheet is not None
    planning.wait(lambda: f"{len(seen.planned)} shows are planned." in sheet.words, what="that it is done")
    planning.key("Escape")
    planning.wait(lambda: not planning.page.many.is_open, what="the board")
    planning.wait(lambda: planning.board.board is not None and len(planning.board.board.shows) > 5, what="the shows")
    assert planning.starts()[0] == "10:00"


def test_another_wish_takes_the_preview_away(planning: PlanningScene) -> None:
    open_fill(planning)
    preview(planning)
    fill, sheet = planning.page.many.fill, planning.page.many.sheet
    assert fill is not None
    assert sheet is not None
    fill.films.choose(str(planning.plan.film_id))
    fill.films.focus_set()
    planning.key("3")
    planning.wait(lambda: planning.page.many.preview is None, what="the end of the preview")
    assert not sheet.write_button.enabled
    assert next(wish for wish in fill.wished if wish.movie_id == planning.plan.film_id).per_day == "3"


def test_what_cannot_be_is_refused_at_its_field_and_stays_typed(planning: PlanningScene) -> None:
    open_fill(planning)
    fill = planning.page.many.fill
    assert fill is not None
    fill.form.lines["opens"].value = "early"
    planning.key("F9")
    planning.wait(lambda: "19:50" in str(fill.form.lines["opens"].widget.error), what="what is wrong with the time")
    assert fill.form.answers["opens"] == "early"


def test_writing_shows_its_count_and_can_be_cancelled(planning: PlanningScene) -> None:
    open_fill(planning)
    preview(planning)
    seen, sheet = planning.page.many.preview, planning.page.many.sheet
    assert seen is not None
    assert sheet is not None
    with planning.program.lane_held_up(Lane.PLANNING):
        planning.key("ctrl+s")
        planning.wait(lambda: sheet.progress_bar is not None, what="the bar")
        planning.key("Escape")
        bar = sheet.progress_bar
        assert bar is not None
        planning.wait(lambda: not bar.cancel_button.enabled, what="that it was cancelled")
    planning.wait(lambda: "Stopped: 0 shows are planned." in sheet.words, what="that nothing was planned")
    assert planning.starts() == []


def test_a_day_is_copied_from_the_same_day_last_week(planning: PlanningScene) -> None:
    week = timedelta(days=7)
    planning.plan.add("12:00")
    planning.plan.add("19:00", hall=1)
    planning.page.go_to(planning.plan.day + week)
    planning.wait(
        lambda: planning.board.board is not None and planning.board.board.day == planning.page.day, what="the other day"
    )
    planning.key("F6")
    planning.wait(lambda: planning.page.many.preview is not None, what="the preview")
    planning.key("ctrl+s")
    planning.wait(lambda: planning.plan.starts(0, planning.page.day) == ["12:00"], what="the copied show")
    planning.wait(lambda: planning.plan.starts(1, planning.page.day) == ["19:00"], what="the other one")


def test_a_day_that_is_no_day_is_refused_at_its_field(planning: PlanningScene) -> None:
    planning.key("F6")
    planning.wait(lambda: planning.page.many.copy is not None, what="the sheet")
    copy = planning.page.many.copy
    assert copy is not None
    copy.day.value = "last friday"
    planning.key("F9")
    planning.wait(lambda: copy.day.error is not None, what="what is wrong with the day")
    assert copy.day.value == "last friday"
