"""The ground of the screens before the work begins: rows of seats in the light of the screen."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import customtkinter as ctk

from app.views import theme

if TYPE_CHECKING:
    from PIL import Image

_AFTER_MS = 40
_LIGHT_STEPS = 12
_SEAT, _SEAT_GAP, _ROW_GAP = 20, 16, 40
_OVERSAMPLING = 3
_LIT: theme.Colour = ("#e6e8ee", "#22252d")
_BEAM: theme.Colour = ("#cfd3dc", "#40454f")
_AISLE = 6
"""Every so many seats from the middle one is left out: an aisle that runs up the hall."""


class Auditorium(ctk.CTkFrame):
    """A page-coloured frame with a quiet picture of a hall behind whatever is gridded on it.

    The picture comes a blink after the fields above it, which can be typed into by then. When Tk is idle would be too
    early: that is before the screen has been painted at all.
    """

    def __init__(self, master: Any) -> None:
        self._painting: str | None = None
        self._painted: tuple[int, int, str, float] | None = None
        super().__init__(master, fg_color=theme.PAGE, corner_radius=0)

    def destroy(self) -> None:
        if self._painting is not None:
            self.after_cancel(self._painting)
            self._painting = None
        super().destroy()

    def _draw(self, no_color_updates: bool = False) -> None:
        super()._draw(no_color_updates)
        if self._painting is None:
            self._painting = self.after_idle(self._paint_backdrop_soon)

    def _paint_backdrop_soon(self) -> None:
        self._painting = self.after(_AFTER_MS, self._paint_backdrop)

    def _paint_backdrop(self) -> None:
        self._painting = None
        width, height = self._canvas.winfo_width(), self._canvas.winfo_height()
        look = (width, height, str(ctk.get_appearance_mode()), float(self._get_widget_scaling()))
        if look == self._painted or min(width, height) < 100:
            return
        from PIL import ImageTk  # noqa: PLC0415 - not needed for the first paint

        self._painted = look
        self._picture = ImageTk.PhotoImage(draw_hall(*look))
        self._canvas.delete("backdrop")
        self._canvas.create_image(0, 0, image=self._picture, anchor="nw", tags=("backdrop",))


def draw_hall(width: int, height: int, mode: str, scaling: float) -> Image.Image:
    """Rows bent around a screen at the top, each darker than the one before it; sizes in pixels."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - see Auditorium

    page = theme.pick(theme.PAGE, mode)
    picture = Image.new("RGB", (width, height), page)
    seats = [
        _seat(_mix(theme.pick(_LIT, mode), page, step / _LIGHT_STEPS), page, round(_SEAT * scaling))
        for step in range(_LIGHT_STEPS)
    ]
    centre_x, centre_y = width / 2, -height * 1.1
    first = height * 1.1 + 96 * scaling
    rows = int((height * 1.35 - 96 * scaling) / (_ROW_GAP * scaling))
    for row in range(rows):
        radius = first + row * _ROW_GAP * scaling
        seat = seats[min(_LIGHT_STEPS - 1, int(_LIGHT_STEPS * row / (rows * 0.8)))]
        step = (_SEAT + _SEAT_GAP) * scaling / radius
        for place in range(int(math.asin(min(1, width / 2 / radius)) / step) + 1):
            if place % _AISLE == _AISLE - 1:
                continue
            for angle in {(place + 0.5) * step, -(place + 0.5) * step}:
                x, y = centre_x + radius * math.sin(angle), centre_y + radius * math.cos(angle)
                picture.paste(seat, (round(x - seat.width / 2), round(y - seat.height / 2)))
    reach = first - 56 * scaling
    box = (centre_x - reach, centre_y - reach, centre_x + reach, centre_y + reach)
    ImageDraw.Draw(picture).arc(box, 75, 105, fill=theme.pick(_BEAM, mode), width=round(4 * scaling))
    return picture


def _seat(colour: str, page: str, size: int) -> Image.Image:
    from PIL import Image, ImageDraw  # noqa: PLC0415 - see Auditorium

    large = Image.new("RGB", (size * _OVERSAMPLING, size * _OVERSAMPLING), page)
    edge = size * _OVERSAMPLING - 1
    ImageDraw.Draw(large).rounded_rectangle((0, 0, edge, edge), edge * 0.3, fill=colour)
    return large.resize((size, size), Image.Resampling.BOX)


def _mix(one: str, other: str, share: float) -> str:
    """`share` of the other colour in the one."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)
