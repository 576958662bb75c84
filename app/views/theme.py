"""Colours, sizes and type of Foyer's screens, in one place.

A colour is always a pair (light, dark) as CustomTkinter takes it; `pick` resolves one for things CustomTkinter does not
draw (the seat map's canvas, pictures made with Pillow). Sizes are in units of the 8-pixel grid, before scaling.
Every text colour keeps 4.5:1 on PAGE, PANE and RAISED, and ON_* keeps it on its own ground: a test computes it.
"""

from __future__ import annotations

from functools import cache
from tkinter import font as tkfont

Colour = tuple[str, str]
"""(light, dark), each "#rrggbb"."""

PAGE: Colour = ("#f3f4f6", "#15161a")
PANE: Colour = ("#ffffff", "#1d1f26")
RAISED: Colour = ("#eeeff3", "#272a33")
HOVER: Colour = ("#e3e5eb", "#323641")
PRESSED: Colour = ("#d6d9e1", "#3c414d")
LINE: Colour = ("#dcdee5", "#2c2f38")
EDGE: Colour = ("#868c9a", "#6d7380")
"""The outline of something to type into: 3:1 against its ground, where LINE only divides."""
TEXT: Colour = ("#14161c", "#f4f5f7")
QUIET: Colour = ("#5a6070", "#a2a6b0")
FAINT: Colour = ("#9a9fab", "#686d79")
"""Text of a disabled button and nothing else: the one text that may be hard to read."""
ACCENT: Colour = ("#b54a00", "#f2a33a")
ACCENT_HOVER: Colour = ("#9c4000", "#ffb75a")
ACCENT_PRESSED: Colour = ("#823500", "#d98d27")
ON_ACCENT: Colour = ("#ffffff", "#15120c")
GOOD: Colour = ("#1b7340", "#4dbb79")
WARN: Colour = ("#8a5a00", "#f0c04a")
BAD: Colour = ("#b3293c", "#f2808d")
DANGER: Colour = ("#b3293c", "#bf3a4c")
"""The fill of a button that takes something away; BAD is for words and signs."""
DANGER_HOVER: Colour = ("#982031", "#a92f40")
ON_DANGER: Colour = ("#ffffff", "#ffffff")

_MEANINGS: dict[str, dict[str, Colour]] = {
    "standard": {"GOOD": GOOD, "WARN": WARN, "BAD": BAD},
    # Blue and orange, Okabe and Ito's way: who sees no red and green tells these two apart.
    "colour-blind": {"GOOD": ("#1f5fa8", "#6fb3f5"), "WARN": ("#7a6400", "#f0e442"), "BAD": ("#a8480c", "#f29a5c")},
}

GRID = 8
ACTION_HEIGHT = 48
RADIUS = 8
SMALL, BODY, LARGE = 12, 14, 30
"""The two sizes of text, and the one for money; in points-like CustomTkinter units."""
TITLE = 20
"""A screen's own name, once per screen."""

Font = tuple[str, int] | tuple[str, int, str]

_FAMILIES = ("Segoe UI", "Helvetica Neue", "DejaVu Sans", "Liberation Sans", "Arial")


def wear(palette: str) -> None:
    """Let GOOD, WARN and BAD be those of a palette, "standard" or "colour-blind", for all that is drawn from now on."""
    globals().update(_MEANINGS[palette])


def worn(colour: Colour) -> Colour | None:
    """The present palette's colour of the same meaning; None for a colour that means nothing or is worn already."""
    for colours in _MEANINGS.values():
        for name, known in colours.items():
            if known == colour:
                now: Colour = globals()[name]
                return None if now == colour else now
    return None


@cache
def family() -> str:
    """The first installed family whose regular face is really regular.

    Families with a medium face are avoided: on X11 Tk's "normal" asks fontconfig for *medium*, and all text looks half bold.
    """
    installed = set(tkfont.families())
    return next((name for name in _FAMILIES if name in installed), "TkDefaultFont")


def font(size: int = BODY, *, bold: bool = False) -> Font:
    """A font as CustomTkinter's widgets take it; they scale it themselves."""
    return (family(), size, "bold") if bold else (family(), size)


def pick(colour: Colour, mode: str) -> str:
    """The light or dark half of a colour; `mode` is "Light" or "Dark" as customtkinter.get_appearance_mode() says."""
    return colour[0] if mode == "Light" else colour[1]
