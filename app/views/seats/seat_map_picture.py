"""The hall as one picture on one canvas: seats are pasted into it, and a changed seat is a handful of new pixels.

Measured against an item per seat: Tk makes and frees an X picture for every distinct image whenever it is first or last
used, and walks all items on every repaint. One picture the size of the pane opens a hall of 3,000 seats in the time
of 300, because it costs what is seen and not what is there.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping, Sequence

from PIL import Image, ImageTk

from app.views.seats.seat_palette import Palette, SeatLook
from app.views.seats.seat_sprites import Face, SeatSprites, portable_pixmap
from app.views.seats.seat_view import SeatView

_WHOLE_FROM_SEATS = 150
"""From so many changed seats on, handing Tk the whole picture again is cheaper than seat by seat."""


class HallPicture:
    """Owns the one picture item of the canvas."""

    def __init__(self, canvas: tk.Canvas) -> None:
        self._canvas = canvas
        self._item = canvas.create_image(0, 0, anchor="nw")
        self._image = Image.new("RGB", (1, 1))
        self._photo: ImageTk.PhotoImage | None = None
        self._arcs: dict[tuple[int, int, Palette], Image.Image] = {}

    def draw(
        self, view: SeatView, sprites: SeatSprites, faces: Mapping[int, Face], looks: Mapping[int, SeatLook]
    ) -> None:
        """Draw all that is in view anew."""
        left, top, width, height = view.shown_part()
        if self._image.size != (width, height):
            self._image = Image.new("RGB", (width, height))
            self._photo = None
        self._canvas.coords(self._item, left, top)
        self._image.paste(sprites.palette.pane, (0, 0, width, height))
        self._paste_screen(view, sprites.palette)
        cell, picture, paste = view.cell, sprites.picture, self._image.paste
        first = view.left + view.letters - left
        for row in view.layout.rows:
            y = view.row_top(row.y) - top
            if not -cell < y < height:
                continue
            for place in row.places:
                x = first + round(place.x * cell)
                if -cell < x < width:
                    seat_id = place.seat.id
                    paste(picture(looks[seat_id], faces[seat_id]), (x, y))
        self._show()

    def redraw_seats(
        self,
        seat_ids: Sequence[int],
        view: SeatView,
        sprites: SeatSprites,
        faces: Mapping[int, Face],
        looks: Mapping[int, SeatLook],
    ) -> None:
        """Draw these seats anew and nothing else."""
        piecewise = len(seat_ids) < _WHOLE_FROM_SEATS
        left, top, width, height = view.shown_part()
        for seat_id in seat_ids:
            x, y = view.corner(seat_id)
            x, y = x - left, y - top
            if not (-view.cell < x < width and -view.cell < y < height):
                continue
            look, face = looks[seat_id], faces[seat_id]
            self._image.paste(sprites.picture(look, face), (x, y))
            if not piecewise:
                continue
            if 0 <= x <= width - view.cell and 0 <= y <= height - view.cell:
                self._put(sprites.portable_pixmap(look, face), x, y)
            else:
                # Tk would let the picture grow for a seat across its edge: give it only the part inside.
                box = (max(x, 0), max(y, 0), min(x + view.cell, width), min(y + view.cell, height))
                self._put(portable_pixmap(self._image.crop(box)), box[0], box[1])
        if not piecewise:
            self._show()

    def _put(self, data: bytes, x: int, y: int) -> None:
        self._canvas.tk.call(str(self._photo), "put", data, "-format", "ppm", "-to", x, y)

    def _show(self) -> None:
        if self._photo is None:
            self._photo = ImageTk.PhotoImage(self._image)
            self._canvas.itemconfigure(self._item, image=str(self._photo))
        else:
            self._photo.paste(self._image)

    def _paste_screen(self, view: SeatView, palette: Palette) -> None:
        hall_width = view.content_width - 2 * view.letters
        width = max(round(120 * view.scale), round(hall_width * 0.74))
        height = round(30 * view.scale)
        key = (width, height, palette)
        if key not in self._arcs:
            self._arcs.clear()
            self._arcs[key] = _screen_arc(width, height, palette)
        x = view.left + (view.content_width - width) // 2
        left, top, _, _ = view.shown_part()
        self._image.paste(self._arcs[key], (x - left, view.top - top + round(6 * view.scale)))


def _screen_arc(width: int, height: int, palette: Palette) -> Image.Image:
    """The cinema's screen seen from above: a bow with a soft light falling from it towards the seats.

    One column is drawn eight times too high and set down along the bow; making it small again smooths the curve.
    """
    fine = 8
    thick = max(2, round(height * 0.11)) * fine
    column = Image.new("L", (1, height * fine))
    for down in range(column.height):
        light = max(0.0, 1 - down / (column.height * 0.62))
        column.putpixel((0, down), 255 if down < thick else round(52 * light * light))
    mask = Image.new("L", (width, height * fine))
    for x in range(width):
        aside = abs(2 * (x + 0.5) / width - 1)
        mask.paste(column, (x, round(aside * aside * mask.height * 0.36)))
    mask = mask.resize((width, height), Image.Resampling.BOX)
    picture = Image.new("RGB", (width, height), palette.pane)
    picture.paste(palette.screen, (0, 0, width, height), mask)
    return picture
