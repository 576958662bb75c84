"""Limits against hoarding: seats per sale, unpaid seats per counter."""

from __future__ import annotations

import dataclasses
import threading

import pytest

from app.controllers.sell.baskets import Basket, picks_of
from app.controllers.sell.hoarding import SeatLimits
from app.controllers.sell.holding import Holding
from app.models.database import Database
from app.models.errors import TooManySeats
from app.models.records import Role
from app.utils.codes import new_request_id
from tests.box_office import RULES, BoxOffice


def limited(office: BoxOffice, per_sale: int, per_counter: int) -> Holding:
    return Holding(office.database, dataclasses.replace(RULES, seats=SeatLimits(per_sale, per_counter)))


def hold(
    office: BoxOffice,
    holding: Holding,
    *labels: str,
    basket: Basket | None = None,
    role: Role = Role.CLERK,
    counter: int = 0,
) -> Basket:
    picks = picks_of(office.seats(*labels), office.adult())
    return holding.hold(office.session(role, counter), new_request_id(), office.open(), basket, picks)


def row(name: str, count: int) -> list[str]:
    return [f"{name}{number}" for number in range(1, count + 1)]


def held(office: BoxOffice) -> object:
    return office.value("SELECT COUNT(*) FROM booking_seats WHERE show_id = %s", office.show_id)


def test_a_sale_takes_as_many_seats_as_allowed_and_none_of_one_more(office: BoxOffice) -> None:
    holding = limited(office, 5, 60)
    basket = hold(office, holding, *row("A", 4))
    with pytest.raises(TooManySeats, match="at most 5 seats, and this would be 6") as told:
        hold(office, holding, "B1", "B2", basket=basket)
    assert "ask a manager" in told.value.sentence
    assert held(office) == 4
    assert len(hold(office, holding, "B1", basket=basket).booking.lines) == 5


def test_seats_given_back_in_the_same_step_do_not_count(office: BoxOffice) -> None:
    holding = limited(office, 4, 4)
    basket = hold(office, holding, *row("A", 4))
    picks = picks_of(office.seats(*row("B", 4)), office.adult())
    after = holding.hold(office.session(), new_request_id(), office.open(), basket, picks, office.seats(*row("A", 4)))
    assert [line.seat.label for line in after.booking.lines] == row("B", 4)


def test_a_manager_may_sell_more(office: BoxOffice) -> None:
    holding = limited(office, 2, 3)
    assert len(hold(office, holding, *row("A", 6), role=Role.MANAGER).booking.lines) == 6


def test_a_counter_holds_so_many_unpaid_seats_in_all_its_baskets_together(office: BoxOffice) -> None:
    holding = limited(office, 4, 6)
    first = hold(office, holding, *row("A", 4))
    with pytest.raises(TooManySeats, match="holds 4 unpaid seats, and 6 is the most") as told:
        hold(office, holding, *row("B", 3))
    assert "F7" in told.value.sentence
    assert hold(office, holding, *row("C", 3), counter=1), "another counter has its own"
    office.pay(first)
    assert hold(office, holding, *row("B", 3)), "what is paid does not count"


def test_what_has_run_out_and_what_is_booked_by_phone_does_not_count(office: BoxOffice) -> None:
    holding = limited(office, 4, 6)
    gone, by_phone = hold(office, holding, *row("A", 3)), hold(office, holding, *row("B", 3))
    office.let_hold_run_out(gone)
    office.change("UPDATE bookings SET channel = 'PHONE' WHERE id = %s", by_phone.booking.id)
    assert hold(office, holding, *row("C", 4))


def test_a_hold_asked_for_twice_is_answered_though_the_counter_is_full_by_now(office: BoxOffice) -> None:
    holding, request_id = limited(office, 4, 4), new_request_id()
    picks = picks_of(office.seats(*row("A", 4)), office.adult())
    first, again = (holding.hold(office.session(), request_id, office.open(), None, picks) for _ in range(2))
    assert first.booking.reference == again.booking.reference


@pytest.mark.parametrize("round_number", range(5))
def test_two_windows_of_one_counter_cannot_exceed_its_limit_together(office: BoxOffice, round_number: int) -> None:
    rules = dataclasses.replace(RULES, seats=SeatLimits(4, 6))
    databases = [Database(office.connect) for _ in range(2)]
    hold(office, Holding(databases[0], rules), "E1")
    start = threading.Barrier(2)
    refused: list[TooManySeats] = []

    def window(database: Database, name: str) -> None:
        holding, opened, adult = Holding(database, rules), office_open, office_adult
        picks = picks_of([seat for seat in opened.seats if seat.label in row(name, 4)], adult)
        start.wait()
        try:
            holding.hold(session, new_request_id(), opened, None, picks)
        except TooManySeats as error:
            refused.append(error)

    office_open, office_adult, session = office.open(), office.adult(), office.session()
    threads = [
        threading.Thread(target=window, args=(database, name)) for database, name in zip(databases, "AB", strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for database in databases:
        database.close()
    assert (held(office), len(refused)) == (5, 1), f"round {round_number}"
