"""Reports of real sales, each of them asked as a manager asks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.controllers.after.refunds import Refunds
from app.controllers.pay.refunding import Refunding
from app.controllers.reports.periods import Preset
from app.controllers.reports.report import Bars, HallChart, Line, Report, ReportKind, WeekChart
from app.controllers.reports.reports import Reports, Wanted
from app.controllers.start.sign_in import SignIn
from app.controllers.till.voiding import Voiding
from app.models.errors import NotFound, PermissionDenied
from app.models.records import Payment, PaymentMethod, Role
from app.models.reports import closed_days
from app.utils.codes import new_request_id
from app.utils.progress import Cancelled, Progress
from tests.box_office import PASSWORD, BoxOffice, MakeBoxOffice
from tests.models.reports.history import History
from tests.own_house import own_house, own_owner

__all__ = ["own_house", "own_owner"]


def work_an_evening(office: BoxOffice) -> None:
    """A1 A2 in cash (700), C1 half in cash and half by card (455), A3 in cash and undone again (350)."""
    office.sell("A1", "A2")
    basket = office.hold("C1", counter=1)
    parts = (
        Payment(PaymentMethod.CARD, 30000, approval_code="A1B2C3"),
        Payment(PaymentMethod.CASH, 15500, 20000),
    )
    office.paying().confirm(office.session(Role.MANAGER, 1), new_request_id(), basket, parts)
    wrong = office.sell("A3")
    Voiding(office.database, SignIn(office.database)).void(
        office.session(), new_request_id(), wrong.reference, "mis-sale", office.people[Role.MANAGER].username, PASSWORD
    )


def made(office: BoxOffice, kind: ReportKind, preset: Preset = Preset.TODAY, hall_id: int | None = None) -> Report:
    return Reports(office.database).make(office.session(Role.MANAGER), Wanted(kind, preset, hall_id=hall_id))


def shown(report: Report) -> list[list[str]]:
    """Every row as people read it."""
    sheet = report.sheet
    rows = [*sheet.rows, *([sheet.totals] if sheet.totals else [])]
    return [[sheet.shown(cell, column.kind) for cell, column in zip(row, sheet.columns, strict=True)] for row in rows]


@pytest.fixture(name="evening")
def lived_through(make_office: MakeBoxOffice) -> BoxOffice:
    office = make_office(time_zone="Asia/Kolkata")
    work_an_evening(office)
    return office


def test_by_day_tells_what_was_sold_and_what_came_in(evening: BoxOffice) -> None:
    report = made(evening, ReportKind.BY_DAY)
    (row,) = shown(report)
    assert row[1:] == ["4", "1", "3", "₹1,155", "₹0", "₹1,505", "₹350", "₹1,155"]
    assert isinstance(report.chart, Bars)


def test_by_film_hall_and_seat_type_tell_the_same_tickets(evening: BoxOffice) -> None:
    assert shown(made(evening, ReportKind.BY_FILM)) == [["A Film", "4", "1", "3", "₹0", "₹1,155", "100.0%"]]
    assert shown(made(evening, ReportKind.BY_HALL)) == [["Hall 1", "4", "1", "3", "₹0", "₹1,155", "100.0%"]]
    assert shown(made(evening, ReportKind.BY_SEAT_TYPE)) == [
        ["Regular", "3", "1", "2", "₹0", "₹700", "60.6%"],
        ["Premium", "1", "0", "1", "₹0", "₹455", "39.4%"],
        ["Together", "4", "1", "3", "₹0", "₹1,155", ""],
    ]


def test_by_clerk_tells_who_took_the_money(evening: BoxOffice) -> None:
    rows = shown(made(evening, ReportKind.BY_CLERK))
    assert ["Clerk", "2", "₹700", "2", "1", "₹1,050", "₹350", "₹700"] in rows
    assert ["Manager", "1", "₹455", "2", "0", "₹455", "₹0", "₹455"] in rows


def test_a_sale_paid_in_two_ways_counts_its_money_with_each_and_its_ticket_once(evening: BoxOffice) -> None:
    assert shown(made(evening, ReportKind.BY_METHOD)) == [
        ["Cash", "2", "3", "1", "₹1,205", "₹350", "₹855", "74.0%"],
        ["Card", "1", "1", "0", "₹300", "₹0", "₹300", "26.0%"],
        ["Together", "3", "4", "1", "₹1,505", "₹350", "₹1,155", ""],
    ]


def test_busy_hours_are_those_in_which_sales_were_made(evening: BoxOffice) -> None:
    report = made(evening, ReportKind.BUSY_HOURS)
    assert isinstance(report.chart, WeekChart)
    assert sum(report.chart.tickets.values()) == 4
    assert [column.title for column in report.sheet.columns][1:3] == ["Sun", "Mon"]


def test_shows_count_once_they_have_begun(evening: BoxOffice) -> None:
    assert made(evening, ReportKind.OCCUPANCY, Preset.THIS_YEAR).sheet.rows == ()
    evening.change("UPDATE shows SET starts_at = UTC_TIMESTAMP() - INTERVAL 1 MINUTE WHERE id = %s", evening.show_id)
    (row,) = shown(made(evening, ReportKind.OCCUPANCY, Preset.THIS_YEAR))
    assert row[1:] == ["1", "60", "3", "5.0%", "₹1,155"]


def test_a_cancelled_show_is_not_a_bad_one(evening: BoxOffice) -> None:
    evening.change("UPDATE shows SET starts_at = UTC_TIMESTAMP() - INTERVAL 1 MINUTE, status = 'CANCELLED'")
    assert made(evening, ReportKind.BEST_AND_WORST, Preset.THIS_YEAR).sheet.rows == ()


def test_the_best_shows_come_first_and_the_worst_last(make_office: MakeBoxOffice) -> None:
    office = make_office(till=False)
    history, now = History(office), closed_days.server_now(office.owner)
    seats = [seat.id for seat in office.open().seats]
    for number in range(120):
        show = history.show(now - timedelta(minutes=number + 1), f"Film {number}")
        history.sale(show, now - timedelta(days=1), seats[: 1 + number % 60])
    report = made(office, ReportKind.BEST_AND_WORST, Preset.THIS_YEAR)
    shares = [int(str(cell)) for cell in report.sheet.column("full")]
    assert len(shares) == 100
    assert shares == sorted(shares, reverse=True)
    assert "of 120 shows" in report.sheet.note
    assert report.sheet.totals is None
    assert isinstance(report.chart, Bars)
    assert [bar.good for bar in report.chart.bars] == [True] * 10 + [False] * 10
    for bar in report.chart.bars:
        assert bar.label.startswith(str(report.sheet.rows[bar.row][0]))


def test_favourite_seats_are_those_of_one_hall(evening: BoxOffice) -> None:
    evening.change("UPDATE shows SET starts_at = UTC_TIMESTAMP() - INTERVAL 1 MINUTE WHERE id = %s", evening.show_id)
    report = made(evening, ReportKind.HALL_HEAT, Preset.THIS_YEAR, evening.hall_id)
    assert shown(report)[:4] == [
        ["A1", "Regular", "1", "1", "100.0%"],
        ["A2", "Regular", "1", "1", "100.0%"],
        ["C1", "Premium", "1", "1", "100.0%"],
        ["A3", "Regular", "0", "1", "0.0%"],
    ]
    assert isinstance(report.chart, HallChart)
    assert report.sheet.subtitle.startswith("Hall 1 · ")
    assert all(
        report.sheet.rows[row][0] == seat.label
        for seat in report.chart.seats
        for row in (report.chart.row_by_seat[seat.id],)
    )


def test_another_cinemas_hall_is_refused(evening: BoxOffice, make_office: MakeBoxOffice) -> None:
    with pytest.raises(NotFound) as refused:
        made(evening, ReportKind.HALL_HEAT, hall_id=make_office().hall_id)
    assert refused.value.code == "NOT_FOUND"


def test_days_without_a_sale_are_in_the_line(make_office: MakeBoxOffice) -> None:
    office = make_office(till=False)
    history, now = History(office), closed_days.server_now(office.owner)
    show = history.show(now - timedelta(hours=1))
    history.sale(show, now - timedelta(days=5), [office.open().seats[0].id])
    report = Reports(office.database).make(
        office.session(Role.MANAGER),
        Wanted(
            ReportKind.BY_DAY,
            Preset.OTHER,
            str((now - timedelta(days=9)).date()),
            str((now - timedelta(days=2)).date()),
        ),
    )
    assert isinstance(report.chart, Line)
    assert report.sheet.column("tickets")[0] == 1
    assert set(report.sheet.column("tickets")[1:]) == {0}
    assert len(report.sheet.rows) in {3, 4}  # the cinema's day may be another than UTC's


def test_nothing_sold_is_a_report_without_rows(office: BoxOffice) -> None:
    for kind in ReportKind:
        report = made(office, kind, hall_id=office.hall_id)
        assert report.sheet.rows == ()
        assert report.chart is None


def test_the_glance_tells_todays_takings(evening: BoxOffice) -> None:
    glance = Reports(evening.database).at_a_glance(evening.session(Role.MANAGER))
    assert (glance.today.takings_minor, glance.today.tickets, glance.today.returned) == (115500, 3, 1)
    assert (glance.open_work.unprinted_sales, glance.open_work.unprinted_tickets) == (2, 3)


def test_what_is_kept_of_a_ticket_given_back_is_income_of_that_day(office: BoxOffice) -> None:
    """Two hours before the show a quarter of 350.00 comes back: sales and fees are what was taken and stays."""
    reference = office.sell("A1", "A2").reference
    desk = Refunds(office.database, SignIn(office.database), lambda: Refunding(office.database, None))
    quote = desk.quote(office.session(), reference)
    desk.refund(office.session(), new_request_id(), quote.of([quote.seats[0].ticket_id]))
    report = made(office, ReportKind.BY_DAY)
    assert [column.title for column in report.sheet.columns[4:]] == [
        "Sales",
        "Fees kept",
        "Taken",
        "Given back",
        "Takings",
    ]
    assert shown(report)[0][4:] == ["₹350.00", "₹262.50", "₹700.00", "₹87.50", "₹612.50"]
    glance = Reports(office.database).at_a_glance(office.session(Role.MANAGER))
    assert (glance.today.takings_minor, glance.fees_minor) == (61250, 26250)


def test_adding_up_can_be_cancelled_and_what_was_added_stays(make_office: MakeBoxOffice) -> None:
    office = make_office(till=False)
    history, now = History(office), closed_days.server_now(office.owner)
    show = history.show(now - timedelta(hours=1))
    history.sale(show, now - timedelta(days=40), [office.open().seats[0].id])
    cinema = office.counters[0].cinema
    before = len(closed_days.missing(office.database, cinema, now))

    class Impatient(Progress):
        def report(self, done: int, total: int) -> None:
            if done >= 14:
                self.cancel()
            super().report(done, total)

    with pytest.raises(Cancelled):
        Reports(office.database).make(
            office.session(Role.MANAGER), Wanted(ReportKind.BY_DAY, Preset.TODAY), Impatient()
        )
    assert len(closed_days.missing(office.database, cinema, now)) == before - 14


def test_a_clerk_sees_no_reports(office: BoxOffice) -> None:
    reports = Reports(office.database)
    with pytest.raises(PermissionDenied):
        reports.at_a_glance(office.session(Role.CLERK))
    with pytest.raises(PermissionDenied):
        reports.make(office.session(Role.CLERK), Wanted(ReportKind.BY_DAY, Preset.TODAY))
