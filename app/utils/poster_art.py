"""Posters drawn by Foyer itself: the demo's, and a quiet one in the place of a poster nobody has given.

Generative and deterministic: the title decides tones, motif and composition, so a film looks the same at every counter.
Pure Pillow, no network and no picture files.
"""

from __future__ import annotations

import colorsys
import hashlib
import io
import math
import random
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL import Image, ImageDraw, ImageFont

POSTER_PX = (180, 270)
"""A poster's size as Foyer draws it: two to three, as cinemas hang them."""
_WORDS_MOST = 4
_FONT_FOLDER = ("assets", "fonts", "Roboto")

Tone = tuple[int, int, int]


def initials(title: str) -> str:
    """The first letters of a title's first two words that count: "DD" for "Dilwale Dulhania Le Jayenge"."""
    words = [word for word in title.replace("-", " ").split() if any(sign.isalnum() for sign in word)]
    meaning = [word for word in words if word.lower() not in {"the", "a", "an", "of", "le", "la", "der", "die", "das"}]
    chosen = (meaning or words)[:2]
    return "".join(next(sign for sign in word if sign.isalnum()) for word in chosen).upper() or "?"


def draw_placeholder(title: str, width: int, height: int) -> Image.Image:
    """The initials on a tone of the title's own, for a film without a poster."""
    from PIL import Image, ImageDraw  # noqa: PLC0415  pictures are not needed for the first paint

    tones = _tones(title)
    picture = _gradient(tones[0], tones[1], (width, height))
    draw = ImageDraw.Draw(picture)
    size = max(8, round(width * 0.42))
    letters = initials(title)
    font = _font(size, bold=True)
    draw.text((width / 2, height * 0.46), letters, font=font, fill=tones[2], anchor="mm")
    half = width * 0.18
    y = round(height * 0.74)
    draw.line((width / 2 - half, y, width / 2 + half, y), fill=tones[2], width=max(1, round(width * 0.03)))
    return Image.blend(picture, Image.new("RGB", picture.size, tones[0]), 0.08)


def draw_poster(title: str) -> bytes:
    """A film's poster as the bytes of a JPEG: a sky in the title's tones, a motif, and the title in large type."""
    from PIL import ImageDraw  # noqa: PLC0415

    chance = random.Random(_seed(title))  # noqa: S311  art, and the same every time
    tones = _tones(title)
    width, height = POSTER_PX
    twice = (width * 2, height * 2)
    picture = _gradient(tones[1], tones[0], twice)
    motif = _MOTIFS[chance.randrange(len(_MOTIFS))]
    motif(ImageDraw.Draw(picture, "RGBA"), twice, tones, chance)
    _shade_foot(picture)
    picture = picture.resize(POSTER_PX)
    _write_title(ImageDraw.Draw(picture), title, tones)
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=88)
    return kept.getvalue()


def thumbnail(picture: bytes, width: int, height: int) -> Image.Image:
    """A stored poster made small, its middle where its shape is another; raises OSError for what is no picture."""
    from PIL import Image, ImageOps  # noqa: PLC0415

    with Image.open(io.BytesIO(picture)) as opened:
        opened.draft("RGB", (width * 2, height * 2))  # a JPEG is then read small at once
        return ImageOps.fit(opened.convert("RGB"), (width, height), Image.Resampling.LANCZOS)


def _seed(title: str) -> int:
    return int.from_bytes(hashlib.sha256(title.encode()).digest()[:8], "big")


def _tones(title: str) -> tuple[Tone, Tone, Tone]:
    """Deep ground, warm second tone and light ink, from the title."""
    seed = _seed(title)
    hue = (seed % 3600) / 3600
    away = hue + (0.08, 0.12, 0.42, 0.5, 0.88)[(seed >> 16) % 5]
    return _rgb(hue, 0.62, 0.24), _rgb(away, 0.58, 0.56), _rgb(away + 0.03, 0.16, 0.98)


def _rgb(hue: float, saturation: float, value: float) -> Tone:
    red, green, blue = colorsys.hsv_to_rgb(hue % 1, saturation, value)
    return round(red * 255), round(green * 255), round(blue * 255)


def _gradient(top: Tone, foot: Tone, size: tuple[int, int]) -> Image.Image:
    from PIL import Image  # noqa: PLC0415

    mask = Image.linear_gradient("L").resize(size)
    return Image.composite(Image.new("RGB", size, foot), Image.new("RGB", size, top), mask)


def _shade_foot(picture: Image.Image) -> None:
    """Dark below, for the title to stand on."""
    from PIL import Image  # noqa: PLC0415

    width, height = picture.size
    shade = Image.linear_gradient("L").resize((width, height // 2)).point(lambda value: round(value * 0.82))
    picture.paste((8, 9, 14), (0, height - height // 2), shade)


def _write_title(draw: ImageDraw.ImageDraw, title: str, tones: tuple[Tone, Tone, Tone]) -> None:
    """As large as it fits, on as few lines as it needs, from the foot upwards."""
    width, height = POSTER_PX
    edge = width // 13
    room = width - 2 * edge
    lines = [title]
    size = width // 5
    for size in range(width // 5, width // 14, -1):
        font = _font(size, bold=True)
        lines = _broken(title.upper(), font, room)
        if len(lines) <= _WORDS_MOST and max(font.getlength(line) for line in lines) <= room:
            break
    y = height - edge - len(lines) * round(size * 1.08)
    draw.rectangle((edge, y - edge, 3 * edge, y - edge + edge // 5), fill=tones[1])
    for number, line in enumerate(lines):
        draw.text((edge, y + number * round(size * 1.08)), line, font=_font(size, bold=True), fill=tones[2])


def _broken(text: str, font: ImageFont.FreeTypeFont, room: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [text]


def _moon(
    draw: ImageDraw.ImageDraw, size: tuple[int, int], tones: tuple[Tone, Tone, Tone], chance: random.Random
) -> None:
    """A great disc over lines of hills."""
    width, height = size
    radius, x = width * chance.uniform(0.2, 0.3), width * chance.uniform(0.3, 0.7)
    y = height * 0.3
    for ring in range(4, 0, -1):
        wide = radius * (1 + ring * 0.22)
        draw.ellipse((x - wide, y - wide, x + wide, y + wide), fill=(*tones[2], 16))
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(*tones[2], 235))
    for hill in range(4):
        base = height * (0.46 + 0.09 * hill)
        phase, wave = chance.uniform(0, math.tau), chance.uniform(1.2, 2.6)
        points = [
            (step * width / 24, base + height * 0.05 * math.sin(phase + wave * step * math.tau / 24))
            for step in range(25)
        ]
        shade = tuple(round(part * (0.85 - 0.2 * hill)) for part in tones[0])
        draw.polygon([(0, height), *points, (width, height)], fill=(*shade, 235))


def _rays(
    draw: ImageDraw.ImageDraw, size: tuple[int, int], tones: tuple[Tone, Tone, Tone], chance: random.Random
) -> None:
    """Light from one point, like a projector's."""
    width, height = size
    x, y = width * chance.uniform(0.2, 0.8), height * chance.uniform(0.2, 0.36)
    beams, turn = chance.randrange(9, 15), chance.uniform(0, math.tau)
    far = width + height
    for beam in range(beams):
        start = turn + beam * math.tau / beams
        ends = (start, start + math.tau / beams / 2)
        points = [(x, y), *((x + far * math.cos(angle), y + far * math.sin(angle)) for angle in ends)]
        draw.polygon(points, fill=(*tones[2], 34))
    for radius, alpha in ((0.17, 60), (0.11, 235)):
        wide = width * radius
        draw.ellipse((x - wide, y - wide, x + wide, y + wide), fill=(*tones[2], alpha))


def _city(
    draw: ImageDraw.ImageDraw, size: tuple[int, int], tones: tuple[Tone, Tone, Tone], chance: random.Random
) -> None:
    """Towers with lit windows under a low sun."""
    width, height = size
    sun = width * 0.3
    draw.ellipse((width / 2 - sun, height * 0.16, width / 2 + sun, height * 0.16 + 2 * sun), fill=(*tones[2], 90))
    for depth in range(3):
        x = -20.0
        shade = tuple(round(part * (0.9 - 0.28 * depth)) for part in tones[0])
        while x < width:
            wide = chance.uniform(0.08, 0.17) * width
            top = height * (chance.uniform(0.26, 0.5) + 0.07 * depth)
            draw.rectangle((x, top, x + wide, height), fill=(*shade, 245))
            for window in range(round((height - top) / 44) if depth else 0):
                if chance.random() < 0.5:
                    left, lit = x + wide * chance.choice((0.2, 0.6)), top + 22 + window * 40
                    draw.rectangle((left, lit, left + 9, lit + 15), fill=(*tones[1], 210))
            x += wide + 4


def _circles(
    draw: ImageDraw.ImageDraw, size: tuple[int, int], tones: tuple[Tone, Tone, Tone], chance: random.Random
) -> None:
    """Overlapping discs, in the manner of the sixties."""
    width, height = size
    for number in range(7):
        radius = width * chance.uniform(0.12, 0.36)
        x, y = width * chance.uniform(0.05, 0.95), height * chance.uniform(0.05, 0.62)
        tone = (tones[1], tones[2], tones[0])[number % 3]
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(*tone, chance.randrange(70, 160)))
        inner = radius * 0.62
        draw.ellipse((x - inner, y - inner, x + inner, y + inner), outline=(*tones[2], 120), width=5)


def _road(
    draw: ImageDraw.ImageDraw, size: tuple[int, int], tones: tuple[Tone, Tone, Tone], chance: random.Random
) -> None:
    """A way that runs to the horizon."""
    width, height = size
    horizon, x = height * 0.42, width * chance.uniform(0.35, 0.65)
    radius = width * 0.22
    draw.pieslice((x - radius, horizon - radius, x + radius, horizon + radius), 180, 360, fill=(*tones[2], 230))
    for stripe in range(5):
        up = 0.16 + 0.17 * stripe
        y, half = horizon - radius * up, radius * math.sqrt(1 - up * up)
        draw.rectangle((x - half, y, x + half, y + radius * (0.1 - 0.016 * stripe)), fill=(*tones[1], 255))
    draw.rectangle((0, horizon, width, height), fill=(*tones[0], 255))
    draw.polygon(
        [(x - 8, horizon), (x + 8, horizon), (width * 0.92, height), (width * 0.08, height)], fill=(*tones[1], 90)
    )
    for dash in range(7):
        near = (dash / 7) ** 1.7
        y, tall, wide = horizon + (height - horizon) * near, 10 + 60 * near, 3 + 16 * near
        middle = x + (width / 2 - x) * near
        draw.rectangle((middle - wide / 2, y, middle + wide / 2, y + tall), fill=(*tones[2], 200))


def _waves(
    draw: ImageDraw.ImageDraw, size: tuple[int, int], tones: tuple[Tone, Tone, Tone], chance: random.Random
) -> None:
    """Bands that swing across."""
    width, height = size
    phase = chance.uniform(0, math.tau)
    for band in range(9):
        base, swing = height * (0.08 + 0.085 * band), height * 0.045
        upper = [
            (step * width / 30, base + swing * math.sin(phase + band * 0.55 + step * math.tau / 30))
            for step in range(31)
        ]
        lower = [(x, y + height * 0.05) for x, y in reversed(upper)]
        draw.polygon(upper + lower, fill=(*(tones[2] if band % 2 else tones[1]), 60 + 18 * band))


_MOTIFS: tuple[Callable[..., None], ...] = (_moon, _rays, _city, _circles, _road, _waves)


@cache
def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415

    name = "Roboto-Medium.ttf" if bold else "Roboto-Regular.ttf"
    where = find_spec("customtkinter")  # found and not loaded: its face is on every machine Foyer runs on
    if where is None or where.origin is None:
        raise AssertionError("CustomTkinter is installed with Foyer")
    return ImageFont.truetype(str(Path(where.origin).parent.joinpath(*_FONT_FOLDER, name)), size)
