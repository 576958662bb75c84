"""A report as an Excel workbook of one sheet: numbers are numbers, and text is never a formula."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter

from app.utils.money import minor_digits
from app.utils.paper.report_sheet import Cell, CellKind, ReportSheet, SheetColumn

_TITLE_ROW = 3
"""Above the columns' titles: the report's own, its period and an empty line."""
_WIDTH_MIN, _WIDTH_MAX = 10, 48
_SHEET_NAME_LENGTH = 31
_NOT_IN_A_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def report_xlsx(sheet: ReportSheet) -> bytes:
    """The workbook's bytes."""
    stream = BytesIO()
    workbook = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    workbook.set_properties({"title": sheet.title, "author": sheet.cinema_name, "created": sheet.made_at_local})
    page = workbook.add_worksheet(sheet.title.translate(_NOT_IN_A_SHEET_NAME)[:_SHEET_NAME_LENGTH])
    bold = workbook.add_format({"bold": True})
    page.write_string(
        0, 0, f"{sheet.title} · {sheet.cinema_name}", workbook.add_format({"bold": True, "font_size": 14})
    )
    page.write_string(1, 0, sheet.subtitle)
    head = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    head_right = workbook.add_format({"bold": True, "bottom": 1, "align": "right", "text_wrap": True, "valign": "top"})
    last = _TITLE_ROW + len(sheet.rows)
    for place, column in enumerate(sheet.columns):
        page.write_string(_TITLE_ROW, place, column.title, head_right if column.kind.is_number else head)
        looks = _look(sheet, column)
        plain, strong = workbook.add_format(looks), workbook.add_format({**looks, "bold": True, "top": 1})
        for number, row in enumerate(sheet.rows, start=_TITLE_ROW + 1):
            _write(page, (number, place), row[place], sheet, column, plain)
        if sheet.totals is not None:
            _write(page, (last + 1, place), sheet.totals[place], sheet, column, strong)
        page.set_column(place, place, _width(sheet, place), plain)
    page.freeze_panes(_TITLE_ROW + 1, 1)
    if sheet.rows:
        page.autofilter(_TITLE_ROW, 0, last, len(sheet.columns) - 1)
    if sheet.note:
        page.write_string(last + 3, 0, sheet.note, bold if not sheet.rows else None)
    workbook.close()
    return stream.getvalue()


def _look(sheet: ReportSheet, column: SheetColumn) -> dict[str, Any]:
    digits = minor_digits(sheet.currency)
    formats = {
        CellKind.MONEY: "#,##0" + ("." + "0" * digits if digits else ""),
        CellKind.PERMILLE: "0.0%",
        CellKind.COUNT: "#,##0",
        CellKind.DAY: "ddd yyyy-mm-dd",
    }
    return {"num_format": formats[column.kind]} if column.kind in formats else {}


def _write(page: Any, where: tuple[int, int], cell: Cell, sheet: ReportSheet, column: SheetColumn, look: Any) -> None:
    if cell is None:
        page.write_blank(*where, None, look)
    elif isinstance(cell, int):
        divisor = {CellKind.MONEY: 10 ** minor_digits(sheet.currency), CellKind.PERMILLE: 1000}.get(column.kind, 1)
        page.write_number(*where, cell / divisor if divisor > 1 else cell, look)
    elif isinstance(cell, str):
        page.write_string(*where, cell, look)
    else:
        page.write_datetime(*where, cell, look)


def _width(sheet: ReportSheet, place: int) -> int:
    """Of a column, in signs: what it shows at most, within reason."""
    column = sheet.columns[place]
    rows = (*sheet.rows, *([sheet.totals] if sheet.totals else []))
    longest = max((len(sheet.shown(row[place], column.kind)) for row in rows), default=0)
    return min(_WIDTH_MAX, max(_WIDTH_MIN, longest + 2, len(column.title.split(" ")[0]) + 2))
