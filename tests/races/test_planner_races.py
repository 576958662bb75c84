"""Planners want the same hall in the same instant: never two shows at once, and nobody is sold what is gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.models import checks
from app.models.connection import Target
from app.models.database import Database
from app.models.plan.plan_rules import SHOWS_OVERLAP
from app.models.plan.planning import ShowWish
from app.models.server.house import open_private
from app.models.server.private_server import PrivateServer
from app.utils.local_time import day_bounds_utc
from tests import box_office
from tests.controllers.plan.planning_scene import FILM_MINUTES, Planner, film, second_hall
from tests.models.notes import terminal_target
from tests.races.bookers import Pay, Pick, pay, pick
from tests.races.crew import Crew, Outcome
from tests.races.planners import (
    Cancel,
    Move,
    NaivePlan,
    Plan,
    cancel_show,
    move_show,
    plan_by_looking_first,
    plan_show,
)
from tests.races.referee import defects

ROUNDS = 60
FIRST_DAY = date(2028, 1, 1)


@pytest.fixture(scope="module")
def planner(server: PrivateServer) -> Iterator[Planner]:
    """Two halls in a database of their own: at the end all of it is proved sound."""
    house = open_private(server, "planners", timeout_seconds=5)
    assert house.connect_owner is not None
    owner = Database(house.connect_owner)
    office = box_office.build(owner, house.connect)
    yield Planner(office, (office.hall_id, second_hall(office)), film(office), film(office), FIRST_DAY)
    office.database.close()
    owner.close()


@pytest.fixture(scope="module")
def target(server: PrivateServer, planner: Planner) -> Target:
    return terminal_target(server, "planners")


def on(planner: Planner, number: int, race: int = 0) -> Planner:
    """The planner on a day of its own for each round of each race."""
    return replace(planner, day=FIRST_DAY + timedelta(days=number + ROUNDS * race))


def first_seats(planner: Planner, show_id: int) -> list[Pick]:
    """Seven picks of a show, a seat each, at both counters."""
    opened = planner.office.open(show_id)
    adult = opened.prices.book.ticket_types[0]
    return [
        Pick(planner.office.session(counter=place % 2), opened, adult, (opened.seats[place],)) for place in range(7)
    ]


def won(outcomes: list[Outcome]) -> int:
    return sum(outcome.won for outcome in outcomes)


def require_sound(planner: Planner) -> None:
    assert [finding for finding in checks.prove(planner.office.owner) if not finding.holds] == []


@pytest.mark.parametrize("planners", [2, 8])
def test_of_planners_who_want_overlapping_times_in_one_hall_exactly_one_wins(
    crew: Crew, planner: Planner, target: Target, planners: int
) -> None:
    wishes = []
    for number in range(ROUNDS):
        day = on(planner, number, race=planners)
        # Every two of them are less than a show and its turnaround apart.
        times = [f"{18 + 5 * place // 60:02d}:{5 * place % 60:02d}" for place in range(planners)]
        wishes.append([Plan(day.session, day.cinema, day.answers(at)) for at in times])
    rounds = crew.race([plan_show] * planners, wishes, target)
    assert defects(rounds) == []
    assert [won(outcomes) for outcomes in rounds] == [1] * ROUNDS
    assert {outcome.code for outcomes in rounds for outcome in outcomes if not outcome.won} == {"IN_THE_WAY"}
    require_sound(planner)


def test_shows_moved_between_two_halls_in_both_directions_neither_hang_nor_overlap(
    crew: Crew, planner: Planner, target: Target
) -> None:
    wishes = []
    for number in range(ROUNDS):
        day = on(planner, number)
        here, there = day.add("12:00"), day.add("12:00", hall=1)
        # Each goes to the other hall, and both to the same time there as the other one: one at most finds room.
        wishes.append(
            [
                Move(day.session, day.cinema, here, day.halls[1], day.at("15:00")),
                Move(day.session, day.cinema, there, day.halls[0], day.at("15:00")),
                Move(day.session, day.cinema, here, day.halls[0], day.at("15:30")),
                Move(day.session, day.cinema, there, day.halls[1], day.at("15:30")),
                Move(day.session, day.cinema, here, day.halls[1], day.at("14:30")),
                Move(day.session, day.cinema, there, day.halls[0], day.at("14:30")),
                Plan(day.session, day.cinema, day.answers("15:15")),
                Plan(day.session, day.cinema, day.answers("15:15", hall=1)),
            ]
        )
    rounds = crew.race([move_show] * 6 + [plan_show] * 2, wishes, target)
    assert defects(rounds) == []
    codes = {outcome.code for outcomes in rounds for outcome in outcomes if not outcome.won}
    assert codes <= {"IN_THE_WAY", "CHANGED_MEANWHILE"}
    assert all(won(outcomes) for outcomes in rounds)
    require_sound(planner)


def test_a_show_is_either_moved_or_held_and_nobody_holds_a_seat_of_a_hall_it_has_left(
    crew: Crew, planner: Planner, target: Target
) -> None:
    wishes: list[list[object]] = []
    for number in range(ROUNDS):
        day = on(planner, number, race=3)
        show = day.add("12:00")
        picks = first_seats(day, show.id)
        wishes.append([Move(day.session, day.cinema, show, day.halls[1], day.at("15:00")), *picks])
    rounds = crew.race([move_show] + [pick] * 7, wishes, target)
    assert defects(rounds) == []
    for moved, *picked in rounds:
        assert not (moved.won and any(outcome.won for outcome in picked))
    require_sound(planner)


def test_a_show_that_is_cancelled_while_it_is_sold_owes_exactly_what_was_paid(
    crew: Crew, planner: Planner, target: Target
) -> None:
    wishes: list[list[object]] = []
    for number in range(ROUNDS):
        day = on(planner, number, race=4)
        office = replace(day.office, show_id=day.add("12:00").id)
        baskets = [pick(office.database, wish) for wish in first_seats(day, office.show_id)]
        payers = [
            Pay(office.session(counter=place % 2), f"{number:016d}{place:016d}", basket, office.cash(basket))
            for place, basket in enumerate(baskets)
        ]
        wishes.append([Cancel(day.session, day.cinema, office.show_id), *payers])
    rounds = crew.race([cancel_show] + [pay] * 7, wishes, target)
    assert defects(rounds) == []
    assert all(outcomes[0].won for outcomes in rounds)
    codes = {outcome.code for outcomes in rounds for outcome in outcomes[1:] if not outcome.won}
    assert codes <= {"PAID_AFTER_EXPIRY", "HOLD_EXPIRED"}
    require_sound(planner)


def test_negative_control_without_the_version_two_overlapping_shows_do_get_in(
    crew: Crew, planner: Planner, target: Target
) -> None:
    length = timedelta(minutes=FILM_MINUTES)
    wishes = []
    for number in range(ROUNDS):
        midnight, _ = day_bounds_utc(FIRST_DAY + timedelta(days=7000 + number), "Asia/Kolkata")
        starts = [midnight + timedelta(hours=18, minutes=5 * place) for place in range(8)]
        wishes.append([NaivePlan(ShowWish(planner.halls[1], planner.film_id, at, at + length, 35000)) for at in starts])
    rounds = crew.race([plan_by_looking_first] * 8, wishes, target)
    overlaps = planner.office.owner.rows(SHOWS_OVERLAP)
    planner.office.change(
        "DELETE FROM shows WHERE hall_id = %s AND starts_at > %s", planner.halls[1], datetime(2045, 1, 1, tzinfo=UTC)
    )
    assert any(won(outcomes) > 1 for outcomes in rounds)
    assert overlaps != []
