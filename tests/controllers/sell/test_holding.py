"""Seats are held at the click: all of them or none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.controllers.sell.baskets import picks_of
from app.models.errors import (
    NotFound,
    RequestReused,
    SeatNotForSale,
    SeatsTaken,
    ShowNotOnSale,
)
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice, MakeBoxOffice
from tests.controllers.sell.baskets import labels, stored_labels


def test_a_pick_is_a_claim_with_a_priced_line(office: BoxOffice) -> None:
    basket = office.hold("C4", "C5")
    assert [state for _, state in office.claims(basket)] == ["HELD", "HELD"]
    assert office.value("SELECT SUM(price_minor) FROM booking_lines WHERE booking_id = %s", basket.booking.id) == (
        basket.booking.total_minor
    )
    assert basket.booking.lines[0].price_explained


def test_seats_are_held_all_or_none_and_the_refusal_says_which_by_whom_and_what_is_free(office: BoxOffice) -> None:
    office.hold("C5")
    with pytest.raises(SeatsTaken) as told:
        office.hold("C4", "C5", "C6", counter=1)
    assert told.value.sentence == "C5 was just taken at Counter 1. C4 and C6 are free."
    assert told.value.seat_ids == tuple(seat.id for seat in office.seats("C5"))
    assert told.value.free_seat_ids == tuple(seat.id for seat in office.seats("C4", "C6"))
    assert office.value("SELECT COUNT(*) FROM booking_seats WHERE show_id = %s", office.show_id) == 1
    assert office.value("SELECT COUNT(*) FROM bookings WHERE show_id = %s", office.show_id) == 1


def test_a_sold_seat_is_told_as_sold(office: BoxOffice) -> None:
    office.sell("C5", counter=1)
    with pytest.raises(SeatsTaken) as told:
        office.hold("C5", "C6")
    assert told.value.sentence == "C5 was just sold at Counter 2. C6 is free."


def test_when_nothing_wanted_is_free_another_seat_is_proposed(office: BoxOffice) -> None:
    office.hold("C5")
    with pytest.raises(SeatsTaken) as told:
        office.hold("C5", counter=1)
    assert told.value.sentence == "C5 was just taken at Counter 1. Pick another seat."


def test_releasing_one_seat_keeps_the_others(office: BoxOffice) -> None:
    basket = office.hold("C4", "C5")
    left = office.holding().release(office.session(), new_request_id(), office.open(), basket, office.seats("C4"))
    assert labels(left) == stored_labels(office, basket) == ["C5"]
    assert office.value("SELECT COUNT(*) FROM booking_lines WHERE booking_id = %s", basket.booking.id) == 1


def test_releasing_every_seat_ends_the_basket(office: BoxOffice) -> None:
    basket = office.hold("C4", "C5")
    left = office.holding().release(office.session(), new_request_id(), office.open(), basket, office.seats("C4", "C5"))
    assert left is None
    assert office.booking_status(basket) == "EXPIRED"
    assert stored_labels(office, basket) == []


def test_a_released_seat_is_anybodys(office: BoxOffice) -> None:
    basket = office.hold("C4", "C5")
    office.holding().release(office.session(), new_request_id(), office.open(), basket, office.seats("C4"))
    assert labels(office.hold("C4", counter=1)) == ["C4"]


def test_nobody_releases_somebody_elses_seat(office: BoxOffice) -> None:
    theirs = office.hold("C6", counter=1)
    mine = office.hold("C4", "C5")
    office.holding().release(office.session(), new_request_id(), office.open(), mine, office.seats("C4", "C6"))
    assert stored_labels(office, theirs) == ["C6"]


def test_clearing_gives_the_whole_basket_back(office: BoxOffice) -> None:
    basket = office.hold("C4", "C5")
    office.holding().clear(office.session(), new_request_id(), basket)
    assert stored_labels(office, basket) == []
    assert office.booking_status(basket) == "EXPIRED"


def test_clearing_a_basket_that_was_paid_touches_nothing(office: BoxOffice) -> None:
    basket = office.hold("C4")
    office.paying().confirm(office.session(), new_request_id(), basket, (office.cash(basket),))
    office.holding().clear(office.session(), new_request_id(), basket)
    assert office.booking_status(basket) == "CONFIRMED"
    assert stored_labels(office, basket) == ["C4"]


def test_another_ticket_type_prices_the_seat_anew(office: BoxOffice) -> None:
    opened = office.open()
    basket = office.hold("C4", "C5")
    child, seat = opened.prices.book.ticket_type("CHILD"), office.seats("C5")[0]
    changed = office.holding().change_ticket_type(office.session(), new_request_id(), opened, basket, seat, child)
    prices = {line.seat.label: (line.ticket_type.code, line.price_minor) for line in changed.booking.lines}
    assert prices == {
        "C4": ("ADULT", opened.prices.of(seat, office.adult()).amount_minor),
        "C5": ("CHILD", opened.prices.of(seat, child).amount_minor),
    }
    assert prices["C5"][1] < prices["C4"][1]


def test_a_seat_that_is_not_in_the_basket_has_no_ticket_type_to_change(office: BoxOffice) -> None:
    basket = office.hold("C4")
    with pytest.raises(NotFound):
        office.holding().change_ticket_type(
            office.session(), new_request_id(), office.open(), basket, office.seats("C9")[0], office.adult()
        )


def test_a_cancelled_show_sells_nothing(office: BoxOffice) -> None:
    opened = office.open()
    office.cancel_show()
    with pytest.raises(ShowNotOnSale):
        office.holding().hold(
            office.session(),
            new_request_id(),
            opened,
            None,
            picks_of(office.seats("C4"), opened.prices.book.ticket_types[0]),
        )


@pytest.mark.parametrize(("minutes_ago", "is_sold"), [(19, True), (21, False)])
def test_a_show_is_sold_until_it_has_run_twenty_minutes(office: BoxOffice, minutes_ago: int, is_sold: bool) -> None:
    office.change(
        "UPDATE shows SET starts_at = UTC_TIMESTAMP() - INTERVAL %s MINUTE WHERE id = %s", minutes_ago, office.show_id
    )
    if is_sold:
        assert labels(office.hold("C4")) == ["C4"]
    else:
        with pytest.raises(ShowNotOnSale):
            office.hold("C4")


def test_a_show_that_is_gone_is_not_found(office: BoxOffice) -> None:
    opened = office.open()
    gone = replace(opened, show=replace(opened.show, id=2_000_000_000))
    with pytest.raises(NotFound):
        office.holding().hold(
            office.session(), new_request_id(), gone, None, picks_of(office.seats("C4"), office.adult())
        )


def test_a_seat_out_of_service_is_not_for_sale(office: BoxOffice) -> None:
    seat = office.seats("C4")[0]
    office.change("UPDATE seats SET in_service = FALSE WHERE id = %s", seat.id)
    with pytest.raises(SeatNotForSale, match="C4"):
        office.hold("C3", "C4")
    assert office.value("SELECT COUNT(*) FROM booking_seats WHERE show_id = %s", office.show_id) == 0


def test_a_seat_of_another_hall_is_not_for_sale(make_office: MakeBoxOffice) -> None:
    office, other = make_office(), make_office()
    with pytest.raises(SeatNotForSale):
        office.holding().hold(
            office.session(), new_request_id(), office.open(), None, picks_of(other.seats("A1"), office.adult())
        )


def test_the_same_request_again_claims_nothing_more_and_gives_the_same_basket(office: BoxOffice) -> None:
    request_id, opened, seats = new_request_id(), office.open(), office.seats("C4", "C5")
    first = office.holding().hold(office.session(), request_id, opened, None, picks_of(seats, office.adult()))
    second = office.holding().hold(office.session(), request_id, opened, None, picks_of(seats, office.adult()))
    assert second.booking == first.booking
    assert office.value("SELECT COUNT(*) FROM bookings WHERE show_id = %s", office.show_id) == 1
    assert office.value("SELECT COUNT(*) FROM booking_seats WHERE show_id = %s", office.show_id) == 2


def test_the_same_request_for_other_seats_is_refused(office: BoxOffice) -> None:
    request_id, opened = new_request_id(), office.open()
    office.holding().hold(office.session(), request_id, opened, None, picks_of(office.seats("C4"), office.adult()))
    with pytest.raises(RequestReused):
        office.holding().hold(office.session(), request_id, opened, None, picks_of(office.seats("C5"), office.adult()))
    assert office.value("SELECT COUNT(*) FROM booking_seats WHERE show_id = %s", office.show_id) == 1


def test_the_same_release_again_releases_nothing_more(office: BoxOffice) -> None:
    basket, request_id = office.hold("C4", "C5"), new_request_id()
    office.holding().release(office.session(), request_id, office.open(), basket, office.seats("C4"))
    taken_again = office.hold("C4", basket=basket)
    again = office.holding().release(office.session(), request_id, office.open(), basket, office.seats("C4"))
    assert labels(again) == stored_labels(office, taken_again) == ["C4", "C5"]
