"""Whether a window that has sold a thousand times needs more memory than one that has sold fifty times.

One real window on a demo of its own; each sale is a seat picked, F8, the exact amount with Enter, and Enter for the next
customer, as a clerk's hands do it, with its ticket made as a PDF on the slow lane. The shows of the coming days are sold in
turn. What the process has in memory (its resident set) after the last sale is set against what it had after the fiftieth,
when everything has been drawn once.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
from demo_window import DemoWindow, demo_window

from app.controllers.desk import Desk
from app.controllers.permissions import Session
from app.models.records import Seat, ShowCounts
from app.views.seats.seat_palette import SeatLook

FEW, MANY = 50, 1_000
SALES_OF_A_SHOW = 10
GOAL = 1.05
MEBIBYTE = 2**20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", metavar="FOLDER", help="where the demo is made; otherwise a temporary folder")
    parser.add_argument("--sales", type=int, default=MANY, help=f"how many sales there are ({MANY:,})")
    arguments, _ = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as temporary, demo_window(Path(arguments.data or temporary)) as demo:
        after = _mebibytes_after(demo, arguments.sales)
    few, many = after[FEW], after[arguments.sales]
    row = {"name": "memory_1000_sales", "ours": round(many, 1), "floor": round(few, 1), "ratio": round(many / few, 3)}
    spread = [round(min(after.values()), 1), round(max(after.values()), 1)]
    print(json.dumps(row | {"goal": GOAL, "ok": many / few <= GOAL, "unit": "MiB", "spread": spread}), flush=True)
    return 0


def _mebibytes_after(demo: DemoWindow, sales: int) -> dict[int, float]:
    """By number of sales, every fiftieth."""
    process = psutil.Process()
    after: dict[int, float] = {}
    session = demo.screen.session
    shows = itertools.cycle(demo.ask(lambda desk: list(_shows(desk, session))))
    for number in range(1, sales + 1):
        if number % SALES_OF_A_SHOW == 1:
            demo.open_show(next(shows))
        _sell(demo)
        if number % FEW == 0:
            demo.pause(500)  # for the tickets under way
            gc.collect()
            after[number] = process.memory_info().rss / MEBIBYTE
    return after


def _sell(demo: DemoWindow) -> None:
    sell = demo.sell
    sell.map_pane.map.focus_seat(_free_seat(demo).id)
    _press(demo, "<space>")
    demo.wait(lambda: sell.flow.basket is not None and not sell.flow.busy, "the seat")
    _press(demo, "<F8>")
    demo.wait(lambda: sell.checkout.taking_money, "the payment panel")
    demo.root.update()
    _press(demo, "<Return>")
    demo.wait(lambda: sell.flow.basket is None and not sell.checkout.taking_money, "the sale")
    demo.root.update()
    _press(demo, "<Return>")


def _press(demo: DemoWindow, key: str) -> None:
    demo.root.update()
    (demo.root.focus_get() or demo.root).event_generate(key)
    demo.root.update()


def _free_seat(demo: DemoWindow) -> Seat:
    opened, looks = demo.sell.flow.opened, demo.sell.flow.looks()
    if opened is None:
        raise SystemExit("no show is open")
    return next(seat for seat in opened.seats if looks[seat.id] is SeatLook.FREE)


def _shows(desk: Desk, session: Session) -> Iterator[ShowCounts]:
    """Shows of the coming days with seats enough."""
    programme = desk.reading.programme
    for each in programme.days(session):
        for counts in programme.shows_on(session, each.day):
            if counts.free_count > 4 * SALES_OF_A_SHOW:
                yield counts


if __name__ == "__main__":
    sys.exit(main())
