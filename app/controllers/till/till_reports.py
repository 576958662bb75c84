"""X and Z reports: what went through the drawer so far, and what it came to when it was closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.controllers.permissions import Permission, Session, needs
from app.models.database import Database
from app.models.errors import NotFound, TillClosed
from app.models.till import figures, movements, sessions
from app.models.till.movements import MovementKind
from app.models.till.sessions import TillSession
from app.utils.errors import FolderNotWritable
from app.utils.folders import make_writable
from app.utils.local_time import to_local
from app.utils.paper.printing import Printer
from app.utils.paper.till_report_pdf import ReportMethod, ReportMovement, TillReport, write_till_report


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """Where a report's PDF is, and what the printer made of it: a job's id, "saved" or "opened"."""

    title: str
    path: Path
    outcome: str


class TillReports:
    """Reports of one counter's tills, on the lane of slow things. They change nothing."""

    def __init__(self, database: Database, printer: Printer, folder: Path, *, roll: bool) -> None:
        """`roll`: 80 mm wide; otherwise A4."""
        self._database = database
        self._printer = printer
        self._folder = folder
        self._roll = roll

    @needs(Permission.TILL)
    def x_report(self, session: Session) -> PrintedReport:
        """Print what went through the open till so far. Who still has to count blind is not told what must be in it.

        Raises TillClosed, PrintingFailed, FolderNotWritable.
        """
        found = sessions.open_at(self._database, session.counter.id)
        if found is None:
            raise TillClosed("The till is closed, so there is nothing to report yet. Print the last Z report instead.")
        report = self._report(session, found)
        stamp = report.printed_at_local.strftime("%Y-%m-%d-%H%M%S")
        return self._print(report, f"{_file_name(session)}-X-{stamp}.pdf")

    @needs(Permission.TILL)
    def z_report(self, session: Session, session_id: int | None = None) -> PrintedReport:
        """Print the report of a closed till of this counter, by default the last one.

        Raises NotFound, PrintingFailed, FolderNotWritable; the till stays closed whatever becomes of the paper.
        """
        counter_id = session.counter.id
        if session_id is None:
            found = sessions.last_closed(self._database, counter_id)
        else:
            found = sessions.by_id(self._database, session_id)
        if found is None or found.z_number is None or found.counter_id != counter_id:
            raise NotFound("No till was closed at this counter yet, so there is no Z report.")
        return self._print(self._report(session, found), f"{_file_name(session)}-Z-{found.z_number:04d}.pdf")

    def _report(self, session: Session, till: TillSession) -> TillReport:
        cinema, counter = session.counter.cinema, session.counter
        told = figures.of_session(self._database, till.id)
        closed = till.closed_at is not None
        sees_expected = closed or session.may(Permission.SEE_EXPECTED)
        head = (
            figures.audit_line_of_closing(self._database, counter.id, till.id)
            if closed
            else figures.audit_head(self._database, counter.id)
        )
        methods = tuple(
            ReportMethod(
                each.method.label, each.taken_minor, each.taken_count, each.refunded_minor, each.refunded_count
            )
            for each in told.turnovers
        )
        expected_minor = till.expected_minor if closed else told.expected_minor
        return TillReport(
            cinema_name=cinema.name,
            counter_name=counter.name,
            currency=cinema.currency,
            locale=cinema.locale,
            z_number=till.z_number,
            clerk_name=till.clerk_name,
            opened_by=till.opened_by,
            opened_at_local=to_local(till.opened_at, cinema.time_zone),
            closed_by=till.closed_by or session.staff.full_name,
            printed_at_local=to_local(till.closed_at or datetime.now(UTC), cinema.time_zone),
            float_minor=till.float_minor,
            methods=methods,
            movements=self._movements(till, cinema.time_zone, sees_expected=sees_expected),
            expected_minor=expected_minor if sees_expected else None,
            counted_minor=till.counted_minor,
            sales=told.sales,
            voids=told.voids,
            tickets_back=told.given_back.tickets,
            fees_minor=told.given_back.fee_minor,
            exchanges=told.exchanges,
            exchanged_minor=told.exchanged_minor,
            audit_number=head.sequence_number,
            audit_hash=head.hash,
        )

    def _movements(self, till: TillSession, zone: str, *, sees_expected: bool) -> tuple[ReportMovement, ...]:
        """The drawer's book with the counts of its hand-overs, in the order of time."""
        lines = [
            ReportMovement(
                to_local(each.happened_at, zone),
                _TITLES[each.kind],
                -each.amount_minor if each.kind is MovementKind.CASH_OUT else each.amount_minor,
                each.reason,
                each.staff_name,
            )
            for each in movements.of_session(self._database, till.id)
        ]
        lines += [
            ReportMovement(
                to_local(each.counted_at, zone),
                "Handed over, counted",
                each.counted_minor - each.expected_minor if sees_expected else 0,
                "",
                each.staff_name,
            )
            for each in movements.counts_of_session(self._database, till.id)
            if each.kind is movements.CountKind.HAND_OVER
        ]
        return tuple(sorted(lines, key=lambda line: line.happened_at_local))

    def _print(self, report: TillReport, name: str) -> PrintedReport:
        path = self._folder / name
        make_writable(self._folder)
        try:
            write_till_report(path, report, roll=self._roll)
        except OSError as error:
            raise FolderNotWritable(
                f"The report could not be written to {self._folder} ({error.strerror or error}). Free some space, then "
                "print it again on the Till page."
            ) from error
        return PrintedReport(report.title, path, self._printer.print_pdf(path))


_TITLES = {MovementKind.CASH_IN: "Cash in", MovementKind.CASH_OUT: "Cash out", MovementKind.NO_SALE: "No sale"}


def _file_name(session: Session) -> str:
    """The counter's name as a file may be called."""
    return "".join(sign if sign.isalnum() else "-" for sign in session.counter.name)
