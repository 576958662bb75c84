"""A report as an Excel workbook of one sheet: numbers are numbers, and text is never a formula."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from babel.dates import format_datetime

from app.utils.money import minor_digits
from app.utils.paper.report_sheet import Cell, CellKind, ReportSheet

_TITLE_ROW = 4
"""Above the columns' titles: the report's own, its period, when it was made, and an empty line."""
_WIDTH_MIN, _WIDTH_MAX = 10, 48
_BUTTON_WIDTH = 4
"""In signs: the filter's button lies over the right end of a title."""
_UPRIGHT_MAX = 90
"""In signs: what is wider is printed across the page."""
_A4 = 9
_LINE_POINTS = 15
_SHEET_NAME_LENGTH = 31
_NOT_IN_A_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_WIDTHS = {CellKind.DAY: len("Wed 2026-11-18") + 2, CellKind.MOMENT: len("Wed 2026-11-18 22:45") + 2}
"""Of what is told in another way than people of the cinema read it; a date without room is a row of #."""


def report_xlsx(sheet: ReportSheet) -> bytes:
    """The workbook's bytes."""
    stream = BytesIO()
    workbook = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    workbook.set_properties({"title": sheet.title, "author": sheet.cinema_name, "created": sheet.made_at_local})
    page = workbook.add_worksheet(sheet.title.translate(_NOT_IN_A_SHEET_NAME)[:_SHEET_NAME_LENGTH])
    _write_head(workbook, page, sheet)
    _write_rows(workbook, page, sheet)
    _set_up_for_printing(page, sheet)
    workbook.close()
    return stream.getvalue()


def _write_head(workbook: Any, page: Any, sheet: ReportSheet) -> None:
    """What report it is, and the columns' titles. Cells of their own look: a column's would make dates of them."""
    plain = workbook.add_format()
    made = format_datetime(sheet.made_at_local, "medium", locale=sheet.locale)
    page.write_string(
        0, 0, f"{sheet.title} · {sheet.cinema_name}", workbook.add_format({"bold": True, "font_size": 14})
    )
    page.write_string(1, 0, sheet.subtitle, plain)
    page.write_string(2, 0, f"Made {made}", plain)
    looks = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
    left = workbook.add_format(looks)
    right = workbook.add_format({**looks, "align": "right", "indent": 2 if sheet.rows else 0})
    titles = [sheet.title_with_unit(place) for place in range(len(sheet.columns))]
    for place, (column, title) in enumerate(zip(sheet.columns, titles, strict=True)):
        page.write_string(_TITLE_ROW, place, title, right if column.kind.is_number else left)
    broken = any(len(title) + _BUTTON_WIDTH > _width(sheet, place) for place, title in enumerate(titles))
    page.set_row(_TITLE_ROW, _LINE_POINTS * (2 if broken else 1))
    page.freeze_panes(_TITLE_ROW + 1, 1)


def _write_rows(workbook: Any, page: Any, sheet: ReportSheet) -> None:
    last = _TITLE_ROW + len(sheet.rows)
    for place, column in enumerate(sheet.columns):
        looks = _look(sheet, column.kind)
        plain, strong = workbook.add_format(looks), workbook.add_format({**looks, "bold": True, "top": 1})
        for number, row in enumerate(sheet.rows, start=_TITLE_ROW + 1):
            _write(page, (number, place), row[place], sheet, column.kind, plain)
        if sheet.totals is not None:
            _write(page, (last + 1, place), sheet.totals[place], sheet, column.kind, strong)
        page.set_column(place, place, _width(sheet, place), plain)
    if sheet.rows:
        page.autofilter(_TITLE_ROW, 0, last, len(sheet.columns) - 1)
    if sheet.note:
        page.write_string(last + 3, 0, sheet.note, workbook.add_format({"bold": not sheet.rows}))


def _set_up_for_printing(page: Any, sheet: ReportSheet) -> None:
    """As wide as a page, on as many as it needs; each says what it is."""
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, _TITLE_ROW)
    page.set_footer("&RPage &P of &N")
    if sum(_width(sheet, place) for place in range(len(sheet.columns))) > _UPRIGHT_MAX:
        page.set_landscape()


def _look(sheet: ReportSheet, kind: CellKind) -> dict[str, Any]:
    digits = minor_digits(sheet.currency)
    formats = {
        CellKind.MONEY: "#,##0" + ("." + "0" * digits if digits else ""),
        CellKind.PERMILLE: "0.0%",
        CellKind.COUNT: "#,##0",
        CellKind.DAY: "ddd yyyy-mm-dd",
        CellKind.MOMENT: "ddd yyyy-mm-dd hh:mm",
        CellKind.CLOCK: "hh:mm",
    }
    if kind not in formats:
        return {}
    return {"num_format": formats[kind]} | ({} if kind.is_number else {"align": "left"})


def _write(page: Any, where: tuple[int, int], cell: Cell, sheet: ReportSheet, kind: CellKind, look: Any) -> None:
    if cell is None:
        page.write_blank(*where, None, look)
    elif isinstance(cell, int):
        divisor = {CellKind.MONEY: 10 ** minor_digits(sheet.currency), CellKind.PERMILLE: 1000}.get(kind, 1)
        page.write_number(*where, cell / divisor if divisor > 1 else cell, look)
    elif isinstance(cell, str):
        page.write_string(*where, cell, look)
    else:
        # A workbook knows no zones: what it tells is the cinema's own clock.
        page.write_datetime(*where, cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell, look)


def _width(sheet: ReportSheet, place: int) -> int:
    """Of a column, in signs: what it shows at most, within reason."""
    column = sheet.columns[place]
    rows = (*sheet.rows, *([sheet.totals] if sheet.totals else []))
    longest = max((len(sheet.shown(row[place], column.kind)) + 2 for row in rows), default=0)
    word = max(len(word) for word in sheet.title_with_unit(place).split(" "))
    return min(_WIDTH_MAX, max(_WIDTH_MIN, _WIDTHS.get(column.kind, longest), word + _BUTTON_WIDTH))
