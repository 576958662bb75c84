"""A house's past, written with a few large statements: shows that are over, and all that a sale of one seat leaves behind.

Who asks says how each column is made of `number`, which counts bookings (shows, for theirs) from 1. The order is each
table's own, so that pages fill one by one.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from app.models.connection import DRIVER_ERRORS
from app.models.database import Database

SHOW_IDS_FROM = 1_000_001
ROOMY_BYTES = 2**30
_THOUSAND = 1_000

NUMBERS = """
    CREATE TABLE numbers (number INT NOT NULL PRIMARY KEY) ENGINE = InnoDB
"""
# Ten signs, scattered, and no two alike: the factor is odd.
REFERENCE = "LPAD(CONV(number * 2654435761 MOD 4294967296, 10, 36), 10, '0')"
PAST = (
    "INSERT INTO shows (id, movie_id, hall_id, starts_at, ends_at, base_price_minor, status)"
    " SELECT 1000000 + number, {movie}, {hall}, {starts_at}, {starts_at} + INTERVAL 1 HOUR, 35000, 'COMPLETED'"
    " FROM numbers WHERE number <= {shows}",
    "INSERT INTO bookings (id, reference, show_id, status, held_until, hold_limit, counter_id, clerk_id, created_at,"
    " confirmed_at, customer_id) SELECT number, {reference}, {show}, 'COMPLETED', {sold_at},"
    " {sold_at}, {counter}, {clerk}, {sold_at}, {sold_at}, {customer} FROM numbers WHERE number <= {count}",
    "INSERT INTO booking_lines (id, booking_id, seat_id, ticket_type_id, price_minor, price_explained, seat_type)"
    " SELECT number, number, {seat}, {adult}, 35000, 'Regular ₹350', {seat_type} FROM numbers WHERE number <= {count}",
    "INSERT INTO booking_seats (show_id, seat_id, booking_id, state)"
    " SELECT {show}, {seat}, number, 'SOLD' FROM numbers WHERE number <= {count}",
    "INSERT INTO tickets (id, booking_id, line_id, show_id, seat_id, code, status)"
    " SELECT number, number, number, {show}, {seat}, UPPER(SUBSTR(MD5(number), 1, 26)), 'USED'"
    " FROM numbers WHERE number <= {count}",
    "INSERT INTO payments (id, booking_id, kind, method, amount_minor, counter_id, clerk_id, paid_at, card_last_four)"
    " SELECT number, number, 'PAYMENT', {method}, 35000, {counter}, {clerk}, {sold_at}, {card}"
    " FROM numbers WHERE number <= {count}",
    "INSERT INTO requests (id, operation, fingerprint, result, created_at)"
    " SELECT MD5(number), 'HOLD', SHA2(number, 256), '{{}}', {sold_at}"
    " FROM numbers WHERE number <= {count} ORDER BY MD5(number)",
    "INSERT INTO audit_log (counter_id, sequence_number, happened_at, staff_id, action, subject, detail, hash)"
    " SELECT {counter}, 10 + number, {sold_at}, {clerk}, 'PAYMENT', {reference}, '{{}}',"
    " SHA2(number, 256) FROM numbers WHERE number <= {count}",
    "INSERT INTO outbox (id, kind, booking_id, counter_id, due_at, done_at)"
    " SELECT number, 'PRINT_TICKETS', number, {counter}, {sold_at}, {sold_at}"
    " FROM numbers WHERE number <= {count}",
)
_TABLES = (
    "shows", "bookings", "booking_lines", "booking_seats", "tickets", "payments", "requests", "audit_log", "outbox",
)  # fmt: skip


def add(owner: Database, count: int, shows: int, made_of: Mapping[str, object]) -> None:
    """Write `count` bookings of one seat each, in `shows` shows; whole thousands above a thousand.

    `made_of` gives an SQL expression for movie, hall and starts_at of a show, and for show, seat, seat_type, counter, clerk,
    adult (the ticket type), method and sold_at of a booking; it may give its reference, customer (the id) and card (the last
    four digits), too.
    """
    began = time.perf_counter()
    names = {"count": count, "shows": shows, "reference": REFERENCE, "customer": "NULL", "card": "NULL"} | dict(made_of)
    owner.rows(NUMBERS)
    owner.transaction(
        lambda unit: unit.insert_rows("INSERT INTO numbers VALUES", [(each,) for each in range(1, _THOUSAND + 1)])
    )
    if count > _THOUSAND:
        owner.rows(
            "INSERT INTO numbers SELECT 1000 * h.number + l.number FROM numbers h JOIN numbers l WHERE h.number <= %s"
            " ORDER BY 1",
            (count // _THOUSAND - 1,),
        )
    # A log for so much at once, and keys known to be right; both only while the past is made.
    with _roomy_log(owner):
        owner.rows("SET SESSION foreign_key_checks = 0, unique_checks = 0")
        for statement in PAST:
            owner.rows(statement.format(**names))
        owner.rows("SET SESSION foreign_key_checks = 1, unique_checks = 1")
    for table in _TABLES:
        owner.rows(f"ANALYZE TABLE {table}")
    made = owner.row("SELECT COUNT(*) FROM bookings b JOIN tickets t ON t.booking_id = b.id")
    if made is None or made[0] < count:
        raise SystemExit(f"Of {count:,} bookings {made} were made.")
    owner.rows("DROP TABLE numbers")
    print(f"{count:,} bookings made in {time.perf_counter() - began:.0f} s", file=sys.stderr)


@contextmanager
def _roomy_log(owner: Database) -> Iterator[None]:
    """A redo log for so much at once where the server can change its size while it runs; without, it only takes longer."""
    name = next((name for name in ("innodb_redo_log_capacity", "innodb_log_file_size") if _variable(owner, name)), "")
    before = _variable(owner, name)
    try:
        with suppress(*DRIVER_ERRORS):
            owner.rows(f"SET GLOBAL {name} = {ROOMY_BYTES}")
        yield
    finally:
        with suppress(*DRIVER_ERRORS):
            owner.rows(f"SET GLOBAL {name} = {before}")


def _variable(owner: Database, name: str) -> int:
    row = owner.row("SHOW GLOBAL VARIABLES LIKE %s", (name,))
    return int(row[1]) if row else 0
