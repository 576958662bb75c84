"""What a seat can look like, and the colours of each look: two palettes, each for a light and a dark room.

A look is told by colour and by sign, so no colour here carries a meaning alone. The contrasts (text 4.5:1, shapes and
signs 3:1, WCAG 2.2, 1.4.3 and 1.4.11) are a test: change a colour and it says whether everybody can still read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Literal

from app.models.records import SeatType
from app.views import theme

PaletteName = Literal["standard", "colour-blind"]


class SeatLook(StrEnum):
    """What a seat looks like now, to this counter."""

    FREE = "FREE"
    YOURS = "YOURS"
    HELD = "HELD"
    SOLD = "SOLD"
    KEPT = "KEPT"
    """Kept back: only a manager sells it."""
    BLOCKED = "BLOCKED"


@dataclass(frozen=True, slots=True)
class Paint:
    """The colours of one look; `hatch` stripes the fill, `edge` carries the shape where the fill is too near the pane."""

    fill: str
    text: str
    edge: str
    edge_share: float = 0.035
    """Width of the edge as a share of the seat."""
    hatch: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Palette:
    """There is one of each, so identity is equality; pictures are kept by it."""

    name: PaletteName
    mode: str
    pane: str
    free: Mapping[SeatType, Paint]
    taken: Mapping[SeatLook, Paint]
    bars: Mapping[SeatType, str]
    ring: str
    screen: str

    def paint(self, look: SeatLook, seat_type: SeatType) -> Paint:
        return self.free[seat_type] if look is SeatLook.FREE else self.taken[look]


def _flat(fill: str, text: str) -> Paint:
    return Paint(fill, text, edge=fill)


_FREE: Mapping[tuple[PaletteName, str], tuple[str, str, str]] = {
    ("standard", "Light"): ("#1f8048", "#0e7280", "#4f7016"),
    ("standard", "Dark"): ("#22874b", "#147f86", "#547c1d"),
    ("colour-blind", "Light"): ("#1f6bbd", "#3d5a92", "#4f2fa8"),
    ("colour-blind", "Dark"): ("#2a72c4", "#4d719f", "#7460cf"),
}
_TAKEN: Mapping[tuple[PaletteName, str], tuple[Paint, Paint, Paint, Paint, Paint]] = {
    ("standard", "Light"): (
        Paint("#f7941d", "#1a0f00", "#14161c", 0.075),
        Paint("#f6e7bf", "#4a3500", "#96701c", hatch="#e9d29a"),
        Paint("#b3293c", "#ffffff", "#b3293c"),
        Paint("#5d4a9c", "#ffffff", "#5d4a9c"),
        Paint("#e4e6eb", "#4a4f5c", "#868c99"),
    ),
    ("standard", "Dark"): (
        Paint("#f7941d", "#1a0f00", "#ffffff", 0.075),
        Paint("#5c4718", "#fff0cc", "#e6b54d", hatch="#7d6226"),
        Paint("#8e2a3b", "#ffffff", "#c9485c"),
        Paint("#54478a", "#ffffff", "#9888d8"),
        Paint("#2a2d36", "#a6abb7", "#6f7585"),
    ),
    ("colour-blind", "Light"): (
        Paint("#f0e442", "#1a1600", "#14161c", 0.075),
        Paint("#cdd2db", "#2c313c", "#7b8190", hatch="#b3b9c5"),
        Paint("#a8480c", "#ffffff", "#a8480c"),
        Paint("#ffffff", "#14161c", "#14161c"),
        Paint("#5d626e", "#ffffff", "#5d626e"),
    ),
    ("colour-blind", "Dark"): (
        Paint("#f0e442", "#1a1600", "#ffffff", 0.075),
        Paint("#4d515c", "#ffffff", "#a3a8b5", hatch="#6a6f7c"),
        Paint("#a8480c", "#ffffff", "#d06a28"),
        Paint("#d9dce3", "#14161c", "#d9dce3"),
        Paint("#26282f", "#a6abb7", "#6f7585"),
    ),
}


@cache
def palette(name: PaletteName, mode: str) -> Palette:
    """The colours for a setting and a room; `mode` is "Light" or "Dark" as CustomTkinter says it."""
    looks = (SeatLook.YOURS, SeatLook.HELD, SeatLook.SOLD, SeatLook.KEPT, SeatLook.BLOCKED)
    return Palette(
        name=name,
        mode=mode,
        pane=theme.pick(theme.PANE, mode),
        free={kind: _flat(fill, "#ffffff") for kind, fill in zip(SeatType, _FREE[name, mode], strict=True)},
        taken=dict(zip(looks, _TAKEN[name, mode], strict=True)),
        bars={SeatType.PREMIUM: "#e6edf5", SeatType.VIP: "#ffd65c"},
        ring="#0a5fb4" if mode == "Light" else "#7cc0ff",
        screen=theme.pick(theme.QUIET, mode) if mode == "Light" else "#c9ccd4",
    )
