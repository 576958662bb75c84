"""What a door gets through: tickets let in one after the other through the controllers, beside the bare SQL that must be sent.

Ours reads the whole of what a verdict says, judges it, and writes with a request id. The floor below is frozen: the ticket
looked up by its code, and one transaction with the three rows that an entry leaves behind. Both are measured in turn, so that
whatever else the machine does meets both alike, and the medians are compared.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.controllers.after.door import Door
from app.controllers.start.sign_in import SignIn
from app.models.connection import open_connection
from app.models.database import Database
from app.models.records import Role
from app.models.server.house import open_private
from app.models.server.private_server import PrivateServer
from app.utils.codes import new_request_id
from tests import box_office
from tests.box_office import BoxOffice
from tests.models.notes import terminal_target
from tests.races.bookers import Pay, Pick, pay, pick
from tests.server import start_private_server

SCANS_GOAL = 20
"""Scans a second, at least: a queue in front of one door."""
ROWS, SEATS_PER_ROW, PER_SALE = [chr(letter) for letter in range(ord("A"), ord("U"))], 50, 10
OPENS_MINUTES = 300

FLOOR_LOOK = "SELECT t.id, t.status FROM tickets t WHERE t.code = %s"
FLOOR_SCAN = (
    "INSERT INTO requests (id, operation, fingerprint, result, created_at)"
    " VALUES (%s, 'ADMIT', REPEAT('0', 64), '', UTC_TIMESTAMP(6))",
    "UPDATE tickets SET status = 'USED', admitted_at = UTC_TIMESTAMP(6), admitted_by = %s, admitted_counter_id = %s"
    " WHERE id = %s AND status = 'VALID'",
    "INSERT INTO admissions (ticket_id, kind, counter_id, staff_id, scanned_at, written_at)"
    " VALUES (%s, 'ADMIT', %s, %s, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))",
)


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of one scan each, in the order in which they were made."""

    ours: list[float]
    floor: list[float]


def sold_codes(office: BoxOffice) -> Iterator[str]:
    """The codes of a hall sold out, in a fresh show whenever one is used up."""
    while True:
        show_id = office.add_show(starts_in=timedelta(hours=4))
        opened = office.open(show_id)
        adult, session = opened.prices.book.ticket_types[0], office.session()
        for first in range(0, len(opened.seats), PER_SALE):
            seats = tuple(opened.seats[first : first + PER_SALE])
            basket = pick(office.database, Pick(session, opened, adult, seats))
            pay(office.database, Pay(session, new_request_id(), basket, office.cash(basket)))
        found = office.owner.rows("SELECT code FROM tickets WHERE show_id = %s ORDER BY id", (show_id,))
        yield from (str(row[0]) for row in found)


def ours(office: BoxOffice, codes: Iterator[str]) -> Callable[[], object]:
    door = Door(office.database, SignIn(office.database), OPENS_MINUTES)
    session = office.session(Role.USHER)

    def scan() -> object:
        verdict = door.admit(session, new_request_id(), next(codes))
        assert verdict.admits, verdict
        return verdict

    return scan


def floor(office: BoxOffice, cursor: Any, codes: Iterator[str]) -> Callable[[], object]:
    counter_id, staff_id = office.counters[1].id, office.people[Role.USHER].id

    def scan() -> object:
        cursor.execute(FLOOR_LOOK, (next(codes),))
        ticket_id, status = cursor.fetchone()
        assert status == "VALID"
        cursor.execute("START TRANSACTION")
        cursor.execute(FLOOR_SCAN[0], (new_request_id(),))
        cursor.execute(FLOOR_SCAN[1], (staff_id, counter_id, ticket_id))
        cursor.execute(FLOOR_SCAN[2], (ticket_id, counter_id, staff_id))
        cursor.execute("COMMIT")
        return ticket_id

    return scan


def measure(office: BoxOffice, cursor: Any, scans: int) -> Times:
    """After a tenth that warms both up."""
    codes = sold_codes(office)
    one, bare = ours(office, codes), floor(office, cursor, codes)
    times = [(timed(one), timed(bare)) for _ in range(scans + scans // 10)][scans // 10 :]
    return Times([each[0] for each in times], [each[1] for each in times])


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def row_of(times: Times) -> dict[str, object]:
    per_second, bare = (1 / statistics.median(each) for each in (times.ours, times.floor))
    told = {"name": "scan", "ours": round(per_second, 1), "floor": round(bare, 1), "ratio": round(per_second / bare, 2)}
    return told | {"goal": SCANS_GOAL, "ok": per_second >= SCANS_GOAL, "unit": "scans/s"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scans", type=int, default=1000, help="how many scans are timed, on each side (1000)")
    arguments, _ = parser.parse_known_args()
    with tempfile.TemporaryDirectory(prefix="foyer-bench-") as temporary:
        server = start_private_server(Path(temporary) / "server")
        try:
            run(server, arguments.scans)
        finally:
            server.leave()


def run(server: PrivateServer, scans: int) -> None:
    house = open_private(server, "foyer", timeout_seconds=5)
    assert house.connect_owner is not None
    owner = Database(house.connect_owner)
    office = box_office.build(owner, house.connect, rows=ROWS, seats_per_row=SEATS_PER_ROW)
    connection = open_connection(terminal_target(server))
    cursor = connection.cursor(buffered=True)
    print(json.dumps(row_of(measure(office, cursor, scans))), flush=True)
    connection.close()
    office.database.close()
    owner.close()


if __name__ == "__main__":
    main()
