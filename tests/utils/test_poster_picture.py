"""A poster is made ready once: upright, small, a JPEG, and nothing of what else the file told."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.utils.errors import InvalidInput
from app.utils.poster_picture import FILE_BYTES_MAX, KEPT_PX, read_poster
from tests.utils.paper.test_logo import file_of, png_that_says


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "WEBP"])
def test_the_usual_kinds_of_pictures_become_one_kind(kind: str) -> None:
    with opened(read_poster(file_of(Image.new("RGB", (120, 180), "navy"), kind))) as kept:
        assert (kept.format, kept.size, kept.mode) == ("JPEG", (120, 180), "RGB")


def test_a_large_one_is_scaled_and_keeps_its_shape() -> None:
    with opened(read_poster(file_of(Image.new("RGB", (4000, 6000), "navy"), "JPEG"))) as kept:
        assert kept.size == KEPT_PX
    with opened(read_poster(file_of(Image.new("RGB", (3000, 1500), "navy")))) as kept:
        assert kept.size == (600, 300)


def test_a_picture_taken_on_its_side_stands_upright_and_tells_nothing_else() -> None:
    lying = Image.new("RGB", (300, 200), "navy")
    lying.paste("white", (0, 0, 300, 20))
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "Somebody's camera"
    content = BytesIO()
    lying.save(content, "JPEG", exif=exif, comment=b"Somebody's words")
    kept = read_poster(content.getvalue())
    assert b"Somebody" not in kept
    with opened(kept) as picture:
        assert picture.size == (200, 300)
        light, dark = picture.convert("L").getpixel((190, 150)), picture.convert("L").getpixel((10, 150))
        assert isinstance(light, int)
        assert isinstance(dark, int)
        assert (light > 230, dark < 40) == (True, True)


def test_the_same_file_is_the_same_poster() -> None:
    content = file_of(Image.effect_noise((400, 600), 90))
    assert read_poster(content) == read_poster(content)


def test_what_shines_through_is_white() -> None:
    with opened(read_poster(file_of(Image.new("RGBA", (20, 30), (0, 0, 0, 0))))) as kept:
        assert kept.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    "content",
    [b"", b"no picture", b"%PDF-1.7", file_of(Image.effect_noise((300, 300), 90))[:3000],
     file_of(Image.effect_noise((300, 300), 90).convert("RGB"), "JPEG")[:500]],
    ids=["empty", "text", "PDF", "half a PNG", "half a JPEG"],
)  # fmt: skip
def test_what_is_no_picture_or_broken_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput, match="Give the poster as PNG or JPEG"):
        read_poster(content)


def test_fifty_megabytes_are_refused_unread() -> None:
    with pytest.raises(InvalidInput, match="larger than 20 MB"):
        read_poster(b"\0" * 50 * 2**20)
    assert FILE_BYTES_MAX < 50 * 2**20


@pytest.mark.parametrize("size", [(30_000, 30_000), (100_000, 500)])
def test_a_small_file_with_a_huge_picture_in_it_is_refused_unread(size: tuple[int, int]) -> None:
    with pytest.raises(InvalidInput, match=r"too large|no picture"):
        read_poster(png_that_says(*size))


WHOLE = file_of(Image.effect_noise((40, 60), 90).convert("RGB"), "JPEG"), file_of(Image.effect_noise((40, 60), 90))


@given(st.sampled_from(WHOLE), st.integers(0, 10_000), st.binary(min_size=1, max_size=40))
def test_a_file_with_anything_in_it_is_read_or_refused(whole: bytes, place: int, odd: bytes) -> None:
    place %= len(whole)
    try:
        kept = read_poster(whole[:place] + odd + whole[place + len(odd) :])
    except InvalidInput as error:
        assert error.sentence.endswith(".")
    else:
        with opened(kept) as picture:
            assert picture.format == "JPEG"
