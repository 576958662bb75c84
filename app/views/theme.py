"""Colours, sizes and type of Foyer's screens, in one place.

A colour is always a pair (light, dark) as CustomTkinter takes it; `pick` resolves one for things CustomTkinter does not
draw (the seat map's canvas, pictures made with Pillow). Sizes are in units of the 8-pixel grid, before scaling.
"""

from __future__ import annotations

from tkinter import font as tkfont

Colour = tuple[str, str]
"""(light, dark), each "#rrggbb"."""

PAGE: Colour = ("#f3f4f6", "#15161a")
PANE: Colour = ("#ffffff", "#1d1f26")
RAISED: Colour = ("#eeeff3", "#272a33")
LINE: Colour = ("#dcdee5", "#2c2f38")
TEXT: Colour = ("#14161c", "#f4f5f7")
QUIET: Colour = ("#5a6070", "#a2a6b0")
ACCENT: Colour = ("#b86e00", "#f2a33a")
ON_ACCENT: Colour = ("#15120c", "#15120c")
GOOD: Colour = ("#23804a", "#3ea868")
BAD: Colour = ("#b3293c", "#e0586a")

GRID = 8
ACTION_HEIGHT = 48
SMALL, BODY, LARGE = 12, 14, 30
"""The two sizes of text, and the one for money; in points-like CustomTkinter units."""

_FAMILIES = ("Segoe UI", "Helvetica Neue", "DejaVu Sans", "Liberation Sans", "Arial")


def family() -> str:
    """The first installed family whose regular face is really regular.

    Families with a medium face are avoided: on X11 Tk's "normal" asks fontconfig for *medium*, and all text looks half bold.
    """
    installed = set(tkfont.families())
    return next((name for name in _FAMILIES if name in installed), "TkDefaultFont")


def pick(colour: Colour, mode: str) -> str:
    """The light or dark half of a colour; `mode` is "Light" or "Dark" as customtkinter.get_appearance_mode() says."""
    return colour[0] if mode == "Light" else colour[1]
