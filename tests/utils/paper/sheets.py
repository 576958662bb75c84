"""A report's sheet for the tests of its files."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from app.utils.paper.report_sheet import Cell, CellKind, ReportSheet, SheetColumn

COLUMNS = (
    SheetColumn("name", "Film", CellKind.TEXT),
    SheetColumn("day", "Day", CellKind.DAY),
    SheetColumn("tickets", "Tickets", CellKind.COUNT),
    SheetColumn("sales", "Sales", CellKind.MONEY),
    SheetColumn("share", "Share", CellKind.PERMILLE),
)
ROWS: tuple[tuple[Cell, ...], ...] = (
    ("Sholay", date(2026, 11, 20), 1204, 42140050, 834),
    ('=HYPERLINK("http://x")', date(2026, 11, 21), 0, -35000, None),
)
WHEN = (
    SheetColumn("name", "Film", CellKind.TEXT),
    SheetColumn("begins", "Begins", CellKind.MOMENT),
    SheetColumn("from", "Sold from", CellKind.CLOCK),
)
"""Columns that tell when."""
BEGINS = datetime(2026, 11, 20, 20, 15, tzinfo=ZoneInfo("Asia/Kolkata"))
WHEN_ROWS: tuple[tuple[Cell, ...], ...] = (("Sholay", BEGINS, time(9)),)


def sheet(rows: tuple[tuple[Cell, ...], ...] = ROWS, **changes: object) -> ReportSheet:
    fields: dict[str, Any] = {
        "title": "Sales by film",
        "subtitle": "Fri, 20 Nov 2026",
        "cinema_name": "Regal Screen",
        "currency": "INR",
        "locale": "en_IN",
        "made_at_local": datetime(2026, 11, 21, 19, 42),  # noqa: DTZ001  on the cinema's own clock
        "columns": COLUMNS,
        "rows": rows,
        "totals": ("Together", None, 1204, 42105050, None),
        "note": "Each ticket counts on the day it was sold.",
    }
    return ReportSheet(**fields | changes)
