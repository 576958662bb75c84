"""Who comes to the demo cinemas: groups of friends and families, and where they like to sit. Pure: no SQL."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import groupby

from app.models.records import Seat

GROUP_SIZES = (2, 3, 4, 5)
_SIZE_WEIGHTS = (8, 3, 4, 1)
_PLACES_LOOKED_AT = 5
_TRIES_IN_VAIN = 40
_CHILDREN_WELCOME = frozenset({"U", "UA"})


def choose_groups(seats: Sequence[Seat], share: float, chance: random.Random) -> list[tuple[Seat, ...]]:
    """Groups of 2 to 5 adjoining seats, until `share` of the seats for everybody is taken (0 to 1) or nothing fits.

    Each group looks at a few places and takes the one nearest the sweet spot, in the middle and two thirds back, so the
    best seats go first and the map still has holes, as a real one. Seats out of service are never taken; wheelchair
    places and their companions' stay for those who need them.
    """
    runs = _runs(seats)
    wanted = round(share * sum(len(run) for run in runs))
    middle = sum(seat.grid_column for seat in seats) / len(seats)
    sweet_row = max(seat.grid_row for seat in seats) * 2 / 3
    groups: list[tuple[Seat, ...]] = []
    taken = in_vain = 0
    while wanted - taken >= min(GROUP_SIZES) and in_vain < _TRIES_IN_VAIN:
        size = min(chance.choices(GROUP_SIZES, _SIZE_WEIGHTS)[0], wanted - taken)
        fitting = [run for run in runs if len(run) >= size]
        if not fitting:
            in_vain += 1
            continue
        offers = []
        for run in chance.choices(fitting, [len(run) for run in fitting], k=_PLACES_LOOKED_AT):
            # at an end or two in: a group that leaves one lonely seat is as rare here as at a real counter
            first = chance.choice([0, len(run) - size, min(2, len(run) - size)])
            distance = abs(run[first].grid_column + size / 2 - middle) + 2 * abs(run[first].grid_row - sweet_row)
            offers.append((distance, run[first].id, first, run))
        _, _, first, run = min(offers, key=lambda offer: offer[:2])
        runs.remove(run)
        runs.extend(part for part in (run[:first], run[first + size :]) if part)
        groups.append(run[first : first + size])
        taken += size
    return groups


def ticket_codes(size: int, certificate: str, chance: random.Random) -> list[str]:
    """The ticket types of a group; no children where the film's certificate asks for more than a parent's guidance."""
    kind = chance.choices(("adults", "family", "students", "seniors"), (50, 25, 17, 8))[0]
    if kind == "family" and certificate in _CHILDREN_WELCOME:
        adults = 1 if size == 2 else 2
        return ["ADULT"] * adults + ["CHILD"] * (size - adults)
    if kind == "students":
        return ["STUDENT"] * size
    if kind == "seniors":
        return ["SENIOR"] * 2 + ["ADULT"] * (size - 2)
    return ["ADULT"] * size


def _runs(seats: Sequence[Seat]) -> list[tuple[Seat, ...]]:
    """Seats for everybody that adjoin: in one row, with no aisle and no other seat between them."""
    open_seats = [seat for seat in seats if seat.in_service and not seat.accessible and not seat.companion]
    open_seats.sort(key=lambda seat: (seat.grid_row, seat.grid_column))
    # In a run the column grows by one a seat, so column minus position stays the same.
    numbered = enumerate(open_seats)
    return [
        tuple(seat for _, seat in run)
        for _, run in groupby(numbered, key=lambda pair: (pair[1].grid_row, pair[1].grid_column - pair[0]))
    ]
