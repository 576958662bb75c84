"""What is done at a door in a race: as Foyer does it, and as a program would that trusts its own reading."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from app.controllers.after.door import Door
from app.controllers.after.refund_quote import RefundQuote
from app.controllers.after.refunds import Refunds
from app.controllers.pay.refunding import Refunding
from app.controllers.permissions import Session
from app.controllers.start.sign_in import SignIn
from app.models.after import admissions
from app.models.database import Database
from tests.box_office import PASSWORD

NAIVE_TABLES = (
    "CREATE TABLE IF NOT EXISTS naive_tickets (id INT NOT NULL PRIMARY KEY, state VARCHAR(10) NOT NULL)",
    "CREATE TABLE IF NOT EXISTS naive_entries (ticket_id INT NOT NULL)",
)
ANY_TIME_MINUTES = 10_000_000
"""A race's show may be weeks away."""


@dataclass(frozen=True, slots=True)
class ScanTicket:
    """A ticket held under a door's scanner."""

    session: Session
    request_id: str
    code: str


@dataclass(frozen=True, slots=True)
class GiveTicketBack:
    """The same ticket on the counter, to be given back."""

    session: Session
    request_id: str
    quote: RefundQuote


@dataclass(frozen=True, slots=True)
class TakeEntryBack:
    """A manager at a door."""

    session: Session
    request_id: str
    ticket_id: int
    approver: str


@cache
def door_of(database: Database) -> Door:
    return Door(database, SignIn(database), ANY_TIME_MINUTES)


def scan(database: Database, wish: ScanTicket) -> str:
    """The reason that the verdict gives: ADMIT, or why not."""
    return door_of(database).admit(wish.session, wish.request_id, wish.code).reason.value


def give_back(database: Database, wish: GiveTicketBack) -> int:
    refunds = Refunds(database, SignIn(database), lambda: Refunding(database, None))
    return refunds.refund(wish.session, wish.request_id, wish.quote).back_minor


def take_back(database: Database, wish: TakeEntryBack) -> str:
    found = admissions.by_id(database, wish.session.counter.id, wish.ticket_id)
    assert found is not None
    door = door_of(database)
    return door.undo(wish.session, wish.request_id, found.ticket, "race", wish.approver, PASSWORD).state.value


def scan_by_looking_first(database: Database, ticket_id: int) -> str:
    """SELECT whether it is good, then use it: nothing keeps another door out in between."""
    row = database.row("SELECT state FROM naive_tickets WHERE id = %s", (ticket_id,))
    if row != ("VALID",):
        return "ALREADY_IN"
    database.transaction(
        lambda unit: (
            unit.execute("UPDATE naive_tickets SET state = 'USED' WHERE id = %s", (ticket_id,)),
            unit.execute("INSERT INTO naive_entries VALUES (%s)", (ticket_id,)),
        )
    )
    return "ADMIT"


def void_by_looking_first(database: Database, ticket_id: int) -> str:
    """The same at a counter: SELECT, then make it void and pay back."""
    row = database.row("SELECT state FROM naive_tickets WHERE id = %s", (ticket_id,))
    if row != ("VALID",):
        return "ALREADY_IN"
    database.transaction(
        lambda unit: unit.execute("UPDATE naive_tickets SET state = 'VOID' WHERE id = %s", (ticket_id,))
    )
    return "VOID"
