"""A show that customers or colleagues reckon with: what of it may still be changed, and what goes with it when it moves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.models.errors import ChangedMeanwhile, HoldExpired, InTheWay, NotFound, PaidAfterExpiry
from app.models.records import SeatType
from app.models.times import as_stored
from tests.controllers.plan.planning_scene import Planner, opened
from tests.own_house import own_house, own_owner

__all__ = ["own_house", "own_owner"]


@pytest.mark.parametrize("take", ["hold", "sell"])
def test_a_show_with_held_or_sold_seats_keeps_its_time_hall_and_film_and_names_the_bookings(
    plan: Planner, take: str
) -> None:
    show = plan.add("19:00")
    office = opened(plan, show)
    reference = office.hold("A1", "A2").booking.reference if take == "hold" else office.sell("A1", "A2").reference
    others: list[Callable[[], object]] = [
        lambda: plan.move(show, plan.at("20:00")),
        lambda: plan.move(show, show.starts_at, hall=1),
        lambda: plan.change(show, plan.answers(movie=str(plan.other_film_id))),
    ]
    for change in others:
        with pytest.raises(InTheWay) as refused:
            change()
        assert refused.value.obstacles == (f"{reference}: A1, A2 {'held' if take == 'hold' else 'sold'} at Counter 1",)
    assert plan.starts() == ["19:00"]


def test_price_and_length_of_a_show_with_sold_seats_change_and_the_sold_price_stays(plan: Planner) -> None:
    show = plan.add("19:00")
    reference = opened(plan, show).sell("A1").reference
    changed = plan.change(show, plan.answers(base_price="500", adverts="30", price_VIP="900"))
    assert (changed.base_price_minor, dict(changed.own_prices_minor)) == (50000, {SeatType.VIP: 90000})
    assert changed.ends_at == show.ends_at + timedelta(minutes=15)
    paid = plan.office.value(
        "SELECT SUM(l.price_minor) FROM booking_lines l JOIN bookings b ON b.id = l.booking_id WHERE b.reference = %s",
        reference,
    )
    assert paid == 35000


def test_a_longer_show_is_refused_where_the_next_one_begins_too_soon(plan: Planner) -> None:
    show = plan.add("19:00")
    plan.add("21:25")
    with pytest.raises(InTheWay):
        plan.change(show, plan.answers(adverts="20"))


def test_a_hold_that_has_run_out_is_in_nobodys_way_and_its_late_payment_is_a_refund_due(plan: Planner) -> None:
    show = plan.add("19:00")
    office = opened(plan, show)
    basket = office.hold("A1")
    office.let_hold_run_out(basket)
    plan.move(show, plan.at("20:00"), hall=1)
    with pytest.raises(PaidAfterExpiry):
        office.pay(basket)
    assert office.claims(basket) == []
    office.require_sound()


def test_a_booking_whose_seats_are_to_be_picked_anew_hears_that_its_hold_is_over(plan: Planner) -> None:
    show = plan.add("19:00")
    office = opened(plan, show)
    basket = office.hold("A1")
    office.let_hold_run_out(basket)
    plan.move(show, plan.at("20:00"))
    with pytest.raises(HoldExpired):
        office.hold("A2", basket=basket)


def test_a_show_that_has_begun_keeps_its_time_and_one_that_is_over_stays_as_it_was(plan: Planner) -> None:
    show = plan.add("19:00")
    plan.office.change("UPDATE shows SET status = 'ONGOING' WHERE id = %s", show.id)
    with pytest.raises(InTheWay, match="has begun"):
        plan.move(show, plan.at("20:00"))
    plan.office.change("UPDATE shows SET status = 'COMPLETED' WHERE id = %s", show.id)
    with pytest.raises(NotFound, match="is over"):
        plan.change(show, plan.answers(base_price="500"))


def test_the_second_of_two_managers_is_told_what_changed_and_can_save_over_it(plan: Planner) -> None:
    seen = plan.add("19:00")
    plan.change(seen, plan.answers(base_price="500"))
    with pytest.raises(ChangedMeanwhile) as refused:
        plan.change(seen, plan.answers(base_price="420"))
    assert refused.value.fields == ("base_price_minor",)
    assert "Manager" in refused.value.sentence
    now = refused.value.now
    assert plan.change(now, plan.answers(base_price="420")).base_price_minor == 42000  # type: ignore[arg-type]


def test_a_move_to_another_hall_lets_kept_seats_go(plan: Planner) -> None:
    show = plan.add("19:00")
    plan.office.change(
        "INSERT INTO blocked_seats (show_id, seat_id, reason, blocked_by, blocked_at)"
        " SELECT %s, MIN(id), 'the director', %s, UTC_TIMESTAMP(6) FROM seats WHERE hall_id = %s",
        show.id,
        plan.session.staff.id,
        plan.halls[0],
    )
    plan.move(show, show.starts_at, hall=1)
    assert plan.office.value("SELECT COUNT(*) FROM blocked_seats WHERE show_id = %s", show.id) == 0


def test_a_seat_that_is_out_of_service_is_blocked_in_a_new_show_and_free_in_one_moved_past_the_outage(
    plan: Planner,
) -> None:
    def blocked(show_id: int) -> int:
        found = plan.office.value(
            "SELECT COUNT(*) FROM blocked_seats WHERE show_id = %s AND outage_id IS NOT NULL", show_id
        )
        assert isinstance(found, int)
        return found

    plan.office.change(
        "INSERT INTO seat_outages (seat_id, from_at, until_at, reason, put_by, put_at)"
        " SELECT MIN(id), %s, %s, 'broken', %s, UTC_TIMESTAMP(6) FROM seats WHERE hall_id = %s",
        as_stored(plan.at("00:00")),
        as_stored(plan.at("16:00")),
        plan.session.staff.id,
        plan.halls[0],
    )
    show = plan.add("12:00")
    assert blocked(show.id) == 1
    moved = plan.move(show, plan.at("19:00"))
    assert blocked(show.id) == 0
    plan.move(moved, plan.at("12:00"))
    assert blocked(show.id) == 1
