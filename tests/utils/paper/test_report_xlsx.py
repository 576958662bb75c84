"""A report's workbook, read back by another library than the one that wrote it."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl

from app.utils.paper.report_xlsx import report_xlsx
from tests.utils.paper.sheets import ROWS, sheet


def read(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content)).active


def test_numbers_are_numbers_and_days_are_days() -> None:
    page = read(report_xlsx(sheet()))
    assert [cell.value for cell in page[4]] == ["Film", "Day", "Tickets", "Sales", "Share"]
    assert [cell.value for cell in page[5]] == ["Sholay", datetime(2026, 11, 20), 1204, 421400.5, 0.834]  # noqa: DTZ001
    assert [cell.value for cell in page[7]] == ["Together", None, 1204, 421050.5, None]
    assert page["A1"].value == "Sales by film · Regal Screen"
    assert page["A9"].value == "Each ticket counts on the day it was sold."


def test_text_is_never_a_formula() -> None:
    page = read(report_xlsx(sheet()))
    assert (page["A6"].value, page["A6"].data_type) == ('=HYPERLINK("http://x")', "s")


def test_cells_look_like_what_they_are() -> None:
    page = read(report_xlsx(sheet()))
    assert [page.cell(5, column).number_format for column in (3, 4, 5)] == ["#,##0", "#,##0.00", "0.0%"]
    assert page.freeze_panes == "B5"


def test_the_sheet_may_be_called_anything() -> None:
    page = read(report_xlsx(sheet(title="Sales: [all]/of*them? 'and' a very long name besides")))
    assert len(page.title) <= 31


def test_a_report_of_nothing_is_a_workbook_too() -> None:
    assert read(report_xlsx(sheet((), totals=None)))["A4"].value == "Film"
    assert len(ROWS) == 2
