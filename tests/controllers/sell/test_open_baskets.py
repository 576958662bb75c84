"""Parked baskets: put aside while their hold runs on, listed, and taken up again by whoever works at the counter."""

from __future__ import annotations

import pytest

from app.controllers.sell.customers import Customers, TypedCustomer
from app.controllers.sell.open_baskets import OpenBasket, OpenBaskets
from app.controllers.sell.taking_over import TakingOver
from app.models.errors import AttemptUnderWay, HoldExpired, HoldTakenOver, NotFound
from app.models.records import Role
from app.utils.codes import new_request_id
from app.utils.errors import InvalidInput
from tests.box_office import BoxOffice


def shelf(office: BoxOffice) -> OpenBaskets:
    return OpenBaskets(office.database, 600)


def waiting(office: BoxOffice, typed: str = "", counter: int = 0) -> list[OpenBasket]:
    return list(shelf(office).waiting(office.session(counter=counter), typed))


def test_a_parked_basket_is_listed_with_what_a_clerk_asks_for(office: BoxOffice) -> None:
    basket = office.hold("F7", "F8")
    customers = Customers(office.database)
    customer = customers.write_down(
        office.session(), new_request_id(), TypedCustomer("Asha Rao"), reference=basket.booking.reference
    )
    shelf(office).park(office.session(), new_request_id(), basket, "  gets   cash ")
    [parked] = waiting(office)
    assert (parked.reference, parked.seat_labels, parked.note) == (basket.booking.reference, ("F7", "F8"), "gets cash")
    assert (parked.customer, parked.clerk_name, parked.total_minor) == (customer, "Clerk", basket.booking.total_minor)
    assert (parked.parked, parked.by_phone) == (True, False)
    assert 590 < parked.seconds_left <= 600


def test_parking_does_not_prolong_the_hold(office: BoxOffice) -> None:
    basket = office.hold("F7")
    before = office.value("SELECT held_until FROM bookings WHERE id = %s", basket.booking.id)
    shelf(office).park(office.session(), new_request_id(), basket)
    assert office.value("SELECT held_until FROM bookings WHERE id = %s", basket.booking.id) == before


def test_several_baskets_wait_in_the_order_they_were_begun_and_are_found_by_typing(office: BoxOffice) -> None:
    baskets = [office.hold(label) for label in ("F7", "A1", "C3")]
    for basket, note in zip(baskets, ("red coat", "Zoë", ""), strict=True):
        shelf(office).park(office.session(), new_request_id(), basket, note)
    assert [each.seat_labels for each in waiting(office)] == [("F7",), ("A1",), ("C3",)]
    assert [each.note for each in waiting(office, "coat")] == ["red coat"]
    assert [each.note for each in waiting(office, "zoe")] == ["Zoë"]
    assert [each.seat_labels for each in waiting(office, "c3")] == [("C3",)]
    reference = baskets[2].booking.reference
    assert [each.reference for each in waiting(office, reference.lower().replace("-", " "))] == [reference]
    assert waiting(office, "nobody") == []


def test_a_parked_basket_is_taken_up_by_another_clerk_of_the_counter_and_paid(office: BoxOffice) -> None:
    basket = office.hold("F7")
    shelf(office).park(office.session(), new_request_id(), basket)
    taken = shelf(office).take_up(office.session(Role.MANAGER), new_request_id(), basket.booking.reference)
    assert (taken.booking.id, taken.show.id) == (basket.booking.id, office.show_id)
    assert waiting(office) == []
    clerk = office.value("SELECT clerk_id FROM bookings WHERE id = %s", basket.booking.id)
    assert clerk == office.people[Role.MANAGER].id
    office.pay(taken, role=Role.MANAGER)
    assert office.booking_status(basket) == "CONFIRMED"


def test_a_basket_is_taken_up_once_and_the_second_window_is_told(office: BoxOffice) -> None:
    basket, request_id = office.hold("F7"), new_request_id()
    shelf(office).park(office.session(), new_request_id(), basket)
    first = shelf(office).take_up(office.session(), request_id, basket.booking.reference)
    again = shelf(office).take_up(office.session(), request_id, basket.booking.reference)
    assert first.booking == again.booking, "the same request is the same window"
    with pytest.raises(HoldTakenOver, match="another window"):
        shelf(office).take_up(office.session(), new_request_id(), basket.booking.reference)


def test_another_counters_parked_basket_is_neither_listed_nor_taken(office: BoxOffice) -> None:
    basket = office.hold("F7")
    shelf(office).park(office.session(), new_request_id(), basket)
    assert waiting(office, counter=1) == []
    with pytest.raises(HoldTakenOver, match="Counter 1"):
        shelf(office).take_up(office.session(counter=1), new_request_id(), basket.booking.reference)


def test_a_parked_hold_runs_out_like_any_other_and_says_so(office: BoxOffice) -> None:
    basket = office.hold("F7")
    shelf(office).park(office.session(), new_request_id(), basket)
    office.let_hold_run_out(basket)
    assert waiting(office) == []
    with pytest.raises(HoldExpired, match="run out"):
        shelf(office).take_up(office.session(), new_request_id(), basket.booking.reference)
    assert office.sweep().run() >= 1
    assert (office.booking_status(basket), office.claims(basket)) == ("EXPIRED", [])
    with pytest.raises(HoldExpired, match="run out"):
        shelf(office).take_up(office.session(), new_request_id(), basket.booking.reference)


def test_a_basket_that_ran_out_or_was_paid_cannot_be_parked(office: BoxOffice) -> None:
    gone, paid = office.hold("F7"), office.hold("A1")
    office.let_hold_run_out(gone)
    office.pay(paid)
    for basket in (gone, paid):
        with pytest.raises(HoldExpired):
            shelf(office).park(office.session(), new_request_id(), basket)


def test_a_basket_that_money_is_asked_for_is_not_parked(office: BoxOffice) -> None:
    basket = office.hold("F7")
    office.change(
        """
        INSERT INTO payment_attempts (booking_id, method, amount_minor, provider, provider_key, state, counter_id,
            clerk_id, created_at, changed_at)
        VALUES (%s, 'UPI', 100, 'T', %s, 'UNKNOWN', %s, %s, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))
        """,
        basket.booking.id,
        new_request_id(),
        office.counters[0].id,
        office.people[Role.CLERK].id,
    )
    with pytest.raises(AttemptUnderWay):
        shelf(office).park(office.session(), new_request_id(), basket)


def test_a_note_that_is_too_long_parks_nothing(office: BoxOffice) -> None:
    basket = office.hold("F7")
    with pytest.raises(InvalidInput, match="60 is the most"):
        shelf(office).park(office.session(), new_request_id(), basket, "x" * 61)
    assert waiting(office) == []


def test_an_unfinished_basket_is_listed_for_its_counter_and_taken_up_only_as_one(office: BoxOffice) -> None:
    basket = office.hold("F7")
    [left] = shelf(office).of_counter(office.session())
    assert (left.reference, left.parked) == (basket.booking.reference, False)
    assert shelf(office).of_counter(office.session(counter=1)) == ()
    with pytest.raises(HoldTakenOver):
        shelf(office).take_up(office.session(), new_request_id(), basket.booking.reference)
    taken = shelf(office).take_up(office.session(), new_request_id(), basket.booking.reference, unfinished=True)
    assert taken.booking.id == basket.booking.id


def test_an_unknown_reference_is_told(office: BoxOffice) -> None:
    with pytest.raises(NotFound):
        shelf(office).take_up(office.session(), new_request_id(), "FYR-222222")


def test_a_manager_who_takes_a_parked_hold_over_takes_it_out_of_the_list(office: BoxOffice) -> None:
    basket = office.hold("F7")
    shelf(office).park(office.session(), new_request_id(), basket)
    TakingOver(office.database, 600).take_over(
        office.session(Role.MANAGER, counter=1), new_request_id(), office.open().show, office.seats("F7")[0]
    )
    assert waiting(office) == waiting(office, counter=1) == []


def test_parking_and_taking_up_are_in_the_audit_log(office: BoxOffice) -> None:
    basket = office.hold("F7")
    shelf(office).park(office.session(), new_request_id(), basket, "coat")
    shelf(office).take_up(office.session(), new_request_id(), basket.booking.reference)
    found = office.owner.rows(
        "SELECT action FROM audit_log WHERE subject = %s ORDER BY id", (basket.booking.reference,)
    )
    assert [row[0] for row in found] == ["PARK", "TAKE_UP"]
