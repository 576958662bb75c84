"""A report as a CSV file, for whatever reads one."""

from __future__ import annotations

import csv
from datetime import date, datetime, time
from decimal import Decimal
from io import StringIO

from app.utils.money import minor_digits
from app.utils.paper.report_sheet import Cell, CellKind, ReportSheet

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes text that begins so for a formula, and a formula may do harm (OWASP, CSV injection)."""


def report_csv(sheet: ReportSheet) -> bytes:
    """The file's bytes: UTF-8 with a mark that spreadsheets know it by, one line of titles, the rows, the totals.

    Days and moments are ISO 8601, the latter on the cinema's clock; amounts whole units with a point, shares per cent with
    a point: the same in every locale.
    """
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([_safe(_title(sheet, place)) for place in range(len(sheet.columns))])
    for row in (*sheet.rows, *([sheet.totals] if sheet.totals else [])):
        writer.writerow(
            [_written(cell, column.kind, sheet.currency) for cell, column in zip(row, sheet.columns, strict=True)]
        )
    return stream.getvalue().encode("utf-8-sig")


def _title(sheet: ReportSheet, place: int) -> str:
    """With its unit, where it has one."""
    column = sheet.columns[place]
    return f"{column.title} (%)" if column.kind is CellKind.PERMILLE else sheet.title_with_unit(place)


def _written(cell: Cell, kind: CellKind, currency: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, int):
        if kind is CellKind.MONEY:
            return f"{Decimal(cell).scaleb(-minor_digits(currency)):f}"
        return f"{Decimal(cell).scaleb(-1):f}" if kind is CellKind.PERMILLE else str(cell)
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=None).isoformat(" ", "minutes")
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    return cell.isoformat() if isinstance(cell, date) else _safe(cell)


def _safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula: what begins like one is quoted with an apostrophe."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text
