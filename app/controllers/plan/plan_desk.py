"""All that managers plan with, on one lane: films, halls, shows, prices."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.database import Database


@dataclass(frozen=True, slots=True)
class PlanDesk:
    """The controllers of the manager's pages."""


def plan_desk(database: Database) -> PlanDesk:
    """For the planning lane."""
    _ = database
    return PlanDesk()
