"""Tickets as a PDF: an A6 page each, four to an A4 sheet with lines to cut along, or a length of roll each.

The QR code holds the ticket's code and nothing else. Called from one thread at a time (reportlab's fonts carry state while
a PDF is made).
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from app.utils.paper import ticket_text
from app.utils.paper.column import Column, stack
from app.utils.paper.paper_size import (
    A4_HEIGHT_POINTS,
    A4_WIDTH_POINTS,
    A6_HEIGHT_POINTS,
    A6_WIDTH_POINTS,
    ROLL_WIDTH_POINTS,
    Paper,
)
from app.utils.paper.pdf_file import write_pdf
from app.utils.paper.pen import Pen
from app.utils.paper.ticket_a6 import A6Ticket
from app.utils.paper.ticket_face import TicketFace
from app.utils.paper.ticket_roll import roll_ticket

_PER_SHEET = 4
_ROLL_TOP, _ROLL_FOOT = 6.0, 10.0
_CUT_MARGIN = 14.0
"""Of the cutting line at the sheet's edge, which office printers leave white."""


def write_tickets(path: Path, tickets: Sequence[TicketFace], paper: Paper = Paper.A6) -> None:
    """Write the PDF to `path`, whole or not at all, readable by this user only: a ticket's code is a right to enter.

    Raises FolderNotWritable when the folder or the disk refuses it.
    """
    write_pdf(path, tickets_pdf(tickets, paper), "The tickets", "press F12 to print again")


def tickets_pdf(tickets: Sequence[TicketFace], paper: Paper = Paper.A6) -> bytes:
    """The PDF of one or more tickets; the same tickets always give the same bytes."""
    if not tickets:
        raise ValueError("a ticket PDF needs at least one ticket")
    stream = BytesIO()
    canvas = Canvas(stream, invariant=1, pageCompression=1, initialFontName=ticket_text.regular().name)
    first = tickets[0]
    canvas.setTitle(f"{first.movie_title} · {first.booking_reference}")
    canvas.setAuthor(first.cinema.name)
    canvas.setSubject("Cinema ticket" if len(tickets) == 1 else f"{len(tickets)} cinema tickets")
    canvas.setCreator("Foyer")
    pen = Pen(canvas)
    if paper is Paper.A4:
        _draw_sheets(pen, tickets)
    elif paper is Paper.ROLL80:
        _draw_lengths(pen, tickets)
    else:
        _draw_pages(pen, tickets)
    canvas.save()
    return stream.getvalue()


def _draw_pages(pen: Pen, tickets: Sequence[TicketFace]) -> None:
    for ticket in tickets:
        pen.canvas.setPageSize((A6_WIDTH_POINTS, A6_HEIGHT_POINTS))
        A6Ticket(pen, ticket, Paper.A6).draw()
        pen.canvas.showPage()


def _draw_sheets(pen: Pen, tickets: Sequence[TicketFace]) -> None:
    """Four quarters of a sheet are A6 to the point, so the tickets are those of A6."""
    canvas = pen.canvas
    across, up = A4_WIDTH_POINTS / 2, A4_HEIGHT_POINTS / 2
    for start in range(0, len(tickets), _PER_SHEET):
        canvas.setPageSize((A4_WIDTH_POINTS, A4_HEIGHT_POINTS))
        on_sheet = tickets[start : start + _PER_SHEET]
        for place, ticket in enumerate(on_sheet):
            canvas.saveState()
            canvas.translate(place % 2 * across, 0 if place >= 2 else up)
            A6Ticket(pen, ticket, Paper.A4).draw()
            canvas.restoreState()
        _draw_cuts(pen, len(on_sheet), across, up)
        canvas.showPage()


def _draw_cuts(pen: Pen, count: int, across: float, up: float) -> None:
    """Dashes around what stands on the sheet: the lower half of a half-empty one is not cut in two."""
    canvas = pen.canvas
    canvas.saveState()
    canvas.setLineWidth(0.5)
    canvas.setDash(4, 4)
    canvas.line(across, _CUT_MARGIN if count > 2 else up, across, A4_HEIGHT_POINTS - _CUT_MARGIN)
    canvas.line(_CUT_MARGIN, up, A4_WIDTH_POINTS - _CUT_MARGIN, up)
    canvas.restoreState()


def _draw_lengths(pen: Pen, tickets: Sequence[TicketFace]) -> None:
    """A page each, so that the printer cuts after each."""
    column = Column(pen, Paper.ROLL80)
    for ticket in tickets:
        block = stack(*roll_ticket(pen, column, ticket))
        height = _ROLL_TOP + block.height_points + _ROLL_FOOT
        pen.canvas.setPageSize((ROLL_WIDTH_POINTS, height))
        block.draw(height - _ROLL_TOP)
        pen.canvas.showPage()
