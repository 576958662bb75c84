"""Small halls from pictures, for what is decided about seats without a database."""

from __future__ import annotations

from collections.abc import Sequence

from app.models.records import Seat, SeatType

_TYPES = {"r": SeatType.REGULAR, "p": SeatType.PREMIUM, "v": SeatType.VIP}


def hall(*rows: str) -> tuple[Seat, ...]:
    """One string a row, the first next to the screen. r, p, v: free seats; R, P, V: taken ones; w: a wheelchair place, c: its
    companion's seat, W and C: the same, taken; a space: no seat. An empty string is an aisle across. Ids count from 1.
    """
    seats: list[Seat] = []
    for grid_row, row in enumerate(rows):
        places = [(column, sign) for column, sign in enumerate(row) if sign != " "]
        for number, (column, sign) in enumerate(places, start=1):
            low = sign.lower()
            seats.append(
                Seat(
                    len(seats) + 1, chr(ord("A") + grid_row), number, _TYPES.get(low, SeatType.REGULAR), grid_row, column,
                    accessible=low == "w", companion=low == "c",
                )
            )  # fmt: skip
    return tuple(seats)


def free_in(*rows: str) -> set[int]:
    """The ids of the seats of `hall(*rows)` that are free."""
    signs = [sign for row in rows for sign in row if sign != " "]
    return {number for number, sign in enumerate(signs, start=1) if sign.islower()}


def labels(seats: Sequence[Seat]) -> list[str]:
    return [seat.label for seat in seats]
