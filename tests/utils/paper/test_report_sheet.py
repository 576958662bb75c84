"""A report's cells as people read them."""

from __future__ import annotations

from datetime import date

import pytest

from app.utils.paper.report_sheet import Cell, CellKind, permille, shown
from tests.utils.paper.sheets import sheet


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
    ],
)
def test_a_cell_is_told_as_what_it_is(cell: Cell, kind: CellKind, told: str) -> None:
    assert shown(cell, kind, "INR", "en_IN") == told


@pytest.mark.parametrize(("part", "whole", "told"), [(1, 3, 333), (2, 3, 667), (1, 2000, 1), (0, 5, 0), (5, 5, 1000)])
def test_a_share_is_rounded_half_up(part: int, whole: int, told: int) -> None:
    assert permille(part, whole) == told


def test_there_is_no_share_of_nothing() -> None:
    assert permille(0, 0) is None


def test_a_column_is_found_by_its_key() -> None:
    assert sheet().column("tickets") == (1204, 0)
