"""A report's cells as people read them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from app.utils.paper.report_sheet import Cell, CellKind, permille, shown
from tests.utils.paper.sheets import BEGINS, ROWS, WHEN, sheet


@pytest.mark.parametrize(
    ("cell", "kind", "told"),
    [
        (None, CellKind.MONEY, ""),
        ("Sholay", CellKind.TEXT, "Sholay"),
        (1204, CellKind.COUNT, "1,204"),
        (123456789, CellKind.MONEY, "₹12,34,567.89"),
        (-35000, CellKind.MONEY, "−₹350"),
        (834, CellKind.PERMILLE, "83.4%"),
        (1000, CellKind.PERMILLE, "100.0%"),
        (date(2026, 11, 20), CellKind.DAY, "Fri, 20 Nov"),
        (BEGINS, CellKind.MOMENT, "Fri, 20 Nov, 8:15\u202fpm"),
        (time(9), CellKind.CLOCK, "9:00\u202fam"),
    ],
)
def test_a_cell_is_told_as_what_it_is(cell: Cell, kind: CellKind, told: str) -> None:
    assert shown(cell, kind, "INR", "en_IN") == told


def test_amounts_of_one_report_have_decimals_all_or_none() -> None:
    """So that their points stand one below the other."""
    assert sheet().shown(35000, CellKind.MONEY) == "₹350.00"
    whole = replace(sheet((ROWS[1],)), totals=None)
    assert whole.shown(35000, CellKind.MONEY) == "₹350"
    assert sheet(currency="JPY", locale="ja_JP").shown(35000, CellKind.MONEY) == "￥35,000"


def test_days_have_their_years_where_there_are_several() -> None:
    day = date(2026, 11, 20)
    assert sheet().shown(day, CellKind.DAY) == "Fri, 20 Nov"
    new_year = (*ROWS, ("Sholay", date(2027, 1, 1), 1, 100, None))
    assert "2026" in sheet(new_year).shown(day, CellKind.DAY)
    two = sheet((("A", BEGINS, None), ("B", BEGINS.replace(year=2025), None)), columns=WHEN, totals=None)
    assert "2026" in two.shown(BEGINS, CellKind.MOMENT)


@pytest.mark.parametrize(("part", "whole", "told"), [(1, 3, 333), (2, 3, 667), (1, 2000, 1), (0, 5, 0), (5, 5, 1000)])
def test_a_share_is_rounded_half_up(part: int, whole: int, told: int) -> None:
    assert permille(part, whole) == told


def test_there_is_no_share_of_nothing() -> None:
    assert permille(0, 0) is None


def test_a_column_is_found_by_its_key() -> None:
    assert sheet().column("tickets") == (1204, 0)
