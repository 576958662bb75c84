"""A picture of a hall becomes its seats, the seats become the picture again, and a slip is named with its place."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.records import SeatType
from app.models.start.demo import DEMO_FOLDER
from app.models.start.hall_plan import SEATS_MAX, SIDE_MAX, PlannedSeat, read_hall_plan, write_hall_plan
from app.utils.errors import InvalidInput

DEMO_HALLS = {"studio": 60, "classic": 180, "grand": 264, "palace": 420}


def labels(text: str) -> list[str]:
    return [seat.label for seat in read_hall_plan(text)]


def seat_of(text: str, label: str) -> PlannedSeat:
    return next(seat for seat in read_hall_plan(text) if seat.label == label)


def test_seats_are_numbered_from_the_left_straight_on_over_an_aisle() -> None:
    assert labels("A |rr  rr") == ["A1", "A2", "A3", "A4"]


def test_every_row_is_numbered_from_one() -> None:
    assert labels("A |rr\nB | r") == ["A1", "A2", "B1"]


def test_a_seat_stands_where_it_is_drawn() -> None:
    seats = read_hall_plan("A |r  r\nB | r")
    assert [(seat.grid_row, seat.grid_column) for seat in seats] == [(0, 0), (0, 3), (1, 1)]


def test_columns_count_from_the_bar_whatever_the_rows_name_is_long() -> None:
    assert [seat.grid_column for seat in read_hall_plan("A|r\nAA |r\n  B  |r")] == [0, 0, 0]


def test_a_dot_is_a_gap_as_a_space_is() -> None:
    assert read_hall_plan("A |r.. r") == read_hall_plan("A |r   r")


def test_the_three_signs_are_the_three_seat_types() -> None:
    types = [seat.seat_type for seat in read_hall_plan("A |rpv")]
    assert types == [SeatType.REGULAR, SeatType.PREMIUM, SeatType.VIP]


PLAIN = PlannedSeat("A", 2, SeatType.VIP, 0, 1)


@pytest.mark.parametrize(
    ("mark", "marked"),
    [
        ("w", replace(PLAIN, accessible=True)),
        ("c", replace(PLAIN, companion=True)),
        ("h", replace(PLAIN, house=True)),
        ("x", replace(PLAIN, in_service=False)),
    ],
)
def test_a_mark_below_a_seat_keeps_its_seat_type(mark: str, marked: PlannedSeat) -> None:
    assert seat_of(f"A |vvv\n  | {mark}", "A2") == marked


def test_a_mark_changes_only_the_seat_above_it() -> None:
    assert [seat.accessible for seat in read_hall_plan("A |rrr\n  | w")] == [False, True, False]


def test_a_second_line_of_marks_adds_to_the_first() -> None:
    seat = seat_of("A |r\n  |w\n  |x", "A1")
    assert seat.accessible
    assert not seat.in_service


def test_an_empty_line_between_rows_is_an_aisle_across() -> None:
    assert [seat.grid_row for seat in read_hall_plan("A |r\n\n\nB |r")] == [0, 3]


def test_empty_lines_before_the_first_row_and_after_the_last_are_nothing() -> None:
    assert read_hall_plan("\n\nA |r\n\n") == read_hall_plan("A |r")


def test_remarks_are_passed_over_and_are_no_aisle() -> None:
    assert read_hall_plan("# front\nA |r\n  # | w\nB |r") == read_hall_plan("A |r\nB |r")


def test_a_file_saved_by_a_windows_editor_is_read() -> None:
    assert read_hall_plan("\ufeffA |rr\r\nB |rr\r\n") == read_hall_plan("A |rr\nB |rr")


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("", "Line 1, column 1", "no seats"),
        ("# only a remark\n", "Line 1, column 1", "no seats"),
        ("A |rr\nB rr", "Line 2, column 1", "no bar"),
        ("a |rr", "Line 1, column 1", "capital letters"),
        ("A1 |rr", "Line 1, column 1", "capital letters"),
        ("ABCDE |rr", "Line 1, column 1", "capital letters"),
        ("A |rr\n\nA |rr", "Line 3, column 1", "already drawn on line 1"),
        ("A |rrqr", "Line 1, column 6", "“q” is no seat"),
        ("A |r\trr", "Line 1, column 5", "is no seat"),
        ("A |rwr", "Line 1, column 5", "below it"),
        ("A |...", "Line 1, column 4", "row A has no seats"),
        ("A |rr\n  |r", "Line 2, column 4", "“r” is no mark"),
        ("A |rr\n  |  w", "Line 2, column 6", "no seat above"),
        ("  |w\nA |rr", "Line 1, column 4", "right below a row"),
        ("A |rr\n\n  |w", "Line 3, column 4", "right below a row"),
        ("A |" + " " * SIDE_MAX + "r", f"Line 1, column {SIDE_MAX + 4}", "at most 200 places"),
        ("A |r" + "\n" * (SIDE_MAX + 1) + "B |r", f"Line {SIDE_MAX + 2}, column 4", "at most 200 rows"),
    ],
)
def test_a_slip_is_refused_with_its_line_and_column(text: str, place: str, told: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        read_hall_plan(text)
    assert refusal.value.sentence.startswith(f"{place}: ")
    assert told in refusal.value.sentence


def rows_of(seat_count: int, per_row: int) -> str:
    names = [f"{first}{second}" for first in "ABCD" for second in "ABCDEFGHJK"]
    whole, rest = divmod(seat_count, per_row)
    lengths = [per_row] * whole + ([rest] if rest else [])
    return "\n".join(f"{name} |{'r' * length}" for name, length in zip(names, lengths, strict=False))


def test_the_largest_hall_is_read() -> None:
    assert len(read_hall_plan(rows_of(SEATS_MAX, 100))) == SEATS_MAX


def test_one_seat_more_than_the_largest_hall_is_refused() -> None:
    with pytest.raises(InvalidInput, match="3,001 seats"):
        read_hall_plan(rows_of(SEATS_MAX + 1, 100))


@st.composite
def halls(draw: st.DrawFn) -> tuple[PlannedSeat, ...]:
    """Halls as a picture can show them: the first row is next to the screen, and rows are numbered from the left."""
    row_name = st.text("ABCDEFGHJKLMNPQRSTUVWXYZ", min_size=1, max_size=4)
    names = draw(st.lists(row_name, min_size=1, max_size=8, unique=True))
    seats = []
    grid_row = 0
    for name in names:
        columns = sorted(draw(st.sets(st.integers(0, SIDE_MAX - 1), min_size=1, max_size=12)))
        for seat_number, column in enumerate(columns, start=1):
            flags = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
            seat_type = draw(st.sampled_from(SeatType))
            seats.append(PlannedSeat(name, seat_number, seat_type, grid_row, column, *flags))
        grid_row += draw(st.integers(1, 4))
    return tuple(seats)


@given(halls())
def test_a_hall_that_is_written_reads_back_the_same(hall: tuple[PlannedSeat, ...]) -> None:
    assert read_hall_plan(write_hall_plan(hall)) == hall


@given(halls(), st.randoms(use_true_random=False))
def test_the_order_of_the_seats_does_not_change_the_picture(
    hall: tuple[PlannedSeat, ...], chance: random.Random
) -> None:
    shuffled = list(hall)
    chance.shuffle(shuffled)
    assert write_hall_plan(shuffled) == write_hall_plan(hall)


def test_the_picture_begins_with_the_row_next_to_the_screen() -> None:
    moved_back = [replace(seat, grid_row=seat.grid_row + 5) for seat in read_hall_plan("A |r\nB |r")]
    assert write_hall_plan(moved_back) == "A |r\nB |r\n"


def test_a_written_hall_looks_as_people_draw_it() -> None:
    picture = "A  |r rr\n\nAA |pvv p\n   | wc x\n   |  x\n"
    assert write_hall_plan(read_hall_plan(picture)) == picture


A1 = PlannedSeat("A", 1, SeatType.REGULAR, 0, 0)


@pytest.mark.parametrize(
    "seats",
    [
        [],
        [replace(A1, seat_number=2)],
        [A1, replace(A1, seat_number=2)],
        [A1, replace(A1, seat_number=2, grid_row=1)],
        [A1, replace(A1, row_name="B", grid_column=1)],
        [replace(A1, row_name="a")],
        [replace(A1, grid_column=-1)],
        [replace(A1, grid_column=SIDE_MAX)],
    ],
    ids=[
        "no seats",
        "no A1",
        "one place",
        "row on two lines",
        "line of two rows",
        "small letter",
        "left of 0",
        "too wide",
    ],
)
def test_a_hall_no_picture_can_show_is_refused(seats: list[PlannedSeat]) -> None:
    with pytest.raises(InvalidInput):
        write_hall_plan(seats)


@pytest.fixture(params=DEMO_HALLS)
def demo_hall(request: pytest.FixtureRequest) -> tuple[PlannedSeat, ...]:
    return read_hall_plan(demo_file(request.param).read_text(encoding="utf-8"))


def demo_file(name: str) -> Path:
    return DEMO_FOLDER / "halls" / f"{name}.txt"


def test_the_demo_has_these_halls_and_no_other() -> None:
    assert {path.stem for path in demo_file("").parent.iterdir()} == set(DEMO_HALLS)


@pytest.mark.parametrize(("name", "seat_count"), DEMO_HALLS.items())
def test_a_demo_hall_has_its_number_of_seats(name: str, seat_count: int) -> None:
    assert len(read_hall_plan(demo_file(name).read_text(encoding="utf-8"))) == seat_count


def test_demo_rows_skip_the_letters_that_look_like_digits(demo_hall: tuple[PlannedSeat, ...]) -> None:
    assert not {"I", "O"} & {seat.row_name for seat in demo_hall}


def test_demo_seats_get_better_from_the_screen_to_the_back(demo_hall: tuple[PlannedSeat, ...]) -> None:
    types = [seat.seat_type for seat in demo_hall]
    assert sorted(types, key=list(SeatType).index) == types
    assert set(types) == set(SeatType)


def test_every_demo_hall_has_an_aisle_and_a_broken_seat_or_two(demo_hall: tuple[PlannedSeat, ...]) -> None:
    assert any(b.grid_column - a.grid_column > 1 for a, b in pairwise(demo_hall) if a.row_name == b.row_name)
    assert sum(not seat.in_service for seat in demo_hall) in (1, 2)


def test_every_demo_wheelchair_place_has_a_companions_seat_beside_it(demo_hall: tuple[PlannedSeat, ...]) -> None:
    companions = {(seat.grid_row, seat.grid_column) for seat in demo_hall if seat.companion}
    places = [(seat.grid_row, seat.grid_column) for seat in demo_hall if seat.accessible]
    assert len(places) == len(companions) >= 2
    assert all({(row, column - 1), (row, column + 1)} & companions for row, column in places)
