"""Fixtures of those who plan."""

from __future__ import annotations

import pytest

from tests.box_office import MakeBoxOffice
from tests.controllers.plan.planning_scene import Planner, planner


@pytest.fixture
def plan(make_office: MakeBoxOffice) -> Planner:
    """A cinema with two halls, and a day on which nothing is planned yet."""
    return planner(make_office)
