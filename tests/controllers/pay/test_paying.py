"""A basket becomes a sale once."""

from __future__ import annotations

import pytest

from app.models.errors import AlreadyPaid, PaidAfterExpiry, PaymentMismatch
from app.models.records import Payment, PaymentMethod
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice


def test_a_paid_basket_is_confirmed_with_tickets_and_a_print_order(office: BoxOffice) -> None:
    basket = office.hold("C4", "C5")
    sale = office.paying().confirm(office.session(), new_request_id(), basket, (office.cash(basket, 200000),))
    assert sale.change_minor == 200000 - basket.booking.total_minor
    assert office.booking_status(basket) == "CONFIRMED"
    assert [state for _, state in office.claims(basket)] == ["SOLD", "SOLD"]
    assert office.value("SELECT COUNT(*) FROM tickets WHERE booking_id = %s", basket.booking.id) == 2
    assert office.value("SELECT COUNT(*) FROM outbox WHERE booking_id = %s", basket.booking.id) == 1


def test_the_same_request_twice_is_paid_once(office: BoxOffice) -> None:
    basket = office.hold("C4")
    request_id = new_request_id()
    first = office.paying().confirm(office.session(), request_id, basket, (office.cash(basket),))
    second = office.paying().confirm(office.session(), request_id, basket, (office.cash(basket),))
    assert first == second
    assert office.value("SELECT COUNT(*) FROM payments WHERE booking_id = %s", basket.booking.id) == 1


def test_another_request_for_a_paid_basket_is_refused(office: BoxOffice) -> None:
    basket = office.hold("C4")
    office.paying().confirm(office.session(), new_request_id(), basket, (office.cash(basket),))
    with pytest.raises(AlreadyPaid):
        office.paying().confirm(office.session(), new_request_id(), basket, (office.cash(basket),))


def test_a_payment_after_expiry_keeps_seats_that_are_still_free(office: BoxOffice) -> None:
    basket = office.hold("C4", "C5")
    office.let_hold_run_out(basket)
    office.sweep().run()
    assert office.booking_status(basket) == "EXPIRED"
    office.paying().confirm(office.session(), new_request_id(), basket, (office.cash(basket),))
    assert [state for _, state in office.claims(basket)] == ["SOLD", "SOLD"]


def test_a_payment_after_expiry_without_its_seats_is_written_down_as_a_refund_due(office: BoxOffice) -> None:
    basket = office.hold("C4", "C5")
    office.let_hold_run_out(basket)
    office.hold("C5", counter=1)
    with pytest.raises(PaidAfterExpiry) as told:
        office.paying().confirm(office.session(), new_request_id(), basket, (office.cash(basket),))
    assert told.value.amount_minor == basket.booking.total_minor
    due = office.value("SELECT amount_minor FROM refunds_due WHERE booking_id = %s", basket.booking.id)
    assert due == basket.booking.total_minor
    assert office.claims(basket) == []


def test_a_payment_for_a_cancelled_show_is_written_down_as_a_refund_due(office: BoxOffice) -> None:
    basket = office.hold("A1")
    office.cancel_show()
    with pytest.raises(PaidAfterExpiry):
        office.paying().confirm(office.session(), new_request_id(), basket, (office.cash(basket),))
    assert office.booking_status(basket) == "EXPIRED"


def test_a_wrong_amount_takes_nothing(office: BoxOffice) -> None:
    basket = office.hold("A1")
    with pytest.raises(PaymentMismatch):
        office.paying().confirm(office.session(), new_request_id(), basket, (Payment(PaymentMethod.CASH, 1, 1),))
    assert office.value("SELECT COUNT(*) FROM payments WHERE booking_id = %s", basket.booking.id) == 0


def test_too_little_cash_takes_nothing(office: BoxOffice) -> None:
    basket = office.hold("A1")
    with pytest.raises(PaymentMismatch):
        office.paying().confirm(office.session(), new_request_id(), basket, (office.cash(basket, 100),))
    assert office.booking_status(basket) == "PENDING"
