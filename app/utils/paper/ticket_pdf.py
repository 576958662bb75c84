"""The ticket on paper: one A6 page a seat, black only, because counter printers dither greys and colours.

What the door reads comes first: title, date and time, then hall, row and seat in the largest type. The QR code holds the
ticket's code and nothing else. Called from one thread at a time (reportlab's fonts carry state while a PDF is made).
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from babel.dates import format_skeleton, format_time
from reportlab.lib.pagesizes import A6
from reportlab.pdfgen.canvas import Canvas

from app.utils.errors import FolderNotWritable
from app.utils.money import format_minor
from app.utils.paper import ticket_text
from app.utils.paper.ticket_text import FittedText, TicketFont

PAGE_WIDTH_POINTS, PAGE_HEIGHT_POINTS = A6
_MARGIN = 20.0
_LEFT, _RIGHT = _MARGIN, PAGE_WIDTH_POINTS - _MARGIN
_WIDTH = _RIGHT - _LEFT
_QR_SIDE = 78.0
_CAP_HEIGHT = 0.711
"""Of Roboto, in type sizes."""
_SEAT_TYPES = {"REGULAR": "Regular", "PREMIUM": "Premium", "VIP": "VIP"}


@dataclass(frozen=True, slots=True)
class TicketFace:
    """Everything a printed ticket says, already in the cinema's own zone and locale."""

    code: str
    """128 random bits in base 32, 26 characters."""
    booking_reference: str
    movie_title: str
    certificate: str
    language: str
    cinema_name: str
    hall_name: str
    row_name: str
    seat_number: int
    seat_type: str
    """REGULAR, PREMIUM or VIP."""
    ticket_type_name: str
    starts_at_local: datetime
    """Aware, in the cinema's zone."""
    price_minor: int
    currency: str
    """ISO 4217."""
    locale: str
    """Babel's name, e.g. en_IN."""
    counter_name: str
    duplicate_number: int = 0
    """0 is the original; 1 is the first reprint."""


def write_tickets(path: Path, tickets: Sequence[TicketFace]) -> None:
    """Write the PDF to `path`, whole or not at all, readable by this user only: a ticket's code is a right to enter.

    Raises FolderNotWritable when the folder or the disk refuses it.
    """
    content = tickets_pdf(tickets)
    part: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".part", dir=path.parent)
        part = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError as error:
        if part is not None:
            with suppress(OSError):  # the folder has just refused us; the first reason is the one to tell
                part.unlink(missing_ok=True)
        raise FolderNotWritable(
            f"The tickets could not be written to {path.parent} ({error.strerror or error}). The sale stands; "
            "free some space or choose another tickets folder in the settings, then press F12 to print again."
        ) from error


def tickets_pdf(tickets: Sequence[TicketFace]) -> bytes:
    """The PDF of one or more tickets; the same tickets always give the same bytes."""
    if not tickets:
        raise ValueError("a ticket PDF needs at least one ticket")
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A6, invariant=1, pageCompression=1, initialFontName=ticket_text.regular().name)
    first = tickets[0]
    canvas.setTitle(f"{first.movie_title} · {first.booking_reference}")
    canvas.setAuthor(first.cinema_name)
    canvas.setSubject("Cinema ticket" if len(tickets) == 1 else f"{len(tickets)} cinema tickets")
    canvas.setCreator("Foyer")
    for ticket in tickets:
        _TicketPage(canvas, ticket).draw()
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


class _TicketPage:
    """One page. Heights are counted from the foot of the page, as PDF does."""

    def __init__(self, canvas: Any, ticket: TicketFace) -> None:
        self._canvas = canvas
        self._ticket = ticket
        self._regular = ticket_text.regular()
        self._medium = ticket_text.medium()

    def draw(self) -> None:
        self._draw_header()
        self._draw_film()
        self._draw_time()
        self._draw_seat()
        self._draw_code()
        self._draw_sale()

    def _draw_header(self) -> None:
        width = _WIDTH
        if self._ticket.duplicate_number:
            mark = f"DUPLICATE {self._ticket.duplicate_number}"
            mark_width = self._medium.width_points(mark, 12) + 16
            self._canvas.roundRect(_RIGHT - mark_width, 380, mark_width, 20, 3, stroke=0, fill=1)
            self._text(self._medium, mark, _RIGHT - mark_width + 8, 386, 12, white=True)
            width -= mark_width + 10
        cinema = self._medium.fit(self._ticket.cinema_name, width, 20, 12)
        self._lines(self._medium, cinema, _LEFT, 390 + cinema.height_points / 2)
        self._rule(373, 1.6)

    def _draw_film(self) -> None:
        title = self._medium.fit(self._ticket.movie_title, _WIDTH, 87, 40)
        self._lines(self._medium, title, _LEFT, 367)
        middle = 367 - title.height_points - 11.5
        x = _LEFT
        if self._ticket.certificate:
            certificate = self._medium.fit(self._ticket.certificate, 90, 12, 9.5)
            width = max(self._medium.width_points(line, certificate.size_points) for line in certificate.lines) + 11
            self._canvas.setLineWidth(1.1)
            self._canvas.roundRect(x + 0.55, middle - 7.5, width - 1.1, 15, 3, stroke=1, fill=0)
            self._lines(self._medium, certificate, x + 5.5, middle + certificate.height_points / 2)
            x += width + 8
        if self._ticket.language:
            language = self._regular.fit(self._ticket.language, _RIGHT - x, 15, 11)
            self._lines(self._regular, language, x, middle + language.height_points / 2)

    def _draw_time(self) -> None:
        day, clock = _day_and_clock(self._ticket)
        time_x = 188.0
        self._rule(249, 0.7)
        self._label("DATE", _LEFT, 237)
        self._label("TIME", time_x, 237)
        self._on_baseline(self._medium, self._medium.fit(day, time_x - _LEFT - 12, 24, 19), _LEFT, 215)
        self._on_baseline(self._medium, self._medium.fit(clock, _RIGHT - time_x, 28, 24), time_x, 215)

    def _draw_seat(self) -> None:
        ticket = self._ticket
        foot, height = 134.0, 68.0
        self._canvas.roundRect(_LEFT, foot, _WIDTH, height, 6, stroke=0, fill=1)
        seat_label = "SEAT" if ticket.seat_type == "REGULAR" else f"{ticket.seat_type} SEAT"
        for label, value, x, box, size in (
            ("HALL", ticket.hall_name, _LEFT + 12, (94.0, 38.0), 25),
            ("ROW", ticket.row_name, 138.0, (56.0, 49.0), 42),
            (seat_label, str(ticket.seat_number), 208.0, (62.0, 49.0), 42),
        ):
            self._label(label, x, foot + height - 15, white=True)
            self._on_baseline(self._medium, self._medium.fit(value, *box, size), x, foot + 13, white=True)

    def _draw_code(self) -> None:
        """The symbol keeps the four modules of white around it that ISO/IEC 18004 asks for."""
        symbol = segno.make(self._ticket.code, error="q", micro=False)
        draw_qr(self._canvas, symbol, _LEFT, 43, _QR_SIDE)
        self._lines(self._regular, self._regular.fit(_grouped(self._ticket.code), _QR_SIDE, 17, 7), _LEFT, 31.5)

    def _draw_sale(self) -> None:
        x = _LEFT + _QR_SIDE + 22
        width = _RIGHT - x
        ticket = self._ticket
        price = format_minor(ticket.price_minor, ticket.currency, ticket.locale)
        self._label("PRICE", x, 116)
        self._on_baseline(self._medium, self._medium.fit(price, width, 25, 20), x, 96)
        kind = f"{ticket.ticket_type_name} · {_SEAT_TYPES.get(ticket.seat_type, ticket.seat_type)}"
        self._on_baseline(self._regular, self._regular.fit(kind, width, 13, 10), x, 82)
        self._label("BOOKING", x, 62)
        self._on_baseline(self._medium, self._medium.fit(ticket.booking_reference, width, 18, 15), x, 46)
        self._label("SOLD AT", x, 29)
        self._on_baseline(self._regular, self._regular.fit(ticket.counter_name, width, 12, 10), x, 17.5)

    def _label(self, text: str, x: float, y: float, *, white: bool = False) -> None:
        self._text(self._medium, text, x, y, 7, white=white)

    def _lines(self, font: TicketFont, fitted: FittedText, x: float, top: float, *, white: bool = False) -> None:
        size = fitted.size_points
        y = top - size * (ticket_text.LEADING + _CAP_HEIGHT) / 2
        for line in fitted.lines:
            self._text(font, line, x, y, size, white=white)
            y -= size * ticket_text.LEADING

    def _on_baseline(self, font: TicketFont, fitted: FittedText, x: float, y: float, *, white: bool = False) -> None:
        """The last line stands on `y`, so that neighbours of different sizes stand on one line."""
        for line in reversed(fitted.lines):
            self._text(font, line, x, y, fitted.size_points, white=white)
            y += fitted.size_points * ticket_text.LEADING

    def _text(self, font: TicketFont, text: str, x: float, y: float, size: float, *, white: bool = False) -> None:
        if white:
            self._canvas.setFillGray(1)
        self._canvas.setFont(font.name, size)
        self._canvas.drawString(x, y, text)
        if white:
            self._canvas.setFillGray(0)

    def _rule(self, y: float, width: float) -> None:
        self._canvas.setLineWidth(width)
        self._canvas.line(_LEFT, y, _RIGHT, y)


def draw_qr(canvas: Any, symbol: segno.QRCode, x: float, y: float, side_points: float) -> None:
    """The whole symbol as one path of horizontal runs: one fill, no hairlines between modules, and quick."""
    module = side_points / len(symbol.matrix)
    path = canvas.beginPath()
    for row_index, row in enumerate(symbol.matrix):
        row_foot = y + side_points - (row_index + 1) * module
        start: int | None = None
        for column, dark in enumerate((*row, 0)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                path.rect(x + start * module, row_foot, (column - start) * module, module)
                start = None
    canvas.drawPath(path, stroke=0, fill=1)


def _grouped(code: str) -> str:
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def _day_and_clock(ticket: TicketFace) -> tuple[str, str]:
    """In the cinema's locale, or in English where its words are in a script that the type lacks.

    A transliterated title is still the film's name; a transliterated weekday is no word in any language.
    """
    starts_at = ticket.starts_at_local
    for locale in (ticket.locale, "en_GB"):
        day = format_skeleton("yMMMEd", starts_at, locale=locale)
        clock = format_time(starts_at, "short", locale=locale)
        if ticket_text.medium().can_draw(day + clock):
            break
    return day, clock
