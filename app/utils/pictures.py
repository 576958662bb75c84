"""A picture that somebody gives, taken in with care: what is broken, huge or no picture is refused with a sentence.

A small file can hold a picture that fills all memory once it is unpacked: its size is read before it is.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from app.utils.errors import InvalidInput

if TYPE_CHECKING:
    from PIL import Image

PIXELS_MAX = 40_000_000
FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP")


def read_picture(
    content: bytes, what: str, bytes_max: int, kept_px: tuple[int, int], advice: str = "Give it as PNG or JPEG."
) -> Image.Image:
    """The picture in a file, upright, on white, made smaller where it is larger than `kept_px`; nothing else of the file.

    `what` names it in the refusal ("logo"), `advice` ends that of a file that is no picture. Raises InvalidInput.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415  pictures are not needed for the first paint

    wide, high = kept_px
    if len(content) > bytes_max:
        raise InvalidInput(
            f"This {what}'s file is larger than {bytes_max // 2**20} MB. "
            f"Save it smaller: {wide} pixels across are enough."
        )
    # What Pillow's readers raise for what they cannot read; struct and zlib faults in a broken PNG among them.
    not_readable = (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError)
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as opened:
            width, height = opened.size
            if width * height > PIXELS_MAX:
                raise InvalidInput(
                    f"This {what} is {width} x {height} pixels, which is too large. {wide} pixels across are enough."
                )
            opened.draft("RGB", kept_px)  # a JPEG is then read small at once
            picture = on_white(ImageOps.exif_transpose(opened))
    except not_readable as error:
        raise InvalidInput(f"This file is no picture, or it is broken. {advice}") from error
    picture.thumbnail((wide, high), Image.Resampling.LANCZOS)
    return picture


def on_white(picture: Image.Image) -> Image.Image:
    """The picture in RGB, with white where it shines through."""
    from PIL import Image  # noqa: PLC0415

    if picture.mode in {"RGBA", "LA", "PA", "P"}:
        picture = picture.convert("RGBA")
        ground = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(ground, picture)
    return picture.convert("RGB")
