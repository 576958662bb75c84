"""A hold runs ten minutes of the server's time, is renewed by what the clerk does, and never passes its limit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app.controllers.sell.baskets import Basket, picks_of
from app.controllers.sell.claiming import HoldRules
from app.controllers.sell.holding import Holding
from app.models.errors import (
    HoldExpired,
    SeatsTaken,
    ShowNotOnSale,
)
from app.models.records import BookingStatus
from app.utils.codes import new_request_id
from tests.box_office import RULES, BoxOffice
from tests.controllers.sell.baskets import labels, stored_labels


def seconds(office: BoxOffice, what: str, basket: Basket) -> float:
    """From now on the server's clock to the booking's `what`; negative when it has passed."""
    sql = {
        "held_until": "SELECT TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), held_until) FROM bookings WHERE id = %s",
        "hold_limit": "SELECT TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), hold_limit) FROM bookings WHERE id = %s",
    }[what]
    return float(str(office.value(sql, basket.booking.id))) / 1_000_000


def let_minutes_pass(office: BoxOffice, basket: Basket, minutes: int) -> None:
    """As if the basket had been started that long ago."""
    office.change(
        "UPDATE bookings SET held_until = held_until - INTERVAL %s MINUTE, hold_limit = hold_limit - INTERVAL %s MINUTE"
        " WHERE id = %s",
        minutes,
        minutes,
        basket.booking.id,
    )


def test_a_hold_runs_ten_minutes_of_the_servers_time(office: BoxOffice) -> None:
    basket = office.hold("C4")
    assert basket.seconds_left == 600
    assert 590 < seconds(office, "held_until", basket) <= 600
    assert 1790 < seconds(office, "hold_limit", basket) <= 1800


def test_a_refused_pick_leaves_the_basket_as_it_was(office: BoxOffice) -> None:
    office.hold("C5", counter=1)
    basket = office.hold("C1")
    let_minutes_pass(office, basket, 4)
    with pytest.raises(SeatsTaken):
        office.hold("C4", "C5", basket=basket)
    assert stored_labels(office, basket) == ["C1"]
    assert seconds(office, "held_until", basket) <= 360


def test_adding_a_seat_keeps_the_booking_and_renews_its_hold(office: BoxOffice) -> None:
    first = office.hold("C4")
    let_minutes_pass(office, first, 4)
    second = office.hold("C5", basket=first)
    assert second.booking.reference == first.booking.reference
    assert labels(second) == stored_labels(office, first) == ["C4", "C5"]
    assert 590 < seconds(office, "held_until", first) <= 600
    assert second.seconds_left == 600


Renewal = Callable[[BoxOffice, Holding, Basket], Basket | None]
RENEWALS: dict[str, Renewal] = {
    "pick": lambda office, _, basket: office.hold("C6", basket=basket),
    "release": lambda office, holding, basket: holding.release(
        office.session(), new_request_id(), office.open(), basket, office.seats("C5")
    ),
    "change of ticket type": lambda office, holding, basket: holding.change_ticket_type(
        office.session(), new_request_id(), office.open(), basket, office.seats("C4")[0], office.adult()
    ),
    "Pay": lambda office, holding, basket: holding.renew_to_pay(office.session(), new_request_id(), basket),
}


@pytest.mark.parametrize("renewal", RENEWALS.values(), ids=RENEWALS)
def test_every_renewal_starts_the_ten_minutes_again(office: BoxOffice, renewal: Renewal) -> None:
    basket = office.hold("C4", "C5")
    let_minutes_pass(office, basket, 9)
    renewal(office, office.holding(), basket)
    assert 590 < seconds(office, "held_until", basket) <= 600


@pytest.mark.parametrize("renewal", RENEWALS.values(), ids=RENEWALS)
def test_no_renewal_passes_the_limit_counted_from_the_first_pick(office: BoxOffice, renewal: Renewal) -> None:
    basket = office.hold("C4", "C5")
    let_minutes_pass(office, basket, 25)
    office.change("UPDATE bookings SET held_until = hold_limit - INTERVAL 1 MINUTE WHERE id = %s", basket.booking.id)
    current = replace(
        basket, booking=replace(basket.booking, hold_limit=basket.booking.hold_limit - timedelta(minutes=25))
    )
    renewed = renewal(office, office.holding(), current)
    assert renewed is not None
    assert 290 < seconds(office, "held_until", basket) <= 300
    assert 290 < renewed.seconds_left <= 300


@pytest.mark.parametrize("renewal", RENEWALS.values(), ids=RENEWALS)
def test_no_renewal_wakes_a_hold_that_has_run_out(office: BoxOffice, renewal: Renewal) -> None:
    basket = office.hold("C4", "C5")
    office.let_hold_run_out(basket)
    with pytest.raises(HoldExpired):
        renewal(office, office.holding(), basket)
    assert seconds(office, "held_until", basket) < 0
    assert stored_labels(office, basket) in (["C4", "C5"], [])


@pytest.mark.parametrize("renewal", RENEWALS.values(), ids=RENEWALS)
def test_no_renewal_wakes_a_basket_that_was_swept_away(office: BoxOffice, renewal: Renewal) -> None:
    basket = office.hold("C4", "C5")
    office.let_hold_run_out(basket)
    office.sweep().run()
    with pytest.raises(HoldExpired):
        renewal(office, office.holding(), basket)
    assert stored_labels(office, basket) == []


def test_the_expired_hold_of_another_counter_is_freed_by_whoever_wants_its_seat(office: BoxOffice) -> None:
    theirs = office.hold("C4", "C5", counter=1)
    office.let_hold_run_out(theirs)
    mine = office.hold("C5", "C6")
    assert labels(mine) == ["C5", "C6"]
    assert office.booking_status(theirs) == BookingStatus.EXPIRED
    assert stored_labels(office, theirs) == []


def test_a_hold_that_runs_on_is_not_freed(office: BoxOffice) -> None:
    theirs = office.hold("C4", counter=1)
    with pytest.raises(SeatsTaken):
        office.hold("C4")
    assert office.booking_status(theirs) == "PENDING"


def test_ones_own_seats_whose_hold_ran_out_are_not_won_back_through_the_dead_basket(office: BoxOffice) -> None:
    basket = office.hold("C4")
    office.let_hold_run_out(basket)
    with pytest.raises(HoldExpired):
        office.hold("C4", "C5", basket=basket)
    assert labels(office.hold("C4", "C5")) == ["C4", "C5"]


def test_pay_is_refused_before_any_money_when_the_show_was_cancelled(office: BoxOffice) -> None:
    basket = office.hold("C4")
    let_minutes_pass(office, basket, 4)
    office.cancel_show()
    with pytest.raises(ShowNotOnSale):
        office.holding().renew_to_pay(office.session(), new_request_id(), basket)
    assert seconds(office, "held_until", basket) <= 360


def test_other_rules_hold_for_another_time(office: BoxOffice) -> None:
    rules = HoldRules(hold_seconds=60, hold_limit_seconds=90, late_sale_minutes=RULES.late_sale_minutes)
    basket = office.holding(rules).hold(
        office.session(), new_request_id(), office.open(), None, picks_of(office.seats("C4"), office.adult())
    )
    assert basket.seconds_left == 60
    assert 80 < seconds(office, "hold_limit", basket) <= 90
