"""An exchange meets whoever wants the same sale, or one of its seats, in the same instant: one of them has it, whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.controllers.after.exchanges import Exchanges
from app.controllers.after.refunds import Refunds
from app.controllers.pay.refunding import Refunding
from app.controllers.sell.baskets import Basket
from app.controllers.start.sign_in import SignIn
from app.models import checks
from app.models.records import Role
from app.utils.codes import new_request_id
from tests.box_office import RULES, BoxOffice
from tests.races.bookers import NaiveWish, Pay, pay, pick, sweep
from tests.races.conftest import NaiveHouse
from tests.races.crew import Crew, Work
from tests.races.exchange_hands import Enter, Exchange, GiveBack, enter, exchange, exchange_by_looking_first, give_back
from tests.races.hall import Hall
from tests.races.referee import defects, sold_twice
from tests.races.till_hands import Undo, undo

ROUNDS = 40
GIVEN, WANTED, ELSEWHERE = (0, 1), (2, 3), (4, 5)


class Swaps:
    """One sale a row of a fresh show, and baskets that are to take its place."""

    def __init__(self, office: BoxOffice, rounds: int = ROUNDS) -> None:
        self.office, self.hall = office, Hall(office)
        self.rounds = range(rounds)
        self.sold = [self._sell(row) for row in self.rounds]

    def _sell(self, row: int) -> str:
        basket = pick(self.office.database, self.hall.pick(0, row, *GIVEN))
        session = self.office.session()
        return pay(self.office.database, Pay(session, new_request_id(), basket, self.office.cash(basket))).reference

    def exchange(self, row: int, counter: int, places: tuple[int, ...], hall: Hall | None = None) -> Exchange:
        """The row's sale for other seats of the row, up to where it would be paid. Only the last one has renewed its hold."""
        session = self.office.session(counter=counter)
        exchanges = Exchanges(self.office.database, SignIn(self.office.database), RULES.hold_seconds)
        found = exchanges.look(session, self.sold[row]).credit
        held = pick(self.office.database, (hall or self.hall).pick(counter, row, *places))
        return Exchange(session, new_request_id(), replace(held, credit=found))

    def give_back(self, row: int) -> GiveBack:
        session = self.office.session(counter=1)
        refunds = Refunds(
            self.office.database, SignIn(self.office.database), lambda: Refunding(self.office.database, None)
        )
        return GiveBack(session, new_request_id(), refunds.quote(session, self.sold[row]))

    def books(self) -> list[tuple[str, int, int]]:
        """Of each sale in turn: its status, its live tickets, and how often it was exchanged or given back."""
        found = self.office.owner.rows(
            """
            SELECT b.status, (SELECT COUNT(*) FROM tickets t WHERE t.booking_id = b.id AND t.status <> 'VOID'),
                   (SELECT COUNT(*) FROM refunds r WHERE r.booking_id = b.id)
            FROM bookings b WHERE b.reference IN %s ORDER BY b.id
            """,
            (tuple(self.sold),),
        )
        return [(str(status), int(live), int(ended)) for status, live, ended in found]

    def status(self, basket: Basket) -> str:
        return self.office.booking_status(basket)


@pytest.fixture
def swaps(race_office: BoxOffice) -> Swaps:
    return Swaps(race_office)


def require_sound(office: BoxOffice) -> None:
    assert [finding for finding in checks.prove(office.owner) if not finding.holds] == []


def test_two_exchanges_of_one_sale_make_one(crew: Crew, race_office: BoxOffice, swaps: Swaps) -> None:
    wishes = [[swaps.exchange(row, 0, WANTED), swaps.exchange(row, 1, ELSEWHERE)] for row in swaps.rounds]
    rounds = crew.race([exchange] * 2, wishes)
    assert defects(rounds) == []
    for outcomes, (first, second) in zip(rounds, wishes, strict=True):
        assert sorted(outcome.code for outcome in outcomes) == ["", "NOT_EXCHANGEABLE"]
        stands = [swaps.status(wish.basket) == "CONFIRMED" for wish in (first, second)]
        assert stands == [outcome.won for outcome in outcomes]
    assert swaps.books() == [("CANCELLED", 0, 1)] * ROUNDS
    require_sound(race_office)


def test_one_request_sent_by_eight_exchanges_once_and_answers_all(
    crew: Crew, race_office: BoxOffice, swaps: Swaps
) -> None:
    wishes = [[swaps.exchange(row, 0, WANTED)] * 8 for row in swaps.rounds]
    rounds = crew.race([exchange] * 8, wishes)
    assert defects(rounds) == []
    assert all(outcome.won for outcomes in rounds for outcome in outcomes)
    assert swaps.books() == [("CANCELLED", 0, 1)] * ROUNDS
    require_sound(race_office)


def test_a_seat_that_is_freed_goes_to_one_of_those_who_wait_for_it(
    crew: Crew, race_office: BoxOffice, swaps: Swaps
) -> None:
    """Seven pick it while it changes hands: before that it is sold, after that it is one picker's."""
    wishes = [[swaps.exchange(row, 0, WANTED), *[swaps.hall.pick(1, row, GIVEN[0])] * 7] for row in swaps.rounds]
    works: list[Work] = [exchange, *[pick] * 7]
    rounds = crew.race(works, wishes)
    assert defects(rounds) == []
    for exchanged, *pickers in rounds:
        assert exchanged.won
        assert sold_twice([[GIVEN[0]]] * 7, pickers) == []
        assert {picker.code for picker in pickers if not picker.won} <= {"SEATS_TAKEN"}
    assert swaps.books() == [("CANCELLED", 0, 1)] * ROUNDS
    require_sound(race_office)


def test_new_seats_whose_hold_runs_out_go_to_one_and_the_old_sale_stands_or_ends_whole(
    crew: Crew, race_office: BoxOffice, swaps: Swaps
) -> None:
    wishes = [
        [(wish := swaps.exchange(row, 0, WANTED)), wish.basket.booking.id, *[swaps.hall.pick(1, row, WANTED[1])] * 6]
        for row in swaps.rounds
    ]
    race_office.change(
        "UPDATE bookings SET held_until = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE show_id = %s AND status = 'PENDING'",
        swaps.hall.show_id,
    )
    works: list[Work] = [exchange, sweep, *[pick] * 6]
    rounds = crew.race(works, wishes)
    assert defects(rounds) == []
    for (exchanged, _, *pickers), books in zip(rounds, swaps.books(), strict=True):
        assert exchanged.code in ("", "HOLD_EXPIRED")
        assert books == (("CANCELLED", 0, 1) if exchanged.won else ("CONFIRMED", 2, 0))
        assert sum(picker.won for picker in pickers) == (0 if exchanged.won else 1)
    require_sound(race_office)


def test_an_exchange_and_a_refund_of_one_sale_end_its_tickets_once(
    crew: Crew, race_office: BoxOffice, swaps: Swaps
) -> None:
    wishes = [[swaps.exchange(row, 0, WANTED), swaps.give_back(row)] for row in swaps.rounds]
    rounds = crew.race([exchange, give_back], wishes)
    assert defects(rounds) == []
    for exchanged, given in rounds:
        assert [exchanged.won, given.won].count(True) == 1
        assert exchanged.code in ("", "NOT_EXCHANGEABLE")
        assert given.code in ("", "NOT_REFUNDABLE")
    assert swaps.books() == [("CANCELLED", 0, 1)] * ROUNDS
    require_sound(race_office)


def test_an_exchange_and_a_void_of_one_sale_end_its_tickets_once(crew: Crew, race_office: BoxOffice) -> None:
    swaps = Swaps(race_office, rounds=20)
    manager = race_office.people[Role.MANAGER].username
    session = race_office.session(counter=1)
    wishes = [
        [swaps.exchange(row, 0, WANTED), Undo(session, new_request_id(), swaps.sold[row], manager)]
        for row in swaps.rounds
    ]
    rounds = crew.race([exchange, undo], wishes)
    assert defects(rounds) == []
    for exchanged, undone in rounds:
        assert [exchanged.won, undone.won].count(True) == 1
        assert undone.code in ("", "NOT_VOIDABLE")
    assert {(status, live) for status, live, _ in swaps.books()} == {("CANCELLED", 0)}
    require_sound(race_office)


def test_a_ticket_that_is_exchanged_lets_in_or_is_dead(crew: Crew, race_office: BoxOffice, swaps: Swaps) -> None:
    """Its guest comes to the door in the same instant."""
    usher, door = race_office.people[Role.USHER].id, race_office.counters[1].id
    wishes = []
    for row in swaps.rounds:
        wish = swaps.exchange(row, 0, WANTED)
        assert wish.basket.credit is not None
        wishes.append([wish, Enter(min(wish.basket.credit.chosen), door, usher)])
    rounds = crew.race([exchange, enter], wishes)
    assert defects(rounds) == []
    for (exchanged, entered), books in zip(rounds, swaps.books(), strict=True):
        assert [exchanged.won, entered.won].count(True) == 1
        assert exchanged.code in ("", "NOT_EXCHANGEABLE")
        assert books == (("CANCELLED", 0, 1) if exchanged.won else ("CONFIRMED", 2, 0))
    require_sound(race_office)


def test_exchanges_that_cross_wait_in_one_direction(crew: Crew, race_office: BoxOffice) -> None:
    """From the first show into the second, and the other way, at once: shows and bookings are locked in order."""
    here, there = Swaps(race_office), Swaps(race_office)
    wishes = [
        [here.exchange(row, 0, WANTED, there.hall), there.exchange(row, 1, WANTED, here.hall)] for row in here.rounds
    ]
    rounds = crew.race([exchange] * 2, wishes)
    assert defects(rounds) == []
    assert all(outcome.won for outcomes in rounds for outcome in outcomes)
    assert here.books() == there.books() == [("CANCELLED", 0, 1)] * ROUNDS
    require_sound(race_office)


def test_negative_control_a_program_that_looks_first_exchanges_one_sale_twice(crew: Crew, naive: NaiveHouse) -> None:
    ids = list(range(ROUNDS))
    rows = [(booking_id, "PENDING") for booking_id in ids]
    naive.database.transaction(lambda unit: unit.insert_rows("INSERT INTO naive_bookings VALUES", rows))
    wishes = [[NaiveWish(booking_id=booking_id)] * 8 for booking_id in ids]
    crew.race([exchange_by_looking_first] * 8, wishes, naive.target)
    carried = naive.database.rows("SELECT COUNT(*) FROM naive_payments GROUP BY booking_id")
    assert max(int(row[0]) for row in carried) > 1
