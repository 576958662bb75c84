"""One house that was lived in for the proof's tests of what comes after a sale: each of them undoes what it has corrupted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.models.server.private_server import PrivateServer
from tests.models.after.afternoon import Afternoon, afternoon
from tests.training import practice


@pytest.fixture(scope="package", name="done")
def all_that_can_be_done(server: PrivateServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Afternoon]:
    with practice(tmp_path_factory.mktemp("provider")) as trained, afternoon(server, trained) as made:
        yield made
