"""How a drawn hall looks: the seat map's own pictures, with gaps that can be seen, and seat types that show under marks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields

from PIL import Image, ImageDraw

from app.controllers.plan.hall_drawing import DrawnSeat, HallDrawing, Place
from app.models.records import Seat, SeatType
from app.views import theme
from app.views.seats.seat_palette import Paint, Palette, SeatLook
from app.views.seats.seat_sprites import Face, SeatSprites

_COLUMNS_MAX = 1000
_ENLARGED = 4
GAP = Face(SeatType.REGULAR, "", accessible=False, companion=False)


def id_at(place: Place) -> int:
    """The number under which a place is drawn. (Places have no ids of their own, and the seat map's pictures want one.)"""
    return place[0] * _COLUMNS_MAX + place[1] + 1


def cells_of(drawn: HallDrawing) -> tuple[Seat, ...]:
    """Every place, gaps too, as what the seat map lays out: a grid without narrow aisles, so that all can be painted."""
    return tuple(
        Seat(id_at((row, column)), name.name, column + 1, SeatType.REGULAR, row, column)
        for row, name in enumerate(drawn.rows)
        for column in range(drawn.width)
    )


def faces_of(drawn: HallDrawing) -> dict[int, Face]:
    return {
        id_at((row, column)): _face(seat)
        for row, drawn_row in enumerate(drawn.rows)
        for column, seat in enumerate(drawn_row.places)
    }


def looks_of(drawn: HallDrawing, broken: Collection[int]) -> dict[int, SeatLook]:
    """`broken` are the ids of stored seats that are out of service for a while."""
    return {
        id_at((row, column)): _look(seat, broken)
        for row, drawn_row in enumerate(drawn.rows)
        for column, seat in enumerate(drawn_row.places)
    }


def _face(seat: DrawnSeat | None) -> Face:
    return GAP if seat is None else Face(seat.seat_type, str(seat.number), seat.wheelchair, seat.companion)


def _look(seat: DrawnSeat | None, broken: Collection[int]) -> SeatLook:
    if seat is None:
        return SeatLook.FREE
    if seat.seat_id in broken:
        return SeatLook.HELD
    if not seat.in_service:
        return SeatLook.BLOCKED
    return SeatLook.KEPT if seat.house else SeatLook.FREE


@dataclass(frozen=True, slots=True, eq=False)
class DrawingPalette(Palette):
    """The seat map's colours, but the type is seen whatever is marked: a lock on it, or only its outline and a dash."""

    def paint(self, look: SeatLook, seat_type: SeatType) -> Paint:
        free = self.free[seat_type]
        if look is SeatLook.BLOCKED:
            return Paint(self.pane, theme.pick(theme.QUIET, self.mode), free.fill, 0.08)
        return self.taken[look] if look is SeatLook.HELD else free


def drawing_palette(palette: Palette) -> DrawingPalette:
    return DrawingPalette(**{each.name: getattr(palette, each.name) for each in fields(palette)})


class DrawingSprites(SeatSprites):
    """As the seat map's, and a faint outline where there is no seat; none in a picture to look at."""

    def __init__(self, size_pixels: int, palette: DrawingPalette, *, outlined: bool = True) -> None:
        super().__init__(size_pixels, palette)
        self._outlined = outlined
        self._drawn: dict[tuple[SeatLook, Face], Image.Image] = {}

    def picture(self, look: SeatLook, face: Face) -> Image.Image:
        drawn = self._drawn.get((look, face))
        if drawn is None:
            drawn = self._drawn[look, face] = self._gap() if face == GAP else self._draw(look, face)
        return drawn

    def _gap(self) -> Image.Image:
        side = self.size_pixels * _ENLARGED
        picture = Image.new("RGB", (side, side), self.palette.pane)
        inset = side * 0.14
        outline = theme.pick(theme.LINE, self.palette.mode) if self._outlined else self.palette.pane
        box = (inset, inset, side - inset, side - inset)
        ImageDraw.Draw(picture).rounded_rectangle(box, side * 0.2, outline=outline, width=_ENLARGED)
        return picture.resize((self.size_pixels, self.size_pixels), Image.Resampling.BOX)
