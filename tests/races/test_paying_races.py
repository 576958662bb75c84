"""Two want to decide the same basket in the same instant: it is sold once, or it is expired, and never half of each."""

from __future__ import annotations

import pytest

from app.models import checks
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice
from tests.races.bookers import (
    NaiveWish,
    Pay,
    pay,
    pay_by_looking_first,
    pick,
    sweep,
    sweep_by_looking_first,
)
from tests.races.conftest import NaiveHouse
from tests.races.crew import Crew, Work
from tests.races.hall import Hall
from tests.races.referee import defects

ROUNDS = 100
SEATS = (0, 1, 2)


class Till:
    """Baskets waiting to be paid in a fresh show, one a row."""

    def __init__(self, office: BoxOffice) -> None:
        self._office = office
        self.hall = Hall(office)
        self.baskets = [pick(office.database, self.hall.pick(0, row, *SEATS)) for row in range(ROUNDS)]

    def pay(self, row: int, counter: int, request_id: str) -> Pay:
        basket = self.baskets[row]
        return Pay(self._office.session(counter=counter), request_id, basket, self._office.cash(basket))

    def let_holds_run_out(self) -> None:
        self._office.change(
            "UPDATE bookings SET held_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE show_id = %s",
            self.hall.show_id,
        )

    def books(self) -> list[tuple[str, int, int, int, int]]:
        """Of each basket in turn: its status, seats sold, live tickets, payments, refunds due."""
        found = self._office.owner.rows(
            """
            SELECT b.status,
                   (SELECT COUNT(*) FROM booking_seats c WHERE c.booking_id = b.id AND c.state = 'SOLD'),
                   (SELECT COUNT(*) FROM tickets t WHERE t.booking_id = b.id),
                   (SELECT COUNT(*) FROM payments p WHERE p.booking_id = b.id),
                   (SELECT COUNT(*) FROM refunds_due r WHERE r.booking_id = b.id)
            FROM bookings b WHERE b.id IN %s ORDER BY b.id
            """,
            (tuple(basket.booking.id for basket in self.baskets),),
        )
        return [(str(row[0]), int(row[1]), int(row[2]), int(row[3]), int(row[4])) for row in found]


SOLD = ("CONFIRMED", 3, 3, 1, 0)
PAID_TOO_LATE = ("EXPIRED", 0, 0, 1, 1)


@pytest.fixture
def till(race_office: BoxOffice) -> Till:
    return Till(race_office)


def require_sound(office: BoxOffice) -> None:
    assert [finding for finding in checks.prove(office.owner) if not finding.holds] == []


def test_two_sales_of_one_basket_take_one_payment(crew: Crew, race_office: BoxOffice, till: Till) -> None:
    wishes = [[till.pay(row, booker % 2, new_request_id()) for booker in range(8)] for row in range(ROUNDS)]
    rounds = crew.race([pay] * 8, wishes)
    assert defects(rounds) == []
    for outcomes in rounds:
        assert sum(outcome.won for outcome in outcomes) == 1
        refused = {outcome.code for outcome in outcomes if not outcome.won}
        assert refused <= {"ALREADY_PAID", "HOLD_TAKEN_OVER"}  # the latter at the counter whose hold it is not
    assert till.books() == [SOLD] * ROUNDS
    require_sound(race_office)


def test_one_request_sent_by_two_processes_takes_one_payment_and_answers_both(
    crew: Crew, race_office: BoxOffice, till: Till
) -> None:
    wishes = [[till.pay(row, 0, request_id)] * 8 for row, request_id in enumerate(new_ids())]
    rounds = crew.race([pay] * 8, wishes)
    assert defects(rounds) == []
    for outcomes in rounds:
        assert len({outcome.answer for outcome in outcomes}) == 1
        assert outcomes[0].won
    assert till.books() == [SOLD] * ROUNDS
    require_sound(race_office)


def new_ids() -> list[str]:
    return [new_request_id() for _ in range(ROUNDS)]


def test_a_hold_that_runs_out_while_it_is_paid_is_sold_whole(crew: Crew, race_office: BoxOffice, till: Till) -> None:
    """The sweep may come first: then the payment finds its seats free and takes them again."""
    till.let_holds_run_out()
    wishes = [[till.pay(row, 0, new_request_id()), till.baskets[row].booking.id] for row in range(ROUNDS)]
    rounds = crew.race([pay, sweep], wishes)
    assert defects(rounds) == []
    assert all(paid.won for paid, _ in rounds)
    assert till.books() == [SOLD] * ROUNDS
    require_sound(race_office)


def test_a_hold_that_runs_out_while_it_is_paid_and_wanted_is_sold_or_owed_back(
    crew: Crew, race_office: BoxOffice, till: Till
) -> None:
    """Six others pick the middle seat in the same instant: whoever gets it, the money and the seats tell one story."""
    till.let_holds_run_out()
    wishes = [
        [till.pay(row, 0, new_request_id()), till.baskets[row].booking.id, *[till.hall.pick(1, row, SEATS[1])] * 6]
        for row in range(ROUNDS)
    ]
    works: list[Work] = [pay, sweep, *[pick] * 6]
    rounds = crew.race(works, wishes)
    assert defects(rounds) == []
    for (paid, _, *pickers), told in zip(rounds, till.books(), strict=True):
        assert told == (SOLD if paid.won else PAID_TOO_LATE)
        assert paid.code == ("" if paid.won else "PAID_AFTER_EXPIRY")
        assert sum(picked.won for picked in pickers) == (0 if paid.won else 1)
        assert {picked.code for picked in pickers if not picked.won} == {"SEATS_TAKEN"}
    require_sound(race_office)


def open_naive_bookings(naive: NaiveHouse) -> list[int]:
    ids = list(range(ROUNDS))
    rows = [(booking_id, "PENDING") for booking_id in ids]
    naive.database.transaction(lambda unit: unit.insert_rows("INSERT INTO naive_bookings VALUES", rows))
    return ids


def test_negative_control_a_program_that_looks_first_takes_two_payments(crew: Crew, naive: NaiveHouse) -> None:
    wishes = [[NaiveWish(booking_id=booking_id)] * 8 for booking_id in open_naive_bookings(naive)]
    crew.race([pay_by_looking_first] * 8, wishes, naive.target)
    paid = naive.database.rows("SELECT COUNT(*) FROM naive_payments GROUP BY booking_id")
    assert max(int(row[0]) for row in paid) > 1


def test_negative_control_a_sweep_that_looks_first_expires_what_is_paid(crew: Crew, naive: NaiveHouse) -> None:
    """Both are told that they did it: the money is taken, and the seats are free for somebody else."""
    wishes = [[NaiveWish(booking_id=booking_id)] * 8 for booking_id in open_naive_bookings(naive)]
    rounds = crew.race([pay_by_looking_first] + [sweep_by_looking_first] * 7, wishes, naive.target)
    assert any(paid.won and any(swept.won for swept in sweeps) for paid, *sweeps in rounds)
