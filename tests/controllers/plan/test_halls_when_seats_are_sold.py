"""A hall with held or sold seats changes only in ways that keep them, and what is in the way is listed."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.controllers.plan import hall_changes
from app.controllers.plan.hall_changes import Brush
from app.models.errors import InTheWay, PaidAfterExpiry
from app.utils.errors import InvalidInput
from tests.box_office import BoxOffice
from tests.controllers.plan.drawings import changes
from tests.controllers.plan.hall_desk import HallDesk, painted, row_at
from tests.own_house import own_house, own_owner

__all__ = ["own_house", "own_owner"]


@pytest.fixture
def desk(office: BoxOffice) -> HallDesk:
    return HallDesk(office)


@pytest.mark.parametrize("sold", [True, False], ids=["sold", "held"])
def test_what_is_in_the_way_is_listed_with_seat_show_time_and_reference(desk: HallDesk, *, sold: bool) -> None:
    office = desk.office
    reference = office.sell("C5").reference if sold else office.hold("C5").booking.reference
    before = desk.stored()
    with pytest.raises(InTheWay) as told:
        desk.change(painted(desk, "C5", Brush.GAP))
    (line,) = told.value.obstacles
    assert line.startswith(f"C5 would be taken out, and is {'sold' if sold else 'held'} for A Film, ")
    assert line.endswith(f"({reference})")
    assert desk.stored() == before


@pytest.mark.parametrize("brush", [Brush.GAP, Brush.REGULAR, Brush.WHEELCHAIR, Brush.OUT_OF_SERVICE])
def test_a_sold_seat_does_not_become_less_than_it_was(desk: HallDesk, brush: Brush) -> None:
    desk.office.sell("C5")
    with pytest.raises(InTheWay):
        desk.change(painted(desk, "C5", brush))


@pytest.mark.parametrize("brush", [Brush.VIP, Brush.HOUSE, Brush.COMPANION])
def test_a_sold_seat_may_become_more(desk: HallDesk, brush: Brush) -> None:
    desk.office.sell("C5")
    desk.change(painted(desk, "C5", brush))
    desk.office.require_sound()


def test_a_row_with_a_sold_seat_keeps_its_name(desk: HallDesk) -> None:
    desk.office.sell("C5")
    with pytest.raises(InTheWay, match="held or sold"):
        desk.change(lambda drawn: hall_changes.rename_row(drawn, row_at(desk, "C"), "K"))
    assert "C5" in desk.stored()


def test_a_hold_that_has_run_out_is_in_nobodys_way(desk: HallDesk) -> None:
    desk.office.let_hold_run_out(desk.office.hold("C5"))
    desk.change(painted(desk, "C5", Brush.GAP))
    assert "C5" not in desk.stored()


def test_late_money_for_a_seat_that_was_taken_out_is_given_back(desk: HallDesk) -> None:
    basket = desk.office.hold("C5")
    desk.office.let_hold_run_out(basket)
    desk.change(painted(desk, "C5", Brush.GAP))
    with pytest.raises(PaidAfterExpiry):
        desk.office.pay(basket)


def test_a_seat_kept_for_a_show_is_counted_no_more_when_it_is_taken_out(desk: HallDesk) -> None:
    office = desk.office
    office.change(
        "INSERT INTO blocked_seats (show_id, seat_id, reason, blocked_by, blocked_at)"
        " VALUES (%s, %s, 'x', %s, UTC_TIMESTAMP(6))",
        office.show_id, office.seats("C5")[0].id, desk.manager.staff.id,
    )  # fmt: skip
    desk.change(painted(desk, "C5", Brush.GAP))
    assert office.value("SELECT COUNT(*) FROM blocked_seats WHERE show_id = %s", office.show_id) == 0


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_drawn_and_saved_every_sold_seat_is_there_as_it_was(desk: HallDesk, data: st.DataObject) -> None:
    office = desk.office
    if not office.value("SELECT COUNT(*) FROM tickets WHERE show_id = %s", office.show_id):
        office.sell("B2", "C5")
        office.hold("A1", counter=1)
    kept = ("A1", "B2", "C5")
    sold = {label: seat_id for label, seat_id in desk.stored().items() if label in kept}
    opened = desk.open()
    drawn = opened.drawn
    for change in data.draw(st.lists(changes(), min_size=1, max_size=4)):
        with contextlib.suppress(InvalidInput):
            drawn = change(drawn)
    with contextlib.suppress(InTheWay, InvalidInput):
        desk.save(drawn, opened)
    assert {label: seat_id for label, seat_id in desk.stored().items() if label in kept} == sold
    labels = office.owner.rows(
        "SELECT CONCAT(x.row_name, x.seat_number) FROM booking_seats c JOIN seats x ON x.id = c.seat_id"
        " WHERE c.show_id = %s AND x.live AND x.in_service ORDER BY 1",
        (office.show_id,),
    )
    assert [row[0] for row in labels] == list(kept)
