"""A QR code to pay by, as a picture: black on white in both themes, because cameras want it so."""

from __future__ import annotations

import segno
from PIL import Image

_QUIET_ZONE = 4
"""Modules of white around it (ISO/IEC 18004)."""


def qr_picture(payload: str, size_px: int) -> Image.Image:
    """At most `size_px` wide, in whole pixels a module, so that its edges stay sharp."""
    code = segno.make(payload, error="m")
    rows = [bytes(0 if dark else 255 for dark in row) for row in code.matrix_iter(border=_QUIET_ZONE)]
    side = len(rows)
    picture = Image.frombytes("L", (side, side), b"".join(rows))
    scale = max(1, size_px // side)
    return picture.resize((side * scale, side * scale), Image.Resampling.NEAREST)
