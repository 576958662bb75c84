"""What giving a sale back takes, from the press to the commit, beside the bare SQL that must be sent for it.

Ours goes through the controllers: the rules asked for anew under the sale's lock, the quote compared, the way of the money
found, everything audited. The floor is frozen: it is the rows that the same refund writes, over the same driver to the same
server. Both are measured in turn, and the medians are compared.
"""

from __future__ import annotations

import argparse
import itertools
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

from app.controllers.after.refund_quote import RefundQuote
from app.controllers.after.refunds import Refunds
from app.controllers.pay.refunding import Refunding
from app.controllers.start.sign_in import SignIn
from app.models.connection import Target, open_connection
from app.models.database import Database
from app.models.records import Payment, PaymentMethod
from app.models.server.house import open_private
from app.models.server.private_server import PrivateServer
from app.utils.codes import new_request_id
from tests import box_office
from tests.box_office import BoxOffice
from tests.models.notes import terminal_target
from tests.races.bookers import Pay, Pick, pay, pick
from tests.server import start_private_server

ROWS, SEATS_PER_ROW = [f"{first}{second}" for first in "AB" for second in "ABCDEFGHIJKLMNOPQRSTUVWXY"], 20
SEATS = 3
GOAL = 2.5
"""Times the floor's milliseconds, at most."""

# BEGIN, these nine, COMMIT: what is left behind when three tickets that were paid in cash are given back.
FLOOR = (
    "INSERT INTO requests (id, operation, fingerprint, result, created_at)"
    " VALUES (%s, 'REFUND', REPEAT('0', 64), '', UTC_TIMESTAMP(6))",
    "DELETE FROM booking_seats WHERE booking_id = %s AND state = 'SOLD'",
    "INSERT INTO refunds (booking_id, kind, tickets_minor, fee_minor, percent, counter_id, clerk_id, refunded_at)"
    " VALUES (%s, 'REFUND', 105000, 0, 100, %s, %s, UTC_TIMESTAMP(6))",
    "UPDATE tickets SET status = 'VOID', voided_at = UTC_TIMESTAMP(6), refund_id = LAST_INSERT_ID()"
    " WHERE booking_id = %s AND status = 'VALID'",
    "UPDATE bookings SET version = version + 1, status = 'CANCELLED' WHERE id = %s",
    "INSERT INTO payments (booking_id, kind, method, amount_minor, counter_id, clerk_id, paid_at, of_payment_id)"
    " SELECT booking_id, 'REFUND', method, amount_minor, %s, %s, UTC_TIMESTAMP(6), id FROM payments"
    " WHERE booking_id = %s AND kind = 'PAYMENT'",
    "INSERT INTO audit_log (counter_id, sequence_number, happened_at, staff_id, action, subject, detail, hash)"
    " VALUES (%s, %s, UTC_TIMESTAMP(6), %s, 'TICKETS_RETURNED', %s, '{}', REPEAT('0', 64))",
    "INSERT INTO audit_log (counter_id, sequence_number, happened_at, staff_id, action, subject, detail, hash)"
    " VALUES (%s, %s, UTC_TIMESTAMP(6), %s, 'REFUND', %s, '{}', REPEAT('0', 64))",
    "UPDATE outbox SET done_at = UTC_TIMESTAMP(6) WHERE booking_id = %s AND done_at IS NULL",
)


def sold(office: BoxOffice) -> Iterator[tuple[int, str]]:
    """(id, reference) of one sale of three seats after the other, in a fresh show whenever one is full."""
    session = office.session()
    while True:
        opened = office.open(office.add_show(starts_in=timedelta(days=30)))
        adult = opened.prices.book.ticket_types[0]
        for first in range(0, len(opened.seats) - SEATS + 1, SEATS):
            basket = pick(office.database, Pick(session, opened, adult, tuple(opened.seats[first : first + SEATS])))
            total = basket.booking.total_minor
            cash = Payment(PaymentMethod.CASH, total, total)
            pay(office.database, Pay(session, new_request_id(), basket, cash))
            yield basket.booking.id, basket.booking.reference


def refund_ms(office: BoxOffice, target: Target, count: int) -> tuple[float, float]:
    """Milliseconds of a refund, ours and the floor's: medians after a tenth that warms both up."""
    sales, bare = sold(office), _floor(office, target)
    refunds = Refunds(office.database, SignIn(office.database), lambda: Refunding(office.database, None))
    session = office.session()
    times = []
    for _ in range(count):
        quote = refunds.quote(session, next(sales)[1])
        ours = _timed(partial(_refund, refunds, office, quote))
        times.append((ours, _timed(partial(bare, *next(sales)))))
    kept = times[count // 10 :]
    ours_ms = statistics.median(ours for ours, _ in kept) * 1000
    return ours_ms, statistics.median(floor for _, floor in kept) * 1000


def _refund(refunds: Refunds, office: BoxOffice, quote: RefundQuote) -> object:
    return refunds.refund(office.session(), new_request_id(), quote)


def _floor(office: BoxOffice, target: Target) -> Callable[[int, str], object]:
    connection = open_connection(target)
    cursor, numbers = connection.cursor(buffered=True), itertools.count(10_000)
    counter, clerk = office.counters[1].id, office.session().staff.id

    def refund(booking_id: int, reference: str) -> object:
        _ = connection  # lives as long as its cursor
        values: tuple[tuple[object, ...], ...] = (
            (new_request_id(),),
            (booking_id,),
            (booking_id, counter, clerk),
            (booking_id,),
            (booking_id,),
            (counter, clerk, booking_id),
            (counter, next(numbers), clerk, reference),
            (counter, next(numbers), clerk, reference),
            (booking_id,),
        )
        cursor.execute("START TRANSACTION")
        for statement, of_statement in zip(FLOOR, values, strict=True):
            cursor.execute(statement, of_statement)
        return cursor.execute("COMMIT")

    return refund


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--refunds", type=int, default=400, help="how many refunds are timed, on each side (400)")
    arguments, _ = parser.parse_known_args()
    with tempfile.TemporaryDirectory(prefix="foyer-bench-") as temporary:
        server = start_private_server(Path(temporary) / "server")
        try:
            _measure(server, arguments.refunds)
        finally:
            server.leave()


def _measure(server: PrivateServer, count: int) -> None:
    house = open_private(server, "foyer", timeout_seconds=5)
    assert house.connect_owner is not None
    owner = Database(house.connect_owner)
    office = box_office.build(owner, house.connect, rows=ROWS, seats_per_row=SEATS_PER_ROW)
    ours, floor = refund_ms(office, terminal_target(server), count)
    ratio = ours / floor
    row = {"name": "refund", "ours": round(ours, 2), "floor": round(floor, 2), "ratio": round(ratio, 2)}
    print(json.dumps(row | {"goal": GOAL, "ok": ratio <= GOAL, "unit": "ms"}), flush=True)
    office.database.close()
    owner.close()


if __name__ == "__main__":
    main()
