"""Who may do what: every operation of every controller, tried by every role."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from typing import Any, cast

import pytest

import app.controllers
from app.controllers.permissions import PERMISSIONS, Permission, Session, needs
from app.models.errors import PermissionDenied
from app.models.records import Cinema, Counter, Role, StaffMember

OPEN_TO_ALL = {
    "Checking.prove",  # the command line: whoever may start it may read the settings, too
    "Opening.open",
    "Opening.check",
    "Opening.open_demo",
    "Opening.set_up",
    "Opening.import_films",  # the command line, and only where the owner's account is
    "Opening.head_papers",  # the command line, and only where the owner's account is
    "Opening.test_server",
    "Opening.connect",
    "Opening.door_list",  # the command line: whoever may start it may read the settings, too
    "Opening.send_messages",  # the command line: whoever may start it may read the settings, too
    "Opening.keep_looks",  # how this machine's own screen looks
    "Opening.revive",
    "Opening.close",
    "PostWorker.turn",  # what the house does by itself
    "PostWorker.stop",
    "SignIn.counter",
    "SignIn.sign_in",
    "Sweep.run",
    "Forgetting.step",  # what the sweep does once a day
}
"""What is done before anybody has signed in, or by nobody. A new name here is a decision."""

ALLOWED = {
    Permission.SIGNED_IN: {Role.CLERK, Role.MANAGER, Role.ADMIN, Role.USHER},
    Permission.SEE_PROGRAMME: {Role.CLERK, Role.MANAGER, Role.ADMIN, Role.USHER},
    Permission.SELL: {Role.CLERK, Role.MANAGER, Role.ADMIN},
    Permission.SELL_KEPT: {Role.MANAGER, Role.ADMIN},
    Permission.REPRINT: {Role.CLERK, Role.MANAGER, Role.ADMIN},
    Permission.FIND_BOOKING: {Role.CLERK, Role.MANAGER, Role.ADMIN},
    Permission.TAKE_OVER: {Role.MANAGER, Role.ADMIN},
    Permission.SELL_MANY: {Role.MANAGER, Role.ADMIN},
    Permission.BOOK_FLAGGED: {Role.MANAGER, Role.ADMIN},
    Permission.TILL: {Role.CLERK, Role.MANAGER, Role.ADMIN},
    Permission.VOID: {Role.MANAGER, Role.ADMIN},
    Permission.SEE_EXPECTED: {Role.MANAGER, Role.ADMIN},
    Permission.KEEP_FILMS: {Role.MANAGER, Role.ADMIN},
    Permission.KEEP_HALLS: {Role.MANAGER, Role.ADMIN},
    Permission.KEEP_SHOWS: {Role.MANAGER, Role.ADMIN},
    Permission.KEEP_PRICES: {Role.MANAGER, Role.ADMIN},
    Permission.KEEP_TEAM: {Role.MANAGER, Role.ADMIN},
    Permission.KEEP_ADMINS: {Role.ADMIN},
    Permission.SEE_REPORTS: {Role.MANAGER, Role.ADMIN},
    Permission.SEE_ACTIVITY: {Role.MANAGER, Role.ADMIN},
    Permission.REFUND: {Role.CLERK, Role.MANAGER, Role.ADMIN},
    Permission.OVERRIDE_REFUND: {Role.MANAGER, Role.ADMIN},
    Permission.WAITING_LIST: {Role.CLERK, Role.MANAGER, Role.ADMIN},
    Permission.OFFER_OUT_OF_TURN: {Role.MANAGER, Role.ADMIN},
    Permission.ADMIT: {Role.CLERK, Role.MANAGER, Role.ADMIN, Role.USHER},
    Permission.UNDO_ADMISSION: {Role.MANAGER, Role.ADMIN},
    Permission.KEEP_CUSTOMERS: {Role.MANAGER, Role.ADMIN},
    Permission.SEE_MESSAGES: {Role.MANAGER, Role.ADMIN},
}
"""The table once more, from the other side: a right given or taken by mistake is seen."""

NO_CONTROLLERS = {"Offers", "Desk", "DayRule", "Weekday", "Weekend", "Holiday", "ShowPrices", "Session"} | {
    # what a typed line means
    "Nothing", "Unclear", "BestSeats", "HoldSeats", "GiveBack", "OpenShow", "FindBooking", "SearchFilms", "Party",
    # what is offered for a basket
    "Tender", "HeldVoucher", "Credit", "Redeeming",
    # what giving tickets back would mean
    "RefundQuote", "Parted",
    # what an import would do
    "ImportPlan",
    # what a search for bookings asks the models
    "Meaning", "Meanings", "SaleSearch",
    # a day's plan before it is written
    "Slot", "DayFrame", "Board", "_Day",
}  # fmt: skip
"""A desk only holds controllers, prices are arithmetic, an intent is a sentence, and a session is what the guard asks."""

Operations = dict[str, tuple[type[Any], Callable[..., Any]]]


def operations() -> Operations:
    """Every public method of every class that a module of the controllers makes."""
    found: Operations = {}
    for module in pkgutil.walk_packages(app.controllers.__path__, "app.controllers."):
        for name, cls in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if cls.__module__ != module.name or issubclass(cls, Exception | Enum) or name in NO_CONTROLLERS:
                continue
            for method_name, method in inspect.getmembers(cls, inspect.isroutine):
                if not method_name.startswith("_"):
                    found[f"{name}.{method_name}"] = (cls, method)
    return found


OPERATIONS = operations()
GUARDED = {name: each for name, each in OPERATIONS.items() if getattr(each[1], "permission", None) is not None}


def session_of(role: Role) -> Session:
    counter = Counter(1, "Counter 1", Cinema(1, "Cinema", "City", "Asia/Kolkata", "INR", "en_IN"))
    return Session(StaffMember(1, "asha", "Asha Rao", role), counter)


def is_let_in(cls: type[Any], operation: Callable[..., Any], session: Session) -> bool:
    """Call the operation on an object with no collaborators: whatever it does after the guard cannot work."""
    empty: object = object.__new__(cls)
    arguments = [None] * (len(inspect.signature(operation).parameters) - 2)
    try:
        operation(empty, session, *arguments)
    except PermissionDenied:
        return False
    except (AttributeError, TypeError, KeyError):
        return True
    return True


def test_the_walk_finds_the_controllers() -> None:
    assert {"Holding.hold", "Paying.confirm", "Programme.days", "SeatPlans.watch", "Ticketing.reprint_last"} <= set(
        GUARDED
    )


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_says_what_it_needs(name: str) -> None:
    _, operation = OPERATIONS[name]
    assert hasattr(operation, "permission"), f"{name} has neither @needs nor @open_to_all"


def test_only_known_operations_are_open_to_all() -> None:
    assert {name for name, (_, operation) in OPERATIONS.items() if name not in GUARDED} == OPEN_TO_ALL


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", GUARDED)
def test_an_operation_lets_in_the_roles_of_its_permission_and_no_other(name: str, role: Role) -> None:
    cls, operation = GUARDED[name]
    permission = cast("Any", operation).permission
    assert is_let_in(cls, operation, session_of(role)) == (role in ALLOWED[permission])


def test_every_permission_is_in_the_table() -> None:
    assert set(ALLOWED) == set(Permission)


@pytest.mark.parametrize("name", GUARDED)
def test_a_role_that_nobody_has_heard_of_may_do_nothing(name: str) -> None:
    cls, operation = GUARDED[name]
    stranger = session_of(cast("Role", "JANITOR"))
    assert not is_let_in(cls, operation, stranger)


def test_a_role_without_an_entry_may_do_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(PERMISSIONS, Role.CLERK)
    assert not any(session_of(Role.CLERK).may(permission) for permission in Permission)


@pytest.mark.parametrize("role", Role)
def test_with_a_temporary_password_nothing_can_be_done_but_choosing_an_own_one(role: Role) -> None:
    new_here = replace(session_of(role), must_choose=True)
    assert [permission for permission in Permission if new_here.may(permission)] == [Permission.SIGNED_IN]


def test_the_refusal_names_the_person_and_who_can_help() -> None:
    @needs(Permission.SELL)
    def open_drawer(drawer: str, session: Session) -> str:
        return f"{session.staff.full_name} opens {drawer}"

    with pytest.raises(PermissionDenied) as told:
        open_drawer("drawer 1", session_of(Role.USHER))
    assert told.value.sentence == "Asha Rao may not do this. Ask a manager to sign in at this counter."
    assert open_drawer("drawer 1", session_of(Role.CLERK)) == "Asha Rao opens drawer 1"
