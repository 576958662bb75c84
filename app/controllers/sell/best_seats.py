"""The best free seats for a party: pure functions over the seats of a hall and the ids of those that are free.

The house's order of what is good (screens.md), one stage after the other; within a stage the least `value` wins:
together in one row without an aisle between; over two adjoining rows, one above the other, as evenly as may be; and last of
all with a companion's seat among them. A wheelchair place is offered to who asks for one and to nobody else.

A value is how far the party sits from the sweet spot, two thirds back and in the middle, in hundredths of a seat, with
what LONELY and MIXED add for each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from app.controllers.sell.best_seat_rows import Row, rows_of
from app.controllers.sell.best_seat_words import Kind, Offer, Wish, reason
from app.models.records import Seat

LONELY = 600
"""Better six seats further from the sweet spot than a single seat left alone that nobody buys."""
MIXED = 300
"""Better three seats further than two prices in one party."""
EVEN_BY = 2
"""Over two rows: 3 + 3 and 4 + 2 come first; that one of four or more sits alone, last."""
_SEVERAL = 4

_Piece = tuple[Row, int, int]
"""A row, and the indexes of the first seat that is meant and of the one after the last. (A thousand are made for an offer.)"""
_Choice = tuple[_Piece, ...]
_Fits = Callable[[_Choice], bool]
_Stage = tuple[Kind, Iterator[_Choice]]


def offers(
    seats: Sequence[Seat], free_ids: Collection[int], wish: Wish, already: Iterable[Collection[int]] = ()
) -> Iterator[Offer]:
    """The best seats for a party, then the next best and so on, as they are asked for; none when nothing fits.

    Seats offered before (`already`, by id) never come again as the same set. They come again at all only when the stage
    has no others left: who does not like F7 and F8 seldom wants F8 and F9.
    """
    offered = {frozenset(ids) for ids in already}
    seen = {seat_id for ids in offered for seat_id in ids}
    if wish.size < 1:
        return
    first = not offered
    for kind, choices in _stages(seats, free_ids, wish):
        ranked = sorted(((_value(choice), choice[0][0].grid_row, choice[0][1], choice) for choice in choices), key=_key)
        again: list[_Choice] = []
        for *_, choice in ranked:
            ids = _ids(choice)
            if seen.isdisjoint(ids):
                seen |= ids
                offered.add(ids)
                yield _offer(seats, choice, kind, wish, first=first)
            elif ids not in offered:
                again.append(choice)
        for choice in again:
            seen |= _ids(choice)
            offered.add(_ids(choice))
            yield _offer(seats, choice, kind, wish, first=first)
        first = first and not ranked


def _key(ranking: tuple[int, int, int, _Choice]) -> tuple[int, int, int]:
    return ranking[:3]


def _ids(choice: _Choice) -> frozenset[int]:
    return frozenset(seat.id for seat in _seats_of(choice))


def _offer(seats: Sequence[Seat], choice: _Choice, kind: Kind, wish: Wish, *, first: bool) -> Offer:
    chosen = tuple(_seats_of(choice))
    return Offer(chosen, reason(seats, chosen, kind, wish, first=first))


def _seats_of(choice: _Choice) -> Iterator[Seat]:
    for row, start, end in choice:
        yield from (seat for seat in row.places[start:end] if seat is not None)


def _value(choice: _Choice) -> int:
    """What is against a choice: its distance, the seats it leaves alone, two prices in one party."""
    size = distance = lonely = 0
    mixed = False
    first_type = None
    for row, start, end in choice:
        size += end - start
        distance += row.sums[end] - row.sums[start]
        lonely += row.alone_before[start] + row.alone_after[end - 1]
        seat = row.places[start]
        seat_type = seat.seat_type if seat else None
        first_type = first_type or seat_type
        mixed = mixed or row.same[start] < end - start or seat_type is not first_type
    return distance + size * (LONELY * lonely + MIXED * mixed)


def _stages(seats: Sequence[Seat], free_ids: Collection[int], wish: Wish) -> Iterator[_Stage]:
    """The kinds of choices, the best kind first; each is worked out only when it is asked for."""
    free = [seat for seat in seats if seat.id in free_ids]
    if wish.places:
        rows = rows_of(seats, free_ids, {seat.id for seat in free}, back=wish.back)
        if wish.size > wish.places:
            paired = partial(_with_places, wish.places, True)
            yield from _together_stages(rows, wish, Kind.TOGETHER, paired)
            yield from _together_stages(rows, wish, Kind.WITHOUT_COMPANION, partial(_with_places, wish.places, False))
            yield from _split_stages(rows, wish.size, paired)
        else:
            yield from _together_stages(rows, wish, Kind.TOGETHER, partial(_with_places, wish.places, False))
        return
    plain = {seat.id for seat in free if not (seat.accessible or seat.companion)}
    rows = rows_of(seats, free_ids, plain, back=wish.back)
    yield from _together_stages(rows, wish, Kind.TOGETHER, _anything)
    yield from _split_stages(rows, wish.size, _anything)
    if any(seat.companion for seat in free):
        not_for_wheelchairs = {seat.id for seat in free if not seat.accessible}
        rows = rows_of(seats, free_ids, not_for_wheelchairs, back=wish.back)
        yield from _together_stages(rows, wish, Kind.WITH_COMPANIONS, _with_companions)
        yield from _split_stages(rows, wish.size, _with_companions)


def _together_stages(rows: Sequence[Row], wish: Wish, kind: Kind, fits: _Fits) -> Iterator[_Stage]:
    if not wish.aisle:
        yield kind, _together(rows, wish.size, fits)
        return
    yield kind, (choice for choice in _together(rows, wish.size, fits) if _on_an_aisle(choice))
    off_the_aisle = Kind.OFF_THE_AISLE if kind is Kind.TOGETHER else kind
    yield off_the_aisle, (choice for choice in _together(rows, wish.size, fits) if not _on_an_aisle(choice))


def _together(rows: Sequence[Row], size: int, fits: _Fits) -> Iterator[_Choice]:
    for row in rows:
        for start, run in enumerate(row.runs):
            if run >= size:
                choice = ((row, start, start + size),)
                if fits(choice):
                    yield choice


def _split_stages(rows: Sequence[Row], size: int, fits: _Fits) -> Iterator[_Stage]:
    fronts = range(1, size)
    even = [front for front in fronts if abs(2 * front - size) <= EVEN_BY and not _leaves_one_alone(front, size)]
    yield Kind.SPLIT, _split(rows, size, even, fits)
    yield Kind.SPLIT, _split(rows, size, [front for front in fronts if front not in even], fits)


def _leaves_one_alone(front: int, size: int) -> bool:
    return size >= _SEVERAL and min(front, size - front) == 1


def _split(rows: Sequence[Row], size: int, fronts: Sequence[int], fits: _Fits) -> Iterator[_Choice]:
    """`front` of them in one row and the others in the row behind it."""
    for front_row, back_row in pairwise(rows):
        if back_row.grid_row == front_row.grid_row + 1:
            for front in fronts:
                if 2 * front >= size:
                    choices = _one_above_the_other(front_row, front, back_row, size - front)
                else:
                    turned = _one_above_the_other(back_row, size - front, front_row, front)
                    choices = ((less, more) for more, less in turned)
                yield from filter(fits, choices)


def _one_above_the_other(wide: Row, more: int, narrow: Row, fewer: int) -> Iterator[tuple[_Piece, _Piece]]:
    """The fewer sit within the width of the more."""
    for start, run in enumerate(wide.runs):
        if run >= more:
            for inside in range(start, start + more - fewer + 1):
                if narrow.runs[inside] >= fewer:
                    yield (wide, start, start + more), (narrow, inside, inside + fewer)


# What a choice must be like


def _anything(_choice: _Choice) -> bool:
    return True


def _on_an_aisle(choice: _Choice) -> bool:
    return any(row.aisles[start] or row.aisles[end - 1] for row, start, end in choice)


def _with_companions(choice: _Choice) -> bool:
    """With a companion's seat among them: without one it belongs to an earlier stage."""
    return any(row.companions[end] > row.companions[start] for row, start, end in choice)


def _with_places(count: int, paired: bool, choice: _Choice) -> bool:
    """Exactly so many wheelchair places, the others are for other guests; each with a companion's seat, or not all."""
    if sum(row.accessible[end] - row.accessible[start] for row, start, end in choice) != count:
        return False
    if sum(end - start for _, start, end in choice) == count:
        return not paired
    return (_pairs(choice) >= count) is paired


def _pairs(choice: _Choice) -> int:
    """How many wheelchair places have a companion's seat beside them that no other place was given."""
    found = 0
    for row, start, end in choice:
        given = -1
        for index in range(start, end):
            seat = row.places[index]
            if seat is None or not seat.accessible:
                continue
            for beside in (index - 1, index + 1):
                other = row.places[beside] if start <= beside < end and beside != given else None
                if other is not None and other.companion:
                    given = beside
                    found += 1
                    break
    return found
