"""All that the reports are made by, on a lane of its own: selling is not slowed."""

from __future__ import annotations

from dataclasses import dataclass

from app.controllers.reports.report_files import ReportFiles
from app.controllers.reports.reports import Reports
from app.models.database import Database


@dataclass(frozen=True, slots=True)
class ReportDesk:
    """The controllers of the reports' page."""

    reports: Reports
    files: ReportFiles


def report_desk(database: Database) -> ReportDesk:
    """For the reports lane."""
    return ReportDesk(Reports(database), ReportFiles(database))
