"""What the tests of the seat map share: a pane with a map on it, what the map told, and what the screen shows."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PIL import Image, ImageGrab

from app.models.records import Seat, SeatType
from app.views.seats.seat_map import SeatLook, SeatMap
from app.views.seats.seat_palette import palette
from app.views.tour.hands import Hands

LEGEND = ((SeatType.REGULAR, "₹350"), (SeatType.VIP, "₹525"))
PANE = (20, 20, 920, 620)
"""Where the pane is on the screen: left, top, right, bottom."""
MakeMap = Callable[..., SeatMap]


@dataclass
class Told:
    """What the map told its caller, as seat ids."""

    picked: list[list[int]] = field(default_factory=list)
    released: list[list[int]] = field(default_factory=list)
    hovered: list[int | None] = field(default_factory=list)
    described: list[int] = field(default_factory=list)

    def pick(self, seats: Sequence[Seat]) -> None:
        self.picked.append([seat.id for seat in seats])

    def release(self, seats: Sequence[Seat]) -> None:
        self.released.append([seat.id for seat in seats])

    def hover(self, seat: Seat | None) -> None:
        self.hovered.append(seat.id if seat else None)

    def describe(self, seat: Seat) -> str:
        self.described.append(seat.id)
        return f"{seat.label} · Premium ₹455"


def new_pane(master: tk.Misc) -> tk.Frame:
    """A place of a size that no scale setting changes."""
    frame = tk.Frame(master)
    frame.place(x=PANE[0], y=PANE[1], width=PANE[2] - PANE[0], height=PANE[3] - PANE[1])
    return frame


def new_map(pane: tk.Frame, told: Told) -> SeatMap:
    return SeatMap(pane, on_pick=told.pick, on_release=told.release, on_hover=told.hover, describe=told.describe)


def open_map(pane: tk.Frame, hands: Hands, told: Told, seats: Sequence[Seat], **looks: SeatLook) -> SeatMap:
    """A map that shows these seats; `_304=SeatLook.SOLD` says how one looks, the others are free."""
    hands.move(1, 1)
    seat_map = new_map(pane, told)
    seat_map.pack(fill="both", expand=True)
    pane.update()
    seat_map.open(seats, {int(name[1:]): look for name, look in looks.items()}, LEGEND)
    pane.update()
    return seat_map


def shown(box: tuple[int, int, int, int] = PANE) -> Image.Image:
    """What the screen shows there."""
    return ImageGrab.grab(bbox=box).convert("RGB")


def colour_count(seat_map: SeatMap, seat_id: int, colour: str, side: int = 24) -> int:
    """How many pixels around a seat's middle have exactly this colour."""
    x, y = seat_map.seat_centre(seat_id)
    wanted = tuple(int(colour[index : index + 2], 16) for index in (1, 3, 5))
    picture = shown((x - side // 2, y - side // 2, x + side // 2, y + side // 2))
    return list(picture.get_flattened_data()).count(wanted)


def fill_of(look: SeatLook, mode: str = "Dark") -> str:
    return palette("standard", mode).paint(look, SeatType.REGULAR).fill
