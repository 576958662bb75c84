"""What the guided tour chooses, where it can be asked without a window."""

from __future__ import annotations

import pytest

from app.models.records import Seat, SeatType
from app.views.tour.tour_choices import notes_for, side_by_side

HALL = [
    Seat(10 * row + column, "ABCDEFG"[row], column, SeatType.REGULAR, row, column)
    for row in range(7)
    for column in range(1, 10)
    if column != 4  # an aisle
]


def labels(count: int, *gone: str) -> list[str]:
    return [seat.label for seat in side_by_side(HALL, lambda seat: seat.label not in gone, count)]


def test_seats_are_two_thirds_back_and_in_the_middle() -> None:
    assert labels(1) == ["E5"]


def test_seats_side_by_side_are_not_across_an_aisle() -> None:
    assert labels(4) == ["E5", "E6", "E7", "E8"]


def test_a_seat_that_is_gone_is_not_among_them() -> None:
    assert labels(4, "E6") == ["D5", "D6", "D7", "D8"]


def test_where_nothing_is_side_by_side_nothing_is_chosen() -> None:
    assert labels(6) == []


@pytest.mark.parametrize(
    ("total_minor", "currency", "typed"),
    [(97_200, "INR", "1000"), (118_300, "INR", "2000"), (100_000, "INR", "2000"), (3_600, "JPY", "4000")],
)
def test_the_notes_are_more_than_the_total(total_minor: int, currency: str, typed: str) -> None:
    assert notes_for(total_minor, currency) == typed
