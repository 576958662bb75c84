"""Reports on their way out of Foyer: as CSV, as a workbook, as a PDF."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from app.controllers.permissions import Permission, Session, needs
from app.controllers.reports.report import Report
from app.models.database import Database
from app.models.paper import letterheads
from app.utils.errors import FolderNotWritable, InvalidInput
from app.utils.whole_file import write_whole


class FileKind(StrEnum):
    """By the end of the file's name."""

    CSV = "csv"
    XLSX = "xlsx"
    PDF = "pdf"


def suggested_name(report: Report, kind: FileKind) -> str:
    """What the file may be called, e.g. "Sales by film 2026-11-01 to 2026-11-30.csv"."""
    period = report.period
    days = f"{period.first}" if period.first == period.last else f"{period.first} to {period.last}"
    return f"{report.kind.label} {days}.{kind.value}"


class ReportFiles:
    """Writing reports down. They are the figures that were shown, not newer ones."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @needs(Permission.SEE_REPORTS)
    def save(self, session: Session, report: Report, path: Path) -> Path:
        """Write the report as what the end of the file's name says, and tell where it is then.

        Raises InvalidInput, FolderNotWritable.
        """
        end = path.suffix.lower().removeprefix(".")
        if end not in list(FileKind):
            raise InvalidInput("Let the file's name end in .csv, .xlsx or .pdf, so that it is clear what to write.")
        content = self._content(session, report, FileKind(end))
        try:
            write_whole(path, content)
        except OSError as error:
            raise FolderNotWritable(
                f"The report could not be written to {path.parent} ({error.strerror or error}). "
                "Choose another folder, or free some space."
            ) from error
        return path

    def _content(self, session: Session, report: Report, kind: FileKind) -> bytes:
        # Each is loaded when it is first asked for: most reports are only looked at.
        if kind is FileKind.CSV:
            from app.utils.paper.report_csv import report_csv  # noqa: PLC0415

            return report_csv(report.sheet)
        if kind is FileKind.XLSX:
            from app.utils.paper.report_xlsx import report_xlsx  # noqa: PLC0415

            return report_xlsx(report.sheet)
        from app.utils.paper.report_pdf import report_pdf  # noqa: PLC0415

        return report_pdf(report.sheet, letterheads.letterhead_of(self._database, session.counter.cinema.id))
