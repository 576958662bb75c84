"""Keeping the team: who may sign in, in which role. Managers keep clerks and ushers, admins keep everybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from app.controllers.form_reading import FormRefused, checked
from app.controllers.meanwhile import refuse_if_changed
from app.controllers.permissions import Permission, Session, needs
from app.models import audit_log, staff
from app.models.database import Database, Request
from app.models.errors import InTheWay, NotFound, PermissionDenied
from app.models.records import Role
from app.models.statements import DuplicateKey, Unit
from app.models.team import accounts
from app.models.team.accounts import Account
from app.utils.errors import InvalidInput
from app.utils.passwords import hash_password, new_temporary_password
from app.utils.typed_text import clean_name

__all__ = ["Account", "Accounts", "GivenPassword", "may_keep", "roles_to_give"]

_USERNAME_MAX = 50
_FULL_NAME_MAX = 100
_LABELS = {"full_name": "the name", "role": "the role"}
_KEPT_BY_MANAGERS = (Role.CLERK, Role.USHER)


@dataclass(frozen=True, slots=True)
class GivenPassword:
    """A temporary password, to be told to the person: it is shown this once and stored nowhere."""

    account: Account
    password: str = field(repr=False)


def may_keep(session: Session, role: Role) -> bool:
    """Whether this person may add, change and end accounts of a role."""
    return session.may(Permission.KEEP_TEAM if role in _KEPT_BY_MANAGERS else Permission.KEEP_ADMINS)


def roles_to_give(session: Session) -> tuple[Role, ...]:
    """The roles that this person may give."""
    return tuple(role for role in Role if may_keep(session, role))


class Accounts:
    """Staff accounts for one lane. Each change answers with the account as it stands then."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._last_given = ("", "")

    @needs(Permission.KEEP_TEAM)
    def kept(self, session: Session) -> tuple[Account, ...]:
        """The accounts that this person keeps, those who may sign in first, by name."""
        return tuple(each for each in accounts.everybody(self._database) if may_keep(session, each.role))

    @needs(Permission.KEEP_TEAM)
    def add(self, session: Session, request_id: str, answers: Mapping[str, str]) -> GivenPassword:
        """A new account with a temporary password. `answers`: username, full_name, role.

        Raises FormRefused, PermissionDenied for a role that this person may not give.
        """
        username = checked(answers, "username", _username)
        full_name, role = _name_and_role(answers)
        _require_kept(session, role)
        password = self._password_for(request_id)
        password_hash = hash_password(password)
        request = Request(request_id, "STAFF_ADD", (username, full_name, role.value))

        def work(unit: Unit) -> None:
            try:
                staff_id = staff.add(unit, username, full_name, role, password_hash, temporary=True)
            except DuplicateKey as error:
                raise FormRefused(f"There is a {username} already. Choose another username.", "username") from error
            detail = {"username": username, "full_name": full_name, "role": role.value}
            _audit(unit, session, "STAFF_ADDED", staff_id, detail)

        self._database.once(request, username, work)
        added = accounts.with_username(self._database, username)
        return GivenPassword(_found(added), password)

    @needs(Permission.KEEP_TEAM)
    def change(self, session: Session, request_id: str, seen: Account, answers: Mapping[str, str]) -> Account:
        """Another name or role. `seen` is the account as it was opened; `answers`: full_name, role.

        Raises FormRefused, ChangedMeanwhile, PermissionDenied for a role that is not this person's to give or to take,
        InTheWay for the last admin's role.
        """
        full_name, role = _name_and_role(answers)
        _require_kept(session, seen.role, role)

        def work(unit: Unit, now: Account, admin_count: int) -> None:
            cinema = session.counter.cinema
            refuse_if_changed(unit, seen, now, _LABELS, accounts.subject_of(now.id), cinema.time_zone, cinema.locale)
            if (full_name, role) == (now.full_name, now.role):
                return
            if now.is_admin and role is not Role.ADMIN:
                _require_another_admin(now, admin_count)
            accounts.change(unit, now.id, full_name, role)
            detail: dict[str, object] = {"username": now.username, "full_name": full_name}
            if full_name != now.full_name:
                detail["name_before"] = now.full_name
            if role is not now.role:
                detail |= {"role": role.value, "role_before": now.role.value}
            _audit(unit, session, "STAFF_CHANGED", now.id, detail)

        request = Request(request_id, "STAFF_CHANGE", (seen.id, full_name, role.value))
        return self._keep(session, request, seen.id, work)

    @needs(Permission.KEEP_TEAM)
    def deactivate(self, session: Session, request_id: str, staff_id: int) -> Account:
        """From now on this person does not sign in; one who has is out within a minute.

        Raises InTheWay for one's own account and for the last admin, PermissionDenied, NotFound.
        """
        _require_another_person(session, staff_id, "An admin who is not you deactivates it.")

        def work(unit: Unit, now: Account, admin_count: int) -> None:
            if now.is_admin:
                _require_another_admin(now, admin_count)
            if now.active:
                accounts.set_active(unit, now.id, active=False)
                _audit(unit, session, "STAFF_DEACTIVATED", now.id, {"username": now.username})

        return self._keep(session, Request(request_id, "STAFF_DEACTIVATE", (staff_id,)), staff_id, work)

    @needs(Permission.KEEP_TEAM)
    def reactivate(self, session: Session, request_id: str, staff_id: int) -> Account:
        """The person signs in again, with the password there was. Raises PermissionDenied, NotFound."""

        def work(unit: Unit, now: Account, _admin_count: int) -> None:
            if not now.active:
                accounts.set_active(unit, now.id, active=True)
                _audit(unit, session, "STAFF_REACTIVATED", now.id, {"username": now.username})

        return self._keep(session, Request(request_id, "STAFF_REACTIVATE", (staff_id,)), staff_id, work)

    @needs(Permission.KEEP_TEAM)
    def reset_password(self, session: Session, request_id: str, staff_id: int) -> GivenPassword:
        """A temporary password in place of the forgotten one; whoever is signed in with that is out within a minute.

        Raises InTheWay for one's own account, PermissionDenied, NotFound.
        """
        _require_another_person(session, staff_id, "Lock the counter and change your password there.")
        password = self._password_for(request_id)
        password_hash = hash_password(password)

        def work(unit: Unit, now: Account, _admin_count: int) -> None:
            accounts.give_password(unit, now.id, password_hash)
            _audit(unit, session, "PASSWORD_RESET", now.id, {"username": now.username})

        request = Request(request_id, "PASSWORD_RESET", (staff_id,))
        return GivenPassword(self._keep(session, request, staff_id, work), password)

    @needs(Permission.KEEP_TEAM)
    def unblock(self, session: Session, request_id: str, staff_id: int) -> Account:
        """End the wait after too many wrong passwords. Raises PermissionDenied, NotFound."""

        def work(unit: Unit, now: Account, _admin_count: int) -> None:
            staff.forgive_tries(unit, now.id)
            _audit(unit, session, "STAFF_UNBLOCKED", now.id, {"username": now.username})

        return self._keep(session, Request(request_id, "STAFF_UNBLOCK", (staff_id,)), staff_id, work)

    def _keep(
        self, session: Session, request: Request, staff_id: int, work: Callable[[Unit, Account, int], None]
    ) -> Account:
        """Do `work` once with the locked account and the number of admins, which nobody else changes meanwhile."""

        def unit_of_work(unit: Unit) -> None:
            admin_count = accounts.hold_admins(unit)
            now = _found(accounts.lock(unit, staff_id))
            _require_kept(session, now.role)
            work(unit, now, admin_count)

        self._database.once(request, str(staff_id), unit_of_work)
        return _found(accounts.with_id(self._database, staff_id))

    def _password_for(self, request_id: str) -> str:
        """The same for the same request: asked again after a lost answer, it must be the one that was stored."""
        if self._last_given[0] != request_id:
            self._last_given = (request_id, new_temporary_password())
        return self._last_given[1]


def _name_and_role(answers: Mapping[str, str]) -> tuple[str, Role]:
    full_name = checked(answers, "full_name", partial(clean_name, what="name", max_length=_FULL_NAME_MAX))
    return full_name, checked(answers, "role", _role)


def _username(typed: str) -> str:
    name = clean_name(typed, "username", _USERNAME_MAX)
    if any(sign.isspace() for sign in name):
        raise InvalidInput("A username has no spaces, so that it is quickly typed. For example: asha or asha.rao")
    return name


def _role(key: str) -> Role:
    if key not in set(Role):
        raise InvalidInput("Choose one of the roles.")
    return Role(key)


def _require_kept(session: Session, *roles: Role) -> None:
    if not all(may_keep(session, role) for role in roles):
        raise PermissionDenied("Managers and admins are kept by an admin. Ask one to sign in at this counter.")


def _require_another_person(session: Session, staff_id: int, instead: str) -> None:
    if session.staff.id == staff_id:
        raise InTheWay(f"This is your own account. {instead}")


def _require_another_admin(now: Account, admin_count: int) -> None:
    if admin_count <= 1:
        raise InTheWay(
            f"{now.full_name} is the only admin: without one nobody could keep the team. Make somebody else an admin first."
        )


def _found(account: Account | None) -> Account:
    if account is None:
        raise NotFound("This account is no longer there. Look at the list again.")
    return account


def _audit(unit: Unit, session: Session, action: str, staff_id: int, detail: Mapping[str, object]) -> None:
    subject = accounts.subject_of(staff_id)
    audit_log.append(unit, session.counter.id, session.staff.id, action, subject, {**detail})
