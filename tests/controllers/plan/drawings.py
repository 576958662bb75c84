"""Drawings of halls, any that there can be, and what a person may do to one."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from app.controllers.plan import hall_changes
from app.controllers.plan.hall_changes import Brush
from app.controllers.plan.hall_drawing import DrawnRow, DrawnSeat, HallDrawing, drawing
from app.models.records import SeatType
from app.models.start.new_cinema import row_name

Change = Callable[[HallDrawing], HallDrawing]

_ROWS, _COLUMNS = 5, 7


@st.composite
def drawings(draw: st.DrawFn) -> HallDrawing:
    """Small halls with at least one seat: numbered anyhow, with gaps, aisles and marks."""
    width = draw(st.integers(1, _COLUMNS))
    names = draw(st.permutations([row_name(place) for place in range(_ROWS)]))
    rows = []
    for place in range(draw(st.integers(1, _ROWS))):
        shape = draw(st.lists(st.booleans(), min_size=width, max_size=width))
        numbers = iter(draw(st.lists(st.integers(1, 999), min_size=width, max_size=width, unique=True)))
        if draw(st.booleans()):
            numbers = iter(range(1, width + 1))
        rows.append(DrawnRow(names[place], tuple(draw(seats(next(numbers))) if seat else None for seat in shape)))
    if not any(row.seats for row in rows):
        rows[0] = DrawnRow(names[0], (DrawnSeat(1), *rows[0].places[1:]))
    return drawing(rows)


def seats(number: int) -> st.SearchStrategy[DrawnSeat]:
    """A seat of this number."""
    marks = [st.booleans()] * 4
    return st.builds(DrawnSeat, st.just(number), st.sampled_from(SeatType), *marks)


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """One thing a person may do, at places that may lie outside of the drawing where that is allowed."""
    row, column = draw(st.integers(0, _ROWS - 1)), draw(st.integers(0, _COLUMNS - 1))
    places = draw(st.sets(st.tuples(st.integers(-1, _ROWS), st.integers(-1, _COLUMNS)), max_size=8))
    brush = draw(st.sampled_from(Brush))
    name = draw(st.sampled_from(["A", "B", "ZZ", "q", "7"]))
    first, step, right = draw(st.integers(1, 5)), draw(st.integers(1, 2)), draw(st.booleans())
    kinds: tuple[Change, ...] = (
        lambda drawn: hall_changes.paint(drawn, places, brush),
        lambda drawn: hall_changes.insert_row(drawn, min(row, len(drawn.rows))),
        lambda drawn: hall_changes.insert_column(drawn, min(column, drawn.width)),
        lambda drawn: hall_changes.remove_row(drawn, row % len(drawn.rows)),
        lambda drawn: hall_changes.remove_column(drawn, column % drawn.width),
        hall_changes.mirror,
        lambda drawn: hall_changes.rename_row(drawn, row % len(drawn.rows), name),
        lambda drawn: hall_changes.rename_rows_from(drawn, row % len(drawn.rows), name),
        lambda drawn: hall_changes.renumber_row(drawn, row % len(drawn.rows), first, step, from_the_right=right),
    )
    return draw(st.sampled_from(kinds))
