"""A database of a test module's own, for tests that ask `check` whether everything in it is sound.

In the run's shared one other tests have broken rows on purpose. Import both names into the module, or into the conftest
of a folder: they take the places of `house` and `owner`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.models.database import Database
from app.models.server.house import House, open_private
from app.models.server.private_server import PrivateServer
from tests.box_office import unique


@pytest.fixture(scope="module", name="house")
def own_house(server: PrivateServer) -> House:
    return open_private(server, unique("own").replace(" ", "_").replace("-", "_"), timeout_seconds=5)


@pytest.fixture(scope="module", name="owner")
def own_owner(house: House) -> Iterator[Database]:
    assert house.connect_owner is not None
    database = Database(house.connect_owner)
    yield database
    database.close()
