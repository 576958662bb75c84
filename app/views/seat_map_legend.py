"""The line under the seat map that says what each kind of seat means and costs."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import font as tkfont

from PIL import ImageTk

from app.models.records import Seat, SeatType
from app.views import theme
from app.views.seat_palette import Palette, SeatLook
from app.views.seat_sprites import Face, SeatSprites

_SWATCH = 20
_TYPE_NAMES = {SeatType.REGULAR: "Regular", SeatType.PREMIUM: "Premium", SeatType.VIP: "VIP"}
_LOOK_NAMES = {
    SeatLook.YOURS: "Yours",
    SeatLook.HELD: "Held",
    SeatLook.SOLD: "Sold",
    SeatLook.BLOCKED: "Blocked",
}


class Legend(tk.Canvas):
    """Swatches with words, centred, on as many lines as the width needs."""

    def __init__(self, master: tk.Misc) -> None:
        super().__init__(master, highlightthickness=0, borderwidth=0, height=1, takefocus=0)
        self._font = tkfont.Font(self, family=theme.family(), size=-theme.SMALL)
        self._entries: list[tuple[SeatLook, Face, str]] = []
        self._pictures: list[ImageTk.PhotoImage] = []
        self._drawn: tuple[object, ...] = ()

    def explain(self, seats: Sequence[Seat], prices: Sequence[tuple[SeatType, str]]) -> None:
        """Take the entries: the seat types with their prices, the states, and the marks this hall really has."""
        plain = SeatType.REGULAR
        entries = [
            (SeatLook.FREE, Face(kind, "", accessible=False, companion=False), f"{_TYPE_NAMES[kind]} {price}".strip())
            for kind, price in prices
        ]
        entries += [
            (look, Face(plain, "", accessible=False, companion=False), name) for look, name in _LOOK_NAMES.items()
        ]
        if any(seat.accessible for seat in seats):
            entries.append((SeatLook.FREE, Face(plain, "", accessible=True, companion=False), "Wheelchair"))
        if any(seat.companion for seat in seats):
            entries.append((SeatLook.FREE, Face(plain, "", accessible=False, companion=True), "Companion"))
        self._entries = entries

    def draw(self, width: int, palette: Palette, scale: float) -> None:
        """Draw for a pane of `width` pixels; does nothing when nothing changed."""
        state = (width, palette, scale, tuple(self._entries))
        if state == self._drawn:
            return
        self._drawn = state
        self.delete("all")
        self._pictures.clear()
        self._font.configure(size=-round(theme.SMALL * scale))
        side, gap = round(_SWATCH * scale), round(theme.GRID * scale)
        sprites = SeatSprites(side, palette, numbered=False)
        lines = self._lines(width, side, gap)
        for number, line in enumerate(lines):
            x = (width - sum(self._width(text, side, gap) for _, _, text in line) + 2 * gap) // 2
            y = gap + number * (side + gap)
            for look, face, text in line:
                picture = ImageTk.PhotoImage(sprites.picture(look, face))
                self._pictures.append(picture)
                self.create_image(x, y, image=str(picture), anchor="nw")
                colour = theme.pick(theme.QUIET, palette.mode)
                centre = (x + side + gap * 3 // 4, y + side // 2)
                self.create_text(centre, text=text, anchor="w", fill=colour, font=self._font)
                x += self._width(text, side, gap)
        self.configure(background=palette.pane, height=gap + len(lines) * (side + gap))

    def _width(self, text: str, side: int, gap: int) -> int:
        return side + gap * 3 // 4 + self._font.measure(text) + 2 * gap

    def _lines(self, width: int, side: int, gap: int) -> list[list[tuple[SeatLook, Face, str]]]:
        lines: list[list[tuple[SeatLook, Face, str]]] = [[]]
        used = 0
        for entry in self._entries:
            wide = self._width(entry[2], side, gap)
            if lines[-1] and used + wide - 2 * gap > width:
                lines.append([])
                used = 0
            lines[-1].append(entry)
            used += wide
        return lines
