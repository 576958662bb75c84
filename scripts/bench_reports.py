"""How long a year's report takes in a house that sold 1,000,000 tickets in it, and what reports take from selling.

- `report_1m`: every report over a year, asked through the controller one after the other; the slowest of them. The floor is the
  median of all. Days that are over were added up before: how long that took, once for all, is told in `added_up_seconds`.
- `hold_while_reporting`: three seats held, again and again, while another process asks for one year's report after the other on
  a connection of its own, without a pause; `floor` is the same with nobody asking, in turn. Holds per second.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import past_sales
from bench_scale import Counter, add_upcoming

from app.controllers.permissions import Session
from app.controllers.reports.periods import Preset
from app.controllers.reports.report import ReportKind
from app.controllers.reports.reports import Reports, Wanted
from app.models import places
from app.models.connection import Target, connector
from app.models.database import Database
from app.models.records import Role, StaffMember
from app.models.server.house import open_private
from app.models.server.private_server import PrivateServer
from app.models.statements import Unit
from tests import box_office
from tests.box_office import BoxOffice
from tests.server import start_private_server

TICKETS = 1_000_000
GOAL_MS = 1000
HOLD_GOAL = 0.8
HALLS, FILMS, SEATS, DAYS = 8, 40, 60, 365
ASKED, ROUNDS, HOLDS = 5, 9, 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tickets", type=int, default=TICKETS, help=f"how many were sold in the year ({TICKETS:,})")
    arguments, _ = parser.parse_known_args()
    with tempfile.TemporaryDirectory(prefix="foyer-bench-") as temporary:
        server = start_private_server(Path(temporary) / "server")
        try:
            house = open_private(server, "foyer", timeout_seconds=300)
            assert house.connect_owner is not None
            owner = Database(house.connect_owner)
            office = box_office.build(owner, house.connect)
            halls = owner.transaction(lambda unit: sell_a_year(unit, office))
            past_sales.add(owner, arguments.tickets, arguments.tickets // SEATS + 1, made_of(owner, office, halls))
            print(json.dumps(report_row(office, halls[0])), flush=True)
            show_ids = owner.transaction(lambda unit: add_upcoming(unit, office))
            print(json.dumps(hold_row(server, Counter(office, show_ids, arguments.tickets))), flush=True)
            office.database.close()
            owner.close()
        finally:
            server.leave()


# The year


def sell_a_year(unit: Unit, office: BoxOffice) -> list[int]:
    """Halls like the first one, and films to play in them; the halls' ids."""
    halls = [office.hall_id]
    for number in range(2, HALLS + 1):
        hall_id = unit.insert(
            "INSERT INTO halls (cinema_id, name) SELECT cinema_id, %s FROM halls WHERE id = %s",
            (f"Hall {number}", office.hall_id),
        )
        unit.execute(
            "INSERT INTO seats (hall_id, row_name, seat_number, seat_type, grid_row, grid_column)"
            " SELECT %s, row_name, seat_number, seat_type, grid_row, grid_column FROM seats WHERE hall_id = %s ORDER BY id",
            (hall_id, office.hall_id),
        )
        halls.append(hall_id)
    unit.insert_rows(
        "INSERT INTO movies (title, duration_minutes, language, certificate) VALUES",
        [(f"Film {number}", 120, "English", "UA") for number in range(FILMS)],
    )
    return halls


def made_of(owner: Database, office: BoxOffice, halls: list[int]) -> dict[str, object]:
    """Shows day by day in all halls, six of them a day in each; seats sold at any hour in the three days before a show."""
    films = [row[0] for row in owner.rows("SELECT id FROM movies ORDER BY id DESC LIMIT %s", (FILMS,))]
    firsts = [office.value("SELECT MIN(id) FROM seats WHERE hall_id = %s", hall_id) for hall_id in halls]
    show = f"((number - 1) DIV {SEATS})"
    shows_a_day = TICKETS // SEATS // DAYS + 1
    starts_at = (
        f"(TIMESTAMP(UTC_DATE()) - INTERVAL {DAYS} DAY + INTERVAL SHOW DIV {shows_a_day} DAY"
        f" + INTERVAL 270 + 120 * ((SHOW MOD {shows_a_day}) DIV {HALLS}) MINUTE)"
    )
    ago = "INTERVAL (number * 7919 MOD 480) MINUTE - INTERVAL (number MOD 3) DAY"
    return {
        "movie": one_of(films, "number"),
        "hall": one_of(halls, "(number - 1)"),
        "starts_at": starts_at.replace("SHOW", "(number - 1)"),
        "show": f"{past_sales.SHOW_IDS_FROM} + {show}",
        "seat": f"{one_of(firsts, show)} + (number - 1) MOD {SEATS}",
        "seat_type": one_of(["'REGULAR'", "'PREMIUM'", "'VIP'"], f"((number - 1) MOD {SEATS} DIV 20)"),
        "counter": one_of([counter.id for counter in office.counters], "number"),
        "clerk": one_of([person.id for person in office.people.values()], f"({show} + number MOD 2)"),
        "adult": office.adult().id,
        "method": one_of(["'CASH'", "'CARD'", "'UPI'", "'CASH'"], "number"),
        "sold_at": f"{starts_at.replace('SHOW', show)} - {ago}",
    }


def one_of(values: list[Any], turn: str) -> str:
    """An SQL expression that gives the values in turn."""
    return f"ELT(1 + {turn} MOD {len(values)}, {', '.join(map(str, values))})"


# The rows


def wanted(kind: ReportKind, hall_id: int) -> Wanted:
    today = datetime.now(UTC).date()
    return Wanted(kind, Preset.OTHER, str(today - timedelta(days=DAYS)), str(today), hall_id)


def report_row(office: BoxOffice, hall_id: int) -> dict[str, object]:
    reports, manager = Reports(office.database), office.session(Role.MANAGER)
    began = time.perf_counter()
    reports.make(manager, wanted(ReportKind.BY_DAY, hall_id))
    added_up_seconds = time.perf_counter() - began
    times_ms: dict[str, float] = {}
    for kind in ReportKind:
        taken = []
        for _ in range(ASKED):
            began = time.perf_counter()
            reports.make(manager, wanted(kind, hall_id))
            taken.append((time.perf_counter() - began) * 1000)
        times_ms[kind.value] = round(statistics.median(taken), 1)
    slowest = max(times_ms.values())
    row = {"name": "report_1m", "ours": slowest, "floor": statistics.median(times_ms.values())}
    row |= {"ratio": round(slowest / GOAL_MS, 3), "goal": GOAL_MS, "ok": slowest < GOAL_MS, "unit": "ms"}
    return row | {"each": times_ms, "added_up_seconds": round(added_up_seconds, 1)}


def hold_row(server: PrivateServer, counter: Counter) -> dict[str, object]:
    """A round more than is counted warms both up."""
    rounds = []
    with reporting(server, counter.office) as ask:
        for _ in range(ROUNDS + 1):
            alone = holds_a_second(counter)
            ask.set()
            rounds.append((holds_a_second(counter), alone))
            ask.clear()
    ratios = [ours / alone for ours, alone in rounds[1:]]
    ratio = statistics.median(ratios)
    ours, floor = (statistics.median(each[side] for each in rounds[1:]) for side in (0, 1))
    row = {"name": "hold_while_reporting", "ours": round(ours, 1), "floor": round(floor, 1), "ratio": round(ratio, 3)}
    row |= {"goal": HOLD_GOAL, "ok": ratio >= HOLD_GOAL, "unit": "holds/s"}
    return row | {"spread": [round(min(ratios), 3), round(max(ratios), 3)]}


def holds_a_second(counter: Counter) -> float:
    taken = 0.0
    for _ in range(HOLDS):
        began = time.perf_counter()
        counter.hold()
        taken += time.perf_counter() - began
        counter.tidy()
    return HOLDS / taken


@contextmanager
def reporting(server: PrivateServer, office: BoxOffice) -> Iterator[Event]:
    """Another process that asks for reports while the event is set."""
    context = multiprocessing.get_context("spawn")
    ask, end, ready = context.Event(), context.Event(), context.Event()
    place = {name: getattr(server.address, name) for name in ("host", "port", "unix_socket")}
    account = server.terminal
    target = Target(account.user, account.password, "foyer", **place)
    manager = office.people[Role.MANAGER]
    asking = context.Process(
        target=ask_on, args=(target, office.counters[0].id, manager, office.hall_id, ask, end, ready)
    )
    asking.start()
    ready.wait()
    try:
        yield ask
    finally:
        end.set()
        ask.set()
        asking.join()


def ask_on(
    target: Target, counter_id: int, manager: StaffMember, hall_id: int, ask: Event, end: Event, ready: Event
) -> None:
    """One report after the other, all kinds in turn."""
    database = Database(connector(target))
    counter = next(counter for counter in places.counters(database) if counter.id == counter_id)
    reports, session = Reports(database), Session(manager, counter)
    reports.make(session, wanted(ReportKind.BY_DAY, hall_id))
    ready.set()
    while not end.is_set():
        for kind in ReportKind:
            ask.wait()
            if end.is_set():
                break
            reports.make(session, wanted(kind, hall_id))
    database.close()


if __name__ == "__main__":
    main()
