"""Faults have a database of their own, so that all of it can be proved sound after each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from app.models import checks
from app.models.connection import Target
from app.models.database import Database
from app.models.server.house import open_private
from app.models.server.private_server import PrivateServer
from tests import box_office
from tests.box_office import BoxOffice
from tests.models.notes import terminal_target
from tests.races.hall import ROWS, SEATS_PER_ROW


@dataclass(frozen=True, slots=True)
class Scene:
    """A cinema in a database of its own, and where its terminals connect to."""

    office: BoxOffice
    target: Target

    def broken_rules(self) -> list[str]:
        """What `checks` finds wrong in all of the database."""
        return [f"{finding.rule}: {finding.broken}" for finding in checks.prove(self.office.owner) if not finding.holds]


@pytest.fixture(scope="package")
def make_scene(server: PrivateServer) -> Iterator[Callable[[str], Scene]]:
    made: list[BoxOffice] = []

    def make(name: str) -> Scene:
        house = open_private(server, name, timeout_seconds=5)
        assert house.connect_owner is not None
        owner = Database(house.connect_owner)
        made.append(box_office.build(owner, house.connect, rows=ROWS, seats_per_row=SEATS_PER_ROW))
        return Scene(made[-1], terminal_target(server, name))

    yield make
    for office in made:
        office.database.close()
        office.owner.close()


@pytest.fixture(scope="package")
def scene(make_scene: Callable[[str], Scene]) -> Scene:
    return make_scene("faults")
