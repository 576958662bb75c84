"""Holds that ran out are freed by the sweep, and nothing else is."""

from __future__ import annotations

from app.controllers.sell.expiry import expire
from app.models.sell import bookings
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice


def test_the_sweep_frees_the_seats_of_a_hold_that_ran_out(office: BoxOffice) -> None:
    basket = office.hold("C4", "C5")
    office.let_hold_run_out(basket)
    assert office.sweep().run() >= 1
    assert office.booking_status(basket) == "EXPIRED"
    assert office.claims(basket) == []


def test_an_expired_basket_keeps_its_priced_lines(office: BoxOffice) -> None:
    """A payment that comes late must still find what it was for."""
    basket = office.hold("C4", "C5")
    office.let_hold_run_out(basket)
    office.sweep().run()
    assert office.value("SELECT COUNT(*) FROM booking_lines WHERE booking_id = %s", basket.booking.id) == 2


def test_the_sweep_leaves_a_hold_that_runs_on(office: BoxOffice) -> None:
    basket = office.hold("C4")
    office.sweep().run()
    assert office.booking_status(basket) == "PENDING"
    assert [state for _, state in office.claims(basket)] == ["HELD"]


def test_the_sweep_leaves_a_sale_whose_hold_would_have_run_out_since(office: BoxOffice) -> None:
    basket = office.hold("C4")
    office.paying().confirm(office.session(), new_request_id(), basket, (office.cash(basket),))
    office.let_hold_run_out(basket)
    office.sweep().run()
    assert office.booking_status(basket) == "CONFIRMED"
    assert [state for _, state in office.claims(basket)] == ["SOLD"]


def test_a_second_sweep_finds_nothing_of_it(office: BoxOffice) -> None:
    basket = office.hold("C4")
    office.let_hold_run_out(basket)
    office.sweep().run()
    assert basket.booking.id not in bookings.run_out(office.database)


def test_a_basket_that_was_renewed_between_the_look_and_the_lock_lives_on(office: BoxOffice) -> None:
    basket = office.hold("C4")
    office.let_hold_run_out(basket)
    seen = [booking_id for booking_id in bookings.run_out(office.database) if booking_id == basket.booking.id]
    office.change(
        "UPDATE bookings SET held_until = UTC_TIMESTAMP(6) + INTERVAL 5 MINUTE WHERE id = %s", basket.booking.id
    )
    assert seen == [basket.booking.id]
    assert expire(office.database, seen) == 0
    assert office.booking_status(basket) == "PENDING"


def test_a_basket_that_was_paid_between_the_look_and_the_lock_stays_sold(office: BoxOffice) -> None:
    basket = office.hold("C4")
    office.let_hold_run_out(basket)
    office.paying().confirm(office.session(), new_request_id(), basket, (office.cash(basket),))
    assert expire(office.database, [basket.booking.id]) == 0
    assert [state for _, state in office.claims(basket)] == ["SOLD"]


def test_the_longest_expired_goes_first(office: BoxOffice) -> None:
    first, second = office.hold("C4"), office.hold("C5")
    office.let_hold_run_out(first)
    office.let_hold_run_out(second)
    office.change("UPDATE bookings SET held_until = held_until - INTERVAL 1 HOUR WHERE id = %s", second.booking.id)
    mine = [each for each in bookings.run_out(office.database) if each in (first.booking.id, second.booking.id)]
    assert mine == [second.booking.id, first.booking.id]
