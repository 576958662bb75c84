"""The fairness of a line: nobody is passed over whom the seats were enough for, and nobody gets more or fewer than asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.controllers.after.waiting_line import first_served, offered_until, seats_for
from app.models.records import Seat, SeatType


@dataclass(frozen=True)
class Wanting:
    number: int
    seats_wanted: int


LINES = st.lists(st.integers(1, 12), max_size=12).map(
    lambda sizes: [Wanting(number, size) for number, size in enumerate(sizes)]
)
HALLS = st.lists(st.integers(2, 10), min_size=1, max_size=6).map(
    lambda widths: [
        Seat(
            100 * row + column, "ABCDEF"[row], column, SeatType.REGULAR, row, column, accessible=(row + column) % 7 == 0
        )
        for row, width in enumerate(widths)
        for column in range(1, width + 1)
    ]
)
NOW = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)


def hand_out(line: list[Wanting], free_count: int) -> list[Wanting]:
    """All who are served by so many seats, as the offers are made: one after the other."""
    waiting, served = list(line), []
    while (party := first_served(waiting, free_count)) is not None:
        waiting.remove(party)
        served.append(party)
        free_count -= party.seats_wanted
    return served


@given(LINES, st.integers(0, 40))
def test_never_more_seats_are_given_than_there_are(line: list[Wanting], free_count: int) -> None:
    assert sum(party.seats_wanted for party in hand_out(line, free_count)) <= free_count


@given(LINES, st.integers(0, 40))
def test_who_is_passed_over_could_not_have_been_served(line: list[Wanting], free_count: int) -> None:
    """Whoever is served after somebody who waits on: the seats left were too few for that one at that moment."""
    left, waiting = free_count, list(line)
    for party in hand_out(line, free_count):
        before = waiting[: waiting.index(party)]
        assert all(each.seats_wanted > left for each in before)
        waiting.remove(party)
        left -= party.seats_wanted


@given(LINES, st.integers(0, 40))
def test_when_it_ends_the_seats_left_are_enough_for_nobody(line: list[Wanting], free_count: int) -> None:
    served = hand_out(line, free_count)
    left = free_count - sum(party.seats_wanted for party in served)
    assert all(party.seats_wanted > left for party in line if party not in served)


@given(LINES, st.integers(0, 40))
def test_parties_of_one_size_are_served_in_their_order(line: list[Wanting], free_count: int) -> None:
    served = [party.number for party in hand_out(line, free_count)]
    for size in {party.seats_wanted for party in line}:
        of_size = [party.number for party in line if party.seats_wanted == size]
        got = [number for number in of_size if number in served]
        assert got == of_size[: len(got)]


@given(LINES, st.integers(1, 40))
def test_the_first_is_served_as_soon_as_there_is_enough(line: list[Wanting], free_count: int) -> None:
    if line and line[0].seats_wanted <= free_count:
        assert first_served(line, free_count) is line[0]


@given(HALLS, st.data())
def test_a_party_gets_as_many_free_seats_as_it_asked_for_or_none(hall: list[Seat], data: st.DataObject) -> None:
    free = data.draw(st.lists(st.sampled_from(hall), unique=True))
    size = data.draw(st.integers(1, 8))
    chosen = seats_for(hall, free, size)
    usable = {seat.id for seat in free if not seat.accessible}
    assert len({seat.id for seat in chosen}) == len(chosen) == (size if len(usable) >= size else 0)
    assert {seat.id for seat in chosen} <= usable


@given(st.integers(2, 10), st.data())
def test_seats_together_are_given_together(width: int, data: st.DataObject) -> None:
    """In a row of its own there is a gap; wherever the party fits on one side of it, it is not torn apart."""
    row = [Seat(column, "A", column, SeatType.REGULAR, 0, column) for column in range(1, width + 1)]
    gap = data.draw(st.integers(1, width))
    size = data.draw(st.integers(1, width))
    chosen = [seat.seat_number for seat in seats_for(row, [seat for seat in row if seat.seat_number != gap], size)]
    if max(gap - 1, width - gap) >= size:
        assert chosen == list(range(chosen[0], chosen[0] + size))


@given(st.integers(-120, 600), st.integers(1, 240), st.integers(0, 90))
def test_an_offer_never_outlives_its_time_or_what_a_booking_by_phone_may(
    minutes_to_show: int, offer_minutes: int, minutes_before: int
) -> None:
    starts_at = NOW + timedelta(minutes=minutes_to_show)
    until = offered_until(NOW, starts_at, offer_minutes, minutes_before)
    if until is not None:
        assert NOW < until <= NOW + timedelta(minutes=offer_minutes)
        assert until <= starts_at - timedelta(minutes=minutes_before)


@pytest.mark.parametrize(("minutes_to_show", "offered"), [(34, False), (35, True), (36, True)])
def test_nobody_is_called_for_less_than_five_minutes(minutes_to_show: int, offered: bool) -> None:
    until = offered_until(NOW, NOW + timedelta(minutes=minutes_to_show), 30, 30)
    assert (until is not None) is offered
