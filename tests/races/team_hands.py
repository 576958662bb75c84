"""What admins do to each other in a race: as Foyer does it, and as a program would that trusts its own reading."""

from __future__ import annotations

from dataclasses import dataclass

from app.controllers.permissions import Session
from app.controllers.team.accounts import Account, Accounts
from app.models.database import Database
from app.models.records import Role

NAIVE_TABLES = (
    "CREATE TABLE IF NOT EXISTS naive_admins (round INT NOT NULL, person INT NOT NULL, PRIMARY KEY (round, person))",
)


@dataclass(frozen=True, slots=True)
class Unseat:
    """An account whose rights somebody takes away."""

    session: Session
    request_id: str
    seen: Account


@dataclass(frozen=True, slots=True)
class NaiveUnseat:
    """One of two admins of a round."""

    number: int
    person: int


def demote(database: Database, wish: Unseat) -> Role:
    answers = {"full_name": wish.seen.full_name, "role": Role.CLERK.value}
    return Accounts(database).change(wish.session, wish.request_id, wish.seen, answers).role


def deactivate(database: Database, wish: Unseat) -> str:
    return Accounts(database).deactivate(wish.session, wish.request_id, wish.seen.id).username


def demote_by_looking_first(database: Database, wish: NaiveUnseat) -> int | None:
    """SELECT how many there are, then take one away: both may find two."""
    row = database.row("SELECT COUNT(*) FROM naive_admins WHERE round = %s", (wish.number,))
    if row is None or int(row[0]) < 2:
        return None
    return database.transaction(
        lambda unit: unit.execute(
            "DELETE FROM naive_admins WHERE round = %s AND person = %s", (wish.number, wish.person)
        )
    )
