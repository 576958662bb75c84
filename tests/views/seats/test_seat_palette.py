"""The colour-blind palette as those see it for whom it was made: no two states of a seat are one colour."""

from __future__ import annotations

from itertools import combinations

import pytest

from app.models.records import SeatType
from app.views.seats.seat_palette import Palette, SeatLook, palette

DEUTERANOPIA = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
PROTANOPIA = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
"""Machado, Oliveira and Fernandes 2009, severity 1.0, for linear light."""
_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
_WHITE = (0.9505, 1.0, 1.089)
APART = 15.0
"""In CIE 1976 L*a*b*, where a difference of 2.3 is just seen by somebody who looks for it."""

Matrix = tuple[tuple[float, float, float], ...]
Triple = tuple[float, float, float]


def times(matrix: Matrix, light: Triple) -> Triple:
    x, y, z = (sum(a * b for a, b in zip(row, light, strict=True)) for row in matrix)
    return x, y, z


def linear(colour: str) -> Triple:
    channels = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return red, green, blue


def lab(light: Triple) -> Triple:
    parts = (max(0.0, part) / white for part, white in zip(times(_XYZ, light), _WHITE, strict=True))
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: str, other: str, seen: Matrix) -> float:
    pairs = zip(lab(times(seen, linear(one))), lab(times(seen, linear(other))), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def fills(colours: Palette) -> dict[tuple[SeatLook, SeatType], str]:
    return {
        (look, kind): colours.paint(look, kind).fill
        for look in SeatLook
        for kind in SeatType
        if look is SeatLook.FREE or kind is SeatType.REGULAR
    }


@pytest.mark.parametrize("mode", ["Light", "Dark"])
@pytest.mark.parametrize("seen", [DEUTERANOPIA, PROTANOPIA], ids=["deuteranopia", "protanopia"])
def test_states_are_different_colours_to_the_colour_blind(mode: str, seen: Matrix) -> None:
    for (one, fill), (other, other_fill) in combinations(fills(palette("colour-blind", mode)).items(), 2):
        if one[0] is not other[0]:  # what a free seat costs is told by its bar
            assert difference(fill, other_fill, seen) >= APART, (one, other)


def test_the_standard_palette_is_not_made_for_them() -> None:
    """So this file can fail: green and red are nearly one colour without the colour-blind palette."""
    standard = fills(palette("standard", "Light"))
    free, sold = standard[SeatLook.FREE, SeatType.REGULAR], standard[SeatLook.SOLD, SeatType.REGULAR]
    assert difference(free, sold, DEUTERANOPIA) < APART
