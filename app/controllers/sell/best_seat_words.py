"""Why these seats, in plain words; and why there are none."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from app.models.records import Seat

_MIDDLE = 0.12
"""As much of half the hall's width is still the middle to people."""


class Kind(StrEnum):
    """What kind of a choice an offer is; the best kind first."""

    TOGETHER = "TOGETHER"
    OFF_THE_AISLE = "OFF_THE_AISLE"
    WITHOUT_COMPANION = "WITHOUT_COMPANION"
    SPLIT = "SPLIT"
    WITH_COMPANIONS = "WITH_COMPANIONS"


@dataclass(frozen=True, slots=True)
class Wish:
    """How many seats a party wants, and what it would like."""

    size: int
    places: int = 0
    """Wheelchair places among them; beside each the seat for the companion, where it is free."""
    aisle: bool = False
    """One of them sits beside an aisle, when that many are free together there."""
    back: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """Seats for a party, row by row from the screen and from the left, and why these."""

    seats: tuple[Seat, ...]
    reason: str


def reason(seats: Sequence[Seat], chosen: Sequence[Seat], kind: Kind, wish: Wish, *, first: bool) -> str:
    """E.g. "Row G, middle, two thirds back" or "Split over rows F and G: no row has 6 together".

    `first` is False when better kinds were there and have all been offered.
    """
    names = list(dict.fromkeys(seat.row_name for seat in chosen))
    if len(names) > 1:
        why = f"no row has {len(chosen)} together" if first else f"no other row has {len(chosen)} together"
        return f"Split over rows {names[0]} and {names[1]}: {why}"
    parts = [f"Row {names[0]}", _across(seats, chosen), _back(seats, chosen)]
    if wish.aisle:
        alone = ("no " if first else "no other ") + ("seat" if len(chosen) == 1 else f"{len(chosen)} together")
        parts.append(f"{alone} on an aisle" if kind is Kind.OFF_THE_AISLE else "on the aisle")
    if wish.places and len(chosen) > wish.places:
        parts.append("no companion seat beside it" if kind is Kind.WITHOUT_COMPANION else "with the companion seat")
    if kind is Kind.WITH_COMPANIONS:
        parts.append("with a companion seat, as nothing else is left")
    if len({seat.seat_type for seat in chosen}) > 1:
        parts.append("two prices")
    return ", ".join(parts)


def _across(seats: Sequence[Seat], chosen: Sequence[Seat]) -> str:
    columns = [seat.grid_column for seat in seats]
    middle, half = (min(columns) + max(columns)) / 2, (max(columns) - min(columns)) / 2
    aside = sum(seat.grid_column for seat in chosen) / len(chosen) - middle
    if abs(aside) <= max(_MIDDLE * half, 1):
        return "middle"
    side = "left" if aside < 0 else "right"
    return f"a little {side}" if abs(aside) < half / 2 else side


def _back(seats: Sequence[Seat], chosen: Sequence[Seat]) -> str:
    rows = sorted({seat.grid_row for seat in seats})
    row = chosen[0].grid_row
    if row == rows[-1]:
        return "last row"
    share = (row - rows[0]) / (rows[-1] - rows[0])
    for limit, words in ((0.2, "at the front"), (0.45, "in the front half"), (0.58, "half way back")):
        if share < limit:
            return words
    return "two thirds back" if share <= 0.78 else "near the back"


def why_not(seats: Sequence[Seat], free_ids: Collection[int], wish: Wish) -> str:
    """Why no seats can be offered, and what can be done."""
    size = wish.size
    free = [seat for seat in seats if seat.id in free_ids]
    if wish.places:
        places = [seat for seat in free if seat.accessible]
        if not places:
            return "No wheelchair place is free in this show. Offer another show."
        listed = _listed([seat.label for seat in places])
        beside = "seat" if size == 2 else f"{size - 1} seats"
        return f"No free {beside} beside a wheelchair place: {listed} {_are(places)} free. Pick the others on the map."
    usable = [seat for seat in free if not seat.accessible]
    if not usable:
        return "No seat is left for this party. Offer another show."
    together = _most_together(usable)
    seats_left = "1 seat is" if len(usable) == 1 else f"{len(usable)} seats are"
    if together == 1 and len(usable) > 1:
        return f"Only {len(usable)} single seats are left. Offer them on the map, or another show."
    if len(usable) < size:
        return f"Only {seats_left} left, and {size} are wanted. Offer another show."
    return (
        f"No {size} seats are left together, in one row or in two: the most is {together}. "
        "Ask for smaller groups, or offer another show."
    )


def _most_together(seats: Sequence[Seat]) -> int:
    placed = sorted((seat.grid_row, seat.grid_column) for seat in seats)
    most = run = 1
    for (row, column), (next_row, next_column) in pairwise(placed):
        run = run + 1 if (row, column + 1) == (next_row, next_column) else 1
        most = max(most, run)
    return most


def _listed(labels: Sequence[str]) -> str:
    return labels[0] if len(labels) == 1 else ", ".join(labels[:-1]) + " and " + labels[-1]


def _are(things: Sequence[object]) -> str:
    return "is" if len(things) == 1 else "are"
