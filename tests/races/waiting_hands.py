"""What windows do with a waiting list in a race: as Foyer does it, and as a program would that trusts its own reading."""

from __future__ import annotations

from dataclasses import dataclass

from app.controllers.after.offers import seats_came_free
from app.controllers.after.privacy import Privacy
from app.controllers.after.waiting import WaitingList, WaitingRules
from app.controllers.permissions import Session
from app.controllers.sell.customers import Customer, Customers
from app.models.database import Database
from app.utils.codes import new_request_id

MINUTES_BEFORE = 30
NAIVE_TABLES = (
    "CREATE TABLE IF NOT EXISTS naive_waiting (id BIGINT NOT NULL PRIMARY KEY, status VARCHAR(10) NOT NULL)",
    "CREATE TABLE IF NOT EXISTS naive_offers (waiting_id BIGINT NOT NULL)",
)


@dataclass(frozen=True, slots=True)
class Freed:
    """A show of which seats came free."""

    show_id: int


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Somebody who goes."""

    session: Session
    waiting_id: int


@dataclass(frozen=True, slots=True)
class NaiveOffer:
    """Somebody who waits."""

    waiting_id: int


def offer(database: Database, wish: Freed) -> int:
    """Until there is nothing more to offer."""
    count = 0
    while made := seats_came_free(database, MINUTES_BEFORE, wish.show_id):
        count += made
    return count


def withdraw(database: Database, wish: Withdraw) -> bool:
    rules = WaitingRules(MINUTES_BEFORE)
    WaitingList(database, rules).withdraw(wish.session, new_request_id(), wish.waiting_id)
    return True


@dataclass(frozen=True, slots=True)
class Forget:
    """A customer who is erased by a manager."""

    session: Session
    customer_id: int


@dataclass(frozen=True, slots=True)
class Attach:
    """The same customer is put on a booking."""

    session: Session
    reference: str
    customer: Customer


def forget(database: Database, wish: Forget) -> bool:
    Privacy(database).erase(wish.session, new_request_id(), wish.customer_id)
    return True


def attach(database: Database, wish: Attach) -> bool:
    Customers(database).attach(wish.session, new_request_id(), wish.reference, wish.customer)
    return True


def offer_by_looking_first(database: Database, wish: NaiveOffer) -> int | None:
    """SELECT who waits, then offer: nothing locks the line in between."""
    if database.row("SELECT status FROM naive_waiting WHERE id = %s", (wish.waiting_id,)) != ("WAITING",):
        return None
    entry = (wish.waiting_id,)
    database.transaction(lambda unit: unit.execute("INSERT INTO naive_offers VALUES (%s)", entry))
    return database.transaction(
        lambda unit: unit.execute("UPDATE naive_waiting SET status = 'OFFERED' WHERE id = %s", entry)
    )
