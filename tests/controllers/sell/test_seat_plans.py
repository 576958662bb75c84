"""An open seat map sees what the other counters do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.controllers.plan.hall_changes import Brush
from app.controllers.sell.baskets import picks_of
from app.controllers.sell.seat_plans import SeatPlans
from app.models.database import Database
from app.models.errors import NotFound
from app.models.records import ClaimState
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice
from tests.controllers.plan.hall_desk import HallDesk, painted


@pytest.fixture
def elsewhere(office: BoxOffice) -> Iterator[SeatPlans]:
    """Another terminal, with a connection of its own."""
    database = Database(office.connect)
    yield SeatPlans(database)
    database.close()


class Watcher:
    """A seat map that polls."""

    def __init__(self, office: BoxOffice, plans: SeatPlans) -> None:
        self._office, self._plans = office, plans
        self._digest = plans.open_show(office.session(counter=1), office.show_id).digest

    def sees(self) -> dict[int, str] | None:
        """The claims by seat, None when nothing has changed since the last look."""
        changes = self._plans.watch(self._office.session(counter=1), self._office.show_id, self._digest)
        if changes is None:
            return None
        self._digest = changes.digest
        return {claim.seat_id: claim.state.value for claim in changes.claims}


@pytest.fixture
def watcher(office: BoxOffice, elsewhere: SeatPlans) -> Watcher:
    return Watcher(office, elsewhere)


def ids(office: BoxOffice, *labels: str) -> list[int]:
    return [seat.id for seat in office.seats(*labels)]


def test_an_opened_show_has_its_seats_in_order_and_its_claims(office: BoxOffice, elsewhere: SeatPlans) -> None:
    basket = office.hold("C4")
    opened = elsewhere.open_show(office.session(counter=1), office.show_id)
    assert [seat.label for seat in opened.seats[:3]] == ["A1", "A2", "A3"]
    assert len(opened.seats) == 60
    assert [(claim.seat_id, claim.state, claim.booking_id, claim.counter_name) for claim in opened.claims] == [
        (ids(office, "C4")[0], ClaimState.HELD, basket.booking.id, "Counter 1")
    ]


def test_a_show_that_is_gone_is_not_found(office: BoxOffice, elsewhere: SeatPlans) -> None:
    with pytest.raises(NotFound):
        elsewhere.open_show(office.session(), 2_000_000_000)


def test_nothing_is_told_while_nothing_changes(office: BoxOffice, watcher: Watcher) -> None:
    office.hold("C4")
    assert watcher.sees() is not None
    assert watcher.sees() is None


def test_a_hold_is_seen(office: BoxOffice, watcher: Watcher) -> None:
    office.hold("C4")
    assert watcher.sees() == {ids(office, "C4")[0]: "HELD"}


def test_a_sale_is_seen(office: BoxOffice, watcher: Watcher) -> None:
    basket = office.hold("C4")
    watcher.sees()
    office.paying().confirm(office.session(), new_request_id(), basket, (office.cash(basket),))
    assert watcher.sees() == {ids(office, "C4")[0]: "SOLD"}


def test_a_release_is_seen(office: BoxOffice, watcher: Watcher) -> None:
    basket = office.hold("C4", "C5")
    watcher.sees()
    office.holding().release(office.session(), new_request_id(), office.open(), basket, office.seats("C4"))
    assert watcher.sees() == {ids(office, "C5")[0]: "HELD"}


def test_a_hold_that_merely_runs_out_is_seen_without_anybody_freeing_it(office: BoxOffice, watcher: Watcher) -> None:
    basket = office.hold("C4")
    watcher.sees()
    office.let_hold_run_out(basket)
    assert watcher.sees() == {}
    assert office.booking_status(basket) == "PENDING"


def test_a_cancelled_show_is_seen(office: BoxOffice, watcher: Watcher) -> None:
    office.cancel_show()
    assert watcher.sees() == {}


def test_seats_exchanged_for_others_between_two_looks_are_seen(office: BoxOffice, watcher: Watcher) -> None:
    """The next best offer does that. Checksums joined by XOR are blind to it: 0 ^ 1 is 2 ^ 3, also in their digits."""
    by_id = {seat.id: seat for seat in office.open().seats}
    ten = next(seat_id for seat_id in by_id if seat_id % 10 == 0)
    before, after = [by_id[ten], by_id[ten + 1]], [by_id[ten + 2], by_id[ten + 3]]
    basket = office.hold("F10", *(seat.label for seat in before))
    watcher.sees()
    left = office.holding().release(office.session(), new_request_id(), office.open(), basket, before)
    office.hold(*(seat.label for seat in after), basket=left)
    assert watcher.sees() == dict.fromkeys([*ids(office, "F10"), ten + 2, ten + 3], "HELD")


def test_two_baskets_that_exchange_their_seats_are_seen(office: BoxOffice, watcher: Watcher) -> None:
    first, second = office.hold("A1", "F1"), office.hold("A2", "F2", counter=1)
    watcher.sees()
    first_left = office.holding().release(office.session(), new_request_id(), office.open(), first, office.seats("A1"))
    there = office.session(counter=1)
    second_left = office.holding().release(there, new_request_id(), office.open(), second, office.seats("A2"))
    office.hold("A2", basket=first_left)
    office.hold("A1", basket=second_left, counter=1)
    assert watcher.sees() is not None


def test_other_shows_are_not_seen(office: BoxOffice, watcher: Watcher) -> None:
    another = office.open(office.add_show())
    office.holding().hold(
        office.session(), new_request_id(), another, None, picks_of(office.seats("C4"), office.adult())
    )
    assert watcher.sees() is None


def test_an_open_map_is_told_of_seats_that_were_taken_out_of_the_hall(office: BoxOffice) -> None:
    opened = office.open()
    desk = HallDesk(office)
    desk.change(painted(desk, "C5", Brush.GAP))
    changes = SeatPlans(office.database).watch(office.session(), office.show_id, opened.digest)
    assert changes is not None
    assert changes.seats is not None
    assert {seat.label for seat in opened.seats} - {seat.label for seat in changes.seats} == {"C5"}
    office.hold("A1")
    again = SeatPlans(office.database).watch(office.session(), office.show_id, changes.digest)
    assert again is not None
    assert again.seats is None
