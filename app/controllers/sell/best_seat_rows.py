"""The rows of a hall made ready for the search for the best seats: sums and runs, so that a choice is judged at once.

Distances are in hundredths of a seat, whole numbers, so that every terminal offers the same.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import isqrt

from app.models.records import Seat

ROW_WEIGHT = 2
"""A row forward or back is felt like so many seats aside."""
ROW_WEIGHT_BACK = 5
"""The same for a party that wants to sit at the back."""

_Places = list[Seat | None]


@dataclass(frozen=True, slots=True)
class Row:
    """One row by grid column, with an empty place before its first and after its last column."""

    grid_row: int
    places: _Places
    sums: list[int]
    """sums[k] is how far the seats before k are from the sweet spot, together."""
    runs: list[int]
    """How many usable seats follow each other from here on."""
    same: list[int]
    """How many seats of one type follow each other from here on."""
    alone_before: list[bool]
    """A choice that begins here leaves its left neighbour alone."""
    alone_after: list[bool]
    """A choice that ends here leaves its right neighbour alone."""
    aisles: list[bool]
    accessible: list[int]
    companions: list[int]
    """Both counted before k, as in `sums`."""


def rows_of(seats: Sequence[Seat], free_ids: Collection[int], usable_ids: Collection[int], *, back: bool) -> list[Row]:
    """The rows from the screen; of the free seats only the usable ones may be offered."""
    if not seats:
        return []
    grid_rows, columns = [seat.grid_row for seat in seats], [seat.grid_column for seat in seats]
    first, last = min(columns), max(columns)
    # Twice the middle column and three times the sweet row: both are whole numbers.
    middle2 = first + last
    sweet3 = 3 * max(grid_rows) if back else min(grid_rows) + 2 * max(grid_rows)
    weight = ROW_WEIGHT_BACK if back else ROW_WEIGHT
    places: dict[int, _Places] = {}
    for seat in seats:
        row = places.get(seat.grid_row)
        if row is None:
            row = places[seat.grid_row] = [None] * (last - first + 3)
        row[seat.grid_column - first + 1] = seat
    inner_aisles = any(_inner_gaps(row) for row in places.values())
    across = [2500 * (2 * (index + first - 1) - middle2) ** 2 for index in range(last - first + 3)]
    rows = []
    for grid_row in sorted(places):
        along = 10000 * (weight * (3 * grid_row - sweet3)) ** 2 // 9
        sums = list(accumulate((isqrt(along + each) for each in across), initial=0))
        rows.append(_row(grid_row, places[grid_row], free_ids, usable_ids, sums, inner_aisles=inner_aisles))
    return rows


def _row(
    grid_row: int,
    places: _Places,
    free_ids: Collection[int],
    usable_ids: Collection[int],
    sums: list[int],
    *,
    inner_aisles: bool,
) -> Row:
    count = len(places)
    free = [seat is not None and seat.id in free_ids for seat in places]
    may_be_lonely = [
        is_free and seat is not None and not (seat.accessible or seat.companion)
        for seat, is_free in zip(places, free, strict=True)
    ]
    runs, same = [0] * count, [0] * count
    for index in range(count - 2, 0, -1):
        seat, right = places[index], places[index + 1]
        if seat is not None:
            same[index] = 1 + (same[index + 1] if right is not None and right.seat_type is seat.seat_type else 0)
            if seat.id in usable_ids:
                runs[index] = 1 + runs[index + 1]
    return Row(
        grid_row,
        places,
        sums,
        runs,
        same,
        [False, False, *(may_be_lonely[index - 1] and not free[index - 2] for index in range(2, count))],
        [*(may_be_lonely[index + 1] and not free[index + 2] for index in range(count - 2)), False, False],
        _aisles(places, inner_aisles=inner_aisles),
        list(accumulate((seat is not None and seat.accessible for seat in places), initial=0)),
        list(accumulate((seat is not None and seat.companion for seat in places), initial=0)),
    )


def _inner_gaps(places: _Places) -> list[int]:
    """The empty places of a row that have seats of the row on both sides."""
    used = [index for index, seat in enumerate(places) if seat is not None]
    return [index for index in range(used[0], used[-1]) if places[index] is None]


def _aisles(places: _Places, *, inner_aisles: bool) -> list[bool]:
    """Which seats are beside an aisle: a gap within the row. Only a hall without one has its aisles along the walls."""
    empty = (index for index, seat in enumerate(places) if seat is None)
    gaps = set(_inner_gaps(places)) if inner_aisles else set(empty)
    return [index - 1 in gaps or index + 1 in gaps for index in range(len(places))]
