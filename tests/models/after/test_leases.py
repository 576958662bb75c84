"""A lease: one holder at a time, by the server's clock, whoever asks at the same instant."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.models.after import leases
from app.models.database import Database
from app.models.server.house import House
from tests.box_office import unique

ONE, OTHER = "1" * 32, "2" * 32


@pytest.fixture
def name() -> str:
    return unique("lease").replace(" ", "-")[:40]


def take(database: Database, name: str, holder: str, seconds: int = 60) -> bool:
    return database.transaction(lambda unit: leases.take(unit, name, holder, seconds))


def left(owner: Database, name: str) -> float:
    row = owner.row(
        "SELECT TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), held_until) / 1000000 FROM leases WHERE name = %s", (name,)
    )
    assert row is not None
    return float(row[0])


def test_the_first_gets_it_and_keeps_it(owner: Database, name: str) -> None:
    assert take(owner, name, ONE)
    assert not take(owner, name, OTHER)
    assert take(owner, name, ONE)


def test_who_asks_in_vain_does_not_make_it_longer(owner: Database, name: str) -> None:
    take(owner, name, ONE, 60)
    take(owner, name, OTHER, 3600)
    assert left(owner, name) <= 60


def test_its_holder_makes_it_longer(owner: Database, name: str) -> None:
    take(owner, name, ONE, 10)
    take(owner, name, ONE, 3600)
    assert left(owner, name) > 3500


def test_one_that_ran_out_goes_to_the_next_and_not_back(owner: Database, name: str) -> None:
    take(owner, name, ONE, -1)
    assert take(owner, name, OTHER)
    assert not take(owner, name, ONE)
    assert left(owner, name) > 50


def test_given_back_it_is_free_at_once_and_nobody_gives_back_anothers(owner: Database, name: str) -> None:
    take(owner, name, ONE)
    owner.transaction(lambda unit: leases.give_back(unit, name, OTHER))
    assert not take(owner, name, OTHER)
    owner.transaction(lambda unit: leases.give_back(unit, name, ONE))
    assert take(owner, name, OTHER)


def test_of_many_at_once_one_gets_it(house: House, owner: Database, name: str) -> None:
    databases = [Database(house.connect) for _ in range(8)]
    try:
        with ThreadPoolExecutor(8) as threads:
            got = list(threads.map(lambda pair: take(pair[1], name, str(pair[0]) * 32), enumerate(databases)))
    finally:
        for database in databases:
            database.close()
    assert got.count(True) == 1


def test_whoever_held_it_lately_is_known(owner: Database, name: str) -> None:
    assert not leases.is_known(owner, name)
    take(owner, name, ONE)
    owner.transaction(lambda unit: leases.give_back(unit, name, ONE))
    assert leases.is_known(owner, name)
    take(owner, name, ONE, -8 * 24 * 3600)
    owner.transaction(
        lambda unit: unit.execute("UPDATE leases SET held_until = held_until - INTERVAL 8 DAY WHERE name = %s", (name,))
    )
    assert not leases.is_known(owner, name)
