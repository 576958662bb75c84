"""A cinema's mark drawn by Foyer itself, for the demo: a screen, the cinema's initials, and a row of seats."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from app.utils.paper.ticket_text import roboto
from app.utils.poster_art import initials

_SIDE = 256
_FINER = 4
"""Drawn larger and brought down, for smooth edges."""


def draw_logo(name: str) -> bytes:
    """A black plate with white lines, as PNG: receipt printers know nothing else."""
    side = _SIDE * _FINER
    picture = Image.new("L", (side, side), 255)
    draw = ImageDraw.Draw(picture)
    unit = side / 16
    draw.rounded_rectangle((0, 0, side - 1, side - 1), 3 * unit, fill=0)
    draw.arc((2.2 * unit, 2.4 * unit, 13.8 * unit, 9 * unit), 205, 335, fill=255, width=round(0.9 * unit))
    font = ImageFont.truetype(str(roboto("Medium")), round(6.4 * unit))
    draw.text((8 * unit, 7.6 * unit), initials(name)[:2], font=font, fill=255, anchor="mm")
    for seat in range(-2, 3):
        x, y = (8 + seat * 2.2) * unit, (13.2 - 0.15 * seat * seat) * unit
        draw.rounded_rectangle(
            (x - 0.75 * unit, y - 0.75 * unit, x + 0.75 * unit, y + 0.75 * unit), 0.5 * unit, fill=255
        )
    kept = BytesIO()
    picture.resize((_SIDE, _SIDE), Image.Resampling.LANCZOS).save(kept, "PNG", optimize=True)
    return kept.getvalue()
