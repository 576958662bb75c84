"""Lonely seats: which single seats a choice leaves, and which were alone before."""

from __future__ import annotations

import pytest

from app.controllers.sell.lonely_seats import lonely
from tests.controllers.sell.halls import free_in, hall, labels


def left_alone(row: str, *chosen: str) -> list[str]:
    seats = hall(row)
    return labels(lonely(seats, free_in(row), {seat.id for seat in seats if seat.label in chosen}))


@pytest.mark.parametrize(
    ("row", "chosen", "alone"),
    [
        ("rrrrr", ("A1", "A2"), []),
        ("rrrrr", ("A2", "A3"), ["A1"]),
        ("rrrrr", ("A2", "A4"), ["A1", "A3", "A5"]),
        ("Rrrrr", ("A3", "A4"), ["A2", "A5"]),
        ("rr rrr", ("A2",), ["A1"]),
        ("rrr", ("A1", "A2", "A3"), []),
        ("rrrrr", (), []),
    ],
)
def test_a_seat_between_taken_seats_aisles_and_walls_is_left_alone(
    row: str, chosen: tuple[str, ...], alone: list[str]
) -> None:
    assert left_alone(row, *chosen) == alone


def test_a_seat_that_was_alone_before_is_nobodys_doing() -> None:
    assert left_alone("rRrrr", "A3") == []


def test_a_seat_in_the_row_behind_is_no_neighbour() -> None:
    seats, free = hall("rr", "rr"), free_in("rr", "rr")
    assert labels(lonely(seats, free, {1})) == ["A2"]


@pytest.mark.parametrize("sign", ["w", "c"])
def test_wheelchair_places_and_companions_seats_are_never_lonely_and_keep_a_neighbour_from_it(sign: str) -> None:
    assert left_alone(f"{sign}rr", "A2", "A3") == []
    assert left_alone(f"{sign}rrr", "A3", "A4") == []
