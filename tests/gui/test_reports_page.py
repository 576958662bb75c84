"""The reports' page with a manager's keys and clicks: figures, charts, days, files."""

from __future__ import annotations

import csv
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta

import customtkinter as ctk
import openpyxl
import pytest

from app.controllers.reports.periods import Preset
from app.controllers.reports.report import ReportKind
from app.models.records import Role
from app.views.reports.bar_chart import BarChart
from app.views.reports.hall_chart import HallHeatChart
from app.views.reports.line_chart import LineChart
from app.views.reports.report_pane import TOTALS
from app.views.reports.reports_page import ReportsPage
from app.views.reports.week_chart import WeekHeatChart
from tests.box_office import BoxOffice
from tests.gui.program import Program, StartProgram, program_starter
from tests.models.reports.history import History
from tests.own_house import own_house, own_owner
from tests.utils.paper.ticket_reading import output_of

__all__ = ["own_house", "own_owner", "program_starter"]


@pytest.fixture
def manager(start_program: StartProgram, make_office: Callable[..., BoxOffice]) -> Program:
    """Three weeks of sales, and 700 in cash and 455 by phone today; the show has begun."""
    office = make_office()
    history, now = History(office), datetime.now(UTC)
    seats = [seat.id for seat in office.open().seats]
    for ago in range(1, 22):
        show = history.show(now - timedelta(days=ago, hours=2), f"Film {ago % 3}")
        history.sale(show, now - timedelta(days=ago, hours=3), seats[: ago + 1])
    office.sell("A1", "A2")
    office.sell("C1", counter=1)
    office.change("UPDATE shows SET starts_at = UTC_TIMESTAMP() - INTERVAL 1 MINUTE WHERE id = %s", office.show_id)
    program = start_program(office)
    program.sign_in(Role.MANAGER)
    return program


def open_reports(program: Program) -> ReportsPage:
    program.hands.key("ctrl+6")
    program.wait(lambda: "reports" in program.screen._pages, what="the reports' page")
    page = program.screen._pages["reports"].page
    assert isinstance(page, ReportsPage)
    program.wait(lambda: page.pane.report is not None, what="the first report")
    program.wait(lambda: page.kinds.has_focus, what="the keyboard in the list")
    return page


def choose(program: Program, page: ReportsPage, kind: ReportKind) -> None:
    """Walk down the list with the arrows."""
    program.hands.key("F2")
    program.wait(lambda: page.kinds.has_focus, what="the keyboard in the list")
    kinds = list(ReportKind)
    while page.kinds.chosen != kind:
        step = kinds.index(kind) - kinds.index(ReportKind(str(page.kinds.chosen)))
        before = page.kinds.chosen
        program.hands.key("Down" if step > 0 else "Up")
        program.wait(lambda before=before: page.kinds.chosen != before, what="the next report")
    program.wait(lambda: page.pane.report is not None and page.pane.report.kind is kind, what=kind.label)
    program.root.update()


def choose_days(program: Program, page: ReportsPage, preset: Preset) -> None:
    page.period.select(preset)
    page.ask()
    wanted = page.pane.report
    program.wait(lambda: page.pane.report is not wanted or page.pane.said, what=preset.label)
    program.root.update()


def rows(page: ReportsPage) -> list[tuple[str, ...]]:
    assert page.pane.table is not None
    return [row.cells for row in page.pane.table.rows]


def test_the_day_is_told_at_a_glance(manager: Program) -> None:
    page = open_reports(manager)
    manager.wait(lambda: page.cards.cards[0].told[0] == "₹1,155", what="today's takings")
    assert [card.told[0] for card in page.cards.cards] == ["₹1,155", "3", "3", "₹0"]
    assert page.cards.cards[2].told[1] == "in 2 sales"


def test_what_was_kept_of_returned_tickets_is_told_at_a_glance(manager: Program) -> None:
    manager.office.change(
        "INSERT INTO refunds (booking_id, kind, tickets_minor, fee_minor, percent, counter_id, clerk_id, refunded_at)"
        " SELECT id, 'REFUND', 35000, 17500, 50, counter_id, clerk_id, UTC_TIMESTAMP(6) FROM bookings WHERE show_id = %s"
        " ORDER BY id LIMIT 1",
        manager.office.show_id,
    )
    page = open_reports(manager)
    manager.wait(lambda: page.cards.cards[1].told[1] == "none returned, ₹175 kept", what="what was kept today")


def test_what_is_sold_meanwhile_is_there_at_the_press_of_a_key(manager: Program) -> None:
    page = open_reports(manager)
    manager.wait(lambda: page.cards.cards[1].told[0] == "3", what="today's tickets")
    manager.office.change(
        "UPDATE shows SET starts_at = UTC_TIMESTAMP() + INTERVAL 1 HOUR WHERE id = %s", manager.office.show_id
    )
    manager.office.sell("A3")
    manager.hands.key("F5")
    manager.wait(lambda: page.cards.cards[1].told[0] == "4", what="the fourth ticket")


@pytest.mark.parametrize("kind", list(ReportKind))
def test_every_report_has_its_chart_and_its_rows(manager: Program, kind: ReportKind) -> None:
    page = open_reports(manager)
    choose_days(manager, page, Preset.THIS_YEAR)
    choose(manager, page, kind)
    manager.wait(lambda: page.pane.chart.drawn is not None, what="the chart")
    report = page.pane.report
    assert report is not None
    sheet = report.sheet
    expected = [*sheet.rows, *([sheet.totals] if sheet.totals is not None else [])]
    assert rows(page) == [
        tuple(sheet.shown(cell, column.kind) for cell, column in zip(row, sheet.columns, strict=True))
        for row in expected
    ]
    drawn = {
        ReportKind.BY_DAY: LineChart, ReportKind.OCCUPANCY: LineChart, ReportKind.HALL_HEAT: HallHeatChart,
        ReportKind.BUSY_HOURS: WeekHeatChart,
    }.get(kind, BarChart)  # fmt: skip
    assert isinstance(page.pane.chart.drawn, drawn)
    assert page.pane.chart.canvas.find_all()
    assert page.pane.table is not None
    assert page.pane.table.winfo_viewable()


def test_a_row_is_pointed_out_in_the_chart(manager: Program) -> None:
    page = open_reports(manager)
    choose_days(manager, page, Preset.THIS_YEAR)
    choose(manager, page, ReportKind.BY_FILM)
    manager.hands.key("F4")
    manager.wait(lambda: page.pane.table is not None and page.pane.table.has_focus, what="the keyboard in the table")
    manager.hands.key("Down")
    manager.wait(lambda: page.pane.chart.canvas.find_withtag("mark"), what="the ring")
    assert page.pane.chart.caption.startswith(rows(page)[0][0] + ":") or page.pane.chart.caption.startswith(
        rows(page)[1][0] + ":"
    )


def test_a_click_on_the_chart_chooses_the_row(manager: Program) -> None:
    page = open_reports(manager)
    choose_days(manager, page, Preset.THIS_YEAR)
    choose(manager, page, ReportKind.BY_FILM)
    manager.wait(lambda: isinstance(page.pane.chart.drawn, BarChart), what="the bars")
    assert isinstance(page.pane.chart.drawn, BarChart)
    place = page.pane.chart.drawn.places[1].bar
    canvas = page.pane.chart.canvas
    manager.hands.click(canvas.winfo_rootx() + place.left + 5, canvas.winfo_rooty() + (place.top + place.bottom) // 2)
    manager.wait(lambda: page.pane.table is not None and page.pane.table.chosen == "1", what="the second row")


def test_the_totals_stand_last(manager: Program) -> None:
    page = open_reports(manager)
    choose_days(manager, page, Preset.THIS_YEAR)
    choose(manager, page, ReportKind.BY_FILM)
    assert page.pane.table is not None
    assert page.pane.table.rows[-1].id == TOTALS
    assert rows(page)[-1][0] == "Together"


def test_days_are_chosen_with_the_arrows(manager: Program) -> None:
    page = open_reports(manager)
    manager.hands.key("F3")
    manager.hands.key("Left")
    manager.wait(lambda: page.period.preset is Preset.YESTERDAY, what="yesterday")
    manager.wait(lambda: page.pane.report is not None and page.pane.report.period.days == 1, what="one day's report")


def test_other_days_are_typed_and_refused_at_their_field(manager: Program) -> None:
    page = open_reports(manager)
    manager.hands.key("F3")
    manager.hands.key("End")
    manager.wait(lambda: page.period.first.has_focus, what="the keyboard in the first day")
    assert "Type the first and the last day" in page.pane.said
    manager.write(page.period.first, "2026-02-30")
    manager.hands.key("Enter")
    manager.wait(lambda: page.period.first.error is not None, what="the refusal")
    assert page.period.first.value == "2026-02-30"
    day = (datetime.now(UTC) - timedelta(days=20)).date().isoformat()
    manager.write(page.period.first, day)
    manager.hands.key("Enter")
    manager.wait(lambda: page.pane.report is not None, what="the report")
    assert page.pane.report is not None
    assert page.pane.report.period.first.isoformat() == day


def test_a_hall_is_chosen_for_its_favourite_seats(manager: Program) -> None:
    page = open_reports(manager)
    choose_days(manager, page, Preset.THIS_YEAR)
    choose(manager, page, ReportKind.HALL_HEAT)
    assert page.halls.winfo_viewable()
    assert page.halls.chosen == str(manager.office.hall_id)
    chart = page.pane.chart.drawn
    assert isinstance(chart, HallHeatChart)
    assert len(chart.seat_boxes) == 60
    choose(manager, page, ReportKind.BUSY_HOURS)
    assert not page.halls.winfo_viewable()


def test_reports_are_saved_as_three_kinds_of_file(manager: Program) -> None:
    page = open_reports(manager)
    choose_days(manager, page, Preset.THIS_YEAR)
    choose(manager, page, ReportKind.BY_FILM)
    report = page.pane.report
    assert report is not None
    for end in ("csv", "xlsx", "pdf"):
        page.save(report, manager.folder / f"films.{end}")
        manager.wait(lambda end=end: f"films.{end}" in manager.toasts, what=f"the {end}")
    with (manager.folder / "films.csv").open(encoding="utf-8-sig", newline="") as stream:
        told = list(csv.reader(stream))
    assert [line[0] for line in told[1:]] == [cells[0] for cells in rows(page)]
    page_of_workbook = openpyxl.load_workbook(manager.folder / "films.xlsx").active
    assert page_of_workbook is not None
    assert page_of_workbook["A6"].value == rows(page)[0][0]
    assert rows(page)[0][0] in output_of("pdftotext", "-layout", manager.folder / "films.pdf", "-")


def test_a_file_that_cannot_be_written_is_told_and_the_report_stays(manager: Program) -> None:
    page = open_reports(manager)
    choose_days(manager, page, Preset.THIS_YEAR)
    report = page.pane.report
    assert report is not None
    (manager.folder / "taken.csv").mkdir()
    page.save(report, manager.folder / "taken.csv")
    manager.wait(lambda: "could not be written" in manager.toasts, what="the refusal")
    assert page.pane.report is report


def test_without_sales_it_says_what_to_do(start_program: StartProgram) -> None:
    program = start_program()
    program.sign_in(Role.MANAGER)
    page = open_reports(program)
    program.wait(lambda: "Choose other days" in page.pane.said, what="the sentence")
    assert not any(button._enabled for button in page.pane.buttons.values())


def test_adding_up_shows_how_far_it_is_and_can_be_ended(manager: Program) -> None:
    """A sale of last week whose terminal has stopped in the middle of it holds the adding up back."""
    office = manager.office
    booking = office.value("SELECT MIN(id) FROM bookings WHERE counter_id = %s", office.counters[0].id)
    with closing(office.owner._connect()) as stopped:
        cursor = stopped.cursor()
        cursor.execute("START TRANSACTION")
        cursor.execute("UPDATE bookings SET confirmed_at = UTC_TIMESTAMP(6) - INTERVAL 5 DAY WHERE id = %s", (booking,))
        manager.hands.key("ctrl+6")
        manager.wait(lambda: "reports" in manager.screen._pages, what="the reports' page")
        page = manager.screen._pages["reports"].page
        manager.wait(lambda: page.pane.progress_bar is not None, what="the bar")
        assert "days" in page.pane.progress_bar.words
        manager.hands.key("Escape")
        cursor.execute("ROLLBACK")
        manager.wait(lambda: "Stopped" in page.pane.said or page.pane.report, what="the end of it")
    manager.hands.key("F5")
    manager.wait(lambda: page.pane.report is not None, what="the report")


def test_both_themes_and_every_size_draw_the_chart_anew(manager: Program) -> None:
    page = open_reports(manager)
    choose_days(manager, page, Preset.THIS_YEAR)
    canvas = page.pane.chart.canvas
    grounds = set()
    for mode in ("light", "dark"):
        ctk.set_appearance_mode(mode)
        manager.root.update()
        grounds.add(str(canvas.cget("background")))
        assert canvas.find_all()
    assert len(grounds) == 2
    for percent in (80, 150):
        manager.screen.looks.set_scale(percent)
        manager.root.update()
        manager.wait(lambda: page.pane.chart.drawn is not None, what="the chart")
        assert canvas.find_all()


def test_a_clerk_has_no_reports(start_program: StartProgram) -> None:
    program = start_program()
    program.sign_in(Role.CLERK)
    assert "reports" not in program.screen.shell._items
