"""Signing in, unlocking and handing over, and the own password."""

from __future__ import annotations

import logging
from dataclasses import replace

from app.controllers.form_reading import FormRefused, checked
from app.controllers.permissions import Permission, Session, needs, open_to_all
from app.models import audit_log, places, staff
from app.models.database import Database
from app.models.door_records import Counter, StaffMember
from app.models.errors import NotFound, PermissionDenied, SessionEnded, SignInBlocked, SignInRefused
from app.models.staff import Door
from app.models.statements import Unit
from app.models.team import accounts
from app.utils.passwords import hash_password, password_matches

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
        session = self._proven(username.strip(), password, counter)
        _LOG.info("signed in", extra={"staff": session.staff.username, "counter": counter.name})
        return session

    @needs(Permission.SIGNED_IN)
    def unlock(self, session: Session, password: str) -> Session:
        """The same person again after the screen was locked. Raises SignInRefused or SignInBlocked."""
        return self._proven(session.staff.username, password, session.counter)

    @needs(Permission.SIGNED_IN)
    def hand_over(self, session: Session, username: str, password: str) -> Session:
        """Another person takes the counter over, basket included. Raises SignInRefused or SignInBlocked."""
        taken_over = self._proven(username.strip(), password, session.counter)
        person = taken_over.staff

        def write(unit: Unit) -> None:
            audit_log.append(
                unit, session.counter.id, person.id, "HAND_OVER", person.username, {"from": session.staff.username}
            )

        self._database.transaction(write)
        return taken_over

    @needs(Permission.SIGNED_IN)
    def approve(self, session: Session, username: str, password: str, permission: Permission) -> StaffMember:
        """Who allows this one thing at somebody's counter, by their own name and password; nobody else is signed in.

        Raises SignInRefused, SignInBlocked, and PermissionDenied for a person who may not allow it.
        """
        approver = self._proven(username.strip(), password, session.counter, "APPROVE")
        if not approver.may(permission):
            name = approver.staff.full_name
            raise PermissionDenied(f"{name} may not allow this. Ask a manager to type name and password.")
        return approver.staff

    @needs(Permission.SIGNED_IN)
    def choose_password(self, session: Session, chosen: str, again: str) -> Session:
        """The person's own password in place of the temporary one just signed in with.

        Raises FormRefused, SessionEnded when the account has been given yet another password.
        """
        _require_another(chosen, staff.with_password(self._database, session.staff.username))
        if not session.must_choose:
            raise SignInRefused("Type your password of now, too.")
        return self._changed(session, chosen, again)

    @needs(Permission.SIGNED_IN)
    def change_password(self, session: Session, password: str, chosen: str, again: str) -> Session:
        """Another own password, for who knows the one of now. Raises FormRefused, SignInRefused, SignInBlocked."""
        door = self._verified(session.staff.username, password, session.counter)
        _require_another(chosen, door)
        return self._changed(replace(session, fingerprint=door.fingerprint), chosen, again)

    def _changed(self, session: Session, chosen: str, again: str) -> Session:
        person = session.staff
        password_hash = checked({"chosen": chosen}, "chosen", hash_password)
        if person.username.casefold() in chosen.casefold():
            raise FormRefused("A password with your name in it is soon guessed. Choose another one.", "chosen")
        if chosen != again:
            raise FormRefused("The two are not the same. Type the new password once more.", "again")
        fingerprint = staff.fingerprint_of(password_hash)

        def write(unit: Unit) -> None:
            if not staff.change_password(unit, person.id, password_hash, session.fingerprint):
                raise SessionEnded("This account has been given another password just now. Sign in again with that.")
            detail = {"username": person.username}
            audit_log.append(
                unit, session.counter.id, person.id, "PASSWORD_CHOSEN", accounts.subject_of(person.id), detail
            )

        self._database.transaction(write)
        return replace(session, fingerprint=fingerprint, must_choose=False)

    def _proven(self, username: str, password: str, counter: Counter, action: str = "SIGN_IN") -> Session:
        door = self._verified(username, password, counter)
        person = door.person

        def write(unit: Unit) -> None:
            staff.forgive_tries(unit, person.id)
            audit_log.append(unit, counter.id, person.id, action, person.username, {})

        self._database.transaction(write)
        return Session(person, counter, door.fingerprint, door.temporary)

    def _verified(self, username: str, password: str, counter: Counter) -> Door:
        """The account whose name and password go together; each try counts."""
        wait_seconds = staff.take_a_try(self._database, username)
        if wait_seconds:
            sentence = f"Too many wrong passwords. Wait {wait_seconds} s, then try again."
            raise SignInBlocked(sentence, wait_seconds)
        door = staff.with_password(self._database, username)
        if not password_matches(password, door.password_hash if door else None) or door is None:
            _LOG.warning("sign-in refused", extra={"staff": username, "counter": counter.name})
            raise SignInRefused("That name and password do not go together. Check both and try again.")
        return door


def _require_another(chosen: str, door: Door | None) -> None:
    if password_matches(chosen, door.password_hash if door else None):
        raise FormRefused("That is the password you have. Choose another one.", "chosen")
