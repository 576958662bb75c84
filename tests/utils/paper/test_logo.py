"""A logo is taken in with care: what is broken, huge or no picture is refused with a sentence."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from app.utils.errors import InvalidInput
from app.utils.paper.logo import FILE_BYTES_MAX, KEPT_PX, fitted_logo, read_logo
from app.utils.paper.logo_art import draw_logo


def file_of(picture: Image.Image, kind: str = "PNG") -> bytes:
    kept = BytesIO()
    picture.save(kept, kind)
    return kept.getvalue()


def png_that_says(width: int, height: int) -> bytes:
    """A few bytes that promise a picture of that size, as a bomb does."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "WEBP"])
def test_the_usual_kinds_of_pictures_are_taken(kind: str) -> None:
    with opened(read_logo(file_of(Image.new("RGB", (120, 60), "navy"), kind))) as kept:
        assert (kept.format, kept.size, kept.mode) == ("PNG", (120, 60), "RGB")


def test_a_large_logo_is_made_smaller_once_and_keeps_its_shape() -> None:
    with opened(read_logo(file_of(Image.new("RGB", (4000, 1000), "navy")))) as kept:
        assert kept.size == (800, 200)
        assert kept.width <= KEPT_PX[0]


def test_what_shines_through_is_white() -> None:
    with opened(read_logo(file_of(Image.new("RGBA", (10, 10), (0, 0, 0, 0))))) as kept:
        assert kept.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no picture",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
        file_of(Image.effect_noise((200, 200), 90))[:2000],
        file_of(Image.effect_noise((200, 200), 90).convert("RGB"), "JPEG")[:300],
    ],
    ids=["empty", "text", "PostScript", "half a PNG", "half a JPEG"],
)
def test_what_is_no_picture_or_broken_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput, match="Give the logo as PNG or JPEG"):
        read_logo(content)


@pytest.mark.parametrize("size", [(30_000, 30_000), (100_000, 500)], ids=["square", "long"])
def test_a_small_file_with_a_huge_picture_in_it_is_refused_unread(size: tuple[int, int]) -> None:
    with pytest.raises(InvalidInput, match=r"too large|no picture"):
        read_logo(png_that_says(*size))


def test_a_huge_file_is_refused_unread() -> None:
    with pytest.raises(InvalidInput, match="larger than 10 MB"):
        read_logo(b"\0" * (FILE_BYTES_MAX + 1))


@pytest.mark.parametrize(("width", "height", "dpi"), [(100, 40, 203), (40, 40, 203), (60, 20, 300), (150, 60, None)])
def test_it_fits_its_box_in_whole_dots(width: float, height: float, dpi: int | None) -> None:
    fitted = fitted_logo(draw_logo("Regal Screen"), width, height, dpi)
    assert fitted is not None
    assert fitted.width_points <= width
    assert fitted.height_points <= height
    assert max(fitted.width_points / width, fitted.height_points / height) > 0.95
    dots = fitted.width_points * (dpi or 300) / 72
    assert abs(dots - round(dots)) < 1e-6


@pytest.mark.parametrize(
    "logo", [draw_logo("Regal Screen"), file_of(Image.linear_gradient("L"))], ids=["line", "picture"]
)
def test_a_printer_of_black_dots_gets_black_and_white_alone(logo: bytes) -> None:
    fitted = fitted_logo(logo, 60, 60, 203)
    assert fitted is not None
    assert set(fitted.picture.getRGBData()) == {0, 255}


def test_greys_of_a_picture_are_dithered_and_line_art_is_cut_clean() -> None:
    half_grey = fitted_logo(file_of(Image.new("L", (100, 100), 128)), 36, 36, 203)
    assert half_grey is not None
    data = half_grey.picture.getRGBData()
    assert 0.4 < data.count(255) / len(data) < 0.6
    line = Image.new("L", (100, 100), 255)
    line.paste(100, (0, 48, 100, 52))
    cut = fitted_logo(file_of(line), 36, 36, 203)
    assert cut is not None
    rows = [cut.picture.getRGBData()[start : start + 101] for start in range(0, 101 * 101, 101)]
    assert all(len(set(row)) == 1 for row in rows)


def test_what_cannot_be_read_any_more_is_left_out() -> None:
    assert fitted_logo(b"no picture", 60, 60, 203) is None
