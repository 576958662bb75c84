"""Who may do what: one table, deny by default.

Every public operation of a controller names the permission it needs with `@needs`; a test walks all operations x all
roles. An operation that anybody may call before signing in says so with `@open_to_all`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from app.models.errors import PermissionDenied
from app.models.records import Counter, Role, StaffMember

P = ParamSpec("P")
R = TypeVar("R")
C = TypeVar("C")


class Permission(StrEnum):
    SIGNED_IN = "SIGNED_IN"
    SEE_PROGRAMME = "SEE_PROGRAMME"
    SELL = "SELL"
    SELL_KEPT = "SELL_KEPT"
    REPRINT = "REPRINT"
    FIND_BOOKING = "FIND_BOOKING"
    TAKE_OVER = "TAKE_OVER"
    SELL_MANY = "SELL_MANY"
    BOOK_FLAGGED = "BOOK_FLAGGED"
    TILL = "TILL"
    VOID = "VOID"
    SEE_EXPECTED = "SEE_EXPECTED"


PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.USHER: frozenset({Permission.SIGNED_IN, Permission.SEE_PROGRAMME}),
    Role.CLERK: frozenset(
        {
            Permission.SIGNED_IN,
            Permission.SEE_PROGRAMME,
            Permission.SELL,
            Permission.REPRINT,
            Permission.FIND_BOOKING,
            Permission.TILL,
        }
    ),
    Role.MANAGER: frozenset(Permission),
    Role.ADMIN: frozenset(Permission),
}


@dataclass(frozen=True, slots=True)
class Session:
    """A person signed in at a counter: what every operation after sign-in is asked with."""

    staff: StaffMember
    counter: Counter

    def may(self, permission: Permission) -> bool:
        return permission in PERMISSIONS.get(self.staff.role, frozenset())


def needs(
    permission: Permission,
) -> Callable[[Callable[Concatenate[C, Session, P], R]], Callable[Concatenate[C, Session, P], R]]:
    """Refuse the operation to sessions without `permission`. Raises PermissionDenied before anything is read."""

    def guard(operation: Callable[Concatenate[C, Session, P], R]) -> Callable[Concatenate[C, Session, P], R]:
        @wraps(operation)
        def guarded(controller: C, session: Session, *args: P.args, **kwargs: P.kwargs) -> R:
            if not session.may(permission):
                sentence = f"{session.staff.full_name} may not do this. Ask a manager to sign in at this counter."
                raise PermissionDenied(sentence)
            return operation(controller, session, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]  # read by the test that walks all operations
        return cast("Callable[Concatenate[C, Session, P], R]", guarded)

    return guard


def open_to_all(operation: Callable[P, R]) -> Callable[P, R]:
    """Mark an operation that needs no session: signing in, and what the house does by itself."""
    operation.permission = None  # type: ignore[attr-defined]  # read by the test that walks all operations
    return operation
