"""Drawing in black on a page: words of the tickets' type, rules, boxes and QR codes. Heights count from the foot, as in PDF."""

from __future__ import annotations

from typing import Any

import segno
from reportlab import rl_config

from app.utils.paper import ticket_text
from app.utils.paper.logo import FittedLogo
from app.utils.paper.ticket_text import FittedText, TicketFont

rl_config.useA85 = 0
"""Plain bytes instead of ASCII 85: a tenth of the time and a fifth of the file; every printer and viewer reads them."""

_CAP_HEIGHT = 0.711
"""Of Roboto, in type sizes."""


class Pen:
    """One canvas and the two weights of the type."""

    def __init__(self, canvas: Any) -> None:
        self.canvas = canvas
        self.regular = ticket_text.regular()
        self.medium = ticket_text.medium()

    def text(self, font: TicketFont, text: str, x: float, y: float, size: float, *, white: bool = False) -> None:
        if white:
            self.canvas.setFillGray(1)
        self.canvas.setFont(font.name, size)
        line = self.canvas.beginText(x, y)
        line.textOut(text)
        self.canvas.drawText(line)
        if white:
            self.canvas.setFillGray(0)

    def label(self, text: str, x: float, y: float, *, white: bool = False) -> None:
        """What the value below it is, in small type."""
        self.text(self.medium, text, x, y, 7, white=white)

    def lines(
        self, font: TicketFont, fitted: FittedText, x: float, top: float, *, within: float = 0, right: bool = False
    ) -> None:
        """Lines from `top` downwards; in the middle of `within` points, or at their right end."""
        size = fitted.size_points
        y = top - size * (ticket_text.LEADING + _CAP_HEIGHT) / 2
        for line in fitted.lines:
            room = within - font.width_points(line, size) if within else 0.0
            self.text(font, line, x + (room if right else room / 2), y, size)
            y -= size * ticket_text.LEADING

    def on_baseline(self, font: TicketFont, fitted: FittedText, x: float, y: float, *, white: bool = False) -> None:
        """The last line stands on `y`, so that neighbours of different sizes stand on one line."""
        for line in reversed(fitted.lines):
            self.text(font, line, x, y, fitted.size_points, white=white)
            y += fitted.size_points * ticket_text.LEADING

    def rule(self, left: float, right: float, y: float, width: float) -> None:
        self.canvas.setLineWidth(width)
        self.canvas.line(left, y, right, y)

    def box(self, x: float, y: float, width: float, height: float, radius: float) -> None:
        """A black one."""
        self.canvas.roundRect(x, y, width, height, radius, stroke=0, fill=1)

    def mark(self, words: str, right: float, foot: float) -> float:
        """White words in a black box that ends at `right`; returns the box's width."""
        width = self.medium.width_points(words, 12) + 16
        self.box(right - width, foot, width, 20, 3)
        self.text(self.medium, words, right - width + 8, foot + 6, 12, white=True)
        return width

    def logo(self, logo: FittedLogo, x: float, foot: float) -> None:
        self.canvas.drawImage(logo.picture, x, foot, logo.width_points, logo.height_points)


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
