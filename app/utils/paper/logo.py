"""A cinema's logo: taken in once with care, and brought to the dots of each printer.

A receipt printer knows black and white. Line art is cut at half grey, so that its edges stay clean; a picture with many
greys is dithered here, because what drivers make of greys differs from printer to printer.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from PIL import Image
from reportlab.lib.utils import ImageReader

from app.utils.pictures import FORMATS, on_white, read_picture

FILE_BYTES_MAX = 10 * 1024 * 1024
KEPT_PX = (800, 320)
"""No printer here shows more of it."""
_COLOUR_DPI = 300
_GREYS_OF_A_PICTURE = 0.25
"""Of the pixels that are neither black nor white: with more it is a picture, and not line art."""
_NOT_READABLE = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)  # what Pillow's readers raise
_LOG = logging.getLogger("foyer.logo")


@dataclass(frozen=True, slots=True)
class FittedLogo:
    """A logo at the size it is printed in."""

    picture: Any
    """A reader of reportlab's."""
    width_points: float
    height_points: float


def read_logo(content: bytes) -> bytes:
    """A logo file made ready to be kept: on white, at most 800 x 320 pixels, as PNG. Raises InvalidInput with what to do."""
    picture = read_picture(content, "logo", FILE_BYTES_MAX, KEPT_PX, "Give the logo as PNG or JPEG.")
    kept = BytesIO()
    picture.save(kept, "PNG", optimize=True)
    return kept.getvalue()


@lru_cache(maxsize=16)
def fitted_logo(logo: bytes, width_points: float, height_points: float, dots_per_inch: int | None) -> FittedLogo | None:
    """The logo as large as the box allows, in whole dots of the printer; in colour where `dots_per_inch` is None.

    None for what cannot be read: a ticket is printed without a logo rather than not at all.
    """
    try:
        with Image.open(BytesIO(logo), formats=FORMATS) as opened:
            picture = on_white(opened)
    except _NOT_READABLE:
        _LOG.warning("the cinema's logo cannot be read")
        return None
    dpi = dots_per_inch or _COLOUR_DPI
    scale = min(width_points / picture.width, height_points / picture.height) * dpi / 72
    dots = (max(1, int(picture.width * scale)), max(1, int(picture.height * scale)))
    picture = picture.resize(dots, Image.Resampling.LANCZOS)
    if dots_per_inch is not None:
        picture = _black_and_white(picture)
    return FittedLogo(ImageReader(picture), dots[0] * 72 / dpi, dots[1] * 72 / dpi)


def _black_and_white(picture: Image.Image) -> Image.Image:
    grey = picture.convert("L")
    histogram = grey.histogram()
    between = sum(histogram[48:208]) / (grey.width * grey.height)
    if between > _GREYS_OF_A_PICTURE:
        return grey.convert("1", dither=Image.Dither.FLOYDSTEINBERG).convert("L")
    return grey.point([0] * 128 + [255] * 128)
