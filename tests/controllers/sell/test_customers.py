"""Customers on bookings: written down once, found by typing, put on a booking before and after it is paid."""

from __future__ import annotations

import secrets

import pytest

from app.controllers.sell.customers import Customer, CustomerRefused, Customers, TypedCustomer
from app.models.errors import HoldTakenOver, NotFound, RequestReused
from app.utils.codes import new_request_id
from app.utils.errors import InvalidInput
from tests.box_office import BoxOffice


def written(office: BoxOffice, name: str = "", phone: str = "", email: str = "", *, consent: bool = False) -> Customer:
    """A customer of the test's own, written down without a booking."""
    typed = TypedCustomer(name, phone, email, consent)
    return Customers(office.database).write_down(office.session(), new_request_id(), typed)


def own_word() -> str:
    """Letters that no other test's customer is called."""
    return "q" + "".join(secrets.choice("abcdefghij") for _ in range(15))


def own_number() -> str:
    """Ten digits of an Indian mobile phone that no other test has."""
    return "9" + "".join(secrets.choice("0123456789") for _ in range(9))


def found(office: BoxOffice, typed: str) -> list[int]:
    return [each.id for each in Customers(office.database).search(office.session(), typed, most=50)]


def test_a_customer_is_found_by_the_start_of_any_word_of_the_name(office: BoxOffice) -> None:
    word = own_word()
    customer = written(office, f"Asha {word}")
    assert (found(office, f"ash {word[:-1]}"), found(office, word)) == ([customer.id], [customer.id])
    assert found(office, f"zzz {word}") == []
    assert found(office, word[1:]) == [], "not the middle of a word"


@pytest.mark.parametrize("typed", ["RENÉE {}", "renee {}", "Rene\u0301e {}", "o'brien {}", "obrien {}", "brien {}"])
def test_neither_accents_nor_case_nor_punctuation_hide_a_customer(office: BoxOffice, typed: str) -> None:
    word = own_word()
    customer = written(office, f"Renée O'Brien {word.upper()}")
    assert found(office, typed.format(word)) == [customer.id]


@pytest.mark.parametrize(
    ("first", "last", "typed"),
    [
        (0, 10, "{}"),
        (0, 10, "+91 {}"),
        (0, 10, "0{}"),
        (0, 10, "0091 {}"),
        (6, 10, "{}"),
        (2, 9, "{}"),
        (0, 8, "{}"),
    ],
)
def test_a_customer_is_found_by_any_part_of_the_phone(office: BoxOffice, first: int, last: int, typed: str) -> None:
    number, word = own_number(), own_word()
    customer = written(office, word, number)
    assert customer.id in found(office, typed.format(number[first:last]))
    assert found(office, f"{word} {number[first:last]}") == [customer.id]
    assert found(office, f"{number[:5]} {number[5:]} {word}") == [customer.id], "blanks within a number are typed, too"


def test_a_customer_is_found_by_the_start_of_the_email(office: BoxOffice) -> None:
    word = own_word()
    customer = written(office, email=f"Asha.{word}@Example.com")
    assert found(office, f"asha.{word}@ex") == found(office, f"ASHA.{word}") == found(office, word) == [customer.id]
    assert found(office, f"asha.{word}@other") == []


@pytest.mark.parametrize("typed", ["", " ", "a", "7", "98", "-", "%", "_"])
def test_what_is_too_short_to_find_anybody_asks_nothing(office: BoxOffice, typed: str) -> None:
    written(office, f"A {own_word()}", own_number())
    assert found(office, typed) == []


def test_a_percent_sign_is_no_joker(office: BoxOffice) -> None:
    word = own_word()
    written(office, word)
    assert found(office, f"{word[0]}%{word[-1]}") == []


def test_a_name_alone_a_phone_alone_or_an_email_alone_is_enough(office: BoxOffice) -> None:
    number = own_number()
    by_name, by_phone = written(office, "Asha Rao"), written(office, phone=number)
    by_email = written(office, email=f"{own_word()}@example.com")
    assert [each.called for each in (by_name, by_phone)] == ["Asha Rao", f"+91 {number[:5]} {number[5:]}"]
    assert by_email.called == by_email.email


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (TypedCustomer(), "name"),
        (TypedCustomer("  ", " ", " "), "name"),
        (TypedCustomer("x" * 101), "name"),
        (TypedCustomer("Asha", "12"), "phone"),
        (TypedCustomer("Asha", "call me"), "phone"),
        (TypedCustomer("Asha", "98765 43210", "asha@"), "email"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_field_and_nothing_is_written(
    office: BoxOffice, typed: TypedCustomer, field: str
) -> None:
    before = office.value("SELECT COUNT(*) FROM customers")
    with pytest.raises(CustomerRefused) as told:
        Customers(office.database).write_down(office.session(), new_request_id(), typed)
    assert told.value.field == field
    assert office.value("SELECT COUNT(*) FROM customers") == before


def test_the_same_person_is_not_written_down_twice(office: BoxOffice) -> None:
    number = own_number()
    first = written(office, "Asha Rao", number, consent=True)
    again = written(office, "asha RAO", f"+91{number}", "asha@example.com")
    assert again.id == first.id
    assert (again.email, again.consent) == ("asha@example.com", True), "what is new is added, and nothing is taken away"


def test_two_people_may_share_a_phone(office: BoxOffice) -> None:
    number = own_number()
    assert written(office, "Asha Rao", number).id != written(office, "Ravi Rao", number).id


def test_two_people_of_one_name_without_anything_else_are_two(office: BoxOffice) -> None:
    word = own_word()
    assert written(office, word).id != written(office, word).id


def test_a_known_customer_is_changed_as_typed_and_found_by_the_new_words_only(office: BoxOffice) -> None:
    old, new, number = own_word(), own_word(), own_number()
    customer = written(office, old, number, "a@example.com", consent=True)
    changed = Customers(office.database).write_down(
        office.session(), new_request_id(), TypedCustomer(new, number), known=customer
    )
    assert (changed.id, changed.name, changed.email, changed.consent) == (customer.id, new, "", False)
    assert (found(office, new), found(office, old)) == ([customer.id], [])


def test_a_customer_is_put_on_a_basket_and_stays_on_the_sale(office: BoxOffice) -> None:
    basket = office.hold("F7")
    customers = Customers(office.database)
    assert customers.of_booking(office.session(), basket.booking.reference) is None
    typed = TypedCustomer("Asha Rao", own_number())
    customer = customers.write_down(office.session(), new_request_id(), typed, reference=basket.booking.reference)
    office.pay(basket)
    assert customers.of_booking(office.session(), basket.booking.reference) == customer


def test_a_customer_is_put_on_a_paid_booking_at_any_counter(office: BoxOffice) -> None:
    sale, customer = office.sell("F7"), written(office, "Asha Rao", own_number())
    customers = Customers(office.database)
    customers.attach(office.session(counter=1), new_request_id(), sale.reference, customer)
    assert customers.of_booking(office.session(), sale.reference) == customer
    customers.attach(office.session(), new_request_id(), sale.reference, None)
    assert customers.of_booking(office.session(), sale.reference) is None


def test_another_counters_basket_takes_no_customer(office: BoxOffice) -> None:
    basket, customer = office.hold("F7"), written(office, "Asha Rao")
    with pytest.raises(HoldTakenOver):
        Customers(office.database).attach(
            office.session(counter=1), new_request_id(), basket.booking.reference, customer
        )


def test_a_booking_that_ran_out_takes_no_customer_and_none_is_written_for_it(office: BoxOffice) -> None:
    basket = office.hold("F7")
    office.let_hold_run_out(basket)
    office.sweep().run()
    before = office.value("SELECT COUNT(*) FROM customers")
    with pytest.raises(NotFound):
        Customers(office.database).write_down(
            office.session(), new_request_id(), TypedCustomer("Asha"), reference=basket.booking.reference
        )
    assert office.value("SELECT COUNT(*) FROM customers") == before


def test_a_request_that_comes_twice_writes_one_customer(office: BoxOffice) -> None:
    customers, request_id = Customers(office.database), new_request_id()
    typed, basket = TypedCustomer(own_word(), own_number()), office.hold("F7")
    asked = [
        customers.write_down(office.session(), request_id, typed, reference=basket.booking.reference) for _ in range(2)
    ]
    assert asked[0] == asked[1]
    assert found(office, typed.name) == [asked[0].id]
    with pytest.raises(RequestReused):
        customers.write_down(office.session(), request_id, TypedCustomer("Somebody else"))


@pytest.mark.parametrize("email", ["", "x@example.com"])
def test_a_request_without_a_booking_that_comes_twice_writes_one_customer(office: BoxOffice, email: str) -> None:
    customers, request_id, typed = Customers(office.database), new_request_id(), TypedCustomer(own_word(), "", email)
    first, again = (customers.write_down(office.session(), request_id, typed) for _ in range(2))
    assert first == again


def test_the_audit_says_who_changed_whom_and_holds_no_phone_and_no_email(office: BoxOffice) -> None:
    number, basket = own_number(), office.hold("F7")
    typed = TypedCustomer("Asha Rao", number, f"{own_word()}@example.com", consent=True)
    customer = Customers(office.database).write_down(
        office.session(), new_request_id(), typed, reference=basket.booking.reference
    )
    lines = office.owner.rows(
        "SELECT action, subject, detail FROM audit_log WHERE counter_id = %s ORDER BY id", (office.counters[0].id,)
    )
    told = [(action, subject) for action, subject, _ in lines]
    assert ("CUSTOMER_ADDED", f"customer {customer.id}") in told
    assert ("CUSTOMER_ON_BOOKING", basket.booking.reference) in told
    assert not any(number[5:] in detail or "example.com" in detail or "Asha" in detail for *_, detail in lines)


def test_a_booking_by_phone_keeps_a_number_to_call(office: BoxOffice) -> None:
    basket = office.hold("F7")
    office.change("UPDATE bookings SET channel = 'PHONE' WHERE id = %s", basket.booking.id)
    for customer in (None, written(office, "Asha Rao")):
        with pytest.raises(InvalidInput):
            Customers(office.database).attach(office.session(), new_request_id(), basket.booking.reference, customer)
