"""Two windows sweep in the same instant: who waits is offered seats once, and in the order of the line."""

from __future__ import annotations

import pytest

from app.controllers.after.waiting import WaitingList, WaitingRules
from app.controllers.sell.customers import Customers, TypedCustomer
from app.models import checks
from app.models.records import Seat
from app.models.sell import shows
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice, unique
from tests.races.bookers import pick
from tests.races.conftest import NaiveHouse
from tests.races.crew import Crew
from tests.races.hall import SEATS_PER_ROW, Hall
from tests.races.referee import defects
from tests.races.waiting_hands import (
    MINUTES_BEFORE,
    Freed,
    NaiveOffer,
    Withdraw,
    offer,
    offer_by_looking_first,
    withdraw,
)

ROUNDS = 15
FREED = 24
"""Many, one after the other: two windows meet again and again while they hand them out."""
CROWDS = 4


def put_out_of_sale(office: BoxOffice, show_id: int, but: tuple[Seat, ...]) -> None:
    """All the seats of the show but these are kept back: the hall of the races is large."""
    staff_id = office.session().staff.id
    kept = [seat.id for seat in office.open(show_id).seats if seat not in but]
    rows = [(show_id, seat_id, "race", staff_id, "2026-01-01") for seat_id in kept]
    office.owner.transaction(
        lambda unit: unit.insert_rows(
            "INSERT INTO blocked_seats (show_id, seat_id, reason, blocked_by, blocked_at) VALUES", rows
        )
    )


def full_show(office: BoxOffice, seats: int) -> tuple[Hall, list[Seat]]:
    """A show of which so many seats are for sale and nobody can have one: they are all kept back at first."""
    hall = Hall(office)
    for_sale = [seat for row in range(4) for seat in hall.seats(row, *range(SEATS_PER_ROW))][:seats]
    put_out_of_sale(office, hall.show_id, ())
    return hall, for_sale


def line_up(office: BoxOffice, show_id: int, sizes: list[int]) -> list[int]:
    """So many parties in the line of the show, in this order; their ids."""
    show = shows.one(office.owner, show_id)
    assert show is not None
    line = WaitingList(office.database, WaitingRules(MINUTES_BEFORE))
    ids = []
    for size in sizes:
        typed = TypedCustomer(unique("Guest"), "+91 98765 43210")
        customer = Customers(office.database).write_down(office.session(), new_request_id(), typed)
        entry = line.join(office.session(), new_request_id(), show, customer, size, office.adult())
        ids.append(entry.id)
    return ids


def free(office: BoxOffice, show_id: int, seats: list[Seat]) -> None:
    """These seats are on sale again."""
    office.owner.transaction(
        lambda unit: unit.execute(
            "DELETE FROM blocked_seats WHERE show_id = %s AND seat_id IN %s",
            (show_id, tuple(seat.id for seat in seats)),
        )
    )


def states(office: BoxOffice, ids: list[int]) -> list[str]:
    rows = office.owner.rows("SELECT id, status FROM waiting_list WHERE id IN %s", (tuple(ids),))
    found = {int(each): str(status) for each, status in rows}
    return [found[each] for each in ids]


@pytest.mark.parametrize("windows", [2, 8])
def test_windows_that_sweep_at_once_offer_each_party_seats_once(
    crew: Crew, race_office: BoxOffice, windows: int
) -> None:
    """More wait than can be served: who was served are the first of the line, each with one booking."""
    for _ in range(CROWDS):
        hall, seats = full_show(race_office, FREED)
        ids = line_up(race_office, hall.show_id, [1] * (FREED + 2))
        free(race_office, hall.show_id, seats)
        [outcomes] = crew.race([offer] * windows, [[Freed(hall.show_id)] * windows])
        assert defects([outcomes]) == []
        assert sum(outcome.answer for outcome in outcomes) == FREED
        assert states(race_office, ids) == ["OFFERED"] * FREED + ["WAITING"] * 2
        made = race_office.value("SELECT COUNT(*) FROM bookings WHERE show_id = %s", hall.show_id)
        assert made == FREED
        assert len({seat_id for _, seat_id in hall.claims()}) == len(hall.claims()) == FREED
    assert [finding for finding in checks.prove(race_office.owner) if not finding.holds] == []


def test_an_offer_against_a_counter_that_sells_the_seats(crew: Crew, race_office: BoxOffice) -> None:
    """One of the two has them, whole; who waited and came too late waits on."""
    for _ in range(ROUNDS):
        hall, seats = full_show(race_office, 2)
        [waiting_id] = line_up(race_office, hall.show_id, [2])
        free(race_office, hall.show_id, seats)
        picked = hall.pick(1, 0, 0, 1)
        assert set(picked.seats) == set(seats)
        [outcomes] = crew.race([offer, pick], [[Freed(hall.show_id), picked]])
        assert defects([outcomes]) == []
        offered = outcomes[0].answer == 1
        assert outcomes[1].won is not offered
        assert states(race_office, [waiting_id]) == ["OFFERED" if offered else "WAITING"]
        assert len({booking_id for booking_id, _ in hall.claims()}) == 1
        assert len(hall.claims()) == 2


def test_an_offer_against_somebody_who_goes(crew: Crew, race_office: BoxOffice) -> None:
    """Whoever has gone holds no seats, and whoever holds seats has not gone."""
    for _ in range(ROUNDS):
        hall, seats = full_show(race_office, 1)
        [waiting_id] = line_up(race_office, hall.show_id, [1])
        free(race_office, hall.show_id, seats)
        gone = Withdraw(race_office.session(), waiting_id)
        [outcomes] = crew.race([offer, withdraw], [[Freed(hall.show_id), gone]])
        assert defects([outcomes]) == []
        [state] = states(race_office, [waiting_id])
        assert (len(hall.claims()), state) in {(1, "OFFERED"), (0, "WITHDRAWN")}


def test_negative_control_who_looks_first_offers_twice(crew: Crew, naive: NaiveHouse) -> None:
    rows = [(number, "WAITING") for number in range(ROUNDS * 2)]
    naive.database.transaction(lambda unit: unit.insert_rows("INSERT INTO naive_waiting VALUES", rows))
    wishes = [[NaiveOffer(number)] * 2 for number in range(ROUNDS * 2)]
    crew.race([offer_by_looking_first] * 2, wishes, naive.target)
    offered = naive.database.rows("SELECT COUNT(*) FROM naive_offers GROUP BY waiting_id HAVING COUNT(*) > 1")
    assert offered
