"""What bookers do in a race: as Foyer does it, and as a program would that trusts its own reading."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from app.controllers.pay.paying import Paying, Sale
from app.controllers.permissions import Session
from app.controllers.sell.baskets import Basket, picks_of
from app.controllers.sell.expiry import expire
from app.controllers.sell.hoarding import SeatLimits
from app.controllers.sell.holding import Holding
from app.controllers.sell.seat_plans import OpenShow
from app.models.database import Database
from app.models.records import Payment, Seat, TicketType
from app.models.statements import DuplicateKey, Unit
from app.utils.codes import new_request_id
from tests.box_office import RULES

_RULES = replace(RULES, seats=SeatLimits(per_sale=100, per_counter=100_000))
"""A race holds hundreds of seats at two counters: hoarding is not what it is about."""


@dataclass(frozen=True, slots=True)
class Pick:
    """Seats wanted by somebody at a counter."""

    session: Session
    opened: OpenShow
    ticket_type: TicketType
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Pay:
    """A basket to be paid by somebody at a counter."""

    session: Session
    request_id: str
    basket: Basket
    payment: Payment


def pick(database: Database, wish: Pick) -> Basket:
    holding = Holding(database, _RULES)
    return holding.hold(wish.session, new_request_id(), wish.opened, None, picks_of(wish.seats, wish.ticket_type))


def pay(database: Database, wish: Pay) -> Sale:
    return Paying(database).confirm(wish.session, wish.request_id, wish.basket, (wish.payment,))


def sweep(database: Database, booking_id: int) -> int:
    return expire(database, [booking_id])


# The negative controls: they read, decide and write. Their tables are in a database of their own.

NAIVE_TABLES = (
    "CREATE TABLE IF NOT EXISTS naive_claims (seat_id INT NOT NULL, booker BIGINT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS keyed_claims (seat_id INT NOT NULL PRIMARY KEY, booker BIGINT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS naive_bookings (id BIGINT NOT NULL PRIMARY KEY, status VARCHAR(10) NOT NULL)",
    "CREATE TABLE IF NOT EXISTS naive_payments (booking_id BIGINT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS naive_vouchers (id BIGINT NOT NULL PRIMARY KEY, balance_minor BIGINT NOT NULL)",
)


@dataclass(frozen=True, slots=True)
class NaiveWish:
    """A booker's number, the seats he wants, the booking he pays or sweeps."""

    booker: int = 0
    seat_ids: tuple[int, ...] = ()
    booking_id: int = 0


def pick_by_looking_first(database: Database, wish: NaiveWish) -> int | None:
    """SELECT, then INSERT, without a key: both may find the seat free."""
    if database.row("SELECT 1 FROM naive_claims WHERE seat_id IN %s", (wish.seat_ids,)):
        return None
    rows = [(seat_id, wish.booker) for seat_id in wish.seat_ids]
    return database.transaction(
        lambda unit: unit.insert_rows("INSERT INTO naive_claims (seat_id, booker) VALUES", rows)
    )


def pick_seat_by_seat(database: Database, wish: NaiveWish) -> int | None:
    """The key is there, and each seat is a transaction of its own, in the order of the clicks: half a basket may stay."""

    def claim(unit: Unit, seat_id: int) -> None:
        unit.execute("INSERT INTO keyed_claims VALUES (%s, %s)", (seat_id, wish.booker))

    for seat_id in wish.seat_ids:
        try:
            database.transaction(partial(claim, seat_id=seat_id))
        except DuplicateKey:
            return None
    return len(wish.seat_ids)


def pay_by_looking_first(database: Database, wish: NaiveWish) -> int | None:
    """SELECT the status, then sell: nothing locks the booking in between."""
    if database.row("SELECT status FROM naive_bookings WHERE id = %s", (wish.booking_id,)) != ("PENDING",):
        return None
    booking = (wish.booking_id,)
    database.transaction(lambda unit: unit.execute("INSERT INTO naive_payments VALUES (%s)", booking))
    return database.transaction(
        lambda unit: unit.execute("UPDATE naive_bookings SET status = 'CONFIRMED' WHERE id = %s", booking)
    )


def sweep_by_looking_first(database: Database, wish: NaiveWish) -> int | None:
    """SELECT the status, then expire: the sale may come in between."""
    if database.row("SELECT status FROM naive_bookings WHERE id = %s", (wish.booking_id,)) != ("PENDING",):
        return None
    return database.transaction(
        lambda unit: unit.execute("UPDATE naive_bookings SET status = 'EXPIRED' WHERE id = %s", (wish.booking_id,))
    )


def spend_by_looking_first(database: Database, wish: NaiveWish) -> int | None:
    """SELECT the balance, then write what is left of it: nothing guards it in between."""
    row = database.row("SELECT balance_minor FROM naive_vouchers WHERE id = %s", (wish.booking_id,))
    if row is None or row[0] < 100:
        return None
    left = (row[0] - 100, wish.booking_id)
    return database.transaction(
        lambda unit: unit.execute("UPDATE naive_vouchers SET balance_minor = %s WHERE id = %s", left)
    )
