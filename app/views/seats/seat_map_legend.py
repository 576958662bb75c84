"""The line under the seat map that says what each kind of seat means and costs."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from tkinter import font as tkfont

from PIL import ImageTk

from app.models.records import Seat, SeatType
from app.views import theme
from app.views.seats.seat_palette import Palette, SeatLook
from app.views.seats.seat_sprites import Face, SeatSprites

_Entry = tuple[SeatLook, Face, str]
_SWATCH = 20
_HINT = "Part of the hall: right button pans, wheel zooms, Ctrl+0 shows all"
_SHORT_HINT = "Part of the hall: Ctrl+0 shows all"
_TYPE_NAMES = {SeatType.REGULAR: "Regular", SeatType.PREMIUM: "Premium", SeatType.VIP: "VIP"}
_LOOK_NAMES = {
    SeatLook.YOURS: "Yours",
    SeatLook.HELD: "Held",
    SeatLook.SOLD: "Sold",
    SeatLook.KEPT: "Kept",
    SeatLook.BLOCKED: "Blocked",
}


class Legend(tk.Canvas):
    """Swatches with words, centred, on as many lines as the width needs."""

    def __init__(self, master: tk.Misc) -> None:
        super().__init__(master, highlightthickness=0, borderwidth=0, height=1, takefocus=0)
        self._font = tkfont.Font(self, family=theme.family(), size=-theme.SMALL)
        self._entries: list[_Entry] = []
        self._pictures: list[ImageTk.PhotoImage] = []
        self._drawn: tuple[object, ...] = ()
        self._heights: dict[tuple[int, float, bool, tuple[_Entry, ...]], int] = {}

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

    def height(self, width: int, scale: float, *, hint: bool = False) -> int:
        """The pixels it will take in a pane of `width` pixels."""
        key = (width, scale, hint, tuple(self._entries))
        if key not in self._heights:
            self._heights.clear()
            self._font.configure(size=-round(theme.SMALL * scale))
            side, gap = round(_SWATCH * scale), round(theme.GRID * scale)
            height = gap + len(self._lines(width, side, gap)) * (side + gap)
            self._heights[key[0], key[1], False, key[3]] = height
            self._heights[key[0], key[1], True, key[3]] = height + self._font.metrics("linespace") + gap
        return self._heights[key]

    def draw(self, width: int, palette: Palette, scale: float, *, hint: bool = False) -> None:
        """Draw for a pane of `width` pixels; unchanged, it draws nothing.

        With `hint` it also says how to reach the seats that are out of view.
        """
        state = (width, palette, scale, hint, tuple(self._entries))
        if state == self._drawn:
            return
        self._drawn = state
        self.delete("all")
        self._pictures.clear()
        side, gap = round(_SWATCH * scale), round(theme.GRID * scale)
        sprites = SeatSprites(side, palette, numbered=False)
        colour = theme.pick(theme.QUIET, palette.mode)
        lines = self._lines(width, side, gap)
        for number, line in enumerate(lines):
            x = (width - sum(self._width(text, side, gap) for _, _, text in line) + 2 * gap) // 2
            y = gap + number * (side + gap)
            for look, face, text in line:
                picture = ImageTk.PhotoImage(sprites.picture(look, face))
                self._pictures.append(picture)
                self.create_image(x, y, image=str(picture), anchor="nw")
                centre = (x + side + gap * 3 // 4, y + side // 2)
                self.create_text(centre, text=text, anchor="w", fill=colour, font=self._font)
                x += self._width(text, side, gap)
        if hint:
            below = (width // 2, gap + len(lines) * (side + gap))
            said = _HINT if self._font.measure(_HINT) <= width - 2 * gap else _SHORT_HINT
            self.create_text(below, text=said, anchor="n", fill=colour, font=self._font)
        self.configure(background=palette.pane, height=self.height(width, scale, hint=hint))

    def _width(self, text: str, side: int, gap: int) -> int:
        return side + gap * 3 // 4 + self._font.measure(text) + 2 * gap

    def _lines(self, width: int, side: int, gap: int) -> list[list[_Entry]]:
        """As few lines as fit, each about as long as the others: a last line of one word looks forgotten."""
        widths = [self._width(text, side, gap) for _, _, text in self._entries]
        lines = self._broken(widths, width + 2 * gap)
        limit = sum(widths) // len(lines)
        while len(self._broken(widths, limit)) > len(lines):
            limit += gap
        return self._broken(widths, limit)

    def _broken(self, widths: Sequence[int], limit: int) -> list[list[_Entry]]:
        lines: list[list[_Entry]] = [[]]
        used = 0
        for entry, wide in zip(self._entries, widths, strict=True):
            if lines[-1] and used + wide > limit:
                lines.append([])
                used = 0
            lines[-1].append(entry)
            used += wide
        return lines
