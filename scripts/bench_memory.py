"""Whether a window that has opened many shows needs more memory than one that has opened few.

One real window on a demo of its own opens 200 shows, in turn of halls of four sizes, and repaints seats in each; what the
process has in memory (its resident set) after the last is set against what it had after the tenth, when everything has
been drawn once. A counter runs all day: what it keeps of each show would be missing in the evening.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import json
import random
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
from demo_window import DemoWindow, demo_window

from app.controllers.desk import Desk
from app.controllers.permissions import Session
from app.models.records import ShowCounts
from app.views.seats.seat_palette import SeatLook

FEW, MANY = 10, 200
REPAINTED = 50
GOAL = 1.05
CINEMAS = ("Regal Screen", "Monsoon Talkies")
MEBIBYTE = 2**20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", metavar="FOLDER", help="where the demo is made; otherwise a temporary folder")
    arguments, _ = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as temporary, demo_window(Path(arguments.data or temporary)) as demo:
        after = _mebibytes_after(demo)
    few, many = after[FEW], after[MANY]
    row = {"name": "memory_200_shows", "ours": round(many, 1), "floor": round(few, 1), "ratio": round(many / few, 3)}
    spread = [round(min(after.values()), 1), round(max(after.values()), 1)]
    print(json.dumps(row | {"goal": GOAL, "ok": many / few <= GOAL, "unit": "MiB", "spread": spread}), flush=True)
    return 0


def _mebibytes_after(demo: DemoWindow) -> dict[int, float]:
    """By number of shows opened, every tenth."""
    process = psutil.Process()
    chance = random.Random(7)  # noqa: S311  the same seats every time
    after: dict[int, float] = {}
    session = demo.screen.session
    shows = demo.ask(lambda desk: list(itertools.islice(_shows(desk, session), MANY)))
    for number, counts in enumerate(shows, start=1):
        demo.open_show(counts)
        _repaint(demo, chance)
        if number % FEW == 0:
            gc.collect()
            after[number] = process.memory_info().rss / MEBIBYTE
    return after


def _repaint(demo: DemoWindow, chance: random.Random) -> None:
    """As if fifty seats were taken at another counter, and given back."""
    seat_map, looks = demo.sell.map_pane.map, demo.sell.flow.looks()
    seat_ids = chance.sample(sorted(looks), min(REPAINTED, len(looks)))
    seat_map.repaint(dict.fromkeys(seat_ids, SeatLook.HELD))
    demo.root.update()
    seat_map.repaint({seat_id: looks[seat_id] for seat_id in seat_ids})
    demo.root.update()


def _shows(desk: Desk, session: Session) -> Iterator[ShowCounts]:
    """The shows of both cinemas, one of each hall in turn, over and over."""
    by_hall: dict[int, list[ShowCounts]] = {}
    for cinema in CINEMAS:
        there = replace(session, counter=desk.sign_in.counter("Counter 1", cinema))
        for each in desk.reading.programme.days(there):
            for counts in desk.reading.programme.shows_on(there, each.day):
                by_hall.setdefault(counts.show.hall_id, []).append(counts)
    turns = [itertools.cycle(shows) for shows in by_hall.values()]
    for turn in itertools.cycle(turns):
        yield next(turn)


if __name__ == "__main__":
    sys.exit(main())
