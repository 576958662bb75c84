"""How long another counter's change takes to be painted here: 120 holds and releases, from the call to the new pixels.

A second process holds and releases seats through the controllers, at moments that keep no step with anything; the real
window of this one, with a show of 180 seats open and its programme refreshing, polls and paints as it always does. Both
read CLOCK_MONOTONIC, which all processes of a machine share. The time starts before the other counter's call, so its
transaction is in it, and ends when Tk has drawn and the X server has answered after it. `floor` is the polling
interval: no change can be seen sooner than the next question, half of it later on average. The goal is in milliseconds.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from app.controllers.desk import Desk
from app.controllers.permissions import Session
from app.controllers.sell.baskets import Basket, picks_of
from app.controllers.start.opening import Opening
from app.models.records import Role, Seat, ShowCounts
from app.utils.codes import new_request_id
from app.utils.folders import Folders
from app.utils.settings import Settings

CHANGES = 120
SEATS_OF_HALL = 180
GOAL_MS = 600.0
APART_SECONDS = (0.15, 0.45)
HELD_AT_ONCE = 4
"""A seat is released this many holds later: no poll can miss that it was held."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", metavar="FOLDER", help="where the demo is made; otherwise a temporary folder")
    parser.add_argument("--rival-in", metavar="FOLDER", help=argparse.SUPPRESS)
    parser.add_argument("--show", type=int, help=argparse.SUPPRESS)
    arguments, _ = parser.parse_known_args()
    if arguments.rival_in:
        _rival(Path(arguments.rival_in), arguments.show)
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        latencies_ms, watch_ms = _measured(Path(arguments.data or temporary))
    p99 = statistics.quantiles(latencies_ms, n=100, method="inclusive")[98]
    row = {"name": "live_update_p99", "ours": round(p99, 1), "floor": watch_ms, "ratio": round(p99 / GOAL_MS, 3)}
    spread = [round(min(latencies_ms), 1), round(statistics.median(latencies_ms), 1), round(max(latencies_ms), 1)]
    told = {"goal": GOAL_MS, "ok": p99 <= GOAL_MS, "unit": "ms", "spread": spread, "changes": len(latencies_ms)}
    print(json.dumps(row | told), flush=True)
    return 0


# This window


def _measured(folder: Path) -> tuple[list[float], int]:
    """Milliseconds from each change to its paint, and the polling interval."""
    # Here and not above: the rival, which is this file too, has no display to draw on.
    from demo_window import demo_window  # noqa: PLC0415

    from app.views.seats.seat_palette import SeatLook  # noqa: PLC0415
    from app.views.sell.show_flow import WATCH_MS  # noqa: PLC0415

    painted: deque[tuple[int, str, float]] = deque()
    with demo_window(folder) as demo:
        session = demo.screen.session
        counts = demo.ask(lambda desk: _show_of_180(desk, session))
        demo.open_show(counts)
        seat_map = demo.sell.map_pane.map
        repaint = seat_map.repaint

        def repaint_and_tell(looks: Mapping[int, SeatLook]) -> None:
            changed = [(seat_id, look) for seat_id, look in looks.items() if seat_map.look_of(seat_id) is not look]
            repaint(looks)
            if changed:
                seat_map.update_idletasks()
                seat_map.winfo_pointerx()  # a question to the X server: it answers once all before it is drawn
                now = time.monotonic()
                painted.extend((seat_id, look.name, now) for seat_id, look in changed)

        seat_map.repaint = repaint_and_tell  # type: ignore[method-assign]  # the stopwatch
        command = [sys.executable, __file__, "--rival-in", str(folder), "--show", str(counts.show.id)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True) as rival:
            demo.wait(lambda: rival.poll() is not None, "the other counter", seconds=180)
            told = rival.stdout.read().splitlines() if rival.stdout else []
        if rival.returncode:
            raise SystemExit("The other counter failed; its words are above.")
        demo.pause(3 * WATCH_MS)
    return list(_latencies_ms([json.loads(line) for line in told], painted)), WATCH_MS


def _latencies_ms(changes: list[tuple[int, str, float]], painted: deque[tuple[int, str, float]]) -> Iterator[float]:
    for seat_id, look, began in changes:
        seen = [at for its_id, its_look, at in painted if (its_id, its_look) == (seat_id, look) and at >= began]
        if not seen:
            raise SystemExit(f"Seat {seat_id} was never painted {look}.")
        yield (min(seen) - began) * 1000


def _show_of_180(desk: Desk, session: Session) -> ShowCounts:
    """A show of tomorrow, with seats sold already."""
    tomorrow = desk.reading.programme.days(session)[0].day + timedelta(days=1)
    found = desk.reading.programme.shows_on(session, tomorrow)
    # The count leaves out seats that are out of service.
    fitting = (each for each in found if 0 <= SEATS_OF_HALL - each.seat_count < 10)
    return next(each for each in fitting if each.free_count > SEATS_OF_HALL // 3)


# The other counter


def _rival(folder: Path, show_id: int) -> None:
    """Hold and release until CHANGES were made; tells [seat, look, when the call began] of each."""
    opening = Opening(Settings(counter="Counter 2"), Folders(folder))
    desk = opening.open_demo()
    try:
        username, password, _ = [each for each in desk.demo_sign_ins if each[2] == Role.CLERK][-1]
        session = desk.sign_in.sign_in(username, password, desk.counter)
        for change in _changes(desk, session, show_id):
            print(json.dumps(change))
            time.sleep(random.uniform(*APART_SECONDS))  # noqa: S311  a moment, not a secret
    finally:
        desk.close()
        opening.close()


def _changes(desk: Desk, session: Session, show_id: int) -> Iterator[tuple[int, str, float]]:
    opened = desk.reading.seat_plans.open_show(session, show_id)
    taken = {claim.seat_id for claim in opened.claims} | {kept.seat_id for kept in opened.kept}
    free = [seat for seat in opened.seats if seat.in_service and seat.id not in taken]
    adult = opened.prices.book.ticket_types[0]
    held: deque[tuple[Seat, Basket]] = deque()
    for number in range(CHANGES):
        if number % 2 == 0 or len(held) < HELD_AT_ONCE:
            seat = free[number % len(free)]
            began = time.monotonic()
            basket = desk.sale.holding.hold(session, new_request_id(), opened, None, picks_of([seat], adult))
            held.append((seat, basket))
            yield seat.id, "HELD", began
        else:
            seat, basket = held.popleft()
            began = time.monotonic()
            desk.sale.holding.release(session, new_request_id(), opened, basket, [seat])
            yield seat.id, "FREE", began
    while held:
        desk.sale.holding.clear(session, new_request_id(), held.popleft()[1])


if __name__ == "__main__":
    sys.exit(main())
