"""The ticket as an A6 page, black only, because counter printers dither greys and colours.

What the door reads comes first: title, date and time, then hall, row and seat in the largest type. On A4 four of them
stand on a sheet.
"""

from __future__ import annotations

import segno

from app.utils.paper.logo import fitted_logo
from app.utils.paper.paper_size import A6_WIDTH_POINTS, Paper
from app.utils.paper.pen import Pen, draw_qr
from app.utils.paper.ticket_face import TicketFace, day_and_clock

_MARGIN = 20.0
_LEFT, _RIGHT = _MARGIN, A6_WIDTH_POINTS - _MARGIN
_WIDTH = _RIGHT - _LEFT
_QR_SIDE = 78.0
_LOGO_BOX = (66.0, 26.0)


class A6Ticket:
    """One ticket. Heights are counted from the foot of the page, as PDF does."""

    def __init__(self, pen: Pen, ticket: TicketFace, paper: Paper) -> None:
        self._pen, self._ticket, self._paper = pen, ticket, paper

    def draw(self) -> None:
        self._draw_header()
        self._draw_film()
        self._draw_time()
        self._draw_seat()
        self._draw_code()
        self._draw_sale()

    def _draw_header(self) -> None:
        pen, cinema = self._pen, self._ticket.cinema
        left, right = _LEFT, _RIGHT
        if self._ticket.mark:
            right -= pen.mark(self._ticket.mark, _RIGHT, 380) + 10
        logo = fitted_logo(cinema.logo, *_LOGO_BOX, self._paper.dots_per_inch) if cinema.logo else None
        if logo is not None:
            pen.logo(logo, left, 390.5 - logo.height_points / 2)
            left += logo.width_points + 8
        if cinema.small_print:
            pen.lines(pen.medium, pen.medium.fit(cinema.name, right - left, 14, 12), left, 404)
            pen.lines(pen.regular, pen.regular.fit(cinema.small_print, right - left, 14, 6.5), left, 390.4)
        else:
            name = pen.medium.fit(cinema.name, right - left, 20, 12)
            pen.lines(pen.medium, name, left, 390 + name.height_points / 2)
        pen.rule(_LEFT, _RIGHT, 373, 1.6)

    def _draw_film(self) -> None:
        pen = self._pen
        title = pen.medium.fit(self._ticket.movie_title, _WIDTH, 87, 40)
        pen.lines(pen.medium, title, _LEFT, 367)
        draw_certificate(pen, self._ticket, _LEFT, _RIGHT, 367 - title.height_points - 11.5)

    def _draw_time(self) -> None:
        self._pen.rule(_LEFT, _RIGHT, 249, 0.7)
        draw_time(self._pen, self._ticket, _LEFT, _RIGHT, 215, (19, 24))

    def _draw_seat(self) -> None:
        draw_seat(self._pen, self._ticket, _LEFT, _WIDTH, 134)

    def _draw_code(self) -> None:
        """The symbol keeps the four modules of white around it that ISO/IEC 18004 asks for."""
        pen, ticket = self._pen, self._ticket
        draw_qr(pen.canvas, segno.make(ticket.code, error="q", micro=False), _LEFT, 43, _QR_SIDE)
        pen.lines(pen.regular, pen.regular.fit(ticket.grouped_code, _QR_SIDE, 17, 7), _LEFT, 31.5)

    def _draw_sale(self) -> None:
        draw_sale(self._pen, self._ticket, _LEFT + _QR_SIDE + 22, _RIGHT, 116)


def draw_certificate(pen: Pen, ticket: TicketFace, x: float, right: float, middle: float) -> None:
    """The certificate in its frame and the language beside it, around the height `middle`."""
    if ticket.certificate:
        certificate = pen.medium.fit(ticket.certificate, 90, 12, 9.5)
        width = max(pen.medium.width_points(line, certificate.size_points) for line in certificate.lines) + 11
        pen.canvas.setLineWidth(1.1)
        pen.canvas.roundRect(x + 0.55, middle - 7.5, width - 1.1, 15, 3, stroke=1, fill=0)
        pen.lines(pen.medium, certificate, x + 5.5, middle + certificate.height_points / 2)
        x += width + 8
    if ticket.language:
        language = pen.regular.fit(ticket.language, right - x, 15, 11)
        pen.lines(pen.regular, language, x, middle + language.height_points / 2)


def draw_time(
    pen: Pen, ticket: TicketFace, left: float, right: float, baseline: float, sizes: tuple[float, float]
) -> None:
    """Date and time on one line; `sizes` are the largest of the two."""
    day, clock = day_and_clock(ticket.starts_at_local, ticket.locale)
    time_x = left + (right - left) * 0.65
    pen.label("DATE", left, baseline + 22)
    pen.label("TIME", time_x, baseline + 22)
    pen.on_baseline(pen.medium, pen.medium.fit(day, time_x - left - 12, 24, sizes[0]), left, baseline)
    pen.on_baseline(pen.medium, pen.medium.fit(clock, right - time_x, 28, sizes[1]), time_x, baseline)


def draw_seat(pen: Pen, ticket: TicketFace, left: float, width: float, foot: float) -> None:
    """Hall, row and seat, white on black, 68 points high."""
    height, part = 68.0, width / 257.6
    pen.box(left, foot, width, height, 6)
    for label, value, x, box, size in (
        ("HALL", ticket.hall_name, 12, (94.0, 38.0), 25 * part),
        ("ROW", ticket.row_name, 118, (56.0, 49.0), 42),
        (ticket.seat_label, str(ticket.seat_number), 182, (62.0, 49.0), 42),
    ):
        pen.label(label, left + x * part, foot + height - 15, white=True)
        fitted = pen.medium.fit(value, box[0] * part, box[1], size)
        pen.on_baseline(pen.medium, fitted, left + x * part, foot + 13, white=True)


def draw_sale(pen: Pen, ticket: TicketFace, x: float, right: float, top: float) -> None:
    """Price, booking and counter, 99 points high."""
    width = right - x
    pen.label("PRICE", x, top)
    pen.on_baseline(pen.medium, pen.medium.fit(ticket.price, width, 25, 20), x, top - 20)
    pen.on_baseline(pen.regular, pen.regular.fit(ticket.kind, width, 13, 10), x, top - 34)
    pen.label("BOOKING", x, top - 54)
    pen.on_baseline(pen.medium, pen.medium.fit(ticket.booking_reference, width, 18, 15), x, top - 70)
    pen.label("SOLD AT", x, top - 87)
    pen.on_baseline(pen.regular, pen.regular.fit(ticket.counter_name, width, 12, 10), x, top - 98.5)
