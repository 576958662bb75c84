"""How long the best seats of a hall of 1,000 take, however full it is and whoever comes.

Each measure is one offer from nothing: the seats and the ids of the free ones go in, seats and their reason come out. The
floor is one look at every seat, which finds the longest run of free ones. "next" is the fifth offer for the same
party, "why_not" a hall in which nothing is together, its sentence included. One JSON line.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.controllers.sell.best_seat_words import Wish, why_not
from app.controllers.sell.best_seats import offers
from app.models.records import Seat, SeatType

ROWS, COLUMNS = 25, 40
GOAL_MS = 5.0
SIZES = (1, 2, 2, 3, 4, 5, 6, 8, 10, 12)
SHARES_TAKEN = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.99)
HALLS_PER_SHARE = 6
_FIFTH = 5


def hall() -> list[Seat]:
    """Two aisles, three seat types, a wheelchair place with its companion at either end of two rows."""
    kinds = tuple(SeatType)
    quarter = COLUMNS // 4
    return [
        Seat(
            row * COLUMNS + column, f"{row}", column + 1, kinds[row * 3 // ROWS], row,
            column + (column >= quarter) + (column >= COLUMNS - quarter),
            accessible=row in (8, 24) and column in (0, COLUMNS - 1),
            companion=row in (8, 24) and column in (1, COLUMNS - 2),
        )
        for row in range(ROWS)
        for column in range(COLUMNS)
    ]  # fmt: skip


def wishes() -> Iterator[Wish]:
    for size in SIZES:
        yield Wish(size)
    yield from (Wish(2, aisle=True), Wish(4, back=True), Wish(2, places=1), Wish(4, places=1))


def taken_in_groups(seats: Sequence[Seat], share: float, chance: random.Random) -> set[int]:
    """The ids of the free seats when groups of one to six have taken that share, each where chance put it."""
    free = {seat.id for seat in seats}
    while len(free) > len(seats) * (1 - share):
        first = chance.randrange(len(seats))
        free.difference_update(range(first, min(len(seats), first + chance.randint(1, 6))))
    return free


def longest_run(seats: Sequence[Seat], free: set[int]) -> int:
    longest = run = 0
    before = seats[0]
    for seat in seats:
        follows = before.grid_row == seat.grid_row and before.grid_column + 1 == seat.grid_column
        run = (run + 1 if follows else 1) if seat.id in free else 0
        longest = max(longest, run)
        before = seat
    return longest


def timed_ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main() -> int:
    chance = random.Random(11)  # noqa: S311  the same halls every time
    seats = hall()
    ours, floor, fifth = [], [], []
    for share in SHARES_TAKEN:
        for _ in range(HALLS_PER_SHARE):
            free = taken_in_groups(seats, share, chance)
            for wish in wishes():
                ours.append(timed_ms(lambda: next(offers(seats, free, wish), None)))  # noqa: B023  called at once
                floor.append(timed_ms(lambda: longest_run(seats, free)))  # noqa: B023  called at once
                fifth.append(timed_ms(lambda: list(islice(offers(seats, free, wish), _FIFTH))))  # noqa: B023  at once
    alone = {seat.id for seat in seats if seat.grid_column % 2 == 0}
    four = Wish(4)
    nothing = [
        timed_ms(lambda: next(offers(seats, alone, four), None) or why_not(seats, alone, four)) for _ in range(50)
    ]
    p99, floor_ms = statistics.quantiles(ours, n=100)[98], statistics.median(floor)
    row = {
        "name": "best_seats_1000",
        "ours": round(p99, 3),
        "floor": round(floor_ms, 3),
        "ratio": round(p99 / floor_ms, 2),
        "goal": GOAL_MS,
        "ok": p99 <= GOAL_MS,
        "unit": "ms",
        "p50": round(statistics.median(ours), 3),
        "max": round(max(ours), 3),
        "next_p99": round(statistics.quantiles(fifth, n=100)[98], 3),
        "why_not": round(statistics.median(nothing), 3),
        "measures": len(ours),
    }
    print(json.dumps(row))
    return 0


if __name__ == "__main__":
    sys.exit(main())
