"""What Foyer's rules cost: holding seats against a crowd, and one whole sale, each beside the bare SQL that must be sent.

Ours goes through the controllers, with prices, lines and request ids. The floors below are frozen: they are what any
program would send over the same driver to the same server. Both are measured in turn, so that whatever else the
machine does meets both alike, and the medians are compared.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from app.controllers.sell.seat_plans import OpenShow
from app.models import places
from app.models.connection import DRIVER_ERRORS, DUPLICATE_KEY, RETRYABLE, Target, error_number, open_connection
from app.models.database import Database
from app.models.records import Payment, PaymentMethod
from app.models.server.house import open_private
from app.models.server.private_server import PrivateServer
from app.utils.codes import new_booking_reference, new_request_id, new_ticket_code
from app.utils.errors import BoxOfficeError
from tests import box_office
from tests.box_office import BoxOffice
from tests.models.notes import terminal_target
from tests.races.bookers import Pay, Pick, pay, pick
from tests.races.crew import Crew
from tests.server import start_private_server

CLIENTS = 32
ROWS, SEATS_PER_ROW = [f"{first}{second}" for first in "AB" for second in "ABCDEFGHIJKLMNOPQRSTUVWXY"], 20
SEATS_WANTED = 2 * len(ROWS) * SEATS_PER_ROW
THROUGHPUT_GOAL = 0.5
"""Of the floor's holds a second, at least."""
LATENCY_GOAL = 1.5
"""Of the floor's milliseconds, at most."""

# The floor of a hold: a table with the key of booking_seats and nothing else, three round trips.
FLOOR_TABLE = """
    CREATE TABLE floor_claims (
        show_id INT NOT NULL, seat_id INT NOT NULL, booking_id BIGINT NOT NULL, state ENUM ('HELD', 'SOLD') NOT NULL,
        PRIMARY KEY (show_id, seat_id), KEY claims_of_booking (booking_id)
    ) ENGINE = InnoDB
"""
FLOOR_HOLD = "INSERT INTO floor_claims (show_id, seat_id, booking_id, state) VALUES "

# The floor of a sale: BEGIN, these nine, COMMIT. They write the rows that a sale of three seats leaves behind.
FLOOR_SALE = (
    "INSERT INTO bookings (reference, show_id, status, held_until, hold_limit, counter_id, clerk_id, created_at)"
    " VALUES (%s, %s, 'PENDING', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), %s, %s, UTC_TIMESTAMP(6))",
    "INSERT INTO booking_seats (show_id, seat_id, booking_id, state)"
    " VALUES (%s, %s, %s, 'HELD'), (%s, %s, %s, 'HELD'), (%s, %s, %s, 'HELD')",
    "INSERT INTO booking_lines (booking_id, seat_id, ticket_type_id, price_minor, price_explained)"
    " VALUES (%s, %s, %s, 35000, 'price'), (%s, %s, %s, 35000, 'price'), (%s, %s, %s, 35000, 'price')",
    "UPDATE booking_seats SET state = 'SOLD' WHERE booking_id = %s AND state = 'HELD'",
    "UPDATE bookings SET status = 'CONFIRMED', confirmed_at = UTC_TIMESTAMP(6) WHERE id = %s",
    "INSERT INTO payments (booking_id, kind, method, amount_minor, tendered_minor, counter_id, clerk_id, paid_at)"
    " VALUES (%s, 'PAYMENT', 'CASH', 105000, 105000, %s, %s, UTC_TIMESTAMP(6))",
    "INSERT INTO tickets (booking_id, line_id, show_id, seat_id, code)"
    " VALUES (%s, %s, %s, %s, %s), (%s, %s, %s, %s, %s), (%s, %s, %s, %s, %s)",
    "INSERT INTO audit_log (counter_id, sequence_number, happened_at, staff_id, action, subject, detail, hash)"
    " VALUES (%s, %s, UTC_TIMESTAMP(6), %s, 'PAYMENT', %s, '{}', REPEAT('0', 64))",
    "INSERT INTO outbox (kind, booking_id, counter_id, due_at) VALUES ('PRINT_TICKETS', %s, %s, UTC_TIMESTAMP(6))",
)


@dataclass(frozen=True, slots=True)
class Share:
    """One client's part of a rush: runs of seats, by id in one show."""

    target: Target
    show_id: int
    runs: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Spell:
    """When a client was at work, and the holds it got."""

    began: float
    ended: float
    holds: int


def hold_all(database: Database, wishes: Sequence[Pick]) -> Spell:
    began, holds = time.perf_counter(), 0
    for wish in wishes:
        try:
            pick(database, wish)
            holds += 1
        except BoxOfficeError:
            continue
    return Spell(began, time.perf_counter(), holds)


@cache
def bare_cursor(target: Target) -> Any:
    connection = open_connection(target)
    return connection, connection.cursor(buffered=True)


def insert_all(_: Database, share: Share) -> Spell:
    cursor = bare_cursor(share.target)[1]
    began, holds = time.perf_counter(), 0
    for run in share.runs:
        holds += inserted(cursor, share.show_id, run)
    return Spell(began, time.perf_counter(), holds)


def inserted(cursor: Any, show_id: int, run: Sequence[int]) -> bool:
    rows = ", ".join(["(%s, %s, %s, 'HELD')"] * len(run))
    values = [value for seat_id in run for value in (show_id, seat_id, 1)]
    while True:
        cursor.execute("START TRANSACTION")
        try:
            cursor.execute(FLOOR_HOLD + rows, values)
            cursor.execute("COMMIT")
        except DRIVER_ERRORS as error:
            cursor.execute("ROLLBACK")
            if error_number(error) == DUPLICATE_KEY:
                return False
            if error_number(error) not in RETRYABLE:
                raise
        else:
            return True


def rush(opened: OpenShow, seed: int) -> list[list[tuple[int, ...]]]:
    """Who wants which places: runs of one to four adjoining seats, twice as many in all as there are, for each client."""
    chance = random.Random(seed)  # noqa: S311  the same crowd for both sides, not a secret
    shares: list[list[tuple[int, ...]]] = [[] for _ in range(CLIENTS)]
    wanted = 0
    for client in itertools.cycle(range(CLIENTS)):
        if wanted >= SEATS_WANTED:
            return shares
        length = chance.randint(1, 4)
        first = chance.randrange(len(ROWS)) * SEATS_PER_ROW + chance.randint(0, SEATS_PER_ROW - length)
        shares[client].append(tuple(range(first, first + length)))
        wanted += length
    raise AssertionError(opened)


def throughput(office: BoxOffice, target: Target, rounds: int) -> tuple[float, float]:
    """Holds a second, ours and the floor's: medians of the rounds after the first, which warms both up."""
    crew = Crew(target)
    open_counters(office)
    rates: list[tuple[float, float]] = []
    for number in range(1 + rounds):
        opened = office.open(office.add_show(starts_in=timedelta(hours=4 * (number + 1))))
        shares = rush(opened, number)
        picks = [[tuple(_pick(office, opened, run, client) for run in runs) for client, runs in enumerate(shares)]]
        bare = [[Share(target, opened.show.id, tuple(_ids(opened, run) for run in runs)) for runs in shares]]
        ours = [outcome.answer for outcome in crew.race([hold_all] * CLIENTS, picks)[0]]
        floor = [outcome.answer for outcome in crew.race([insert_all] * CLIENTS, bare)[0]]
        rates.append((_rate(ours), _rate(floor)))
        # The next round's counters begin with nothing held, as they do after their sales.
        office.change("DELETE FROM booking_seats WHERE state = 'HELD'")
        office.change("UPDATE bookings SET status = 'EXPIRED' WHERE status = 'PENDING'")
    crew.go_home()
    ours_rates, floor_rates = zip(*rates[1:], strict=True)
    return statistics.median(ours_rates), statistics.median(floor_rates)


def open_counters(office: BoxOffice) -> None:
    """One for each client: a counter's held seats are counted at each hold, and none has more than some dozens."""
    cinema_id = office.counters[0].cinema.id
    for number in range(len(office.counters) + 1, CLIENTS + 1):
        office.change("INSERT INTO counters (cinema_id, name) VALUES (%s, %s)", cinema_id, f"Counter {number}")
    office.counters = tuple(each for each in places.counters(office.owner) if each.cinema.id == cinema_id)


def _pick(office: BoxOffice, opened: OpenShow, run: Sequence[int], client: int = 0) -> Pick:
    return Pick(
        office.session(counter=client),
        opened,
        opened.prices.book.ticket_types[0],
        tuple(opened.seats[place] for place in run),
    )


def _ids(opened: OpenShow, run: Sequence[int]) -> tuple[int, ...]:
    return tuple(opened.seats[place].id for place in run)


def _rate(spells: Sequence[Spell]) -> float:
    seconds = max(spell.ended for spell in spells) - min(spell.began for spell in spells)
    return sum(spell.holds for spell in spells) / seconds


def latency_ms(office: BoxOffice, target: Target, sales: int) -> tuple[float, float]:
    """Milliseconds of a sale of three seats, ours and the floor's: medians after a tenth that warms both up."""
    sell, bare_sale = _ours(office), _floor(office, target)
    times = [(_timed(sell), _timed(bare_sale)) for _ in range(sales)][sales // 10 :]
    ours, floor = zip(*times, strict=True)
    return statistics.median(ours) * 1000, statistics.median(floor) * 1000


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _ours(office: BoxOffice) -> Callable[[], object]:
    session, wishes = office.session(counter=0), _threes(office)

    def sell() -> object:
        opened, run = next(wishes)
        basket = pick(office.database, _pick(office, opened, run))
        total = basket.booking.total_minor
        return pay(office.database, Pay(session, new_request_id(), basket, Payment(PaymentMethod.CASH, total, total)))

    return sell


def _floor(office: BoxOffice, target: Target) -> Callable[[], object]:
    cursor, wishes, numbers = bare_cursor(target)[1], _threes(office), itertools.count(10_000)
    counter, clerk = office.counters[1].id, office.session().staff.id

    def sell() -> object:
        opened, run = next(wishes)
        show, seats, adult = opened.show.id, _ids(opened, run), opened.prices.book.ticket_types[0].id
        reference = new_booking_reference()
        cursor.execute("START TRANSACTION")
        cursor.execute(FLOOR_SALE[0], (reference, show, counter, clerk))
        booking = cursor.lastrowid
        cursor.execute(FLOOR_SALE[1], [value for seat in seats for value in (show, seat, booking)])
        cursor.execute(FLOOR_SALE[2], [value for seat in seats for value in (booking, seat, adult)])
        line = cursor.lastrowid
        cursor.execute(FLOOR_SALE[3], (booking,))
        cursor.execute(FLOOR_SALE[4], (booking,))
        cursor.execute(FLOOR_SALE[5], (booking, counter, clerk))
        tickets = [(booking, line + place, show, seat, new_ticket_code()) for place, seat in enumerate(seats)]
        cursor.execute(FLOOR_SALE[6], [value for ticket in tickets for value in ticket])
        cursor.execute(FLOOR_SALE[7], (counter, next(numbers), clerk, reference))
        cursor.execute(FLOOR_SALE[8], (booking, counter))
        cursor.execute("COMMIT")
        return booking

    return sell


def _threes(office: BoxOffice) -> Any:
    """Three free seats after three free seats, in a fresh show whenever one is full."""
    while True:
        opened = office.open(office.add_show(starts_in=timedelta(days=30)))
        for first in range(0, len(opened.seats) - 2, 3):
            yield opened, range(first, first + 3)


def row_of(name: str, ours: float, floor: float, goal: float, unit: str) -> dict[str, object]:
    ratio = ours / floor
    ok = ratio >= goal if name == "hold_throughput" else ratio <= goal
    told = {"name": name, "ours": round(ours, 2), "floor": round(floor, 2), "ratio": round(ratio, 2)}
    return told | {"goal": goal, "ok": ok, "unit": unit}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="how often the crowd comes, to each side (7)")
    parser.add_argument("--sales", type=int, default=600, help="how many sales are timed, on each side (600)")
    arguments, _ = parser.parse_known_args()
    with tempfile.TemporaryDirectory(prefix="foyer-bench-") as temporary:
        server = start_private_server(Path(temporary) / "server")
        try:
            _measure(server, arguments.rounds, arguments.sales)
        finally:
            server.leave()


def _measure(server: PrivateServer, rounds: int, sales: int) -> None:
    house = open_private(server, "foyer", timeout_seconds=5)
    assert house.connect_owner is not None
    owner = Database(house.connect_owner)
    owner.transaction(lambda unit: unit.execute(FLOOR_TABLE))
    grant = f"GRANT INSERT ON foyer.floor_claims TO '{server.terminal.user}'@'{server.account_hosts[0]}'"
    owner.transaction(lambda unit: unit.execute(grant))
    office = box_office.build(owner, house.connect, rows=ROWS, seats_per_row=SEATS_PER_ROW)
    target = terminal_target(server)
    rates = throughput(office, target, rounds)
    print(json.dumps(row_of("hold_throughput", *rates, THROUGHPUT_GOAL, "holds/s")), flush=True)
    times = latency_ms(office, target, sales)
    print(json.dumps(row_of("sale_latency", *times, LATENCY_GOAL, "ms")), flush=True)
    office.database.close()
    owner.close()


if __name__ == "__main__":
    main()
