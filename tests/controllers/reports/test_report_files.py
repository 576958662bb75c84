"""Reports written to files, and what is said when that fails."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from app.controllers.reports.periods import Preset
from app.controllers.reports.report import Report, ReportKind
from app.controllers.reports.report_files import FileKind, ReportFiles, suggested_name
from app.controllers.reports.reports import Reports, Wanted
from app.models.errors import PermissionDenied
from app.models.records import Role
from app.utils.errors import FolderNotWritable, InvalidInput
from tests.box_office import BoxOffice
from tests.utils.paper.ticket_reading import output_of


@pytest.fixture(name="report")
def of_a_sale(office: BoxOffice) -> Report:
    office.sell("A1", "A2")
    return Reports(office.database).make(office.session(Role.MANAGER), Wanted(ReportKind.BY_FILM, Preset.TODAY))


def save(office: BoxOffice, report: Report, path: Path, role: Role = Role.MANAGER) -> Path:
    return ReportFiles(office.database).save(office.session(role), report, path)


def test_each_kind_of_file_tells_what_the_screen_tells(office: BoxOffice, report: Report, tmp_path: Path) -> None:
    paths = {kind: save(office, report, tmp_path / suggested_name(report, kind)) for kind in FileKind}
    assert "A Film,2,0,2,0.00,700.00,100.0" in paths[FileKind.CSV].read_text("utf-8-sig")
    page = openpyxl.load_workbook(paths[FileKind.XLSX]).active
    assert page is not None
    assert [cell.value for cell in page[6]] == ["A Film", 2, 0, 2, 0, 700, 1]
    text = " ".join(output_of("pdftotext", "-layout", paths[FileKind.PDF], "-").split())
    assert "A Film 2 0 2 ₹0 ₹700 100.0%" in text
    assert office.counters[0].cinema.name in text


def test_the_name_tells_the_report_and_its_days(report: Report) -> None:
    day = report.period.first
    assert suggested_name(report, FileKind.CSV) == f"Sales by film {day}.csv"


@pytest.mark.parametrize("name", ["report", "report.doc"])
def test_a_name_without_a_known_end_is_refused(office: BoxOffice, report: Report, tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidInput):
        save(office, report, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(office: BoxOffice, report: Report, tmp_path: Path) -> None:
    (tmp_path / "taken.csv").mkdir()
    with pytest.raises(FolderNotWritable) as refused:
        save(office, report, tmp_path / "taken.csv")
    assert "another folder" in refused.value.sentence


def test_a_clerk_takes_no_report_out(office: BoxOffice, report: Report, tmp_path: Path) -> None:
    with pytest.raises(PermissionDenied):
        save(office, report, tmp_path / "x.csv", Role.CLERK)
