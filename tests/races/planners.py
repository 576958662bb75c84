"""What planners do in a race: as Foyer does it, and as a program would that trusts its own reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.controllers.permissions import Session
from app.controllers.plan.boards import slot_of
from app.controllers.plan.day_board import Slot, judge
from app.controllers.plan.show_cancelling import ShowCancelling
from app.controllers.plan.show_planning import ShowPlanning
from app.models.database import Database
from app.models.errors import ChangedMeanwhile, InTheWay
from app.models.plan import planning
from app.models.plan.planning import ShowWish, StoredShow
from app.models.records import Cinema
from app.models.statements import Unit
from app.utils.codes import new_request_id


@dataclass(frozen=True, slots=True)
class Plan:
    """A show to be planned, as it is typed."""

    session: Session
    cinema: Cinema
    answers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Move:
    """A show to be moved to another hall and time."""

    session: Session
    cinema: Cinema
    seen: StoredShow
    hall_id: int
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Cancel:
    """A show to be cancelled, whatever it costs by then."""

    session: Session
    cinema: Cinema
    show_id: int


@dataclass(frozen=True, slots=True)
class NaivePlan:
    """A show to be planned by who looks first."""

    wish: ShowWish


def plan_show(database: Database, wish: Plan) -> int:
    return ShowPlanning(database).add(wish.session, new_request_id(), wish.cinema, wish.answers)[0].id


def move_show(database: Database, wish: Move) -> int:
    moved = ShowPlanning(database).move(
        wish.session, new_request_id(), wish.cinema, wish.seen, wish.hall_id, wish.starts_at
    )
    return moved.id


def cancel_show(database: Database, wish: Cancel) -> int:
    """Agree to whatever is told, as often as a sale changes it."""
    cancelling = ShowCancelling(database)
    agreed = cancelling.cost(wish.session, wish.show_id)
    while True:
        try:
            cost = cancelling.cancel(wish.session, new_request_id(), wish.cinema, wish.show_id, "the race", agreed)
        except ChangedMeanwhile:
            agreed = cancelling.cost(wish.session, wish.show_id)
        else:
            return cost.total_minor


def plan_by_looking_first(database: Database, wish: NaivePlan) -> int:
    """The same rule, asked in the same transaction, of rows that nobody else had to wait for: the version is not written."""

    def work(unit: Unit) -> int:
        slot = Slot(wish.wish.hall_id, wish.wish.starts_at, wish.wish.ends_at)
        known = planning.playing(unit, (slot.hall_id,), slot.starts_at, slot.ends_at)
        if judge(slot, map(slot_of, known), timedelta(minutes=30)).other is not None:
            raise InTheWay("somebody plays there")
        return planning.add(unit, wish.wish)

    return database.transaction(work)
