"""Fixtures shared by all rooms: a real private server, a database on it, and a small cinema in that."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from app.models.database import Database
from app.models.server.house import House, open_private
from app.models.server.private_server import PrivateServer
from tests import box_office
from tests.box_office import BoxOffice, MakeBoxOffice
from tests.server import start_private_server
from tests.training import Practice, practice

# A busy machine makes examples slowly: nothing that is timed may fail a test.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivateServer]:
    """The test run's own database server."""
    started = start_private_server(tmp_path_factory.mktemp("run") / "server")
    yield started
    started.leave()


@pytest.fixture(scope="session")
def house(server: PrivateServer) -> House:
    """The run's shared database: today's schema, the terminal account with its grants and nothing more."""
    return open_private(server, "foyer", timeout_seconds=5)


@pytest.fixture(scope="session")
def owner(house: House) -> Iterator[Database]:
    assert house.connect_owner is not None
    database = Database(house.connect_owner)
    yield database
    database.close()


@pytest.fixture
def make_office(owner: Database, house: House) -> Iterator[MakeBoxOffice]:
    """Builds small cinemas: `make_office(rows="ABCDEF", seats_per_row=10)`."""
    made: list[BoxOffice] = []

    def make(**wishes: object) -> BoxOffice:
        made.append(box_office.build(owner, house.connect, **wishes))  # type: ignore[arg-type]  # build names its wishes
        return made[-1]

    yield make
    for office in made:
        office.database.close()


@pytest.fixture
def office(make_office: MakeBoxOffice) -> BoxOffice:
    """A cinema with a hall of 60 seats and one show in two hours."""
    return make_office()


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    """One training provider for the tests of a file: every request has a key of its own."""
    with practice(tmp_path_factory.mktemp("provider")) as made:
        yield made


@pytest.fixture
def empty_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder
