"""What lies over the hall's picture: row letters, the word under the screen, rings around seats, and the hover text."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Iterable
from tkinter import font as tkfont

from PIL import Image, ImageDraw, ImageTk

from app.views import theme
from app.views.seats.seat_palette import Palette
from app.views.seats.seat_view import SeatView

GIVEN = "given"
"""The rings that are not the keyboard's."""
_ENLARGED = 4
_DOT = " · "
_WRITE = (
    "canvas texts font fill",
    "foreach {x y text} $texts {$canvas create text $x $y -text $text -font $font -fill $fill -tags letter}",
)


class Overlay:
    """The few items of the canvas that are not seats. Theirs alone is an alpha channel: there are never many."""

    def __init__(self, canvas: tk.Canvas) -> None:
        self._canvas = canvas
        self._fonts: dict[int, tkfont.Font] = {}
        self._rings: dict[tuple[int, str], ImageTk.PhotoImage] = {}
        self._bubble: ImageTk.PhotoImage | None = None

    def draw_letters(self, view: SeatView, palette: Palette) -> None:
        """Row letters on both sides; they stay in view when the hall is panned, over a strip that hides the seats."""
        canvas = self._canvas
        canvas.delete("letter")
        small = self._font(round(theme.SMALL * view.scale))
        letter = self._font(max(7, min(round((theme.SMALL + 1) * view.scale), round(view.cell * 0.6))))
        quiet = theme.pick(theme.QUIET, palette.mode)
        left = max(view.left, 0)
        right = min(view.left + view.content_width, view.width)
        first, last = view.edges()
        for x, to_x, hidden in (
            (left, first, view.left < 0),
            (last, right, right < view.left + view.content_width),
        ):
            if hidden:
                strip = (x, 0, to_x, view.height)
                canvas.create_rectangle(strip, fill=palette.pane, outline="", tags="letter")
        top, bottom = view.floors()
        for strip in ((left, 0, right, top), (left, bottom, right, view.height)):
            if (view.top < 0 and strip[1] == 0) or (
                strip[3] == view.height and bottom < view.height and view.overflows
            ):
                canvas.create_rectangle(strip, fill=palette.pane, outline="", tags="letter")
        middle = view.letters // 2
        texts: list[int | str] = []
        for row in view.layout.rows:
            y = view.row_top(row.y) + view.cell // 2
            if top < y < bottom:
                texts += (left + middle, y, row.name, right - middle, y, row.name)
        # One call for all: sixty of them from Python took longer than painting the seats.
        canvas.tk.call("apply", _WRITE, str(canvas), tuple(texts), str(letter), quiet)
        x, y = view.left + view.content_width // 2, view.top + round(33 * view.scale)
        canvas.create_text(x, y, text="screen", fill=quiet, font=small, tags="letter")

    def _font(self, pixels: int) -> tkfont.Font:
        """One font per size: changing a font in use makes Tk measure every text of the window again."""
        if pixels not in self._fonts:
            font = self._fonts[pixels] = tkfont.Font(self._canvas, family=theme.family(), size=-pixels)
            # Tk closes a font with its last text: an empty one keeps it, or every open would load it again (1 ms).
            self._canvas.create_text(0, 0, text="", font=font)
        return self._fonts[pixels]

    def ring(self, view: SeatView, palette: Palette, seat_ids: Iterable[int], tag: str) -> None:
        """Put rings around these seats in place of the ones with this tag; what is given in exchange has another colour."""
        self._canvas.delete(tag)
        colour = theme.pick(theme.ACCENT, palette.mode) if tag == GIVEN else palette.ring
        picture = self._ring_picture(view.cell, colour, palette.pane)
        outside = (picture.width() - view.cell) // 2
        for seat_id in seat_ids:
            x, y = view.corner(seat_id)
            self._canvas.create_image(x - outside, y - outside, image=str(picture), anchor="nw", tags=tag)

    def _ring_picture(self, cell: int, colour: str, pane: str) -> ImageTk.PhotoImage:
        """The ring stands out from the pane; a line in the pane's colour inside it parts it from a seat of any colour."""
        picture = self._rings.get((cell, colour))
        if picture is None:
            outside = max(1, round(cell * 0.05))
            side = (cell + 2 * outside) * _ENLARGED
            width = max(2, round(cell * 0.09)) * _ENLARGED
            ring = Image.new("RGBA", (side, side), f"{pane}00")
            draw = ImageDraw.Draw(ring)
            draw.rounded_rectangle((0, 0, side - 1, side - 1), side * 0.26, outline=pane, width=width * 2)
            draw.rounded_rectangle((0, 0, side - 1, side - 1), side * 0.26, outline=colour, width=width)
            small = ring.resize((side // _ENLARGED, side // _ENLARGED), Image.Resampling.LANCZOS)
            picture = self._rings[cell, colour] = ImageTk.PhotoImage(small)
        return picture

    def tell(self, text: str, view: SeatView, palette: Palette, seat_id: int) -> None:
        """Show a text at a seat: above it, or below where there is no room above."""
        self.hush()
        font, pad = self._font(round(theme.SMALL * view.scale)), round(theme.GRID * view.scale)
        lines = _broken(text, font, view.width - 4 * pad)
        width = max(font.measure(line) for line in lines) + 2 * pad + pad // 2
        height = font.metrics("linespace") * len(lines) + pad + pad // 2
        x, y = view.corner(seat_id)
        left = max(2, min(view.width - width - 2, x + (view.cell - width) // 2))
        top = y - height - pad // 2
        if top < 2:
            top = y + view.cell + pad // 2
        self._bubble = _bubble(width, height, pad, palette.mode)
        self._canvas.create_image(left, top, image=str(self._bubble), anchor="nw", tags="hover")
        colour = theme.pick(theme.TEXT, palette.mode)
        middle = (left + width // 2, top + height // 2)
        self._canvas.create_text(middle, text="\n".join(lines), fill=colour, font=font, tags="hover", justify="center")

    def hush(self) -> None:
        self._canvas.delete("hover")
        self._bubble = None


def _broken(text: str, font: tkfont.Font, room_px: int) -> list[str]:
    """The text in lines, broken at its dots where a line would be wider than the pane."""
    lines: list[str] = []
    for line in text.splitlines() or [""]:
        told = ""
        for part in line.split(_DOT):
            longer = f"{told}{_DOT}{part}" if told else part
            if told and font.measure(longer) > room_px:
                lines.append(told)
                longer = part
            told = longer
        lines.append(told)
    return lines


def _bubble(width: int, height: int, radius: int, mode: str) -> ImageTk.PhotoImage:
    size = (width * _ENLARGED, height * _ENLARGED)
    mask = Image.new("L", size)
    box = (0, 0, size[0] - 1, size[1] - 1)
    ImageDraw.Draw(mask).rounded_rectangle(box, radius * _ENLARGED, fill=255)
    picture = Image.new("RGBA", size, theme.pick(theme.RAISED, mode))
    edge = "#9aa0ae" if mode == "Light" else "#5b606e"
    ImageDraw.Draw(picture).rounded_rectangle(box, radius * _ENLARGED, outline=edge, width=_ENLARGED)
    picture.putalpha(mask)
    return ImageTk.PhotoImage(picture.resize((width, height), Image.Resampling.LANCZOS))
