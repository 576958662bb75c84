"""A report on A4: the cinema's letterhead, the table with its titles on each page. Black, in the tickets' type."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import accumulate

from babel.dates import format_datetime
from reportlab.pdfgen.canvas import Canvas

from app.utils.paper import ticket_text
from app.utils.paper.column import Block, Column, beside, stack
from app.utils.paper.letterhead import Letterhead
from app.utils.paper.paper_size import Paper
from app.utils.paper.pen import Pen
from app.utils.paper.report_sheet import ReportSheet

_SMALL = 0.85
_GAP = 10.0
"""Between two columns, in points."""
_WIDEST = 0.45
"""Of the page's width, for one column: what is longer is broken."""
_ROW_AIR = 3.0
_FOOT = 24.0
_PAGE_NUMBER = 80.0
"""Room for "Page 1 of 12" at the right of the foot."""


def report_pdf(sheet: ReportSheet, letterhead: Letterhead) -> bytes:
    """The PDF's bytes. The same report always gives the same ones."""
    stream = BytesIO()
    canvas = Canvas(stream, invariant=1, pageCompression=1, initialFontName=ticket_text.regular().name)
    canvas.setTitle(f"{sheet.title}, {sheet.subtitle}")
    canvas.setAuthor(sheet.cinema_name)
    canvas.setCreator("Foyer")
    pen = Pen(canvas)
    column = Column(pen, Paper.A4)
    table = _Table(column, sheet, _widths(pen, column, sheet))
    pages = table.pages(_above(column, sheet, letterhead))
    told = f"{sheet.cinema_name} · {sheet.title}, {sheet.subtitle}. Made {_when(sheet)}."
    for number, blocks in enumerate(pages, start=1):
        canvas.setPageSize((column.page.width_points, column.page.height_points))
        top = (column.page.height_points or 0) - column.page.margin_points
        for block in blocks:
            block.draw(top)
            top -= block.height_points
        foot = column.page.margin_points - 4
        column.within(column.left, column.right - _PAGE_NUMBER).text(told, 0.75).draw(foot)
        column.text(f"Page {number} of {len(pages)}", 0.75, right=True).draw(foot)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _above(column: Column, sheet: ReportSheet, letterhead: Letterhead) -> list[Block]:
    """What stands over the table on the first page."""
    return [
        *column.letterhead(letterhead, centred=False),
        column.rule(1.6),
        column.text(sheet.title, 1.9, medium=True),
        column.text(sheet.subtitle, 1.1),
        column.gap(6),
        column.text(sheet.note, _SMALL),
        column.gap(10),
    ]


class _Table:
    """The rows of a report, page by page."""

    def __init__(self, column: Column, sheet: ReportSheet, widths: Sequence[float]) -> None:
        self._column, self._sheet = column, sheet
        lefts = [column.left, *accumulate((width + _GAP for width in widths), initial=column.left)][1:]
        self._places = [column.within(left, left + width) for left, width in zip(lefts, widths, strict=False)]

    def pages(self, above: Sequence[Block]) -> list[list[Block]]:
        """`above` and as many rows as have room, then the rest; each page has the columns' titles."""
        column, sheet = self._column, self._sheet
        whole = (column.page.height_points or 0) - 2 * column.page.margin_points - _FOOT
        head = self._head()
        rows = [self._row(row) for row in sheet.rows] or [column.text("Nothing in this period.", _SMALL)]
        if sheet.totals is not None and sheet.rows:
            # With the last row: totals alone on a page would be of nothing.
            rows.append(stack(rows.pop(), column.rule(0.7), self._row(sheet.totals, medium=True)))
        pages = [[*above, head]]
        room = whole - sum(block.height_points for block in pages[0])
        for row in rows:
            if row.height_points > room:
                pages.append([head])
                room = whole - head.height_points
            pages[-1].append(row)
            room -= row.height_points
        return pages

    def _head(self) -> Block:
        titles = [column.title for column in self._sheet.columns]
        return stack(self._cells(titles, medium=True), self._column.rule(0.7))

    def _row(self, row: Sequence[object], *, medium: bool = False) -> Block:
        sheet = self._sheet
        texts = [sheet.shown(cell, column.kind) for cell, column in zip(row, sheet.columns, strict=True)]  # type: ignore[arg-type]  # cells
        return stack(self._cells(texts, medium=medium), self._column.gap(_ROW_AIR))

    def _cells(self, texts: Sequence[str], *, medium: bool) -> Block:
        return beside(
            *(
                place.text(text, _SMALL, medium=medium, right=column.kind.is_number)
                for place, text, column in zip(self._places, texts, self._sheet.columns, strict=True)
            )
        )


def _widths(pen: Pen, column: Column, sheet: ReportSheet) -> list[float]:
    """Of each column what its longest cell takes, made narrower or wider until all of them fill the page."""
    size = column.page.body_points * _SMALL
    room = column.width - _GAP * (len(sheet.columns) - 1)
    wanted = []
    for place, each in enumerate(sheet.columns):
        rows = (*sheet.rows, *([sheet.totals] if sheet.totals else []))
        texts = {sheet.shown(row[place], each.kind) for row in rows} | {each.title}
        longest = max(pen.medium.width_points(pen.medium.printable(text), size) for text in texts)
        wanted.append(min(longest + 1, room * _WIDEST))
    together = sum(wanted)
    return [width * room / together for width in wanted]


def _when(sheet: ReportSheet) -> str:
    told = str(format_datetime(sheet.made_at_local, "medium", locale=sheet.locale))
    return told if ticket_text.regular().can_draw(told) else sheet.made_at_local.strftime("%Y-%m-%d %H:%M")
