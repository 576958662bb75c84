"""The basket between hand and database: what each seat looks like while answers are on their way. No window is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from app.controllers.sell.baskets import picks_of
from app.controllers.sell.holding import Holding
from app.models.database import Database
from app.models.errors import OutcomeUnknown
from app.models.records import Claim, ClaimState
from app.utils.errors import BoxOfficeError
from app.views.seats.seat_palette import SeatLook
from app.views.sell.basket_flow import BasketFlow, Listeners
from app.views.tasks import Lane
from tests.box_office import RULES, BoxOffice
from tests.views.bell import Bell

FREE, YOURS, HELD, SOLD, BLOCKED = (
    SeatLook.FREE, SeatLook.YOURS, SeatLook.HELD, SeatLook.SOLD, SeatLook.BLOCKED,
)  # fmt: skip


class Clerk:
    """A flow on a real database, and what it told."""

    def __init__(self, office: BoxOffice, bell: Bell) -> None:
        self.office, self.bell = office, bell
        self.told: list[str] = []
        self.refused: list[BoxOfficeError] = []
        self.waits: list[int] = []
        """Seconds for which the database was said to be busy."""
        listeners = Listeners(
            lambda: self.told.append("basket"),
            lambda: self.told.append("seats"),
            self.refused.append,
            lambda work: bell.tcl.after(1, work),
            self._wait_for_database,
        )
        self.database = Database(office.connect)  # the lane's own: a connection belongs to one thread
        self.flow = BasketFlow(office.session(), Holding(self.database, RULES), bell.tasks, listeners)
        self.flow.open(office.open())

    def _wait_for_database(self, wait_seconds: int, again: Callable[[], object]) -> None:
        self.waits.append(wait_seconds)
        self.bell.tcl.after(1, again)

    def look(self, label: str) -> SeatLook:
        return self.flow.looks()[self.office.seats(label)[0].id]

    def looks(self, *labels: str) -> list[SeatLook]:
        return [self.look(label) for label in labels]

    def pick(self, *labels: str) -> None:
        self.flow.pick(picks_of(self.office.seats(*labels), self.office.adult()))

    def release(self, *labels: str) -> None:
        self.flow.release(self.office.seats(*labels))

    def settle(self) -> None:
        self.bell.wait(lambda: not self.flow.busy)

    def poll(self) -> None:
        self.flow.claims_changed(self.office.open().claims)

    @property
    def labels(self) -> list[str]:
        return [line.seat.label for line in self.flow.basket.booking.lines] if self.flow.basket else []


@pytest.fixture
def bell() -> Iterator[Bell]:
    made = Bell()
    yield made
    made.tasks.close()


@pytest.fixture
def clerk(office: BoxOffice, bell: Bell) -> Iterator[Clerk]:
    made = Clerk(office, bell)
    yield made
    bell.tasks.close()
    made.database.close()


def test_a_pick_looks_yours_before_and_after_its_answer(clerk: Clerk) -> None:
    with clerk.bell.lane_held_up(Lane.SALE):
        clerk.pick("C4")
        assert clerk.look("C4") is YOURS
        assert clerk.flow.busy
    clerk.settle()
    assert (clerk.look("C4"), clerk.labels) == (YOURS, ["C4"])


def test_a_release_looks_free_at_once(clerk: Clerk) -> None:
    clerk.pick("C4", "C5")
    clerk.settle()
    with clerk.bell.lane_held_up(Lane.SALE):
        clerk.release("C4")
        assert clerk.looks("C4", "C5") == [FREE, YOURS]
    clerk.settle()
    assert (clerk.looks("C4", "C5"), clerk.labels) == ([FREE, YOURS], ["C5"])


def test_the_last_of_two_changes_of_a_seat_decides_its_look(clerk: Clerk) -> None:
    with clerk.bell.lane_held_up(Lane.SALE):
        clerk.pick("C4")
        clerk.release("C4")
        assert clerk.look("C4") is FREE
        clerk.pick("C4")
        assert clerk.look("C4") is YOURS
    clerk.settle()
    assert clerk.labels == ["C4"]


def test_picks_that_come_before_the_first_answer_go_into_one_booking(clerk: Clerk) -> None:
    for label in ("C4", "C5", "C6"):
        clerk.pick(label)
    clerk.settle()
    count = clerk.office.value("SELECT COUNT(*) FROM bookings WHERE show_id = %s", clerk.office.show_id)
    assert (clerk.labels, count) == (["C4", "C5", "C6"], 1)


def test_a_refused_pick_is_taken_back_and_what_was_asked_after_it_is_done(clerk: Clerk) -> None:
    clerk.office.hold("C4", counter=1)
    clerk.pick("C4")
    clerk.pick("C5")
    clerk.settle()
    assert [error.code for error in clerk.refused] == ["SEATS_TAKEN"]
    assert clerk.labels == ["C5"]
    clerk.poll()
    assert clerk.looks("C4", "C5") == [HELD, YOURS]


def test_other_counters_seats_look_held_or_sold(clerk: Clerk) -> None:
    clerk.office.hold("A1", counter=1)
    clerk.office.sell("A2", counter=1)
    clerk.poll()
    assert clerk.looks("A1", "A2", "A3") == [HELD, SOLD, FREE]
    assert "seats" in clerk.told


def test_own_seats_that_the_poll_still_shows_held_are_not_somebody_elses(clerk: Clerk) -> None:
    """The poll was asked before the seat was given back, and answered after it."""
    clerk.pick("C4", "C5")
    clerk.settle()
    stale = clerk.office.open().claims
    clerk.release("C4")
    clerk.settle()
    clerk.flow.claims_changed(stale)
    assert clerk.looks("C4", "C5") == [FREE, YOURS]
    clerk.flow.clear()
    clerk.settle()
    clerk.flow.claims_changed(stale)
    assert clerk.looks("C4", "C5") == [FREE, FREE]


def test_a_sale_looks_sold_before_the_next_poll_and_after_a_stale_one(clerk: Clerk) -> None:
    clerk.pick("C4")
    clerk.settle()
    stale = clerk.office.open().claims
    clerk.flow.sold()
    assert clerk.look("C4") is SOLD
    clerk.flow.claims_changed(stale)
    assert clerk.look("C4") is SOLD
    assert clerk.flow.basket is None


def test_a_lost_hold_looks_free(clerk: Clerk) -> None:
    clerk.pick("C4")
    clerk.settle()
    clerk.poll()
    clerk.flow.lost()
    assert (clerk.look("C4"), clerk.flow.basket) == (FREE, None)


def test_a_seat_out_of_service_looks_blocked(clerk: Clerk) -> None:
    clerk.office.change("UPDATE seats SET in_service = FALSE WHERE id = %s", clerk.office.seats("C4")[0].id)
    clerk.flow.open(clerk.office.open())
    assert clerk.look("C4") is BLOCKED


def test_the_basket_of_another_show_is_not_painted_into_this_one(clerk: Clerk) -> None:
    clerk.pick("C4")
    clerk.settle()
    other = clerk.office.add_show()
    clerk.flow.open(clerk.office.open(other))
    assert clerk.look("C4") is FREE


def test_an_ended_hold_empties_the_basket_and_what_waited_is_not_sent(clerk: Clerk) -> None:
    clerk.pick("C4")
    clerk.settle()
    assert clerk.flow.basket is not None
    clerk.office.let_hold_run_out(clerk.flow.basket)
    with clerk.bell.lane_held_up(Lane.SALE):
        clerk.pick("C5")
        clerk.pick("C6")
    clerk.settle()
    assert [error.code for error in clerk.refused] == ["HOLD_EXPIRED"]
    assert (clerk.labels, clerk.looks("C4", "C5", "C6")) == ([], [FREE, FREE, FREE])


def test_pay_gets_the_renewed_basket_and_nothing_else_is_called(clerk: Clerk) -> None:
    asked: list[object] = []
    clerk.pick("C4")
    clerk.flow.renew_to_pay(asked.append)
    assert clerk.flow.about_to_pay
    clerk.settle()
    assert asked == [clerk.flow.basket]
    assert not clerk.flow.about_to_pay
    clerk.office.cancel_show()
    clerk.flow.renew_to_pay(asked.append)
    clerk.settle()
    assert ([error.code for error in clerk.refused], len(asked)) == (["SHOW_NOT_ON_SALE"], 1)


def test_the_time_left_counts_down_from_the_servers_answer(clerk: Clerk) -> None:
    assert clerk.flow.seconds_left == 0
    clerk.pick("C4")
    clerk.settle()
    first = clerk.flow.seconds_left
    assert RULES.hold_seconds - 5 < first <= RULES.hold_seconds
    assert clerk.flow.seconds_left < first


def test_leaving_waits_for_what_is_under_way_and_gives_it_back(clerk: Clerk) -> None:
    left: list[bool] = []
    with clerk.bell.lane_held_up(Lane.SALE):
        clerk.pick("C4")
        clerk.flow.clear_and_leave(lambda: left.append(clerk.flow.busy))
        assert left == []
    clerk.bell.wait(lambda: left)
    assert left == [False]
    assert clerk.office.open().claims == ()


def test_leaving_an_empty_basket_is_at_once(clerk: Clerk) -> None:
    left: list[bool] = []
    clerk.flow.clear_and_leave(lambda: left.append(True))
    assert left == [True]


def test_a_change_whose_answer_was_lost_is_asked_again_with_the_same_request(clerk: Clerk) -> None:
    """Until then its seats are painted as asked for, and nothing else is sent."""
    hold = clerk.flow._holding.hold
    asked: list[str] = []

    def answer_lost(session: object, request_id: str, *rest: object) -> object:
        asked.append(request_id)
        basket = hold(session, request_id, *rest)  # type: ignore[arg-type]  # as given
        if len(asked) == 1:
            raise OutcomeUnknown("Checking whether this went through: do not charge again.")
        return basket

    clerk.flow._holding.hold = answer_lost  # type: ignore[method-assign,assignment]  # the wire is cut after the work
    clerk.pick("C4")
    clerk.bell.wait(lambda: clerk.refused)
    assert clerk.look("C4") is YOURS
    clerk.settle()
    assert asked[0] == asked[1]
    assert clerk.labels == ["C4"]
    assert clerk.office.value("SELECT COUNT(*) FROM bookings WHERE show_id = %s", clerk.office.show_id) == 1


def test_a_defect_leaves_the_basket_usable(clerk: Clerk, caplog: pytest.LogCaptureFixture) -> None:
    """A basket that waited for ever for its answer could neither be paid nor given back."""
    hold = clerk.flow._holding.hold
    clerk.flow._holding.hold = None  # type: ignore[method-assign,assignment]  # calling it is the defect
    clerk.pick("C4")
    clerk.settle()
    assert (clerk.look("C4"), [error.code for error in clerk.refused]) == (FREE, ["UNEXPECTED"])
    assert len(clerk.bell.defects) == 1
    assert "TypeError" in caplog.text
    clerk.flow._holding.hold = hold  # type: ignore[method-assign]  # mended
    clerk.pick("C5")
    clerk.settle()
    assert clerk.labels == ["C5"]


def test_a_claim_is_found_by_its_seat(clerk: Clerk) -> None:
    clerk.office.hold("A1", counter=1)
    clerk.poll()
    claim = clerk.flow.claim_of(clerk.office.seats("A1")[0].id)
    assert isinstance(claim, Claim)
    assert (claim.state, claim.counter_name) == (ClaimState.HELD, "Counter 2")
    assert clerk.flow.claim_of(clerk.office.seats("A2")[0].id) is None
