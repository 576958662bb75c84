"""What is painted, moved, named and numbered in a hall; whatever is done, it stays a hall, and its seats the same seats."""

from __future__ import annotations

import contextlib
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.controllers.plan import hall_changes
from app.controllers.plan.hall_changes import Brush
from app.controllers.plan.hall_drawing import (
    DrawnRow,
    DrawnSeat,
    HallDrawing,
    drawing,
    drawing_of,
    new_drawing,
    seats_of,
)
from app.models.records import SeatType
from app.utils.errors import InvalidInput
from tests.controllers.plan.drawings import Change, changes, drawings


def row_of(*numbers: int | None, name: str = "A") -> HallDrawing:
    return drawing([DrawnRow(name, tuple(None if number is None else DrawnSeat(number) for number in numbers))])


def numbers(drawn: HallDrawing, at: int = 0) -> list[int | None]:
    return [None if seat is None else seat.number for seat in drawn.rows[at].places]


def names(drawn: HallDrawing) -> list[str]:
    return [row.name for row in drawn.rows]


@given(drawings(), st.lists(changes(), max_size=6))
def test_whatever_is_done_it_stays_a_hall(drawn: HallDrawing, done: list[Change]) -> None:
    for change in done:
        with contextlib.suppress(InvalidInput):
            drawn = change(drawn)
    labels = Counter(seat.label for seat in seats_of(drawn))
    assert set(labels.values()) <= {1}
    assert {len(row.places) for row in drawn.rows} == {drawn.width}
    assert drawing(drawn.rows) == drawn


@given(drawings(), st.lists(changes(), max_size=6))
def test_whatever_is_done_no_id_is_made_or_given_twice(drawn: HallDrawing, done: list[Change]) -> None:
    stored = drawing_of([replace(seat, seat_id=place) for place, seat in enumerate(seats_of(drawn))])
    count = stored.seat_count
    for change in done:
        with contextlib.suppress(InvalidInput):
            stored = change(stored)
    ids = [seat.seat_id for seat in seats_of(stored) if seat.seat_id is not None]
    assert len(ids) == len(set(ids))
    assert set(ids) <= set(range(count))


@given(drawings())
def test_mirrored_twice_a_hall_is_as_it_was(drawn: HallDrawing) -> None:
    assert hall_changes.mirror(hall_changes.mirror(drawn)) == drawn


@given(drawings(), st.integers(0, 7))
def test_an_aisle_put_in_and_taken_out_leaves_the_hall_as_it_was(drawn: HallDrawing, at: int) -> None:
    column, row = min(at, drawn.width), min(at, len(drawn.rows))
    assert hall_changes.remove_column(hall_changes.insert_column(drawn, column), column) == drawn
    assert hall_changes.remove_row(hall_changes.insert_row(drawn, row), row) == drawn


@given(drawings(), st.sampled_from([brush for brush in Brush if brush.is_mark]))
def test_a_mark_on_all_seats_is_taken_off_all_by_painting_it_again(drawn: HallDrawing, brush: Brush) -> None:
    everywhere = [(row, column) for row in range(len(drawn.rows)) for column in range(drawn.width)]
    field = brush.value
    once = hall_changes.paint(drawn, everywhere, brush)
    values = {getattr(seat, field) for row in once.rows for seat in row.seats}
    assert len(values) == 1
    twice = hall_changes.paint(once, everywhere, brush)
    assert {getattr(seat, field) for row in twice.rows for seat in row.seats} == {not values.pop()}


def test_a_type_is_painted_on_a_seat_and_nothing_else_of_it_changes() -> None:
    drawn = drawing([DrawnRow("A", (DrawnSeat(4, wheelchair=True, seat_id=9), DrawnSeat(5)))])
    painted = hall_changes.paint(drawn, [(0, 0)], Brush.VIP)
    assert painted.rows[0].places[0] == DrawnSeat(4, SeatType.VIP, wheelchair=True)
    assert [seat.seat_id for seat in painted.rows[0].seats] == [9, None]


def test_a_gap_painted_over_is_a_seat_numbered_after_its_neighbour() -> None:
    assert numbers(hall_changes.paint(row_of(1, 2, None), [(0, 2)], Brush.REGULAR)) == [1, 2, 3]
    assert numbers(hall_changes.paint(row_of(3, None, 1), [(0, 1)], Brush.REGULAR)) == [3, 2, 1]
    assert numbers(hall_changes.paint(row_of(None, 2), [(0, 0)], Brush.REGULAR)) == [1, 2]
    assert numbers(hall_changes.paint(row_of(1, None, 2), [(0, 1)], Brush.REGULAR)) == [1, 3, 2]


def test_an_empty_row_painted_on_is_named_after_the_row_before_it() -> None:
    drawn = hall_changes.insert_row(hall_changes.insert_row(new_drawing(2, 2), 1), 3)
    painted = hall_changes.paint(drawn, [(1, 0), (1, 1), (3, 0)], Brush.PREMIUM)
    assert names(painted) == ["A", "C", "B", "D"]
    assert numbers(painted, 1) == [1, 2]


def test_a_gap_takes_the_seat_out() -> None:
    assert numbers(hall_changes.paint(row_of(1, 2, 3), [(0, 1)], Brush.GAP)) == [1, None, 3]


def test_a_mark_makes_no_seat_of_a_gap() -> None:
    assert hall_changes.paint(row_of(1, None), [(0, 1)], Brush.WHEELCHAIR) == row_of(1, None)


def test_what_lies_outside_of_the_hall_is_not_painted() -> None:
    assert hall_changes.paint(row_of(1), [(0, 1), (-1, 0), (1, 0)], Brush.VIP) == row_of(1)


def test_out_of_service_is_a_mark_like_the_others() -> None:
    closed = hall_changes.paint(row_of(1, 2), [(0, 0)], Brush.OUT_OF_SERVICE)
    assert [seat.in_service for seat in closed.rows[0].seats] == [False, True]
    assert hall_changes.paint(closed, [(0, 0)], Brush.OUT_OF_SERVICE) == row_of(1, 2)


def test_a_row_is_renamed_to_a_name_that_no_other_row_has() -> None:
    assert names(hall_changes.rename_row(new_drawing(2, 1), 1, "k")) == ["A", "K"]
    with pytest.raises(InvalidInput, match="row A already"):
        hall_changes.rename_row(new_drawing(2, 1), 1, "A")


def test_rows_are_renamed_in_order_from_one_on() -> None:
    drawn = hall_changes.insert_row(new_drawing(4, 1), 2)
    assert names(hall_changes.rename_rows_from(drawn, 1, "H")) == ["A", "H", "", "J", "K"]
    with pytest.raises(InvalidInput, match="row A already"):
        hall_changes.rename_rows_from(drawn, 1, "A")


def test_a_row_is_numbered_from_either_side_over_its_gaps() -> None:
    drawn = row_of(1, 2, None, 3)
    assert numbers(hall_changes.renumber_row(drawn, 0, 5)) == [5, 6, None, 7]
    assert numbers(hall_changes.renumber_row(drawn, 0, from_the_right=True)) == [3, 2, None, 1]
    assert numbers(hall_changes.renumber_row(drawn, 0, 2, 2)) == [2, 4, None, 6]


@pytest.mark.parametrize(
    "change", [lambda drawn: hall_changes.rename_row(drawn, 1, "B"), lambda drawn: hall_changes.renumber_row(drawn, 1)]
)
def test_a_row_without_seats_has_no_name_or_numbers_to_change(change: Change) -> None:
    with pytest.raises(InvalidInput, match="no seats"):
        change(hall_changes.insert_row(row_of(1), 1))


def test_the_last_row_is_not_taken_out() -> None:
    with pytest.raises(InvalidInput, match="at least one row"):
        hall_changes.remove_row(row_of(1), 0)
    with pytest.raises(InvalidInput, match="at least one row"):
        hall_changes.remove_column(row_of(1), 0)
