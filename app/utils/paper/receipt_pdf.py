"""Receipts and tax invoices as a PDF, on A6, A4 or a roll, black but for the logo on A4.

The column is the same on all three; a roll's page is as long as what stands on it, on sheets it goes on overleaf.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from babel.numbers import format_decimal
from reportlab.pdfgen.canvas import Canvas

from app.utils.money import format_minor
from app.utils.paper import ticket_text
from app.utils.paper.column import Block, Column, beside, on_pages, stack
from app.utils.paper.paper_size import Paper
from app.utils.paper.pdf_file import write_pdf
from app.utils.paper.pen import Pen
from app.utils.paper.receipt_face import ReceiptFace, ReceiptLine, ReceiptPayment
from app.utils.paper.ticket_face import day_and_clock

_SMALL = 0.85
_ROLL_TOP, _ROLL_FOOT = 6.0, 12.0


def write_receipt(path: Path, face: ReceiptFace, paper: Paper) -> None:
    """Write the PDF to `path`, whole or not at all, readable by this user only. Raises FolderNotWritable."""
    what = f"The {face.title.lower()}"
    write_pdf(path, receipt_pdf(face, paper), what, "print it again")


def receipt_pdf(face: ReceiptFace, paper: Paper) -> bytes:
    """The same receipt always gives the same bytes."""
    stream = BytesIO()
    canvas = Canvas(stream, invariant=1, pageCompression=1, initialFontName=ticket_text.regular().name)
    canvas.setTitle(f"{face.title} {face.invoice_number or face.reference}")
    canvas.setAuthor(face.cinema.name)
    canvas.setCreator("Foyer")
    pen = Pen(canvas)
    column = Column(pen, paper)
    blocks = _Receipt(column, face, paper).blocks()
    page = column.page
    if page.height_points is None:
        height = _ROLL_TOP + sum(block.height_points for block in blocks) + _ROLL_FOOT
        canvas.setPageSize((page.width_points, height))
        _draw(blocks, height - _ROLL_TOP)
        canvas.showPage()
    else:
        room = page.height_points - 2 * page.margin_points
        _draw_sheets(pen, column, face, on_pages(blocks, room))
    canvas.save()
    return stream.getvalue()


def _draw_sheets(pen: Pen, column: Column, face: ReceiptFace, pages: list[list[Block]]) -> None:
    height = column.page.height_points or 0
    for number, blocks in enumerate(pages, start=1):
        pen.canvas.setPageSize((column.page.width_points, height))
        _draw(blocks, height - column.page.margin_points)
        if len(pages) > 1:
            told = f"{face.title} {face.invoice_number or face.reference}, page {number} of {len(pages)}"
            column.text(told, 0.75, right=True).draw(column.page.margin_points - 2)
        pen.canvas.showPage()


def _draw(blocks: list[Block], top: float) -> None:
    for block in blocks:
        block.draw(top)
        top -= block.height_points


class _Receipt:
    """The blocks of one receipt."""

    def __init__(self, column: Column, face: ReceiptFace, paper: Paper) -> None:
        self._column, self._face = column, face
        self._narrow, self._wide = paper is Paper.ROLL80, paper is Paper.A4
        self._money: Callable[[int], str] = lambda minor: format_minor(minor, face.currency, face.locale)

    def blocks(self) -> list[Block]:
        column = self._column
        return [
            *column.letterhead(self._face.cinema, centred=self._narrow),
            column.rule(1.6),
            *self._head(),
            column.rule(0.7),
            *self._film(),
            column.gap(4),
            *(self._line(line) for line in self._face.lines),
            stack(column.rule(0.7), self._totals()),
            *self._payments(),
            *(column.text(note, _SMALL) for note in self._face.notes),
            stack(
                *self._taxes(),
                column.rule(0.7),
                column.text("Thank you, and enjoy the film.", _SMALL, centred=self._narrow),
            ),
        ]

    def _head(self) -> list[Block]:
        """Title and facts; on A4 beside one another."""
        face, column = self._face, self._column
        left, right = column, column
        if self._wide:
            middle = column.left + column.width * 0.5
            left, right = column.within(column.left, middle - 12), column.within(middle, column.right)
        sold = self._when(face.sold_at_local)
        issued = self._when(face.issued_at_local) if face.issued_at_local else ""
        facts = [
            ("Number", face.invoice_number),
            ("Date", issued),
            ("Sold", sold if sold != issued else ""),
            ("Booking", face.reference),
            ("Served by", f"{face.clerk_name}, {face.counter_name}"),
            ("Customer", face.customer_name),
        ]
        told = [right.pair(label, value) for label, value in facts if value]
        title = left.text(face.title, 1.9, medium=True)
        if face.is_copy:
            mark = left.text("COPY", 1.2, medium=True, right=not self._wide)
            title = stack(title, mark) if self._wide else beside(title, mark)
        return [beside(title, stack(*told))] if self._wide else [title, column.gap(3), *told]

    def _film(self) -> list[Block]:
        face, column = self._face, self._column
        return [
            column.text(face.movie_title, 1.2, medium=True),
            column.text(f"{self._when(face.starts_at_local)} · {face.hall_name}", _SMALL),
        ]

    def _line(self, line: ReceiptLine) -> Block:
        column, count = self._column, len(line.seat_labels)
        seats = ", ".join(line.seat_labels)
        each = f" · {self._money(line.full_price_minor)} each" if count > 1 else ""
        blocks = [
            column.gap(3),
            column.pair(f"{count} × {line.kind}", self._money(line.full_minor), medium=True),
            column.text(f"{seats}{each}", _SMALL),
        ]
        if line.off_minor:
            blocks.append(column.pair(line.discount_explained, f"−{self._money(line.off_minor)}", _SMALL))
        return stack(*blocks)

    def _totals(self) -> Block:
        face, column = self._face, self._column
        blocks = []
        if face.off_minor:
            blocks.append(column.pair("Full price", self._money(face.full_minor)))
            blocks.append(column.pair("Discount", f"−{self._money(face.off_minor)}"))
        blocks.append(column.pair("Total", self._money(face.total_minor), 1.9, medium=True))
        return stack(*blocks)

    def _payments(self) -> list[Block]:
        return [stack(*self._payment(payment)) for payment in self._face.payments]

    def _payment(self, payment: ReceiptPayment) -> list[Block]:
        column = self._column
        label = ", ".join(part for part in (payment.method, payment.note) if part)
        if payment.went_back:
            return [column.pair(f"Paid back, {label}", f"−{self._money(payment.amount_minor)}")]
        blocks = [column.pair(label, self._money(payment.amount_minor))]
        if payment.tendered_minor is not None and payment.change_minor:
            blocks.append(column.pair("Handed over", self._money(payment.tendered_minor), _SMALL))
            blocks.append(column.pair("Change", self._money(payment.change_minor), _SMALL))
        return blocks

    def _taxes(self) -> list[Block]:
        face, column = self._face, self._column
        if not face.taxes:
            return []
        rows = [
            column.rule(0.7),
            column.table_row(["Tax included", "Net", "Tax", "Gross"], _SMALL, medium=True),
        ]
        for share in face.taxes:
            amounts = [self._money(amount) for amount in (share.net_minor, share.tax_minor, share.gross_minor)]
            rows.append(column.table_row([self._rate(share.basis_points), *amounts], _SMALL))
        if len(face.taxes) > 1:
            net, tax = sum(share.net_minor for share in face.taxes), sum(share.tax_minor for share in face.taxes)
            together = [self._money(amount) for amount in (net, tax, net + tax)]
            rows.append(column.table_row(["Together", *together], _SMALL, medium=True))
        return rows

    def _rate(self, basis_points: int) -> str:
        percent = format_decimal(Decimal(basis_points).scaleb(-2), locale=self._face.locale)
        return f"{percent} %"

    def _when(self, moment: datetime) -> str:
        return ", ".join(day_and_clock(moment, self._face.locale))
