"""What is done at a till in a race: as Foyer does it, and as a program would that trusts its own reading."""

from __future__ import annotations

from dataclasses import dataclass

from app.controllers.pay.paying import Paying, Sale
from app.controllers.permissions import Session
from app.controllers.sell.baskets import Basket
from app.controllers.start.sign_in import SignIn
from app.controllers.till.tills import ClosedTill, Tills
from app.controllers.till.voiding import Voiding
from app.models.database import Database
from app.models.errors import CountDiffers
from app.models.records import Payment
from tests.box_office import PASSWORD
from tests.races.bookers import NaiveWish

NAIVE_TABLES = (
    "CREATE TABLE IF NOT EXISTS naive_tills (till INT NOT NULL PRIMARY KEY, expected INT NULL)",
    "CREATE TABLE IF NOT EXISTS naive_cash (till INT NOT NULL)",
)


@dataclass(frozen=True, slots=True)
class PayCash:
    """A basket to be paid at a counter."""

    session: Session
    request_id: str
    basket: Basket
    payment: Payment


@dataclass(frozen=True, slots=True)
class CloseTill:
    """A till to be closed with whatever is in it."""

    session: Session
    request_id: str


@dataclass(frozen=True, slots=True)
class Undo:
    """A sale to be undone, by whose word."""

    session: Session
    request_id: str
    reference: str
    approver: str


@dataclass(frozen=True, slots=True)
class NaiveTill:
    """The number of a till."""

    till: int


def pay_cash(database: Database, wish: PayCash) -> Sale:
    return Paying(database).confirm(wish.session, wish.request_id, wish.basket, (wish.payment,))


def close_till(database: Database, wish: CloseTill) -> ClosedTill:
    """Count nothing, and agree to whatever difference is told, as often as a sale changes it."""
    tills, agreed = Tills(database), 0
    while True:
        try:
            return tills.close(wish.session, wish.request_id, {}, agreed)
        except CountDiffers as differs:
            agreed = differs.difference_minor


def undo(database: Database, wish: Undo) -> str:
    voiding = Voiding(database, SignIn(database))
    return voiding.void(wish.session, wish.request_id, wish.reference, "mis-sale", wish.approver, PASSWORD).reference


def pay_into_naive_till(database: Database, wish: NaiveTill) -> int | None:
    """SELECT whether it is open, then pay: nothing keeps it open in between."""
    if database.row("SELECT expected FROM naive_tills WHERE till = %s", (wish.till,)) != (None,):
        return None
    return database.transaction(lambda unit: unit.execute("INSERT INTO naive_cash VALUES (%s)", (wish.till,)))


def close_by_looking_first(database: Database, wish: NaiveTill) -> int | None:
    """SELECT what must be in it, then close: nothing keeps the sales out in between."""
    row = database.row("SELECT COUNT(*) FROM naive_cash WHERE till = %s", (wish.till,))
    expected = int(row[0]) if row else 0
    return database.transaction(
        lambda unit: unit.execute("UPDATE naive_tills SET expected = %s WHERE till = %s", (expected, wish.till))
    )


def undo_by_looking_first(database: Database, wish: NaiveWish) -> int | None:
    """SELECT the status, then pay back: both may find it sold."""
    if database.row("SELECT status FROM naive_bookings WHERE id = %s", (wish.booking_id,)) != ("CONFIRMED",):
        return None
    booking = (wish.booking_id,)
    database.transaction(lambda unit: unit.execute("INSERT INTO naive_payments VALUES (%s)", booking))
    return database.transaction(
        lambda unit: unit.execute("UPDATE naive_bookings SET status = 'CANCELLED' WHERE id = %s", booking)
    )
