"""Bookings by phone: held until shortly before the show, paid at any counter, counted when they come to nothing."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from app.controllers.sell.baskets import Basket, picks_of
from app.controllers.sell.customers import Customer, Customers
from app.controllers.sell.expiry import Sweep
from app.controllers.sell.open_baskets import OpenBaskets
from app.controllers.sell.phone_bookings import PhoneBookings, PhoneRules
from app.models.database import Database
from app.models.errors import CustomerFlagged, HoldExpired, SeatNotForSale, SeatsTaken, ShowNotOnSale, TooManySeats
from app.models.records import Role
from app.utils.codes import new_request_id
from app.utils.errors import InvalidInput
from tests.box_office import BoxOffice
from tests.controllers.sell.test_customers import own_number, written

RULES = PhoneRules(minutes_before=30, hours_most=48, seats_most=4)


@pytest.fixture
def asha(office: BoxOffice) -> Customer:
    return written(office, "Asha Rao", own_number())


def phone(office: BoxOffice, rules: PhoneRules = RULES) -> PhoneBookings:
    return PhoneBookings(office.database, rules)


def shelf(office: BoxOffice) -> OpenBaskets:
    return OpenBaskets(office.database, 600)


def booked(office: BoxOffice, customer: Customer, *labels: str, role: Role = Role.CLERK) -> Basket:
    """Seats held and then booked by phone, at counter 1."""
    basket = office.hold(*(labels or ("F7",)))
    phone(office).book(office.session(role), new_request_id(), basket, customer)
    return basket


def minutes_before_show(office: BoxOffice, basket: Basket) -> object:
    return office.value(
        "SELECT TIMESTAMPDIFF(SECOND, b.held_until, s.starts_at) / 60 FROM bookings b JOIN shows s ON s.id = b.show_id"
        " WHERE b.id = %s",
        basket.booking.id,
    )


def in_a_row(office: BoxOffice, customer: Customer) -> object:
    return office.value("SELECT cancelled_in_a_row FROM customers WHERE id = %s", customer.id)


def test_a_phone_booking_is_held_until_some_minutes_before_the_show(office: BoxOffice, asha: Customer) -> None:
    basket = office.hold("F7", "F8")
    told = phone(office).book(office.session(), new_request_id(), basket, asha)
    assert (told.reference, told.customer) == (basket.booking.reference, asha)
    assert minutes_before_show(office, basket) == 30
    assert [state for _, state in office.claims(basket)] == ["HELD", "HELD"]
    with pytest.raises(SeatsTaken):
        office.hold("F7", counter=1)


def test_a_phone_booking_is_held_for_so_many_hours_at_the_most(office: BoxOffice, asha: Customer) -> None:
    basket = office.hold("F7")
    rules = PhoneRules(minutes_before=30, hours_most=1)
    phone(office, rules).book(office.session(), new_request_id(), basket, asha)
    left = office.value(
        "SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), held_until) FROM bookings WHERE id = %s", basket.booking.id
    )
    assert isinstance(left, int)
    assert 3590 <= left <= 3600


def test_too_near_the_show_nothing_is_booked_and_the_basket_stays(office: BoxOffice, asha: Customer) -> None:
    basket = office.hold("F7")
    with pytest.raises(ShowNotOnSale, match="121 minutes before"):
        phone(office, PhoneRules(minutes_before=121)).book(office.session(), new_request_id(), basket, asha)
    assert office.pay(basket)


def test_a_customer_without_a_phone_cannot_book_by_phone(office: BoxOffice) -> None:
    with pytest.raises(InvalidInput, match="F10"):
        booked(office, written(office, "Asha Rao"))


def test_a_phone_booking_waits_for_every_counter_and_is_found_by_reference_name_and_phone(
    office: BoxOffice, asha: Customer
) -> None:
    basket = booked(office, asha)
    session = office.session(counter=1)
    for typed in ("", basket.booking.reference, "asha", asha.phone, asha.phone[-4:], "rao 9"):
        [found] = shelf(office).waiting(session, typed)
        assert (found.reference, found.customer, found.by_phone) == (basket.booking.reference, asha, True)
    assert shelf(office).waiting(session, "ravi") == ()


def test_a_phone_booking_is_paid_at_any_counter_by_whoever_takes_the_money(office: BoxOffice, asha: Customer) -> None:
    basket = booked(office, asha)
    session = office.session(Role.MANAGER, counter=1)
    taken = shelf(office).take_up(session, new_request_id(), basket.booking.reference)
    assert taken.booking.by_phone
    assert shelf(office).waiting(session) == ()
    office.pay(taken, counter=1, role=Role.MANAGER)
    found = office.owner.row("SELECT status, counter_id, clerk_id FROM bookings WHERE id = %s", (basket.booking.id,))
    assert found == ("CONFIRMED", office.counters[1].id, office.people[Role.MANAGER].id)


def test_who_comes_in_the_last_minute_has_time_to_pay(office: BoxOffice, asha: Customer) -> None:
    basket = booked(office, asha)
    office.change(
        "UPDATE bookings SET held_until = UTC_TIMESTAMP(6) + INTERVAL 20 SECOND, hold_limit = held_until WHERE id = %s",
        basket.booking.id,
    )
    taken = shelf(office).take_up(office.session(), new_request_id(), basket.booking.reference)
    assert 590 < taken.seconds_left <= 600
    held = office.holding().renew_to_pay(office.session(), new_request_id(), taken)
    assert held.seconds_left > 590


def test_a_window_that_has_taken_it_up_does_not_shorten_it(office: BoxOffice, asha: Customer) -> None:
    basket = booked(office, asha)
    taken = shelf(office).take_up(office.session(), new_request_id(), basket.booking.reference)
    more = office.hold("F9", basket=taken)
    assert more.seconds_left > 5000
    assert minutes_before_show(office, basket) == 30


def test_a_phone_booking_that_is_put_back_waits_again(office: BoxOffice, asha: Customer) -> None:
    basket = booked(office, asha)
    for put_back in ("clear", "park", "book"):
        taken = shelf(office).take_up(office.session(counter=1), new_request_id(), basket.booking.reference)
        session = office.session(counter=1)
        if put_back == "clear":
            office.holding().clear(session, new_request_id(), taken)
        elif put_back == "park":
            shelf(office).park(session, new_request_id(), taken)
        else:
            phone(office).book(session, new_request_id(), taken, asha)
        [again] = shelf(office).waiting(office.session())
        assert (again.reference, again.parked) == (basket.booking.reference, True), put_back
    assert (office.booking_status(basket), in_a_row(office, asha)) == ("PENDING", 0)


def test_a_cancelled_phone_booking_frees_its_seats_and_counts_once(office: BoxOffice, asha: Customer) -> None:
    basket, request_id = booked(office, asha), new_request_id()
    for _ in range(2):
        phone(office).cancel(office.session(counter=1), request_id, basket.booking.reference)
    assert (office.booking_status(basket), office.claims(basket), in_a_row(office, asha)) == ("CANCELLED", [], 1)
    with pytest.raises(HoldExpired, match="was cancelled"):
        shelf(office).take_up(office.session(), new_request_id(), basket.booking.reference)
    office.sweep().run()
    assert in_a_row(office, asha) == 1


def test_a_parked_basket_is_not_cancelled_like_a_phone_booking(office: BoxOffice) -> None:
    basket = office.hold("F7")
    shelf(office).park(office.session(), new_request_id(), basket)
    with pytest.raises(SeatNotForSale):
        phone(office).cancel(office.session(), new_request_id(), basket.booking.reference)


def test_a_phone_booking_that_runs_out_counts_exactly_once_however_many_sweep(
    office: BoxOffice, asha: Customer
) -> None:
    office.let_hold_run_out(booked(office, asha))
    start = threading.Barrier(4)

    def sweep() -> None:
        database = Database(office.connect)
        start.wait()
        Sweep(database).run()
        database.close()

    threads = [threading.Thread(target=sweep) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert in_a_row(office, asha) == 1


def test_the_seats_being_wanted_by_another_counts_it_too(office: BoxOffice, asha: Customer) -> None:
    office.let_hold_run_out(booked(office, asha, "F7"))
    office.hold("F7", counter=1)
    office.sweep().run()
    assert in_a_row(office, asha) == 1


def test_giving_back_the_last_seat_of_a_phone_booking_counts_it(office: BoxOffice, asha: Customer) -> None:
    basket = booked(office, asha, "F7")
    taken = shelf(office).take_up(office.session(), new_request_id(), basket.booking.reference)
    office.holding().release(office.session(), new_request_id(), office.open(), taken, office.seats("F7"))
    assert (office.claims(basket), in_a_row(office, asha)) == ([], 1)


def test_a_counter_basket_that_runs_out_counts_against_nobody(office: BoxOffice, asha: Customer) -> None:
    basket = office.hold("F7")
    Customers(office.database).attach(office.session(), new_request_id(), basket.booking.reference, asha)
    office.let_hold_run_out(basket)
    office.sweep().run()
    assert in_a_row(office, asha) == 0


def test_a_paid_phone_booking_ends_the_row_and_a_paid_basket_does_not(office: BoxOffice, asha: Customer) -> None:
    office.let_hold_run_out(booked(office, asha))
    office.sweep().run()
    basket = office.hold("A1")
    Customers(office.database).attach(office.session(), new_request_id(), basket.booking.reference, asha)
    office.pay(basket)
    assert in_a_row(office, asha) == 1
    kept = booked(office, asha)
    office.pay(shelf(office).take_up(office.session(), new_request_id(), kept.booking.reference))
    assert in_a_row(office, asha) == 0


def test_after_five_in_a_row_only_a_manager_books_for_them(office: BoxOffice, asha: Customer) -> None:
    for _ in range(5):
        basket = booked(office, asha)
        phone(office).cancel(office.session(), new_request_id(), basket.booking.reference)
    basket = office.hold("F7")
    with pytest.raises(CustomerFlagged, match="Asha Rao has let 5 bookings") as told:
        phone(office).book(office.session(), new_request_id(), basket, asha)
    assert told.value.code == "CUSTOMER_FLAGGED"
    assert "ask a manager" in told.value.sentence
    assert phone(office).book(office.session(Role.MANAGER), new_request_id(), basket, asha)


def test_one_customer_has_so_many_unpaid_seats_by_phone(office: BoxOffice, asha: Customer) -> None:
    booked(office, asha, "F1", "F2", "F3")
    basket = office.hold("A1", "A2")
    with pytest.raises(TooManySeats, match="Asha Rao has 3 unpaid seats by phone, and 4 is the most"):
        phone(office).book(office.session(), new_request_id(), basket, asha)
    assert office.booking_status(basket) == "PENDING"
    assert phone(office).book(office.session(Role.MANAGER), new_request_id(), basket, asha)


def test_two_counters_cannot_book_past_a_customers_limit_together(office: BoxOffice, asha: Customer) -> None:
    baskets = [office.hold("A1", "A2", "A3"), office.hold("B1", "B2", "B3", counter=1)]
    start = threading.Barrier(2)
    refused: list[TooManySeats] = []

    def counter(number: int) -> None:
        database = Database(office.connect)
        start.wait()
        try:
            PhoneBookings(database, RULES).book(sessions[number], new_request_id(), baskets[number], asha)
        except TooManySeats as error:
            refused.append(error)
        database.close()

    sessions = [office.session(counter=number) for number in range(2)]
    threads = [threading.Thread(target=counter, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1


def test_a_phone_booking_made_twice_by_one_request_is_one(office: BoxOffice, asha: Customer) -> None:
    basket, request_id = office.hold("F7"), new_request_id()
    first, again = (phone(office).book(office.session(), request_id, basket, asha) for _ in range(2))
    assert first == again


def test_a_show_that_is_running_or_cancelled_is_not_booked_by_phone(office: BoxOffice, asha: Customer) -> None:
    basket = office.hold("F7")
    office.cancel_show()
    with pytest.raises(ShowNotOnSale):
        phone(office).book(office.session(), new_request_id(), basket, asha)


def test_a_show_tomorrow_is_held_until_before_it_and_not_for_minutes(office: BoxOffice, asha: Customer) -> None:
    show_id = office.add_show(timedelta(hours=30))
    opened = office.open(show_id)
    picks = picks_of([opened.seats[0]], opened.prices.book.ticket_types[0])
    basket = office.holding().hold(office.session(), new_request_id(), opened, None, picks)
    phone(office).book(office.session(), new_request_id(), basket, asha)
    assert minutes_before_show(office, basket) == 30
