"""Tickets that cannot be given back, and quotes that do not hold any more: nothing has happened, and why is told."""

from __future__ import annotations

import pytest

from app.controllers.pay.refunding import GivenBack
from app.models.errors import ChangedMeanwhile, NotFound, NotRefundable, TillClosed
from app.models.records import Payment
from app.utils.codes import new_request_id
from app.utils.errors import InvalidInput
from tests.box_office import MakeBoxOffice
from tests.controllers.after.conftest import CARD, CASH, HOURS, Till

SOLD = ("CONFIRMED", 2, 2, 70000, 0, 0, 0, 1)
GONE = ("CANCELLED", 0, 0, 70000, 70000, 0, 0, 0)
"""Of two seats at 350.00: all of it came back."""


def test_cash_goes_back_out_of_an_open_till_only(till: Till) -> None:
    office = till.at.office
    reference = office.sell("A1", "A2").reference
    office.tills().close(office.session(), new_request_id(), {10000: 17})
    with pytest.raises(TillClosed):
        till.refund(till.quote(reference))
    assert till.books(reference) == SOLD


def test_another_request_for_the_same_seat_is_refused_with_what_is_left(till: Till) -> None:
    reference = till.at.office.sell("A1", "A2").reference
    quote = till.quote(reference)
    till.refund(till.quote(reference, "A1"))
    with pytest.raises(ChangedMeanwhile) as refused:
        till.refund(quote)
    assert (refused.value.fields, refused.value.now) == (("seats",), till.quote(reference))
    till.refund(refused.value.now)  # type: ignore[arg-type]  # the quote of now
    with pytest.raises(NotRefundable):
        till.refund(quote)
    assert till.books(reference) == GONE


def test_a_quote_holds_until_less_comes_back(till: Till) -> None:
    reference = till.at.office.sell("A1", "A2").reference
    quote = till.quote(reference)
    till.begins_in(HOURS["half"])
    with pytest.raises(ChangedMeanwhile) as refused:
        till.refund(quote)
    assert (refused.value.fields, refused.value.now) == (("percent",), till.quote(reference))
    assert till.books(reference) == SOLD
    till.refund(refused.value.now)  # type: ignore[arg-type]  # the quote of now
    assert till.books(reference)[5] == 35000


def test_a_quote_holds_while_the_money_goes_the_same_way(till: Till) -> None:
    """The cash that was promised for A1 went back for A2 meanwhile; A3 stands whatever becomes of both."""
    office = till.at.office
    basket = office.hold("A1", "A2", "A3")
    parts = [Payment(CARD, 65000, approval_code="04B7K2"), Payment(CASH, 40000, 40000)]
    office.paying().confirm(office.session(), new_request_id(), basket, parts)
    quote = till.quote(basket.booking.reference, "A1")
    till.refund(till.quote(basket.booking.reference, "A2"))
    with pytest.raises(ChangedMeanwhile) as refused:
        till.refund(quote)
    assert refused.value.fields == ("ways",)
    assert till.at.booked(basket)[2:] == [("REFUND", "CASH", 35000)]
    assert till.quote(basket.booking.reference, "A1").ways == (
        GivenBack(CASH, 5000, False),
        GivenBack(CARD, 30000, False),
    )


def test_a_percent_that_no_manager_allowed_is_refused(till: Till) -> None:
    reference = till.at.office.sell("A1", "A2").reference
    till.begins_in(HOURS["half"])
    with pytest.raises(ChangedMeanwhile):
        till.refund(till.quote(reference).at(100))
    assert till.books(reference) == SOLD


def test_a_seat_whose_guest_has_entered_is_not_given_back(till: Till) -> None:
    reference = till.at.office.sell("A1", "A2").reference
    quote = till.quote(reference)
    use(till, "A1")
    now = till.quote(reference)
    assert [(seat.seat_label, seat.chosen, seat.why_not) for seat in now.seats] == [
        ("A1", False, "Somebody has entered with it"),
        ("A2", True, ""),
    ]
    with pytest.raises(ChangedMeanwhile, match="A1 cannot be given back"):
        till.refund(quote)
    assert not till.refund(now).ends_booking
    assert till.books(reference) == ("CONFIRMED", 1, 1, 70000, 35000, 0, 0, 1)
    with pytest.raises(NotRefundable, match="has entered with every ticket"):
        till.quote(reference)
    till.at.require_sound()


def use(till: Till, label: str) -> None:
    """Let somebody enter with the ticket of that seat."""
    till.at.office.change(
        "UPDATE tickets SET status = 'USED' WHERE show_id = %s AND seat_id = %s AND status = 'VALID'",
        till.at.office.show_id,
        till.at.office.seats(label)[0].id,
    )


def test_nothing_comes_back_of_a_show_that_is_over(till: Till) -> None:
    reference = till.at.office.sell("A1").reference
    till.begins_in(-3)
    with pytest.raises(NotRefundable, match="is over"):
        till.quote(reference)


def test_a_show_that_runs_may_still_be_given_back(till: Till) -> None:
    """For nothing by the rules; a manager may say otherwise."""
    reference = till.at.office.sell("A1").reference
    till.begins_in(-1)
    assert till.quote(reference).percent == 0


def test_what_is_not_a_sale_of_this_cinema_is_not_given_back(till: Till, make_office: MakeBoxOffice) -> None:
    elsewhere = make_office().sell("A1").reference
    held = till.at.office.hold("B1")
    with pytest.raises(NotRefundable, match="another cinema"):
        till.quote(elsewhere)
    with pytest.raises(NotFound):
        till.quote(held.booking.reference)
    with pytest.raises(NotFound):
        till.quote("FYR-NOBODY")


def test_a_sale_that_was_undone_is_not_given_back(till: Till) -> None:
    reference = till.at.office.sell("A1").reference
    till.refund(till.quote(reference))
    with pytest.raises(NotRefundable, match="cancelled already"):
        till.quote(reference)


def test_at_least_one_seat_is_given_back(till: Till) -> None:
    reference = till.at.office.sell("A1").reference
    with pytest.raises(InvalidInput):
        till.refund(till.quote(reference).of([]))
