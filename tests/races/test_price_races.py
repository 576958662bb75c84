"""Two managers change the price list in the same instant, and a sale is paid while they do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.controllers.plan.ticket_type_keeping import TicketTypeKeeping
from app.models.records import Role
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice
from tests.races.bookers import Pay, pay, pick
from tests.races.crew import Crew
from tests.races.hall import Hall
from tests.races.price_hands import AddSpecial, SaveType, add_special, save_type
from tests.races.referee import defects

ROUNDS = 20
TWICE = 2


@pytest.fixture
def house(race_office: BoxOffice) -> Iterator[BoxOffice]:
    yield race_office
    race_office.change("DELETE FROM special_price_rules")
    race_office.change("UPDATE ticket_types SET active = TRUE, percent = IF(code = 'ADULT', 100, percent)")


def test_of_the_last_two_types_that_are_always_sold_one_stays(crew: Crew, house: BoxOffice) -> None:
    """Each manager sees the other's still on sale: only who waits for the other sees that it no longer is."""
    manager = house.session(Role.MANAGER)
    for _ in range(ROUNDS):
        house.change("UPDATE ticket_types SET active = code IN ('ADULT', 'CHILD')")
        last = [kept for kept in TicketTypeKeeping(house.database).rows(manager) if kept.in_use]
        (outcomes,) = crew.race([save_type] * TWICE, [[SaveType(manager, kept, {"active": ""}) for kept in last]])
        assert defects([outcomes]) == []
        assert sorted(outcome.code for outcome in outcomes) == ["", "FORM_REFUSED"]
        assert house.value("SELECT COUNT(*) FROM ticket_types WHERE active") == 1


def test_of_two_who_change_one_thing_the_second_is_told(crew: Crew, house: BoxOffice) -> None:
    manager = house.session(Role.MANAGER)
    for _ in range(ROUNDS):
        adult = TicketTypeKeeping(house.database).rows(manager)[0]
        percents = [str(int(adult.answers["percent"]) + more) for more in (1, 2)]
        wishes = [SaveType(manager, adult, {"percent": percent}) for percent in percents]
        (outcomes,) = crew.race([save_type] * TWICE, [wishes])
        assert sorted(outcome.code for outcome in outcomes) == ["", "CHANGED_MEANWHILE"]
        winner = next(place for place, outcome in enumerate(outcomes) if outcome.won)
        assert house.value("SELECT percent FROM ticket_types WHERE code = 'ADULT'") == int(percents[winner])


def test_of_two_special_prices_with_one_name_one_is_made(crew: Crew, house: BoxOffice) -> None:
    manager = house.session(Role.MANAGER)
    names = [f"Gala {number}" for number in range(ROUNDS)]
    told = {"kind": "DAY", "code": "", "percent": "50", "active": "yes"}
    wishes = [[AddSpecial(manager, {**told, "name": name})] * TWICE for name in names]
    rounds = crew.race([add_special] * TWICE, wishes)
    assert defects(rounds) == []
    assert [sorted(outcome.code for outcome in outcomes) for outcomes in rounds] == [["", "FORM_REFUSED"]] * ROUNDS


def test_a_sale_paid_while_prices_change_is_paid_at_what_was_held(crew: Crew, house: BoxOffice) -> None:
    manager, hall = house.session(Role.MANAGER), Hall(house)
    told = {"kind": "SEAT_TYPE", "code": "REGULAR", "percent": "999", "active": "yes"}
    wishes: list[list[object]] = []
    totals = []
    for row in range(ROUNDS):
        basket = pick(house.database, hall.pick(0, row, 0))
        totals.append(basket.booking.total_minor)
        paid = Pay(house.session(), new_request_id(), basket, house.cash(basket))
        wishes.append([paid, AddSpecial(manager, {**told, "name": f"Dear {row}"})])
    rounds = crew.race([pay, add_special], wishes)
    assert defects(rounds) == []
    assert [outcomes[0].answer.total_minor for outcomes in rounds] == totals
    assert all(outcomes[1].won for outcomes in rounds)
