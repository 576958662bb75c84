"""A film's poster as it is kept: one JPEG of a fixed largest size, whatever was given."""

from __future__ import annotations

from io import BytesIO

from app.utils.pictures import read_picture

FILE_BYTES_MAX = 20 * 2**20
KEPT_PX = (600, 900)
"""Two to three, as cinemas hang them; no screen of Foyer's shows more of one."""
_QUALITY = 85


def read_poster(content: bytes) -> bytes:
    """A picture file made ready to be kept: upright, on white, at most 600 x 900 pixels, as JPEG and without what else the
    file told (where it was taken, by whom). Raises InvalidInput with what to do.
    """
    picture = read_picture(content, "poster", FILE_BYTES_MAX, KEPT_PX, "Give the poster as PNG or JPEG.")
    picture.info.clear()
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=_QUALITY, optimize=True)
    return kept.getvalue()
