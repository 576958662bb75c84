"""The pages of the customer's window: large type that is read from a metre and a half, on one canvas."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from tkinter import font as tkfont
from typing import TYPE_CHECKING, Literal, Protocol

from app.controllers.sell.baskets import Basket
from app.models.records import BookingLine, Cinema, Seat
from app.utils.local_time import format_day, format_time, to_local
from app.utils.money import format_minor
from app.views import theme
from app.views.seats.seat_layout import SeatLayout

if TYPE_CHECKING:
    from PIL import Image

_LINES_MOST = 8
"""More seats than these are told by ticket type: eight lines are what is read at a glance."""


class Page(Protocol):
    def draw(self, pen: Pen) -> None: ...


class Pen:
    """Draws in hundredths of the window: `x` and `y` run from 0 to 100, sizes are hundredths of its height."""

    def __init__(self, canvas: tk.Canvas, width: int, height: int, mode: str) -> None:
        self.canvas, self.width, self.height, self.mode = canvas, width, height, mode
        self._unit = min(height / 100, width / 150)
        self.pictures: list[object] = []
        canvas.pictures = self.pictures  # type: ignore[attr-defined]  # Tk forgets a picture that nobody holds

    def px(self, size: float) -> int:
        return round(size * self._unit)

    def at(self, x: float, y: float) -> tuple[int, int]:
        return round(x * self.width / 100), round(y * self.height / 100)

    def write(  # noqa: PLR0913 - it stands for a canvas call with as many options
        self, x: float, y: float, text: str, size: float, colour: theme.Colour, *,
        bold: bool = False, anchor: Literal["w", "e", "center"] = "w", room: float = 92,
    ) -> None:  # fmt: skip
        """One line; smaller where it would be wider than `room` hundredths of the window."""
        font = tkfont.Font(self.canvas, family=theme.family(), size=-self.px(size), weight="bold" if bold else "normal")
        wide, most = font.measure(text), room * self.width / 100
        if wide > most:
            font.configure(size=-max(10, int(self.px(size) * most / wide)))
        self.pictures.append(font)
        self.canvas.create_text(*self.at(x, y), text=text, font=font, fill=theme.pick(colour, self.mode), anchor=anchor)

    def line(self, x: float, y: float, to_x: float) -> None:
        self.canvas.create_line(
            *self.at(x, y), *self.at(to_x, y), fill=theme.pick(theme.LINE, self.mode), width=max(1, self.px(0.3))
        )

    def pane(self, x: float, y: float, to_x: float, to_y: float) -> None:
        self.canvas.create_rectangle(
            *self.at(x, y), *self.at(to_x, to_y), fill=theme.pick(theme.PANE, self.mode), outline=""
        )

    def picture(self, x: float, y: float, drawn: Image.Image) -> None:
        from PIL import ImageTk  # noqa: PLC0415

        shown = ImageTk.PhotoImage(drawn, master=self.canvas)
        self.pictures.append(shown)
        self.canvas.create_image(self.at(x, y), image=str(shown))


@dataclass(frozen=True)
class IdlePage:
    """Nobody is served."""

    cinema: Cinema

    def draw(self, pen: Pen) -> None:
        left, top = pen.at(20, 24)
        right, bottom = pen.at(80, 64)
        light = theme.pick(theme.ACCENT, pen.mode)
        pen.canvas.create_arc(
            left, top, right, bottom, start=28, extent=124, style="arc", outline=light, width=max(2, pen.px(0.8))
        )
        pen.write(50, 46, self.cinema.name, 14, theme.TEXT, bold=True, anchor="center")
        pen.write(50, 60, "Welcome", 6, theme.QUIET, anchor="center")


@dataclass(frozen=True)
class BasketPage:
    """Seats, ticket types, prices and the total, and where the seats are."""

    cinema: Cinema
    basket: Basket
    seats: tuple[Seat, ...] = field(compare=False)

    def draw(self, pen: Pen) -> None:
        show, booking = self.basket.show, self.basket.booking
        starts = to_local(show.starts_at, self.cinema.time_zone)
        when = f"{format_day(starts.date(), self.cinema.locale)}  {format_time(starts, self.cinema.locale)}"
        pen.write(4, 9, show.movie_title, 7, theme.TEXT, bold=True)
        pen.write(4, 17, f"{when}  ·  {show.hall_name}", 4.4, theme.QUIET)
        pen.pane(60, 24, 96, 80)
        rows = told_lines(booking.lines)
        step = min(8.0, 56 / max(1, len(rows)))
        for place, (seats, what, price_minor) in enumerate(rows):
            y = 28 + step * place
            pen.write(4, y, seats, min(5.4, step * 0.72), theme.TEXT, bold=True, room=17)
            pen.write(22, y, what, min(5.0, step * 0.66), theme.TEXT, room=22)
            pen.write(57, y, self._money(price_minor), min(5.4, step * 0.72), theme.TEXT, anchor="e", room=14)
        pen.line(4, 82, 96)
        pen.write(4, 91, "Total", 7, theme.QUIET)
        pen.write(96, 91, self._money(booking.total_minor), 14, theme.TEXT, bold=True, anchor="e", room=70)
        self._draw_map(pen, {line.seat.id for line in booking.lines})

    def _draw_map(self, pen: Pen, own: set[int]) -> None:
        """The hall seen from above, the screen at the top."""
        layout = SeatLayout(self.seats)
        if not own <= set(layout.places):
            return
        left, top = pen.at(62, 32)
        right, bottom = pen.at(94, 78)
        # In whole pixels, or some gaps between seats were a pixel wider than others.
        cell = max(2, int(min((right - left) / layout.width, (bottom - top) / layout.height, pen.px(7))))
        left += round((right - left - cell * layout.width) / 2)
        pen.write(78, 28, "screen", 3, theme.QUIET, anchor="center")
        for seat_id, place in layout.places.items():
            x, y = left + round(place.x * cell), top + round(place.y * cell)
            mine = seat_id in own
            fill = theme.pick(theme.ACCENT if mine else theme.PRESSED, pen.mode)
            gap = max(1, round(cell * (0.07 if mine else 0.14)))
            pen.canvas.create_rectangle(x + gap, y + gap, x + cell - gap, y + cell - gap, fill=fill, outline="")

    def _money(self, amount_minor: int) -> str:
        return format_minor(amount_minor, self.cinema.currency, self.cinema.locale)


@dataclass(frozen=True)
class PaymentPage:
    """What is to be paid, and the code to scan where there is one."""

    cinema: Cinema
    total_minor: int
    qr_payload: str | None = None

    def draw(self, pen: Pen) -> None:
        told = format_minor(self.total_minor, self.cinema.currency, self.cinema.locale)
        if self.qr_payload is None:
            pen.write(50, 36, "To pay", 8, theme.QUIET, anchor="center")
            pen.write(50, 54, told, 22, theme.TEXT, bold=True, anchor="center")
            return
        pen.write(5, 36, "To pay", 7, theme.QUIET, room=40)
        pen.write(5, 50, told, 15, theme.TEXT, bold=True, room=42)
        pen.write(5, 64, "Scan the code to pay", 4.6, theme.QUIET, room=42)
        pen.picture(74, 50, _code(self.qr_payload, pen.px(66)))


@dataclass(frozen=True)
class ChangePage:
    """The sale is done."""

    cinema: Cinema
    change_minor: int

    def draw(self, pen: Pen) -> None:
        if self.change_minor:
            told = format_minor(self.change_minor, self.cinema.currency, self.cinema.locale)
            pen.write(50, 32, "Your change", 8, theme.QUIET, anchor="center")
            pen.write(50, 50, told, 22, theme.GOOD, bold=True, anchor="center")
        else:
            pen.write(50, 46, "Paid", 16, theme.GOOD, bold=True, anchor="center")
        pen.write(50, 72, "Thank you. Enjoy the film!", 6, theme.TEXT, anchor="center")


def told_lines(lines: Sequence[BookingLine]) -> list[tuple[str, str, int]]:
    """(seats, what they are, price in minor units): one line a seat, or one for all of a ticket type and seat type."""
    if len(lines) <= _LINES_MOST:
        return [
            (line.seat.label, f"{line.ticket_type.name}  ·  {line.seat.seat_type.label}", line.price_minor)
            for line in lines
        ]
    alike = sorted(lines, key=lambda line: (line.ticket_type.name, line.seat.seat_type.label))
    groups = groupby(alike, key=lambda line: (line.ticket_type.name, line.seat.seat_type.label))
    told = []
    for (ticket, seat_type), found in groups:
        members = list(found)
        total_minor = sum(line.price_minor for line in members)
        told.append((f"{len(members)} ×", f"{ticket}  ·  {seat_type}", total_minor))
    return told


def _code(payload: str, side_px: int) -> Image.Image:
    """A QR code with its quiet zone, black on white in both themes: cameras want it so."""
    import segno  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    rows = [
        bytes(255 if not dark else 0 for dark in row) for row in segno.make(payload, error="m").matrix_iter(border=4)
    ]
    small = Image.frombytes("L", (len(rows[0]), len(rows)), b"".join(rows))
    times = max(1, side_px // small.width)
    return small.resize((small.width * times,) * 2, Image.Resampling.NEAREST).convert("RGB")
