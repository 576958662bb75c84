"""What was done can be undone, and what was undone done again."""

from __future__ import annotations

import contextlib

from hypothesis import given
from hypothesis import strategies as st

from app.controllers.plan import hall_history
from app.controllers.plan.hall_changes import insert_row
from app.controllers.plan.hall_drawing import HallDrawing, new_drawing
from app.controllers.plan.hall_history import STEPS_MAX, HallHistory
from app.utils.errors import InvalidInput
from tests.controllers.plan.drawings import Change, changes, drawings


@given(drawings(), st.lists(changes(), max_size=8))
def test_undone_to_the_beginning_and_redone_to_the_end_it_is_the_same(drawn: HallDrawing, done: list[Change]) -> None:
    history = HallHistory(drawn)
    for change in done:
        with contextlib.suppress(InvalidInput):
            history = hall_history.changed(history, change(history.now))
    end, steps = history, len(history.past)
    for _ in range(steps):
        history = hall_history.undo(history)
    assert history.now == drawn
    assert hall_history.undo(history) == history
    for _ in range(steps):
        history = hall_history.redo(history)
    assert history == end
    assert hall_history.redo(history) == history


def test_a_new_change_forgets_what_was_undone() -> None:
    one = new_drawing(1, 1)
    history = hall_history.undo(hall_history.changed(HallHistory(one), insert_row(one, 0)))
    assert history.undone
    assert hall_history.changed(history, insert_row(one, 1)).undone == ()


def test_a_change_that_changes_nothing_is_no_step() -> None:
    history = HallHistory(new_drawing(2, 2))
    assert hall_history.changed(history, new_drawing(2, 2)) is history


def test_the_steps_of_a_long_day_are_not_kept_for_ever() -> None:
    history = HallHistory(new_drawing(1, 1))
    for seats in range(STEPS_MAX + 5):
        history = hall_history.changed(history, new_drawing(1, 1 + seats % 2 + 1))
    assert len(history.past) == STEPS_MAX
