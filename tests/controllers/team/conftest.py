"""Who keeps the team."""

from __future__ import annotations

import pytest

from app.controllers.permissions import Session
from app.controllers.team.accounts import Accounts
from app.models.records import Role
from tests.box_office import BoxOffice


@pytest.fixture
def team(office: BoxOffice) -> Accounts:
    return Accounts(office.database)


@pytest.fixture
def admin(office: BoxOffice) -> Session:
    return office.session(Role.ADMIN)


@pytest.fixture
def manager(office: BoxOffice) -> Session:
    return office.session(Role.MANAGER)
