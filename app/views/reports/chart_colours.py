"""Colours of the charts. One hue from faint to strong tells how much: it needs no red and no green to be read.

Blue and orange are Okabe and Ito's, told apart by everybody; what should be better is also drawn another way.
"""

from __future__ import annotations

from app.views import theme

SERIES: theme.Colour = ("#1f6fb5", "#5aa9e6")
"""Bars and lines: 3:1 against the pane."""
WEAK: theme.Colour = ("#a8480c", "#f29a5c")
"""What should be better; drawn hollow."""
_FAINT: theme.Colour = ("#e4ecf5", "#242a35")
_STRONG: theme.Colour = ("#0b4f91", "#86c5ff")
_STEPS = 12


def heat(permille: int, mode: str) -> str:
    """The ground of a cell of so many thousandths: a dozen steps from faint to strong, nothing of it is the faintest."""
    step = -(-min(1000, max(0, permille)) * _STEPS // 1000)
    share = step / _STEPS
    faint, strong = (_channels(theme.pick(colour, mode)) for colour in (_FAINT, _STRONG))
    mixed = (round(low + (high - low) * share) for low, high in zip(faint, strong, strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def on_heat(permille: int, mode: str) -> str:
    """What can be read best on that ground: nearly black or white."""
    dark, light = "#10141a", "#ffffff"
    ground = heat(permille, mode)
    return dark if contrast(ground, dark) >= contrast(ground, light) else light


def contrast(one: str, other: str) -> float:
    """WCAG 2's, from 1 to 21."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    parts = [channel / 255 for channel in _channels(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
