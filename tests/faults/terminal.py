"""A terminal that dies by SIGKILL at one chosen statement: no rollback, no goodbye, as when the plug is pulled."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.controllers.after.refunds import TicketsBack
from app.controllers.pay.money_desk import money_desk
from app.controllers.pay.paying import Paying, Sale
from app.controllers.permissions import Session
from app.controllers.sell.baskets import Basket, picks_of
from app.controllers.sell.holding import Holding
from app.models.connection import Target, open_connection
from app.models.database import Database
from app.models.records import PaymentMethod
from app.utils.pay.provider import derived_key
from tests.box_office import RULES
from tests.races.bookers import Pay, Pick
from tests.races.exchange_hands import Exchange, GiveBack, exchange, give_back
from tests.training import practice

LIMIT_SECONDS = 60.0


class When(StrEnum):
    """On which side of the statement death comes. AFTER is after its answer."""

    BEFORE = "BEFORE"
    AFTER = "AFTER"


@dataclass(frozen=True, slots=True)
class Hold:
    """A pick with the request id of its click."""

    request_id: str
    pick: Pick


@dataclass(frozen=True, slots=True)
class Charge:
    """A basket that is paid through the training provider of a folder: asked for, then sold."""

    session: Session
    request_id: str
    basket: Basket
    folder: Path


Operation = Hold | Pay | Charge | Exchange | GiveBack


def perform(database: Database, operation: Operation) -> Basket | Sale | TicketsBack:
    if isinstance(operation, GiveBack):
        return give_back(database, operation)
    if isinstance(operation, Charge):
        return _charge(database, operation)
    if isinstance(operation, Exchange):
        return exchange(database, operation)
    if isinstance(operation, Pay):
        paying = Paying(database)
        return paying.confirm(operation.session, operation.request_id, operation.basket, (operation.payment,))
    pick = operation.pick
    holding = Holding(database, RULES)
    return holding.hold(pick.session, operation.request_id, pick.opened, None, picks_of(pick.seats, pick.ticket_type))


def _charge(database: Database, operation: Charge) -> Sale:
    with practice(operation.folder) as provided:
        money = money_desk(database, provided.provider, RULES.hold_seconds)
        asked = (operation.session, operation.request_id, operation.basket, PaymentMethod.DEBIT_CARD)
        charge = money.charging.charge(*asked, operation.basket.booking.total_minor)
        sale_id = derived_key(operation.request_id, "sale")
        return money.paying.confirm(operation.session, sale_id, operation.basket, [charge.payment])


@dataclass(slots=True)
class Fate:
    """Counts the statements of one operation, and ends the process at one of them, the first being number 1."""

    dies_at: int = 0
    when: When = When.BEFORE
    without_transactions: bool = False
    """For the negative control: START TRANSACTION is sent as nothing, so that every statement commits by itself."""
    counting: bool = False
    sent: int = 0

    def execute(self, cursor: Any, sql: str, params: Sequence[object]) -> None:
        self.sent += self.counting
        if self.when is When.BEFORE:
            self._meet()
        cursor.execute(sql.replace("START TRANSACTION", "DO 0") if self.without_transactions else sql, params)
        if self.when is When.AFTER:
            self._meet()

    def _meet(self) -> None:
        if self.counting and self.sent == self.dies_at:
            os.kill(os.getpid(), signal.SIGKILL)


class _Cursor:
    """The driver's cursor, with fate looking on."""

    def __init__(self, cursor: Any, fate: Fate) -> None:
        self._cursor = cursor
        self._fate = fate

    def execute(self, sql: str, params: Sequence[object] = ()) -> None:
        self._fate.execute(self._cursor, sql, params)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)


class _Connection:
    """The driver's connection, handing out cursors that fate looks on."""

    def __init__(self, connection: Any, fate: Fate) -> None:
        self._connection = connection
        self._fate = fate

    def cursor(self, **kind: Any) -> _Cursor:
        return _Cursor(self._connection.cursor(**kind), self._fate)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def meet(target: Target, operation: Operation, fate: Fate) -> int:
    """Perform the operation over a fresh connection; the number of statements it took, for who survives it."""
    database = Database(lambda: _Connection(open_connection(target), fate))
    database.row("SELECT 1")
    fate.counting = True
    perform(database, operation)
    fate.counting = False
    database.close()
    return fate.sent


def kill_at(target: Target, operations: Sequence[Operation], fates: Sequence[Fate]) -> list[int | None]:
    """Let each operation meet its fate in a process of its own; how the processes ended."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pytest", "tests.races.bookers"])
    processes = [
        context.Process(target=meet, args=(target, operation, fate), daemon=True)
        for operation, fate in zip(operations, fates, strict=True)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(LIMIT_SECONDS)
    return [process.exitcode for process in processes]
