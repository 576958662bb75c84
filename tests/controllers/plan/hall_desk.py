"""A manager at the hall plans of a small cinema of a test's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from app.controllers.permissions import Session
from app.controllers.plan import hall_changes
from app.controllers.plan.hall_changes import Brush
from app.controllers.plan.hall_drawing import HallDrawing
from app.controllers.plan.halls import Halls, OpenHall
from app.controllers.plan.outages import Outages
from app.controllers.plan.rehousing import Proposal, Rehousing
from app.models.records import Role
from app.utils.codes import new_request_id
from tests.box_office import BoxOffice


@dataclass(slots=True)
class HallDesk:
    """`office.hall_id` is the hall that is worked at."""

    office: BoxOffice
    halls: Halls = field(init=False)
    outages: Outages = field(init=False)
    rehousing: Rehousing = field(init=False)

    def __post_init__(self) -> None:
        database = self.office.database
        self.halls, self.outages, self.rehousing = Halls(database), Outages(database), Rehousing(database)

    @property
    def manager(self) -> Session:
        return self.office.session(Role.MANAGER)

    def open(self) -> OpenHall:
        return self.halls.open(self.manager, self.office.hall_id)

    def save(self, drawn: HallDrawing, seen: OpenHall | None = None, **answers: str) -> OpenHall:
        """Save a drawing with the hall's own name and turnaround where no others are given."""
        opened = seen or self.open()
        given = {"name": opened.plan.name, "turnaround_minutes": str(opened.plan.turnaround_minutes), "active": "yes"}
        return self.halls.save(self.manager, new_request_id(), opened.plan, {**given, **answers}, drawn)

    def change(self, change: Callable[[HallDrawing], HallDrawing]) -> OpenHall:
        """Open the hall, do one thing to its drawing, and save."""
        opened = self.open()
        return self.save(change(opened.drawn), opened)

    def put_out(self, *labels: str, until: str = "", begins: str = "", reason: str = "Broken arm rest") -> None:
        seat_ids = [seat.id for seat in self.office.seats(*labels)]
        answers = {"from": begins, "until": until, "reason": reason}
        self.outages.put(self.manager, new_request_id(), self.open().plan, seat_ids, answers)

    def give_back(self, *labels: str) -> None:
        standing = [
            each for each in self.outages.of_hall(self.manager, self.office.hall_id) if each.seat_label in labels
        ]
        self.outages.end(self.manager, new_request_id(), self.open().plan, standing)

    def proposals(self) -> tuple[Proposal, ...]:
        return self.rehousing.proposals(self.manager, self.office.hall_id)

    def rehouse(self, accepted: Sequence[Proposal]) -> tuple[str, ...]:
        """Accept the first choice of each."""
        chosen = [(proposal.party, proposal.choices[0]) for proposal in accepted]
        return self.rehousing.rehouse(self.manager, new_request_id(), self.open().plan, chosen)

    def stored(self) -> dict[str, int | None]:
        """The hall's seats as they are now, label to id."""
        return {seat.label: seat.seat_id for seat in self.open().plan.seats}

    def place_of(self, label: str) -> tuple[int, int]:
        return next(seat.place for seat in self.open().plan.seats if seat.label == label)


def painted(desk: HallDesk, label: str, brush: Brush) -> Callable[[HallDrawing], HallDrawing]:
    """What paints one seat."""
    return partial(hall_changes.paint, places=[desk.place_of(label)], brush=brush)


def row_at(desk: HallDesk, name: str) -> int:
    """Where the row of that name is drawn."""
    return next(at for at, row in enumerate(desk.open().drawn.rows) if row.name == name)
