"""Where guests go whose seat is out of service: the nearest free seats as good or better. Pure: no database.

As good: no lower seat type; a wheelchair place for a wheelchair place, and for nobody else; a companion's seat for a companion,
or the seat beside their wheelchair place. Near: as many seats away as it is felt, a row counting as two. A party that sat
together in a row sits together again where that can be, even when guests whose seats are sound have to move for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, islice, pairwise

from app.controllers.sell.best_seat_rows import ROW_WEIGHT
from app.models.plan.hall_seats import RANKS
from app.models.plan.rehousing import Guest, Move, Party
from app.models.records import Seat

CHOICES_MAX = 5
BETTER_TYPE = 6
"""A seat type higher is given away only where the nearest of the same type is so many seats further."""
MOVED = 4
"""One guest more who has to be told weighs as much as so many seats."""
APART = 2
"""A seat further from the party than before weighs as much as so many seats."""

Choice = tuple[Move, ...]


def choices(party: Party, free: Sequence[Seat], most: int = CHOICES_MAX) -> tuple[Choice, ...]:
    """Ways to seat the party's broken guests among the free seats, the best first; none when there is none."""
    found = list(_one_by_one(party, free))
    if _together([guest.seat for guest in party.guests]) and len(party.guests) > 1:
        runs = sorted(_in_a_run(party, free), key=_key)
        found = [*_only(found, party, together=True), *runs, *_only(found, party, together=False)]
        found.sort(key=lambda choice: not _together(_seats_after(party, choice)))
    return tuple(islice(_distinct(found), most))


def as_good(guest: Guest, seat: Seat, party: Party) -> bool:
    """Whether a guest loses nothing by sitting there."""
    own = guest.seat
    if RANKS[seat.seat_type] < RANKS[own.seat_type] or seat.accessible is not own.accessible:
        return False
    if own.companion:
        places = [other.seat for other in party.guests if other.seat.accessible]
        return seat.companion or any(_beside(seat, place) for place in places)
    return not seat.companion


def _one_by_one(party: Party, free: Sequence[Seat]) -> Iterator[Choice]:
    """Each broken guest in turn to the nearest seat; with one such guest the next nearest as well."""
    broken = [guest for guest in party.guests if guest.broken]
    others = [guest.seat for guest in party.guests if not guest.broken]
    for nth in range(CHOICES_MAX if len(broken) == 1 else 1):
        taken: list[Move] = []
        for guest in broken:
            sits = [*others, *(move.to for move in taken)]
            left = [seat for seat in free if as_good(guest, seat, party) and seat not in sits]
            left.sort(key=lambda seat, guest=guest, sits=sits: (_strain(guest, seat, sits), seat.grid_row, seat.id))  # type: ignore[misc]
            if len(left) <= nth:
                return
            taken.append(Move(guest, left[nth]))
        yield tuple(taken)


def _in_a_run(party: Party, free: Sequence[Seat]) -> Iterator[Choice]:
    """The whole party on neighbouring seats: who can stay stays."""
    staying = {guest.seat.id: guest for guest in party.guests if not guest.broken}
    usable = sorted([*free, *(guest.seat for guest in staying.values())], key=_place)
    size = len(party.guests)
    for _, in_row in groupby(usable, key=lambda seat: seat.grid_row):
        row = list(in_row)
        for start in range(len(row) - size + 1):
            run = row[start : start + size]
            if _together(run):
                here = {seat.id for seat in run}
                moving = [guest for guest in party.guests if guest.seat.id not in here or guest.broken]
                empty = [seat for seat in run if seat.id not in staying]
                moves = tuple(Move(guest, seat) for guest, seat in zip(moving, empty, strict=True))
                if all(as_good(move.guest, move.to, party) for move in moves):
                    yield moves


def _seats_after(party: Party, choice: Choice) -> list[Seat]:
    to = {move.guest.line_id: move.to for move in choice}
    return [to.get(guest.line_id, guest.seat) for guest in party.guests]


def _only(found: Sequence[Choice], party: Party, *, together: bool) -> Iterator[Choice]:
    return (choice for choice in found if _together(_seats_after(party, choice)) is together)


def _distinct(found: Sequence[Choice]) -> Iterator[Choice]:
    seen: set[frozenset[tuple[int, int]]] = set()
    for choice in found:
        told = frozenset((move.guest.line_id, move.to.id) for move in choice)
        if told not in seen:
            seen.add(told)
            yield choice


def _key(choice: Choice) -> tuple[int, int, tuple[int, ...]]:
    strain = sum(MOVED + _strain(move.guest, move.to, ()) for move in choice)
    other_rows = sum(move.to.grid_row != move.guest.seat.grid_row for move in choice)
    return strain, other_rows, tuple(move.to.id for move in choice)


def _strain(guest: Guest, seat: Seat, sits: Collection[Seat]) -> int:
    better = RANKS[seat.seat_type] - RANKS[guest.seat.seat_type]
    return _distance(guest.seat, seat) + BETTER_TYPE * better + APART * _further_apart(guest.seat, seat, sits)


def _further_apart(before: Seat, after: Seat, sits: Collection[Seat]) -> int:
    if not sits:
        return 0
    return max(0, min(_distance(after, other) for other in sits) - min(_distance(before, other) for other in sits))


def _distance(one: Seat, other: Seat) -> int:
    return abs(one.grid_column - other.grid_column) + ROW_WEIGHT * abs(one.grid_row - other.grid_row)


def _together(seats: Sequence[Seat]) -> bool:
    ordered = sorted(seats, key=_place)
    return all(_beside(left, right) for left, right in pairwise(ordered))


def _beside(one: Seat, other: Seat) -> bool:
    return one.grid_row == other.grid_row and abs(one.grid_column - other.grid_column) == 1


def _place(seat: Seat) -> tuple[int, int]:
    return seat.grid_row, seat.grid_column
