"""The command line under anything that can be typed: it never raises, and says what it was told."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from app.controllers.sell.command_intents import (
    BestSeats,
    FindBooking,
    HoldSeats,
    Nothing,
    Unclear,
)
from app.controllers.sell.command_line import Situation, read
from app.utils.codes import new_booking_reference, new_ticket_code
from tests.controllers.sell.command_scene import (
    IN_SHOW,
    NO_SHOW,
    ROW_SEATS,
    ROWS,
    SEATS,
    TYPES,
    basket_of,
    seats_of,
    situation,
)

PIECES = st.sampled_from(["f7", "-", ",", "2a", "1c", "3", "aisle", "back", "fyr", "w", " ", "ﬀ", "²", "٣", "a1-"])


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=8).map("".join), st.lists(PIECES).map(" ".join)))
def test_any_text_has_a_meaning_and_a_sentence(typed: str) -> None:
    bare = Situation()
    for now in (IN_SHOW, NO_SHOW, situation(own=["F7", "F8"]), bare, dataclasses.replace(NO_SHOW, basket=basket_of(1))):
        for films_only in (False, True):
            intent = read(typed, now, films_only=films_only)
            assert bool(intent.explain()) is not isinstance(intent, Nothing)
            assert not isinstance(intent, HoldSeats) or intent.picks


@given(st.sampled_from(ROWS), st.integers(1, ROW_SEATS), st.integers(1, ROW_SEATS))
def test_a_run_of_seats_says_its_own_name(row: str, first: int, last: int) -> None:
    intent = read(f"{row}{first}-{last}", IN_SHOW)
    low, high = sorted((first, last))
    assert seats_of(intent) == [f"{row}{number}" for number in range(low, high + 1)]
    named = f"{row}{low}" if low == high else f"{row}{low}–{row}{high}"
    assert named in intent.explain()
    assert read(named, IN_SHOW) == intent


@given(st.lists(st.sampled_from(SEATS), min_size=1, max_size=8, unique=True))
def test_seats_one_by_one_are_held_and_given_back_as_typed(seats: list[object]) -> None:
    labels = [seat.label for seat in seats]  # type: ignore[attr-defined]  # drawn from SEATS
    assert seats_of(read(",".join(labels), IN_SHOW)) == labels
    assert seats_of(read("-" + " ".join(labels), situation(own=labels))) == labels


@given(st.lists(st.tuples(st.integers(1, 20), st.sampled_from(TYPES)), min_size=1, max_size=4))
def test_a_party_has_the_people_that_were_typed(groups: list[tuple[int, object]]) -> None:
    typed = " ".join(f"{count}{each.name}" for count, each in groups)  # type: ignore[attr-defined]  # of TYPES
    intent = read(typed, IN_SHOW)
    assert isinstance(intent, BestSeats)
    assert list(intent.party.people) == [each for count, each in groups for _ in range(count)]


@given(st.integers())
def test_every_reference_and_every_code_is_found(_turn: int) -> None:
    reference, code = new_booking_reference(), new_ticket_code()
    assert read(reference, IN_SHOW) == FindBooking(reference)
    assert read(code, IN_SHOW) == FindBooking(ticket_code=code)


def test_a_very_long_line_costs_nothing() -> None:
    assert isinstance(read("2a" * 100_000, IN_SHOW), BestSeats | Unclear)
