"""Reports for whoever runs the cinema, on a connection of their own: selling does not wait for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.controllers.permissions import Permission, Session, needs
from app.controllers.reports import sales_rows, show_rows
from app.controllers.reports.making import Made, Making
from app.controllers.reports.periods import Preset, period_of, period_words
from app.controllers.reports.report import Report, ReportKind
from app.models import places
from app.models.database import Database
from app.models.errors import NotFound
from app.models.records import Cinema
from app.models.reports import at_a_glance, closed_days, fees_kept, money_taken
from app.models.reports.at_a_glance import OpenWork
from app.models.reports.money_taken import MoneyFigures
from app.models.reports.stretches import stretch
from app.utils.local_time import to_local
from app.utils.paper.report_sheet import Cell, ReportSheet, permille
from app.utils.progress import Progress

DAYS_AT_ONCE = 7
"""Days added up in one go: a busy week takes a second, and then somebody may have cancelled."""
_UNITS_ADDED = {"tickets", "sold", "returned"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report, for which days: `first` and `last` as they are typed, for Preset.OTHER; `hall_id` where it asks for one."""

    kind: ReportKind
    preset: Preset
    first: str = ""
    last: str = ""
    hall_id: int | None = None


@dataclass(frozen=True, slots=True)
class Glance:
    """How the day goes so far, and what is still to be done; `as_of` is the server's time.

    `fees_minor` is what was kept today of tickets given back.
    """

    as_of: datetime
    today: MoneyFigures
    fees_minor: int
    open_work: OpenWork


@dataclass(frozen=True, slots=True)
class HallChoice:
    """A hall to ask a report of."""

    id: int
    name: str


class Reports:
    """Everything counted, of the session's cinema."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.SEE_REPORTS)
    def at_a_glance(self, session: Session) -> Glance:
        """Today's takings and tickets, unprinted tickets and refunds due, as they are now."""
        cinema = session.counter.cinema
        now = closed_days.server_now(self._database)
        today = to_local(now, cinema.time_zone).date()
        asked = stretch(cinema, today, today, now)
        figures = money_taken.by_day(self._database, asked).get(today, MoneyFigures())
        fees_minor = fees_kept.by_day(self._database, asked).get(today, 0)
        return Glance(now, figures, fees_minor, at_a_glance.open_work(self._database, cinema.id))

    @needs(Permission.SEE_REPORTS)
    def halls(self, session: Session) -> tuple[HallChoice, ...]:
        """The cinema's halls, in their order."""
        found = places.halls_of(self._database, session.counter.cinema.id)
        return tuple(HallChoice(hall_id, name) for hall_id, name, _ in found)

    @needs(Permission.SEE_REPORTS)
    def make(self, session: Session, wanted: Wanted, progress: Progress | None = None) -> Report:
        """The report. What is not added up yet of days that are over is added up first, once for all: `progress` counts days.

        Raises FormRefused for a period that cannot be, NotFound for a hall that is not there, Cancelled, DatabaseBusy.
        """
        cinema = session.counter.cinema
        now = closed_days.server_now(self._database)
        period = period_of(
            wanted.preset, to_local(now, cinema.time_zone).date(), cinema.locale, wanted.first, wanted.last
        )
        subtitle = period_words(period, cinema.locale)
        if wanted.kind.asks_for_hall:
            subtitle = f"{self._hall_name(session, wanted.hall_id)} · {subtitle}"
        self._add_up(cinema, now, progress or Progress())
        asked = stretch(cinema, period.first, period.last, now)
        making = Making(self._database, cinema, period, asked, now, wanted.hall_id)
        made = _MAKERS[wanted.kind](making)
        return Report(wanted.kind, period, _sheet(wanted.kind, making, made, subtitle), made.chart)

    def _hall_name(self, session: Session, hall_id: int | None) -> str:
        halls = {hall_id: name for hall_id, name, _ in places.halls_of(self._database, session.counter.cinema.id)}
        if hall_id not in halls:
            raise NotFound("This hall is not in this cinema. Choose another one.")
        return halls[hall_id]

    def _add_up(self, cinema: Cinema, now: datetime, progress: Progress) -> None:
        """A part stays when the rest is cancelled or fails."""
        missing = closed_days.missing(self._database, cinema, now)
        for done in range(0, len(missing), DAYS_AT_ONCE):
            progress.report(done, len(missing))
            days = missing[done : done + DAYS_AT_ONCE]
            self._database.transaction(lambda unit, days=days: closed_days.add_up(unit, cinema, days))  # type: ignore[misc]  # bound now


_MAKERS: dict[ReportKind, Callable[[Making], Made]] = {
    ReportKind.BY_DAY: sales_rows.by_day,
    ReportKind.BY_FILM: sales_rows.by_film,
    ReportKind.BY_HALL: sales_rows.by_hall,
    ReportKind.BY_CLERK: sales_rows.by_clerk,
    ReportKind.BY_METHOD: sales_rows.by_method,
    ReportKind.BY_SEAT_TYPE: sales_rows.by_seat_type,
    ReportKind.OCCUPANCY: show_rows.occupancy,
    ReportKind.BEST_AND_WORST: show_rows.best_and_worst,
    ReportKind.HALL_HEAT: show_rows.favourite_seats,
    ReportKind.BUSY_HOURS: show_rows.hours,
}


def _sheet(kind: ReportKind, making: Making, made: Made, subtitle: str) -> ReportSheet:
    cinema = making.cinema
    return ReportSheet(
        title=kind.label,
        subtitle=subtitle,
        cinema_name=cinema.name,
        currency=cinema.currency,
        locale=cinema.locale,
        made_at_local=to_local(making.now, cinema.time_zone).replace(tzinfo=None),
        columns=made.columns,
        rows=made.rows,
        totals=_totals(made) if made.adds_up and len(made.rows) > 1 else None,
        note=made.note,
    )


def _totals(made: Made) -> tuple[Cell, ...]:
    """Counts and money are added; a share of all is not, but how full all were together is."""
    totals: dict[str, Cell] = {}
    for place, column in enumerate(made.columns):
        if column.kind.is_number and column.key not in {"share", "full"}:
            totals[column.key] = sum(row[place] for row in made.rows if isinstance(row[place], int))  # type: ignore[misc]  # ints
    tickets, seats = totals.get("tickets"), totals.get("seats")
    if isinstance(tickets, int) and isinstance(seats, int):
        totals["full"] = permille(tickets, seats)
    totals[made.columns[0].key] = "Together"
    return tuple(totals.get(column.key) for column in made.columns)
