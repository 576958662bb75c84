"""The ticket on an 80 mm roll: the same parts as on A6, one under the other, and a page as long as they are."""

from __future__ import annotations

import segno

from app.utils.paper.column import Block, Column
from app.utils.paper.paper_size import ROLL_DPI
from app.utils.paper.pen import Pen, draw_qr
from app.utils.paper.ticket_a6 import draw_certificate, draw_sale, draw_seat, draw_time
from app.utils.paper.ticket_face import TicketFace

_DOT = 72 / ROLL_DPI
_MODULE_DOTS = 9
"""Whole dots for each module: a head cannot print a half, and scanners stumble over modules of two sizes."""


def roll_ticket(pen: Pen, column: Column, ticket: TicketFace) -> list[Block]:
    """A ticket's blocks, from the top."""
    left, right = column.left, column.right
    width = right - left
    title = pen.medium.fit(ticket.movie_title, width, 84, 28)
    symbol = segno.make(ticket.code, error="q", micro=False)
    side = len(symbol.matrix) * _MODULE_DOTS * _DOT
    code = pen.regular.fit(ticket.grouped_code, side, 17, 7)

    def draw_foot(top: float) -> None:
        x, y = round(left / _DOT) * _DOT, round((top - 8 - side) / _DOT) * _DOT
        draw_qr(pen.canvas, symbol, x, y, side)
        pen.lines(pen.regular, code, x, y - 11.5)
        draw_sale(pen, ticket, x + side + 16, right, top - 14)

    def draw_mark(top: float) -> None:
        pen.box(left, top - 22, width, 20, 3)
        x = left + (width - pen.medium.width_points(ticket.mark, 12)) / 2
        pen.text(pen.medium, ticket.mark, x, top - 16, 12, white=True)

    return [
        *column.letterhead(ticket.cinema, centred=True),
        *([Block(26, draw_mark)] if ticket.mark else []),
        column.rule(1.6),
        Block(title.height_points + 2, lambda top: pen.lines(pen.medium, title, left, top)),
        Block(
            22 if ticket.certificate or ticket.language else 4,
            lambda top: draw_certificate(pen, ticket, left, right, top - 11),
        ),
        column.rule(0.7),
        Block(42, lambda top: draw_time(pen, ticket, left, right, top - 32, (17, 19))),
        Block(76, lambda top: draw_seat(pen, ticket, left, width, top - 70)),
        Block(max(side + 12 + code.height_points + 12, 118), draw_foot),
    ]
