"""A report's workbook, read back by another library than the one that wrote it."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import Any

import openpyxl

from app.utils.paper.report_xlsx import report_xlsx
from tests.utils.paper.sheets import ROWS, WHEN, WHEN_ROWS, sheet


def read(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content)).active


def test_numbers_are_numbers_and_days_are_days() -> None:
    page = read(report_xlsx(sheet()))
    assert [cell.value for cell in page[5]] == ["Film", "Day", "Tickets", "Sales (INR)", "Share"]
    assert [cell.value for cell in page[6]] == ["Sholay", datetime(2026, 11, 20), 1204, 421400.5, 0.834]  # noqa: DTZ001
    assert [cell.value for cell in page[8]] == ["Together", None, 1204, 421050.5, None]
    assert page["A1"].value == "Sales by film · Regal Screen"
    assert page["A3"].value.startswith("Made 21 Nov 2026")
    assert page["A10"].value == "Each ticket counts on the day it was sold."


def test_text_is_never_a_formula() -> None:
    page = read(report_xlsx(sheet()))
    assert (page["A7"].value, page["A7"].data_type) == ('=HYPERLINK("http://x")', "s")


def test_cells_look_like_what_they_are() -> None:
    page = read(report_xlsx(sheet()))
    assert [page.cell(6, column).number_format for column in (3, 4, 5)] == ["#,##0", "#,##0.00", "0.0%"]
    assert page.freeze_panes == "B6"


def test_moments_and_times_are_what_a_spreadsheet_calculates_with() -> None:
    page = read(report_xlsx(sheet(WHEN_ROWS, columns=WHEN, totals=None)))
    assert [cell.value for cell in page[6]] == ["Sholay", datetime(2026, 11, 20, 20, 15), time(9)]  # noqa: DTZ001
    assert [cell.number_format for cell in page[6]][1:] == ["ddd yyyy-mm-dd hh:mm", "hh:mm"]


def test_every_column_has_room_for_what_it_shows_and_for_the_button_of_its_filter() -> None:
    """A date without room is a row of #, and the button lies over the end of a title."""
    page = read(report_xlsx(sheet()))
    width = {name: column.width for name, column in page.column_dimensions.items()}
    assert width["B"] > len("Fri 2026-11-20")
    assert width["D"] > len("421,400.50")
    assert width["C"] >= len("Tickets") + 4


def test_it_prints_as_wide_as_a_page_and_each_page_says_what_it_is() -> None:
    page = read(report_xlsx(sheet()))
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page.print_title_rows == "$1:$5"
    assert str(page.oddFooter.right.text) == "Page &P of &N"


def test_the_sheet_may_be_called_anything() -> None:
    page = read(report_xlsx(sheet(title="Sales: [all]/of*them? 'and' a very long name besides")))
    assert len(page.title) <= 31


def test_a_report_of_nothing_is_a_workbook_too() -> None:
    assert read(report_xlsx(sheet((), totals=None)))["A5"].value == "Film"
    assert len(ROWS) == 2
