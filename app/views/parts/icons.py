"""Foyer's icons, drawn as strokes on a 24-unit square and shrunk with Pillow.

Neither font glyphs (their look and presence depend on the machine) nor picture files: a stroke list stays sharp at
every scaling and takes any colour of the theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from app.views import theme

if TYPE_CHECKING:
    import customtkinter as ctk
    from PIL import Image, ImageDraw, ImageTk

_UNITS = 24
_OVERSAMPLING = 6
_STROKE = 1.9

Shape = tuple[str, Sequence[float]]
"""("line", x y x y …) open; ("rect", x0 y0 x1 y1 radius); ("circle", x y radius); ("arc", x0 y0 x1 y1 from to),
in degrees clockwise from three o'clock; ("dot", x y radius) filled; ("fill", x y x y …) a filled shape."""

ICONS: dict[str, Sequence[Shape]] = {
    "sell": [  # a ticket: notches at both sides, a tear line
        ("line", (3, 9, 3, 6, 21, 6, 21, 9)),
        ("line", (3, 15, 3, 18, 21, 18, 21, 15)),
        ("arc", (0, 9, 6, 15, -90, 90)),
        ("arc", (18, 9, 24, 15, 90, 270)),
        ("line", (14, 9.6, 14, 10.4)),
        ("line", (14, 13.6, 14, 14.4)),
    ],
    "find": [("circle", (10.5, 10.5, 6.5)), ("line", (15.4, 15.4, 20.5, 20.5))],
    "door": [
        ("line", (3, 20.5, 21, 20.5)),
        ("line", (6, 20.5, 6, 3.5, 18, 3.5, 18, 20.5)),
        ("dot", (14.2, 12.5, 1.3)),
    ],
    "till": [
        ("line", (5, 11, 7, 4, 17, 4, 19, 11)),
        ("rect", (3, 11, 21, 20, 1.5)),
        ("line", (10, 15.5, 14, 15.5)),
        ("line", (10, 7.5, 14, 7.5)),
    ],
    "plan": [
        ("rect", (3.5, 5, 20.5, 20.5, 2)),
        ("line", (3.5, 10, 20.5, 10)),
        ("line", (8, 2.8, 8, 6.5)),
        ("line", (16, 2.8, 16, 6.5)),
        ("dot", (8.2, 14, 1.1)),
        ("dot", (12, 14, 1.1)),
        ("dot", (15.8, 14, 1.1)),
    ],
    "reports": [
        ("line", (3.5, 20.5, 20.5, 20.5)),
        ("line", (6.5, 20, 6.5, 13)),
        ("line", (12, 20, 12, 4)),
        ("line", (17.5, 20, 17.5, 9)),
    ],
    "team": [
        ("circle", (9, 8, 3.6)),
        ("arc", (2.5, 14, 15.5, 27, 180, 360)),
        ("arc", (13, 4.4, 20, 11.6, -100, 100)),
        ("arc", (12.5, 14, 21.5, 26, -70, 0)),
    ],
    "looks": [  # a painter's palette
        ("arc", (3, 3.5, 21, 20.5, 80, 395)),
        ("line", (13.6, 20.3, 13.1, 17.4, 14.6, 15.6, 18.4, 15.9, 19.4, 15.4)),
        ("dot", (7.6, 12.6, 1.35)),
        ("dot", (9.8, 8.2, 1.35)),
        ("dot", (14.6, 7.7, 1.35)),
    ],
    "display": [
        ("rect", (3, 4.5, 21, 16, 1.5)),
        ("line", (12, 16, 12, 19.8)),
        ("line", (8, 20, 16, 20)),
    ],
    "help": [
        ("circle", (12, 12, 8.8)),
        ("arc", (9.3, 6.9, 14.7, 12.3, 180, 405)),
        ("line", (13.9, 11.5, 12.3, 12.6, 12, 13.8)),
        ("dot", (12, 16.9, 1.2)),
    ],
    "lock": [
        ("rect", (4.5, 10.5, 19.5, 20.5, 2)),
        ("line", (8, 10.5, 8, 7.5)),
        ("line", (16, 10.5, 16, 7.5)),
        ("arc", (8, 3.5, 16, 11.5, 180, 360)),
        ("line", (12, 14.5, 12, 16.5)),
    ],
    "mail": [
        ("rect", (3, 5.5, 21, 18.5, 1.5)),
        ("line", (3.6, 6.6, 12, 13, 20.4, 6.6)),
    ],
    "printer": [
        ("line", (7, 8.5, 7, 3.5, 17, 3.5, 17, 8.5)),
        ("line", (7, 17, 3.5, 17, 3.5, 8.5, 20.5, 8.5, 20.5, 17, 17, 17)),
        ("rect", (7, 13.5, 17, 20.5, 0.5)),
    ],
    "card": [("rect", (2.5, 5, 21.5, 19, 2)), ("line", (2.5, 9.8, 21.5, 9.8)), ("line", (6, 15, 10, 15))],
    "cash": [
        ("rect", (2.5, 6, 21.5, 18, 1.5)),
        ("circle", (12, 12, 2.8)),
        ("dot", (6, 12, 1)),
        ("dot", (18, 12, 1)),
    ],
    "check": [("line", (4.5, 12.5, 9.8, 17.8, 19.5, 7))],
    "person": [("circle", (12, 8, 4)), ("arc", (4.5, 14, 19.5, 29, 180, 360))],
    "cross": [("line", (6, 6, 18, 18)), ("line", (18, 6, 6, 18))],
    "warning": [("line", (12, 3.8, 21.5, 20, 2.5, 20, 12, 3.8)), ("line", (12, 9.8, 12, 14)), ("dot", (12, 17.1, 1.2))],
    "info": [("circle", (12, 12, 8.8)), ("line", (12, 11.5, 12, 16.5)), ("dot", (12, 7.8, 1.2))],
    "clock": [("circle", (12, 12, 8.8)), ("line", (12, 6.8, 12, 12, 15.6, 14.2))],
    "screen": [("arc", (-6, 5, 30, 29, 222, 318)), ("line", (7, 14, 17, 14)), ("line", (5.5, 18.5, 18.5, 18.5))],
    "dot": [("dot", (12, 12, 5.5))],
    "back": [("line", (19.5, 12, 4.8, 12)), ("line", (11, 5.5, 4.5, 12, 11, 18.5))],
    "next": [("line", (9, 5.5, 15.5, 12, 9, 18.5))],
    "server": [
        ("rect", (3.5, 4, 20.5, 10.7, 1.5)),
        ("rect", (3.5, 13.3, 20.5, 20, 1.5)),
        ("dot", (7.3, 7.35, 1.1)),
        ("dot", (7.3, 16.65, 1.1)),
    ],
    "sun": [
        ("circle", (12, 12, 4)),
        *(("line", line) for line in (
            (12, 2.6, 12, 4.4), (12, 19.6, 12, 21.4), (2.6, 12, 4.4, 12), (19.6, 12, 21.4, 12),
            (5.35, 5.35, 6.6, 6.6), (17.4, 17.4, 18.65, 18.65), (5.35, 18.65, 6.6, 17.4), (17.4, 6.6, 18.65, 5.35),
        )),
    ],
    "moon": [("arc", (3.5, 3.5, 20.5, 20.5, 12, 258)), ("arc", (9.1, -0.1, 23.6, 14.4, 56, 214))],
}  # fmt: skip


def icon(name: str, size: int, colour: theme.Colour) -> ctk.CTkImage:
    """For CustomTkinter's own widgets: both themes, `size` in units before scaling."""
    import customtkinter as ctk  # noqa: PLC0415 - only some screens need it

    drawn = size * 2  # CustomTkinter shrinks the picture itself: enough pixels for 200 %
    return ctk.CTkImage(draw(name, drawn, colour[0]), draw(name, drawn, colour[1]), size=(size, size))


@cache
def photo(name: str, size_px: int, colour: str) -> ImageTk.PhotoImage:
    """For a canvas: exactly this many pixels, in one colour "#rrggbb". Kept, so that Tk never loses it."""
    from PIL import ImageTk  # noqa: PLC0415 - pictures are not needed for the first paint

    return ImageTk.PhotoImage(draw(name, size_px, colour))


def draw(name: str, size_px: int, colour: str) -> Image.Image:
    """The icon as a transparent RGBA picture, `size_px` square."""
    from PIL import Image, ImageColor, ImageDraw  # noqa: PLC0415 - see photo()

    scale = size_px * _OVERSAMPLING / _UNITS
    mask = Image.new("L", (size_px * _OVERSAMPLING,) * 2, 0)
    pen = _Pen(ImageDraw.Draw(mask), scale)
    for kind, numbers in ICONS[name]:
        getattr(pen, kind)(*numbers)
    picture = Image.new("RGBA", (size_px, size_px), (*ImageColor.getrgb(colour)[:3], 0))
    picture.putalpha(mask.resize((size_px, size_px), Image.Resampling.BOX))
    return picture


class _Pen:
    """Round-ended strokes: Pillow's own lines end square and its arcs grow inwards."""

    def __init__(self, on: ImageDraw.ImageDraw, scale: float) -> None:
        self._on, self._scale = on, scale
        self._half = _STROKE * scale / 2

    def line(self, *numbers: float) -> None:
        points = [(numbers[i] * self._scale, numbers[i + 1] * self._scale) for i in range(0, len(numbers), 2)]
        self._on.line(points, fill=255, width=round(self._half * 2))
        for x, y in points:
            self._blob(x, y, self._half)

    def rect(self, x0: float, y0: float, x1: float, y1: float, radius: float) -> None:
        half = self._half
        s = self._scale
        box = (x0 * s - half, y0 * s - half, x1 * s + half, y1 * s + half)
        self._on.rounded_rectangle(box, radius * s + half, outline=255, width=round(half * 2))

    def circle(self, x: float, y: float, radius: float) -> None:
        self.arc(x - radius, y - radius, x + radius, y + radius, 0, 360)

    def arc(self, x0: float, y0: float, x1: float, y1: float, start: float, end: float) -> None:
        from math import cos, radians, sin  # noqa: PLC0415

        s, half = self._scale, self._half
        self._on.arc((x0 * s - half, y0 * s - half, x1 * s + half, y1 * s + half), start, end, 255, round(half * 2))
        for angle in (start, end):
            x = (x0 + x1) / 2 + (x1 - x0) / 2 * cos(radians(angle))
            y = (y0 + y1) / 2 + (y1 - y0) / 2 * sin(radians(angle))
            self._blob(x * s, y * s, half)

    def dot(self, x: float, y: float, radius: float) -> None:
        self._blob(x * self._scale, y * self._scale, radius * self._scale)

    def fill(self, *numbers: float) -> None:
        self._on.polygon([n * self._scale for n in numbers], fill=255)

    def _blob(self, x: float, y: float, radius: float) -> None:
        self._on.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
