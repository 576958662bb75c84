"""Tickets are given back in the instant in which others give them back, buy their seats, or cancel their show."""

from __future__ import annotations

from datetime import timedelta

from app.controllers.after.refund_quote import RefundQuote
from app.controllers.after.refunds import Refunds
from app.controllers.pay.refunding import Refunding
from app.controllers.start.sign_in import SignIn
from app.models import checks
from app.models.records import Role
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice
from tests.races.bookers import NaiveWish, Pick, pick
from tests.races.conftest import NaiveHouse
from tests.races.crew import Crew, Work
from tests.races.exchange_hands import GiveBack, give_back
from tests.races.hall import Hall
from tests.races.planners import Cancel, cancel_show
from tests.races.referee import defects
from tests.races.refund_hands import (
    PRICE_MINOR,
    buy_freed,
    cancel_by_looking_first,
    free_then_void,
    refund_by_looking_first,
    sell_freed,
)

ROUNDS = 20
BUYERS = 7


def require_sound(office: BoxOffice) -> None:
    broken = [finding for finding in checks.prove(office.owner) if not finding.holds]
    assert broken == [], broken


def quote(office: BoxOffice, reference: str, *places: int) -> RefundQuote:
    """Of the sale's tickets in these places, without one of all."""
    refunds = Refunds(office.database, SignIn(office.database), lambda: Refunding(office.database, None))
    whole = refunds.quote(office.session(), reference)
    return whole.of([whole.tickets[place].ticket_id for place in places]) if places else whole


def sold(office: BoxOffice, hall: Hall, row: int, *places: int) -> str:
    return office.pay(pick(office.database, hall.pick(0, row, *places))).reference


def given_back(office: BoxOffice, references: list[str]) -> dict[str, tuple[int, int]]:
    """By reference, what was paid and what went back or is due."""
    found = office.owner.rows(
        """
        SELECT b.reference, CAST(SUM(IF(p.kind = 'PAYMENT', p.amount_minor, 0)) AS SIGNED),
               CAST(SUM(IF(p.kind = 'REFUND', p.amount_minor, 0)) AS SIGNED) + (SELECT COALESCE(SUM(d.amount_minor), 0)
               FROM refunds_due d WHERE d.booking_id = b.id AND d.settled_at IS NULL)
        FROM bookings b JOIN payments p ON p.booking_id = b.id WHERE b.reference IN %s GROUP BY b.id, b.reference
        """,
        (tuple(references),),
    )
    return {str(row[0]): (int(row[1]), int(row[2])) for row in found}


def test_the_same_tickets_given_back_by_two_at_once_are_paid_back_once(crew: Crew, race_office: BoxOffice) -> None:
    office, hall = race_office, Hall(race_office)
    quotes = [quote(office, sold(office, hall, row, 0, 1)) for row in range(ROUNDS)]
    wishes = [
        [GiveBack(office.session(counter=place), new_request_id(), each) for place in range(2)] for each in quotes
    ]
    rounds = crew.race([give_back] * 2, wishes)
    assert defects(rounds) == []
    for outcomes in rounds:
        assert sorted(outcome.code for outcome in outcomes) == ["", "NOT_REFUNDABLE"]
    told = given_back(office, [each.reference for each in quotes])
    assert [told[each.reference][1] for each in quotes] == [each.back_minor for each in quotes]
    require_sound(office)


def test_one_request_sent_by_two_processes_answers_both_and_is_paid_back_once(
    crew: Crew, race_office: BoxOffice
) -> None:
    office, hall = race_office, Hall(race_office)
    quotes = [quote(office, sold(office, hall, row, 0, 1), 0) for row in range(ROUNDS)]
    rounds = crew.race([give_back] * 2, [[GiveBack(office.session(), new_request_id(), each)] * 2 for each in quotes])
    assert defects(rounds) == []
    assert all(outcome.won for outcomes in rounds for outcome in outcomes)
    told = given_back(office, [each.reference for each in quotes])
    assert [told[each.reference][1] for each in quotes] == [each.back_minor for each in quotes]
    require_sound(office)


def test_two_seats_of_a_sale_given_back_at_once_are_both_or_one_looks_again(crew: Crew, race_office: BoxOffice) -> None:
    """The second finds that the first has changed what would end the booking: it looks once more and does it."""
    office, hall = race_office, Hall(race_office)
    references = [sold(office, hall, row, 0, 1) for row in range(ROUNDS)]
    wishes = [
        [
            GiveBack(office.session(counter=place), new_request_id(), quote(office, reference, place))
            for place in range(2)
        ]
        for reference in references
    ]
    rounds = crew.race([give_back] * 2, wishes)
    assert defects(rounds) == []
    for outcomes in rounds:
        assert sorted(outcome.code for outcome in outcomes) == ["", "CHANGED_MEANWHILE"]
    require_sound(office)


def test_negative_control_a_refund_that_looks_first_is_paid_back_twice(crew: Crew, naive: NaiveHouse) -> None:
    wishes = [[NaiveWish(booking_id=number)] * 2 for number in range(ROUNDS)]
    crew.race([refund_by_looking_first] * 2, wishes, naive.target)
    paid_back = naive.database.rows("SELECT SUM(amount_minor) FROM naive_refunds GROUP BY booking_id")
    assert max(int(row[0]) for row in paid_back) > PRICE_MINOR


def test_a_seat_that_is_given_back_is_sold_to_one_of_those_who_want_it(crew: Crew, race_office: BoxOffice) -> None:
    """Seven buyers and the refund in one instant: whoever wins the seat has its one good ticket."""
    office, hall = race_office, Hall(race_office)
    wishes: list[list[GiveBack | Pick]] = []
    for row in range(ROUNDS):
        refund = GiveBack(office.session(), new_request_id(), quote(office, sold(office, hall, row, 0)))
        wishes.append([refund, *(hall.pick(buyer, row, 0) for buyer in range(BUYERS))])
    works: list[Work] = [give_back, *[sell_freed] * BUYERS]
    rounds = crew.race(works, wishes)
    assert defects(rounds) == []
    for row, (refund_outcome, *buyers) in enumerate(rounds):
        assert refund_outcome.won
        winners = [outcome for outcome in buyers if outcome.won]
        assert len(winners) <= 1
        assert {outcome.code for outcome in buyers if not outcome.won} <= {"SEATS_TAKEN"}
        seat_id = hall.seats(row, 0)[0].id
        live = office.value(
            "SELECT COUNT(*) FROM tickets WHERE show_id = %s AND seat_id = %s AND status = 'VALID'",
            hall.show_id,
            seat_id,
        )
        assert live == len(winners)
    require_sound(office)


def test_negative_control_a_refund_that_frees_before_it_voids_voids_the_next_customers_ticket(
    crew: Crew, naive: NaiveHouse
) -> None:
    seats = [(number, 1) for number in range(ROUNDS)]
    naive.database.transaction(
        lambda unit: unit.insert_rows("INSERT INTO naive_claims (seat_id, booker) VALUES", seats)
    )
    tickets = [(number, 1, 1) for number in range(ROUNDS)]
    naive.database.transaction(
        lambda unit: unit.insert_rows("INSERT INTO naive_seat_tickets (seat_id, booker, live) VALUES", tickets)
    )
    wishes = [[NaiveWish(1, (number,)), NaiveWish(2, (number,))] for number in range(ROUNDS)]
    crew.race([free_then_void, buy_freed], wishes, naive.target)
    stranded = naive.database.rows(
        "SELECT c.seat_id FROM naive_claims c WHERE c.booker = 2 AND NOT EXISTS (SELECT 1 FROM naive_seat_tickets t"
        " WHERE t.seat_id = c.seat_id AND t.booker = 2 AND t.live = 1)"
    )
    assert stranded


def test_a_refund_against_the_cancelling_of_its_show_gives_each_rupee_back_once(
    crew: Crew, race_office: BoxOffice
) -> None:
    office = race_office
    manager = office.session(Role.MANAGER, counter=1)
    wishes: list[list[GiveBack | Cancel]] = []
    for number in range(ROUNDS):
        show_id = office.add_show(starts_in=timedelta(days=400, hours=4 * number))
        opened = office.open(show_id)
        pair = Pick(office.session(), opened, opened.prices.book.ticket_types[0], tuple(opened.seats[:2]))
        reference = office.pay(pick(office.database, pair)).reference
        refund = GiveBack(office.session(), new_request_id(), quote(office, reference, 0))
        wishes.append([refund, Cancel(manager, manager.counter.cinema, show_id)])
    works: list[Work] = [give_back, cancel_show]
    rounds = crew.race(works, wishes)
    assert defects(rounds) == []
    assert all(cancelled.won for _, cancelled in rounds)
    assert {refunded.code for refunded, _ in rounds} <= {"", "NOT_REFUNDABLE"}
    references = [wish[0].quote.reference for wish in wishes if isinstance(wish[0], GiveBack)]
    told = given_back(office, references)
    assert all(back == paid for paid, back in told.values()), told
    require_sound(office)


def test_negative_control_a_cancelling_that_looks_first_owes_what_a_refund_gave_back(
    crew: Crew, naive: NaiveHouse
) -> None:
    """Both add up what is left of the sale before either has written."""
    wishes = [[NaiveWish(booking_id=number)] * 2 for number in range(ROUNDS)]
    crew.race([refund_by_looking_first, cancel_by_looking_first], wishes, naive.target)
    both = naive.database.rows(
        "SELECT r.amount_minor + d.amount_minor FROM naive_refunds r JOIN naive_dues d ON d.booking_id = r.booking_id"
    )
    assert max(int(row[0]) for row in both) > PRICE_MINOR
