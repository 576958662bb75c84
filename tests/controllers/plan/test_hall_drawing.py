"""A drawing is a hall that can be: rows with one name each, seats with one number each, and the ids they came with."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from app.controllers.plan.hall_drawing import (
    DrawnRow,
    DrawnSeat,
    HallDrawing,
    clean_row_name,
    drawing,
    drawing_of,
    new_drawing,
    seats_of,
    unused_name,
)
from app.models.records import SeatType
from app.utils.errors import InvalidInput
from tests.controllers.plan.drawings import drawings


def test_a_new_hall_is_regular_in_front_and_vip_in_the_last_row() -> None:
    drawn = new_drawing(6, 4)
    assert [row.name for row in drawn.rows] == ["A", "B", "C", "D", "E", "F"]
    assert [row.seats[0].seat_type.value[0] for row in drawn.rows] == ["R", "R", "P", "P", "P", "V"]
    assert [seat.number for seat in drawn.rows[0].seats] == [1, 2, 3, 4]
    assert drawn.seat_count == 24


def test_a_row_is_called_neither_i_nor_o() -> None:
    assert not {"I", "O"} & {row.name for row in new_drawing(30, 1).rows}


@given(drawings())
def test_a_drawing_of_its_own_seats_is_the_same_within_its_seats(drawn: HallDrawing) -> None:
    seats = seats_of(drawn)
    assert seats_of(drawing_of(seats)) == seats


def test_seats_keep_their_ids_on_the_way_through_a_drawing() -> None:
    seats = tuple(replace(seat, seat_id=place) for place, seat in enumerate(seats_of(new_drawing(2, 3))))
    assert [seat.seat_id for seat in seats_of(drawing_of(seats))] == list(range(6))


def test_an_id_makes_no_difference_between_drawings() -> None:
    assert DrawnSeat(1, seat_id=1) == DrawnSeat(1, seat_id=2)


def test_a_row_without_a_seat_has_no_name() -> None:
    assert drawing([DrawnRow("A", (DrawnSeat(1),)), DrawnRow("B", (None,))]).rows[1].name == ""


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], "at least one row"),
        ([DrawnRow("A", ())], "at least one row"),
        ([DrawnRow("A", (DrawnSeat(1),))] * 2, "row A already"),
        ([DrawnRow("A", (DrawnSeat(3), DrawnSeat(3)))], "two seats 3"),
        ([DrawnRow("A", (DrawnSeat(0),))], "from 1 to 999"),
        ([DrawnRow("A", (DrawnSeat(1000),))], "from 1 to 999"),
        ([DrawnRow("a1", (DrawnSeat(1),))], "cannot be a row's name"),
        ([DrawnRow("", (None,) * 201)], "at most 200"),
        ([DrawnRow("", (None,))] * 201, "at most 200"),
    ],
)
def test_what_no_hall_can_be_is_refused_in_words(rows: list[DrawnRow], told: str) -> None:
    with pytest.raises(InvalidInput, match=told):
        drawing(rows)


def test_more_than_three_thousand_seats_are_refused() -> None:
    with pytest.raises(InvalidInput, match="3,060 seats"):
        new_drawing(60, 51)


def test_a_rows_name_is_typed_in_any_case() -> None:
    assert clean_row_name(" ab ") == "AB"


@pytest.mark.parametrize("typed", ["", "A1", "ABCDE", "É", "A B"])
def test_a_rows_name_is_one_to_four_letters(typed: str) -> None:
    with pytest.raises(InvalidInput):
        clean_row_name(typed)


def test_the_next_name_is_one_that_nobody_has() -> None:
    assert unused_name({"A", "B", "C", "E"}, after="C") == "D"
    assert unused_name({"D", "E"}, after="D") == "F"
    assert unused_name(set(), after="Z") == "AA"
    assert unused_name({"A"}) == "B"


def test_a_hall_without_seats_is_one_empty_place() -> None:
    assert drawing_of(()) == HallDrawing((DrawnRow("", (None,)),))


def test_seats_stand_where_they_stood() -> None:
    drawn = HallDrawing((DrawnRow("", (None, None)), DrawnRow("A", (None, DrawnSeat(7, SeatType.VIP, house=True)))))
    (seat,) = seats_of(drawn)
    assert (seat.label, seat.place, seat.house) == ("A7", (1, 1), True)
