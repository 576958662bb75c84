"""Best seats against trying everything: in small halls no choice of free seats is better than the one that is offered."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from math import floor, isqrt

from hypothesis import given, settings
from hypothesis import strategies as st

from app.controllers.sell.best_seat_rows import ROW_WEIGHT, ROW_WEIGHT_BACK
from app.controllers.sell.best_seat_words import Wish
from app.controllers.sell.best_seats import EVEN_BY, LONELY, MIXED, offers
from app.controllers.sell.lonely_seats import lonely
from app.models.records import Seat
from tests.controllers.sell.halls import free_in, hall

Rank = tuple[tuple[int, ...], int]
SEATS_MAX = 14

places = st.sampled_from("rrrrrrppRRP wWcC")
halls = (
    st.lists(st.one_of(st.just(""), st.lists(places, min_size=1, max_size=8).map("".join)), min_size=1, max_size=5)
    .map(tuple)
    .filter(lambda rows: 0 < sum(len(row.replace(" ", "")) for row in rows) <= SEATS_MAX)
)
wishes = st.one_of(
    st.builds(Wish, size=st.integers(1, 4), aisle=st.booleans(), back=st.booleans()),
    st.builds(Wish, size=st.integers(2, 4), places=st.integers(1, 2), aisle=st.booleans(), back=st.booleans()),
)


class Reference:
    """The rules of the house, seat by seat, without a shortcut."""

    def __init__(self, rows: Sequence[str], wish: Wish) -> None:
        self.wish = wish
        self.seats, self.free = hall(*rows), free_in(*rows)
        self.at = {(seat.grid_row, seat.grid_column): seat for seat in self.seats}
        columns, grid_rows = [s.grid_column for s in self.seats], [s.grid_row for s in self.seats]
        self.middle = Fraction(min(columns) + max(columns), 2)
        depth = max(grid_rows) - min(grid_rows)
        self.sweet_row = Fraction(max(grid_rows)) if wish.back else min(grid_rows) + Fraction(2 * depth, 3)
        self.weight = ROW_WEIGHT_BACK if wish.back else ROW_WEIGHT
        self.has_inner_aisle = any(self._is_gap(row, column) for row in grid_rows for column in range(max(columns)))

    def choices(self) -> dict[frozenset[int], Rank]:
        """Every allowed choice, and how good it is: less is better."""
        free = [seat for seat in self.seats if seat.id in self.free]
        ranked = {frozenset(s.id for s in chosen): self.rank(chosen) for chosen in combinations(free, self.wish.size)}
        return {ids: rank for ids, rank in ranked.items() if rank is not None}

    def rank(self, chosen: Sequence[Seat]) -> Rank | None:
        pieces = [[s for s in chosen if s.grid_row == row] for row in sorted({s.grid_row for s in chosen})]
        if not all(_is_run(piece) for piece in pieces) or len(pieces) > 2:
            return None
        if len(pieces) == 2 and not _one_above_the_other(*pieces):
            return None
        who = self.guests(chosen, split=len(pieces) == 2)
        if who is None:
            return None
        if len(pieces) == 1:
            how = (0, int(self.wish.aisle and not any(self.is_on_aisle(seat) for seat in chosen)))
        else:
            difference, fewer = abs(len(pieces[0]) - len(pieces[1])), min(map(len, pieces))
            how = (1, int(difference > EVEN_BY or (len(chosen) >= 4 and fewer == 1)))
        # Without a companion beside the place a party stays together, so it comes before any split one.
        stage = (how[0], who, how[1]) if self.wish.places else (who, *how)
        return stage, self.value(chosen)

    def guests(self, chosen: Sequence[Seat], *, split: bool) -> int | None:
        """0 for who may sit there, 1 for whom that is a makeshift, None for whom it is not allowed."""
        places = [seat for seat in chosen if seat.accessible]
        if len(places) != self.wish.places:
            return None
        if not places:
            return int(any(seat.companion for seat in chosen))
        if len(chosen) == len(places):
            return None if split else 0
        paired = self.has_pairs(places, [seat for seat in chosen if seat.companion])
        return 0 if paired else None if split else 1

    def has_pairs(self, places: Sequence[Seat], companions: Sequence[Seat]) -> bool:
        """Whether every place can have a companion's seat beside it that is no other's."""
        if not places:
            return True
        first, *others = places
        beside = [c for c in companions if c.grid_row == first.grid_row and abs(c.grid_column - first.grid_column) == 1]
        return any(self.has_pairs(others, [c for c in companions if c is not taken]) for taken in beside)

    def value(self, chosen: Sequence[Seat]) -> int:
        alone = lonely(self.seats, self.free, {seat.id for seat in chosen})
        mixed = len({seat.seat_type for seat in chosen}) > 1
        return sum(map(self.distance, chosen)) + len(chosen) * (LONELY * len(alone) + MIXED * mixed)

    def distance(self, seat: Seat) -> int:
        """In hundredths of a seat."""
        aside, along = seat.grid_column - self.middle, self.weight * (seat.grid_row - self.sweet_row)
        return isqrt(floor(10000 * (aside * aside + along * along)))

    def is_on_aisle(self, seat: Seat) -> bool:
        beside = ((seat.grid_row, seat.grid_column - 1), (seat.grid_row, seat.grid_column + 1))
        if self.has_inner_aisle:
            return any(self._is_gap(*place) for place in beside)
        return any(place not in self.at for place in beside)

    def _is_gap(self, row: int, column: int) -> bool:
        columns = [seat.grid_column for seat in self.seats if seat.grid_row == row]
        return (row, column) not in self.at and min(columns) < column < max(columns)


def _is_run(piece: Sequence[Seat]) -> bool:
    columns = [seat.grid_column for seat in piece]
    return columns == list(range(columns[0], columns[0] + len(columns)))


def _one_above_the_other(front: Sequence[Seat], back: Sequence[Seat]) -> bool:
    columns = [{seat.grid_column for seat in piece} for piece in (front, back)]
    return back[0].grid_row - front[0].grid_row == 1 and (columns[0] <= columns[1] or columns[1] <= columns[0])


@settings(max_examples=300)
@given(halls, wishes)
def test_nothing_better_than_the_first_offer_is_free(rows: tuple[str, ...], wish: Wish) -> None:
    reference = Reference(rows, wish)
    choices = reference.choices()
    offer = next(offers(reference.seats, reference.free, wish), None)
    if offer is None:
        assert choices == {}
    else:
        assert choices[frozenset(seat.id for seat in offer.seats)] == min(choices.values())


@settings(max_examples=150)
@given(halls, wishes)
def test_every_allowed_choice_is_offered_once_and_no_other(rows: tuple[str, ...], wish: Wish) -> None:
    reference = Reference(rows, wish)
    offered = [frozenset(seat.id for seat in offer.seats) for offer in offers(reference.seats, reference.free, wish)]
    assert len(offered) == len(set(offered))
    assert set(offered) == set(reference.choices())


@settings(max_examples=150)
@given(halls, wishes)
def test_each_next_offer_is_the_best_of_those_that_share_no_seat_with_earlier_ones(
    rows: tuple[str, ...], wish: Wish
) -> None:
    """Within a stage; once every choice of it shares a seat with an earlier one, those are offered too."""
    reference = Reference(rows, wish)
    left, seen = reference.choices(), set[int]()
    for offer in offers(reference.seats, reference.free, wish):
        ids = frozenset(seat.id for seat in offer.seats)
        stage = min(left.values())[0]
        here = {each: rank for each, rank in left.items() if rank[0] == stage}
        apart = {each: rank for each, rank in here.items() if seen.isdisjoint(each)}
        assert left.pop(ids) == min((apart or here).values())
        seen |= ids
