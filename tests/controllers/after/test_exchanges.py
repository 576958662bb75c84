"""Seats are exchanged in one transaction: the old tickets are dead, the new ones good, and only the difference moves."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from app.models.records import Payment, PaymentMethod
from app.models.sell import tickets
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice
from tests.controllers.after.exchanging import Swap

CASH, CARD = PaymentMethod.CASH, PaymentMethod.CARD

# A and B are 350.00 rupees, C and D 455.00, E and F 525.00.


@pytest.fixture
def swap(office: BoxOffice) -> Swap:
    return Swap(office)


def test_an_even_swap_moves_no_money_and_leaves_the_old_sale_cancelled(swap: Swap, office: BoxOffice) -> None:
    old = office.sell("A1", "A2").reference
    new = swap.exchange(old, ("A1", "A2"), ("B1", "B2"))
    assert swap.status(old) == "CANCELLED"
    assert swap.status(new.reference) == "CONFIRMED"
    assert swap.tickets(old) == {"A1": "VOID", "A2": "VOID"}
    assert swap.tickets(new.reference) == {"B1": "VALID", "B2": "VALID"}
    assert [swap.sold_to(label) for label in ("A1", "A2", "B1", "B2")] == [None, None, new.reference, new.reference]
    assert swap.money(old) == [("PAYMENT", "CASH", 70000), ("REFUND", "EXCHANGE", 70000)]
    assert swap.money(new.reference) == [("PAYMENT", "EXCHANGE", 70000)]
    assert (new.total_minor, new.change_minor, new.given_back, new.opens_drawer) == (0, 0, (), False)
    office.require_sound()


def test_dearer_seats_of_another_show_cost_the_difference(swap: Swap, office: BoxOffice) -> None:
    old, later = office.sell("A1").reference, office.add_show(timedelta(hours=8))
    new = swap.exchange(old, ("A1",), ("E1",), later)
    assert swap.money(new.reference) == [("PAYMENT", "EXCHANGE", 35000), ("PAYMENT", "CASH", 17500)]
    assert swap.sold_to("E1", later) == new.reference
    assert swap.sold_to("A1") is None
    assert new.opens_drawer
    office.require_sound()


def test_cheaper_seats_give_back_from_the_last_tender_and_carry_the_rest_over(swap: Swap, office: BoxOffice) -> None:
    held = office.hold("E1", "E2")  # 1,050.00
    card = Payment(CARD, 80000, approval_code="111")
    old = office.paying().confirm(office.session(), new_request_id(), held, (card, Payment(CASH, 25000, 25000)))
    new = swap.exchange(old.reference, ("E1", "E2"), ("A1", "A2"))  # 700.00
    assert swap.money(old.reference)[2:] == [
        ("REFUND", "CASH", 25000),
        ("REFUND", "CARD", 10000),
        ("REFUND", "EXCHANGE", 70000),
    ]
    assert [(way.method, way.amount_minor) for way in new.given_back] == [(CASH, 25000), (CARD, 10000)]
    assert new.opens_drawer
    office.require_sound()


def test_one_seat_of_two_is_exchanged_and_the_other_stays_sold(swap: Swap, office: BoxOffice) -> None:
    old = office.sell("A1", "A2").reference
    new = swap.exchange(old, ("A1",), ("B5",))
    assert swap.status(old) == "CONFIRMED"
    assert swap.tickets(old) == {"A1": "VOID", "A2": "VALID"}
    assert swap.sold_to("A2") == old
    assert swap.money(new.reference) == [("PAYMENT", "EXCHANGE", 35000)]
    again = swap.exchange(old, ("A2",), ("B6",))
    assert swap.status(old) == "CANCELLED"
    assert swap.sold_to("B6") == again.reference
    office.require_sound()


def test_the_new_ticket_is_printed_under_a_code_of_its_own_and_the_old_code_is_void(
    swap: Swap, office: BoxOffice
) -> None:
    old = office.sell("A1").reference
    old_code = tickets.of_booking(office.owner, old)[0].code
    new = swap.exchange(old, ("A1",), ("B1",))
    assert tickets.of_booking(office.owner, old) == []
    assert [ticket.code != old_code for ticket in tickets.of_booking(office.owner, new.reference)] == [True]
    waiting = [each.reference for each in tickets.unprinted(office.owner, office.counters[0].id)]
    assert waiting == [new.reference]


def test_what_was_done_stands_on_both_sales(swap: Swap, office: BoxOffice) -> None:
    old = office.sell("A1").reference
    new = swap.exchange(old, ("A1",), ("B1",)).reference
    row = office.owner.row(
        "SELECT r.kind, r.tickets_minor, r.fee_minor, n.reference, n.exchanged_from = o.id, o.version, t.refund_id = r.id"
        " FROM refunds r JOIN bookings o ON o.id = r.booking_id JOIN bookings n ON n.id = r.new_booking_id"
        " JOIN tickets t ON t.booking_id = o.id WHERE o.reference = %s",
        (old,),
    )
    assert row == ("EXCHANGE", 35000, 0, new, 1, 2, 1)
    lines = office.owner.rows("SELECT action, detail FROM audit_log WHERE subject IN %s ORDER BY id", ((old, new),))
    assert [line[0] for line in lines] == ["PAYMENT", "REFUND", "EXCHANGE", "PAYMENT"]
    assert json.loads(lines[2][1]) == {"seats": ["A1"], "tickets_minor": 35000, "into": new, "new_seats": ["B1"]}
    assert json.loads(lines[3][1]) == {
        "method": "EXCHANGE", "amount_minor": 35000, "seats": ["B1"], "in_place_of": old,
    }  # fmt: skip


def test_the_customer_goes_with_the_seats(swap: Swap, office: BoxOffice) -> None:
    old = office.sell("A1").reference
    customer_id = office.owner.transaction(
        lambda unit: unit.insert(
            "INSERT INTO customers (name, phone, email, created_at) VALUES ('Mira', '', 'm@example.org', UTC_TIMESTAMP(6))"
        )
    )
    office.change("UPDATE bookings SET customer_id = %s WHERE reference = %s", customer_id, old)
    new = swap.exchange(old, ("A1",), ("B1",)).reference
    assert office.value("SELECT customer_id FROM bookings WHERE reference = %s", new) == customer_id
    template = (
        "SELECT template FROM outbox o JOIN bookings b ON b.id = o.booking_id WHERE b.reference = %s AND template <> ''"
    )
    assert office.owner.rows(template, (new,)) == [("EXCHANGE",)]


def test_the_same_request_again_exchanges_once(swap: Swap, office: BoxOffice) -> None:
    old = office.sell("E1").reference
    basket = swap.ready(old, ("E1",), ("A1",))
    request_id = new_request_id()
    first, second = swap.pay(basket, request_id=request_id), swap.pay(basket, request_id=request_id)
    assert first == second
    assert swap.money(old) == [("PAYMENT", "CASH", 52500), ("REFUND", "CASH", 17500), ("REFUND", "EXCHANGE", 35000)]
    office.require_sound()


def test_a_promo_code_of_the_old_sale_may_be_used_again_and_the_new_seats_are_priced_as_new(
    swap: Swap, office: BoxOffice
) -> None:
    held = office.hold("A1")
    promo_id = office.owner.transaction(
        lambda unit: unit.insert(
            "INSERT INTO promo_codes (code, name, percent_off, amount_off_minor, seats_min, uses_max, used, active)"
            " VALUES (%s, 'Ten', 10, 0, 1, 5, 0, TRUE)",
            (f"T{held.booking.reference[-6:]}",),
        )
    )
    office.change("UPDATE bookings SET promo_code_id = %s WHERE id = %s", promo_id, held.booking.id)
    old = office.pay(held).reference
    assert office.value("SELECT used FROM promo_codes WHERE id = %s", promo_id) == 1
    swap.exchange(old, ("A1",), ("B1",))
    assert office.value("SELECT used FROM promo_codes WHERE id = %s", promo_id) == 0
    office.require_sound()
