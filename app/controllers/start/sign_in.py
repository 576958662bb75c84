"""Signing in, unlocking and handing over."""

from __future__ import annotations

import logging

from app.controllers.permissions import Permission, Session, needs, open_to_all
from app.models import audit_log, places, staff
from app.models.database import Database
from app.models.errors import NotFound, PermissionDenied, SignInBlocked, SignInRefused
from app.models.records import Counter, StaffMember
from app.models.statements import Unit
from app.utils.passwords import password_matches

_LOG = logging.getLogger("foyer.sign_in")


class SignIn:
    """The door to every other operation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @open_to_all
    def counter(self, name: str | None, cinema: str | None = None) -> Counter:
        """The counter of this terminal: the one of that name, or the first when none was configured. Raises NotFound."""
        known = places.counters(self._database)
        fitting = [counter for counter in known if name in (None, "", counter.name)]
        fitting = [counter for counter in fitting if cinema in (None, "", counter.cinema.name)]
        if fitting:
            return fitting[0]
        names = ", ".join(dict.fromkeys(counter.name for counter in known)) or "none yet"
        raise NotFound(f"There is no counter called {name}. Set FOYER_COUNTER to one of: {names}.")

    @open_to_all
    def sign_in(self, username: str, password: str, counter: Counter) -> Session:
        """A session for the right name and password. Raises SignInRefused or SignInBlocked."""
        person = self._proven(username.strip(), password, counter)
        _LOG.info("signed in", extra={"staff": person.username, "counter": counter.name})
        return Session(person, counter)

    @needs(Permission.SIGNED_IN)
    def unlock(self, session: Session, password: str) -> Session:
        """The same person again after the screen was locked. Raises SignInRefused or SignInBlocked."""
        return Session(self._proven(session.staff.username, password, session.counter), session.counter)

    @needs(Permission.SIGNED_IN)
    def hand_over(self, session: Session, username: str, password: str) -> Session:
        """Another person takes the counter over, basket included. Raises SignInRefused or SignInBlocked."""
        person = self._proven(username.strip(), password, session.counter)

        def write(unit: Unit) -> None:
            audit_log.append(
                unit, session.counter.id, person.id, "HAND_OVER", person.username, {"from": session.staff.username}
            )

        self._database.transaction(write)
        return Session(person, session.counter)

    @needs(Permission.SIGNED_IN)
    def approve(self, session: Session, username: str, password: str, permission: Permission) -> StaffMember:
        """Who allows this one thing at somebody's counter, by their own name and password; nobody else is signed in.

        Raises SignInRefused, SignInBlocked, and PermissionDenied for a person who may not allow it.
        """
        person = self._proven(username.strip(), password, session.counter, "APPROVE")
        if not Session(person, session.counter).may(permission):
            raise PermissionDenied(f"{person.full_name} may not allow this. Ask a manager to type name and password.")
        return person

    def _proven(self, username: str, password: str, counter: Counter, action: str = "SIGN_IN") -> StaffMember:
        wait_seconds = staff.take_a_try(self._database, username)
        if wait_seconds:
            sentence = f"Too many wrong passwords. Wait {wait_seconds} s, then try again."
            raise SignInBlocked(sentence, wait_seconds)
        found = staff.with_password(self._database, username)
        if not password_matches(password, found[1] if found else None) or found is None:
            _LOG.warning("sign-in refused", extra={"staff": username, "counter": counter.name})
            raise SignInRefused("That name and password do not go together. Check both and try again.")
        person = found[0]

        def write(unit: Unit) -> None:
            staff.forgive_tries(unit, person.id)
            audit_log.append(unit, counter.id, person.id, action, person.username, {})

        self._database.transaction(write)
        return person
