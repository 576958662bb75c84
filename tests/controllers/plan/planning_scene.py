"""A cinema whose days are planned: a second hall, films of known lengths, and times on a day to come."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from app.controllers.permissions import Session
from app.controllers.plan.boards import Board
from app.controllers.plan.filling import Filling
from app.controllers.plan.show_cancelling import ShowCancelling
from app.controllers.plan.show_planning import ShowPlanning
from app.models.plan.planning import StoredShow
from app.models.records import Cinema, Role
from app.utils.codes import new_request_id
from app.utils.local_time import day_bounds_utc
from tests.box_office import BoxOffice, MakeBoxOffice, unique

FILM_MINUTES = 100
DAYS_AHEAD = 10
"""Nothing of what a box office begins with is on that day."""


@dataclass(slots=True)
class Planner:
    """A manager who plans in two halls."""

    office: BoxOffice
    halls: tuple[int, int]
    film_id: int
    other_film_id: int
    day: date

    @property
    def cinema(self) -> Cinema:
        return self.office.counters[0].cinema

    @property
    def session(self) -> Session:
        return self.office.session(Role.MANAGER)

    @property
    def shows(self) -> ShowPlanning:
        return ShowPlanning(self.office.database)

    @property
    def filling(self) -> Filling:
        return Filling(self.office.database)

    @property
    def cancelling(self) -> ShowCancelling:
        return ShowCancelling(self.office.database)

    def answers(self, at: str = "19:00", hall: int = 0, **others: str) -> dict[str, str]:
        return {
            "movie": str(self.film_id),
            "hall": str(self.halls[hall]),
            "day": self.day.isoformat(),
            "time": at,
            "adverts": "15",
            "base_price": "350",
            **others,
        }

    def add(self, at: str = "19:00", hall: int = 0, **others: str) -> StoredShow:
        return self.shows.add(self.session, new_request_id(), self.cinema, self.answers(at, hall, **others))[0]

    def change(self, seen: StoredShow, answers: dict[str, str]) -> StoredShow:
        return self.shows.change(self.session, new_request_id(), self.cinema, seen, answers)[0]

    def move(self, seen: StoredShow, starts_at: datetime, hall: int | None = None) -> StoredShow:
        hall_id = seen.hall_id if hall is None else self.halls[hall]
        return self.shows.move(self.session, new_request_id(), self.cinema, seen, hall_id, starts_at)

    def at(self, typed: str, day: date | None = None) -> datetime:
        """The moment of "19:00" on the day."""
        midnight, _ = day_bounds_utc(day or self.day, self.cinema.time_zone)
        told = time.fromisoformat(typed)
        return midnight + timedelta(hours=told.hour, minutes=told.minute)

    def board(self, day: date | None = None) -> Board:
        return self.shows.board(self.session, self.cinema, day or self.day)

    def starts(self, hall: int = 0, day: date | None = None) -> list[str]:
        """The starts of a hall's shows by the cinema's clock."""
        midnight, _ = day_bounds_utc(day or self.day, self.cinema.time_zone)
        offsets = [
            show.stored.starts_at - midnight
            for show in self.board(day).shows
            if show.stored.hall_id == self.halls[hall]
        ]
        return [f"{offset // timedelta(hours=1):02d}:{offset // timedelta(minutes=1) % 60:02d}" for offset in offsets]

    def audit(self, subject: str) -> list[str]:
        found = self.office.owner.rows(
            "SELECT action FROM audit_log WHERE subject = %s AND counter_id IN %s ORDER BY id",
            (subject, tuple(counter.id for counter in self.office.counters)),
        )
        return [str(row[0]) for row in found]


def film(office: BoxOffice, minutes: int = FILM_MINUTES, title: str = "A Planned Film") -> int:
    """A new film of that length."""
    return office.owner.transaction(
        lambda unit: unit.insert(
            "INSERT INTO movies (title, duration_minutes, language, certificate) VALUES (%s, %s, 'Hindi', 'U')",
            (unique(title), minutes),
        )
    )


def second_hall(office: BoxOffice) -> int:
    """Another hall of the same cinema with the same rows of seats."""
    cinema_id = office.counters[0].cinema.id
    hall_id = office.owner.transaction(
        lambda unit: unit.insert("INSERT INTO halls (cinema_id, name) VALUES (%s, %s)", (cinema_id, unique("Hall")))
    )
    office.change(
        "INSERT INTO seats (hall_id, row_name, seat_number, seat_type, grid_row, grid_column)"
        " SELECT %s, row_name, seat_number, seat_type, grid_row, grid_column FROM seats WHERE hall_id = %s",
        hall_id,
        office.hall_id,
    )
    return hall_id


def planner(make_office: MakeBoxOffice, time_zone: str = "Asia/Kolkata") -> Planner:
    office = make_office(time_zone=time_zone)
    day = (datetime.now(UTC) + timedelta(days=DAYS_AHEAD)).date()
    return Planner(office, (office.hall_id, second_hall(office)), film(office), film(office, title="Another Film"), day)


def opened(planned: Planner, show: StoredShow) -> BoxOffice:
    """The box office with that show as the one it sells."""
    return replace(planned.office, show_id=show.id)
