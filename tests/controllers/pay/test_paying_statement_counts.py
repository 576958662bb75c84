"""How many statements a sale costs, counted by the server: round trips are what a counter far from it waits for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.controllers.sell.baskets import Basket, picks_of
from app.models.database import Database
from app.models.errors import SeatsTaken
from app.models.sell import booking_seats
from app.models.statements import Unit
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice

HOLD_MAX = 7
CONFIRM_MAX = 13
EXPIRE_ONE = 5
"""Freeing somebody else's hold that has run out is a unit of its own: BEGIN, lock, seats, status, COMMIT."""

TEN_SEATS = tuple(f"B{number}" for number in range(1, 11))


def questions(database: Database) -> int:
    """The statements this lane's connection has sent, this one included."""
    row = database.row("SHOW SESSION STATUS LIKE 'Questions'")
    assert row is not None
    return int(row[1])


def counted(office: BoxOffice, work: Callable[[], object]) -> int:
    """The statements `work` sends over the terminal's connection."""
    before = questions(office.database)
    work()
    return questions(office.database) - before - 1


def holding_of(office: BoxOffice, *labels: str, basket: Basket | None = None) -> Callable[[], object]:
    """Holding those seats, with all that is read beforehand read already."""
    opened, seats, adult = office.open(), office.seats(*labels), office.adult()
    return lambda: office.holding().hold(
        office.session(),
        new_request_id(),
        opened,
        basket,
        picks_of(seats, adult),
    )


def test_the_counter_counts_what_is_sent_and_nothing_else(office: BoxOffice) -> None:
    def work(unit: Unit) -> None:
        unit.row("SELECT 1")

    assert counted(office, lambda: None) == 0
    assert counted(office, lambda: office.database.transaction(work)) == 3


@pytest.mark.parametrize("labels", [("A1",), ("A1", "A2", "A3"), TEN_SEATS])
def test_a_first_pick_takes_seven_statements_whatever_the_number_of_seats(
    office: BoxOffice, labels: tuple[str, ...]
) -> None:
    assert counted(office, holding_of(office, *labels)) <= HOLD_MAX


@pytest.mark.parametrize("labels", [("A1",), TEN_SEATS])
def test_a_pick_added_to_a_basket_takes_seven_statements_whatever_the_number_of_seats(
    office: BoxOffice, labels: tuple[str, ...]
) -> None:
    basket = office.hold("F1")
    assert counted(office, holding_of(office, *labels, basket=basket)) <= HOLD_MAX


def test_a_hold_that_ran_out_in_the_way_costs_one_small_unit_more(office: BoxOffice) -> None:
    office.let_hold_run_out(office.hold(*TEN_SEATS, counter=1))
    assert counted(office, holding_of(office, *TEN_SEATS)) <= HOLD_MAX + EXPIRE_ONE


def test_a_refused_pick_takes_one_statement(office: BoxOffice) -> None:
    """Most conflicts end at the glance: no transaction, no lock."""
    office.hold("A1", counter=1)
    hold = holding_of(office, "A1", "A2")

    def refused() -> None:
        with pytest.raises(SeatsTaken):
            hold()

    assert counted(office, refused) == 1


@pytest.mark.parametrize("labels", [("A1",), ("A1", "A2", "A3"), TEN_SEATS])
def test_a_confirm_takes_thirteen_statements_whatever_the_number_of_seats(
    office: BoxOffice, labels: tuple[str, ...]
) -> None:
    basket = office.hold(*labels)
    payment, session = office.cash(basket), office.session()
    paying = office.paying()
    assert counted(office, lambda: paying.confirm(session, new_request_id(), basket, (payment,))) <= CONFIRM_MAX
    assert office.booking_status(basket) == "CONFIRMED"


def rows_passed_by(database: Database) -> int:
    """Rows this connection's statements have stepped over in an index, one after the other."""
    row = database.row("SHOW SESSION STATUS LIKE 'Handler_read_next'")
    assert row is not None
    return int(row[1])


def test_a_look_at_three_seats_does_not_read_the_claims_of_the_whole_show(office: BoxOffice) -> None:
    for row in "BCDEF":
        office.hold(*(f"{row}{number}" for number in range(1, 11)), counter=1)
    seat_ids = [seat.id for seat in office.seats("A1", "A2", "B3")]
    before = rows_passed_by(office.database)
    seen = booking_seats.glance(office.database, office.show_id, seat_ids, new_request_id(), office.counters[0].id)
    assert rows_passed_by(office.database) - before <= len(seat_ids)
    assert seen is not None
    assert [obstacle.seat_id for obstacle in seen.obstacles] == seat_ids[2:]
