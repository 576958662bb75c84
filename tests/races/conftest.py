"""Races have a database of their own, so that at the end all of it can be proved sound, and a crew that stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

import pytest

from app.models.connection import Target, connector
from app.models.database import Database
from app.models.server.house import open_private
from app.models.server.private_server import PrivateServer
from app.models.statements import Unit
from tests import box_office
from tests.box_office import BoxOffice
from tests.models.notes import terminal_target
from tests.races import door_hands, refund_hands, team_hands, till_hands, waiting_hands
from tests.races.bookers import NAIVE_TABLES
from tests.races.crew import Crew
from tests.races.hall import ROWS, SEATS_PER_ROW


@pytest.fixture(scope="package")
def race_office(server: PrivateServer) -> Iterator[BoxOffice]:
    """A hall of more rows than a race has rounds: each round is for a row, each test has a show of its own."""
    house = open_private(server, "races", timeout_seconds=5)
    assert house.connect_owner is not None
    owner = Database(house.connect_owner)
    office = box_office.build(owner, house.connect, rows=ROWS, seats_per_row=SEATS_PER_ROW)
    yield office
    office.database.close()
    owner.close()


@pytest.fixture(scope="package")
def crew(server: PrivateServer, race_office: BoxOffice) -> Iterator[Crew]:
    together = Crew(terminal_target(server, "races"))
    yield together
    together.go_home()


@dataclass(frozen=True, slots=True)
class NaiveHouse:
    """A database without the keys and locks that save a program which trusts its own reading."""

    target: Target
    database: Database


@pytest.fixture
def naive(server: PrivateServer) -> Iterator[NaiveHouse]:
    bare = Target(
        server.owner.user,
        server.owner.password,
        None,
        host=server.address.host,
        port=server.address.port,
        unix_socket=server.address.unix_socket,
    )
    maker = Database(connector(bare))
    maker.transaction(lambda unit: unit.execute("CREATE DATABASE naive"))
    house = NaiveHouse(replace(bare, database="naive"), Database(connector(replace(bare, database="naive"))))
    for table in (
        *NAIVE_TABLES,
        *till_hands.NAIVE_TABLES,
        *team_hands.NAIVE_TABLES,
        *door_hands.NAIVE_TABLES,
        *refund_hands.NAIVE_TABLES,
        *waiting_hands.NAIVE_TABLES,
    ):
        house.database.transaction(partial(Unit.execute, sql=table))
    yield house
    house.database.close()
    maker.transaction(lambda unit: unit.execute("DROP DATABASE naive"))
    maker.close()
