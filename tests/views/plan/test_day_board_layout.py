"""Where moments and halls are on the board, and back again, in every width and on nights the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.controllers.plan.day_board import STEP, Slot, frame_of
from app.utils.local_time import to_local
from app.views.plan.day_board_layout import ROW_HEIGHT_MAX, ROW_HEIGHT_MIN, BoardLayout

FRIDAY = date(2026, 11, 20)
FRAME = frame_of(FRIDAY, "Asia/Kolkata", [])


def test_the_first_hour_is_at_the_left_and_the_last_at_the_right() -> None:
    layout = BoardLayout(FRAME, 3, 1000, 400, 1.0)
    assert (layout.x_of(FRAME.opens), layout.x_of(FRAME.closes)) == (layout.left, layout.right)


@given(minutes=st.integers(0, 16 * 60), width=st.integers(500, 3000), scale=st.sampled_from([0.8, 1.0, 1.5, 2.0]))
def test_a_place_on_the_board_is_the_moment_that_is_drawn_there(minutes: int, width: int, scale: float) -> None:
    layout = BoardLayout(FRAME, 3, width, 400, scale)
    moment = FRAME.opens + timedelta(minutes=minutes)
    minutes_a_pixel = (FRAME.closes - FRAME.opens) / (layout.right - layout.left)
    assert abs(layout.moment_at(layout.x_of(moment)) - moment) <= minutes_a_pixel


@given(x=st.integers(-500, 3000))
def test_a_drag_stays_on_the_day_and_on_its_steps(x: int) -> None:
    start = BoardLayout(FRAME, 3, 1000, 400, 1.0).start_at(x)
    assert FRAME.midnight <= start < FRAME.next_midnight
    assert (start - FRAME.midnight) % STEP == timedelta(0)


def test_rows_share_the_height_between_a_least_and_a_most() -> None:
    heights = {halls: BoardLayout(FRAME, halls, 1000, 600, 1.0).row_height for halls in (1, 8, 20)}
    assert heights == {1: ROW_HEIGHT_MAX, 8: 75, 20: ROW_HEIGHT_MIN}


def test_more_halls_than_have_room_make_the_board_higher_than_what_is_in_sight() -> None:
    assert BoardLayout(FRAME, 20, 1000, 600, 1.0).height == 20 * ROW_HEIGHT_MIN


@given(row=st.integers(0, 9))
def test_the_middle_of_a_row_is_in_that_row(row: int) -> None:
    layout = BoardLayout(FRAME, 10, 1000, 600, 1.0)
    assert layout.row_at(sum(layout.row_span(row)) / 2) == row


def test_below_the_last_row_is_the_last_row_and_no_hall_has_none() -> None:
    assert BoardLayout(FRAME, 2, 1000, 600, 1.0).row_at(599) == 1
    assert BoardLayout(FRAME, 0, 1000, 600, 1.0).row_at(10) == 0


@pytest.mark.parametrize(("width", "apart"), [(3000, 1), (700, 2), (420, 3)])
def test_where_there_is_little_room_fewer_hours_are_labelled(width: int, apart: int) -> None:
    labelled = BoardLayout(FRAME, 2, width, 400, 1.0).labelled_hours()
    assert labelled[1] - labelled[0] == timedelta(hours=apart)


def test_on_the_night_the_clocks_go_forward_the_missing_hour_has_no_place() -> None:
    midnight = datetime(2026, 3, 28, 23, 0, tzinfo=UTC)
    night = frame_of(date(2026, 3, 29), "Europe/Berlin", [Slot(1, midnight, midnight + timedelta(hours=2), 1)])
    shown = [to_local(hour, "Europe/Berlin").hour for hour in BoardLayout(night, 1, 3000, 400, 1.0).labelled_hours()]
    assert shown[:4] == [0, 1, 3, 4]
