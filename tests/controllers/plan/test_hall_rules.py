"""What a change of a hall may do to a seat that somebody has, and what it may not; whatever is drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.controllers.plan.hall_drawing import HallDrawing, seats_of
from app.controllers.plan.hall_rules import harms
from app.models.plan.hall_seats import RANKS, HallSeat, difference
from app.models.records import SeatType
from tests.controllers.plan.drawings import drawings

F7 = HallSeat("F", 7, SeatType.PREMIUM, 5, 7, seat_id=1)


def harm(**after: object) -> str:
    """What is said of F7 when it becomes like that; "" when it may."""
    changed = replace(F7, **after)  # type: ignore[arg-type]
    return harms(difference([F7], [changed])).get(1, "")


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ({"row_name": "G"}, "F7 would be called G7"),
        ({"seat_number": 8}, "F7 would be called F8"),
        ({"in_service": False}, "F7 would be out of service"),
        ({"seat_type": SeatType.REGULAR}, "F7 would be Regular and not Premium"),
        ({"wheelchair": True}, "F7 would be a wheelchair place"),
    ],
)
def test_what_nobody_may_do_to_a_sold_seat(after: dict[str, object], told: str) -> None:
    assert harm(**after) == told


@pytest.mark.parametrize(
    "after", [{"seat_type": SeatType.VIP}, {"grid_column": 9}, {"grid_row": 0}, {"house": True}, {"companion": True}]
)
def test_what_does_no_harm_to_a_sold_seat(after: dict[str, object]) -> None:
    assert harm(**after) == ""


def test_a_seat_taken_out_is_told() -> None:
    assert harms(difference([F7], [])) == {1: "F7 would be taken out"}


def stored(drawn: HallDrawing) -> list[HallSeat]:
    return [replace(seat, seat_id=place) for place, seat in enumerate(seats_of(drawn))]


@st.composite
def wanted_of(draw: st.DrawFn, now: list[HallSeat]) -> list[HallSeat]:
    """Another drawing, in which some seats say they are those of now."""
    others = list(seats_of(draw(drawings())))
    ids = draw(st.permutations([seat.seat_id for seat in now]))
    return [replace(seat, seat_id=ids[place] if place < len(ids) else None) for place, seat in enumerate(others)]


@given(st.data())
def test_no_change_that_is_let_through_loses_a_sold_seat(data: st.DataObject) -> None:
    now = stored(data.draw(drawings()))
    wanted = data.draw(wanted_of(now))
    found = difference(now, wanted)
    sold = data.draw(st.sets(st.sampled_from([seat.seat_id for seat in now])))
    if not sold & set(harms(found)):
        after = {seat.seat_id: seat for seat in now if seat not in found.gone} | {
            old.seat_id: new for old, new in found.changed
        }
        for before in (seat for seat in now if seat.seat_id in sold):
            seat = after[before.seat_id]
            assert seat.label == before.label
            assert RANKS[seat.seat_type] >= RANKS[before.seat_type]
            assert seat.wheelchair == before.wheelchair
            assert seat.in_service or not before.in_service


@given(st.data())
def test_the_difference_makes_of_the_hall_exactly_what_is_wanted(data: st.DataObject) -> None:
    now = stored(data.draw(drawings()))
    wanted = data.draw(wanted_of(now))
    found = difference(now, wanted)
    gone = {seat.seat_id for seat in found.gone}
    changed = {old.seat_id: new for old, new in found.changed}
    after = [changed.get(seat.seat_id, seat) for seat in now if seat.seat_id not in gone] + list(found.new)
    assert sorted(after, key=_place) == sorted(wanted, key=_place)


def _place(seat: HallSeat) -> tuple[int, int]:
    return seat.place
