"""The papers a counter prints on."""

from __future__ import annotations

from enum import StrEnum

from reportlab.lib.pagesizes import A4, A6
from reportlab.lib.units import mm


class Paper(StrEnum):
    """As the setting writes it."""

    A6 = "a6"
    A4 = "a4"
    """Tickets come four to a sheet, to be cut."""
    ROLL80 = "roll80"
    """A receipt printer's roll, 80 mm wide; each page is as long as what stands on it."""

    @property
    def dots_per_inch(self) -> int | None:
        """How fine the printer's black dots are; None where greys and colours come out as such."""
        return {Paper.A6: 300, Paper.ROLL80: ROLL_DPI}.get(self)


A6_WIDTH_POINTS, A6_HEIGHT_POINTS = A6
A4_WIDTH_POINTS, A4_HEIGHT_POINTS = A4
ROLL_DPI = 203
"""Eight dots a millimetre: what nearly all receipt printers have."""
ROLL_WIDTH_POINTS = 80 * mm
ROLL_PRINTED_POINTS = 72 * mm
"""What the head reaches of it: 576 dots."""
ROLL_MARGIN_POINTS = (ROLL_WIDTH_POINTS - ROLL_PRINTED_POINTS) / 2
