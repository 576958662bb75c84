"""Whether somebody who has signed in may still be there: asked every few seconds by every window."""

from __future__ import annotations

from dataclasses import dataclass

from app.controllers.permissions import Permission, Session, needs
from app.models import staff
from app.models.database import Database


@dataclass(frozen=True, slots=True)
class Ended:
    """Why a session is over, and who may go on; `may_return`: the same person may sign in again."""

    sentence: str
    may_return: bool


class Standing:
    """For a lane that reads. One row by its key, so that every window can ask all day."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.SIGNED_IN)
    def ended(self, session: Session) -> Ended | None:
        """None while the account is as it was when this person signed in: active, in that role, with that password."""
        now = staff.standing_of(self._database, session.staff.id)
        name = session.staff.full_name
        if now is None or not now.active:
            return Ended(f"The account of {name} was deactivated. Somebody else can take this counter over.", False)
        if now.role is not session.staff.role:
            return Ended(f"{name} has another role now. Sign in again to go on.", True)
        if now.fingerprint != session.fingerprint:
            return Ended(f"{name} has another password now. Sign in with the new one to go on.", True)
        return None
