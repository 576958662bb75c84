"""All that keeps the staff and shows what was done."""

from __future__ import annotations

from dataclasses import dataclass

from app.controllers.team.accounts import Accounts
from app.controllers.team.activity import Activity
from app.models.database import Database


@dataclass(frozen=True, slots=True)
class TeamDesk:
    """The controllers of the team's pages."""

    accounts: Accounts
    activity: Activity


def team_desk(planning: Database, reports: Database) -> TeamDesk:
    """Accounts are kept on the planning lane; the activity log is read on the reports lane."""
    return TeamDesk(Accounts(planning), Activity(reports))
