"""X and Z reports on paper: what went through a drawer, on A4 or on an 80 mm roll, black only, in the tickets' type.

A roll is as long as what stands on it. The same report always gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.dates import format_skeleton, format_time
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.utils.money import format_minor
from app.utils.paper import ticket_text
from app.utils.paper.ticket_text import FittedText, TicketFont

ROLL_WIDTH_POINTS = 80 * mm
_ROLL_MARGIN = 5 * mm
"""Of 80 mm a receipt printer's head reaches 72."""
_SIGNATURE_ROOM = 34.0
_LEADING = 1.5
_RIGHT_MOST = 0.7
"""Of the column's width, for what stands at its right."""


@dataclass(frozen=True, slots=True)
class ReportMethod:
    """What one method of payment came to, in minor units."""

    name: str
    taken_minor: int
    taken_count: int
    refunded_minor: int
    refunded_count: int


@dataclass(frozen=True, slots=True)
class ReportMovement:
    """Cash in or out (below zero), a drawer opened for nothing, a count at a hand-over (`amount_minor` its difference)."""

    happened_at_local: datetime
    title: str
    amount_minor: int
    reason: str
    staff_name: str


@dataclass(frozen=True, slots=True)
class TillReport:
    """Everything a report says, in the cinema's own zone and locale. `z_number` None is an X report.

    `expected_minor` is None on an X report for somebody who still has to count blind: then no amount that would give it
    away is on it. `counted_minor` is None until the till is closed.
    """

    cinema_name: str
    counter_name: str
    currency: str
    locale: str
    z_number: int | None
    clerk_name: str
    opened_by: str
    opened_at_local: datetime
    closed_by: str
    printed_at_local: datetime
    """Of a Z report, when the till was closed."""
    float_minor: int
    methods: tuple[ReportMethod, ...]
    movements: tuple[ReportMovement, ...]
    expected_minor: int | None
    counted_minor: int | None
    sales: int
    voids: int
    audit_number: int
    audit_hash: str
    tickets_back: int = 0
    """Tickets given back, of whose prices `fees_minor` were kept."""
    fees_minor: int = 0
    exchanges: int = 0
    exchanged_minor: int = 0
    """What exchanges brought over from other sales: money that was taken before."""

    @property
    def title(self) -> str:
        return "X report" if self.z_number is None else f"Z report {self.z_number}"


def write_till_report(path: Path, report: TillReport, *, roll: bool) -> None:
    """Write the PDF: `roll` is 80 mm wide, otherwise A4. Raises OSError."""
    path.write_bytes(till_report_pdf(report, roll=roll))


def till_report_pdf(report: TillReport, *, roll: bool) -> bytes:
    """The PDF's bytes."""
    stream = BytesIO()
    lines = _lines(report)
    width = ROLL_WIDTH_POINTS if roll else A4[0]
    margin = _ROLL_MARGIN if roll else 25 * mm
    setting = _Setting(width, margin, 9.0 if roll else 11.0)
    pages = [lines] if roll else setting.pages(lines, A4[1] - 2 * margin)
    height = setting.height(lines) + 2 * margin if roll else A4[1]
    canvas = Canvas(
        stream, pagesize=(width, height), invariant=1, pageCompression=1, initialFontName=ticket_text.regular().name
    )
    canvas.setTitle(f"{report.title} · {report.counter_name}")
    canvas.setAuthor(report.cinema_name)
    canvas.setCreator("Foyer")
    for number, page in enumerate(pages, start=1):
        setting.draw(canvas, page, height - margin)
        if len(pages) > 1:
            canvas.setFont(ticket_text.regular().name, 8)
            canvas.drawRightString(width - margin, margin / 2, f"{number}/{len(pages)}")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


@dataclass(frozen=True, slots=True)
class _Line:
    """Words at the left and an amount at the right; `kind` is title, head, row, strong, note, rule or signature."""

    kind: str
    left: str = ""
    right: str = ""


def _lines(report: TillReport) -> list[_Line]:
    def money(amount_minor: int) -> str:
        amount = format_minor(abs(amount_minor), report.currency, report.locale)
        return f"−{amount}" if amount_minor < 0 else amount

    blind = report.expected_minor is None
    lines = [
        _Line("title", report.title),
        _Line("note", f"{report.cinema_name} · {report.counter_name}"),
        _Line("rule"),
        _Line("row", "Opened", f"{_moment(report.opened_at_local, report.locale)}, {report.opened_by}"),
        _Line(
            "row",
            "Printed" if report.z_number is None else "Closed",
            f"{_moment(report.printed_at_local, report.locale)}, {report.closed_by}",
        ),
        _Line("row", "Clerk", report.clerk_name),
        _Line("rule"),
        _Line("row", "Float", money(report.float_minor)),
        _Line("head", "Sales"),
    ]
    for each in report.methods:
        hidden = blind and each.name == "Cash"
        lines.append(
            _Line("row", f"{each.name} ({each.taken_count})", "counted first" if hidden else money(each.taken_minor))
        )
    if not report.methods:
        lines.append(_Line("note", "Nothing was sold."))
    refunds = [each for each in report.methods if each.refunded_count]
    if refunds:
        lines.append(_Line("head", "Refunds"))
    lines += [
        _Line(
            "row",
            f"{each.name} ({each.refunded_count})",
            "counted first" if blind and each.name == "Cash" else money(-each.refunded_minor),
        )
        for each in refunds
    ]
    if report.movements:
        lines.append(_Line("head", "Drawer"))
    for moved in report.movements:
        clock = format_time(moved.happened_at_local, "short", locale=_readable(report.locale))
        lines.append(_Line("row", f"{clock} {moved.title}", money(moved.amount_minor) if moved.amount_minor else ""))
        lines.append(_Line("note", " · ".join(part for part in (moved.reason, moved.staff_name) if part)))
    lines.append(_Line("rule"))
    lines += _result(report, money)
    lines += [
        _Line("row", "Sales made", str(report.sales)),
        _Line("row", "Sales undone", str(report.voids)),
        *_after_the_sale(report, money),
        _Line("rule"),
        _Line("note", f"Audit line {report.audit_number}, its hash:"),
        *(_Line("note", report.audit_hash[start : start + 32]) for start in range(0, len(report.audit_hash), 32)),
        _Line("signature", f"Signature {report.closed_by}"),
    ]
    return lines


def _after_the_sale(report: TillReport, money: Any) -> list[_Line]:
    """Tickets given back and exchanged, where there were any. A fee would tell what cash went back: counted first."""
    lines = []
    if report.tickets_back:
        kept = "counted first" if report.expected_minor is None else money(report.fees_minor)
        lines += [
            _Line("row", "Tickets given back", str(report.tickets_back)),
            _Line("row", "Kept of their prices", kept),
        ]
    if report.exchanges:
        lines.append(_Line("row", f"Exchanged ({report.exchanges}), no money taken", money(report.exchanged_minor)))
    return lines


def _result(report: TillReport, money: Any) -> list[_Line]:
    """Expected, counted and what lies between."""
    if report.expected_minor is None:
        return [_Line("row", "Cash expected", "told after the count")]
    lines = [_Line("strong", "Cash expected", money(report.expected_minor))]
    if report.counted_minor is not None:
        difference = report.counted_minor - report.expected_minor
        words = "Missing" if difference < 0 else "Too much" if difference else "Difference"
        lines += [
            _Line("strong", "Cash counted", money(report.counted_minor)),
            _Line("strong", words, money(difference)),
        ]
    return lines


class _Setting:
    """How lines are set in one column."""

    def __init__(self, width: float, margin: float, size: float) -> None:
        self._left, self._right, self._size = margin, width - margin, size
        self._regular, self._medium = ticket_text.regular(), ticket_text.medium()

    def height(self, lines: Sequence[_Line]) -> float:
        return sum(self._line_height(line) for line in lines)

    def pages(self, lines: Sequence[_Line], room: float) -> list[list[_Line]]:
        """Filled one after the other."""
        pages: list[list[_Line]] = [[]]
        for line in lines:
            if self.height([*pages[-1], line]) > room:
                pages.append([])
            pages[-1].append(line)
        return pages

    def draw(self, canvas: Any, lines: Sequence[_Line], top: float) -> None:
        for line in lines:
            foot = top - self._line_height(line)
            self._draw_line(canvas, line, top, foot)
            top = foot

    def _line_height(self, line: _Line) -> float:
        if line.kind == "rule":
            return self._size
        room = {"head": 0.7 * self._size, "signature": _SIGNATURE_ROOM}.get(line.kind, 0.0)
        left, _ = self._fitted(line)
        return max(1, len(left.lines)) * left.size_points * _LEADING + room

    def _font(self, line: _Line) -> TicketFont:
        return self._medium if line.kind in {"title", "head", "strong"} else self._regular

    def _fitted(self, line: _Line) -> tuple[FittedText, FittedText]:
        """What stands at the left, broken to the room that is left to it, and at the right, smaller if it must be."""
        font = self._font(line)
        size = {"title": 1.8, "strong": 1.15, "note": 0.9}.get(line.kind, 1.0) * self._size
        whole = self._right - self._left
        right = FittedText((font.printable(line.right),), size)
        width = font.width_points(right.lines[0], size)
        if width > _RIGHT_MOST * whole:
            right = FittedText(right.lines, size * _RIGHT_MOST * whole / width)
            width = _RIGHT_MOST * whole
        room = whole - (width + size if line.right else 0)
        return font.fit(line.left, room, 1000, size), right

    def _draw_line(self, canvas: Any, line: _Line, top: float, foot: float) -> None:
        left, right = self._fitted(line)
        leading = left.size_points * _LEADING
        if line.kind in {"rule", "signature"}:
            y = (top + foot) / 2 if line.kind == "rule" else foot + len(left.lines) * leading
            canvas.setLineWidth(0.6)
            canvas.line(self._left, y, self._right, y)
        if line.kind == "rule":
            return
        font = self._font(line)
        y = foot + 0.4 * left.size_points + (len(left.lines) - 1) * leading
        canvas.setFont(font.name, right.size_points)
        canvas.drawRightString(self._right, y, right.lines[0])
        canvas.setFont(font.name, left.size_points)
        for words in left.lines:
            canvas.drawString(self._left, y, words)
            y -= leading


def _moment(local: datetime, locale: str) -> str:
    readable = _readable(locale)
    return f"{format_skeleton('MMMd', local, locale=readable)} {format_time(local, 'short', locale=readable)}"


def _readable(locale: str) -> str:
    """English where the locale's words are in a script that the type lacks."""
    sample = format_skeleton("yMMMEd", datetime(2026, 11, 20, 19, 50), locale=locale)  # noqa: DTZ001  its words alone count
    return locale if ticket_text.regular().can_draw(sample) else "en_GB"
