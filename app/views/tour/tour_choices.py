"""What the guided tour chooses: a show with seats to choose from, seats side by side, and the notes to pay with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta

from app.models.records import Seat
from app.utils.money import minor_digits
from app.views.sell.programme_panel import ProgrammePanel
from app.views.sell.show_row import ShowRow

_FREE_MIN = 60
_NOT_SOONER_THAN = timedelta(minutes=10)
"""A show that begins any moment could leave the programme while the tour is under way."""


def best_show(programme: ProgrammePanel) -> ShowRow | None:
    """The row, in view, of a show with enough free seats; None when there is none.

    Of several it is the one in the smallest hall, which the map shows whole, and there the one that has sold most.
    """
    foot = programme.winfo_rooty() + programme.winfo_height() - 12
    soonest = datetime.now(UTC) + _NOT_SOONER_THAN
    fitting = [
        row
        for row in programme.rows
        if row.counts.free_count >= _FREE_MIN
        and row.counts.show.starts_at > soonest
        and row.winfo_rooty() + row.winfo_height() <= foot
    ]
    return min(fitting, key=lambda row: (row.counts.seat_count, -row.counts.sold_count), default=None)


def side_by_side(seats: Iterable[Seat], is_good: Callable[[Seat], bool], count: int) -> Sequence[Seat]:
    """So many good seats next to each other, as near as can be to two thirds back and the middle; empty when nowhere."""
    known = {(seat.grid_row, seat.grid_column): seat for seat in seats}
    rows, columns = [row for row, _ in known], [column for _, column in known]
    row_wanted = min(rows) + (max(rows) - min(rows)) * 2 / 3
    column_wanted = (min(columns) + max(columns)) / 2

    def run_from(row: int, column: int) -> list[Seat]:
        return [known[row, each] for each in range(column, column + count) if (row, each) in known]

    def distance(run: Sequence[Seat]) -> float:
        middle = run[0].grid_column + (count - 1) / 2
        return abs(run[0].grid_row - row_wanted) + abs(middle - column_wanted)

    runs = [run_from(row, column) for row, column in known]
    return min((run for run in runs if len(run) == count and all(map(is_good, run))), key=distance, default=[])


def notes_for(total_minor: int, currency: str) -> str:
    """What somebody hands over who has nothing smaller, as it is typed: the next round amount above the total."""
    round_minor = 10 ** (len(str(total_minor)) - 1)
    given_minor = (total_minor // round_minor + 1) * round_minor
    return str(given_minor // 10 ** minor_digits(currency))
