"""A hall goes out as a sheet of text and comes back the same; a sheet that cannot be read is refused at its cell."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.controllers.plan.hall_drawing import DrawnSeat, HallDrawing, drawing_of, new_drawing, seats_of
from app.controllers.plan.hall_sheet import read_sheet, write_sheet
from app.models.records import SeatType
from app.utils.errors import InvalidInput
from tests.controllers.plan.drawings import drawings


@given(drawings(), st.sampled_from([",", "\t", ";"]))
def test_what_goes_out_comes_back_the_same(drawn: HallDrawing, separator: str) -> None:
    assert read_sheet(write_sheet(drawn, separator)) == drawn


@given(st.text("ARPVwchx019,;\t\n\" '.é", max_size=60))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        drawn = read_sheet(text)
    except InvalidInput as error:
        assert error.sentence
    else:
        assert read_sheet(write_sheet(drawn)) == drawn


def test_a_sheet_has_a_cell_for_each_place_and_numbers_only_where_they_are_needed() -> None:
    drawn = read_sheet("A,R,R,,Pw\n,,,,\nB,V2,V1,,\n")
    assert write_sheet(drawn) == "A,R,R,,Pw\n,,,,\nB,V2,V1,,\n"
    assert drawn.rows[0].places[3] == DrawnSeat(3, SeatType.PREMIUM, wheelchair=True)


def test_marks_stand_behind_the_letter() -> None:
    assert read_sheet("A,Rwchx").rows[0].seats[0] == DrawnSeat(
        1, wheelchair=True, companion=True, house=True, in_service=False
    )


def test_small_letters_spaces_dots_and_lines_cut_short_are_understood() -> None:
    assert read_sheet("a, r ,.,r\nb,p") == read_sheet("A,R,,R\nB,P,,\n")


def test_a_number_goes_on_from_the_one_before_it() -> None:
    assert [seat.number for seat in read_sheet("A,R5,R,,R").rows[0].seats] == [5, 6, 7]


def test_an_empty_line_is_an_aisle() -> None:
    assert [row.name for row in read_sheet("A,R\n\nB,R\n\n\n").rows] == ["A", "", "B"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no seat in this sheet"),
        ("A,,,", "no seat in this sheet"),
        ("A,R\nB,R,Q", "Line 2, cell C: “Q” is no seat"),
        ("A,R\n,R", "Line 2 has seats and no name"),
        ("A1,R", "Line 1, cell A"),
        ("A,R\nA,R", "row A already"),
        ("A,R3,R3", "two seats 3"),
        ("A,R0", "from 1 to 999"),
        ("A" + ",R" * 27 + ",!", "cell AC"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text: str, told: str) -> None:
    with pytest.raises(InvalidInput, match=told):
        read_sheet(text)


def stored(drawn: HallDrawing) -> HallDrawing:
    return drawing_of([replace(seat, seat_id=place) for place, seat in enumerate(seats_of(drawn))])


def ids(drawn: HallDrawing) -> dict[str, int | None]:
    return {seat.label: seat.seat_id for seat in seats_of(drawn)}


@given(drawings())
def test_a_sheet_that_changes_nothing_tells_of_the_same_seats(drawn: HallDrawing) -> None:
    known = stored(drawn)
    assert ids(read_sheet(write_sheet(known), known)) == ids(known)


def test_a_seat_of_the_same_name_is_the_same_wherever_it_stands_now() -> None:
    assert ids(read_sheet(",,,\nA,,R1,R2", stored(new_drawing(1, 2)))) == {"A1": 0, "A2": 1}


def test_a_seat_renamed_in_its_place_is_the_same_seat() -> None:
    assert ids(read_sheet("K,R,R,R", stored(new_drawing(1, 2)))) == {"K1": 0, "K2": 1, "K3": None}


@given(drawings(), drawings())
def test_no_seat_is_found_again_twice(read: HallDrawing, known: HallDrawing) -> None:
    found = [each for each in ids(read_sheet(write_sheet(read), stored(known))).values() if each is not None]
    assert len(found) == len(set(found))
