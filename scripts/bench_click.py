"""How long from the event of a click on a seat until the map is painted, in the real window of a clerk.

Real clicks through the X server on the largest hall of the demo: each picks a seat or gives it back, and each goes to the
database meanwhile. It counts from the moment the window hears of the press until the X server has drawn all that came of it.
The floor is a bare canvas in the same window, heard and waited for in the same way, that recolours one rectangle.
Needs a display and xdotool. One JSON line.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from demo_window import DemoWindow, demo_window

from app.models.records import Seat
from app.views.seats.seat_palette import SeatLook
from app.views.tour.hands import Hands

CLICKS = 100
GOAL_MS = 16.0
_WARM_UP = 6
_EDGE = 60
"""Pixels from the edge of the map: a hall larger than its pane goes on beyond it, and below the row letters."""
_TAG = "bench_click"
_DO_NOT_WAIT = 2
"""Tk's flag TCL_DONT_WAIT."""


class Clicks:
    """Clicks at places of a canvas, and how long each took to be seen."""

    def __init__(self, demo: DemoWindow, canvas: tk.Misc) -> None:
        self._demo, self._canvas = demo, canvas
        self._pressed_at = 0.0
        canvas.bindtags((_TAG, *canvas.bindtags()))
        canvas.bind_class(_TAG, "<Button-1>", self._pressed)

    def _pressed(self, _event: Any) -> None:
        self._pressed_at = time.perf_counter()

    def one_ms(self, place: tuple[int, int], painted: Callable[[], bool]) -> float:
        """Click there; milliseconds until it was painted."""
        self._pressed_at = 0.0
        seen_at: list[float] = []

        def pump() -> None:
            # One event at a time: what comes after the picture is not the click's.
            self._demo.root.tk.dooneevent(_DO_NOT_WAIT)
            if self._pressed_at and not seen_at and painted():
                self._demo.root.update_idletasks()  # the canvas draws
                self._canvas.winfo_pointerxy()  # an answer from the X server: what was sent before it is drawn
                seen_at.append(time.perf_counter())

        Hands(pump).click(*place)
        while not seen_at:
            pump()
        return (seen_at[0] - self._pressed_at) * 1000


def _seats(demo: DemoWindow) -> list[float]:
    sell = demo.sell
    largest = max(sell.programme.rows, key=lambda row: row.counts.seat_count).counts
    demo.open_show(largest)
    demo.wait(lambda: not sell.flow.busy, "the show")
    seat_map = sell.map_pane.map
    opened = sell.flow.opened
    if opened is None:
        raise SystemExit("no show is open")
    canvas = demo.root.focus_get()  # an opened show gives the keyboard to its map
    if canvas is None:
        raise SystemExit("the seat map is not on the screen")
    looks = sell.flow.looks()
    left, right = canvas.winfo_rootx() + _EDGE, canvas.winfo_rootx() + canvas.winfo_width() - _EDGE
    bottom = canvas.winfo_rooty() + canvas.winfo_height() - _EDGE
    centres = {seat.id: seat_map.seat_centre(seat.id) for seat in opened.seats}
    in_view = [seat for seat in opened.seats if left < centres[seat.id][0] < right and centres[seat.id][1] < bottom]
    free = [seat for seat in in_view if looks[seat.id] is SeatLook.FREE]
    clicks = Clicks(demo, canvas)

    def click(seat: Seat, look: SeatLook) -> float:
        took_ms = clicks.one_ms(seat_map.seat_centre(seat.id), lambda: seat_map.look_of(seat.id) is look)
        demo.wait(lambda: not sell.flow.busy, "the database")
        return took_ms

    measured: list[float] = []
    for number in range((CLICKS + _WARM_UP) // 2):
        seat = free[number * 7 % len(free)]
        measured += [click(seat, SeatLook.YOURS), click(seat, SeatLook.FREE)]
    return measured[_WARM_UP:]


def _bare(demo: DemoWindow) -> list[float]:
    canvas = tk.Canvas(demo.root, highlightthickness=0)
    canvas.place(x=0, y=0, relwidth=1, relheight=1)
    demo.root.tk.call("raise", str(canvas))
    item = canvas.create_rectangle(100, 100, 130, 130, fill="#2fa35c", outline="")
    colours = ["#f2a33a", "#2fa35c"]
    done = [0]

    def recolour(_event: Any) -> None:
        canvas.itemconfigure(item, fill=colours[done[0] % 2])
        done[0] += 1

    canvas.bind("<ButtonRelease-1>", recolour)
    demo.pause(200)
    clicks = Clicks(demo, canvas)
    place = canvas.winfo_rootx() + 115, canvas.winfo_rooty() + 115

    def click(number: int) -> float:
        return clicks.one_ms(place, lambda: done[0] > number)

    return [click(number) for number in range(CLICKS + _WARM_UP)][_WARM_UP:]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", metavar="FOLDER", help="where the demo lives (kept afterwards)")
    arguments, _ = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(arguments.data or folder) / "click"
        home.mkdir(parents=True, exist_ok=True)
        with demo_window(home) as demo:
            ours, floor = _seats(demo), _bare(demo)
    p99, floor_ms = statistics.quantiles(ours, n=100)[98], statistics.median(floor)
    row = {
        "name": "click_to_paint",
        "ours": round(p99, 2),
        "floor": round(floor_ms, 2),
        "ratio": round(p99 / floor_ms, 2),
        "goal": GOAL_MS,
        "ok": p99 <= GOAL_MS,
        "unit": "ms",
        "p50": round(statistics.median(ours), 2),
        "max": round(max(ours), 2),
    }
    print(json.dumps(row))
    return 0


if __name__ == "__main__":
    sys.exit(main())
