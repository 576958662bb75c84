"""Many counters click on the same seats in the same instant: exactly one has them, and the others are told which."""

from __future__ import annotations

import pytest

from app.models import checks
from tests.box_office import BoxOffice
from tests.races.bookers import NaiveWish, Pick, pick, pick_by_looking_first, pick_seat_by_seat
from tests.races.conftest import NaiveHouse
from tests.races.crew import Crew, Outcome
from tests.races.hall import Hall
from tests.races.referee import defects, halves, sold_twice

ROUNDS = 200


def ids(wish: Pick) -> set[int]:
    return {seat.id for seat in wish.seats}


def held_by(wishes: list[list[Pick]], rounds: list[list[Outcome]]) -> dict[int, set[int]]:
    """The seats each booking was told to have."""
    return {
        outcome.answer.booking.id: ids(wish)
        for wanted, outcomes in zip(wishes, rounds, strict=True)
        for wish, outcome in zip(wanted, outcomes, strict=True)
        if outcome.won
    }


@pytest.mark.parametrize("places", [(3,), (2, 3, 4)], ids=["one seat", "three seats"])
@pytest.mark.parametrize("bookers", [2, 8, 32])
def test_exactly_one_booker_wins_each_round_and_the_others_are_told_the_seats(
    crew: Crew, race_office: BoxOffice, bookers: int, places: tuple[int, ...]
) -> None:
    hall = Hall(race_office)
    wishes = [[hall.pick(booker, row, *places) for booker in range(bookers)] for row in range(ROUNDS)]
    rounds = crew.race([pick] * bookers, wishes)
    assert defects(rounds) == []
    for wanted, outcomes in zip(wishes, rounds, strict=True):
        assert sum(outcome.won for outcome in outcomes) == 1
        refused = [outcome for outcome in outcomes if not outcome.won]
        assert {outcome.code for outcome in refused} == {"SEATS_TAKEN"}
        assert all(set(outcome.seat_ids) == ids(wanted[0]) for outcome in refused)
    assert halves(held_by(wishes, rounds), hall.claims()) == []
    assert len(hall.claims()) == ROUNDS * len(places)
    assert [finding for finding in checks.prove(race_office.owner) if not finding.holds] == []


def test_opposite_orders_and_overlapping_wishes_neither_hang_nor_leave_half_a_basket(
    crew: Crew, race_office: BoxOffice
) -> None:
    hall = Hall(race_office)
    orders = [(0, 1, 2), (2, 1, 0), (2, 3, 4), (4, 3, 2), (1, 2, 3), (3, 2, 1), (5, 4), (0,)]
    wishes = [[hall.pick(booker, row, *places) for booker, places in enumerate(orders)] for row in range(ROUNDS)]
    rounds = crew.race([pick] * len(orders), wishes)
    assert defects(rounds) == []
    for wanted, outcomes in zip(wishes, rounds, strict=True):
        assert sold_twice([ids(wish) for wish in wanted], outcomes) == []
        assert {outcome.code for outcome in outcomes if not outcome.won} <= {"SEATS_TAKEN"}
        assert any(outcome.won for outcome in outcomes)
    assert halves(held_by(wishes, rounds), hall.claims()) == []


def test_negative_control_without_the_key_the_same_race_sells_a_seat_twice(crew: Crew, naive: NaiveHouse) -> None:
    wishes = [[NaiveWish(booker, (row,)) for booker in range(8)] for row in range(ROUNDS)]
    rounds = crew.race([pick_by_looking_first] * 8, wishes, naive.target)
    seen = [
        sold_twice([wish.seat_ids for wish in wanted], outcomes)
        for wanted, outcomes in zip(wishes, rounds, strict=True)
    ]
    assert any(seen)


def test_negative_control_seats_claimed_one_by_one_leave_half_baskets(crew: Crew, naive: NaiveHouse) -> None:
    orders = [(0, 1, 2), (2, 1, 0)]
    wishes = [
        [
            NaiveWish(row * 10 + booker, tuple(row * 6 + place for place in places))
            for booker, places in enumerate(orders)
        ]
        for row in range(ROUNDS)
    ]
    crew.race([pick_seat_by_seat] * 2, wishes, naive.target)
    wanted = {wish.booker: wish.seat_ids for of_round in wishes for wish in of_round}
    claimed = [
        (int(owner), int(seat)) for owner, seat in naive.database.rows("SELECT booker, seat_id FROM keyed_claims")
    ]
    assert halves(wanted, claimed)
