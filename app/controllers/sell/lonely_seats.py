"""Lonely seats: single free seats between taken seats, aisles or walls, which only somebody who comes alone would buy."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.models.records import Seat


def lonely(seats: Sequence[Seat], free_ids: Collection[int], chosen_ids: Collection[int]) -> tuple[Seat, ...]:
    """The seats that a choice would leave alone and that were not alone before, row by row from the left.

    `free_ids` are the seats that are free without the choice, the chosen ones among them. A wheelchair place and a
    companion's seat are never lonely: they wait for their own guests.
    """
    at = {(seat.grid_row, seat.grid_column): seat.id for seat in seats}
    left = set(free_ids) - set(chosen_ids)
    beside_the_choice = {
        place
        for seat in seats
        if seat.id in chosen_ids
        for place in ((seat.grid_row, seat.grid_column - 1), (seat.grid_row, seat.grid_column + 1))
    }

    def alone(seat: Seat) -> bool:
        neighbours = (at.get((seat.grid_row, seat.grid_column + step)) for step in (-1, 1))
        return not any(neighbour in left for neighbour in neighbours)

    found = [
        seat
        for seat in seats
        if (seat.grid_row, seat.grid_column) in beside_the_choice
        and seat.id in left
        and not (seat.accessible or seat.companion)
        and alone(seat)
        and _has_free_neighbour(seat, at, free_ids)
    ]
    return tuple(sorted(found, key=lambda seat: (seat.grid_row, seat.grid_column)))


def _has_free_neighbour(seat: Seat, at: dict[tuple[int, int], int], free_ids: Collection[int]) -> bool:
    return any(at.get((seat.grid_row, seat.grid_column + step)) in free_ids for step in (-1, 1))
