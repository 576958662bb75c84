"""Who may do what: one table, deny by default.

Every public operation of a controller names the permission it needs with `@needs`; a test walks all operations x all
roles. An operation that anybody may call before signing in says so with `@open_to_all`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from app.models.door_records import Counter, Role, StaffMember
from app.models.errors import PermissionDenied

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
    KEEP_FILMS = "KEEP_FILMS"
    KEEP_HALLS = "KEEP_HALLS"
    KEEP_SHOWS = "KEEP_SHOWS"
    KEEP_PRICES = "KEEP_PRICES"
    KEEP_TEAM = "KEEP_TEAM"
    KEEP_ADMINS = "KEEP_ADMINS"
    """Give, take or change the role of an admin, and of a manager."""
    SEE_REPORTS = "SEE_REPORTS"
    SEE_ACTIVITY = "SEE_ACTIVITY"
    REFUND = "REFUND"
    """Give money back by the cinema's rules, exchange seats, and work off what is due."""
    OVERRIDE_REFUND = "OVERRIDE_REFUND"
    WAITING_LIST = "WAITING_LIST"
    OFFER_OUT_OF_TURN = "OFFER_OUT_OF_TURN"
    """Keep seats for somebody on a waiting list who is not the next."""
    ADMIT = "ADMIT"
    UNDO_ADMISSION = "UNDO_ADMISSION"
    KEEP_CUSTOMERS = "KEEP_CUSTOMERS"
    """Show, export and erase what is stored of a customer."""
    SEE_MESSAGES = "SEE_MESSAGES"


PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.USHER: frozenset({Permission.SIGNED_IN, Permission.SEE_PROGRAMME, Permission.ADMIT}),
    Role.CLERK: frozenset(
        {
            Permission.SIGNED_IN,
            Permission.SEE_PROGRAMME,
            Permission.SELL,
            Permission.REPRINT,
            Permission.FIND_BOOKING,
            Permission.TILL,
            Permission.REFUND,
            Permission.WAITING_LIST,
            Permission.ADMIT,
        }
    ),
    Role.MANAGER: frozenset(Permission) - {Permission.KEEP_ADMINS},
    Role.ADMIN: frozenset(Permission),
}


@dataclass(frozen=True, slots=True)
class Session:
    """A person signed in at a counter: what every operation after sign-in is asked with.

    `fingerprint` tells the password it was opened with from the next one. `must_choose`: that password was given by somebody
    else, and nothing can be done before the person has chosen an own one.
    """

    staff: StaffMember
    counter: Counter
    fingerprint: str = ""
    must_choose: bool = False

    def may(self, permission: Permission) -> bool:
        if self.must_choose and permission is not Permission.SIGNED_IN:
            return False
        return permission in PERMISSIONS.get(self.staff.role, frozenset())

    def may_any(self, permissions: Iterable[Permission]) -> bool:
        """True when at least one of them is theirs."""
        return any(self.may(permission) for permission in permissions)


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
