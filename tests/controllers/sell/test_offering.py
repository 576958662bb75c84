"""Offering the best seats: one hold for the party, exchanged for the next best in one unit, past who was faster."""

from __future__ import annotations

import pytest

from app.controllers.sell.baskets import Basket, picks_of
from app.controllers.sell.offering import Offering, Search, look_further, ticket_types_of, wish_of
from app.controllers.sell.parties import Party
from app.models.errors import HoldExpired, NoSeatsTogether, SeatsTaken
from app.models.records import TicketType
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice
from tests.controllers.sell.baskets import labels, stored_labels


def types(office: BoxOffice) -> dict[str, TicketType]:
    return {each.code: each for each in office.open().prices.book.ticket_types}


def search(office: BoxOffice, party: Party) -> Search:
    opened = office.open()
    return Search(opened, wish_of(party), ticket_types_of(party, office.adult()), {seat.id for seat in opened.seats})


def hold(office: BoxOffice, wanted: Search, basket: Basket | None = None) -> Basket:
    return Offering(office.holding()).hold(office.session(), wanted, basket)


def adults(office: BoxOffice, count: int) -> Party:
    return Party.of([office.adult()] * count)


def exchange(office: BoxOffice, basket: Basket, *given_back: str, wanted: tuple[str, ...]) -> Basket:
    picks = picks_of(office.seats(*wanted), office.adult())
    return office.holding().hold(
        office.session(), new_request_id(), office.open(), basket, picks, office.seats(*given_back)
    )


def test_a_party_is_held_at_once_each_with_its_ticket_type(office: BoxOffice) -> None:
    by_code = types(office)
    basket = hold(office, search(office, Party.of([by_code["ADULT"], by_code["ADULT"], by_code["CHILD"]])))
    assert labels(basket) == stored_labels(office, basket) == ["D4", "D5", "D6"]
    assert [line.ticket_type.code for line in basket.booking.lines] == ["ADULT", "ADULT", "CHILD"]


def test_seats_that_another_counter_took_meanwhile_are_passed_over_for_the_next_best(office: BoxOffice) -> None:
    wanted = search(office, adults(office, 2))
    office.hold("D5", counter=1)
    basket = hold(office, wanted)
    assert wanted.offer is not None
    assert labels(basket) == [seat.label for seat in wanted.offer.seats]
    assert "D5" not in labels(basket)


def test_a_search_asked_again_after_a_lost_answer_holds_once(office: BoxOffice) -> None:
    wanted = search(office, adults(office, 2))
    first, again = hold(office, wanted), hold(office, wanted)
    assert first.booking.reference == again.booking.reference
    assert office.value("SELECT COUNT(*) FROM bookings WHERE show_id = %s", office.show_id) == 1


def test_without_seats_together_it_is_said_why(office: BoxOffice) -> None:
    wanted = search(office, adults(office, 3))
    wanted.free_ids = {seat.id for seat in office.seats("A1", "A3", "F10")}
    with pytest.raises(NoSeatsTogether, match="Only 3 single seats are left"):
        look_further(wanted)


def test_after_the_last_choice_it_begins_again(office: BoxOffice) -> None:
    wanted = search(office, adults(office, 2))
    wanted.free_ids = {seat.id for seat in office.seats("A1", "A2")}
    wanted.already = [frozenset(wanted.free_ids)]
    with pytest.raises(NoSeatsTogether) as told:
        look_further(wanted)
    assert told.value.begins_again


def test_a_wheelchair_pair_has_the_place_and_the_companions_seat_at_the_full_price(office: BoxOffice) -> None:
    place, companion = office.seats("B1", "B2")
    office.change("UPDATE seats SET wheelchair = TRUE WHERE id = %s", place.id)
    office.change("UPDATE seats SET companion = TRUE WHERE id = %s", companion.id)
    child = types(office)["CHILD"]
    basket = hold(office, search(office, Party((child,), pairs=1)))
    assert {line.seat.label: line.ticket_type.code for line in basket.booking.lines} == {
        "B1": "ADULT", "B2": "ADULT", "B3": "CHILD",
    }  # fmt: skip


def test_an_exchange_frees_the_old_seats_and_claims_the_new_ones(office: BoxOffice) -> None:
    basket = exchange(office, office.hold("C4", "C5"), "C4", "C5", wanted=("D4", "D5"))
    assert labels(basket) == stored_labels(office, basket) == ["D4", "D5"]
    assert office.value("SELECT COUNT(*) FROM booking_lines WHERE booking_id = %s", basket.booking.id) == 2
    assert labels(office.hold("C4", counter=1)) == ["C4"]


def test_an_exchange_may_keep_some_of_its_seats(office: BoxOffice) -> None:
    basket = exchange(office, office.hold("C4", "C5"), "C4", "C5", wanted=("C5", "C6"))
    assert labels(basket) == stored_labels(office, basket) == ["C5", "C6"]


def test_seats_that_are_not_given_back_stay_in_the_basket(office: BoxOffice) -> None:
    basket = exchange(office, office.hold("A1", "C4"), "C4", wanted=("D4",))
    assert labels(basket) == stored_labels(office, basket) == ["A1", "D4"]


def test_a_refused_exchange_loses_nothing(office: BoxOffice) -> None:
    basket = office.hold("C4", "C5")
    office.hold("D5", counter=1)
    with pytest.raises(SeatsTaken):
        exchange(office, basket, "C4", "C5", wanted=("D4", "D5"))
    assert stored_labels(office, basket) == ["C4", "C5"]


def test_a_hold_that_ran_out_is_not_exchanged(office: BoxOffice) -> None:
    basket = office.hold("C4")
    office.let_hold_run_out(basket)
    with pytest.raises(HoldExpired):
        exchange(office, basket, "C4", wanted=("D4",))
    assert labels(office.hold("D4", counter=1)) == ["D4"]
