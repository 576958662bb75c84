"""A report's CSV read back: exact figures, and no text that a spreadsheet would run."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.utils.paper.report_csv import report_csv
from tests.utils.paper.sheets import ROWS, WHEN, WHEN_ROWS, sheet


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_titles_rows_and_totals_come_back_exactly() -> None:
    assert read(report_csv(sheet())) == [
        ["Film", "Day", "Tickets", "Sales (INR)", "Share (%)"],
        ["Sholay", "2026-11-20", "1204", "421400.50", "83.4"],
        ['\'=HYPERLINK("http://x")', "2026-11-21", "0", "-350.00", ""],
        ["Together", "", "1204", "421050.50", ""],
    ]


def test_moments_and_times_are_the_same_in_every_locale() -> None:
    rows = read(report_csv(sheet(WHEN_ROWS, columns=WHEN, totals=None)))
    assert rows == [["Film", "Begins", "Sold from"], ["Sholay", "2026-11-20 20:15", "09:00"]]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_text_that_a_spreadsheet_would_take_for_a_formula_is_quoted(name: str) -> None:
    (_, row, *_) = read(report_csv(sheet(((name, *ROWS[0][1:]),))))
    assert row[0] == f"'{name}"


@given(name=st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_other_text_comes_back_as_it_was(name: str) -> None:
    (_, row, *_) = read(report_csv(sheet(((name, *ROWS[0][1:]),))))
    assert row[0] in {name, f"'{name}"}
    assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_currency_without_decimals_has_none() -> None:
    rows = read(report_csv(sheet(currency="JPY", locale="ja_JP")))
    assert rows[1][3] == "42140050"


def test_spreadsheets_know_the_file_for_utf_8() -> None:
    assert report_csv(sheet()).startswith(b"\xef\xbb\xbf")
