"""What is done with a sale in a race: its seats exchanged, or given back; and as a program would that looks first."""

from __future__ import annotations

from dataclasses import dataclass

from app.controllers.after.refund_quote import RefundQuote
from app.controllers.after.refunds import Refunds, TicketsBack
from app.controllers.pay.paying import Paying, Sale
from app.controllers.pay.refunding import Refunding
from app.controllers.permissions import Session
from app.controllers.sell.baskets import Basket
from app.controllers.start.sign_in import SignIn
from app.models.after import admissions
from app.models.database import Database
from app.models.records import Payment
from app.models.statements import Unit
from tests.races.bookers import NaiveWish


@dataclass(frozen=True, slots=True)
class Exchange:
    """A basket with a credit; `payments` pay for what that does not."""

    session: Session
    request_id: str
    basket: Basket
    payments: tuple[Payment, ...] = ()


@dataclass(frozen=True, slots=True)
class GiveBack:
    """Tickets to be given back as they were quoted."""

    session: Session
    request_id: str
    quote: RefundQuote


def exchange(database: Database, wish: Exchange) -> Sale:
    return Paying(database).confirm(wish.session, wish.request_id, wish.basket, wish.payments)


def give_back(database: Database, wish: GiveBack) -> TicketsBack:
    refunds = Refunds(database, SignIn(database), lambda: Refunding(database, None))
    return refunds.refund(wish.session, wish.request_id, wish.quote)


@dataclass(frozen=True, slots=True)
class Enter:
    """A ticket that is scanned at a door."""

    ticket_id: int
    counter_id: int
    staff_id: int


def enter(database: Database, wish: Enter) -> bool | None:
    """True for who was let in."""

    def work(unit: Unit) -> bool:
        return admissions.admit(unit, wish.ticket_id, wish.counter_id, wish.staff_id)

    return database.transaction(work) or None


def exchange_by_looking_first(database: Database, wish: NaiveWish) -> int | None:
    """SELECT whether the sale stands, then carry its money over: nothing locks it in between."""
    if database.row("SELECT status FROM naive_bookings WHERE id = %s", (wish.booking_id,)) != ("PENDING",):
        return None
    booking = (wish.booking_id,)
    database.transaction(lambda unit: unit.execute("INSERT INTO naive_payments VALUES (%s)", booking))
    return database.transaction(
        lambda unit: unit.execute("UPDATE naive_bookings SET status = 'CANCELLED' WHERE id = %s", booking)
    )
