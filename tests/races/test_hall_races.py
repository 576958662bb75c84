"""A manager changes a hall in the instant in which a counter picks one of its seats: no seat is both taken out and held."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from app.controllers.permissions import Session
from app.controllers.plan import hall_changes
from app.controllers.plan.hall_changes import Brush
from app.controllers.plan.hall_drawing import HallDrawing, new_drawing
from app.controllers.plan.halls import Halls
from app.controllers.plan.outages import Outages
from app.controllers.plan.rehousing import Rehousing
from app.controllers.plan.seat_offers import Choice
from app.models import checks
from app.models.database import Database
from app.models.errors import HoldExpired
from app.models.plan.halls import HallPlan
from app.models.plan.rehousing import Party
from app.models.records import Role
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice, unique
from tests.races.bookers import Pick, pick
from tests.races.crew import Crew
from tests.races.referee import defects

ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Edit:
    """A hall as somebody saves it."""

    session: Session
    plan: HallPlan
    drawn: HallDrawing


@dataclass(frozen=True, slots=True)
class Breakage:
    """A seat somebody puts out of service."""

    session: Session
    plan: HallPlan
    seat_id: int


@dataclass(frozen=True, slots=True)
class Removal:
    """A party somebody rehouses."""

    session: Session
    plan: HallPlan
    party: Party
    choice: Choice


def edit(database: Database, wish: Edit) -> HallPlan:
    answers = {"name": wish.plan.name, "turnaround_minutes": "30", "active": "yes"}
    return Halls(database).save(wish.session, new_request_id(), wish.plan, answers, wish.drawn).plan


def break_down(database: Database, wish: Breakage) -> bool:
    Outages(database).put(wish.session, new_request_id(), wish.plan, [wish.seat_id], {"reason": "Broken"})
    return True


def rehouse(database: Database, wish: Removal) -> tuple[str, ...]:
    return Rehousing(database).rehouse(wish.session, new_request_id(), wish.plan, [(wish.party, wish.choice)])


class Stage:
    """A hall of one row of four seats, and a show in it."""

    def __init__(self, office: BoxOffice) -> None:
        self.manager = office.session(Role.MANAGER)
        answers = {"name": unique("Hall"), "turnaround_minutes": "30", "cinema": office.counters[0].cinema.name}
        hall = Halls(office.database).add(self.manager, new_request_id(), answers, new_drawing(1, 4))
        self.plan, self.drawn = hall.plan, hall.drawn
        show = replace(office)
        show.hall_id = hall.plan.id
        self.show_id = show.add_show()
        self.opened = office.open(self.show_id)

    def pick(self, office: BoxOffice, place: int) -> Pick:
        seat = self.opened.seats[place]
        return Pick(office.session(counter=1), self.opened, office.adult(), (seat,))


@pytest.fixture(scope="module")
def stages(race_office: BoxOffice) -> list[Stage]:
    return [Stage(race_office) for _ in range(ROUNDS)]


def require_sound(office: BoxOffice) -> None:
    assert [finding for finding in checks.prove(office.owner) if not finding.holds] == []


def test_a_seat_is_either_taken_out_or_held_and_never_both(
    crew: Crew, race_office: BoxOffice, stages: list[Stage]
) -> None:
    wishes = [
        [
            Edit(stage.manager, stage.plan, hall_changes.paint(stage.drawn, [(0, 0)], Brush.GAP)),
            stage.pick(race_office, 0),
        ]
        for stage in stages
    ]
    rounds = crew.race([edit, pick], wishes)
    assert defects(rounds) == []
    for stage, (edited, picked) in zip(stages, rounds, strict=True):
        assert edited.won is not picked.won
        assert {edited.code, picked.code} in ({"", "SEAT_NOT_FOR_SALE"}, {"", "IN_THE_WAY"})
        live = race_office.value("SELECT live FROM seats WHERE id = %s", stage.opened.seats[0].id)
        assert (live == 1) is picked.won
    require_sound(race_office)


def test_a_seat_that_breaks_while_it_is_picked_is_sold_to_nobody(
    crew: Crew, race_office: BoxOffice, stages: list[Stage]
) -> None:
    wishes = [
        [Breakage(stage.manager, stage.plan, stage.opened.seats[1].id), stage.pick(race_office, 1)] for stage in stages
    ]
    rounds = crew.race([break_down, pick], wishes)
    assert defects(rounds) == []
    for broken, picked in rounds:
        assert broken.won
        assert picked.code in ("", "SEAT_NOT_FOR_SALE")
        if picked.won:
            with pytest.raises(HoldExpired):
                race_office.pay(picked.answer, counter=1)
    require_sound(race_office)


def test_a_seat_goes_to_the_rehoused_guest_or_to_the_counter_and_never_to_both(
    crew: Crew, race_office: BoxOffice, stages: list[Stage]
) -> None:
    rehousing = Rehousing(race_office.database)
    wishes = []
    for stage in stages:
        race_office.pay(pick(race_office.database, stage.pick(race_office, 3)), counter=1)
        Outages(race_office.database).put(
            stage.manager, new_request_id(), stage.plan, [stage.opened.seats[3].id], {"reason": "Broken"}
        )
        (proposal,) = rehousing.proposals(stage.manager, stage.plan.id)
        wanted = proposal.choices[0][0].to
        wishes.append(
            [
                Removal(stage.manager, stage.plan, proposal.party, proposal.choices[0]),
                Pick(race_office.session(counter=1), stage.opened, race_office.adult(), (wanted,)),
            ]
        )
    rounds = crew.race([rehouse, pick], wishes)
    assert defects(rounds) == []
    for moved, picked in rounds:
        assert moved.won is not picked.won
        assert {moved.code, picked.code} == {"", "SEATS_TAKEN"}
    require_sound(race_office)
