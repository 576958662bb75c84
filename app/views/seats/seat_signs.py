"""The signs on seats, drawn with lines and arcs: a font may lack ♿ or ✓, and shows an empty box on some machines.

Every sign is drawn into a square whose left top corner is (x, y) and whose side is `side`, in the pixels of an enlarged
picture that is made small afterwards, which is what makes the edges smooth.
"""

from __future__ import annotations

from collections.abc import Callable

from PIL import ImageDraw

Sign = Callable[[ImageDraw.ImageDraw, float, float, float, str], None]
Point = tuple[float, float]


def _stroke(draw: ImageDraw.ImageDraw, points: list[Point], width: float, colour: str) -> None:
    """A line with round ends and joints, which Pillow's own lines do not have."""
    draw.line(points, fill=colour, width=max(1, round(width)))
    for x, y in points:
        draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=colour)


def check(draw: ImageDraw.ImageDraw, x: float, y: float, side: float, colour: str) -> None:
    points = [
        (x + 0.10 * side, y + 0.54 * side),
        (x + 0.40 * side, y + 0.82 * side),
        (x + 0.92 * side, y + 0.20 * side),
    ]
    _stroke(draw, points, side * 0.20, colour)


def cross(draw: ImageDraw.ImageDraw, x: float, y: float, side: float, colour: str) -> None:
    near, far = 0.17 * side, 0.83 * side
    _stroke(draw, [(x + near, y + near), (x + far, y + far)], side * 0.17, colour)
    _stroke(draw, [(x + near, y + far), (x + far, y + near)], side * 0.17, colour)


def clock(draw: ImageDraw.ImageDraw, x: float, y: float, side: float, colour: str) -> None:
    width = max(1, round(side * 0.13))
    draw.ellipse((x + 0.04 * side, y + 0.04 * side, x + 0.96 * side, y + 0.96 * side), outline=colour, width=width)
    middle = (x + side / 2, y + side / 2)
    _stroke(draw, [(x + side / 2, y + 0.24 * side), middle, (x + 0.70 * side, y + 0.60 * side)], side * 0.12, colour)


def dash(draw: ImageDraw.ImageDraw, x: float, y: float, side: float, colour: str) -> None:
    _stroke(draw, [(x + 0.15 * side, y + side / 2), (x + 0.85 * side, y + side / 2)], side * 0.20, colour)


def lock(draw: ImageDraw.ImageDraw, x: float, y: float, side: float, colour: str) -> None:
    """A padlock: a body and a shackle."""
    width = max(1, round(side * 0.14))
    draw.arc((x + 0.27 * side, y + 0.02 * side, x + 0.73 * side, y + 0.66 * side), 180, 360, fill=colour, width=width)
    for post in (0.27 * side, 0.73 * side - width):
        draw.rectangle((x + post, y + 0.33 * side, x + post + width - 1, y + 0.50 * side), fill=colour)
    draw.rounded_rectangle(
        (x + 0.14 * side, y + 0.46 * side, x + 0.86 * side, y + 0.98 * side), side * 0.1, fill=colour
    )


def wheelchair(draw: ImageDraw.ImageDraw, x: float, y: float, side: float, colour: str) -> None:
    """A head, a back and a leg over a wheel that is open at the front."""

    def at(across: float, down: float) -> Point:
        return x + across * side, y + down * side

    head = 0.115 * side
    centre_x, centre_y = at(0.40, 0.12)
    draw.ellipse((centre_x - head, centre_y - head, centre_x + head, centre_y + head), fill=colour)
    width = side * 0.115
    _stroke(draw, [at(0.40, 0.32), at(0.43, 0.62), at(0.70, 0.62), at(0.84, 0.92), at(0.96, 0.88)], width, colour)
    _stroke(draw, [at(0.43, 0.45), at(0.68, 0.45)], width * 0.9, colour)
    draw.arc((*at(0.10, 0.40), *at(0.68, 0.98)), start=20, end=262, fill=colour, width=max(1, round(width)))


def companion(draw: ImageDraw.ImageDraw, x: float, y: float, side: float, colour: str) -> None:
    """The letter C as an arc, so that it has the weight of the other signs."""
    box = (x + 0.10 * side, y + 0.06 * side, x + 0.98 * side, y + 0.94 * side)
    draw.arc(box, start=42, end=318, fill=colour, width=max(1, round(side * 0.19)))
