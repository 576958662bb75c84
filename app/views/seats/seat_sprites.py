"""Pictures of seats: small opaque RGB squares, one for each face a seat can have at one size, drawn once and shared.

Opaque because Tk mixes a picture with an alpha channel pixel by pixel on every repaint; the corners are in the colour of
the pane instead. Shape and signs are drawn four times too large and made small, which is what smooths them; the number is
drawn at its real size, where the font's hints keep it crisp.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import customtkinter
from PIL import Image, ImageDraw, ImageFont

from app.models.records import Seat, SeatType
from app.views.seats import seat_signs
from app.views.seats.seat_palette import Paint, Palette, SeatLook

_ENLARGED = 4
_NUMBER_FROM_PIXELS = 16
"""A smaller seat shows its colour and its sign only: a number of less than 7 pixels is dirt."""
_BAR_SHARES = {SeatType.PREMIUM: 0.34, SeatType.VIP: 0.64}
"""A short bar and a long one: silver and gold are the same grey to who sees no colours."""
_LOOK_SIGNS: dict[SeatLook, seat_signs.Sign] = {
    SeatLook.YOURS: seat_signs.check,
    SeatLook.HELD: seat_signs.clock,
    SeatLook.SOLD: seat_signs.cross,
    SeatLook.KEPT: seat_signs.lock,
    SeatLook.BLOCKED: seat_signs.dash,
}
# CustomTkinter brings this face to every machine it runs on, so the numbers are the same everywhere.
_FACE = Path(customtkinter.__file__).parent / "assets" / "fonts" / "Roboto" / "Roboto-Medium.ttf"


class Face(NamedTuple):
    """All of a seat that its picture shows, apart from its look."""

    seat_type: SeatType
    number: str
    accessible: bool
    companion: bool


def face_of(seat: Seat) -> Face:
    return Face(seat.seat_type, str(seat.seat_number), seat.accessible, seat.companion)


class SeatSprites:
    """The pictures of one size and one palette. `size_pixels` is the whole cell: the gap between seats is painted in."""

    def __init__(self, size_pixels: int, palette: Palette, *, numbered: bool = True) -> None:
        self.size_pixels = size_pixels
        self._numbered = numbered and size_pixels >= _NUMBER_FROM_PIXELS
        self.palette = palette
        self._bases: dict[tuple[SeatLook, SeatType, bool, bool], Image.Image] = {}
        self._pictures: dict[tuple[SeatLook, Face], Image.Image] = {}
        self._bytes: dict[tuple[SeatLook, Face], bytes] = {}

    def picture(self, look: SeatLook, face: Face) -> Image.Image:
        picture = self._pictures.get((look, face))
        if picture is None:
            # Only a free seat shows its type: the others share one picture per number.
            shared = face if look is SeatLook.FREE else face._replace(seat_type=SeatType.REGULAR)
            picture = self._pictures.get((look, shared)) or self._draw(look, shared)
            self._pictures[look, shared] = self._pictures[look, face] = picture
        return picture

    def portable_pixmap(self, look: SeatLook, face: Face) -> bytes:
        """The picture as `portable_pixmap` gives it, kept."""
        data = self._bytes.get((look, face))
        if data is None:
            data = self._bytes[look, face] = portable_pixmap(self.picture(look, face))
        return data

    def _draw(self, look: SeatLook, face: Face) -> Image.Image:
        key = (look, face.seat_type, face.accessible, face.companion)
        base = self._bases.get(key)
        if base is None:
            base = self._bases[key] = self._draw_base(*key)
        if not self._numbered:
            return base
        signed = look is not SeatLook.FREE or face.accessible or face.companion
        picture = base.copy()
        barred = look is SeatLook.FREE and face.seat_type in self.palette.bars
        middle = (0.63 if barred else 0.68) if signed else (0.45 if barred else 0.5)
        height = (0.34 if barred else 0.36) if signed else 0.43
        colour = self.palette.paint(look, face.seat_type).text
        self._write_number(picture, face.number, colour, middle=middle, height=height)
        return picture

    def _write_number(self, picture: Image.Image, number: str, colour: str, *, middle: float, height: float) -> None:
        """Write the number around `middle`, at a size of `height`, both as shares of the seat."""
        size = self.size_pixels
        font = _font(max(7, round(size * height * (0.86 if len(number) > 2 else 1))))
        _, top, _, _ = font.getbbox("0", anchor="ls")
        ImageDraw.Draw(picture).text(
            (size / 2, round(size * middle - top / 2)), number, fill=colour, font=font, anchor="ms"
        )

    def _draw_base(self, look: SeatLook, seat_type: SeatType, accessible: bool, companion: bool) -> Image.Image:
        paint = self.palette.paint(look, seat_type)
        side = self.size_pixels * _ENLARGED
        picture = Image.new("RGB", (side, side), self.palette.pane)
        picture.paste(_filled(paint, side), mask=_shape(side, 0))
        draw = ImageDraw.Draw(picture)
        signs = [_LOOK_SIGNS[look]] if look in _LOOK_SIGNS else []
        signs += [seat_signs.wheelchair] if accessible else []
        signs += [seat_signs.companion] if companion else []
        bar = self.palette.bars.get(seat_type)
        if bar and look is SeatLook.FREE and self.size_pixels >= _NUMBER_FROM_PIXELS:
            top = side * (0.82 if signs else 0.76)
            half = side * _BAR_SHARES[seat_type] / 2
            box = (side / 2 - half, top, side / 2 + half, top + side * 0.075)
            draw.rounded_rectangle(box, side * 0.04, fill=bar)
        self._draw_signs(draw, signs[:2], paint.text)
        return picture.resize((self.size_pixels, self.size_pixels), Image.Resampling.BOX)

    def _draw_signs(self, draw: ImageDraw.ImageDraw, signs: list[seat_signs.Sign], colour: str) -> None:
        """One sign in the middle above the number, or two side by side; in the middle of the seat when it has no number."""
        if not signs:
            return
        whole = self.size_pixels * _ENLARGED
        side = whole * ((0.36 if len(signs) == 1 else 0.33) if self._numbered else 0.5 / len(signs) + 0.08)
        top = whole * 0.125 if self._numbered else (whole - side) / 2
        left = (whole - side * len(signs) - whole * 0.05 * (len(signs) - 1)) / 2
        for sign in signs:
            sign(draw, left, top, side, colour)
            left += side + whole * 0.05


def portable_pixmap(picture: Image.Image) -> bytes:
    """The bytes of a PPM file: the form in which Tk takes a few pixels into a picture it already shows."""
    return f"P6 {picture.width} {picture.height} 255\n".encode("ascii") + picture.tobytes()


def _shape(side: int, inset: float) -> Image.Image:
    """The rounded square of a seat as a mask; the margin left around it is the gap to the next seat."""
    mask = Image.new("L", (side, side))
    margin = side * 0.04 + inset
    radius = side * 0.24 - inset
    ImageDraw.Draw(mask).rounded_rectangle((margin, margin, side - 1 - margin, side - 1 - margin), radius, fill=255)
    return mask


def _filled(paint: Paint, side: int) -> Image.Image:
    """Edge, fill and hatch of a whole square, to be cut out by the seat's shape."""
    inside = Image.new("RGB", (side, side), paint.fill)
    if paint.hatch:
        draw = ImageDraw.Draw(inside)
        step = max(side / 6, 3 * _ENLARGED)
        for number in range(-1, round(2 * side / step) + 1):
            start = number * step
            draw.line((start, 0, start - side, side), fill=paint.hatch, width=round(step * 0.42))
    square = Image.new("RGB", (side, side), paint.edge)
    edge = max(side * paint.edge_share, _ENLARGED * (1.0 if paint.edge != paint.fill else 0))
    square.paste(inside, mask=_shape(side, edge))
    return square


@cache
def _font(height_pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FACE), height_pixels)
