"""However long ago the demo was made, a start of it finds a week of shows from today."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from app.controllers.start.demo_house import get_ready
from app.models.database import Database
from app.models.server.house import House, open_private
from app.models.server.private_server import PrivateServer
from app.models.start.demo_days import is_short
from app.models.start.demo_facts import TIME_ZONE
from app.models.statements import Unit
from tests.box_office import unique


@contextmanager
def owner_of(house: House) -> Iterator[Database]:
    assert house.connect_owner is not None
    owner = Database(house.connect_owner)
    try:
        yield owner
    finally:
        owner.close()


def write_as_owner(house: House, work: Callable[[Unit], object]) -> None:
    with owner_of(house) as owner:
        owner.transaction(work)


def refuse(_house: House, _work: Callable[[Unit], object]) -> None:
    pytest.fail("nothing is to be written")


@pytest.fixture
def demo_house(server: PrivateServer) -> House:
    """An empty house, made ready once."""
    house = open_private(server, unique("demo").replace(" ", "_").replace("-", "_"), timeout_seconds=5)
    get_ready(house, write_as_owner)
    return house


def lacks_days(house: House) -> bool:
    today = datetime.now(ZoneInfo(TIME_ZONE)).date()
    with owner_of(house) as owner:
        return is_short(owner, today)


def let_days_pass(house: House, days: int) -> None:
    """As if the demo had been made so many days ago."""
    back = "UPDATE shows SET starts_at = starts_at - INTERVAL %s DAY, ends_at = ends_at - INTERVAL %s DAY"
    write_as_owner(house, lambda unit: unit.execute(back, (days, days)))


def test_an_empty_house_becomes_a_demo_with_a_week_of_shows(demo_house: House) -> None:
    assert not lacks_days(demo_house)


@pytest.mark.parametrize("days", [1, 3, 40])
def test_a_demo_of_days_ago_gets_a_week_from_today(demo_house: House, days: int) -> None:
    let_days_pass(demo_house, days)
    assert lacks_days(demo_house)
    get_ready(demo_house, write_as_owner)
    assert not lacks_days(demo_house)


def test_the_next_start_of_a_day_writes_nothing(demo_house: House) -> None:
    get_ready(demo_house, refuse)
