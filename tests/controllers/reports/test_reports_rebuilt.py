"""Every one of the ten reports, row by row and total by total, is what tickets and payments come to, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from app.controllers.reports.periods import Preset
from app.controllers.reports.report import Report, ReportKind
from app.controllers.reports.reports import Reports, Wanted
from app.models.records import Role
from app.models.reports import closed_days
from app.utils.local_time import to_local
from tests.box_office import BoxOffice, MakeBoxOffice
from tests.controllers.reports.rebuilt import Rebuilt, Rows, share
from tests.models.reports.aftermath import CHANGES, ZONES, Aftermath, lived_in, what_happens_today
from tests.models.reports.history import Truth
from tests.own_house import own_house, own_owner

__all__ = ["own_house", "own_owner"]

INDIAN_WEEK = (6, 0, 1, 2, 3, 4, 5)
"""Sunday first; the cinema's locale is Indian, wherever its clock stands."""


@dataclass(frozen=True)
class Desk:
    """Where a manager asks for reports."""

    office: BoxOffice

    def made(self, kind: ReportKind, first: date, last: date) -> Report:
        wanted = Wanted(kind, Preset.OTHER, str(first), str(last), self.office.hall_id)
        return Reports(self.office.database).make(self.office.session(Role.MANAGER), wanted)

    @property
    def now(self) -> datetime:
        return closed_days.server_now(self.office.owner)


def periods(office: BoxOffice, now: datetime) -> list[tuple[date, date]]:
    """All of it, the days in which the clocks were changed, one of them, and the last two."""
    today = to_local(now, office.counters[0].cinema.time_zone).date()
    return [
        (CHANGES[0], today),
        CHANGES,
        (date(2026, 10, 25), date(2026, 10, 25)),
        (today - timedelta(days=1), today),
    ]


def told_apart(history: Aftermath) -> None:
    """In a report films of one title are told apart; here each has one of its own."""
    history.office.change("UPDATE movies SET title = CONCAT(title, ' ', id) WHERE title = 'New'")


@pytest.mark.parametrize("zone", ZONES)
def test_every_report_can_be_rebuilt_from_tickets_and_payments(make_office: MakeBoxOffice, zone: str) -> None:
    """The days that are over are added up before the last refunds, exchanges and undone sales of their tickets."""
    history = lived_in(make_office, zone, 7)
    told_apart(history)
    desk = Desk(history.office)
    desk.made(ReportKind.BY_DAY, *CHANGES)
    what_happens_today(history)
    truth, now = Truth(history.office), desk.now
    for first, last in periods(history.office, now):
        rebuilt = Rebuilt(history.office, truth, first, last, now, INDIAN_WEEK)
        for kind in ReportKind:
            report = desk.made(kind, first, last)
            expected = rebuilt.rows(kind)
            if kind is ReportKind.HALL_HEAT and not rebuilt.begun():
                expected = []
            assert list(report.sheet.rows) == expected, (kind, first, last)
            assert report.sheet.totals == totals(report, expected), (kind, first, last)


def totals(report: Report, rows: Rows) -> tuple[object, ...] | None:
    """Counts and money added up; how full all were together is worked out from those; a share is not added."""
    if len(rows) < 2 or report.kind is ReportKind.HALL_HEAT:
        return None
    keys = [column.key for column in report.sheet.columns]
    together: list[object] = ["Together"]
    for place, column in enumerate(report.sheet.columns[1:], 1):
        adds = column.kind.is_number and column.key not in {"share", "full"}
        together.append(sum(int(str(row[place])) for row in rows) if adds else None)
    if "full" in keys:
        tickets, seats = (int(str(together[keys.index(key)])) for key in ("tickets", "seats"))
        together[keys.index("full")] = share(tickets, seats)
    return tuple(together)


def test_the_history_has_all_that_a_report_could_get_wrong(make_office: MakeBoxOffice) -> None:
    """Or the test above would say less than it seems to."""
    history = lived_in(make_office, "Europe/Berlin", 7)
    what_happens_today(history)
    truth, office = Truth(history.office), history.office
    counted = office.owner.row(
        "SELECT SUM(r.kind = 'EXCHANGE'), SUM(r.fee_minor > 0), SUM(DATE(r.refunded_at) > DATE(b.confirmed_at)),"
        " (SELECT COUNT(*) FROM tickets t JOIN bookings k ON k.id = t.booking_id WHERE t.replaced AND k.counter_id IN %s)"
        " FROM refunds r JOIN bookings b ON b.id = r.booking_id WHERE r.counter_id IN %s",
        (tuple(each.id for each in office.counters), tuple(each.id for each in office.counters)),
    )
    assert counted is not None
    assert min(int(each) for each in counted) >= 2
    differences = office.owner.rows(
        "SELECT SIGN(SUM(l.price_minor) - r.tickets_minor) FROM refunds r"
        " JOIN booking_lines l ON l.booking_id = r.new_booking_id WHERE r.counter_id IN %s GROUP BY r.id, r.tickets_minor",
        (tuple(each.id for each in office.counters),),
    )
    assert {int(row[0]) for row in differences} >= {-1, 1}
    assert any(ticket.voided_local is None for ticket in truth.tickets)
