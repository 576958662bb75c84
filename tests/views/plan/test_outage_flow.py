"""How a party's seats are told in the narrow list of guests who have to move."""

from __future__ import annotations

import pytest

from app.models.records import Seat, SeatType
from app.views.plan.outage_flow import told_seats


def seats(*labels: str) -> list[Seat]:
    return [
        Seat(place, label[0], int(label[1:]), SeatType.REGULAR, ord(label[0]) - 65, int(label[1:]))
        for place, label in enumerate(labels, start=1)
    ]


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (("C5",), "C5"),
        (("C6", "C5"), "C5–C6"),
        (("C5", "C7", "C6", "C8"), "C5–C8"),
        (("C5", "C7"), "C5, C7"),
        (("C5", "D6"), "C5, D6"),
        (("D1", "C9", "C10"), "C9, C10, D1"),
    ],
)
def test_seats_numbered_on_are_told_by_their_ends(labels: tuple[str, ...], told: str) -> None:
    assert told_seats(seats(*labels)) == told
