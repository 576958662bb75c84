"""Where the parts of a chart stand, whatever the figures are."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.views.reports.chart_geometry import (
    Box,
    bar_places,
    both_ends,
    grid,
    hall_scale,
    labelled,
    line_places,
    nearest,
    ticks,
)

AREA = Box(10, 20, 410, 220)
VALUES = st.lists(st.integers(-(10**9), 10**12), min_size=1, max_size=400)


@pytest.mark.parametrize(
    ("largest", "values"),
    [(0, (0,)), (7, (0, 2, 4, 6, 8)), (1000, (0, 500, 1000)), (34567, (0, 10000, 20000, 30000, 40000))],
)
def test_grid_lines_are_at_round_values(largest: int, values: tuple[int, ...]) -> None:
    assert ticks(largest) == values


@given(largest=st.integers(1, 10**15), most=st.integers(2, 8))
def test_the_highest_line_is_just_above_the_largest_value(largest: int, most: int) -> None:
    values = ticks(largest, most)
    assert values[0] == 0
    assert values[-1] >= largest > values[-2]
    assert len(values) <= most + 1


@given(values=VALUES)
def test_bars_stay_in_their_area_and_under_one_another(values: list[int]) -> None:
    places = bar_places(values, AREA, 20, 40, 4)
    assert places
    for place, value in zip(places, values, strict=False):
        assert AREA.left == place.bar.left <= place.bar.right <= AREA.right
        assert AREA.top <= place.whole.top < place.whole.bottom <= AREA.bottom
        assert (place.bar.width > 0) == (value > 0)
    assert all(one.whole.bottom == other.whole.top for one, other in itertools.pairwise(places))


def test_the_longest_bar_fills_the_width_and_half_of_it_half() -> None:
    places = bar_places([10, 5, 0], AREA, 20, 40, 4)
    assert [place.bar.width for place in places] == [400, 200, 0]


def test_without_room_there_are_no_bars() -> None:
    assert bar_places([1], Box(0, 0, 100, 10), 20, 40, 4) == []
    assert bar_places([], AREA, 20, 40, 4) == []


@given(values=VALUES)
def test_a_line_runs_from_edge_to_edge_and_stays_inside(values: list[int]) -> None:
    places = line_places(values, AREA, ticks(max(values))[-1])
    assert places[0][0] == AREA.left
    assert len(values) == 1 or places[-1][0] == pytest.approx(AREA.right)
    assert all(AREA.top <= y <= AREA.bottom for _, y in places)


@given(count=st.integers(2, 400), width=st.integers(50, 2000), label=st.integers(20, 200))
def test_labels_have_room_beside_one_another(count: int, width: int, label: int) -> None:
    chosen = labelled(count, width, label)
    step = width / (count - 1)
    assert chosen[0] == 0
    gaps = [(after - before) * step for before, after in itertools.pairwise(chosen)]
    assert len(chosen) <= 2 or all(gap >= label for gap in gaps)


def test_the_point_nearest_to_the_pointer_is_found() -> None:
    places = line_places([1, 2, 3], AREA, 3)
    assert [nearest(places, x) for x in (0, 205, 300, 315, 1000)] == [0, 1, 1, 2, 2]
    assert nearest([], 5) is None


@given(count=st.integers(0, 60), room=st.integers(1, 60))
def test_of_what_has_no_room_both_ends_stay(count: int, room: int) -> None:
    shown = both_ends(count, room)
    assert len(shown) == min(count, room)
    assert shown == sorted(set(shown))
    if count > room > 1:
        assert shown[0] == 0
        assert shown[-1] == count - 1


def test_a_point_is_in_one_cell_of_a_grid() -> None:
    cells = grid(AREA, 7, 10, (50, 30))
    assert cells is not None
    assert cells.at(*cells.box(3, 4)[:2]) == (3, 4)
    assert cells.at(AREA.left - 1, AREA.top) is None
    assert grid(Box(0, 0, 5, 5), 7, 10, (50, 30)) is None


@given(width=st.floats(1, 60), height=st.floats(1, 40))
def test_a_hall_stands_in_the_middle_of_its_area(width: float, height: float) -> None:
    found = hall_scale(width, height, AREA, 40)
    assert found is not None
    size, left, top = found
    assert AREA.left <= left <= left + width * size <= AREA.right + 1
    assert AREA.top <= top <= top + height * size <= AREA.bottom + 1
