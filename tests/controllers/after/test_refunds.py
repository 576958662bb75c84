"""Tickets that are given back: what comes back by the rules, the way it goes, and what becomes of seats and tickets."""

from __future__ import annotations

import json

import pytest

from app.controllers.pay.refunding import GivenBack
from app.utils.codes import new_request_id
from tests.box_office import FLOAT_MINOR
from tests.controllers.after.conftest import CARD, CASH, DEBIT, HOURS, VOUCHER, Till

SOLD = ("CONFIRMED", 2, 2, 70000, 0, 0, 0, 1)
GONE = ("CANCELLED", 0, 0, 70000, 70000, 0, 0, 0)
"""Of two seats at 350.00: all of it came back."""


def test_a_whole_sale_early_enough_gives_all_of_it_back(till: Till) -> None:
    reference = till.at.office.sell("A1", "A2").reference
    done = till.refund(till.quote(reference))
    assert (done.seat_labels, done.back_minor, done.fee_minor, done.ends_booking) == (("A1", "A2"), 70000, 0, True)
    assert till.books(reference) == GONE
    till.at.office.sell("A1", "A2", counter=1)
    till.at.require_sound()


@pytest.mark.parametrize(("when", "back", "fee"), [("half", 35000, 35000), ("quarter", 17500, 52500)])
def test_later_a_part_is_kept(till: Till, when: str, back: int, fee: int) -> None:
    reference = till.at.office.sell("A1", "A2").reference
    till.begins_in(HOURS[when])
    quote = till.quote(reference)
    assert [(seat.back_minor, seat.fee_minor) for seat in quote.seats] == [(back // 2, fee // 2)] * 2
    till.refund(quote)
    assert till.books(reference) == ("CANCELLED", 0, 0, 70000, back, fee, 0, 0)
    till.at.require_sound()


def test_shortly_before_the_show_seats_are_given_up_for_nothing(till: Till) -> None:
    reference = till.at.office.sell("A1", "A2").reference
    till.begins_in(0.1)
    done = till.refund(till.quote(reference))
    assert (done.back_minor, done.ways) == (0, ())
    assert till.books(reference) == ("CANCELLED", 0, 0, 70000, 0, 70000, 0, 0)
    till.at.require_sound()


def test_each_seat_is_rounded_by_itself(till: Till) -> None:
    """Half of 333.33 is 166.665: half up, twice."""
    office = till.at.office
    office.change("UPDATE shows SET base_price_minor = 33333 WHERE id = %s", office.show_id)
    reference = office.sell("A1", "A2").reference
    till.begins_in(HOURS["half"])
    quote = till.quote(reference)
    assert (quote.back_minor, quote.fee_minor) == (2 * 16667, 2 * 16666)
    till.refund(quote)
    till.at.require_sound()


def test_a_single_seat_leaves_the_rest_of_the_sale_standing(till: Till) -> None:
    reference = till.at.office.sell("A1", "A2").reference
    done = till.refund(till.quote(reference, "A2"))
    assert (done.seat_labels, done.ends_booking) == (("A2",), False)
    assert till.books(reference) == ("CONFIRMED", 1, 1, 70000, 35000, 0, 0, 1)
    assert [(seat.seat_label, seat.why_not) for seat in till.quote(reference).seats] == [
        ("A1", ""),
        ("A2", "Given back before"),
    ]
    till.at.require_sound()
    till.refund(till.quote(reference))
    assert till.books(reference) == GONE
    till.at.require_sound()


def test_split_tender_goes_back_in_reverse(till: Till) -> None:
    """The cash that came last goes first; what is left of the parts goes with the second seat."""
    basket, code = till.sell_four_ways()
    quote = till.quote(basket.booking.reference, "A1")
    assert quote.ways == (GivenBack(CASH, 25000, False), GivenBack(CARD, 10000, False))
    till.refund(quote)
    assert (till.at.balance(code), till.at.due_minor(basket)) == (0, 0)
    rest = till.quote(basket.booking.reference)
    assert rest.ways == (GivenBack(DEBIT, 15000, True), GivenBack(VOUCHER, 20000, False))
    told = till.refund(rest)
    assert "went back to the customer's debit card" in told.refunds_told
    assert till.at.booked(basket)[4:] == [
        ("REFUND", "CASH", 25000),
        ("REFUND", "CARD", 10000),
        ("REFUND", "VOUCHER", 20000),
        ("REFUND", "DEBIT_CARD", 15000),
    ]
    assert till.at.balance(code) == 20000
    till.at.require_sound()


def test_a_part_of_a_tender_goes_back_and_never_more_than_all_of_it(till: Till) -> None:
    """A quarter of each seat: twice out of the cash."""
    basket, _ = till.sell_four_ways()
    till.begins_in(HOURS["quarter"])
    for label in ("A1", "A2"):
        till.refund(till.quote(basket.booking.reference, label))
    assert till.at.booked(basket)[4:] == [("REFUND", "CASH", 8750)] * 2
    assert till.books(basket.booking.reference)[5] == 52500
    till.at.require_sound()


def test_while_the_provider_is_silent_its_part_stays_due(till: Till) -> None:
    basket, _ = till.sell_four_ways()
    till.at.practice.behave("lose", "lose", "lose", on="refund")
    told = till.refund(till.quote(basket.booking.reference))
    assert "stays on the list" in told.refunds_told
    assert till.books(basket.booking.reference)[:7] == ("CANCELLED", 0, 0, 70000, 55000, 0, 15000)
    till.at.require_sound()


def test_the_cash_comes_out_of_the_till(till: Till) -> None:
    office = till.at.office
    reference = office.sell("A1", "A2").reference
    till.begins_in(HOURS["half"])
    till.refund(till.quote(reference))
    in_drawer = FLOAT_MINOR + 35000
    assert office.tills().close(office.session(), new_request_id(), {100: in_drawer // 100}).difference_minor == 0
    till.at.require_sound()


def test_the_same_request_gives_back_once(till: Till) -> None:
    reference, request_id = till.at.office.sell("A1", "A2").reference, new_request_id()
    quote = till.quote(reference, "A1")
    assert len({till.refund(quote, request_id) for _ in range(3)}) == 1
    assert till.books(reference) == ("CONFIRMED", 1, 1, 70000, 35000, 0, 0, 1)


def test_what_was_given_back_and_what_was_kept_is_on_record(till: Till) -> None:
    office = till.at.office
    reference = office.sell("A1", "A2").reference
    till.begins_in(HOURS["half"])
    till.refund(till.quote(reference, "A2"))
    found = office.owner.rows(
        "SELECT action, detail FROM audit_log WHERE subject = %s AND action <> 'PAYMENT' ORDER BY id", (reference,)
    )
    assert {action: json.loads(detail) for action, detail in found} == {
        "TICKETS_RETURNED": {"seats": ["A2"], "percent": 50, "back_minor": 17500, "fee_minor": 17500},
        "REFUND": {"amount_minor": 17500, "methods": ["CASH"]},
    }
    row = office.owner.row(
        """
        SELECT r.kind, r.tickets_minor, r.fee_minor, r.percent, r.override_by, x.row_name, x.seat_number, t.status,
               b.version
        FROM refunds r JOIN tickets t ON t.refund_id = r.id JOIN seats x ON x.id = t.seat_id
        JOIN bookings b ON b.id = r.booking_id
        WHERE b.reference = %s
        """,
        (reference,),
    )
    assert row == ("REFUND", 35000, 17500, 50, None, "A", 2, "VOID", 2)


def test_a_promo_code_may_be_used_again_once_nothing_is_left_of_its_sale(till: Till) -> None:
    office = till.at.office
    reference = office.sell("A1", "A2").reference
    code = new_request_id()[:12]
    office.change("INSERT INTO promo_codes (code, name, percent_off, used) VALUES (%s, 'Friends', 10, 1)", code)
    office.change(
        "UPDATE bookings SET promo_code_id = (SELECT id FROM promo_codes WHERE code = %s) WHERE reference = %s",
        code,
        reference,
    )
    used = "SELECT used FROM promo_codes WHERE code = %s"
    till.refund(till.quote(reference, "A1"))
    assert office.value(used, code) == 1
    till.refund(till.quote(reference))
    assert office.value(used, code) == 0
    till.at.require_sound()


def test_the_customer_is_told(till: Till) -> None:
    office = till.at.office
    basket = office.hold("A1", "A2")
    office.change(
        "INSERT INTO customers (name, email, consent, created_at) VALUES ('Uma', 'uma@example.com', TRUE, UTC_TIMESTAMP(6))"
    )
    office.change(
        "UPDATE bookings SET customer_id = (SELECT MAX(id) FROM customers WHERE email = 'uma@example.com') WHERE id = %s",
        basket.booking.id,
    )
    reference = office.pay(basket).reference
    till.refund(till.quote(reference, "A1"))
    found = office.owner.row(
        "SELECT detail FROM outbox WHERE booking_id = %s AND template = 'CANCELLATION'", (basket.booking.id,)
    )
    assert found is not None
    assert json.loads(found[0]) == {"seats": ["A1"], "given_back_minor": 35000, "fee_minor": 0, "whole": False}
