"""All that the reports are made by, on a lane of its own: selling is not slowed."""

from __future__ import annotations

from dataclasses import dataclass

from app.models.database import Database


@dataclass(frozen=True, slots=True)
class ReportDesk:
    """The controllers of the reports' page."""


def report_desk(database: Database) -> ReportDesk:
    """For the reports lane."""
    _ = database
    return ReportDesk()
