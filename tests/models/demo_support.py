"""A demo in a database of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.models.connection import Connect
from app.models.database import Database
from app.models.server.house import open_private
from app.models.server.private_server import PrivateServer
from app.models.start.demo import DemoCinema, fill_demo
from tests.box_office import unique

TODAY = date(2026, 11, 20)
"""A Friday: the seats sold are today's at the weekday's price and tomorrow's at the weekend's."""


def never(day: date) -> bool:
    """A year without holidays: what the demo costs must not depend on whether a festival moved."""
    return False


def plain_hash(password: str) -> str:
    """Not a hash at all: the real one is slow on purpose."""
    return f"hash of {password}"


@dataclass(frozen=True, slots=True)
class Demo:
    """The filled database, as its owner sees it."""

    owner: Database
    connect: Connect
    cinema: DemoCinema

    def rows(self, sql: str, *params: object) -> list[tuple[Any, ...]]:
        return self.owner.rows(sql, params)

    def column(self, sql: str, *params: object) -> list[Any]:
        """The first value of every row."""
        return [row[0] for row in self.owner.rows(sql, params)]

    def value(self, sql: str, *params: object) -> Any:
        return self.column(sql, *params)[0]


@contextmanager
def filled(
    server: PrivateServer,
    today: date = TODAY,
    is_holiday: Callable[[date], bool] = never,
    hash_password: Callable[[str], str] = plain_hash,
) -> Iterator[Demo]:
    """A new database with the demo in it."""
    house = open_private(server, unique("demo").replace(" ", "_").replace("-", "_"), timeout_seconds=5)
    assert house.connect_owner is not None
    owner = Database(house.connect_owner)
    try:
        made = owner.transaction(lambda unit: fill_demo(unit, today, hash_password, is_holiday))
        yield Demo(owner, house.connect_owner, made)
    finally:
        owner.close()
