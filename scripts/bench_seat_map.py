"""How fast the seat map opens and repaints, against a bare canvas that draws one rectangle and one text per seat.

Both are run in turn in one process and one window, so that a busy machine slows both. Every open draws another hall than
the one before it, so nothing can be kept; it counts until the screen is painted. "cold" is the first open of a hall in a
program that has drawn no seat of that size yet. Needs a display. One JSON line per measure.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
import tkinter as tk
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import customtkinter

from app.models.records import Seat, SeatType
from app.views.seats.seat_map import SeatLook, SeatMap

ROUNDS = 15
LEGEND = ((SeatType.REGULAR, "₹350"), (SeatType.PREMIUM, "₹455"), (SeatType.VIP, "₹525"))
SHAPES = {300: (15, 20), 1000: (25, 40), 3000: (50, 60)}
LOOKS = tuple(SeatLook)
COLOURS = ("#2fa35c", "#b33a4c", "#f2a33a", "#8a6d2f", "#5d4a9c", "#3a3d46")


def hall(seat_count: int, first_id: int) -> list[Seat]:
    """A hall with two aisles and all three seat types."""
    rows, columns = SHAPES[seat_count]
    kinds = tuple(SeatType)
    return [
        Seat(
            id=first_id + row * columns + column,
            row_name=chr(65 + row // 26) + chr(65 + row % 26),
            seat_number=column + 1,
            seat_type=kinds[row * 3 // rows],
            grid_row=row,
            grid_column=column + (column >= columns // 4) + (column >= columns - columns // 4),
        )
        for row in range(rows)
        for column in range(columns)
    ]


def looks(seats: Sequence[Seat], turn: int) -> dict[int, SeatLook]:
    """Every second seat free, the others in the other looks, elsewhere on every turn."""
    return {seat.id: LOOKS[0 if (seat.id + turn) % 2 else (seat.id * 7 + turn) % len(LOOKS)] for seat in seats}


class Stage:
    """One window with the seat map and the bare canvas one over the other, each as large as the other."""

    def __init__(self) -> None:
        # Following the system's choice makes CustomTkinter start a process now and then to ask for it.
        customtkinter.set_appearance_mode("Dark")
        self.root = customtkinter.CTk()
        self.root.geometry("1280x800+0+0")
        self.frame = tk.Frame(self.root)
        self.frame.place(x=0, y=0, relwidth=1, relheight=1)
        self.map = self.new_map()
        self.bare = tk.Canvas(self.frame, highlightthickness=0)
        self.bare.place(x=0, y=0, relwidth=1, relheight=1)
        self.items: list[int] = []
        self.paint()

    def new_map(self) -> SeatMap:
        def nothing(_seats: object) -> None: ...

        seat_map = SeatMap(self.frame, on_pick=nothing, on_release=nothing, on_hover=nothing)
        seat_map.place(x=0, y=0, relwidth=1, relheight=1)
        self.root.update()
        return seat_map

    def paint(self) -> None:
        self.root.update_idletasks()
        self.root.update()

    def show(self, widget: tk.Misc) -> None:
        """Bring one of the two to the front, outside of what is timed."""
        self.root.tk.call("raise", str(widget))
        self.paint()

    def timed(self, widget: tk.Misc, work: Callable[[], object]) -> float:
        """Milliseconds until the work is on the screen."""
        self.show(widget)
        start = time.perf_counter()
        work()
        self.paint()
        return (time.perf_counter() - start) * 1000

    def open_bare(self, seats: Sequence[Seat], seat_looks: dict[int, SeatLook]) -> None:
        rows, columns = max(s.grid_row for s in seats) + 1, max(s.grid_column for s in seats) + 1
        side = max(28, min(44, 1280 // columns, 700 // rows))
        self.bare.delete("all")
        self.items.clear()
        for seat in seats:
            x, y = seat.grid_column * side, seat.grid_row * side
            fill = COLOURS[LOOKS.index(seat_looks[seat.id])]
            self.items.append(self.bare.create_rectangle(x, y, x + side - 2, y + side - 2, fill=fill, outline=""))
            self.bare.create_text(x + side // 2, y + side // 2, text=str(seat.seat_number), fill="white")

    def recolour_bare(self, places: Sequence[int], turn: int) -> None:
        for place in places:
            self.bare.itemconfigure(self.items[place], fill=COLOURS[turn % len(COLOURS)])

    def widgets(self, seats: Sequence[Seat]) -> float:
        """What a CTkButton per seat costs."""
        holder = tk.Frame(self.frame)
        holder.place(x=0, y=0, relwidth=1, relheight=1)

        def build() -> None:
            for seat in seats:
                button = customtkinter.CTkButton(holder, width=28, height=28, text=str(seat.seat_number))
                button.grid(row=seat.grid_row, column=seat.grid_column)

        milliseconds = self.timed(holder, build)
        holder.destroy()
        self.paint()
        return milliseconds


def _row(name: str, ours: Sequence[float], floor: Sequence[float], goal: float, **more: float) -> dict[str, Any]:
    ours_ms, floor_ms = statistics.median(ours), statistics.median(floor)
    ratio = ours_ms / floor_ms
    spread = [round(min(ours), 2), round(max(ours), 2), round(min(floor), 2), round(max(floor), 2)]
    row = {"name": name, "ours": round(ours_ms, 2), "floor": round(floor_ms, 2), "ratio": round(ratio, 4)}
    extra = {key: round(value, 2) for key, value in more.items()}
    return row | {"goal": goal, "ok": ratio <= goal, "spread": spread} | extra


def _open(stage: Stage, seat_count: int) -> dict[str, Any]:
    halls = (hall(seat_count, 1), hall(seat_count, 100_001))
    stage.map.destroy()
    stage.map = stage.new_map()
    ours, floor, again = [], [], []
    for turn in range(ROUNDS + 1):
        seats = halls[turn % 2]
        now, later = looks(seats, turn), looks(seats, turn + 1)
        floor.append(stage.timed(stage.bare, partial(stage.open_bare, seats, now)))
        ours.append(stage.timed(stage.map, partial(stage.map.open, seats, now, LEGEND)))
        again.append(stage.timed(stage.map, partial(stage.map.open, seats, later, LEGEND)))
    # The first round is the cold one. "same_hall" is another show in the hall that is already on the screen.
    more = {"cold": ours[0], "cold_ratio": ours[0] / statistics.median(floor), "same_hall": statistics.median(again)}
    return _row(f"seat_map_open_{seat_count}", ours[1:], floor[1:], 1.5, **more)


def _against_widgets(stage: Stage) -> dict[str, Any]:
    halls = (hall(1000, 1), hall(1000, 100_001))
    ours, floor = [], []
    for turn in range(3):
        seats = halls[turn % 2]
        now = looks(seats, turn)
        floor.append(stage.widgets(seats))
        ours.append(stage.timed(stage.map, partial(stage.map.open, seats, now, LEGEND)))
    return _row("seat_map_vs_widgets_1000", ours, floor, 0.025)


def _repaint(stage: Stage) -> dict[str, Any]:
    seats = hall(1000, 1)
    stage.map.open(seats, looks(seats, 0), LEGEND)
    stage.open_bare(seats, looks(seats, 0))
    ours, floor = [], []
    for turn in range(2 * ROUNDS):
        places = [(turn * 31 + number * 17) % 1000 for number in range(50)]
        changed = {
            seats[place].id: LOOKS[(LOOKS.index(stage.map.look_of(seats[place].id)) + 1) % len(LOOKS)]
            for place in places
        }
        floor.append(stage.timed(stage.bare, partial(stage.recolour_bare, places, turn)))
        ours.append(stage.timed(stage.map, partial(stage.map.repaint, changed)))
    return _row("seat_map_repaint_50", ours[5:], floor[5:], 2.0)


def rows() -> Iterator[dict[str, Any]]:
    stage = Stage()
    for seat_count in SHAPES:
        yield _open(stage, seat_count)
    yield _against_widgets(stage)
    yield _repaint(stage)
    stage.root.destroy()


if __name__ == "__main__":
    for row in rows():
        print(json.dumps(row, ensure_ascii=False), flush=True)
