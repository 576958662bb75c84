"""Where guests are proposed to sit: as good or better, near, together where they were; and never on a seat of others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.controllers.plan.rehousing import propose
from app.controllers.plan.seat_offers import as_good, choices
from app.models.plan.hall_seats import RANKS
from app.models.plan.rehousing import Guest, Party
from app.models.records import ClaimState, Seat, SeatType

ROWS = "ABCDEF"
COLUMNS = 8


def seat(
    label: str, seat_type: SeatType = SeatType.PREMIUM, *, accessible: bool = False, companion: bool = False
) -> Seat:
    row, number = ROWS.index(label[0]), int(label[1:])
    return Seat(row * 100 + number, label[0], number, seat_type, row, number, accessible, companion)


def party(*labels: str, broken: Collection[str], seats: Sequence[Seat] = ()) -> Party:
    """A booking on these seats; `seats` are those that are not plain premium ones."""
    special = {each.label: each for each in seats}
    guests = [
        Guest(place, place, ClaimState.SOLD, special.get(label) or seat(label), "Adult", label in broken)
        for place, label in enumerate(labels)
    ]
    return Party(1, "FYR-1", 1, "A Film", datetime.now(UTC), 1, "", tuple(guests))


def first(whose: Party, free: Sequence[Seat]) -> dict[str, str]:
    found = choices(whose, free)
    return {move.guest.seat.label: move.to.label for move in found[0]} if found else {}


def test_the_nearest_free_seat_of_the_same_type_comes_first() -> None:
    assert first(party("C4", broken={"C4"}), [seat("C8"), seat("C6"), seat("D4")]) == {"C4": "C6"}


def test_a_row_away_is_felt_like_two_seats() -> None:
    assert first(party("C4", broken={"C4"}), [seat("D4"), seat("C7")]) == {"C4": "D4"}


def test_a_lower_seat_type_is_never_proposed() -> None:
    assert first(party("C4", broken={"C4"}), [seat("C5", SeatType.REGULAR)]) == {}


def test_a_better_seat_is_given_where_the_same_type_is_far_away() -> None:
    better = seat("C5", SeatType.VIP)
    assert first(party("C4", broken={"C4"}), [better, seat("C6")]) == {"C4": "C6"}
    assert first(party("C1", broken={"C1"}), [seat("C2", SeatType.VIP), seat("F8")]) == {"C1": "C2"}


def test_further_choices_are_the_next_nearest() -> None:
    found = choices(party("C4", broken={"C4"}), [seat("C8"), seat("C6"), seat("C5")])
    assert [choice[0].to.label for choice in found] == ["C5", "C6", "C8"]


def test_a_wheelchair_place_goes_to_a_wheelchair_place_and_to_nobody_else() -> None:
    place = seat("A1", accessible=True)
    free = [seat("A2"), seat("A8", accessible=True)]
    assert first(party("A1", broken={"A1"}, seats=[place]), free) == {"A1": "A8"}
    assert first(party("C4", broken={"C4"}), [seat("C5", accessible=True), seat("C8")]) == {"C4": "C8"}


def test_a_companion_sits_on_a_companions_seat_or_beside_their_wheelchair_place() -> None:
    place, beside = seat("A1", accessible=True), seat("A2", companion=True)
    guests = party("A1", "A2", broken={"A2"}, seats=[place, beside])
    assert first(guests, [seat("B2"), seat("A5", companion=True)]) == {"A2": "A5"}
    apart = party("A2", "A3", broken={"A3"}, seats=[seat("A2", accessible=True), seat("A3", companion=True)])
    assert first(apart, [seat("B3"), seat("A1")]) == {"A3": "A1"}


def test_who_has_no_companion_is_not_put_on_a_companions_seat() -> None:
    assert first(party("C4", broken={"C4"}), [seat("C5", companion=True)]) == {}


def test_one_of_a_party_goes_to_its_end_where_that_is_free() -> None:
    guests = party("C3", "C4", "C5", broken={"C3"})
    assert first(guests, [seat("C6"), seat("C1"), seat("D3")]) == {"C3": "C6"}


def test_a_party_moves_as_little_as_it_can_to_stay_together() -> None:
    guests = party("C3", "C4", "C5", broken={"C4"})
    assert first(guests, [seat("C6"), seat("C7"), seat("D4")]) == {"C3": "C6", "C4": "C7"}


def test_a_party_that_cannot_stay_together_loses_as_few_as_it_must() -> None:
    guests = party("C3", "C4", "C5", broken={"C4"})
    assert first(guests, [seat("D4"), seat("F8")]) == {"C4": "D4"}


def test_a_party_that_sat_apart_is_not_moved_together() -> None:
    assert first(party("A1", "F8", broken={"A1"}), [seat("A2"), seat("F7")]) == {"A1": "A2"}


def test_nobody_is_moved_who_sits_well_when_nothing_is_free() -> None:
    assert choices(party("C3", "C4", broken={"C3"}), []) == ()


@st.composite
def scenes(draw: st.DrawFn) -> tuple[list[Party], list[Seat]]:
    """A hall of which some seats are free and some belong to parties with broken seats."""
    hall = [
        Seat(
            row * 100 + column, name, column, draw(st.sampled_from(SeatType)), row, column,
            accessible=draw(st.integers(0, 5)) == 0,
        )
        for row, name in enumerate("ABC")
        for column in range(1, 6)
    ]  # fmt: skip
    owners = draw(st.lists(st.integers(0, 3), min_size=len(hall), max_size=len(hall)))
    parties = []
    for owner in (1, 2):
        own = [each for each, of in zip(hall, owners, strict=True) if of == owner][:4]
        guests = [
            Guest(owner * 100 + place, 1, ClaimState.SOLD, each, "Adult", draw(st.booleans()))
            for place, each in enumerate(own)
        ]
        if any(guest.broken for guest in guests):
            parties.append(Party(owner, f"FYR-{owner}", 1, "A Film", datetime.now(UTC), 1, "", tuple(guests)))
    return parties, [each for each, of in zip(hall, owners, strict=True) if of == 0]


@given(scenes())
def test_whatever_is_free_nobody_is_worse_off_and_nobody_shares_a_seat(scene: tuple[list[Party], list[Seat]]) -> None:
    parties, free = scene
    firsts = []
    for proposal in propose(parties, free):
        for choice in proposal.choices:
            moved = {move.guest.line_id: move.to for move in choice}
            assert {guest.line_id for guest in proposal.party.guests if guest.broken} <= set(moved)
            assert len({each.id for each in moved.values()}) == len(choice)
            for move in choice:
                assert move.to in free
                assert as_good(move.guest, move.to, proposal.party)
                assert RANKS[move.to.seat_type] >= RANKS[move.guest.seat.seat_type]
                assert move.to.accessible == move.guest.seat.accessible
        firsts += [move.to.id for choice in proposal.choices[:1] for move in choice]
    assert len(firsts) == len(set(firsts))
