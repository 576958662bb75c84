"""What is done in a race around a refund: the freed seat sold anew, the show cancelled; and by a program that looks first."""

from __future__ import annotations

from app.controllers.pay.paying import Paying, Sale
from app.models.database import Database
from app.models.records import Payment, PaymentMethod
from app.models.statements import Unit
from app.utils.codes import new_request_id
from tests.races.bookers import NaiveWish, Pick, pick

NAIVE_TABLES = (
    "CREATE TABLE IF NOT EXISTS naive_refunds (booking_id BIGINT NOT NULL, amount_minor BIGINT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS naive_dues (booking_id BIGINT NOT NULL PRIMARY KEY, amount_minor BIGINT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS naive_seat_tickets (seat_id INT NOT NULL, booker BIGINT NOT NULL, live INT NOT NULL)",
)
PRICE_MINOR = 100
"""Of a naive booking."""


def sell_freed(database: Database, wish: Pick) -> Sale:
    """Hold and sell seats that another customer is just giving back, as soon as they are to be had."""
    basket = pick(database, wish)
    total_minor = basket.booking.total_minor
    paid = Payment(PaymentMethod.CASH, total_minor, total_minor)
    return Paying(database).confirm(wish.session, new_request_id(), basket, (paid,))


def refund_by_looking_first(database: Database, wish: NaiveWish) -> int | None:
    """SELECT what went back already, then give back: nothing keeps another one out in between."""
    row = database.row(
        "SELECT COALESCE(SUM(amount_minor), 0) FROM naive_refunds WHERE booking_id = %s", (wish.booking_id,)
    )
    left_minor = PRICE_MINOR - (int(row[0]) if row else 0)
    if left_minor <= 0:
        return None
    return database.transaction(
        lambda unit: unit.execute("INSERT INTO naive_refunds VALUES (%s, %s)", (wish.booking_id, left_minor))
    )


def cancel_by_looking_first(database: Database, wish: NaiveWish) -> int | None:
    """SELECT what went back already, then owe the rest: nothing keeps a refund out in between."""
    row = database.row(
        "SELECT COALESCE(SUM(amount_minor), 0) FROM naive_refunds WHERE booking_id = %s", (wish.booking_id,)
    )
    left_minor = PRICE_MINOR - (int(row[0]) if row else 0)
    return database.transaction(
        lambda unit: unit.execute("INSERT INTO naive_dues VALUES (%s, %s)", (wish.booking_id, left_minor))
    )


def free_then_void(database: Database, wish: NaiveWish) -> int | None:
    """Free the seat, then void what is good for it: whoever bought it in between has a void ticket."""
    database.transaction(lambda unit: unit.execute("DELETE FROM naive_claims WHERE seat_id IN %s", (wish.seat_ids,)))
    database.row("SELECT SLEEP(0.002)")  # a terminal that is not quick: what is between two transactions takes time
    return database.transaction(
        lambda unit: unit.execute("UPDATE naive_seat_tickets SET live = 0 WHERE seat_id IN %s", (wish.seat_ids,))
    )


def buy_freed(database: Database, wish: NaiveWish) -> int | None:
    """Wait for the seat a moment, then take it with its ticket."""
    for _ in range(200):
        if not database.row("SELECT 1 FROM naive_claims WHERE seat_id IN %s", (wish.seat_ids,)):
            break
    rows = [(seat_id, wish.booker) for seat_id in wish.seat_ids]

    def work(unit: Unit) -> None:
        unit.insert_rows("INSERT INTO naive_claims (seat_id, booker) VALUES", rows)
        unit.insert_rows("INSERT INTO naive_seat_tickets (seat_id, booker, live) VALUES", [(*row, 1) for row in rows])

    database.transaction(work)
    return wish.booker
