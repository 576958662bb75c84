"""Best seats: what is offered first, what next, what to whom, and why."""

from __future__ import annotations

from itertools import islice

import pytest

from app.controllers.sell.best_seat_words import Offer, Wish, why_not
from app.controllers.sell.best_seats import offers
from tests.controllers.sell.halls import free_in, hall, labels


def all_offers(rows: tuple[str, ...], wish: Wish) -> list[Offer]:
    return list(offers(hall(*rows), free_in(*rows), wish))


def best(rows: tuple[str, ...], wish: Wish) -> Offer:
    return all_offers(rows, wish)[0]


EMPTY = ("rrrrrrrrr",) * 7


@pytest.mark.parametrize(
    ("size", "expected"), [(1, ["E5"]), (3, ["E4", "E5", "E6"]), (5, ["E3", "E4", "E5", "E6", "E7"])]
)
def test_an_empty_hall_offers_the_middle_of_the_row_two_thirds_back(size: int, expected: list[str]) -> None:
    offer = best(EMPTY, Wish(size))
    assert labels(offer.seats) == expected
    assert offer.reason == "Row E, middle, two thirds back"


def test_a_party_is_not_split_by_an_aisle() -> None:
    rows = ("rrrr  rrrr",) * 4
    assert {seat.label for seat in best(rows, Wish(4)).seats} in [
        {f"C{n}" for n in (1, 2, 3, 4)},
        {f"C{n}" for n in (5, 6, 7, 8)},
    ]


def test_no_single_seat_is_left_alone_where_another_choice_is_about_as_good() -> None:
    rows = ("RRRRRRR", "RRRRRRR", "RrrrRRR", "RRrrRRR")
    assert labels(best(rows, Wish(2)).seats) == ["D3", "D4"]


def test_a_lonely_seat_is_left_rather_than_the_front_row_taken() -> None:
    rows = ("rrRRRRRRRRRRRRR", *("R" * 15,) * 8, "RRRRRRrrrRRRRRR", *("R" * 15,) * 4)
    assert labels(best(rows, Wish(2)).seats) == ["J7", "J8"]


def test_one_price_is_preferred_to_two() -> None:
    rows = ("rrrrrr", "RRrpRR", "RRppRR")
    assert labels(best(rows, Wish(2)).seats) == ["C3", "C4"]


def test_two_prices_are_offered_when_nothing_else_is_together_and_said() -> None:
    offer = best(("RRRR", "RrpR"), Wish(2))
    assert labels(offer.seats) == ["B2", "B3"]
    assert offer.reason == "Row B, middle, last row, two prices"


def test_without_a_row_for_all_the_party_sits_over_two_rows_one_above_the_other() -> None:
    rows = ("RRRRRR", "RrrrRR", "RrrrRR", "RRRRRR")
    offer = best(rows, Wish(6))
    assert labels(offer.seats) == ["B2", "B3", "B4", "C2", "C3", "C4"]
    assert offer.reason == "Split over rows B and C: no row has 6 together"


def test_the_fewer_sit_within_the_width_of_the_more() -> None:
    rows = ("rrRRRRr", "RRRRrrr")
    assert labels(best(rows, Wish(4)).seats) == ["A7", "B5", "B6", "B7"]


def test_rows_with_an_aisle_across_between_them_do_not_adjoin() -> None:
    assert all_offers(("rrRR", "", "rrRR"), Wish(4)) == []


def test_nobody_of_four_sits_alone_while_two_and_two_can() -> None:
    rows = ("RRRRRrrrRR", "RRRRRRrRRR", "RRRRRRRRRR", "rrRRRRRRRR", "rrRRRRRRRR", "RRRRRRRRRR")
    assert labels(best(rows, Wish(4)).seats) == ["D1", "D2", "E1", "E2"]


def test_the_next_offers_share_no_seat_with_earlier_ones_as_long_as_there_are_others() -> None:
    found = list(islice(offers(hall(*EMPTY), free_in(*EMPTY), Wish(3)), 21))
    used = [seat for offer in found for seat in offer.seats]
    assert len(used) == len(set(used))


def test_no_seats_are_offered_twice_until_all_were() -> None:
    found = [frozenset(seat.id for seat in offer.seats) for offer in all_offers(("rrrr", "rrrr"), Wish(2))]
    assert len(found) == len(set(found)) == 6 + 4


def test_what_was_offered_before_is_passed_over() -> None:
    seats, free = hall(*EMPTY), free_in(*EMPTY)
    first, second, third = islice(offers(seats, free, Wish(2)), 3)
    already = [[seat.id for seat in offer.seats] for offer in (first, second)]
    assert next(offers(seats, free, Wish(2), already)).seats == third.seats


def test_a_wheelchair_place_is_never_offered_to_who_did_not_ask_for_one() -> None:
    offered = all_offers(("wrw", "wcw"), Wish(1))
    assert labels([seat for offer in offered for seat in offer.seats]) == ["A2", "B2"]
    assert all_offers(("wrw", "wcw"), Wish(3)) == []


def test_a_companions_seat_comes_last_even_after_a_split_party() -> None:
    rows = ("RRcrr", "rRRRR", "rRRRR")
    found = [labels(offer.seats) for offer in all_offers(rows, Wish(2))]
    assert found == [["A4", "A5"], ["B1", "C1"], ["A3", "A4"]]


def test_a_wheelchair_party_gets_the_place_and_its_companions_seat() -> None:
    rows = ("rrrrrr", "rrrrrr", "wrrcwr")
    offer = best(rows, Wish(2, places=1))
    assert labels(offer.seats) == ["C4", "C5"]
    assert offer.reason == "Row C, middle, last row, with the companion seat"


def test_more_guests_sit_beside_the_pair() -> None:
    assert labels(best(("rrrrrr", "rrrrcw"), Wish(4, places=1)).seats) == ["B3", "B4", "B5", "B6"]


def test_a_wheelchair_place_for_another_guest_is_not_used_up() -> None:
    assert labels(best(("rrrrrr", "wwcrrr"), Wish(3, places=1)).seats) == ["B2", "B3", "B4"]


def test_two_wheelchair_places_with_two_companions() -> None:
    assert labels(best(("rrrrrr", "rwccwr"), Wish(4, places=2)).seats) == ["B2", "B3", "B4", "B5"]


def test_a_place_without_a_free_companions_seat_is_offered_and_said() -> None:
    offer = best(("rrrr", "rwCr"), Wish(2, places=1))
    assert labels(offer.seats) == ["B1", "B2"]
    assert offer.reason.endswith("no companion seat beside it")


def test_on_the_aisle_means_beside_a_gap_within_the_row() -> None:
    rows = ("rrrr rrrr",) * 4
    offer = best(rows, Wish(2, aisle=True))
    assert labels(offer.seats) == ["C3", "C4"]
    assert offer.reason.endswith("on the aisle")


def test_without_an_aisle_in_the_hall_the_ends_of_the_rows_count() -> None:
    assert labels(best(("rrrrrr",) * 4, Wish(2, aisle=True)).seats) == ["C1", "C2"]


def test_with_no_seats_on_an_aisle_others_are_offered_and_it_is_said() -> None:
    offer = best(("RrrR rRRr",), Wish(2, aisle=True))
    assert labels(offer.seats) == ["A2", "A3"]
    assert offer.reason.endswith("no 2 together on an aisle")


def test_at_the_back_is_the_last_row_with_room() -> None:
    rows = ("rrrrrr",) * 5 + ("RRRRRR",)
    assert labels(best(rows, Wish(2, back=True)).seats) == ["E3", "E4"]


def test_an_empty_party_is_offered_nothing() -> None:
    assert all_offers(EMPTY, Wish(0)) == []


@pytest.mark.parametrize(
    ("rows", "wish", "start"),
    [
        (("RRRR",), Wish(2), "No seat is left for this party."),
        (("wRRR",), Wish(2), "No seat is left for this party."),
        (("rRrRr",), Wish(2), "Only 3 single seats are left."),
        (("rrRRR",), Wish(3), "Only 2 seats are left, and 3 are wanted."),
        (("rrRrr",), Wish(4), "No 4 seats are left together, in one row or in two: the most is 2."),
        (("rrrr",), Wish(2, places=1), "No wheelchair place is free in this show."),
        (("RwRr",), Wish(2, places=1), "No free seat beside a wheelchair place: A2 is free."),
        (("wcRr",), Wish(4, places=1), "No free 3 seats beside a wheelchair place: A1 is free."),
    ],
)
def test_the_reason_why_nothing_is_offered_is_said_in_words(rows: tuple[str, ...], wish: Wish, start: str) -> None:
    assert all_offers(rows, wish) == []
    assert why_not(hall(*rows), free_in(*rows), wish).startswith(start)
