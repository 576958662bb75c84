"""The ten reports once more, row by row from tickets and payments, as somebody would who has only those and a pencil."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from math import floor
from typing import Any

from app.controllers.reports.report import ReportKind
from app.models.records import PaymentMethod
from app.models.times import as_utc
from app.utils.local_time import to_local
from app.utils.paper.report_sheet import Cell
from tests.box_office import BoxOffice
from tests.models.reports.history import Sold, Truth

Rows = list[tuple[Cell, ...]]
_NOTHING = (0, 0, 0, 0, 0)


def share(part: int, whole: int) -> int | None:
    """Thousandths of `whole`, half up: of days on which only returns were made they are below nothing."""
    return floor(Fraction(1000 * part, whole) + Fraction(1, 2)) if whole > 0 else None


@dataclass(frozen=True)
class Shown:
    """A show that has begun and was not cancelled, with the tickets that are good for it."""

    show_id: int
    title: str
    hall_name: str
    starts_local: datetime
    seats: int
    good: tuple[Sold, ...]

    @property
    def sales_minor(self) -> int:
        return sum(ticket.price_minor for ticket in self.good)

    @property
    def full(self) -> int:
        return share(len(self.good), self.seats) or 0


@dataclass(frozen=True)
class Rebuilt:
    """The reports of one cinema for the days `first` to `last`; `weekdays` in the order in which its week runs."""

    office: BoxOffice
    truth: Truth
    first: date
    last: date
    now: datetime
    weekdays: tuple[int, ...]

    def rows(self, kind: ReportKind) -> Rows:
        return _REBUILDS[kind](self)

    @property
    def days(self) -> tuple[date, date]:
        return self.first, self.last

    def by_day(self) -> Rows:
        tickets = self.truth.tickets_by_day(*self.days)
        money = self.truth.money_by(lambda _, at: at.date(), *self.days)
        fees = self.truth.fees_by_day(*self.days)
        happened = sorted({*tickets, *money, *fees})
        if not happened:
            return []
        end = max(happened[-1], min(self.last, to_local(self.now, self.truth.cinema.time_zone).date()))
        rows: Rows = []
        for number in range((end - happened[0]).days + 1):
            day = happened[0] + timedelta(days=number)
            sold, sold_minor, _, returned, returned_minor = tickets.get(day, _NOTHING)
            _, taken, _, back = money.get(day, _NOTHING[1:])
            sales = sold_minor - returned_minor
            rows.append((day, sold, returned, sold - returned, sales, fees.get(day, 0), taken, back, taken - back))
        return rows

    def of_tickets(self, key: Callable[[Sold], Any]) -> Rows:
        found = self.truth.tickets_by(key, *self.days)
        together = sum(of[1] - of[4] for of in found.values())
        rows: Rows = [
            (name, sold, back, sold - back, off, minor - back_minor, share(minor - back_minor, together))
            for name, (sold, minor, off, back, back_minor) in found.items()
        ]
        return sorted(rows, key=lambda row: (-int(str(row[5])), str(row[0])))

    def by_clerk(self) -> Rows:
        tickets = self.truth.tickets_by(lambda ticket: ticket.clerk_name, *self.days)
        money = self.truth.money_by(lambda row, _: self.truth.names[row[5]], *self.days)
        rows: Rows = []
        for name in {*tickets, *money}:
            sold, sold_minor, _, returned, returned_minor = tickets.get(name, _NOTHING)
            payments, taken, refunds, back = money.get(name, _NOTHING[1:])
            sales = sold_minor - returned_minor
            rows.append((name, sold - returned, sales, payments, refunds, taken, back, taken - back))
        return sorted(rows, key=lambda row: (-int(str(row[2])), str(row[0])))

    def by_method(self) -> Rows:
        tickets = self.truth.tickets_by(lambda ticket: ticket.method, *self.days)
        money = self.truth.money_by(lambda row, _: row[2], *self.days)
        together = sum(of[1] - of[3] for of in money.values())
        rows: Rows = []
        for key in [*(method.value for method in PaymentMethod), "NONE"]:
            if key in {*tickets, *money}:
                sold, _, _, returned, _ = tickets.get(key, _NOTHING)
                payments, taken, refunds, back = money.get(key, _NOTHING[1:])
                name = "Nothing to pay" if key == "NONE" else PaymentMethod(key).label
                part = share(taken - back, together)
                rows.append((name, sold - returned, payments, refunds, taken, back, taken - back, part))
        return rows

    def begun(self) -> list[Shown]:
        """In the order of their times."""
        zone, cinema_id = self.truth.cinema.time_zone, self.truth.cinema.id
        found = self.office.owner.rows(
            "SELECT s.id, m.title, h.name, s.starts_at, (SELECT COUNT(*) FROM seats x WHERE x.hall_id = h.id) FROM shows s"
            " JOIN movies m ON m.id = s.movie_id JOIN halls h ON h.id = s.hall_id"
            " WHERE h.cinema_id = %s AND s.status <> 'CANCELLED' ORDER BY s.starts_at, h.name, s.id",
            (cinema_id,),
        )
        shows = []
        for show_id, title, hall, starts_at, seats in found:
            local = to_local(as_utc(starts_at), zone)
            if as_utc(starts_at) < self.now and self.first <= local.date() <= self.last:
                good = tuple(
                    each for each in self.truth.tickets if each.show_id == show_id and each.voided_local is None
                )
                shows.append(Shown(show_id, title, hall, local, int(seats), good))
        return shows

    def occupancy(self) -> Rows:
        by_day: dict[date, list[Shown]] = defaultdict(list)
        for show in self.begun():
            by_day[show.starts_local.date()].append(show)
        rows: Rows = []
        for day, shows in by_day.items():
            seats, tickets = sum(show.seats for show in shows), sum(len(show.good) for show in shows)
            sales = sum(show.sales_minor for show in shows)
            rows.append((day, len(shows), seats, tickets, share(tickets, seats), sales))
        return rows

    def best_and_worst(self) -> Rows:
        ranked = sorted(self.begun(), key=lambda show: (-show.full, -show.sales_minor))
        return [
            (show.title, show.starts_local, show.hall_name, len(show.good), show.seats, show.full, show.sales_minor)
            for show in ranked
        ]

    def favourite_seats(self) -> Rows:
        shows = self.begun()
        sold: dict[int, int] = defaultdict(int)
        for show in shows:
            for ticket in show.good:
                sold[ticket.seat_id] += 1
        seats = sorted(self.office.open().seats, key=lambda seat: (-sold[seat.id], seat.grid_row, seat.grid_column))
        return [
            (seat.label, seat.seat_type.label, sold[seat.id], len(shows), share(sold[seat.id], len(shows)))
            for seat in seats
        ]

    def busy_hours(self) -> Rows:
        found = self.truth.hours(*self.days)
        if not found:
            return []
        hours = [hour for _, hour in found]
        rows: Rows = []
        for hour in range(min(hours), max(hours) + 1):
            of = [found.get((weekday, hour), (0, 0, 0)) for weekday in self.weekdays]
            rows.append(
                (time(hour), *(each[1] for each in of), sum(each[1] for each in of), sum(each[2] for each in of))
            )
        return rows


_REBUILDS: dict[ReportKind, Callable[[Rebuilt], Rows]] = {
    ReportKind.BY_DAY: Rebuilt.by_day,
    ReportKind.BY_FILM: lambda of: of.of_tickets(lambda ticket: ticket.title),
    ReportKind.BY_HALL: lambda of: of.of_tickets(lambda ticket: ticket.hall_name),
    ReportKind.BY_CLERK: Rebuilt.by_clerk,
    ReportKind.BY_METHOD: Rebuilt.by_method,
    ReportKind.BY_SEAT_TYPE: lambda of: of.of_tickets(lambda ticket: ticket.kind.label),
    ReportKind.OCCUPANCY: Rebuilt.occupancy,
    ReportKind.BEST_AND_WORST: Rebuilt.best_and_worst,
    ReportKind.HALL_HEAT: Rebuilt.favourite_seats,
    ReportKind.BUSY_HOURS: Rebuilt.busy_hours,
}
