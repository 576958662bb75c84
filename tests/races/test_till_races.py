"""A drawer is closed while it is sold from, and a sale is undone by two at once: every rupee is counted once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from app.controllers.till.tills import ClosedTill
from app.models import checks
from app.models.records import Role
from app.utils.codes import new_request_id
from tests.box_office import FLOAT_MINOR, PASSWORD, BoxOffice
from tests.races.bookers import NaiveWish, pick
from tests.races.conftest import NaiveHouse
from tests.races.crew import Crew, Outcome, Work
from tests.races.hall import Hall
from tests.races.referee import defects
from tests.races.till_hands import (
    CloseTill,
    NaiveTill,
    PayCash,
    Undo,
    close_by_looking_first,
    close_till,
    pay_cash,
    pay_into_naive_till,
    undo,
    undo_by_looking_first,
)

ROUNDS = 20
SELLERS = 6


@pytest.fixture
def counter(race_office: BoxOffice) -> Iterator[BoxOffice]:
    """Counter 1 with an open till, given back open whatever became of it, and a manager whose password is quickly tried."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    manager = race_office.people[Role.MANAGER]
    race_office.change("UPDATE staff SET password_hash = %s WHERE id = %s", quick, manager.id)
    tills, session = race_office.tills(), race_office.session()
    if tills.state(session) is None:
        tills.open(session, new_request_id(), FLOAT_MINOR)
    yield race_office
    if tills.state(session) is None:
        tills.open(session, new_request_id(), FLOAT_MINOR)


def require_sound(office: BoxOffice) -> None:
    assert [finding for finding in checks.prove(office.owner) if not finding.holds] == []


def test_what_is_expected_at_the_close_is_what_every_sale_before_it_brought(crew: Crew, counter: BoxOffice) -> None:
    """Six sales and a close in the same instant: each sale is in that till, or is told that it is closed."""
    hall, session = Hall(counter), counter.session()
    for row in range(ROUNDS):
        sales = [
            PayCash(session, new_request_id(), basket, counter.cash(basket))
            for basket in (pick(counter.database, hall.pick(0, row, place)) for place in range(SELLERS))
        ]
        close = CloseTill(session, new_request_id())
        works: list[Work] = [*[pay_cash] * SELLERS, close_till, close_till]
        outcomes = crew.race(works, [[*sales, close, CloseTill(session, new_request_id())]])[0]
        assert defects([outcomes]) == []
        *sold, first, second = outcomes
        closed = [each.answer for each in (first, second) if each.won]
        assert {each.code for each in sold if not each.won} <= {"TILL_CLOSED"}
        require_counted(counter, sold, closed)
        if not closed:
            continue
        counter.tills().open(session, new_request_id(), FLOAT_MINOR)
    require_sound(counter)


def require_counted(office: BoxOffice, sold: list[Outcome], closed: list[ClosedTill]) -> None:
    """One close at most; what it expected is the float and the cash of the sales that are in it."""
    assert len(closed) <= 1
    for till in closed:
        paid = office.value(
            "SELECT CAST(COALESCE(SUM(IF(kind = 'PAYMENT', amount_minor, -amount_minor)), 0) AS SIGNED) FROM payments"
            " WHERE till_session_id = %s",
            till.session_id,
        )
        assert till.expected_minor == FLOAT_MINOR + int(str(paid))
    assert all(each.won or each.code for each in sold)


def test_negative_control_a_close_that_looks_first_misses_a_sale(crew: Crew, naive: NaiveHouse) -> None:
    """It adds up, then closes: a sale in between is in the drawer and not in what was expected."""
    rows = [(number, None) for number in range(ROUNDS)]
    naive.database.transaction(lambda unit: unit.insert_rows("INSERT INTO naive_tills VALUES", rows))
    works: list[Work] = [*[pay_into_naive_till] * (SELLERS + 1), close_by_looking_first]
    crew.race(works, [[NaiveTill(number)] * len(works) for number in range(ROUNDS)], naive.target)
    adrift = naive.database.rows(
        "SELECT t.till FROM naive_tills t WHERE t.expected IS NOT NULL"
        " AND t.expected <> (SELECT COUNT(*) FROM naive_cash c WHERE c.till = t.till)"
    )
    assert adrift


def test_a_sale_undone_by_two_at_once_is_paid_back_once(crew: Crew, counter: BoxOffice) -> None:
    hall, managers = Hall(counter), counter.people[Role.MANAGER].username
    references = [counter.pay(pick(counter.database, hall.pick(0, row, 0, 1))).reference for row in range(ROUNDS)]
    wishes = [
        [Undo(counter.session(counter=place % 2), new_request_id(), reference, managers) for place in range(2)]
        for reference in references
    ]
    rounds = crew.race([undo] * 2, wishes)
    assert defects(rounds) == []
    for outcomes in rounds:
        assert sorted(outcome.code for outcome in outcomes) == ["", "NOT_VOIDABLE"]
    refunds = counter.owner.rows(
        "SELECT COUNT(*) FROM payments p JOIN bookings b ON b.id = p.booking_id"
        " WHERE b.reference IN %s AND p.kind = 'REFUND' GROUP BY b.id",
        (tuple(references),),
    )
    assert refunds == [(1,)] * ROUNDS
    require_sound(counter)


def test_one_request_to_undo_sent_by_two_processes_answers_both_and_pays_back_once(
    crew: Crew, counter: BoxOffice
) -> None:
    hall, manager = Hall(counter), counter.people[Role.MANAGER].username
    wishes = []
    for row in range(ROUNDS):
        reference = counter.pay(pick(counter.database, hall.pick(0, row, 0))).reference
        wishes.append([Undo(counter.session(), new_request_id(), reference, manager)] * 2)
    rounds = crew.race([undo] * 2, wishes)
    assert defects(rounds) == []
    assert all(outcome.won for outcomes in rounds for outcome in outcomes)
    refunded = counter.owner.rows(
        "SELECT COUNT(*) FROM payments p JOIN bookings b ON b.id = p.booking_id"
        " WHERE b.reference IN %s AND p.kind = 'REFUND' GROUP BY b.id",
        (tuple(wish[0].reference for wish in wishes),),
    )
    assert refunded == [(1,)] * ROUNDS
    require_sound(counter)


def test_negative_control_a_void_that_looks_first_pays_back_twice(crew: Crew, naive: NaiveHouse) -> None:
    rows = [(number, "CONFIRMED") for number in range(ROUNDS)]
    naive.database.transaction(lambda unit: unit.insert_rows("INSERT INTO naive_bookings VALUES", rows))
    wishes = [[NaiveWish(booking_id=number)] * 2 for number in range(ROUNDS)]
    crew.race([undo_by_looking_first] * 2, wishes, naive.target)
    paid_back = naive.database.rows("SELECT COUNT(*) FROM naive_payments GROUP BY booking_id")
    assert max(int(row[0]) for row in paid_back) > 1
